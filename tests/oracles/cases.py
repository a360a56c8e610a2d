"""The questions put to PyTorch: parameters and, from their seeds, the input arrays.

The arrays are made from PCG64's raw 64-bit words, a stream that NumPy promises never to
change, so that any NumPy makes here the very inputs that PyTorch was given.
"""

from __future__ import annotations

import itertools
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

ANSWERS = Path(__file__).parent.parent / "data" / "torch_answers.npz"

# query, key and value; a different size on every axis, so that a mix-up shows.
LAYOUTS: dict[str, list[tuple[int, ...]]] = {
    "2-D": [(4, 6), (4, 6), (4, 6)],
    "2-D, q_len < k_len, d_v": [(3, 4), (5, 4), (5, 2)],
    "3-D, q_len > k_len": [(2, 5, 4), (2, 3, 4), (2, 3, 4)],
    "3-D, one key for all": [(2, 3, 4), (1, 5, 4), (1, 5, 6)],
    "4-D": [(2, 3, 5, 4), (2, 3, 5, 4), (2, 3, 5, 4)],
    "4-D, q_len < k_len": [(2, 3, 4, 8), (2, 3, 6, 8), (2, 3, 6, 8)],
    "4-D, d_v": [(2, 3, 4, 5), (2, 3, 6, 5), (2, 3, 6, 7)],
    "4-D, one head for all": [(2, 3, 4, 5), (2, 1, 6, 5), (2, 1, 6, 5)],
    "5-D": [(2, 1, 3, 4, 5), (2, 2, 3, 6, 5), (1, 2, 3, 6, 2)],
    "3-D, grouped": [(6, 4, 3), (2, 5, 3), (2, 5, 3)],
    "4-D, grouped": [(2, 4, 3, 5), (2, 2, 6, 5), (2, 2, 6, 5)],
    "4-D, all in one group": [(2, 3, 4, 5), (2, 1, 6, 5), (2, 1, 6, 5)],
    "one key": [(2, 3, 4), (2, 1, 4), (2, 1, 4)],
    "no key": [(2, 3, 4), (2, 0, 4), (2, 0, 4)],
}
MASKS = [
    None,
    "bool, one for all",
    "bool, full",
    "bool, padding",
    "bool, rows hidden",
    "float, one for all",
    "float, full",
    "float, rows hidden",
]
SCALES = [None, 0.3, 1.0, None, -0.5]
SOFTCAPS = [0.7, 3.0]
DTYPES = ["float64", "float32", "float16"]


class Inputs(NamedTuple):
    query: NDArray[Any]
    key: NDArray[Any]
    value: NDArray[Any]
    mask: NDArray[Any] | None


def uniform(seed: int, *shape: int) -> NDArray[np.float64]:
    """Numbers in -2 … 2 with 11 bits after the point: exact in float32."""
    raw = np.asarray(np.random.PCG64(seed).random_raw(math.prod(shape)), np.uint64)
    return (raw >> np.uint64(51)).reshape(shape) / 2.0**11 - 2.0


def attention_cases() -> Iterator[dict[str, Any]]:
    """Each layout with each mask, causal or not, in each dtype; scales in turn."""
    grid = itertools.product(LAYOUTS, MASKS, [False, True], DTYPES)
    for seed, (layout, mask, is_causal, dtype) in enumerate(grid):
        yield {
            "seed": seed,
            "layout": layout,
            "mask": mask,
            "is_causal": is_causal,
            "dtype": dtype,
            "scale": SCALES[seed // len(DTYPES) % len(SCALES)],
            "enable_gqa": "group" in layout,
            "softcap": None,
        }


def softcap_cases() -> Iterator[dict[str, Any]]:
    """Four axes, no mask: what `flex_attention` takes."""
    layouts = ["4-D", "4-D, q_len < k_len", "4-D, d_v"]
    grid = itertools.product(layouts, SOFTCAPS, DTYPES[:2])
    for seed, (layout, softcap, dtype) in enumerate(grid, start=5000):
        yield {
            "seed": seed,
            "layout": layout,
            "mask": None,
            "is_causal": False,
            "dtype": dtype,
            "scale": None,
            "enable_gqa": False,
            "softcap": softcap,
        }


def make_inputs(case: dict[str, Any]) -> Inputs:
    """Query, key, value and mask of a case."""
    seed, dtype = case["seed"], case["dtype"]
    shapes = LAYOUTS[case["layout"]]
    query, key, value = (
        uniform(10 * seed + i, *shape).astype(dtype) for i, shape in enumerate(shapes)
    )
    leading, q_len, k_len = shapes[0][:-2], shapes[0][-2], shapes[1][-2]
    if not case["enable_gqa"]:
        leading = np.broadcast_shapes(leading, shapes[1][:-2])
    mask = _make_mask(case["mask"], 10 * seed + 9, (*leading, q_len, k_len))
    if mask is not None and mask.dtype != np.bool_:
        mask = mask.astype(dtype)
    return Inputs(query, key, value, mask)


def make_rows(dtype: str) -> NDArray[Any]:
    """Scores in -8 … 8 for the functions of `activations`."""
    return (4 * uniform(7000, 5, 6, 7)).astype(dtype)


def _make_mask(
    kind: str | None, seed: int, scores: tuple[int, ...]
) -> NDArray[Any] | None:
    if kind is None:
        return None
    of, form = kind.split(", ")
    shape = {"one for all": scores[-2:], "padding": (*scores[:-2], 1, scores[-1])}
    numbers = uniform(seed, *shape.get(form, scores))
    seen = numbers > -0.8
    if form == "rows hidden":
        seen[..., ::2, :] = False
    return seen if of == "bool" else np.where(seen, numbers, -np.inf)
