"""How much two vectors have in common: dot product, cosine, nearest neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from attention._checks import FloatArray, as_count, as_floats

__all__ = ["cosine_similarity", "dot_products", "nearest_neighbours"]


def dot_products(a: ArrayLike, b: ArrayLike) -> FloatArray:
    r"""Multiply each row of `a` with each row of `b`, entry by entry, and add up.

    $$ S_{ij} = a_i \cdot b_j = \sum_c a_{ic} b_{jc} $$

    It is the cosine of the angle between the two, times both lengths: a long vector
    scores high with every vector that points its way. `cosine_similarity` takes the
    lengths out.

    Args:
        a: m vectors, shape (m, d), any unit.
        b: n vectors, shape (n, d), any unit.

    Returns:
        The products, shape (m, n), the unit of `a` times that of `b`; floats keep their
        dtype (NumPy adds float16 up in float32 and rounds once), integers become
        float64.

    Raises:
        TypeError: if `a` or `b` does not hold real numbers.
        ValueError: if `a` or `b` does not have two axes, or their vectors differ in
            length.

    Source:
        Vaswani et al., "Attention Is All You Need", 2017, section 3.2.1, of queries and
        keys before scaling.

    Examples:
        >>> from attention import dot_products
        >>> print(dot_products([[3, 4], [10, 8]], [[1, 2]]))
        [[11.]
         [26.]]
        >>> print(3 * 1 + 4 * 2, 10 * 1 + 8 * 2)
        11 26
    """
    left, right = _pair(a, b)
    products: FloatArray = left @ right.T
    return products


def cosine_similarity(a: ArrayLike, b: ArrayLike) -> FloatArray:
    r"""Compare the direction of each row of `a` with that of each row of `b`.

    $$ C_{ij} = \frac{a_i \cdot b_j}{\left| a_i \right| \, \left| b_j \right|}, \quad
    \left| a_i \right| = \sqrt{a_i \cdot a_i} $$

    1 is the same direction, 0 a right angle, -1 the opposite direction. Each row is
    first brought to a size near 1, by a power of two, which changes no digit: the
    square of a very large or small number would leave the range of the floats.

    Args:
        a: m vectors, none of them zero, shape (m, d), any unit.
        b: n vectors, none of them zero, shape (n, d), any unit.

    Returns:
        The cosines, shape (m, n), no unit, from -1 to 1; a vector with a NaN or an
        infinity gives NaN. Floats keep their dtype, integers become float64.

    Raises:
        TypeError: if `a` or `b` does not hold real numbers.
        ValueError: if `a` or `b` does not have two axes, their vectors differ in
            length, or one is the zero vector, which has no direction; the row is named.

    Source:
        Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008,
        section 6.3.1.

    Examples:
        The lengths are all 5.

        >>> from attention import cosine_similarity
        >>> print(cosine_similarity([[3, 4]], [[4, 3], [-4, 3]]))
        [[0.96 0.  ]]
        >>> print((3 * 4 + 4 * 3) / (5 * 5), (3 * -4 + 4 * 3) / (5 * 5))
        0.96 0.0
    """
    left, right = _pair(a, b)
    out = np.result_type(left, right)
    left, a_lengths = _near_one("a", left)
    right, b_lengths = _near_one("b", right)
    with np.errstate(invalid="ignore"):  # infinity / infinity is the NaN promised
        cosines = left @ right.T / (a_lengths[:, np.newaxis] * b_lengths)
    # Rounding can leave 1.0000000000000002, which arccos would turn into NaN.
    return np.clip(cosines, -1, 1).astype(out, copy=False)


def nearest_neighbours(
    query: ArrayLike, table: ArrayLike, k: int
) -> tuple[NDArray[np.intp], FloatArray]:
    r"""Find the `k` rows of a table whose directions are closest to that of a vector.

    $$ c_i = \frac{q \cdot t_i}{\left| q \right| \, \left| t_i \right|}, \quad
    \left| q \right| = \sqrt{q \cdot q} $$

    Close means a large cosine $c_i$, as in `cosine_similarity`. With one row for each
    word of a vocabulary, the row numbers are ids.

    Args:
        query: q, one vector, not zero, shape (d,), any unit.
        table: n vectors, none of them zero, $t_i$ in row i, shape (n, d), any unit.
        k: how many to return, from 1 to n.

    Returns:
        The row numbers, shape (k,), and their cosines, shape (k,), no unit, the best
        first; of equal cosines the lower row number comes first, and NaN comes last.

    Raises:
        TypeError: if `query` or `table` does not hold real numbers, or `k` is not an
            integer.
        ValueError: if a shape is wrong, a vector is zero, or `k` is not from 1 to n.

    Source:
        Mikolov et al., "Efficient Estimation of Word Representations in Vector Space",
        2013, section 4, which looks for the closest word by cosine distance.

    Examples:
        Row 2 is twice the query: the same direction, whatever the length.

        >>> from attention import nearest_neighbours
        >>> table = [[4, 3], [-4, 3], [6, 8]]
        >>> ids, cosines = nearest_neighbours([3, 4], table, k=2)
        >>> print(ids, cosines)
        [2 0] [1.   0.96]
        >>> print((3 * 6 + 4 * 8) / (5 * 10), (3 * 4 + 4 * 3) / (5 * 5))
        1.0 0.96
    """
    vector = as_floats("query", query)
    if vector.ndim != 1:
        raise ValueError(f"query must have shape (d,), got shape {vector.shape}")
    one, rows = _pair(vector[np.newaxis], table, names=("query", "table"))
    k = as_count("k", k, at_least=1)
    if k > len(rows):
        raise ValueError(f"k must be at most the table's {len(rows)} rows, got {k}")
    out = np.result_type(one, rows)
    one, one_length = _near_one("query", one)
    rows, row_lengths = _near_one("table", rows)
    # Row by row: a matrix product adds some rows up in another order, and two equal
    # rows would differ in the last bit and lose their tie.
    with np.errstate(invalid="ignore"):
        cosines = np.vecdot(rows, one) / (row_lengths * one_length)
    cosines = np.clip(cosines, -1, 1).astype(out, copy=False)
    ids = np.argsort(-cosines, kind="stable")[:k]
    return ids, cosines[ids]


def _pair(
    a: ArrayLike, b: ArrayLike, names: tuple[str, str] = ("a", "b")
) -> tuple[FloatArray, FloatArray]:
    """Return two sets of row vectors of one length."""
    left, right = as_floats(names[0], a), as_floats(names[1], b)
    for name, array in zip(names, (left, right), strict=True):
        if array.ndim != 2:
            raise ValueError(f"{name} must have shape (n, d), got shape {array.shape}")
    if left.shape[1] != right.shape[1]:
        raise ValueError(
            f"the vectors of {names[0]} and {names[1]} must have the same length, "
            f"got {left.shape[1]} and {right.shape[1]}"
        )
    return left, right


def _near_one(name: str, rows: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Scale each row so that its largest entry lies in 0.5 ... 1; return lengths, too.

    The scale is a power of two, which changes no digit; float16 becomes float32.
    """
    zero = np.flatnonzero(~rows.any(axis=1))
    if zero.size:
        raise ValueError(f"{name} must hold no zero vector, got one in row {zero[0]}")
    rows = rows.astype(np.promote_types(rows.dtype, np.float32))
    _, exponents = np.frexp(np.abs(rows).max(axis=1, keepdims=True, initial=0))
    rows = np.ldexp(rows, -exponents)
    lengths: FloatArray = np.sqrt(np.vecdot(rows, rows))
    return rows, lengths
