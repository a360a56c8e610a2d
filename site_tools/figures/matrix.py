"""The one way in which the site draws a matrix.

Rows are tokens, as in the code. The title has the colour of the kind of vector, the
shape stands under it with the names of its axes, and each cell holds its number while
that fits. Weights go from 0 to 1 on one colour; signed values have one colour for each
side of 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attention._checks import FloatArray
from site_tools.figures.svg import (
    FONT,
    MUTED,
    TEXT,
    Drawing,
    number,
    tag,
    text,
    text_width,
)

CELL = (40.0, 26.0)
DENSE = (18.0, 16.0)  # for tables too large to be read number by number
STRONGEST = 0.5  # the fill of the largest value: numbers on it keep a contrast of 4.5
_HEADER = 46.0  # two lines: title, shape
_GAP = 10.0


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


def draw(matrix: Matrix, desc: str | None = None) -> Drawing:
    """Return the drawing of a matrix with its title, shape and labels."""
    n_rows, n_columns = matrix.values.shape
    width, height = matrix.cell
    rotated = any(text_width(c) > width - 4 for c in matrix.columns)
    labels = (*matrix.rows, *_corner_words(matrix))
    left = round(max(map(text_width, labels)) + _GAP)
    top = round(_HEADER + _column_height(matrix, rotated=rotated))
    right = left + n_columns * width
    body = [
        *_header(matrix),
        *grid(matrix, left, top),
        *(text(0, top + (i + 0.5) * height, row) for i, row in enumerate(matrix.rows)),
        *_column_labels(matrix, left, top, rotated=rotated),
        *_corner(matrix, top),
    ]
    overhang = 0.0
    if rotated:
        overhang = max(
            (j + 0.5) * width + 0.72 * text_width(c) + 8 - n_columns * width
            for j, c in enumerate(matrix.columns)
        )
    shape = text_width(_shape(matrix))
    title = text_width(f"{matrix.symbol}  {matrix.name}", FONT + 1)
    return Drawing(
        title=f"{matrix.symbol}, {matrix.name}, {n_rows} × {n_columns}",
        desc=in_words(matrix) if desc is None else desc,
        width=max(right + max(overhang, 5), shape, title),
        height=top + n_rows * height + 4,
        body=tuple(body),
    )


def grid(matrix: Matrix, left: float, top: float) -> list[str]:
    """Return the cells, their numbers, and the brackets in the colour of the kind."""
    width, height = matrix.cell
    shown = [[number(v, matrix.decimals) for v in row] for row in matrix.values]
    longest = max(_digits_width(s) for row in shown for s in row)
    fits = longest <= width - 2
    body = []
    for i, row in enumerate(matrix.values):
        for j, value in enumerate(row):
            x, y = left + j * width, top + i * height
            body.append(_cell(matrix, float(value), x, y))
            if fits:
                # The ends stand in one line, so the points do, too.
                end = x + (width + longest) / 2
                middle = y + height / 2
                body.append(text(end, middle, shown[i][j], "number", anchor="end"))
    body += [_mark(matrix, i, j, left, top) for i, j in matrix.marked]
    return body + _brackets(matrix, left, top)


def _cell(matrix: Matrix, value: float, x: float, y: float) -> str:
    width, height = matrix.cell
    limit = _limit(matrix)
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
        fill_opacity=f"{STRONGEST * min(abs(value) / limit, 1):.3f}",
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
    colour = {"fill": "none", "stroke": f"var(--{matrix.kind})", "stroke_width": 1.5}
    ends = ((left - 3.5, 4), (right, -4))
    return [
        tag(
            "path",
            class_="line",
            d=f"M{x + tip:g} {top - 1:g}H{x:g}V{bottom:g}H{x + tip:g}",
            **colour,
        )
        for x, tip in ends
    ]


def _shape(matrix: Matrix) -> str:
    n_rows, n_columns = matrix.values.shape
    return f"{n_rows} × {n_columns}  ({', '.join(matrix.axes)})"


def _header(matrix: Matrix) -> list[str]:
    colour = f"var(--{matrix.kind})"
    symbol = tag("tspan", matrix.symbol, font_style="italic", font_weight=600)
    title = tag(
        "text",
        symbol,
        tag("tspan", matrix.name, dx=7, font_weight=600),
        class_=f"title {matrix.kind}",
        x=0,
        y=14,
        font_size=FONT + 1,
        fill=colour,
    )
    return [title, text(0, 28, _shape(matrix), "shape", fill=MUTED)]


def _column_height(matrix: Matrix, *, rotated: bool) -> float:
    if rotated:
        return max(0.72 * text_width(c) for c in matrix.columns) + 12
    return 18 if matrix.columns else 0


def _column_labels(
    matrix: Matrix, left: float, top: float, *, rotated: bool
) -> list[str]:
    width = matrix.cell[0]
    labels = []
    for j, column in enumerate(matrix.columns):
        x = left + (j + 0.5) * width
        if rotated:
            turn = f"rotate(-45 {x:g} {top - 9:g})"
            labels.append(text(x, top - 9, column, transform=turn))
        else:
            labels.append(text(x, top - 11, column, anchor="middle"))
    return labels


def _corner_words(matrix: Matrix) -> tuple[str, ...]:
    return () if matrix.corner is None else tuple(f"{w} →" for w in matrix.corner)


def _corner(matrix: Matrix, top: float) -> list[str]:
    if matrix.corner is None:
        return []
    columns, rows = matrix.corner
    return [
        text(0, top - 28, f"{columns} →", "axis", fill=f"var(--{columns})"),
        text(0, top - 11, f"{rows} ↓", "axis", fill=f"var(--{rows})"),
    ]


def _digits_width(shown: str) -> float:
    return FONT * sum(0.3 if c == "." else 0.53 for c in shown)


def in_words(matrix: Matrix) -> str:
    """Return the numbers row by row, as they are shown."""
    rows = [
        f"{label}: " + ", ".join(number(v, matrix.decimals) for v in row)
        for label, row in zip(matrix.rows, matrix.values, strict=True)
    ]
    columns = f"Columns: {', '.join(matrix.columns)}. " if matrix.columns else ""
    if matrix.corner is not None:
        columns = f"A row for each {matrix.corner[1]}. {columns}"
    return columns + ". ".join(rows) + "."
