from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention.masks import causal_mask, padding_mask

FIXED = settings(derandomize=True, deadline=None, max_examples=100)


def test_causal_mask_by_hand() -> None:
    expected = [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    mask = causal_mask(3)
    assert mask.dtype == np.bool_
    np.testing.assert_array_equal(mask, expected)


def test_causal_mask_is_aligned_top_left() -> None:
    np.testing.assert_array_equal(causal_mask(2, 4), [[1, 0, 0, 0], [1, 1, 0, 0]])
    np.testing.assert_array_equal(causal_mask(4, 2), [[1, 0], [1, 1], [1, 1], [1, 1]])


def test_an_offset_counts_the_keys_before_the_first_query() -> None:
    np.testing.assert_array_equal(causal_mask(2, offset=2), [[1, 1, 1, 0], [1] * 4])
    np.testing.assert_array_equal(causal_mask(2, 3, offset=1), [[1, 1, 0], [1, 1, 1]])
    np.testing.assert_array_equal(causal_mask(1, 3, offset=9), [[1, 1, 1]])


def test_an_offset_of_k_len_minus_q_len_aligns_bottom_right() -> None:
    np.testing.assert_array_equal(
        causal_mask(3, 2, offset=-1), [[0, 0], [1, 0], [1, 1]]
    )
    assert not causal_mask(2, 3, offset=-2).any()


@pytest.mark.parametrize(("q_len", "k_len"), [(0, 0), (0, 3), (3, 0)])
def test_causal_mask_of_no_tokens(q_len: int, k_len: int) -> None:
    assert causal_mask(q_len, k_len).shape == (q_len, k_len)
    assert causal_mask(0, None).shape == (0, 0)
    assert causal_mask(2, None, -2).shape == (2, 0)


@FIXED
@given(st.integers(0, 7), st.none() | st.integers(0, 9), st.integers(0, 5))
def test_causal_mask_entry_by_entry(q_len: int, k_len: int | None, offset: int) -> None:
    mask = causal_mask(q_len, k_len, offset)
    width = q_len + offset if k_len is None else k_len
    assert mask.shape == (q_len, width)
    for i in range(q_len):
        for j in range(width):
            assert mask[i, j] == (j <= i + offset)


@FIXED
@given(st.integers(1, 6), st.integers(1, 6))
def test_rows_of_a_cached_step_are_rows_of_the_whole_mask(old: int, new: int) -> None:
    np.testing.assert_array_equal(
        causal_mask(new, offset=old), causal_mask(old + new)[old:]
    )


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((-1,), ValueError, "q_len must be at least 0, got -1"),
        ((2, -3), ValueError, "k_len must be at least 0, got -3"),
        ((2, 4, -3), ValueError, "offset must be at least -2, got -3"),
        ((2.0,), TypeError, "q_len must be an integer, got 2.0"),
        ((2, "4"), TypeError, "k_len must be an integer, got '4'"),
        ((2, 4, True), TypeError, "offset must be an integer, got True"),
    ],
)
def test_causal_mask_refuses(
    arguments: tuple[int, ...], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^{message}$"):
        causal_mask(*arguments)


def test_padding_mask_by_hand() -> None:
    mask = padding_mask([3, 0, 4], k_len=4)
    assert mask.dtype == np.bool_
    expected = [[[1, 1, 1, 0]], [[0, 0, 0, 0]], [[1, 1, 1, 1]]]
    np.testing.assert_array_equal(mask, expected)


@pytest.mark.parametrize(
    ("lengths", "shape"),
    [
        (2, (1, 5)),
        ([2], (1, 1, 5)),
        ([[1, 2, 3], [4, 5, 0]], (2, 3, 1, 5)),
        ([], (0, 1, 5)),
        (np.array([2, 5], dtype=np.uint8), (2, 1, 5)),
    ],
)
def test_padding_mask_adds_an_axis_for_the_queries(
    lengths: int | list[int], shape: tuple[int, ...]
) -> None:
    mask = padding_mask(lengths, k_len=5)
    assert mask.shape == shape
    np.testing.assert_array_equal(mask.sum(axis=-1)[..., 0], lengths)


def test_padding_mask_of_no_keys() -> None:
    assert padding_mask([0, 0], k_len=0).shape == (2, 1, 0)


@pytest.mark.parametrize(
    ("lengths", "k_len", "error", "message"),
    [
        ([2, 5], 4, ValueError, "lengths must lie in 0 … 4, got 5"),
        ([2, -1], 4, ValueError, "lengths must lie in 0 … 4, got -1"),
        ([2], -4, ValueError, "k_len must be at least 0, got -4"),
        ([2.0], 4, TypeError, "lengths must be integers, got dtype float64"),
        ([True], 4, TypeError, "lengths must be integers, got dtype bool"),
        ([2], 4.0, TypeError, "k_len must be an integer, got 4.0"),
    ],
)
def test_padding_mask_refuses(
    lengths: list[int], k_len: int, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^{message}$"):
        padding_mask(lengths, k_len)


def test_masks_combine_with_and() -> None:
    both = causal_mask(3) & padding_mask([2, 3], k_len=3)
    assert both.shape == (2, 3, 3)
    np.testing.assert_array_equal(both[0], [[1, 0, 0], [1, 1, 0], [1, 1, 0]])
    np.testing.assert_array_equal(both[1], causal_mask(3))
