"""What attention asks of query, key, value and mask before it computes anything."""

from __future__ import annotations

import math
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from attention._checks import FloatArray, as_floats, check_rank


def as_operands(
    enable_gqa: bool, **inputs: ArrayLike
) -> tuple[list[FloatArray], np.dtype[Any]]:
    """Check query, key and (if given) value against one another.

    Returns them in the dtype to compute in, at least float32 and with the heads of key
    and value repeated if `enable_gqa`, and the dtype that the result is rounded to.
    """
    names = ", ".join(inputs)
    arrays = [as_floats(name, value) for name, value in inputs.items()]
    dtypes = [str(array.dtype) for array in arrays]
    if len(set(dtypes)) > 1:
        text = f"{names} must have one dtype (integers become float64), got"
        raise TypeError(f"{text} {', '.join(dtypes)}")
    rank, axes = (3, "(..., n_heads, n, d)") if enable_gqa else (2, "(..., n, d)")
    for name, array in zip(inputs, arrays, strict=True):
        check_rank(name, array, rank, axes)
    _check_lengths(*arrays)
    shapes = ", ".join(str(array.shape) for array in arrays)
    if enable_gqa:
        arrays = _repeat_heads(*arrays)
    try:
        np.broadcast_shapes(*(array.shape[:-2] for array in arrays))
    except ValueError:
        text = f"the leading axes of {names} must broadcast, got shapes {shapes}"
        raise ValueError(text) from None
    working = np.result_type(arrays[0], np.float32)
    return [array.astype(working, copy=False) for array in arrays], arrays[0].dtype


def _check_lengths(query: FloatArray, key: FloatArray, *value: FloatArray) -> None:
    """Refuse rows that cannot be multiplied, and values without a key of their own."""
    d, d_key = query.shape[-1], key.shape[-1]
    if d != d_key:
        raise ValueError(f"query and key must have the same d, got {d} and {d_key}")
    k_len = key.shape[-2]
    for array in value:
        if array.shape[-2] != k_len:
            text = f"key and value must have the same length, got {k_len} and"
            raise ValueError(f"{text} {array.shape[-2]}")


def _repeat_heads(query: FloatArray, *grouped: FloatArray) -> list[FloatArray]:
    """Repeat each head of key and value for the consecutive query heads it serves."""
    n_heads, heads = query.shape[-3], [array.shape[-3] for array in grouped]
    if len(set(heads)) > 1:
        text = "key and value must have the same n_heads, got"
        raise ValueError(f"{text} {heads[0]} and {heads[1]}")
    if heads[0] == 0 or n_heads % heads[0]:
        text = f"n_heads of query must be a multiple of key's {heads[0]}, got {n_heads}"
        raise ValueError(text)
    return [query, *(np.repeat(a, n_heads // heads[0], axis=-3) for a in grouped)]


def as_mask(attn_mask: ArrayLike | None, shape: tuple[int, ...]) -> NDArray[Any] | None:
    """Return the mask as an array, once it is boolean or float and fits `shape`."""
    if attn_mask is None:
        return None
    mask = np.asarray(attn_mask)
    if mask.dtype != np.bool_ and not np.issubdtype(mask.dtype, np.floating):
        text = "attn_mask must be boolean (True = may attend) or float (added to the"
        raise TypeError(f"{text} scores), got dtype {mask.dtype}")
    try:
        fits = np.broadcast_shapes(mask.shape, shape) == shape
    except ValueError:
        fits = False
    if not fits:
        text = f"attn_mask must broadcast to (..., q_len, k_len) = {shape}, got"
        raise ValueError(f"{text} shape {mask.shape}")
    return mask


def as_number(name: str, value: object) -> float:
    """Return `value` as a plain float: a NumPy float64 would turn float32 into it."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, got {value!r}")
    if not math.isfinite(value):
        raise ValueError(f"{name} must be finite, got {value}")
    return float(value)
