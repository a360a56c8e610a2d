"""The one reader of fences: it finds each code block and says how it is checked.

A page shows a value in one of two ways, and both are compared by site_tools.printed:

- a `python` fence, followed by an `output` fence that holds what it prints;
- a `pycon` fence with `>>>` prompts, as docstrings have them.

Attributes (`title=`, `hl_lines=`, `{.python .annotate}`) and indentation in
admonitions, tabs and lists make no difference. A fence in no language, or in one that
is not known here, is an error: nothing stays unrun in silence.
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sybil import Document, Region
from sybil.document import PythonDocStringDocument
from sybil.example import Example
from sybil.parsers.abstract.skip import AbstractSkipParser
from sybil.parsers.markdown.lexers import (
    DirectiveInHTMLCommentLexer,
    RawFencedCodeBlockLexer,
)

from site_tools.printed import agrees

PYTHON = frozenset({"python", "py"})
PROMPTED = frozenset({"pycon"})
OUTPUT = "output"
INERT = frozenset({"sh", "text"})
FENCE = "```"

_INFO = re.compile(r"(?P<info>[^\n]*)(?:\n|$)")
_CELL = re.compile(r"^# %%[ ]*(?P<kind>.*)\n", re.MULTILINE)
_LANGUAGE = re.compile(r"\s*(?:\{[^}]*?\.)?(?P<language>[\w+-]*)")


@dataclass(frozen=True)
class Snippet:
    """A block of Python that is run: its code, and what it must print."""

    code: str
    expected: str
    prompted: bool = False
    namespace: dict[str, Any] | None = None  # None: the namespace of the page


def language(info: str) -> str:
    """Return the language that a fence's info string names, `""` if it names none."""
    match = _LANGUAGE.match(info)
    return match.group("language").lower() if match else ""


def parse_fences(document: Document) -> Iterator[Region]:
    """Yield a region for each fence of a page: run, compared, inert or refused."""
    lexed = sorted(RawFencedCodeBlockLexer(_INFO)(document), key=lambda r: r.start)
    claimed: Region | None = None  # the output fence of the snippet just above
    for region, follower in zip_longest(lexed, lexed[1:]):
        source = region.lexemes["source"]
        name = language(region.lexemes["info"])
        if name in PYTHON:
            claimed = _output_of(document, region, follower)
            expected = "" if claimed is None else str(claimed.lexemes["source"])
            yield _region(region, Snippet(str(source), expected), run_plain)
        elif name in PROMPTED:
            yield _region(region, Snippet(str(source), "", prompted=True), run_prompted)
        elif name == OUTPUT:
            if region is not claimed:
                yield _region(
                    region, "an output fence must follow a python fence", refuse
                )
        elif name not in INERT:
            known = ", ".join(sorted({*PYTHON, *PROMPTED, OUTPUT, *INERT}))
            yield _region(
                region, f"a fence must name one of {known}; this one: {name!r}", refuse
            )


def without_fences(page: str) -> str:
    """Return a page's source with a bare mark in place of each fence, lines kept."""
    for region in RawFencedCodeBlockLexer(_INFO)(Document(page, "")):
        lines = page[region.start : region.end].split("\n")
        blank = [FENCE.ljust(len(lines[0])), *(" " * len(line) for line in lines[1:])]
        page = page[: region.start] + "\n".join(blank) + page[region.end :]
    return page


def _output_of(
    document: Document, region: Region, follower: Region | None
) -> Region | None:
    if follower is None or language(follower.lexemes["info"]) != OUTPUT:
        return None
    between = document.text[region.end : follower.start]
    return None if between.strip() else follower


def _region(
    at: Region, parsed: object, evaluator: Callable[[Example], str | None]
) -> Region:
    return Region(at.start, at.end, parsed, evaluator)


def refuse(example: Example) -> str:
    """Fail with the reason that the parser left."""
    return str(example.parsed)


def run_plain(example: Example) -> str | None:
    """Run a plain snippet and compare what it prints with its output fence."""
    snippet: Snippet = example.parsed
    # Blank lines above the code make the line numbers of a traceback those of the page.
    code = compile("\n" * example.line + snippet.code, example.path, "exec")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, _namespace(example, snippet))
    return _difference(snippet.expected, printed.getvalue())


def _difference(expected: str, printed: str) -> str | None:
    if agrees(expected, printed):
        return None
    lines = difflib.unified_diff(
        expected.splitlines(),
        printed.splitlines(),
        "shown on the page",
        "printed",
        lineterm="",
    )
    return "the output shown is not the output printed:\n" + "\n".join(lines)


def run_prompted(example: Example) -> str | None:
    """Run `>>>` lines and compare each answer with the one shown."""
    snippet: Snippet = example.parsed
    namespace = _namespace(example, snippet)
    test = doctest.DocTestParser().get_doctest(
        snippet.code, {}, example.path, example.path, example.line
    )
    if not test.examples:
        return "a pycon fence must hold lines that begin with >>>"
    # get_doctest copies its namespace: the next fence would not see these names.
    test.globs = namespace
    report = io.StringIO()
    runner = doctest.DocTestRunner(_Answers(), verbose=False)
    runner.run(test, out=report.write, clear_globs=False)
    return report.getvalue() if runner.failures else None


class _Answers(doctest.OutputChecker):
    """Compares an answer as the output of a page, not by doctest's own rules."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:  # noqa: ARG002
        return agrees(want, got)


def _namespace(example: Example, snippet: Snippet) -> dict[str, Any]:
    return example.namespace if snippet.namespace is None else snippet.namespace


class DocstringDocument(Document):
    """A Python file whose docstrings are read, each with a namespace of its own.

    The names of the module are not there beforehand: an example imports what it uses,
    as its reader must.
    """

    @classmethod
    def parse(cls, path: str, *parsers: object, encoding: str = "utf-8") -> Document:  # noqa: ARG003
        """Read the file's docstrings: bare `>>>` lines, and fences as on a page."""
        with open(path, encoding=encoding) as file:  # noqa: PTH123 - Sybil hands a str
            document = cls(file.read(), path)
        for start, _, text in PythonDocStringDocument.extract_docstrings(document.text):
            namespace: dict[str, Any] = {"__name__": "__main__"}
            for region in _docstring_regions(Document(text, path), namespace):
                region.start += start
                region.end += start
                document.add(region)
        return document


def _docstring_regions(
    docstring: Document, namespace: dict[str, Any]
) -> Iterator[Region]:
    outside = docstring.text
    for region in parse_fences(docstring):
        if isinstance(region.parsed, Snippet):
            fence: Snippet = region.parsed
            region.parsed = Snippet(
                fence.code, fence.expected, fence.prompted, namespace
            )
        blank = re.sub(r"[^\n]", " ", outside[region.start : region.end])
        outside = outside[: region.start] + blank + outside[region.end :]
        yield region
    first = outside.find(">>> ")
    if first >= 0:
        snippet = Snippet(outside, "", prompted=True, namespace=namespace)
        yield Region(first, first + 3, snippet, run_prompted)


class NotebookDocument(Document):
    """A notebook in percent format, whose code cells are run in order.

    Their outputs are not in the source: they are computed when the site is built.
    """

    @classmethod
    def parse(cls, path: str, *_: object, encoding: str = "utf-8") -> Document:
        """Read the code cells of the file."""
        with open(path, encoding=encoding) as file:  # noqa: PTH123 - Sybil hands a str
            document = cls(file.read(), path)
        marks = [*_CELL.finditer(document.text)]
        ends = [*(mark.start() for mark in marks[1:]), len(document.text)]
        for mark, end in zip(marks, ends, strict=True):
            if mark["kind"] == "":
                code = document.text[mark.end() : end]
                document.add(Region(mark.start(), end, code, run_cell))
        return document


def run_cell(example: Example) -> None:
    """Run a cell of a notebook; what it prints is looked at when the site is built."""
    code = compile("\n" * example.line + example.parsed, example.path, "exec")
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, example.namespace)


class ReasonedSkipParser(AbstractSkipParser):
    """`<!-- skip: next "reason" -->` leaves a fence unrun; no reason is an error."""

    def __init__(self) -> None:
        super().__init__([DirectiveInHTMLCommentLexer("skip")])

    def __call__(self, document: Document) -> Iterable[Region]:
        """Yield the skips of a page, refusing those that give no reason."""
        for region in super().__call__(document):
            action, reason = region.parsed
            if action != "end" and not reason:
                yield Region(
                    region.start, region.end, "a skip must give its reason", refuse
                )
            else:
                yield region


def read(path: Path) -> Document:
    """Return a page, a module's docstrings or a notebook as the tests read it."""
    kind = DocstringDocument if path.suffix == ".py" else Document
    if path.parent.name == "notebooks":
        kind = NotebookDocument
    return kind.parse(str(path), parse_fences)


def snippets(document: Document) -> list[Snippet]:
    """Return the blocks of a parsed page or module that are run, in order."""
    return [e.parsed for e in document.examples() if isinstance(e.parsed, Snippet)]
