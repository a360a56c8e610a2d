"""Self-attention on four words: scores, weights and contexts as the controls stand."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from attention import attention_weights, causal_mask, scaled_dot_product_attention
from attention.worked import (
    LOVE_EMBEDDINGS,
    LOVE_POSITIONS,
    LOVE_TOKENS,
    LOVE_W_KEY,
    LOVE_W_QUERY,
    LOVE_W_VALUE,
)

from .telling import digits, listed, quoted, shades
from .values import Controls, Floats, Refused, real, whole, written

Mask = NDArray[np.bool_]

N_TOKENS, D_MODEL = LOVE_EMBEDDINGS.shape
FARTHEST = 2  # number of an embedding from 0
TEMPERATURES = 0.1, 5.0
# What scores are divided by, in powers of √2, which is √d_k here.
DIVISORS = {-2: "1/2", -1: "1/√2", 0: "1", 1: "√2", 2: "2", 3: "2√2", 4: "4"}

NAMES = [[f"e{i}{c}" for c in range(D_MODEL)] for i in range(N_TOKENS)]
CONTROLS: dict[str, float | bool] = {
    "divisor": 1,
    "temperature": 1,
    "causal": False,
    **{
        NAMES[i][c]: float(number) for (i, c), number in np.ndenumerate(LOVE_EMBEDDINGS)
    },
}


def state(controls: Controls) -> dict[str, Any]:
    """Return all that the figure shows for the values of its controls."""
    try:
        power = whole("power of √2", controls["divisor"], min(DIVISORS), max(DIVISORS))
        temperature = real("temperature", controls["temperature"], *TEMPERATURES)
        embeddings = np.array(
            [[_number(controls, i, c) for c in range(D_MODEL)] for i in range(N_TOKENS)]
        )
    except Refused as refused:
        return {"refused": str(refused)}
    return _shown(embeddings, power, temperature, causal=bool(controls["causal"]))


def _number(controls: Controls, i: int, c: int) -> float:
    what = f"number in row {quoted(LOVE_TOKENS[i])}, column {c}"
    number = real(what, controls[NAMES[i][c]], -FARTHEST, FARTHEST)
    if number != round(number, 2):
        raise Refused(f"The {what} must have two decimals at most.")
    return number


def _shown(
    embeddings: Floats, power: int, temperature: float, *, causal: bool
) -> dict[str, Any]:
    sums = embeddings + LOVE_POSITIONS
    query, key, value = (sums @ w for w in (LOVE_W_QUERY, LOVE_W_KEY, LOVE_W_VALUE))
    divisor = np.sqrt(2) ** power
    options: dict[str, Any] = {
        "is_causal": causal,
        "scale": 1 / (divisor * temperature),
    }
    weights = attention_weights(query, key, **options)
    context = digits(scaled_dot_product_attention(query, key, value, **options), 4)
    hidden = ~causal_mask(N_TOKENS) if causal else np.zeros_like(weights, dtype=bool)
    scores = query @ key.T
    divided = scores / divisor
    text = {"divisor": _divisor(power), "temperature": written(temperature, 1)}
    steps = {
        "their sum, the score": digits(scores, 4),
        f"divided by {text['divisor']}": digits(divided, 4),
        f"divided by the temperature, {text['temperature']}": digits(
            divided / temperature, 4
        ),
        "softmax of the row: the weight": _hiding(digits(weights, 4), hidden),
    }
    rows = range(N_TOKENS)
    return {
        "text": text,
        "query": digits(query, 2),
        "key": digits(key, 2),
        "value": digits(value, 2),
        "context": context,
        "shares": _hiding(digits(weights, 2), hidden),
        "shades": _hiding(shades(weights), hidden),
        "told": [
            f"{_taking(i, weights[i], hidden[i])} "
            f"Its context vector is {' and '.join(context[i])}."
            for i in rows
        ],
        "pairs": [[_pair(i, j, hidden) for j in rows] for i in rows],
        "sums": [
            [
                [
                    *_products(query[i], key[j]),
                    *([what, numbers[i][j]] for what, numbers in steps.items()),
                ]
                for j in rows
            ]
            for i in rows
        ],
    }


def _products(query: Floats, key: Floats) -> list[list[str]]:
    return [
        [f"{written(q, 2)} × {written(k, 2)}", written(q * k, 4)]
        for q, k in zip(query.tolist(), key.tolist(), strict=True)
    ]


def _divisor(power: int) -> str:
    name = DIVISORS[power]
    return f"{name} ≈ {written(2 ** (power / 2), 4)}" if "√" in name else name


def _hiding(shown: list[list[Any]], hidden: Mask) -> list[list[Any]]:
    return [
        ["hidden" if out else entry for entry, out in zip(row, outs, strict=True)]
        for row, outs in zip(shown, hidden, strict=True)
    ]


def _pair(i: int, j: int, hidden: Mask) -> str:
    asks = f"{quoted(LOVE_TOKENS[i])} asks {_named(j, i)}"
    return f"{asks}: hidden" if hidden[i, j] else asks


def _taking(i: int, weights: Floats, hidden: Mask) -> str:
    """Say from whom a token takes how much, the largest share first."""
    order = sorted(np.flatnonzero(~hidden).tolist(), key=lambda j: -weights[j])
    shares = listed([f"{written(weights[j], 2)} from {_named(j, i)}" for j in order])
    sentence = f"{quoted(LOVE_TOKENS[i])} takes {shares}"
    out = [_named(j, i) for j in np.flatnonzero(hidden).tolist()]
    if out:
        sentence += f"; {listed(out)} {'is' if len(out) == 1 else 'are'} hidden from it"
    return f"{sentence}."


def _named(j: int, asking: int) -> str:
    return "itself" if j == asking else quoted(LOVE_TOKENS[j])
