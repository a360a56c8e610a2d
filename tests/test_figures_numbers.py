"""No number in a figure is typed: each that a reader sees follows from carried ones.

A figure's shapes carry the numbers that they were drawn from. What its title, its
description and its labels state must be one of these, rounded, or be computed here.
"""

from __future__ import annotations

import ast
import math
import re
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from site_tools.figures import __file__ as figures_file
from site_tools.figures.grid import STRONGEST, STRONGEST_BARE
from site_tools.figures.svg import FONT, number
from tests.test_figures import NAMES, committed, elements, points

SOURCES = sorted(Path(figures_file).parent.glob("*.py"))
CARRIED = ("data-value", "data-x", "data-low", "data-high", "data-tick")
DECIMAL = re.compile(r"[-−]?\d+\.\d+(?:e[+-]?\d+)?")
POWER = re.compile(r"10([⁻⁰¹²³⁴-⁹]+)")
PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
# A decimal, a percentage, a fraction or a power of ten, as it would be typed.
TYPED = re.compile(
    r"\d[.,]\d|\d\s*(?:%|per ?cent)|\d[eE][-+]?\d|\d[/⁄]\d|[½⅓⅔¼¾]"
    r"|10\s*(?:\^|\*\*|[⁻⁰¹²³⁴-⁹])"
)


def gradients() -> list[float]:
    """The median and the largest of each strip of dots."""
    dots = points("scaling-gradient").tolist()
    strips = [[length for _, length in dots[i : i + 40]] for i in range(0, 320, 40)]
    return [f(strip) for strip in strips for f in (median, max)]


def changes() -> list[float]:
    """How much some columns of the sinusoid change over 32 positions."""
    found = []
    for column in (0, 4, 8, 12, 14):
        waves = [math.sin(p / 10000 ** (column / 16)) for p in range(32)]
        found.append(max(waves) - min(waves))
    return found


# What is stated of a figure and carried by none of its shapes, from the formulas.
STATED = {
    "positions-rotation": [2.0],
    "positions-sinusoid": changes(),
    "positions-sinusoid-curves": [
        2 * math.pi * 10000 ** (column / 16) for column in (0, 2, 4, 6)
    ],
    "scaling-gradient": gradients(),
    "self-attention-three-mix": [0.4, 0.3],
    "similarity-flip": [
        value
        for dot, square in ((11, 25), (26, 164))
        for cosine in [dot / math.sqrt(square * 5)]
        for value in (cosine, math.degrees(math.acos(cosine)))
    ],
    "similarity-spread": [d**-0.5 for d in (2, 10, 100, 1000)],
}


def rounds_to(value: float, shown: str) -> bool:
    decimals = len(shown.partition(".")[2].partition("e")[0])
    return shown == (
        f"{value:.{decimals}e}" if "e" in shown else number(value, decimals)
    )


def unfounded(name: str, svg: str) -> list[str]:
    """Return the decimals that a figure states and nothing accounts for."""
    every = elements(svg)
    known = [float(e.attrib[key]) for e in every for key in CARRIED if key in e.attrib]
    known += STATED.get(name, [])
    said = ["".join(e.itertext()) for e in every if e.tag in ("title", "desc", "text")]
    numbers = [n for words in said for n in DECIMAL.findall(_without_limit(words))]
    return [n for n in numbers if not any(rounds_to(value, n) for value in known)]


def _without_limit(words: str) -> str:
    return words.partition(", full colour at ")[0]


@pytest.mark.parametrize("name", NAMES)
def test_each_decimal_follows_from_a_number(name: str) -> None:
    assert unfounded(name, committed(name)) == []


def test_all_that_is_computed_here_is_stated() -> None:
    for name, values in STATED.items():
        words = " ".join("".join(e.itertext()) for e in elements(committed(name)))
        shown = DECIMAL.findall(words)
        for value in values:
            assert any(rounds_to(value, n) for n in shown), f"{name}: {value}"


def tick_faults(svg: str) -> list[str]:
    """Return the ticks whose label is not their number to the letter."""
    faults = []
    for element in elements(svg):
        if "data-tick" in element.attrib:
            label = element.text or ""
            power = POWER.fullmatch(label)
            stated = 10.0 ** int(power[1].translate(PLAIN)) if power else None
            tick = float(element.attrib["data-tick"])
            if (stated or float(label.translate(PLAIN))) != tick:
                faults.append(f"{label} at {tick}")
    return faults


@pytest.mark.parametrize("name", NAMES)
def test_a_tick_states_its_number(name: str) -> None:
    assert tick_faults(committed(name)) == []


def tick_places(svg: str, side: str) -> list[tuple[float, float]]:
    """Number and pixel of the ticks of the left axis ("end") or the bottom one."""
    return [
        (float(e.attrib["data-tick"]), float(e.attrib["y"]) - 0.35 * FONT)
        if side == "end"
        else (float(e.attrib["data-tick"]), float(e.attrib["x"]))
        for e in elements(svg)
        if "data-tick" in e.attrib and e.get("text-anchor") == side
    ]


def dot_places(svg: str, side: str) -> list[tuple[float, float]]:
    """The same of the dots; one that has no x lies on the bottom axis."""
    dots = [e.attrib for e in elements(svg) if e.tag == "circle" and "r" in e.attrib]
    dots = [dot for dot in dots if "data-value" in dot]
    if side == "end":
        return [(float(dot["data-value"]), float(dot["cy"])) for dot in dots]
    return [
        (float(dot.get("data-x", dot["data-value"])), float(dot["cx"])) for dot in dots
    ]


# The waves of positions-sinusoid-curves have four vertical axes, one above the other.
PLOTS = [
    (name, side)
    for name in NAMES
    for side in ("end", "middle")
    if tick_places(committed(name), side)
    and dot_places(committed(name), side)
    and (name, side) != ("positions-sinusoid-curves", "end")
]


@pytest.mark.parametrize(("name", "side"), PLOTS)
def test_ticks_stand_where_a_dot_of_their_number_would(name: str, side: str) -> None:
    svg = committed(name)
    values, pixels = np.array(dot_places(svg, side)).T
    ticks, places = np.array(tick_places(svg, side)).T
    by_factors = min(*values, *ticks) > 0 and _off(np.log(values), pixels) < 0.02
    if by_factors:
        values, ticks = np.log(values), np.log(ticks)
    assert _off(values, pixels) < 0.02
    assert _off(np.append(values, ticks), np.append(pixels, places)) < 0.02


def _off(values: np.ndarray, pixels: np.ndarray) -> float:
    """How many pixels a value lies beside the straight line through all, at most."""
    line = np.polynomial.Polynomial.fit(values, pixels, 1)
    return float(np.abs(line(values) - pixels).max())


WEIGHTS = [
    name
    for name in NAMES
    if all(mark in committed(name) for mark in ('class="shape"', "var(--weight)"))
]


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_limit_of_the_colours_is_the_one_that_is_said(name: str) -> None:
    svg = committed(name)
    limit = float((re.findall(r"full colour at ([\d.]+)", svg) or ["1"])[0])
    strongest = STRONGEST if 'class="number"' in svg else STRONGEST_BARE
    for element in elements(svg):
        if element.get("class") == "cell":
            share = min(float(element.attrib["data-value"]) / limit, 1)
            assert element.attrib["fill-opacity"] == f"{strongest * share:.3f}"


# The checks above, on figures that were tampered with ------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("home-sums", "I: 0.11", "I: 0.17", ["0.17"]),
        ("home-sums", "X, sums", "X, 0.77 sums", ["0.77"]),
        ("home-sums", ">0.86<", ">0.87<", ["0.87"]),
        ("home-sums", 'data-value="0.86"', 'data-value="0.96"', ["0.86", "0.86"]),
        ("positions-sinusoid-curves", "every 6.3", "every 6.4", ["6.4"]),
        (
            "positions-sinusoid",
            "changes by 1.99",
            "changes by 1.96",
            ["1.96"],
        ),
        ("positions-rotation", "= cos 2.00", "= cos 2.01", ["2.01"]),
        ("scaling-gradient", "median 7.9e-07", "median 7.8e-07", ["7.8e-07"]),
        ("similarity-flip", "24.8°", "24.9°", ["24.9"]),
    ],
)
def test_a_decimal_out_of_nowhere_is_seen(
    name: str, old: str, new: str, found: list[str]
) -> None:
    svg = committed(name)
    assert old in svg
    assert unfounded(name, svg.replace(old, new, 1)) == found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (">0.2</text>", ">0.3</text>", "0.3 at 0.2"),
        ('data-tick="0.2"', 'data-tick="0.25"', "0.2 at 0.25"),
    ],
)
def test_a_wrong_tick_is_seen(old: str, new: str, fault: str) -> None:
    svg = committed("meanings-pulled-apart")
    assert fault in tick_faults(svg.replace(old, new))


# The programs that draw ------------------------------------------------------------


def typed_numbers(source: str) -> list[str]:
    """Return what a program types instead of computing it: numbers inside words."""
    tree, found = ast.parse(source), []
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    apart = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in apart and TYPED.search(node.value):
                found.append(node.value)
        elif isinstance(node, ast.FormattedValue) and _is_typed(node.value):
            found.append(ast.unparse(node.value))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("number", "str"):
            found += [ast.unparse(node)] if _is_typed(node.args[0]) else []
    return found


def _is_typed(value: ast.expr) -> bool:
    """Say whether an expression holds no name, only numbers."""
    return not any(isinstance(node, ast.Name) for node in ast.walk(value))


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.stem)
def test_a_program_types_no_number_into_its_words(source: Path) -> None:
    assert typed_numbers(source.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('x = f"it gives 0.7 of {y}"', ["it gives 0.7 of "]),
        ('x = "it gives 70 %"', ["it gives 70 %"]),
        ('x = "it gives 70 per cent"', ["it gives 70 per cent"]),
        ('x = "below 1e-5"', ["below 1e-5"]),
        ('x = "below 10⁻⁵"', ["below 10⁻⁵"]),
        ('x = "a share of 1/3"', ["a share of 1/3"]),
        ('text(0, 0, "0.5")', ["0.5"]),
        ("text(0, 0, number(0.5, 1))", ["number(0.5, 1)"]),
        ("text(0, 0, str(-0.5))", ["str(-0.5)"]),
        ('f"{0.25:.1f}"', ["0.25"]),
        ('f"{value:.1f} in 3 columns, {4 * width}"', []),
        ('def f():\n    """A share of 0.5."""', []),
    ],
)
def test_a_typed_number_is_seen(code: str, found: list[str]) -> None:
    assert typed_numbers(code) == found
