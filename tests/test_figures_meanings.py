"""The figures of the chapter on one word with two meanings, computed once more."""

from __future__ import annotations

import math

import numpy as np
from numpy.testing import assert_allclose

from tests.test_figures import cells, committed, elements, points

BANK, GROWS = [0.6, 0.2, 0.1, 0.7], [0.1, 0.8, 0.1, 0.1]
MONEY = np.array([[0.9, 0.1, 0.5, 0.0], BANK, GROWS])
RIVER = np.array([[0.0, 0.2, 0.6, 0.9], BANK, GROWS])


def attended(rows: np.ndarray) -> np.ndarray:
    """The weights, from the formulas that the matrices stand for."""
    queries = [(2 * x[0] + 2 * x[3], 2 * x[1]) for x in rows]
    keys = [(2 * x[2], 2 * x[1]) for x in rows]
    powers = [
        [math.exp((q[0] * k[0] + q[1] * k[1]) / math.sqrt(2)) for k in keys]
        for q in queries
    ]
    return np.array([[p / math.fsum(row) for p in row] for row in powers])


def test_bank_is_pulled_apart() -> None:
    expected = []
    for rows in (MONEY, RIVER):
        ends = rows[:, [0, 3]]
        expected.append(ends[0])
        for weights in ([0.2, 0.7, 0.1], attended(rows)[1]):
            expected.append(
                [math.fsum(w * v for w, v in zip(weights, c)) for c in ends.T]  # noqa: B905
            )
    expected.append([0.6, 0.7])
    assert_allclose(points("meanings-pulled-apart"), expected, rtol=1e-12, atol=1e-15)


def test_each_tip_shows_the_weight_on_the_neighbour() -> None:
    shown = [
        float(e.attrib["data-value"])
        for e in elements(committed("meanings-pulled-apart"))
        if e.tag == "text" and "data-value" in e.attrib
    ]
    expected = [0.2, attended(MONEY)[1, 0], 0.2, attended(RIVER)[1, 0]]
    assert_allclose(shown, expected, rtol=1e-12)


def test_weights_with_and_without_matrices() -> None:
    powers = np.exp(MONEY @ MONEY.T / 2)
    raw = powers / powers.sum(axis=1, keepdims=True)
    assert_allclose(cells("meanings-weights-identity", 3), raw, rtol=1e-12)
    assert_allclose(cells("meanings-weights-matrices", 3), attended(MONEY), rtol=1e-12)
