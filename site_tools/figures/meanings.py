"""The figures of the chapter on one word with two meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attention.dot_product import attention_weights
from attention.worked import (
    BANK_EMBEDDINGS_MONEY,
    BANK_EMBEDDINGS_RIVER,
    BANK_SENTENCE_MONEY,
    BANK_SENTENCE_RIVER,
    BANK_STATIC,
    BANK_W_KEY,
    BANK_W_QUERY,
    BANK_W_VALUE,
    BANK_WEIGHTS,
)
from site_tools.figures.grid import Matrix
from site_tools.figures.matrix import draw
from site_tools.figures.plot import Scale, bottom_axis, left_axis
from site_tools.figures.svg import Drawing, arrow, dot, number, text

if TYPE_CHECKING:
    from attention._checks import FloatArray

_SENTENCES = (
    (BANK_SENTENCE_MONEY, BANK_EMBEDDINGS_MONEY),
    (BANK_SENTENCE_RIVER, BANK_EMBEDDINGS_RIVER),
)


def _weights(x: FloatArray) -> FloatArray:
    return attention_weights(x @ BANK_W_QUERY, x @ BANK_W_KEY)


# One vector, pulled two ways -------------------------------------------------------


def pulled_apart() -> Drawing:
    """Draw "bank" by its first and fourth number, before and after each sentence."""
    x, y = Scale(0, 1, 38, 338), Scale(0, 1, 326, 26)
    static = BANK_STATIC @ BANK_W_VALUE
    body = [
        *bottom_axis(x, y.start + 12, (0, 0.2, 0.4, 0.6, 0.8, 1), "first number", 1),
        *left_axis(y, x.start - 6, (0, 0.2, 0.4, 0.6, 0.8, 1), 1),
        text(0, 6, "fourth number", "axis"),
    ]
    said = []
    for (words, rows), placed in zip(_SENTENCES, _PLACED, strict=True):
        values = rows @ BANK_W_VALUE
        name, middle, *tips = placed
        half = (static + _weights(rows)[1] @ values) / 2
        body.append(_point(x, y, values[0], "token"))
        body.append(_label(x, y, values[0], words[0], name, "label token"))
        body.append(_label(x, y, half, f"beside “{words[0]}”", middle, "label context"))
        for weights, tip in zip((BANK_WEIGHTS, _weights(rows)[1]), tips, strict=True):
            end = weights @ values
            shown = number(float(weights[0]), 2)
            exact = repr(float(weights[0]))
            body.append(_pull(x, y, static, end))
            body.append(_label(x, y, end, shown, tip, "number weight", exact))
            said.append(f"{shown} of {words[0]} ends at {_pair(end)}")
    body.append(_point(x, y, static, "token", 5))
    body.append(_label(x, y, static, "“bank”, static", (11, -4), "label token"))
    return Drawing(
        "One static vector, pulled apart by two sentences",
        f"First and fourth number of “bank”: {_pair(static)} in the table. Arrows from "
        f"there: {'; '.join(said)}.",
        350,
        y.start + 52,
        tuple(body),
    )


# Where labels stand: the neighbour, the arrows' company, the tips of the two arrows.
_PLACED = (
    ((-18, -14), (10, 0), (-36, 2), (-36, 2)),
    ((10, 0), (-40, -16), (-12, 15), (-18, 15)),
)


def _pull(x: Scale, y: Scale, start: FloatArray, end: FloatArray) -> str:
    """Return an arrow that carries the point where it ends."""
    first, second = (repr(float(v)) for v in end)
    ends = (x(start[0]), y(start[1])), (x(end[0]), y(end[1]))
    kind = "line context"
    return arrow(*ends, kind, stroke_width=2, data_x=first, data_value=second)


def _point(x: Scale, y: Scale, at: FloatArray, kind: str, radius: float = 3.5) -> str:
    first = repr(float(at[0]))
    return dot(x(at[0]), y(at[1]), at[1], f"dot {kind}", radius, data_x=first)


def _label(
    x: Scale,
    y: Scale,
    at: FloatArray,
    words: str,
    shift: tuple[float, float],
    class_: str,
    value: str | None = None,
) -> str:
    where = x(at[0]) + shift[0], y(at[1]) + shift[1]
    return text(*where, words, class_, data_value=value)


def _pair(vector: FloatArray) -> str:
    return f"({', '.join(number(v, 2) for v in vector)})"


# Two kinds of weights --------------------------------------------------------------


def weights_identity() -> Drawing:
    """Draw the weights of the raw embeddings: each word looks at itself."""
    rows = BANK_EMBEDDINGS_MONEY
    return draw(_matrix("weights, identity", attention_weights(rows, rows)))


def weights_matrices() -> Drawing:
    """Draw the weights with matrices: “bank” looks at “money”, not the other way."""
    return draw(_matrix("weights, our matrices", _weights(BANK_EMBEDDINGS_MONEY)))


def _matrix(name: str, values: FloatArray) -> Matrix:
    return Matrix(
        "A",
        name,
        "weight",
        values,
        ("q_len", "k_len"),
        BANK_SENTENCE_MONEY,
        BANK_SENTENCE_MONEY,
        corner=("key", "query"),
        marked=((0, 1), (1, 0)),
    )


FIGURES = {
    "meanings-pulled-apart": pulled_apart,
    "meanings-weights-identity": weights_identity,
    "meanings-weights-matrices": weights_matrices,
}
