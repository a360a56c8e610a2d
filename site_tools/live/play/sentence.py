"""The reader's own sentence, from words to context vectors."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np

from attention import (
    Vocabulary,
    attention_weights,
    embed,
    scaled_dot_product_attention,
    split_words,
    toy_positions,
)
from attention.worked import (
    LOVE_EMBEDDINGS,
    LOVE_SENTENCE,
    LOVE_TOKENS,
    LOVE_W_KEY,
    LOVE_W_QUERY,
    LOVE_W_VALUE,
)

from .telling import digits, quoted, shades
from .values import Controls, Floats, written

MOST = 8  # words
D_MODEL = LOVE_EMBEDDINGS.shape[1]

CONTROLS = {"sentence": LOVE_SENTENCE}


def state(controls: Controls) -> dict[str, Any]:
    """Return all that the figure shows for the reader's sentence."""
    # One spelling of an accent: keyboards differ in theirs, the vectors must not.
    words = split_words(unicodedata.normalize("NFC", str(controls["sentence"])))
    if not words:
        return {"refused": f"There is no word in it. Type one to {MOST} words."}
    if len(words) > MOST:
        return {
            "refused": f"These are {len(words)} words. The figure has room for {MOST}."
        }
    return _shown(words)


def random_vector(word: str) -> Floats:
    """Return numbers from 0.1 to 0.8, as in the table, that depend on the word alone.

    They come from its SHA-256 digest and not from a generator of NumPy's: its streams
    may change with its version, and every browser must show the same numbers.
    """
    digest = hashlib.sha256(word.encode()).digest()
    return np.array([1 + byte % 8 for byte in digest[:D_MODEL]]) / 10


def _shown(words: Sequence[str]) -> dict[str, Any]:
    vocabulary = Vocabulary.from_tokens([*LOVE_TOKENS, *words])
    new = vocabulary.tokens[len(LOVE_TOKENS) :]
    table = np.vstack([LOVE_EMBEDDINGS, *map(random_vector, new)])
    ids = vocabulary.encode(words)
    embeddings = embed(ids, table)
    positions = toy_positions(len(words), D_MODEL)
    sums = embeddings + positions
    query, key, value = (sums @ w for w in (LOVE_W_QUERY, LOVE_W_KEY, LOVE_W_VALUE))
    weights = attention_weights(query, key)
    context = scaled_dot_product_attention(query, key, value)
    random = [word in new for word in words]
    return {
        "words": [*words],
        "ids": [str(i) for i in ids],
        "random": random,
        "embeddings": digits(embeddings, 1),
        "positions": digits(positions, 2),
        "sums": digits(sums, 2),
        "weights": digits(weights, 2),
        "shades": shades(weights),
        "context": digits(context, 2),
        "text": {"told": f"{_of_vectors(random)} {_of_weights(words, weights)}"},
    }


def _of_vectors(random: Sequence[bool]) -> str:
    if not any(random):
        return "Each is one of the four words of this page."
    return (
        "Not among the four words of this page, so with a random vector (*): "
        f"{sum(random)} of {len(random)}."
    )


def _of_weights(words: Sequence[str], weights: Floats) -> str:
    i, j = (int(at) for at in np.unravel_index(weights.argmax(), weights.shape))
    taker = "itself" if i == j else quoted(words[j])
    largest = written(weights[i, j], 2)
    return f"The largest weight is {largest}: {quoted(words[i])} gives it to {taker}."
