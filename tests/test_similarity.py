from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from numpy.testing import assert_allclose, assert_array_equal

from attention.similarity import cosine_similarity, dot_products, nearest_neighbours

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, DTypeLike

    from attention._checks import FloatArray

PROPERTY = settings(derandomize=True, deadline=None)
A, B, C = [3.0, 4.0], [10.0, 8.0], [1.0, 2.0]


def vectors(d: int = 3, most: float = 1e3) -> st.SearchStrategy[FloatArray]:
    numbers = st.floats(-most, most).filter(lambda x: x == 0 or abs(x) > 1e-3)
    return npst.arrays(
        np.float64, st.tuples(st.integers(1, 5), st.just(d)), elements=numbers
    )


def assert_no_zero_row(*arrays: FloatArray) -> None:
    for array in arrays:
        assume(array.any(axis=1).all())


def test_dot_products_by_hand() -> None:
    # 3*1 + 4*2 = 11 and 10*1 + 8*2 = 26; 3*10 + 4*8 = 62; 10*10 + 8*8 = 164.
    assert dot_products([A, B], [C]).tolist() == [[11], [26]]
    assert dot_products([A, B], [C, B, A]).tolist() == [[11, 62, 25], [26, 164, 62]]


@pytest.mark.parametrize("d", [1, 16, 256])
def test_the_variance_of_a_product_is_its_number_of_terms(d: int) -> None:
    # 400 x 400 products of independent vectors, entries of mean 0 and variance 1.
    a, b = np.random.default_rng(0).standard_normal((2, 400, d))
    products = dot_products(a, b)
    assert np.var(products) == pytest.approx(d, rel=0.1)
    assert np.var(products / math.sqrt(d)) == pytest.approx(1, rel=0.1)


def test_the_ranking_flips() -> None:
    # |A| = 5, |B| = sqrt(164), |C| = sqrt(5)
    cosines = cosine_similarity([A, B], [C])
    expected = [[11 / math.sqrt(25 * 5)], [26 / math.sqrt(164 * 5)]]
    assert_allclose(cosines, expected, rtol=1e-15)
    assert_array_equal(cosines.round(3), [[0.984], [0.908]])


def test_cosines_by_hand() -> None:
    cosines = cosine_similarity([[3, 4], [-3, -4]], [[4, 3], [-4, 3], [6, 8]])
    assert_allclose(cosines, [[0.96, 0, 1], [-0.96, 0, -1]], rtol=1e-15, atol=0)


@pytest.mark.parametrize("sign", [1, -1])
def test_rounding_does_not_lift_a_cosine_above_1(sign: int) -> None:
    # 3 / (sqrt(3) * sqrt(3)) is 1.0000000000000002 in float64.
    other = [[sign, sign, sign]]
    assert cosine_similarity([[1, 1, 1]], other).item() == sign
    assert nearest_neighbours([1, 1, 1], other, 1)[1].item() == sign


def test_shapes() -> None:
    a, b = np.ones((2, 4)), np.ones((3, 4))
    assert dot_products(a, b).shape == (2, 3)
    assert cosine_similarity(a, b).shape == (2, 3)
    assert dot_products(np.ones((0, 4)), b).shape == (0, 3)
    assert cosine_similarity(a, np.ones((0, 4))).shape == (2, 0)
    assert cosine_similarity(np.ones((0, 0)), np.ones((0, 0))).shape == (0, 0)
    assert dot_products(np.ones((2, 0)), np.ones((3, 0))).tolist() == [[0] * 3] * 2


@pytest.mark.parametrize("size", [1e200, 1e-200, 1e-310, 1e307])
def test_huge_and_tiny_vectors_have_a_direction(size: float) -> None:
    cosines = cosine_similarity(
        [[3 * size, 4 * size]], [[4 * size, 3 * size], [4.0, 3.0]]
    )
    assert_allclose(cosines, [[0.96, 0.96]], rtol=1e-12)
    _, near = nearest_neighbours([3 * size, 4 * size], [[4 * size, 3 * size]], 1)
    assert_allclose(near, [0.96], rtol=1e-12)


def test_float32_overflow() -> None:
    rows = np.array([[3e30, 4e30], [3e-30, 4e-30]], dtype=np.float32)
    cosines = cosine_similarity(rows, rows)
    assert cosines.dtype == np.float32
    assert_allclose(cosines, np.ones((2, 2)), rtol=1e-6)


def test_rows_of_every_size_in_one_table() -> None:
    table = np.array([[3e200, 4e200], [3.0, 4.0], [3e-200, 4e-200], [5e-324, 0]])
    assert_allclose(cosine_similarity(table, [[4, 3]])[:, 0], [0.96] * 3 + [0.8])


def test_a_power_of_two_changes_no_digit() -> None:
    rng = np.random.default_rng(7)
    a, b = rng.normal(size=(2, 4, 6))
    assert_array_equal(cosine_similarity(a * 2.0**300, b), cosine_similarity(a, b))


@pytest.mark.parametrize(
    ("a", "b", "text"),
    [
        ([[1, 2], [0, 0]], [[1, 2]], "a must hold no zero vector, got one in row 1"),
        ([[1, 2]], [[1, 2], [0, 3], [0, -0.0]], "b must hold no .* in row 2"),
        (np.ones((1, 0)), np.ones((1, 0)), "a must hold no zero vector, .* row 0"),
    ],
)
def test_a_zero_vector_has_no_direction(a: ArrayLike, b: ArrayLike, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        cosine_similarity(a, b)


def test_nan_and_infinity_stay_in_their_row() -> None:
    cosines = cosine_similarity([[np.nan, 1.0], [np.inf, 1.0], [3.0, 4.0]], [[4, 3]])
    assert np.isnan(cosines[:2]).all()
    assert cosines[2, 0] == pytest.approx(0.96)


@pytest.mark.parametrize("function", [dot_products, cosine_similarity])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_dtype_in_dtype_out(
    function: Callable[..., FloatArray], dtype: DTypeLike
) -> None:
    a, b = np.ones((2, 3), dtype), np.full((4, 3), 2, dtype)
    assert function(a, b).dtype == dtype
    assert function([[1, 2]], [[3, 4]]).dtype == np.float64
    assert nearest_neighbours(a[0], b, 1)[1].dtype == dtype


@pytest.mark.parametrize("function", [dot_products, cosine_similarity])
def test_the_wider_of_two_dtypes_comes_out(
    function: Callable[..., FloatArray],
) -> None:
    wide = np.array([[0.1, 0.2]])
    narrow = wide.astype(np.float32)
    for a, b in ((wide, narrow), (narrow, wide)):
        assert function(a, b).dtype == np.float64
        assert nearest_neighbours(a[0], b, 1)[1].dtype == np.float64


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_no_float64_array_is_made_on_the_way(
    dtype: DTypeLike, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[np.dtype[Any]] = []
    real = np.vecdot

    def spy(a: FloatArray, b: FloatArray) -> FloatArray:
        seen.extend((a.dtype, b.dtype))
        return np.asarray(real(a, b))

    monkeypatch.setattr(np, "vecdot", spy)
    a, b = np.ones((2, 3), dtype), np.ones((4, 3), dtype)
    cosine_similarity(a, b)
    nearest_neighbours(a[0], b, 1)
    assert set(seen) == {np.dtype(np.float32)}


def test_float16_is_rounded_once() -> None:
    # 1 + 4096 * 2**-12 = 2; adding one at a time in float16 would stay at 1.
    a = np.array([[1.0] + [2.0**-6] * 4096], dtype=np.float16)
    assert dot_products(a, a).tolist() == [[2.0]]
    big = np.full((1, 4), 300, dtype=np.float16)  # 300 * 300 > 65504
    assert cosine_similarity(big, big).tolist() == [[1.0]]


def test_float16_cosines_are_rounded_once() -> None:
    a, b = np.random.default_rng(3).normal(size=(2, 5, 40)).astype(np.float16)
    exact = cosine_similarity(a.astype(np.float64), b.astype(np.float64))
    assert_array_equal(cosine_similarity(a, b), exact.astype(np.float16))
    _, near = nearest_neighbours(a[0], b, 5)
    assert_array_equal(near, np.sort(exact[0].astype(np.float16))[::-1])


@pytest.mark.parametrize("function", [dot_products, cosine_similarity])
def test_errors(function: Callable[..., FloatArray]) -> None:
    with pytest.raises(
        ValueError, match=r"a must have shape \(n, d\), got shape \(2,\)"
    ):
        function([1, 2], [[1, 2]])
    with pytest.raises(
        ValueError, match=r"b must have shape .*, got shape \(1, 1, 2\)"
    ):
        function([[1, 2]], [[[1, 2]]])
    with pytest.raises(
        ValueError, match="a and b must have the same length, got 2 and 3"
    ):
        function([[1, 2]], [[1, 2, 3]])
    with pytest.raises(TypeError, match="a must hold real numbers, got dtype <U1"):
        function([["x"]], [[1]])
    with pytest.raises(TypeError, match="b must hold real numbers, got dtype complex"):
        function([[1]], [[1j]])


def test_neighbours_by_hand() -> None:
    # cosines with (3, 4): 24/25, 0, 50/50, -1
    table = [[4, 3], [-4, 3], [6, 8], [-3, -4]]
    ids, cosines = nearest_neighbours([3, 4], table, k=4)
    assert ids.tolist() == [2, 0, 1, 3]
    assert_allclose(cosines, [1, 0.96, 0, -1], rtol=1e-15, atol=0)
    for k in (1, 2, 3):
        fewer, their = nearest_neighbours([3, 4], table, k)
        assert_array_equal(fewer, ids[:k])
        assert_array_equal(their, cosines[:k])


def test_neighbours_go_by_direction_not_length() -> None:
    assert nearest_neighbours(C, [B, A], k=1)[0].tolist() == [1]
    assert dot_products([C], [B, A]).argmax() == 0


@PROPERTY
@given(st.integers(2, 40), st.integers(1, 70), st.integers(0, 10**6))
def test_equal_rows_tie_and_the_lower_comes_first(n: int, d: int, seed: int) -> None:
    # A matrix product fails here: its last rows are added up in another order.
    rng = np.random.default_rng(seed)
    row, query = rng.normal(size=(2, d))
    ids, cosines = nearest_neighbours(query, np.tile(row, (n, 1)), k=n)
    assert ids.tolist() == [*range(n)]
    assert np.unique(cosines).size == 1


def test_many_ties() -> None:
    # From 17 numbers on, an unstable sort shows.
    kinds = np.random.default_rng(0).integers(0, 3, size=100)
    table = np.array([[3, 4], [4, 3], [-4, 3]])[kinds]
    ids, _ = nearest_neighbours([3, 4], table, k=100)
    best_first = [i for kind in range(3) for i in np.flatnonzero(kinds == kind)]
    assert ids.tolist() == best_first


def test_nan_comes_last() -> None:
    ids, cosines = nearest_neighbours(
        [1, 0], [[np.nan, 1.0], [-1.0, 0.0], [1.0, 1.0]], k=3
    )
    assert ids.tolist() == [2, 1, 0]
    assert np.isnan(cosines[2])
    ids, cosines = nearest_neighbours([1, 0], [[np.inf, 1.0], [-1.0, 0.0]], k=2)
    assert ids.tolist() == [1, 0]
    assert np.isnan(cosines[1])


def test_neighbour_errors() -> None:
    table = [[1, 2], [3, 4]]
    with pytest.raises(
        ValueError, match=r"query must have shape \(d,\), got .* \(1, 2\)"
    ):
        nearest_neighbours([[1, 2]], table, 1)
    with pytest.raises(
        ValueError, match=r"table must have shape \(n, d\), got .* \(2,\)"
    ):
        nearest_neighbours([1, 2], [1, 2], 1)
    with pytest.raises(
        ValueError, match=r"query and table must .* length, got 3 and 2"
    ):
        nearest_neighbours([1, 2, 3], table, 1)
    with pytest.raises(TypeError, match="query must hold real numbers, got dtype <U1"):
        nearest_neighbours(["x"], table, 1)
    with pytest.raises(ValueError, match="query must hold no zero vector"):
        nearest_neighbours([0, 0], table, 1)
    with pytest.raises(ValueError, match=r"table must hold no .*, got one in row 1"):
        nearest_neighbours([1, 2], [[1, 2], [0, 0]], 1)
    with pytest.raises(ValueError, match="k must be at most the table's 2 rows, got 3"):
        nearest_neighbours([1, 2], table, 3)
    with pytest.raises(ValueError, match="k must be at least 1, got 0"):
        nearest_neighbours([1, 2], table, 0)
    with pytest.raises(TypeError, match="k must be an integer, got True"):
        nearest_neighbours([1, 2], table, True)


def test_inputs_are_left_alone() -> None:
    a, b = np.array([A, B]), np.array([C])
    for array in (a, b):
        array.setflags(write=False)
    dot_products(a, b)
    cosine_similarity(a, b)
    nearest_neighbours(b[0], a, 2)
    assert_array_equal(a, [A, B])


@PROPERTY
@given(vectors(), vectors())
def test_against_plain_loops(a: FloatArray, b: FloatArray) -> None:
    assert_no_zero_row(a, b)
    for i, row in enumerate(a.tolist()):
        for j, other in enumerate(b.tolist()):
            product = math.fsum(x * y for x, y in zip(row, other, strict=True))
            size = math.hypot(*row) * math.hypot(*other)
            got = dot_products(a, b)[i, j], cosine_similarity(a, b)[i, j]
            assert got == pytest.approx(
                (product, product / size), abs=1e-15 * size + 1e-14
            )


@PROPERTY
@given(vectors(most=1e300), vectors(most=1e300))
def test_cosines_lie_between_minus_one_and_one(a: FloatArray, b: FloatArray) -> None:
    assert_no_zero_row(a, b)
    cosines = cosine_similarity(a, b)
    assert (np.abs(cosines) <= 1).all()
    assert_allclose(cosines, cosine_similarity(b, a).T, atol=1e-15)
    assert_allclose(np.diagonal(cosine_similarity(a, a)), 1, rtol=1e-15)
    assert_allclose(cosine_similarity(-a, b), -cosines, atol=1e-15)


@PROPERTY
@given(vectors(), vectors(), st.integers(1, 5))
def test_neighbours_are_the_best_cosines(
    query: FloatArray, table: FloatArray, k: int
) -> None:
    assert_no_zero_row(query, table)
    k = min(k, len(table))
    ids, cosines = nearest_neighbours(query[0], table, k)
    every = cosine_similarity(query[:1], table)[0]
    assert_allclose(cosines, every[ids], atol=1e-15)
    assert_allclose(cosines, np.sort(every)[::-1][:k], atol=1e-15)
    assert len(set(ids.tolist())) == k
