"""The sentences and numbers of the texts this site works out, as data.

Arrays are read-only. Each constant says which text it is from, and what is ours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def _fixed(rows: ArrayLike) -> NDArray[np.float64]:
    """Return the numbers as an array that cannot be written to."""
    array = np.array(rows, dtype=np.float64)
    array.setflags(write=False)
    return array


CAT_SENTENCE = "The cat sat on the mat"
"""From "Embedding in the Context of Self-Attention": the sentence cut into tokens."""

LOVE_SENTENCE = "I love machine learning"
"""From "Embedding in the Context of Self-Attention": its worked sentence."""

LOVE_TOKENS = ("I", "love", "machine", "learning")
"""From the same text: the four tokens of LOVE_SENTENCE."""

LOVE_EMBEDDINGS = _fixed(
    [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6], [0.3, 0.5, 0.7], [0.4, 0.6, 0.8]]
)
"""From the same text: one row per token, (4, 3). Each is the one before + 0.1."""

LOVE_POSITIONS = _fixed(
    [[0.01, 0.02, 0.03], [0.02, 0.03, 0.04], [0.03, 0.04, 0.05], [0.04, 0.05, 0.06]]
)
"""From the same text: one row per position, (4, 3). It calls row 0 position 1."""

LOVE_SUMS = _fixed(
    [[0.11, 0.32, 0.53], [0.22, 0.43, 0.64], [0.33, 0.54, 0.75], [0.44, 0.65, 0.86]]
)
"""From the same text: LOVE_EMBEDDINGS + LOVE_POSITIONS, (4, 3). There it stops."""

# From here to the end of the sentence the numbers are ours: small integers, picked so
# that the weights are far from even. The four rows of LOVE_SUMS lie on one line, each
# 0.11 more than the last in every column. So do the four keys, and each row of scores
# is an arithmetic progression: a word can favour the first key or the last, and never
# one in between. "I" favours "I" (0.33), the others favour "learning" (0.26 to 0.46).

LOVE_W_QUERY = _fixed([[1, 3], [0, 3], [0, -3]])
"""Ours: (3, 2). A query is (x1, 3 (x1 + x2 - x3))."""

LOVE_W_KEY = _fixed([[0, 3], [0, 3], [1, 3]])
"""Ours: (3, 2). A key is (x3, 3 (x1 + x2 + x3))."""

LOVE_W_VALUE = _fixed([[1, 0], [0, 2], [1, -1]])
"""Ours: (3, 2). A value is (x1 + x3, 2 x2 - x3)."""

THREE_WEIGHTS = _fixed([0.4, 0.3, 0.3])
"""From "embedding" (Linfeng He): the weights of the second of three tokens."""

THREE_VALUES = _fixed([[1, 0], [0, 2], [4, 2]])
"""Ours: (3, 2), one value per token, for the sum that THREE_WEIGHTS takes."""

CHANTING_SENTENCE = (
    "Chanting Hare Krishna mantra - divine self-attention, soul connects to supreme "
    "consciousness, embracing love and devotion"
)
"""From "Unraveling Self-Attention" (Ganesh Swaminathan): its worked sentence."""

CHANTING_PHRASES = ("Hare Krishna",)
"""From the same text: the two words that are one token there."""

# That text gives no numbers: the columns beside the tokens, and the three matrices
# below, are ours. The columns stand for devotion, mind or self, linking things, and
# grammar word. We invented them so: learned dimensions carry no such labels.
_CHANTING: dict[str, tuple[float, ...]] = {
    "Chanting": (0.6, 0.6, 0.3, 0.0),
    "Hare Krishna": (1.0, 0.7, 0.0, 0.0),
    "mantra": (0.7, 0.8, 0.1, 0.0),
    "divine": (0.9, 0.3, 0.0, 0.1),
    "self-attention": (0.1, 1.0, 0.2, 0.0),
    "soul": (0.5, 0.8, 0.0, 0.0),
    "connects": (0.1, 0.1, 1.0, 0.0),
    "to": (0.0, 0.0, 0.6, 1.0),
    "supreme": (0.8, 0.2, 0.0, 0.2),
    "consciousness": (0.3, 0.9, 0.1, 0.0),
    "embracing": (0.5, 0.0, 0.8, 0.0),
    "love": (0.9, 0.1, 0.3, 0.0),
    "and": (0.6, 0.0, 0.0, 0.9),
    "devotion": (1.0, 0.2, 0.1, 0.0),
}

CHANTING_TOKENS = tuple(_CHANTING)
"""From the same text: the 14 tokens of CHANTING_SENTENCE, punctuation dropped."""

CHANTING_EMBEDDINGS = _fixed(list(_CHANTING.values()))
"""Ours: one row per token, (14, 4); columns devotion, mind or self, linking, grammar.

The labels are invented, to make the weights readable: the dimensions of a learned
embedding carry none.
"""

CHANTING_W_QUERY = _fixed([[2, 0, 0], [0, 2, 0], [0, 0, 2], [0, 0, 0]])
"""Ours: (4, 3). A query is twice the first three columns; grammar asks for nothing."""

CHANTING_W_KEY = _fixed([[2, 0, 0], [0, 2, 0], [0, 0, 2], [-1, -1, -1]])
"""Ours: (4, 3). As the queries, less the grammar column: few words look at "and"."""

CHANTING_W_VALUE = _fixed([[1.0, 0.0], [0.0, 1.0], [0.5, 0.0], [0.0, -0.5]])
"""Ours: (4, 2). A value is (devotion + linking / 2, mind - grammar / 2)."""

BANK_STATIC = _fixed([0.6, 0.2, 0.1, 0.7])
"""From "Self Attentions In Transformers": the vector of "bank", in any sentence."""

BANK_SENTENCE_MONEY = ("money", "bank", "grows")
"""Ours, for a sentence of that text that stood in a lost picture."""

BANK_WEIGHTS = _fixed([0.2, 0.7, 0.1])
"""From that text: the weights of "bank"; the 0.2 is the one on "money"."""

# The vector of "bank" and its weights beside "money" are all that text gives. The rest
# is ours. "money" has much in column 0, "river" in column 3, "bank" in both. The two
# sentences differ in one word.

BANK_SENTENCE_RIVER = ("river", "bank", "grows")
"""Ours, to set beside BANK_SENTENCE_MONEY."""

BANK_EMBEDDINGS_MONEY = _fixed(
    [[0.9, 0.1, 0.5, 0.0], BANK_STATIC.tolist(), [0.1, 0.8, 0.1, 0.1]]
)
"""Ours but for its row 1, which is BANK_STATIC: money, bank, grows, (3, 4)."""

BANK_EMBEDDINGS_RIVER = _fixed(
    [[0.0, 0.2, 0.6, 0.9], BANK_STATIC.tolist(), [0.1, 0.8, 0.1, 0.1]]
)
"""Ours but for its row 1, which is BANK_STATIC: river, bank, grows, (3, 4)."""

BANK_W_QUERY = _fixed([[2, 0], [0, 2], [0, 0], [2, 0]])
"""Ours: (4, 2). A query is (2 (x0 + x3), 2 x1)."""

BANK_W_KEY = _fixed([[0, 0], [0, 2], [2, 0], [0, 0]])
"""Ours: (4, 2). A key is (2 x2, 2 x1): "bank" finds "money" and "river" by column 2."""

BANK_W_VALUE = _fixed([[1, 0], [0, 0], [0, 0], [0, 1]])
"""Ours: (4, 2). A value is (x0, x3), the two columns that tell the meanings apart."""

# That text has A·C = 11 and B·C = 26; its vectors stood in a lost picture. Ours have
# the same products, and cosines that rank them the other way: 0.984 and 0.908.

LIKE_A = _fixed([3, 4])
"""Ours: (2,), with A·C = 3*1 + 4*2 = 11 as in "Self Attentions In Transformers"."""

LIKE_B = _fixed([10, 8])
"""Ours: (2,), with B·C = 10*1 + 8*2 = 26 as in the same text."""

LIKE_C = _fixed([1, 2])
"""Ours: (2,), the vector with which A and B are compared."""

LIKE_WORDS = ("river", "shore", "boat", "bank", "the", "loan", "price")
"""Ours: the words of LIKE_COUNTS."""

LIKE_COUNTS = _fixed([[8, 1], [3, 0], [4, 1], [5, 5], [10, 10], [1, 6], [2, 9]])
"""Ours: (7, 2), how often each word stood near "water", near "money"; invented.

Nearest to "boat" is "the" by dot product, "river" by cosine, "shore" by distance; in
direction "bank" and "the" tie.
"""
