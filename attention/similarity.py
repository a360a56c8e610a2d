"""How much two vectors have in common: dot product, cosine, nearest neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from attention._checks import FloatArray, as_count, as_floats

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["cosine_similarity", "dot_products", "nearest_neighbours"]


def dot_products(a: ArrayLike, b: ArrayLike) -> FloatArray:
    r"""Multiply each row of a with each row of b, number by number, and add up.

    $$ S_{ij} = a_i \cdot b_j = \sum_{c=1}^{d} a_{ic} b_{jc} $$

    The product grows with the angle's cosine and with both lengths: a long vector
    scores high with everything. `cosine_similarity` takes the lengths out.

    Args:
        a: m vectors, shape (m, d).
        b: n vectors, shape (n, d).

    Returns:
        The products, shape (m, n); NumPy adds float16 up in float32 and rounds once.

    Raises:
        TypeError: a or b do not hold real numbers.
        ValueError: a or b have not two axes, or their vectors differ in length.

    Source:
        Vaswani et al., "Attention Is All You Need" (2017), section 3.2.1: the product
        of queries and keys, before scaling.

    Examples:
        >>> import numpy as np
        >>> from attention import dot_products
        >>> print(dot_products([[3, 4], [10, 8]], [[1, 2]]))
        [[11.]
         [26.]]
        >>> 3 * 1 + 4 * 2, 10 * 1 + 8 * 2
        (11, 26)
    """
    left, right = _pair(a, b)
    products: FloatArray = left @ right.T
    return products


def cosine_similarity(a: ArrayLike, b: ArrayLike) -> FloatArray:
    r"""Compare the directions of each row of a and each row of b, from -1 to 1.

    $$ C_{ij} = \frac{a_i \cdot b_j}{|a_i| |b_j|}, \quad |a| = \sqrt{a \cdot a} $$

    1 is the same direction, 0 a right angle, -1 the opposite direction. Each row is
    first brought to a size near 1: the square of 1e200 is too large for a float64,
    that of 1e-200 too small. Scaling by a power of two changes no digit.

    Args:
        a: m vectors, none of them zero, shape (m, d).
        b: n vectors, none of them zero, shape (n, d).

    Returns:
        The cosines, shape (m, n). A vector with a NaN or an infinity gives NaN.

    Raises:
        TypeError: a or b do not hold real numbers.
        ValueError: a or b have not two axes, their vectors differ in length, or one
            is the zero vector, which has no direction; the row is named.

    Source:
        Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008),
        section 6.3.1, equation 6.10.

    Examples:
        >>> import numpy as np
        >>> from attention import cosine_similarity
        >>> print(cosine_similarity([[3, 4]], [[4, 3], [-4, 3]]))
        [[0.96 0.  ]]
        >>> (3 * 4 + 4 * 3) / (5 * 5), (3 * -4 + 4 * 3) / (5 * 5)
        (0.96, 0.0)
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
    r"""Find the k rows of a table whose direction is closest to that of a vector.

    $$ c_i = \frac{q \cdot t_i}{|q| |t_i|}, \quad |q| = \sqrt{q \cdot q} $$

    Args:
        query: one vector q, not zero, shape (d,).
        table: n vectors, none of them zero, shape (n, d).
        k: how many to return, from 1 to n.

    Returns:
        The row numbers, shape (k,), and their cosines, shape (k,), the best first;
        of equal cosines the lower row number comes first, and NaN comes last.

    Raises:
        TypeError: query or table do not hold real numbers, or k is not an integer.
        ValueError: a shape is wrong, a vector is zero, or k is not from 1 to n.

    Source:
        Mikolov et al., "Efficient Estimation of Word Representations in Vector Space"
        (2013), section 4: the word closest by cosine distance.

    Examples:
        >>> import numpy as np
        >>> from attention import nearest_neighbours
        >>> table = [[4, 3], [-4, 3], [6, 8]]
        >>> ids, cosines = nearest_neighbours([3, 4], table, k=2)
        >>> print(ids, cosines)
        [2 0] [1.   0.96]
        >>> (3 * 6 + 4 * 8) / (5 * 10), (3 * 4 + 4 * 3) / (5 * 5)
        (1.0, 0.96)
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
