"""A matrix, and the drawing of its cells.

Weights go from 0 to 1 on one colour; signed values have one colour for each side of 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from site_tools.figures.plot import tick_label
from site_tools.figures.svg import FONT, TEXT, colour, line, number, tag, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attention._checks import FloatArray

CELL = (40.0, 26.0)
DENSE = (18.0, 16.0)  # for tables too large to be read number by number
STRONGEST = 0.5  # the fill of the largest value: numbers on it keep a contrast of 4.5
STRONGEST_BARE = 0.9  # where no number stands on it


@dataclass(frozen=True)
class Matrix:
    """A matrix and all that its drawing says about it."""

    symbol: str
    name: str
    kind: str
    values: FloatArray
    axes: tuple[str, str]
    rows: Sequence[str]
    columns: Sequence[str] = ()
    decimals: int = 2
    limit: float | None = None  # the value of the strongest colour; None: the largest
    cell: tuple[float, float] = CELL
    corner: tuple[str, str] | None = None  # what the columns are, what the rows are
    marked: tuple[tuple[int, int], ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()  # cells struck out, without a number


def grid(matrix: Matrix, left: float, top: float) -> list[str]:
    """Return the cells, their numbers, and the brackets in the colour of the kind."""
    width, height = matrix.cell
    fits = numbers_fit(matrix)
    strongest = STRONGEST if fits else STRONGEST_BARE
    body = []
    for (i, j), value in np.ndenumerate(matrix.values):
        x, y = left + j * width, top + i * height
        body.append(_cell(matrix, float(value), x, y, strongest))
        if (i, j) in matrix.hidden:
            body.append(line(x + 6, y + height - 7, x + width - 7, y + 6))
        elif fits:
            # The ends stand in one line, so the points do, too.
            end = x + (width + _longest(matrix)) / 2
            shown = number(float(value), matrix.decimals)
            body.append(text(end, y + height / 2, shown, "number", anchor="end"))
    body += [_mark(matrix, i, j, left, top) for i, j in matrix.marked]
    return body + _brackets(matrix, left, top)


def numbers_fit(matrix: Matrix) -> bool:
    """Return whether every number has room in its cell."""
    return _longest(matrix) <= matrix.cell[0] - 2


def colour_key(matrix: Matrix, left: float, top: float) -> list[str]:
    """Return five cells from -limit to limit, for where the numbers do not fit."""
    limit, (width, height) = _limit(matrix), matrix.cell
    body = []
    for step, share in enumerate((-1, -0.5, 0, 0.5, 1)):
        x = left + (step + 1.5) * width
        body.append(_cell(matrix, share * limit, x, top, STRONGEST_BARE))
    low, high = left + 1.5 * width - 5, left + 6.5 * width + 4
    for x, value, anchor in ((low, -limit, "end"), (high, limit, None)):
        middle = top + height / 2
        shown = number(value, 0)
        body.append(tick_label(x, middle, value, shown, anchor))
    return body


def _longest(matrix: Matrix) -> float:
    shown = (number(float(v), matrix.decimals) for v in matrix.values.flat)
    return max(map(_digits_width, shown))


def _digits_width(shown: str) -> float:
    return FONT * sum(0.3 if c == "." else 0.53 for c in shown)


def _cell(matrix: Matrix, value: float, x: float, y: float, strongest: float) -> str:
    width, height = matrix.cell
    if matrix.kind == "weight":
        fill = "var(--weight)"
    else:
        fill = "var(--positive)" if value >= 0 else "var(--negative)"
    return tag(
        "rect",
        class_="cell",
        x=x,
        y=y,
        width=width - 1,
        height=height - 1,
        fill=fill,
        fill_opacity=f"{strongest * min(abs(value) / _limit(matrix), 1):.3f}",
        data_value=repr(value),
    )


def _limit(matrix: Matrix) -> float:
    if matrix.limit is not None:
        return matrix.limit
    return 1.0 if matrix.kind == "weight" else float(np.abs(matrix.values).max())


def _mark(matrix: Matrix, i: int, j: int, left: float, top: float) -> str:
    width, height = matrix.cell
    x, y = left + j * width, top + i * height
    size = {"x": x - 0.5, "y": y - 0.5, "width": width, "height": height}
    return tag(
        "rect", class_="line", **size, fill="none", stroke=TEXT, stroke_width=1.5
    )


def _brackets(matrix: Matrix, left: float, top: float) -> list[str]:
    n_rows, n_columns = matrix.values.shape
    bottom = top + n_rows * matrix.cell[1] - 0.5
    right = left + n_columns * matrix.cell[0] + 2.5
    kind = f"line {matrix.kind}"
    ends = ((left - 3.5, 4), (right, -4))
    return [
        tag(
            "path",
            class_=kind,
            d=f"M{x + tip:g} {top - 1:g}H{x:g}V{bottom:g}H{x + tip:g}",
            fill="none",
            stroke=colour(kind),
            stroke_width=1.5,
        )
        for x, tip in ends
    ]
