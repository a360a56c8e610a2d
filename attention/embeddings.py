"""Ids to vectors: a one-hot row for each id, and the table row it picks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from attention._checks import FloatArray, as_count, as_floats, as_ids

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, DTypeLike, NDArray

__all__ = ["embed", "one_hot"]


def one_hot(ids: ArrayLike, size: int, dtype: DTypeLike = np.float64) -> NDArray[Any]:
    r"""Turn each id into a vector with a single 1, at the place of the id.

    $$ \text{one_hot}(t)_{v} = 1 \text{ if } v = t, \text{ else } 0 $$

    Any two different words are equally far apart: their dot product is 0, always.

    Args:
        ids: integers, shape (...), each at least 0 and less than size.
        size: the length of each vector, vocab_size; 0 is allowed if there are no ids.
        dtype: the kind of the numbers returned.

    Returns:
        Zeros and ones, shape (..., size).

    Raises:
        TypeError: ids or size are not integers, or dtype is not one of numbers.
        ValueError: an id is out of range, or size is negative.

    Source:
        Bengio, Ducharme, Vincent and Jauvin, "A Neural Probabilistic Language Model"
        (2003), section 2: the word's index as the input of the table C.

    Examples:
        >>> import numpy as np
        >>> from attention import one_hot
        >>> print(one_hot([1, 3], size=4))
        [[0. 1. 0. 0.]
         [0. 0. 0. 1.]]
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
    gives the same numbers and skips the vocab_size - 1 multiplications by 0.

    Args:
        ids: integers, shape (...), each at least 0 and less than vocab_size.
        table: the embeddings E, one row per word, shape (vocab_size, d_model).

    Returns:
        The vectors, a copy, shape (..., d_model), in the table's dtype.

    Raises:
        TypeError: ids are not integers, or the table does not hold real numbers.
        ValueError: the table has not two axes, or an id is out of range.

    Source:
        Bengio, Ducharme, Vincent and Jauvin, "A Neural Probabilistic Language Model"
        (2003), section 2: the matrix C, of which C(i) is row i.

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
