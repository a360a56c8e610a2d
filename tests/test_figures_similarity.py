"""The figures of the chapter on similarity, computed once more."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.test_figures import committed, elements, points

COUNTS = {
    "river": (8, 1),
    "shore": (3, 0),
    "boat": (4, 1),
    "bank": (5, 5),
    "the": (10, 10),
    "loan": (1, 6),
    "price": (2, 9),
}


def said(name: str) -> list[str]:
    return [e.text or "" for e in elements(committed(name)) if e.tag == "text"]


def dots(name: str) -> list[tuple[float, float]]:
    """Where the dots stand, in pixels."""
    return [
        (float(e.attrib["cx"]), float(e.attrib["cy"]))
        for e in elements(committed(name))
        if e.tag == "circle"
    ]


def angle(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(math.degrees(math.atan2(*a) - math.atan2(*b)))


def test_three_vectors_and_their_numbers() -> None:
    assert points("similarity-flip").tolist() == [[3, 4], [10, 8], [1, 2]]
    shown = said("similarity-flip")
    for other, dot in (((3, 4), 11), ((10, 8), 26)):
        assert other[0] * 1 + other[1] * 2 == dot
        cosine = dot / math.hypot(*other) / math.hypot(1, 2)
        turn = f"{angle(other, (1, 2)):.1f}°"
        assert [shown.count(f"{dot}"), shown.count(f"{cosine:.3f}")] == [1, 1]
        assert shown.count(turn) == 2  # at the arc, and in the table
        assert float(turn[:-1]) == pytest.approx(
            math.degrees(math.acos(cosine)), abs=0.05
        )


@pytest.mark.parametrize("name", ["similarity-flip", "similarity-neighbours"])
def test_angles_are_drawn_true(name: str) -> None:
    """One unit is as long to the right as upwards, to within half a per cent."""
    if name == "similarity-flip":
        shafts = [e for e in elements(committed(name)) if "data-x" in e.attrib]
        ends = [(float(e.attrib["x2"]) - float(e.attrib["x1"]), e) for e in shafts]
        slopes = [
            (float(e.attrib["y1"]) - float(e.attrib["y2"])) / across
            for across, e in ends
        ]
        assert_allclose(slopes, [4 / 3, 8 / 10, 2 / 1], rtol=5e-3)
    else:
        pixels = np.array(dots(name))
        counts = np.array(list(COUNTS.values()))
        across, upwards = (np.polyfit(counts[:, c], pixels[:, c], 1)[0] for c in (0, 1))
        assert_allclose(-upwards, across, rtol=5e-3)


def test_seven_words_stand_at_their_counts() -> None:
    assert_allclose(points("similarity-neighbours"), list(COUNTS.values()))


def test_each_measure_finds_another_neighbour() -> None:
    boat = COUNTS["boat"]
    others = {word: c for word, c in COUNTS.items() if word != "boat"}
    by = {
        "distance": min(others, key=lambda w: math.dist(others[w], boat)),
        "cosine": min(others, key=lambda w: angle(others[w], boat)),
        "dot product": max(
            others, key=lambda w: others[w][0] * boat[0] + others[w][1] * boat[1]
        ),
    }
    assert list(by.values()) == ["shore", "river", "the"]
    shown = said("similarity-neighbours")
    for measure, word in by.items():
        assert f"by {measure}: {word}" in shown


def test_the_line_of_one_dot_product_is_square_to_boat_and_meets_the() -> None:
    lines = [e for e in elements(committed("similarity-neighbours")) if e.tag == "line"]
    ends = np.array(
        [[float(e.attrib[k]) for k in ("x1", "y1", "x2", "y2")] for e in lines]
    )
    pixels = dict(zip(COUNTS, dots("similarity-neighbours"), strict=True))
    steep = ends[-1]  # the last line drawn
    (x1, y1), (x2, y2) = steep[:2], steep[2:]
    # (4, 1) points right and up; on the screen up is minus.
    assert (x2 - x1) * 4 - (y2 - y1) * 1 == pytest.approx(0, abs=1.5)
    x, y = pixels["the"]
    assert (x2 - x1) * (y - y1) == pytest.approx((x - x1) * (y2 - y1), abs=20)


def test_cosines_of_random_pairs_spread_as_they_should() -> None:
    drawn = np.reshape(
        [
            float(e.attrib["data-value"])
            for e in elements(committed("similarity-spread"))
            if "data-value" in e.attrib
        ],
        (4, -1),
    )
    assert drawn.shape == (4, 150)
    normal = np.random.default_rng(0).normal
    for row, d in zip(drawn, (2, 10, 100, 1000), strict=True):
        a, b = normal(size=(2, 150, d))
        cosines = [
            math.fsum(p * q) / math.sqrt(math.fsum(p * p) * math.fsum(q * q))
            for p, q in zip(a, b, strict=True)
        ]
        assert_allclose(row, cosines, rtol=1e-9, atol=1e-12)
        assert row.std() == pytest.approx(d**-0.5, rel=0.15)
        assert f"d = {d}: 1/√d = {d**-0.5:.3f}" in said("similarity-spread")
