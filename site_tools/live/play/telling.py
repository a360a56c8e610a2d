"""What figures to play with say of weights: as numbers, as shades, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .values import Floats, written

SHADES = 10  # of a weight of 1


def digits(array: Floats, decimals: int) -> Any:  # noqa: ANN401 - as deep as the array
    """Return an array's numbers as text, in lists as deep as the array."""
    if array.ndim == 0:
        return written(float(array), decimals)
    return [digits(part, decimals) for part in array]


def shades(weights: Floats) -> Any:  # noqa: ANN401 - as deep as the array
    """Return how strongly each weight is coloured, a whole number up to SHADES."""
    return np.rint(SHADES * weights).astype(int).tolist()


def quoted(word: str) -> str:
    """Return a word in quotation marks."""
    return f"“{word}”"


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
