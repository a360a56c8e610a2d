"""Ids to vectors: a one-hot row for each id, and the table row it picks."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from attention._checks import FloatArray, as_count, as_floats, as_ids

__all__ = ["embed", "one_hot"]


def one_hot(ids: ArrayLike, size: int, dtype: DTypeLike = np.float64) -> NDArray[Any]:
    r"""Turn each id into a vector with a single 1, at the place of the id.

    $$ \text{one_hot}(t)_{v} = 1 \text{ if } v = t, \text{ else } 0 $$

    Here t is an id and v counts the entries, from 0. Any two different words are
    equally far apart, and their dot product is always 0: the vectors say nothing about
    which words are alike.

    Args:
        ids: integers, shape (...), each at least 0 and less than `size`.
        size: the length of each vector, vocab_size; 0 is allowed if there are no ids.
        dtype: the kind of the numbers returned: boolean, integer or float.

    Returns:
        Zeros and ones, shape (..., size), no unit, in `dtype`.

    Raises:
        TypeError: if `ids` or `size` are not integers, or `dtype` is not one of real
            numbers.
        ValueError: if an id is out of range, or `size` is negative.

    Source:
        Goodfellow, Bengio and Courville, "Deep Learning", 2016, section 12.4.2.

    Examples:
        >>> from attention import one_hot
        >>> print(one_hot([1, 3], size=4))
        [[0. 1. 0. 0.]
         [0. 0. 0. 1.]]

        The same, entry by entry: 1 where v is the id.

        >>> print([[int(v == t) for v in range(4)] for t in (1, 3)])
        [[0, 1, 0, 0], [0, 0, 0, 1]]
    """
    kind = np.dtype(dtype)
    if kind.kind not in "biuf":
        raise TypeError(f"dtype must be one of real numbers, got {kind}")
    size = as_count("size", size)
    ids = as_ids("ids", ids, size)
    hot: NDArray[np.bool_] = ids[..., np.newaxis] == np.arange(size)
    return hot.astype(kind)


def embed(ids: ArrayLike, table: ArrayLike) -> FloatArray:
    r"""Look up the vector of each id: row t of the table for id t.

    $$ \text{embed}(t) = \text{one_hot}(t) \, E = E_{t} $$

    The product says why the table can be learned like any linear layer. The look-up
    gives the same numbers without multiplying all the other rows by 0.

    Args:
        ids: integers, shape (...), each at least 0 and less than vocab_size.
        table: the embeddings E, one row for each word, shape (vocab_size, d_model), any
            unit.

    Returns:
        The vectors, a copy, shape (..., d_model), the unit of `table`; floats keep
        their dtype, integers become float64.

    Raises:
        TypeError: if `ids` are not integers, or `table` does not hold real numbers.
        ValueError: if `table` does not have two axes, or an id is out of range.

    Source:
        Bengio, Ducharme, Vincent and Jauvin, "A Neural Probabilistic Language Model",
        2003, section 2, where the table is the matrix C and C(i) its row i.

    Examples:
        >>> import numpy as np
        >>> from attention import embed, one_hot
        >>> table = [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]
        >>> print(embed([1, 0, 1], table))
        [[0.2 0.4 0.6]
         [0.1 0.3 0.5]
         [0.2 0.4 0.6]]

        The first row by the product, 0 times one row and 1 times the other:

        >>> print(0 * np.array(table[0]) + 1 * np.array(table[1]))
        [0.2 0.4 0.6]
        >>> print(one_hot([1], size=2) @ table)
        [[0.2 0.4 0.6]]
    """
    rows = as_floats("table", table)
    if rows.ndim != 2:
        raise ValueError(
            f"table must have shape (vocab_size, d_model), got shape {rows.shape}"
        )
    # Indexing by an array of ids copies, even by a single one of shape ().
    vectors: FloatArray = rows[as_ids("ids", ids, len(rows))]
    return vectors
