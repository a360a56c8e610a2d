"""The softmax of four scores in a float type: the package, and the bare formula."""

from __future__ import annotations

from typing import Any

import numpy as np

from attention import softmax

from .values import Controls, Floats, Refused, real, whole, written

SCORES = "z0", "z1", "z2", "z3"
FARTHEST = 20  # score from 0
SHIFTED = 1000  # at most
TEMPERATURES = 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10
TYPES = {"float16": np.float16, "float32": np.float32, "float64": np.float64}
SEEN = 0.0005  # a difference that three decimals may show
SMALLEST = 1e-300  # 0 times the logarithm of 0 counts as 0

CONTROLS = {
    "z0": 2,
    "z1": 1,
    "z2": 0,
    "z3": -1,
    "temperature": TEMPERATURES.index(1),
    "shift": 0,
    "dtype": "float32",
}


def state(controls: Controls) -> dict[str, Any]:
    """Return all that the figure shows for the values of its controls."""
    try:
        scores = [real("score", controls[name], -FARTHEST, FARTHEST) for name in SCORES]
        shift = real("shift", controls["shift"], -SHIFTED, SHIFTED)
        step = whole("temperature", controls["temperature"], 0, len(TEMPERATURES) - 1)
        if controls["dtype"] not in TYPES:
            raise Refused(f"The float type must be one of {', '.join(TYPES)}.")
    except Refused as refused:
        return {"refused": str(refused)}
    return _shown(np.array(scores), shift, TEMPERATURES[step], controls["dtype"])


def naive(stored: Floats) -> tuple[Floats, np.floating[Any], Floats]:
    """Return the powers, their sum and the weights by the formula as it stands."""
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        powers = np.exp(stored)
        total = powers.sum()
        return powers, total, powers / total


def _shown(
    scores: Floats, shift: float, temperature: float, dtype: str
) -> dict[str, Any]:
    stored = ((scores + shift) / temperature).astype(TYPES[dtype])
    powers, total, bare = naive(stored)
    weights, exact = softmax(stored), softmax(stored.astype(float))
    text = {
        "temperature": written(temperature),
        "powers": _power(total),
        "bares": _weight(float(bare.sum(dtype=float))),
        "weights": _weight(float(weights.sum(dtype=float))),
        "entropy": _entropy(exact),
        "said": _said(powers, total, bare, weights),
        "rounded": _rounded(np.abs(exact - softmax(scores / temperature)).max(), dtype),
    }
    for i in range(len(SCORES)):
        text[f"stored{i}"] = f"{float(stored[i]):,.6g}".replace("-", "−")
        text[f"power{i}"] = _power(powers[i])
        text[f"bare{i}"] = _weight(float(bare[i]))
        text[f"weight{i}"] = _weight(float(weights[i]))
    return {
        "text": text,
        "bars": {
            f"{kind}{i}": round(float(np.nan_to_num(value)), 3)
            for kind, values in (("bare", bare), ("weight", weights))
            for i, value in enumerate(values)
        },
        "broken": [key for key, words in text.items() if words in ("inf", "nan")],
    }


def _power(value: np.floating[Any]) -> str:
    return f"{float(value):.3g}"


def _weight(value: float) -> str:
    return written(value, 3)


def _entropy(weights: Floats) -> str:
    entropy = -(weights * np.log(np.maximum(weights, SMALLEST))).sum()
    most = np.log(len(SCORES))
    return f"{written(entropy, 3)} of at most {written(most, 3)}, log {len(SCORES)}"


def _said(
    powers: Floats, total: np.floating[Any], bare: Floats, weights: Floats
) -> str:
    """Say what becomes of the formula as it stands."""
    infinite, off = np.isinf(powers), np.abs(bare - weights).max()
    if infinite.all():
        return "The naive form: every power is inf, and inf / inf = nan."
    if infinite.any():
        return (
            "The naive form: inf / inf = nan where the power is inf, and a number / inf"
            " = 0 where it is not."
        )
    if np.isinf(total):
        return "The naive form: no power is inf, their sum is. So each weight is 0."
    if total == 0:
        return "The naive form: every power is 0, and 0 / 0 = nan."
    if off >= SEEN:
        return (
            f"The naive form is off by up to {written(float(off), 3)}: this float type "
            "keeps too few digits of its powers."
        )
    return "The naive form agrees with the package."


def _rounded(off: float, dtype: str) -> str:
    """Say where the scores themselves were rounded, which no softmax can undo."""
    if off < SEEN:
        return "The package subtracts the largest score first, and stays right."
    return (
        f"The package is right for the scores as stored. {dtype} had to round them, "
        f"which moves a weight by {written(off, 3)}."
    )
