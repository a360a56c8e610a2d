"""The figures of the chapter on positions: toy, counter, sinusoid."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from attention.positions import sinusoidal, sinusoidal_shift, toy_positions
from attention.worked import LOVE_EMBEDDINGS, LOVE_TOKENS
from site_tools.figures.grid import DENSE, Matrix
from site_tools.figures.matrix import draw
from site_tools.figures.plot import Scale, bottom_axis, left_axis
from site_tools.figures.svg import (
    Drawing,
    dot,
    line,
    number,
    path,
    text,
)

if TYPE_CHECKING:
    from attention._checks import FloatArray, IntArray

# The toy positions -----------------------------------------------------------------

_COLLISION = (0, 11), (1, 1)  # word 0 at position 11, word 1 at position 1
_LAST = 30  # of the toy's positions that are drawn
_TOP, _PITCH = 62.0, 28.0


def toy_collision() -> Drawing:
    """Draw the sums of each word with 30 toy positions, on the line they all lie on."""
    sums = LOVE_EMBEDDINGS[:, None, :] + toy_positions(_LAST, 3)
    x = Scale(0.1, 0.7, 78, 328)
    body = []
    for row, word in enumerate(LOVE_TOKENS):
        y = _TOP + row * _PITCH
        first = sums[row, :, 0]
        body.append(text(0, y, word, "label token"))
        body += [dot(x(v), y, v, "dot position", 1.8) for v in first]
        body.append(text(x(first[0]) - 6, y, "1", "axis", anchor="end"))
        body.append(text(x(first[-1]) + 6, y, str(_LAST), "axis"))
    y = _TOP + len(LOVE_TOKENS) * _PITCH
    points, counts = np.unique(sums[:, :, 0].round(9), return_counts=True)
    body += _collision(sums, x) + _shared(points, counts, x, y)
    ticks = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
    body += bottom_axis(x, y + 14, ticks, "first entry of word + position", 1)
    return Drawing(
        "Words plus toy positions: different sums fall on the same point",
        f"A row of {_LAST} dots for each of {', '.join(LOVE_TOKENS)}: the first entry "
        f"of the word plus the position, for the positions 1 to {_LAST}. All sums lie "
        "on one line in space, so equal first entries mean equal vectors. “I” at "
        "position 11 and “love” at position 1 are both "
        f"{_vector(sums[0, 10])}. {sums[:, :, 0].size} sums share {points.size} "
        "points.",
        350,
        y + 56,
        tuple(body),
    )


def _vector(values: FloatArray) -> str:
    return "[" + " ".join(number(v, 2) for v in values) + "]"


def _collision(sums: FloatArray, x: Scale) -> list[str]:
    (word, p), (other, q) = _COLLISION
    vector = sums[word, p - 1]
    if not np.allclose(vector, sums[other, q - 1], rtol=0, atol=1e-12):
        raise ValueError("the two sums differ: there is no collision to draw")
    at = x(vector[0])
    return [
        line(at, 24, at, _TOP + other * _PITCH, "line"),
        text(at - 6, 12, _vector(vector), "number"),
        text(at + 6, _TOP - 14, str(p), "number"),
        dot(at, _TOP + word * _PITCH, vector[0], "dot", 4),
        dot(at, _TOP + other * _PITCH, vector[0], "dot", 4),
    ]


def _shared(points: FloatArray, counts: IntArray, x: Scale, y: float) -> list[str]:
    """How many of the sums fall on each point, said once for each run of points."""
    body = [text(0, y, "sums here", "axis")]
    for count, run in groupby(zip(counts, points, strict=True), key=lambda c: c[0]):
        ends = [x(point) for _, point in run]
        middle = (ends[0] + ends[-1]) / 2
        body.append(text(middle, y, str(count), "number", anchor="middle"))
        if ends[0] > x(points[0]):
            cut = ends[0] - (x(points[1]) - x(points[0])) / 2
            body.append(line(cut, y - 8, cut, y + 14))
    return body


# Counters, slow and fast -----------------------------------------------------------


def binary_counter() -> Drawing:
    """Draw the positions 0 to 15 as four bits, the fastest first."""
    positions, bits = np.arange(16)[:, None], np.arange(4)
    return draw(
        Matrix(
            "B",
            "binary counter",
            "position",
            ((positions >> bits) & 1).astype(np.float64),
            ("positions", "bits"),
            [str(p) for p in range(16)],
            [str(2**bit) for bit in range(4)],
            decimals=0,
            cell=DENSE,
        )
    )


def sinusoid() -> Drawing:
    """Draw the sinusoidal positions 0 to 31 in 16 columns."""
    values = sinusoidal(32, 16)
    still = np.ptp(values, axis=0)
    desc = (
        "Colours only, from −1 to 1. Columns come in pairs, sine and cosine. Over the "
        "32 positions "
        + ", ".join(
            f"column {column} changes by {number(still[column], 2)}"
            for column in (0, 4, 8, 12, 14)
        )
        + ": fast on the left, slow on the right."
    )
    matrix = Matrix(
        "P",
        "sinusoidal positions",
        "position",
        values,
        ("n_positions", "d_model"),
        _every_second(32),
        _every_second(16),
        cell=DENSE,
        limit=1.0,
    )
    return draw(matrix, desc)


def _every_second(count: int) -> list[str]:
    return ["" if index % 2 else str(index) for index in range(count)]


def sinusoid_curves() -> Drawing:
    """Draw four of its columns as waves, with the values that a position takes."""
    table = sinusoidal(32, 16)
    x = Scale(0, 31, 34, 340)
    steps = np.arange(0, 31.01, 0.25)
    wave = np.array([sinusoidal_shift(float(t), 16) @ table[0] for t in steps])
    body, said = [], []
    for strip, column in enumerate((0, 2, 4, 6)):
        top = 26.0 + strip * 86
        y = Scale(-1, 1, top + 50, top)
        # From position 0 to 1 the pair turns by this angle; a wave is a turn of 2π.
        length = 2 * np.pi / np.arctan2(table[1, column], table[1, column + 1])
        label = f"column {column}: a wave every {number(length, 1)} positions"
        said.append(label)
        body.append(text(x.start, top - 14, label, "label position"))
        body.append(line(x.start, y(0), x.end, y(0)))
        body += left_axis(y, x.start - 4, (-1, 1))
        points = zip(map(x, steps), map(y, wave[:, column]), strict=True)
        body.append(path(points, "line position", stroke_opacity=0.55))
        body += [
            dot(x(p), y(v), v, "dot position", data_x=p)
            for p, v in enumerate(table[:, column])
        ]
    bottom = 26.0 + 3 * 86 + 62
    body += bottom_axis(x, bottom, (0, 10, 20, 30), "position")
    return Drawing(
        "Four columns of the sinusoidal positions as waves",
        f"Of 16 columns, {'; '.join(said)}. A dot on each wave at the positions 0 to "
        "31; each column is slower than the one before.",
        350,
        bottom + 42,
        tuple(body),
    )


FIGURES = {
    "positions-toy-collision": toy_collision,
    "positions-binary-counter": binary_counter,
    "positions-sinusoid": sinusoid,
    "positions-sinusoid-curves": sinusoid_curves,
}
