"""Which blocks of Python the built site shows, and which of them the tests run."""

from __future__ import annotations

import contextlib
import doctest
import io
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import jupytext
from bs4 import BeautifulSoup

from site_tools.build import ROOT
from site_tools.fences import Snippet, read, snippets

if TYPE_CHECKING:
    from pathlib import Path

KINDS = (".language-python", ".language-py", ".language-pycon")
PYTHON_BLOCKS = ", ".join(KINDS)


def shown(page: Path) -> Counter[str]:
    """Return the Python blocks of a built page, signatures of the reference left out.

    A block with prompts counts as its examples: the reference splits a docstring's
    examples where there is prose between them.
    """
    html = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    blocks: Counter[str] = Counter()
    for block in html.select(PYTHON_BLOCKS):
        classes = block.get_attribute_list("class")
        if "doc-signature" in classes or block.find_parent(["h2", "h3", "h4", "h5"]):
            continue
        code = block.select_one("code") or block
        blocks.update(_units(code.get_text(), prompted="language-pycon" in classes))
    return blocks


def printed(page: Path) -> str:
    """Return what a built page says its code prints, in the order of its blocks."""
    html = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    outputs = ""
    for block in html.select("pre.output, .language-pycon"):
        if block.name == "pre":
            outputs += block.get_text().rstrip("\n") + "\n"
        else:
            outputs += answers((block.select_one("code") or block).get_text())
    return outputs


def answers(block: str) -> str:
    """Return what a block with prompts shows as printed."""
    examples = doctest.DocTestParser().get_examples(block)
    return "".join(example.want for example in examples)


def run(source: Path) -> Counter[str]:
    """Return the Python blocks of a page, notebook or module that the tests run."""
    if source.parent.name == "notebooks":
        cells = jupytext.read(source).cells
        return Counter(c.source.strip() for c in cells if c.cell_type == "code")
    blocks: Counter[str] = Counter()
    for snippet in snippets(read(source)):
        blocks.update(_units(snippet.code, prompted=snippet.prompted))
    return blocks


def _units(code: str, *, prompted: bool) -> list[str]:
    if not prompted:
        return [code.strip()]
    examples = doctest.DocTestParser().get_examples(code)
    return [f">>> {e.source.strip()}\n{e.want.strip()}" for e in examples]


def built_pages(site: Path) -> dict[Path, Path]:
    """Return each page's source, Markdown or notebook, with the file built from it."""
    docs = ROOT / "docs"
    sources = [*docs.glob("*.md"), *docs.glob("*/*.md"), *docs.glob("notebooks/*.py")]
    places = {s: s.relative_to(docs).with_suffix("") for s in sorted(sources)}
    return {
        s: site / ("" if place.name == "index" else place) / "index.html"
        for s, place in places.items()
        if s.name != "README.md"
    }


def script(page: Path) -> tuple[str, str]:
    """Return a page's plain blocks as one script, and what the page says it prints."""
    blocks = [s for s in snippets(read(page)) if not s.prompted]
    return "\n".join(b.code for b in blocks), "".join(_with_newline(b) for b in blocks)


@cache
def names(page: Path) -> dict[str, Any]:
    """Return the names that the code of a page or notebook leaves behind."""
    left: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(_code(page), str(page), "exec"), left)
    return left


def _code(page: Path) -> str:
    if page.suffix == ".md":
        return script(page)[0]
    cells = jupytext.read(page).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "code")


def _with_newline(snippet: Snippet) -> str:
    text = snippet.expected.rstrip("\n")
    return text + "\n" if text else ""
