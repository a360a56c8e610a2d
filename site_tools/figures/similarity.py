"""The figures of the chapter on similarity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from attention.similarity import cosine_similarity
from attention.worked import LIKE_A, LIKE_B, LIKE_C, LIKE_COUNTS, LIKE_WORDS
from site_tools.figures.plot import Scale, bottom_axis, left_axis
from site_tools.figures.svg import Drawing, arrow, dot, line, number, path, text

if TYPE_CHECKING:
    from attention._checks import FloatArray

_ORIGIN = np.zeros(2)

# Direction and length --------------------------------------------------------------


def flip() -> Drawing:
    """Draw three vectors: the longest has the larger product and the wider angle."""
    x, y = Scale(0, 10.5, 28, 343), Scale(0, 8.7, 285, 24)
    ray = 7.4 * LIKE_C / np.hypot(*LIKE_C)
    body = [
        *bottom_axis(x, y.start + 12, range(0, 11, 2), "first number"),
        *left_axis(y, x.start - 6, range(0, 9, 2)),
        text(0, 7, "second number", "axis"),
        _segment(x, y, LIKE_C, ray, "rule", stroke_dasharray="2 4"),
    ]
    said, table = [], [("with C", "dot", "cosine", "angle")]
    beside = {"A": (-35, -10), "B": (20, -10)}
    for name, vector, radius in (("A", LIKE_A, 5.7), ("B", LIKE_B, 6.9)):
        cosine = cosine_similarity([vector], [LIKE_C]).item()
        angle = f"{number(np.degrees(np.arccos(cosine)).item(), 1)}°"
        table.append(
            (name, number(float(vector @ LIKE_C), 0), number(cosine, 3), angle)
        )
        said.append(f"{name} with C: dot product {table[-1][1]}, cosine {table[-1][2]}")
        body.append(_arc(x, y, vector, LIKE_C, radius))
        body.append(_label(x, y, _between(vector, LIKE_C, radius), angle, beside[name]))
    for row, cells in enumerate(table):
        style = "number" if row else "axis"
        for right, cell in zip((208, 240, 290, 340), cells, strict=True):
            at = y.start - 74 + 22 * row
            body.append(text(right, at, cell, style, anchor="end"))
    for name, vector, shift in (
        ("A", LIKE_A, (8, -5)),
        ("B", LIKE_B, (-70, -6)),
        ("C", LIKE_C, (-46, -16)),
    ):
        body.append(_vector(x, y, vector))
        body.append(_label(x, y, vector, f"{name} {_pair(vector)}", shift, None))
    return Drawing(
        "Three vectors: the longest has the larger dot product and the wider angle",
        f"Arrows from the origin: A {_pair(LIKE_A)}, B {_pair(LIKE_B)}, C "
        f"{_pair(LIKE_C)}. {'. '.join(said)}.",
        350,
        y.start + 52,
        tuple(body),
    )


# Three ways of being near ----------------------------------------------------------

_ASKED = "boat"
_BESIDE = {  # where the name of a word stands, seen from its dot
    "river": (0, 15),
    "shore": (0, 15),
    "boat": (-6, -13),
    "bank": (0, -14),
    "the": (-10, 0),
    "loan": (0, -14),
    "price": (0, -14),
}


def neighbours() -> Drawing:
    """Draw seven words, and what finds the nearest by each of three measures."""
    x, y = Scale(0, 10.8, 28, 346), Scale(0, 10.8, 340, 22)
    asked = LIKE_COUNTS[LIKE_WORDS.index(_ASKED)]
    nearest = _nearest(asked)
    body = [
        *bottom_axis(x, y.start + 26, range(0, 11, 2), "times near “water”"),
        *left_axis(y, x.start - 6, range(0, 11, 2)),
        text(0, 6, "times near “money”", "axis"),
        *_reach(x, y, asked, nearest),
    ]
    for word, counts in zip(LIKE_WORDS, LIKE_COUNTS, strict=True):
        size = 4.0 if word == _ASKED else 3.0
        at = x(counts[0]), y(counts[1])
        body.append(
            dot(*at, counts[1], "dot token", size, data_x=repr(float(counts[0])))
        )
        anchor = "end" if word == "the" else "middle"
        body.append(_label(x, y, counts, word, _BESIDE[word], anchor, "label token"))
    listed = ", ".join(
        f"{word} {_pair(counts)}"
        for word, counts in zip(LIKE_WORDS, LIKE_COUNTS, strict=True)
    )
    said = ", ".join(f"{word} by {measure}" for measure, word in nearest.items())
    return Drawing(
        f"Seven words, and the nearest to “{_ASKED}” by three measures",
        f"Counts near water and near money: {listed}. Nearest to {_ASKED}: {said}.",
        350,
        y.start + 66,
        tuple(body),
    )


def _nearest(asked: FloatArray) -> dict[str, str]:
    """Return the nearest word by each measure, the word that asks left out."""
    others = [i for i, row in enumerate(LIKE_COUNTS) if not np.array_equal(row, asked)]
    rows = LIKE_COUNTS[others]
    scores = {
        "distance": -np.hypot(*(rows - asked).T),
        "cosine": cosine_similarity(rows, [asked])[:, 0],
        "dot product": rows @ asked,
    }
    return {name: LIKE_WORDS[others[s.argmax()]] for name, s in scores.items()}


def _reach(x: Scale, y: Scale, asked: FloatArray, nearest: dict[str, str]) -> list[str]:
    """Draw the circle, the two rays and the line on which the nearest words lie."""
    found = {m: LIKE_COUNTS[LIKE_WORDS.index(w)] for m, w in nearest.items()}
    turn = np.linspace(0, 2 * np.pi, 61)
    radius = np.hypot(*(found["distance"] - asked))
    circle = asked[:, None] + radius * np.array([np.cos(turn), np.sin(turn)])
    river, last = found["cosine"], f"by dot product: {nearest['dot product']}"
    ends = [9.6 * v / np.hypot(*v) for v in (asked, river)]
    # Points of one dot product lie on a line at right angles to the vector asked for.
    level = found["dot product"] @ asked
    low, high = (np.array([(level - asked[1] * v) / asked[0], v]) for v in (6.8, 10.8))
    return [
        path(zip(map(x, circle[0]), map(y, circle[1]), strict=True), "rule"),
        *(_segment(x, y, _ORIGIN, end, "rule") for end in ends),
        _arc(x, y, asked, river, 9.2),
        _segment(x, y, low, high, "rule"),
        _label(x, y, asked, f"by distance: {nearest['distance']}", (0, -56)),
        _label(x, y, river, f"by cosine: {nearest['cosine']}", (24, -52)),
        _label(x, y, found["dot product"], last, (-10, 17), "end"),
    ]


# Many dimensions -------------------------------------------------------------------

_PAIRS = 150


def spread() -> Drawing:
    """Draw the cosines of random pairs for four numbers of dimensions."""
    x = Scale(-1, 1, 14, 336)
    normal = np.random.default_rng(0).normal
    body, said = [], []
    for row, d in enumerate((2, 10, 100, 1000)):
        a, b = normal(size=(2, _PAIRS, d))
        cosines = (a * b).sum(axis=1) / np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1))
        top = 12 + 52 * row
        expected = d**-0.5
        label = f"d = {d}: 1/√d = {number(expected, 3)}"
        body.append(text(0, top, label))
        body += [
            line(
                x(c),
                top + 12,
                x(c),
                top + 28,
                "line token",
                stroke_opacity=0.5,
                data_value=repr(float(c)),
            )
            for c in cosines
        ]
        inside = int((np.abs(cosines) < expected).sum())
        said.append(f"in {d} dimensions {inside} of {_PAIRS} within {label[-5:]}")
    body += bottom_axis(x, 12 + 52 * 3 + 40, (-1, -0.5, 0, 0.5, 1), "cosine", 1)
    return Drawing(
        "Cosines of random pairs in 2, 10, 100 and 1000 dimensions",
        f"A stroke for each of {_PAIRS} pairs. Within 1/√d of 0: {'; '.join(said)}.",
        350,
        12 + 52 * 3 + 82,
        tuple(body),
    )


# What they share -------------------------------------------------------------------


def _pair(vector: FloatArray) -> str:
    return f"({', '.join(number(v, 0) for v in vector)})"


def _vector(x: Scale, y: Scale, vector: FloatArray) -> str:
    """Return an arrow from the origin that carries both its numbers."""
    first, second = (repr(float(v)) for v in vector)
    tip = x(vector[0]), y(vector[1])
    ends = (x(0), y(0)), tip
    return arrow(*ends, "line", stroke_width=2, data_x=first, data_value=second)


def _segment(
    x: Scale, y: Scale, a: FloatArray, b: FloatArray, class_: str, **style: object
) -> str:
    return line(x(a[0]), y(a[1]), x(b[0]), y(b[1]), class_, **style)


def _between(a: FloatArray, b: FloatArray, radius: float) -> FloatArray:
    """Return the point at a distance from the origin, midway in angle."""
    middle = a / np.hypot(*a) + b / np.hypot(*b)
    return np.asarray(radius * middle / np.hypot(*middle))


def _arc(x: Scale, y: Scale, a: FloatArray, b: FloatArray, radius: float) -> str:
    """Return the arc from the direction of a to that of b."""
    turn = np.linspace(np.arctan2(a[1], a[0]), np.arctan2(b[1], b[0]), 13)
    points = [(x(radius * np.cos(t)), y(radius * np.sin(t))) for t in turn]
    return path(points)


def _label(
    x: Scale,
    y: Scale,
    point: FloatArray,
    words: str,
    shift: tuple[float, float],
    anchor: str | None = "middle",
    class_: str = "label",
) -> str:
    at = x(point[0]) + shift[0], y(point[1]) + shift[1]
    return text(*at, words, class_, anchor=anchor)


FIGURES = {
    "similarity-flip": flip,
    "similarity-neighbours": neighbours,
    "similarity-spread": spread,
}
