"""What attention refuses, in which words, and that it does so before any work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from attention.dot_product import attention_weights, scaled_dot_product_attention

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    Shape = tuple[int, ...]

attend: Callable[..., object] = scaled_dot_product_attention
f32, f64 = np.zeros((2, 3), np.float32), np.zeros((2, 3))
KINDS = "attn_mask must be boolean (True = may attend) or float (added to the scores)"
FITS = "attn_mask must broadcast to (..., q_len, k_len) ="
LEADING = "the leading axes of query, key, value must broadcast, got shapes"
WITH_HEADS = "must have shape (..., n_heads, n, d)"
SAME_HEADS = "key and value must have the same n_heads"
MULTIPLE = "n_heads of query must be a multiple of key's"


def message_of(error: type[Exception], *inputs: object, **options: object) -> str:
    with pytest.raises(error) as caught:
        attend(*inputs, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("dtypes", "got"),
    [
        ("f4 f8 f8", "float32, float64, float64"),
        ("f8 f4 f8", "float64, float32, float64"),
        ("f8 f8 f2", "float64, float64, float16"),
        ("f4 f4 i4", "float32, float32, float64"),
    ],
)
def test_dtypes_that_differ(dtypes: str, got: str) -> None:
    inputs = [np.zeros((2, 3), dtype) for dtype in dtypes.split()]
    wanted = "query, key, value must have one dtype (integers become float64)"
    assert message_of(TypeError, *inputs) == f"{wanted}, got {got}"


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    "wrong",
    [f64 > 0, f64 * 1j, np.array([["a"]])],
    ids=["boolean", "complex", "text"],
)
def test_arrays_that_hold_no_real_numbers(place: int, wrong: ArrayLike) -> None:
    inputs: list[ArrayLike] = [f64, f64, f64]
    inputs[place] = wrong
    name, dtype = ("query", "key", "value")[place], np.asarray(wrong).dtype
    expected = f"{name} must hold real numbers, got dtype {dtype}"
    assert message_of(TypeError, *inputs) == expected


@pytest.mark.parametrize("mask", [[[1, 0], [1, 1]], [[1j, 0]], [["a", "b"]]])
@pytest.mark.parametrize("is_causal", [False, True])
def test_masks_that_are_neither_boolean_nor_float(
    mask: ArrayLike, is_causal: bool
) -> None:
    expected = f"{KINDS}, got dtype {np.asarray(mask).dtype}"
    assert message_of(TypeError, f64, f64, f64, mask, is_causal=is_causal) == expected


@pytest.mark.parametrize("name", ["scale", "softcap"])
@pytest.mark.parametrize("wrong", ["2", True, np.True_, 1j, [1.0], np.ones(1)])
def test_numbers_that_are_none(name: str, wrong: object) -> None:
    expected = f"{name} must be a number, got {wrong!r}"
    assert message_of(TypeError, f64, f64, f64, **{name: wrong}) == expected


@pytest.mark.parametrize(
    ("name", "wrong", "expected"),
    [
        ("scale", np.inf, "scale must be finite, got inf"),
        ("scale", np.float32(np.nan), "scale must be finite, got nan"),
        ("softcap", np.inf, "softcap must be finite, got inf"),
        ("softcap", 0, "softcap must be greater than 0, got 0.0"),
        ("softcap", -2.5, "softcap must be greater than 0, got -2.5"),
    ],
)
def test_numbers_out_of_range(name: str, wrong: float, expected: str) -> None:
    assert message_of(ValueError, f64, f64, f64, **{name: wrong}) == expected


@pytest.mark.parametrize(
    ("query", "key", "value", "expected"),
    [
        ((3,), (2, 3), (2, 3), "query must have shape (..., n, d), got shape (3,)"),
        ((2, 3), (), (2, 3), "key must have shape (..., n, d), got shape ()"),
        ((2, 3), (2, 3), (2,), "value must have shape (..., n, d), got shape (2,)"),
        ((2, 3), (2, 4), (2, 4), "query and key must have the same d, got 3 and 4"),
        ((2, 3), (2, 1), (2, 1), "query and key must have the same d, got 3 and 1"),
        (
            (2, 3),
            (4, 3),
            (5, 3),
            "key and value must have the same length, got 4 and 5",
        ),
        (
            (2, 3),
            (4, 3),
            (1, 3),
            "key and value must have the same length, got 4 and 1",
        ),
        ((2, 4, 3), (3, 5, 3), (5, 3), f"{LEADING} (2, 4, 3), (3, 5, 3), (5, 3)"),
        ((4, 3), (2, 4, 3), (3, 4, 3), f"{LEADING} (4, 3), (2, 4, 3), (3, 4, 3)"),
    ],
)
def test_shapes_that_do_not_fit(
    query: Shape, key: Shape, value: Shape, expected: str
) -> None:
    inputs = (np.zeros(shape) for shape in (query, key, value))
    assert message_of(ValueError, *inputs) == expected


@pytest.mark.parametrize(
    ("query", "key", "value", "expected"),
    [
        ((6, 3), (3, 3), (3, 3), f"query {WITH_HEADS}, got shape (6, 3)"),
        ((6, 2, 3), (3, 3), (3, 3), f"key {WITH_HEADS}, got shape (3, 3)"),
        ((6, 5, 3), (4, 5, 3), (4, 5, 3), f"{MULTIPLE} 4, got 6"),
        ((2, 5, 3), (4, 5, 3), (4, 5, 3), f"{MULTIPLE} 4, got 2"),
        ((2, 5, 3), (0, 5, 3), (0, 5, 3), f"{MULTIPLE} 0, got 2"),
        ((6, 5, 3), (3, 5, 3), (2, 5, 3), f"{SAME_HEADS}, got 3 and 2"),
        (
            (2, 4, 5, 3),
            (3, 2, 5, 3),
            (2, 5, 3),
            f"{LEADING} (2, 4, 5, 3), (3, 2, 5, 3), (2, 5, 3)",
        ),
    ],
)
def test_heads_that_do_not_fit(
    query: Shape, key: Shape, value: Shape, expected: str
) -> None:
    inputs = (np.zeros(shape) for shape in (query, key, value))
    assert message_of(ValueError, *inputs, enable_gqa=True) == expected


@pytest.mark.parametrize(
    ("query", "mask", "scores"),
    [
        ((2, 3), (2, 3), (2, 4)),
        ((2, 3), (5, 2, 4), (2, 4)),
        ((7, 2, 3), (6, 1, 4), (7, 2, 4)),
        ((1, 2, 3), (6, 1, 4), (1, 2, 4)),
        ((2, 1, 3), (2, 5, 4), (2, 1, 4)),
    ],
)
@pytest.mark.parametrize("dtype", [bool, float])
def test_masks_that_do_not_fit(
    query: Shape, mask: Shape, scores: Shape, dtype: type
) -> None:
    key = value = np.zeros((4, 3))
    wrong: Any = np.ones(mask, dtype)
    expected = f"{FITS} {scores}, got shape {mask}"
    assert message_of(ValueError, np.zeros(query), key, value, wrong) == expected


def test_attention_weights_names_its_own_arguments() -> None:
    with pytest.raises(TypeError, match=r"^query, key must have one dtype"):
        attention_weights(f64, f32)
    with pytest.raises(ValueError, match=r"^query and key must have the same d, got 3"):
        attention_weights(np.zeros((2, 3)), np.zeros((2, 4)))
    with pytest.raises(ValueError, match=r"^the leading axes of query, key must broad"):
        attention_weights(np.zeros((2, 4, 3)), np.zeros((3, 4, 3)))
    with pytest.raises(ValueError, match=r"^n_heads of query must be a multiple of"):
        attention_weights(np.zeros((3, 4, 3)), np.zeros((2, 4, 3)), enable_gqa=True)


def test_options_cannot_be_passed_by_position() -> None:
    assert "positional" in message_of(TypeError, f64, f64, f64, None, True)


def test_nothing_is_computed_before_all_is_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_work(*_: object, **__: object) -> None:
        raise AssertionError("work was done")

    monkeypatch.setattr("attention.dot_product.softmax_in_place", no_work)
    monkeypatch.setattr("attention.dot_product._hide", no_work)
    message_of(ValueError, f64, f64, f64, np.ones((3, 3), bool), softcap=1.0)
    message_of(ValueError, f64, f64, f64, f64[:, :2], softcap=-1.0)
