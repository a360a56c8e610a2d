"""The figures of the home page: "I love machine learning", from words to context."""

from __future__ import annotations

import numpy as np

from attention._checks import FloatArray
from attention.dot_product import attention_weights, scaled_dot_product_attention
from attention.worked import (
    LOVE_EMBEDDINGS,
    LOVE_POSITIONS,
    LOVE_SUMS,
    LOVE_TOKENS,
    LOVE_W_KEY,
    LOVE_W_QUERY,
    LOVE_W_VALUE,
)
from site_tools.figures.grid import Matrix
from site_tools.figures.matrix import draw
from site_tools.figures.svg import Drawing

QUERY = LOVE_SUMS @ LOVE_W_QUERY
KEY = LOVE_SUMS @ LOVE_W_KEY
VALUE = LOVE_SUMS @ LOVE_W_VALUE
SCORES = QUERY @ KEY.T
SCALED = SCORES / np.sqrt(QUERY.shape[-1])
WEIGHTS = attention_weights(QUERY, KEY)
CONTEXT = scaled_dot_product_attention(QUERY, KEY, VALUE)

_LIMIT = 1.0  # E, P and X on one scale: the positions are small beside the words


def embeddings() -> Drawing:
    """Draw the four embeddings."""
    return draw(rows("E", "embeddings", "token", LOVE_EMBEDDINGS, "d_model"))


def positions() -> Drawing:
    """Draw the four toy positions."""
    return draw(rows("P", "positions", "position", LOVE_POSITIONS, "d_model"))


def sums() -> Drawing:
    """Draw embeddings plus positions, the input of self-attention."""
    return draw(rows("X", "sums E + P", "token", LOVE_SUMS, "d_model"))


def query() -> Drawing:
    """Draw the queries."""
    return draw(rows("Q", "queries", "query", QUERY, "d_head", limit=6.0))


def key() -> Drawing:
    """Draw the keys, on the scale of the queries."""
    return draw(rows("K", "keys", "key", KEY, "d_head", limit=6.0))


def value() -> Drawing:
    """Draw the values, on a scale of their own."""
    return draw(rows("V", "values", "value", VALUE, "d_head", limit=2.0))


def context() -> Drawing:
    """Draw the context vectors, on the scale of the values they are mixed from."""
    return draw(rows("C", "context vectors", "context", CONTEXT, "d_head", limit=2.0))


def scores() -> Drawing:
    """Draw the scores before scaling."""
    return draw(_pairs("S", "scores", "score", SCORES, limit=5.0))


def scaled() -> Drawing:
    """Draw the scores divided by √d_head, on the scale of `scores`."""
    return draw(_pairs("S / √2", "scaled scores", "score", SCALED, limit=5.0))


def weights() -> Drawing:
    """Draw the attention weights."""
    return draw(_pairs("A", "weights", "weight", WEIGHTS, limit=0.5))


def rows(
    symbol: str,
    name: str,
    kind: str,
    values: FloatArray,
    width: str,
    limit: float = _LIMIT,
) -> Matrix:
    """Return a matrix with a row for each of the four words."""
    axes = ("n_tokens", width)
    return Matrix(symbol, name, kind, values, axes, LOVE_TOKENS, limit=limit)


def _pairs(
    symbol: str, name: str, kind: str, values: FloatArray, limit: float
) -> Matrix:
    return Matrix(
        symbol,
        name,
        kind,
        values,
        ("q_len", "k_len"),
        LOVE_TOKENS,
        columns=LOVE_TOKENS,
        limit=limit,
        corner=("key", "query"),
    )


FIGURES = {
    "home-embeddings": embeddings,
    "home-positions": positions,
    "home-sums": sums,
    "home-query": query,
    "home-key": key,
    "home-value": value,
    "home-scores": scores,
    "home-scaled": scaled,
    "home-weights": weights,
    "home-context": context,
}
