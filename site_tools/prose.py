"""The numbers that sentences state: each is held to an expression, or to its source.

A line below a paragraph, list, table or figure binds the numbers in it, in order:

    “cat” gives 0.6 to “sat” and 20 per cent to “mat”.

    [=]: # "weights[1, 2], weights[1, 5]"

Markdown takes the line for the definition of a link that nobody uses, and shows
nothing. The expressions are evaluated with the names that the page's code leaves behind
and must print as written. An array stands for as many numbers as it holds. Besides
values there are two forms:

- `gap < 1e-12`: a comparison that must hold; it binds the decimals it is written with;
- `cited('Ethayarajh, 2019', 0.05)`: numbers of somebody else, whom the page names; a
  source that is a file of the repository must hold them.

Decimals, percentages and powers of ten count as numbers here; integers do not, nor do
the numbers of versions and of sections, which are names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeGuard

import numpy as np

from site_tools.build import ROOT
from site_tools.fences import FENCE, without_fences

# What a page may write, in the form that one pattern reads.
_RAISED = re.compile("[⁻⁰¹²³⁴-⁹]+")
_PLAIN = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
_TEX = [(r"\cdot", "·"), (r"\times", "×"), (r"\%", "%"), ("^{", "^"), ("{,}", ",")]
_NUMBER = re.compile(
    r"""(?<![\w.])                                # not inside a word or a version
    (?P<sign>(?<![)\]}])-)?
    (?:10\^(?P<power>-?\d+)
      |(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)
       (?:e(?P<e>[-+]?\d+)|\ ?[·×]\ ?10\^(?P<times>-?\d+))?)
    (?P<percent>\s?%|\sper\s?cent)?
    (?![,.]?\d)
    """,
    re.VERBOSE,
)
_BOUND = re.compile(r'^ *\[=\]: # "(?P<expressions>.*)"$')
# Names, not numbers: where links lead, what tags are called, versions and sections.
_NAMES = re.compile(
    r"""<!--.*?-->|\]\([^)]*\)|https?://\S+
    |(?P<tag></?[a-zA-Z][^>]*>)
    |\b(?:Python|NumPy|PyTorch|JAX|Keras|CC\ BY)\ \d+\.\d+
    |\b(?:[Ss]ections?|[Ee]quations?|[Dd]efinitions?)\s+[A-Z]?[\d.]*\d
     (?:(?:,|,?\ and|\ to|\ \(\w+\)\ and)\ [A-Z]?[\d.]*\d)*
    """,
    re.VERBOSE,
)
_STATED = re.compile(r'\b(?:aria-label|alt|title)="([^"]*)"')


@dataclass(frozen=True)
class Number:
    """A number as a page writes it."""

    line: int
    written: str
    value: Decimal  # of what is written, without its power of ten and its per cent
    scale: float  # what the value is multiplied by: 10**-2 for per cent, say

    def is_what(self, computed: float) -> bool:
        """Say whether a computed number, rounded as this one is, is this one."""
        places = max(0, -int(self.value.as_tuple().exponent))
        return Decimal(f"{computed / self.scale:.{places}f}") == self.value


@dataclass
class Passage:
    """The numbers between two headings, fences or bindings, and what binds them."""

    numbers: list[Number] = field(default_factory=list)
    line: int = 0
    expressions: str = ""


class Cited(list[float]):
    """The numbers of a source, as `cited` returns them."""


def numbers(text: str, line: int = 1) -> Iterator[Number]:
    """Yield the decimals, percentages and powers of ten of a line of text."""
    for match in _NUMBER.finditer(_readable(text)):
        digits, percent = match["digits"] or "1", bool(match["percent"])
        power = match["e"] or match["times"] or match["power"]
        if power or percent or "." in digits:
            value = Decimal((match["sign"] or "") + digits.replace(",", ""))
            scale = 10.0 ** (int(power or 0) - 2 * percent)
            yield Number(line, match.group(), value, scale)


def _readable(text: str) -> str:
    text = _NAMES.sub(_without_names, text)
    text = _RAISED.sub(lambda raised: "^" + raised.group(), text).translate(_PLAIN)
    for tex, sign in _TEX:
        text = text.replace(tex, sign)
    return text


def _without_names(match: re.Match[str]) -> str:
    return " ".join(_STATED.findall(match["tag"])) if match["tag"] else " "


def source(page: Path) -> str:
    """Return a page or notebook as Markdown, each line where it stands in its file."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".md":
        return text
    lines, shown = text.splitlines(), False
    for at, line in enumerate(lines):
        shown = line.endswith("[markdown]") if line.startswith("# %%") else shown
        kept = shown and line.startswith("# ") and not line.startswith("# %%")
        lines[at] = line[2:] if kept else FENCE
    return "\n".join(lines)


def passages(page: str) -> Iterator[Passage]:
    """Yield the passages of a page's source that state numbers or bind them."""
    passage = Passage()
    for line, text in enumerate(without_fences(page).splitlines(), 1):
        bound = _BOUND.match(text)
        if bound:
            passage.line, passage.expressions = line, bound["expressions"]
        if bound or text.lstrip().startswith((FENCE, "#")):
            if passage.numbers or passage.expressions:
                yield passage
            passage = Passage()
        if not bound:
            passage.numbers += numbers(text, line)
    if passage.numbers:
        yield passage


def faults(page: str, names: Mapping[str, Any]) -> Iterator[str]:
    """Yield each number of a page that is not what it is bound to, with its line."""
    for passage in passages(page):
        waiting = list(passage.numbers)
        for expression in _parts(passage.expressions):
            written = ast.unparse(expression)
            try:
                values = bound_values(expression, page, names)
            except Exception as error:
                yield f"line {passage.line}: {written}: {error}"
                return
            here, waiting = waiting[: len(values)], waiting[len(values) :]
            for number, value in zip(here, values, strict=False):
                if not number.is_what(value):
                    yield (
                        f"line {number.line}: {number.written} stands where {written} "
                        f"gives {value:.6g}"
                    )
            for value in values[len(here) :]:
                yield f"line {passage.line}: no number for {value:.6g} of {written}"
        for number in waiting:
            yield f"line {number.line}: {number.written} is neither computed nor cited"


def _parts(expressions: str) -> list[ast.expr]:
    if not expressions:
        return []
    body = ast.parse(f"({expressions},)", mode="eval").body
    return body.elts if isinstance(body, ast.Tuple) else [body]


def bound_values(
    expression: ast.expr, page: str, names: Mapping[str, Any]
) -> list[float]:
    """Return the numbers that an expression binds; ValueError if it proves nothing."""

    def cited(source: str, *values: float) -> Cited:
        named = re.compile(rf"(?<!\w){re.escape(source)}(?!\w)")
        if len(source) < 5 or not named.search(_without_bindings(page)):
            raise ValueError(f"the page does not name {source!r}")
        if (ROOT / source).is_file():
            held = [*numbers((ROOT / source).read_text(encoding="utf-8"))]
            for value in values:
                if not any(number.is_what(value) for number in held):
                    raise ValueError(f"{source} does not hold {value:.6g}")
        return Cited(values)

    code = compile(ast.Expression(expression), "<binding>", "eval")
    value = eval(code, {**names, "cited": cited})
    if isinstance(expression, ast.Compare):
        if not np.all(value):
            raise ValueError("this does not hold")
        if any(isinstance(sign, ast.NotEq) for sign in expression.ops):
            raise ValueError("what a number is not, says little of it")
        sides = map(_literal, [expression.left, *expression.comparators])
        return [side for side in sides if isinstance(side, float)]
    values = [float(entry) for entry in np.ravel(np.asarray(value, dtype=float))]
    if not isinstance(value, Cited):
        _refuse_typed(expression, values, names)
    return values


def _refuse_typed(
    expression: ast.expr, values: list[float], names: Mapping[str, Any]
) -> None:
    parts = [*ast.walk(expression)]
    if not any(isinstance(part, ast.Name) and part.id in names for part in parts):
        raise ValueError("this has no name of the page's code in it, so proves nothing")
    for part in parts:
        typed = part.value if isinstance(part, ast.Constant) else None
        if isinstance(typed, float | str) and str(typed) in map(str, values):
            raise ValueError(f"compute {typed!r}, or name it in the page's code")


def _without_bindings(page: str) -> str:
    lines = page.splitlines()
    return "\n".join(line for line in lines if not _BOUND.match(line))


def _literal(side: ast.expr) -> object:
    try:
        return ast.literal_eval(side)
    except ValueError:
        return None


def count(page: str) -> tuple[int, int]:
    """Return how many numbers a page's source binds to code, and how many it cites."""
    total = cited = 0
    for passage in passages(page):
        total += len(passage.numbers)
        for part in _parts(passage.expressions):
            cited += len(part.args) - 1 if _is_citation(part) else 0
    return total - cited, cited


def _is_citation(expression: ast.expr) -> TypeGuard[ast.Call]:
    return (
        isinstance(expression, ast.Call)
        and isinstance(expression.func, ast.Name)
        and expression.func.id == "cited"
    )
