"""PyTorch's answers, frozen by `ask_torch`, against ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import attention.activations
from attention.dot_product import scaled_dot_product_attention
from tests.oracles.cases import ANSWERS, DTYPES, make_inputs, make_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

# Summing some 10 terms in another order moves a result by a few units in the last
# place. Attention's outputs lie in -2 … 2, where that place is worth 2e-16 in float64,
# 1e-7 in float32 and 1e-3 in float16; log_softmax reaches -18, where it is worth 4e-15,
# 2e-6 and 1/64. In float16 both round, PyTorch perhaps more than once.
TOLERANCE = {"float64": 5e-15, "float32": 3e-6, "float16": 4e-3}
OF_ACTIVATIONS = {"float64": 5e-15, "float32": 3e-6, "float16": 1 / 64}
OPTIONS = ("is_causal", "scale", "enable_gqa", "softcap")


@pytest.fixture(scope="module")
def answers() -> dict[str, NDArray[Any]]:
    with np.load(ANSWERS) as stored:
        return dict(stored)


@pytest.fixture(scope="module")
def about(answers: dict[str, NDArray[Any]]) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(str(answers["about"]))
    return facts


def largest_gap(ours: NDArray[Any], theirs: NDArray[Any]) -> float:
    """The largest difference, in float64, where that of two float16 is exact."""
    assert ours.dtype == theirs.dtype
    assert ours.shape == theirs.shape
    return float(np.abs(ours.astype(np.float64) - theirs).max(initial=0))


def assert_within(tolerance: float, gaps: dict[str, float]) -> None:
    """State the largest difference (`pytest -rP` shows it), and limit it."""
    worst = max(gaps, key=lambda key: gaps[key])
    message = f"largest difference in {len(gaps)}: {gaps[worst]:.2g}, in {worst}"
    print(message)
    assert gaps[worst] <= tolerance, message


def test_the_answers_say_what_made_them(about: dict[str, Any]) -> None:
    assert about["torch"].startswith("2.13.0")
    assert about["numpy"] == "2.4.6"
    assert about["made by"] == "python -m tests.oracles.ask_torch"
    forms = {(c["layout"], c["mask"], c["is_causal"]) for c in about["cases"]}
    assert len(forms) >= 150


@pytest.mark.parametrize("dtype", DTYPES)
def test_attention_agrees(
    dtype: str, answers: dict[str, NDArray[Any]], about: dict[str, Any]
) -> None:
    gaps: dict[str, float] = {}
    for number, case in enumerate(about["cases"]):
        if case["dtype"] == dtype:
            options = {name: case[name] for name in OPTIONS}
            output = scaled_dot_product_attention(*make_inputs(case), **options)
            gaps[str(case)] = largest_gap(output, answers[f"attention {number}"])
    assert len(gaps) >= 150
    assert_within(TOLERANCE[dtype], gaps)


@pytest.mark.parametrize("dtype", DTYPES)
def test_activations_agree(dtype: str, answers: dict[str, NDArray[Any]]) -> None:
    x, gaps = make_rows(dtype), {}
    for key, expected in answers.items():
        name, *rest = key.split()
        if rest[:1] == [dtype]:
            function: Callable[..., Any] = getattr(attention.activations, name)
            gaps[key] = largest_gap(function(x, *map(int, rest[1:])), expected)
    assert len(gaps) == 8
    assert_within(OF_ACTIVATIONS[dtype], gaps)
