"""What a last value looks like: a matrix as a heatmap, a drawing as itself."""

from __future__ import annotations

from typing import Any

import numpy as np

MOST = 24  # rows, and columns: more would not fit a page


def picture(value: object) -> dict[str, Any] | None:
    """Return what a script needs to draw `value`; None if there is nothing to draw.

    A matrix of numbers becomes rows of cells, each with its text and its shade, from -1
    to 1: the number farthest from 0 has the strongest.
    """
    draw = getattr(type(value), "_repr_svg_", None)
    drawn = draw(value) if callable(draw) else None
    if isinstance(drawn, str):
        return {"svg": drawn}
    # An array of another class, such as a masked one, may hold what is no number.
    if type(value) is not np.ndarray or value.ndim != 2:
        return None
    if value.dtype.kind not in "fiub":
        return None
    if not value.size or max(value.shape) > MOST:
        return None
    numbers = value.astype(float)
    farthest = np.abs(numbers[np.isfinite(numbers)]).max(initial=0.0) or 1.0
    shades = np.nan_to_num(numbers / farthest, nan=0.0, posinf=1.0, neginf=-1.0)
    # As print() would align them, row for row, without its brackets.
    whole = value.dtype.kind in "iub"
    texts = [
        [str(n) if whole else f"{n + 0:.4g}" for n in row] for row in value.tolist()
    ]
    return {"cells": texts, "shades": shades.round(3).tolist()}
