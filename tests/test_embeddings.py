from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from numpy.testing import assert_array_equal

from attention.embeddings import embed, one_hot

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, DTypeLike

    from attention._checks import FloatArray, IntArray

PROPERTY = settings(derandomize=True, deadline=None)
TABLE = np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]])


def test_one_hot_by_hand() -> None:
    hot = one_hot([2, 0], size=4)
    assert hot.tolist() == [[0, 0, 1, 0], [1, 0, 0, 0]]
    assert hot.dtype == np.float64


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.int8, np.bool_, "f8"])
def test_one_hot_dtype(dtype: DTypeLike) -> None:
    hot = one_hot([1], 2, dtype=dtype)
    assert hot.dtype == np.dtype(dtype)
    assert hot.tolist() == [[0, 1]]


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint64])
def test_ids_of_any_integer_kind(dtype: DTypeLike) -> None:
    ids = np.array([1, 0], dtype=dtype)
    assert one_hot(ids, 2).tolist() == [[0, 1], [1, 0]]
    assert_array_equal(embed(ids, TABLE), TABLE[::-1])


def test_two_words_share_nothing() -> None:
    hot = one_hot(np.arange(5), 5)
    assert_array_equal(hot @ hot.T, np.eye(5))


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 3)])
def test_leading_axes(shape: tuple[int, ...]) -> None:
    ids = np.ones(shape, dtype=np.int64)
    assert one_hot(ids, 4).shape == (*shape, 4)
    assert embed(ids, TABLE).shape == (*shape, 3)


def test_no_ids_need_no_size() -> None:
    assert one_hot([], 0).shape == (0, 0)
    assert embed([], np.zeros((0, 3))).shape == (0, 3)


def test_embed_by_hand() -> None:
    assert embed([1, 0, 1], TABLE).tolist() == [
        [0.2, 0.4, 0.6],
        [0.1, 0.3, 0.5],
        [0.2, 0.4, 0.6],
    ]


@pytest.mark.parametrize("ids", [1, [1], [[0, 1], [1, 1]]])
def test_embed_is_a_copy(ids: ArrayLike) -> None:
    table = TABLE.copy()
    rows = embed(ids, table)
    rows += 1
    assert_array_equal(table, TABLE)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_embed_keeps_the_dtype(dtype: DTypeLike) -> None:
    assert embed([0], TABLE.astype(dtype)).dtype == dtype


def test_embed_makes_integers_float64() -> None:
    rows = embed([1], [[1, 2], [3, 4]])
    assert rows.dtype == np.float64
    assert rows.tolist() == [[3, 4]]


@pytest.mark.parametrize("wrong", [-1, 2])
def test_ids_out_of_range(wrong: int) -> None:
    with pytest.raises(ValueError, match=f"ids must lie in 0 … 1, got {wrong}"):
        one_hot([0, wrong], 2)
    with pytest.raises(ValueError, match=f"ids must lie in 0 … 1, got {wrong}"):
        embed([[0], [wrong]], TABLE)


def test_errors() -> None:
    with pytest.raises(TypeError, match="ids must be integers, got dtype float64"):
        one_hot([0.0], 2)
    with pytest.raises(TypeError, match="ids must be integers, got dtype bool"):
        embed([True], TABLE)
    with pytest.raises(TypeError, match=r"size must be an integer, got 2\.0"):
        one_hot([0], 2.0)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="size must be at least 0, got -1"):
        one_hot([], -1)
    with pytest.raises(TypeError, match="dtype must be one of real numbers, got <U1"):
        one_hot([0], 2, dtype="U1")
    with pytest.raises(TypeError, match="table must hold real numbers, got dtype <U1"):
        embed([0], [["a"]])
    for table in ([0.1, 0.2], [[[0.1]]]):
        shape = r"\(2,\)" if len(table) == 2 else r"\(1, 1, 1\)"
        with pytest.raises(
            ValueError, match=rf"\(vocab_size, d_model\), got .* {shape}"
        ):
            embed([0], table)


@st.composite
def ids_and_table(draw: st.DrawFn) -> tuple[IntArray, FloatArray]:
    size = draw(st.integers(1, 6))
    numbers = st.floats(-1e6, 1e6, width=32)
    d_model = draw(st.integers(1, 4))
    table = draw(npst.arrays(np.float32, (size, d_model), elements=numbers))
    shape = draw(npst.array_shapes(max_dims=3, max_side=4))
    ids = draw(npst.arrays(np.int64, shape, elements=st.integers(0, size - 1)))
    return ids, table


@PROPERTY
@given(ids_and_table())
def test_the_product_is_the_look_up(case: tuple[IntArray, FloatArray]) -> None:
    ids, table = case
    product = one_hot(ids, len(table), dtype=table.dtype) @ table
    looked_up = embed(ids, table)
    assert product.dtype == looked_up.dtype == np.float32
    assert_array_equal(product, looked_up)
    assert_array_equal(looked_up, table[ids])


@PROPERTY
@given(ids_and_table())
def test_one_hot_gives_the_id_back(case: tuple[IntArray, FloatArray]) -> None:
    ids, table = case
    hot = one_hot(ids, len(table))
    assert_array_equal(hot.argmax(axis=-1), ids)
    assert_array_equal(hot.sum(axis=-1), np.ones(ids.shape))
    assert set(np.unique(hot)) <= {0.0, 1.0}
