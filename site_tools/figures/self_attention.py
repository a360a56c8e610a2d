"""The figures of the chapter on self-attention by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from attention.dot_product import attention_weights, scaled_dot_product_attention
from attention.worked import (
    CHANTING_EMBEDDINGS,
    CHANTING_TOKENS,
    CHANTING_W_KEY,
    CHANTING_W_QUERY,
    CHANTING_W_VALUE,
    THREE_VALUES,
    THREE_WEIGHTS,
)
from site_tools.figures.grid import CELL, Matrix
from site_tools.figures.matrix import draw
from site_tools.figures.plot import Scale, bottom_axis, left_axis
from site_tools.figures.svg import Drawing, arrow, number, tag, text

if TYPE_CHECKING:
    from attention._checks import FloatArray

QUERY = CHANTING_EMBEDDINGS @ CHANTING_W_QUERY
KEY = CHANTING_EMBEDDINGS @ CHANTING_W_KEY
VALUE = CHANTING_EMBEDDINGS @ CHANTING_W_VALUE
SCORES = QUERY @ KEY.T
SCALED = SCORES / np.sqrt(QUERY.shape[-1])
WEIGHTS = attention_weights(QUERY, KEY)
CONTEXT = scaled_dot_product_attention(QUERY, KEY, VALUE)

# Three tokens ----------------------------------------------------------------------


def three_weights() -> Drawing:
    """Draw the one row of weights that the example gives."""
    tokens = [f"token {i}" for i in (1, 2, 3)]
    row = Matrix(
        "A",
        "one row of the weights",
        "weight",
        THREE_WEIGHTS[None, :],
        ("1", "k_len"),
        ["token 2"],
        tokens,
        decimals=1,
        corner=("key", "query"),
    )
    return draw(row)


def three_mix() -> Drawing:
    """Draw three values, each cut to its weight, head to tail, and where they end."""
    x, y = Scale(0, 4.2, 40, 330), Scale(0, 2.2, 176, 24)
    context = THREE_WEIGHTS @ THREE_VALUES
    body = [
        *bottom_axis(x, y.start + 24, (0, 1, 2, 3, 4), "first number"),
        *left_axis(y, x.start - 12, (0, 1, 2)),
        text(0, 8, "second number", "axis"),
        *_values(x, y),
        *_head_to_tail(x, y),
        _arrow(x, y, np.zeros(2), context, "line context", stroke_width=2.5),
    ]
    label = f"context {_pair(context)}"
    at = x(context[0]) + 24, y(context[1]) - 15
    body.append(text(*at, label, "number context", anchor="end"))
    values = ", ".join(
        f"{number(w, 1)} of {_pair(v)}"
        for w, v in zip(THREE_WEIGHTS, THREE_VALUES, strict=True)
    )
    return Drawing(
        "A context vector as a weighted sum of three values",
        f"Arrows in a plane, head to tail: {values}. They end at {_pair(context)}, "
        "the context vector.",
        350,
        y.start + 66,
        tuple(body),
    )


def _values(x: Scale, y: Scale) -> list[str]:
    body = []
    for i, value in enumerate(THREE_VALUES, start=1):
        body.append(
            _arrow(x, y, np.zeros(2), value, "line value", stroke_dasharray="2 3")
        )
        label = f"value {i} {_pair(value)}"
        at = x(value[0]) - (70 if i == 3 else -6), y(value[1]) - 12
        body.append(text(*at, label, "label value"))
    return body


def _head_to_tail(x: Scale, y: Scale) -> list[str]:
    body = []
    heads = np.cumsum(THREE_WEIGHTS[:, None] * THREE_VALUES, axis=0)
    tails = np.vstack([[0, 0], heads[:-1]])
    for tail, head, weight in zip(tails, heads, THREE_WEIGHTS, strict=True):
        body.append(_arrow(x, y, tail, head, "line weight", stroke_width=2.5))
        # The label stands beside its arrow: the first below it, the others on its left.
        ahead = (head - tail) / np.hypot(*(head - tail))
        ahead *= -1 if head[1] == 0 else 1
        middle = (tail + head) / 2
        at = x(middle[0]) - 13 * ahead[1], y(middle[1]) - 13 * ahead[0]
        label = number(weight, 1)
        body.append(text(*at, label, "number weight", anchor="middle"))
    return body


def _arrow(
    x: Scale,
    y: Scale,
    tail: FloatArray,
    head: FloatArray,
    class_: str,
    **attributes: object,
) -> str:
    """Return an arrow that carries both numbers of the vector it shows."""
    first, second = (repr(float(v)) for v in head - tail)
    start, end = (x(tail[0]), y(tail[1])), (x(head[0]), y(head[1]))
    return arrow(start, end, class_, data_x=first, data_value=second, **attributes)


def _pair(vector: FloatArray) -> str:
    shown = (number(v, 0 if v == round(v) else 1) for v in vector.round(9))
    return f"({', '.join(shown)})"


# Fourteen tokens -------------------------------------------------------------------

_ROW = 22.0
_LABELS = 104.0


def chanting_embeddings() -> Drawing:
    """Draw the 14 embeddings, whose columns we named ourselves."""
    return draw(
        Matrix(
            "X",
            "embeddings",
            "token",
            CHANTING_EMBEDDINGS,
            ("n_tokens", "d_model"),
            CHANTING_TOKENS,
            ("devotion", "mind", "linking", "grammar"),
            decimals=1,
            limit=1.0,
        )
    )


def chanting_row() -> Drawing:
    """Draw the path of one query: scores, scaled scores, weights as bars."""
    columns = ((160.0, "score"), (214.0, "÷ √3"))
    bar = Scale(0, float(WEIGHTS[0].max()), 230, 304)
    body = [text(at, 14, name, "title score", anchor="end") for at, name in columns]
    body.append(text(bar.start, 14, "softmax", "title weight"))
    said = []
    numbers = zip(CHANTING_TOKENS, SCORES[0], SCALED[0], WEIGHTS[0], strict=True)
    for i, (token, score, scaled, weight) in enumerate(numbers):
        y = 26 + (i + 0.5) * _ROW
        body.append(text(0, y, token))
        for (at, _), value in zip(columns, (score, scaled), strict=True):
            shown = number(value, 2)
            exact = repr(float(value))
            body.append(text(at, y, shown, "number", anchor="end", data_value=exact))
        body.append(_bar(bar, y, float(weight)))
        body.append(text(bar(weight) + 5, y, number(weight, 3), "number"))
        said.append(
            f"{token}: {number(score, 2)}, {number(scaled, 2)}, {number(weight, 3)}"
        )
    return Drawing(
        f"From scores to weights for the query of “{CHANTING_TOKENS[0]}”",
        "For each word its score, the score divided by √3, and its weight. "
        + ". ".join(said)
        + ".",
        346,
        26 + len(CHANTING_TOKENS) * _ROW + 4,
        tuple(body),
    )


def _bar(scale: Scale, y: float, weight: float) -> str:
    return tag(
        "rect",
        class_="bar",
        x=scale.start,
        y=y - 7,
        width=scale(weight) - scale.start,
        height=14,
        fill="var(--weight)",
        data_value=repr(weight),
    )


def chanting_weights(cell: tuple[float, float] = CELL) -> Drawing:
    """Draw all 14 rows of weights."""
    said = []
    for token, row in zip(CHANTING_TOKENS, WEIGHTS, strict=True):
        largest = int(row.argmax())
        said.append(f"{token} to {CHANTING_TOKENS[largest]}, {number(row[largest], 2)}")
    desc = (
        "A row for each query, a column for each key, both in the order of the "
        f"sentence; each row adds up to 1. The largest weight of each row: "
        f"{'; '.join(said)}. The smallest weight of all is "
        f"{number(float(WEIGHTS.min()), 4)}."
    )
    matrix = Matrix(
        "A",
        "weights",
        "weight",
        WEIGHTS,
        ("q_len", "k_len"),
        CHANTING_TOKENS,
        CHANTING_TOKENS,
        limit=0.3,
        cell=cell,
        corner=("key", "query"),
    )
    return draw(matrix, desc)


def chanting_weights_narrow() -> Drawing:
    """Draw the same in the width of a phone, in colours alone."""
    return chanting_weights(cell=(15.0, 17.0))


def chanting_context() -> Drawing:
    """Draw the 14 context vectors."""
    return draw(
        Matrix(
            "C",
            "context vectors",
            "context",
            CONTEXT,
            ("n_tokens", "d_v"),
            CHANTING_TOKENS,
            limit=1.0,
        )
    )


FIGURES = {
    "self-attention-three-weights": three_weights,
    "self-attention-three-mix": three_mix,
    "self-attention-chanting-embeddings": chanting_embeddings,
    "self-attention-chanting-row": chanting_row,
    "self-attention-chanting-weights": chanting_weights,
    "self-attention-chanting-weights-narrow": chanting_weights_narrow,
    "self-attention-chanting-context": chanting_context,
}
