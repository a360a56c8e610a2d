"""The figures of the chapter on masks, computed once more without the package."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose

from site_tools.figures.grid import Matrix
from site_tools.figures.matrix import draw, in_words
from site_tools.figures.svg import strand
from tests.test_figures import cells, committed, drawn, elements
from tests.test_sources import page

POWERS = [[2, 3, 1, 4], [1, 4, 5, 10], [1, 3, 1, 5], [1, 2, 3, 4]]
WORDS = ["The", "cat", "sat", "on"]


def sees(name: str, i: int, j: int) -> bool:
    """Say which cell each mask leaves."""
    ahead, pad = j > i, j == 3
    return not {"open": False, "causal": ahead, "padding": pad, "both": ahead or pad}[
        name
    ]


def shares(name: str) -> list[list[Fraction]]:
    """Return each row's powers over the sum of those that may be seen."""
    rows = []
    for i, row in enumerate(POWERS):
        left = [p if sees(name, i, j) else 0 for j, p in enumerate(row)]
        rows.append([Fraction(p, sum(left)) for p in left])
    return rows


def struck(name: str) -> int:
    return sum(e.tag == "line" for e in elements(committed(name)))


def test_the_page_s_scores_are_the_figures() -> None:
    assert_allclose(np.exp(page("masks")["scores"]), POWERS)
    assert_allclose(page("masks")["weights"], np.array(shares("causal"), dtype=float))


@pytest.mark.parametrize(
    ("name", "hidden"), [("causal", 6), ("padding", 4), ("both", 7)]
)
def test_weights_are_shares_of_what_is_left(name: str, hidden: int) -> None:
    expected = np.array(shares(name), dtype=float)
    assert_allclose(cells(f"masks-{name}", 4), expected, rtol=1e-12)
    assert struck(f"masks-{name}") == hidden == int((expected == 0).sum())
    numbers = [
        e for e in elements(committed(f"masks-{name}")) if e.get("class") == "number"
    ]
    assert len(numbers) == 16 - hidden


@pytest.mark.parametrize("name", ["open", "causal"])
def test_strands_are_the_weights_that_are_not_zero(name: str) -> None:
    found = [
        e for e in elements(committed(f"masks-flow-{name}")) if e.tag.endswith("path")
    ]
    expected = sorted(float(w) for row in shares(name) for w in row if w)
    drawn_weights = sorted(float(e.attrib["data-value"]) for e in found)
    assert_allclose(drawn_weights, expected, rtol=1e-12)
    strong = [e for e in found if e.attrib["stroke-opacity"] == "0.85"]
    of_last = [float(row[3]) for row in shares(name) if row[3]]
    assert_allclose([float(e.attrib["data-value"]) for e in strong], of_last)
    for e in found:
        width = float(e.attrib["stroke-width"])
        assert width == pytest.approx(16 * float(e.attrib["data-value"]), abs=0.006)


@pytest.mark.parametrize(("name", "changed"), [("open", WORDS), ("causal", ["on"])])
def test_rows_that_see_the_last_word_are_said_to_change(
    name: str, changed: list[str]
) -> None:
    said = [e.text or "" for e in elements(committed(f"masks-flow-{name}"))]
    end = ": changes"
    assert [s.removesuffix(end) for s in said if s.endswith(end)] == changed


@pytest.mark.parametrize(("name", "first"), [("top-left", 0), ("bottom-right", 3)])
def test_triangle_begins_where_it_is_said_to(name: str, first: int) -> None:
    expected = [[float(j <= i + first) for j in range(5)] for i in range(2)]
    assert cells(f"masks-{name}", 5).tolist() == expected
    assert struck(f"masks-{name}") == 10 - sum(map(sum, expected))
    outlined = [
        (float(e.attrib["x"]), float(e.attrib["y"]))
        for e in elements(committed(f"masks-{name}"))
        if e.get("class") == "line" and e.tag.endswith("rect")
    ]
    assert len(outlined) == 2
    assert outlined[1][0] > outlined[0][0]
    assert outlined[1][1] > outlined[0][1]


def test_hidden_cell_is_struck_and_has_no_number() -> None:
    made = Matrix(
        "A",
        "a",
        "weight",
        np.array([[1.0, 0.0]]),
        ("q", "k"),
        ["x"],
        hidden=((0, 1),),
    )
    body = drawn(draw(made))
    assert len([e for e in body if e.get("class") == "cell"]) == 2
    assert [e.text for e in body if e.get("class") == "number"] == ["1.00"]
    assert len([e for e in body if e.tag.endswith("line")]) == 1
    assert in_words(made) == "x: 1.00, hidden."


def test_strand_is_as_thick_as_its_weight() -> None:
    curve = strand((0, 1), (10, 3), 0.25, 20, strong=True)
    assert 'd="M0 1.00C5 1.00 5 3.00 10 3.00"' in curve
    assert 'stroke-width="5.00"' in curve
    assert math.isclose(0.25, float(curve.split('data-value="')[1].split('"')[0]))
