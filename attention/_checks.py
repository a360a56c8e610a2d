"""What the public functions ask of their input, and the words in which they say no."""

from __future__ import annotations

import operator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.floating[Any]]
IntArray: TypeAlias = NDArray[np.integer[Any]]
BoolArray: TypeAlias = NDArray[np.bool_]


def as_floats(name: str, value: ArrayLike) -> FloatArray:
    """Return `value` as floats: these keep their dtype, integers become float64."""
    array = np.asarray(value)
    if np.issubdtype(array.dtype, np.floating):
        return array
    if np.issubdtype(array.dtype, np.integer):
        return array.astype(np.float64)
    raise TypeError(f"{name} must hold real numbers, got dtype {array.dtype}")


def as_ids(name: str, value: ArrayLike, size: int) -> IntArray:
    """Return `value` as integers, each at least 0 and less than `size`."""
    array = np.asarray(value)
    if array.size == 0:
        array = array.astype(np.int64)
    if not np.issubdtype(array.dtype, np.integer):
        raise TypeError(f"{name} must be integers, got dtype {array.dtype}")
    wrong = array[(array < 0) | (array >= size)]
    if wrong.size:
        raise ValueError(f"{name} must lie in 0 … {size - 1}, got {wrong.flat[0]}")
    return array


def as_count(name: str, value: int, at_least: int = 0) -> int:
    """Return `value` as a plain int that is not below `at_least`."""
    if isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    try:
        count = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be an integer, got {value!r}") from None
    if count < at_least:
        raise ValueError(f"{name} must be at least {at_least}, got {count}")
    return count


def check_rank(name: str, array: NDArray[Any], at_least: int, axes: str) -> None:
    """Refuse an array with fewer axes than `axes` names, as in `(..., q_len, d)`."""
    if array.ndim < at_least:
        raise ValueError(f"{name} must have shape {axes}, got shape {array.shape}")
