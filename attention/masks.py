"""Which query may see which key: True = may attend."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from attention._checks import BoolArray, as_count, as_ids

__all__ = ["causal_mask", "padding_mask"]


def causal_mask(q_len: int, k_len: int | None = None, offset: int = 0) -> BoolArray:
    r"""Let every token see itself and what came before it, and nothing later.

    $$ \text{mask}_{ij} = \left( j \le i + \text{offset} \right) $$

    i counts the queries and j the keys, both from 0. `offset` is the position of the
    first query: 0 when queries and keys are the same tokens, 5 when the queries come
    after 5 tokens kept in a cache. With more keys than queries `offset=0` aligns the
    mask top-left, as `is_causal` does, and `offset=k_len - q_len` bottom-right.

    Args:
        q_len: number of queries.
        k_len: number of keys; None means `q_len + offset`.
        offset: number of keys that stand before the first query; if it is negative,
            down to `-q_len`, the first queries see no key at all.

    Returns:
        Booleans, shape (q_len, k_len); row i is True at the keys that query i may see.

    Raises:
        TypeError: if a number is not an integer.
        ValueError: if a length is negative, or `offset` is below `-q_len`.

    Source:
        Vaswani et al., "Attention Is All You Need", 2017, section 3.2.3.

    Examples:
        >>> from attention import causal_mask
        >>> print(causal_mask(3).astype(int))
        [[1 0 0]
         [1 1 0]
         [1 1 1]]

        The same, entry by entry: key j is seen if j <= i.

        >>> print([[int(j <= i) for j in range(3)] for i in range(3)])
        [[1, 0, 0], [1, 1, 0], [1, 1, 1]]

        Two new tokens after two in a cache:

        >>> print(causal_mask(2, offset=2).astype(int))
        [[1 1 1 0]
         [1 1 1 1]]
    """
    q_len = as_count("q_len", q_len)
    offset = as_count("offset", offset, at_least=-q_len)
    k_len = q_len + offset if k_len is None else as_count("k_len", k_len)
    return np.arange(k_len) <= np.arange(q_len)[:, np.newaxis] + offset


def padding_mask(lengths: ArrayLike, k_len: int) -> BoolArray:
    r"""Hide the padding that fills the shorter sequences of a batch up to one length.

    $$ \text{mask}_{b 0 j} = \left( j < \text{lengths}_b \right) $$

    b is a sequence and j a key, counted from 0. The axis of length 1 stands for the
    queries: all of them see the same keys. With heads insert one more axis:
    `padding_mask(lengths, k_len)[:, np.newaxis]` has shape (batch, 1, 1, k_len) and
    fits scores of shape (batch, n_heads, q_len, k_len).

    Args:
        lengths: number of real tokens of each sequence, integers, shape (...).
        k_len: number of keys, padding included.

    Returns:
        Booleans, shape (..., 1, k_len); True at real tokens.

    Raises:
        TypeError: if a number is not an integer.
        ValueError: if a length is negative or greater than `k_len`, or `k_len` is
            negative.

    Source:
        The `key_padding_mask` of `torch.nn.MultiheadAttention`, where True has the
        opposite meaning: ignore.

    Examples:
        >>> from attention import padding_mask
        >>> mask = padding_mask([3, 1], k_len=4)
        >>> print(mask.shape)
        (2, 1, 4)
        >>> print(mask[:, 0].astype(int))
        [[1 1 1 0]
         [1 0 0 0]]

        The same in plain Python: ones for the tokens, zeros for the padding.

        >>> print([[1] * n + [0] * (4 - n) for n in (3, 1)])
        [[1, 1, 1, 0], [1, 0, 0, 0]]
    """
    k_len = as_count("k_len", k_len)
    real = as_ids("lengths", lengths, size=k_len + 1)
    return np.arange(k_len) < real[..., np.newaxis, np.newaxis]
