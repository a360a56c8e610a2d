"""Scaled dot-product attention: the formula, its weights, its masks."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from attention._checks import FloatArray
from attention._operands import as_mask, as_number, as_operands
from attention.activations import softmax_in_place
from attention.masks import causal_mask

__all__ = ["attention_weights", "scaled_dot_product_attention"]


def scaled_dot_product_attention(
    query: ArrayLike,
    key: ArrayLike,
    value: ArrayLike,
    attn_mask: ArrayLike | None = None,
    *,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
    softcap: float | None = None,
) -> FloatArray:
    r"""Answer each query with a weighted average of the values.

    $$ \operatorname{Attention}(Q, K, V) =
    \operatorname{softmax}\left( \frac{Q K^\top}{\sqrt{d}} \right) V $$

    Row i of the result is the sum of the value rows, each times the weight that query
    i gives to its key: `attention_weights(query, key, ...) @ value`. The arguments have
    the names and the meaning that they have in PyTorch's function of this name, which
    has no `softcap`, and a `dropout_p` besides.

    The rules, in this order:

    1. A row whose query holds NaN is NaN.
    2. A hidden key takes no part in the scores, whatever it holds, NaN too.
    3. A row with no key left, or `k_len = 0`, is zeros.

    A hidden value gets the weight 0, but 0 * NaN is NaN: clear NaN and inf from hidden
    values first.

    Dot products too large for their dtype are not caught: a score of inf makes its row
    NaN, one of -inf gets the weight 0.

    Args:
        query: Q, one row for each token that asks, shape (..., q_len, d), no unit.
        key: K, one row for each token that can be found, shape (..., k_len, d), no
            unit; the axes in front broadcast with those of `query`.
        value: V, one row for each key, shape (..., k_len, d_v), any unit.
        attn_mask: what may be seen, shape (..., q_len, k_len) or one that broadcasts to
            it. Boolean: True = may attend. Float: added to the scores, in their dtype;
            -inf hides the key, NaN or +inf makes the row NaN.
        is_causal: query i sees only the keys j <= i, also where `q_len != k_len`; what
            `attn_mask` hides stays hidden.
        scale: what the dot products are multiplied by; None means $1 / \sqrt{d}$.
        enable_gqa: grouped-query attention; the third axis from the end holds heads,
            and each head of `key` and `value` serves equally many consecutive heads of
            `query`.
        softcap: c > 0 replaces each scaled score s by $c \, \tanh(s / c)$, before the
            mask; None leaves the scores as they are.

    Returns:
        One row for each query, shape (..., q_len, d_v), the unit of `value`; float32
        stays float32, float16 is computed in float32 and rounded once, integers become
        float64.

    Raises:
        TypeError: if the dtypes of `query`, `key` and `value` differ, or an argument is
            of the wrong kind (an integer mask, say).
        ValueError: if shapes do not fit, or a number is out of range.

    Source:
        Vaswani et al., "Attention Is All You Need", 2017, equation 1; for `enable_gqa`,
        Ainslie et al., "GQA: Training Generalized Multi-Query Transformer Models from
        Multi-Head Checkpoints", 2023, section 2.2; for `softcap`, Gemma Team, "Gemma 2:
        Improving Open Language Models at a Practical Size", 2024, section 2.

    Examples:
        The dot products are 2 log 3 and 0. Divided by 2, the square root of d = 4, they
        are log 3 and 0; the exponentials are 3 and 1, the weights 3/4 and 1/4.

        >>> import numpy as np
        >>> from attention import scaled_dot_product_attention
        >>> query = [[2 * np.log(3), 0, 0, 0]]
        >>> key = [[1.0, 0, 0, 0], [0, 1, 0, 0]]
        >>> value = [[10.0, 0], [0, 20]]
        >>> print(scaled_dot_product_attention(query, key, value))
        [[7.5 5. ]]
        >>> print(3 / 4 * 10 + 1 / 4 * 0, 3 / 4 * 0 + 1 / 4 * 20)
        7.5 5.0

        With the first key hidden the second value is all there is.

        >>> mask = [[False, True]]
        >>> print(scaled_dot_product_attention(query, key, value, mask))
        [[ 0. 20.]]
    """
    (query, key, value), dtype = as_operands(
        enable_gqa, query=query, key=key, value=value
    )
    weights = _weights(query, key, attn_mask, is_causal, scale, softcap)
    with np.errstate(over="ignore", invalid="ignore"):
        output = weights @ value
    _mark_nan_queries(output, query)
    return output.astype(dtype, copy=False)


def attention_weights(
    query: ArrayLike,
    key: ArrayLike,
    attn_mask: ArrayLike | None = None,
    *,
    is_causal: bool = False,
    scale: float | None = None,
    enable_gqa: bool = False,
    softcap: float | None = None,
) -> FloatArray:
    r"""Return how much of its attention each query gives to each key.

    $$ A = \operatorname{softmax}\left( \frac{Q K^\top}{\sqrt{d}} \right) $$

    The softmax runs over the keys, so each row adds up to 1. A dot product is a sum of
    d terms. If they are independent and alike, its variance grows in proportion to d;
    after the division by $\sqrt{d}$ it is the same for every d.

    Args:
        query: Q, one row for each token that asks, shape (..., q_len, d), no unit.
        key: K, one row for each token that can be found, shape (..., k_len, d), no
            unit.
        attn_mask: as in `scaled_dot_product_attention`, and so are the others.
        is_causal: query i sees only the keys j <= i.
        scale: what the dot products are multiplied by; None means $1 / \sqrt{d}$.
        enable_gqa: each head of `key` serves several consecutive heads of `query`.
        softcap: c > 0 replaces each scaled score s by $c \, \tanh(s / c)$, before the
            mask.

    Returns:
        The weights A, shape (..., q_len, k_len), no unit, between 0 and 1; a row adds
        up to 1, or to 0 where every key is hidden; a row whose query holds NaN is NaN.
        Dtype as in `scaled_dot_product_attention`.

    Raises:
        TypeError: if the dtypes of `query` and `key` differ, or an argument is of the
            wrong kind.
        ValueError: if shapes do not fit, or a number is out of range.

    Source:
        Vaswani et al., "Attention Is All You Need", 2017, equation 1.

    Examples:
        The dot products are 2 log 3 and 0. Divided by 2, the square root of d = 4, they
        are log 3 and 0; the exponentials are 3 and 1.

        >>> import numpy as np
        >>> from attention import attention_weights
        >>> query = [[2 * np.log(3), 0, 0, 0]]
        >>> key = [[1.0, 0, 0, 0], [0, 1, 0, 0]]
        >>> print(attention_weights(query, key))
        [[0.75 0.25]]
        >>> print(3 / (3 + 1), 1 / (3 + 1))
        0.75 0.25
    """
    (query, key), dtype = as_operands(enable_gqa, query=query, key=key)
    weights = _weights(query, key, attn_mask, is_causal, scale, softcap)
    _mark_nan_queries(weights, query)
    return weights.astype(dtype, copy=False)


def _weights(
    query: FloatArray,
    key: FloatArray,
    attn_mask: ArrayLike | None,
    is_causal: bool,
    scale: float | None,
    softcap: float | None,
) -> FloatArray:
    """Return the softmax over the keys of the scaled, capped and masked scores."""
    *_, q_len, d = query.shape
    *_, k_len, _ = key.shape
    leading = np.broadcast_shapes(query.shape[:-2], key.shape[:-2])
    mask = as_mask(attn_mask, (*leading, q_len, k_len))
    # Without columns (d = 0) every dot product is an empty sum, 0, whatever the scale.
    scale = 1 / math.sqrt(max(d, 1)) if scale is None else as_number("scale", scale)
    if softcap is not None and (softcap := as_number("softcap", softcap)) <= 0:
        raise ValueError(f"softcap must be greater than 0, got {softcap}")

    with np.errstate(over="ignore", invalid="ignore"):
        # (q s) k = (q k) s: scaling the query first multiplies q_len d numbers instead
        # of q_len k_len, and large queries shrink before the products are taken.
        scores: FloatArray = (query * scale) @ key.swapaxes(-1, -2)
        if softcap is not None:
            scores = softcap * np.tanh(scores / softcap)
        _hide(scores, mask, is_causal)
    softmax_in_place(scores)
    return scores


def _hide(scores: FloatArray, mask: NDArray[Any] | None, is_causal: bool) -> None:
    """Add a float mask to `scores`, and set the scores of hidden keys to -inf."""
    # A hidden score is replaced, not added to: NaN + -inf is NaN, and would be seen.
    if mask is not None and mask.dtype == np.bool_:
        np.copyto(scores, -np.inf, where=~mask)
    elif mask is not None:
        bias = mask.astype(scores.dtype)
        scores += bias
        np.copyto(scores, -np.inf, where=np.isneginf(bias))
    if is_causal:
        np.copyto(scores, -np.inf, where=~causal_mask(*scores.shape[-2:]))


def _mark_nan_queries(rows: FloatArray, query: FloatArray) -> None:
    """Make NaN of each row whose query holds NaN, also where no key was left."""
    np.copyto(rows, np.nan, where=np.isnan(query).any(axis=-1, keepdims=True))
