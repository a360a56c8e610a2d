"""The one way in which the site draws a matrix.

Rows are tokens, as in the code. The title has the colour of the kind of vector, the
shape stands under it with the names of its axes, and each cell holds its number while
that fits.
"""

from __future__ import annotations

from site_tools.figures.grid import Matrix, colour_key, grid, numbers_fit
from site_tools.figures.svg import FONT, Drawing, colour, number, tag, text, text_width

_HEADER = 46.0  # two lines: title, shape
_GAP = 10.0


def draw(matrix: Matrix, desc: str | None = None) -> Drawing:
    """Return the drawing of a matrix with its title, shape and labels."""
    n_rows, n_columns = matrix.values.shape
    width, height = matrix.cell
    rotated = any(text_width(c) > width - 2 for c in matrix.columns)
    labels = (*matrix.rows, *_corner_words(matrix))
    left = round(max(map(text_width, labels)) + _GAP)
    top = round(_HEADER + _column_height(matrix, rotated=rotated))
    right = left + n_columns * width
    body = [
        *_header(matrix),
        *grid(matrix, left, top),
        *_row_labels(matrix, left, top),
        *_column_labels(matrix, left, top, rotated=rotated),
        *_corner(matrix, top),
    ]
    bottom = top + n_rows * height
    if not numbers_fit(matrix) and matrix.kind != "weight":
        body += colour_key(matrix, left, bottom + 10)
        bottom += 10 + height
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
        height=bottom + 4,
        body=tuple(body),
    )


def _shape(matrix: Matrix) -> str:
    n_rows, n_columns = matrix.values.shape
    shape = f"{n_rows} × {n_columns} ({', '.join(matrix.axes)})"
    if matrix.kind == "weight" and matrix.limit is not None:
        return f"{shape}, full colour at {matrix.limit:g}"
    return shape


def _header(matrix: Matrix) -> list[str]:
    symbol = tag("tspan", matrix.symbol, font_style="italic", font_weight=600)
    title = tag(
        "text",
        symbol,
        tag("tspan", matrix.name, dx=7, font_weight=600),
        class_=f"title {matrix.kind}",
        x=0,
        y=14,
        font_size=FONT + 1,
        fill=colour(matrix.kind),
    )
    return [title, text(0, 28, _shape(matrix), "shape")]


def _row_labels(matrix: Matrix, left: float, top: float) -> list[str]:
    height = matrix.cell[1]
    middles = [top + (i + 0.5) * height for i in range(len(matrix.rows))]
    named = [(y, row) for y, row in zip(middles, matrix.rows, strict=True) if row]
    if all(row.isdecimal() for _, row in named):
        return [text(left - _GAP, y, row, anchor="end") for y, row in named]
    return [text(0, y, row) for y, row in named]


def _column_height(matrix: Matrix, *, rotated: bool) -> float:
    if rotated:
        return max(0.72 * text_width(c) for c in matrix.columns) + 12
    if matrix.corner is not None:
        return 36  # two lines: what the columns are, what the rows are
    return 18 if matrix.columns else 0


def _column_labels(
    matrix: Matrix, left: float, top: float, *, rotated: bool
) -> list[str]:
    width = matrix.cell[0]
    labels = []
    for j, column in enumerate(matrix.columns):
        x = left + (j + 0.5) * width
        if rotated and column:
            turn = f"rotate(-45 {x:g} {top - 9:g})"
            labels.append(text(x, top - 9, column, transform=turn))
        elif column:
            labels.append(text(x, top - 11, column, anchor="middle"))
    return labels


def _corner_words(matrix: Matrix) -> tuple[str, ...]:
    return () if matrix.corner is None else tuple(f"{w} →" for w in matrix.corner)


def _corner(matrix: Matrix, top: float) -> list[str]:
    if matrix.corner is None:
        return []
    columns, rows = matrix.corner
    return [
        text(0, top - 28, f"{columns} →", f"axis {columns}"),
        text(0, top - 11, f"{rows} ↓", f"axis {rows}"),
    ]


def in_words(matrix: Matrix) -> str:
    """Return the numbers row by row, as they are shown."""
    rows = [
        f"{label}: " + ", ".join(_cell_in_words(matrix, i, j) for j in range(len(row)))
        for i, (label, row) in enumerate(zip(matrix.rows, matrix.values, strict=True))
    ]
    columns = f"Columns: {', '.join(matrix.columns)}. " if matrix.columns else ""
    if matrix.corner is not None:
        columns = f"A row for each {matrix.corner[1]}. {columns}"
    return columns + ". ".join(rows) + "."


def _cell_in_words(matrix: Matrix, i: int, j: int) -> str:
    if (i, j) in matrix.hidden:
        return "hidden"
    return number(float(matrix.values[i, j]), matrix.decimals)
