"""How close an answer's numbers are to the right ones."""

from __future__ import annotations

from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Truths = np.ndarray[Any, np.dtype[np.bool_]]

RTOL, ATOL = 1e-4, 1e-6  # an answer may be rounded to some five digits


def near(mine: Numbers, wanted: Numbers) -> Truths:
    """Return where two numbers are the same; whole ones, which none rounds, equal."""
    close = np.isclose(mine, wanted, rtol=RTOL, atol=ATOL, equal_nan=True)
    return close & ~_other_wholes(mine, wanted)


def same(mine: Numbers, wanted: Numbers) -> bool:
    """Return whether all numbers, and the shapes, are the same."""
    return mine.shape == wanted.shape and bool(near(mine, wanted).all())


def roughly(mine: Numbers, wanted: Numbers) -> bool:
    """Return whether no number is further off than by a slip of the pen."""
    close = np.allclose(mine, wanted, rtol=2e-2, atol=6e-3)
    return close and not _other_wholes(mine, wanted).any()


def rounded(mine: Numbers, wanted: Numbers) -> bool:
    """Return whether the numbers are the wanted ones, but for some decimals."""
    up, down = np.copysign(0.5, wanted), 0  # a tie is rounded up on paper
    return any(
        np.allclose(mine, np.trunc(wanted * 10**places + by) / 10**places, atol=1e-9)
        for places in range(5)
        for by in (up, down)
    )


def written(x: Numbers) -> str:
    """Return a single number as a verdict says it."""
    return f"{x:.0f}" if _whole(x) else f"{x:.5g}"


def _other_wholes(mine: Numbers, wanted: Numbers) -> Truths:
    differ: Truths = mine != wanted
    return differ & _whole(mine) & _whole(wanted)


def _whole(x: Numbers) -> Truths:
    """Return where numbers are whole; beyond 2**53 every float is."""
    whole: Truths = x == np.round(x)
    return whole & (np.abs(x) < 2**53)
