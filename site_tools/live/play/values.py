"""What figures to play with ask of a control's value, and how they write numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Controls = Mapping[str, Any]
Floats = NDArray[np.floating[Any]]


class Refused(ValueError):  # noqa: N818 - it is an answer to the reader
    """A control holds what cannot be shown; the message says so to the reader."""


def real(what: str, given: object, low: float, high: float) -> float:
    """Return a number from `low` to `high`, or refuse what is none."""
    wanted = f"The {what} must be a number from {written(low)} to {written(high)}"
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise Refused(f"{wanted}.")
    if not low <= given <= high:
        raise Refused(f"{wanted}, not {written(given)}.")
    return float(given)


def whole(what: str, given: object, low: int, high: int) -> int:
    """Return a whole number from `low` to `high`, or refuse what is none."""
    value = real(what, given, low, high)
    if value != int(value):
        raise Refused(f"The {what} must be a whole number, not {written(value)}.")
    return int(value)


def written(value: float, decimals: int | None = None) -> str:
    """Return a number as text, with a true minus sign and no minus zero.

    Without `decimals` it has as many as it needs, and commas between thousands.
    """
    shown = f"{value:,.10g}" if decimals is None else f"{value:.{decimals}f}"
    if math.isfinite(value) and float(shown.replace(",", "")) == 0:
        shown = shown.removeprefix("-")
    return shown.replace("-", "−")


def lengths(values: Iterable[float]) -> list[float]:
    """Round numbers to what can be seen of them in a drawing."""
    return [round(float(value), 3) for value in values]
