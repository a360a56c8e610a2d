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

    Record = Callable[[str, object], None]

# Outputs lie in -2 … 2, log_softmax in -18 … 0. Summing some 10 terms in another order
# moves a result by a few units in the last place: 2e-16 each in float64, 1e-7 in
# float32. PyTorch rounds to float16 on the way, some units of 1e-3; ours rounds once.
TOLERANCE = {"float64": 5e-15, "float32": 3e-6, "float16": 4e-3}
OF_ACTIVATIONS = {"float64": 5e-15, "float32": 3e-6, "float16": 1.6e-2}
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


def test_the_answers_say_what_made_them(about: dict[str, Any]) -> None:
    assert about["torch"].startswith("2.13.0")
    assert about["numpy"] == "2.4.6"
    assert about["made by"] == "python -m tests.oracles.ask_torch"
    forms = {(c["layout"], c["mask"], c["is_causal"]) for c in about["cases"]}
    assert len(forms) >= 150


@pytest.mark.parametrize("dtype", DTYPES)
def test_attention_agrees(
    dtype: str,
    answers: dict[str, NDArray[Any]],
    about: dict[str, Any],
    record_property: Record,
) -> None:
    gaps: dict[str, float] = {}
    for number, case in enumerate(about["cases"]):
        if case["dtype"] == dtype:
            options = {name: case[name] for name in OPTIONS}
            output = scaled_dot_product_attention(*make_inputs(case), **options)
            gaps[str(case)] = largest_gap(output, answers[f"attention {number}"])
    worst = max(gaps, key=lambda case: gaps[case])
    record_property("cases", len(gaps))
    record_property("largest difference", gaps[worst])
    assert len(gaps) >= 150
    message = f"largest difference in {len(gaps)} cases: {gaps[worst]:.2g} in {worst}"
    assert gaps[worst] <= TOLERANCE[dtype], message


@pytest.mark.parametrize("dtype", DTYPES)
def test_activations_agree(
    dtype: str, answers: dict[str, NDArray[Any]], record_property: Record
) -> None:
    x, gaps = make_rows(dtype), {}
    for key, expected in answers.items():
        name, *rest = key.split()
        if rest[:1] == [dtype]:
            function: Callable[..., Any] = getattr(attention.activations, name)
            gaps[key] = largest_gap(function(x, *map(int, rest[1:])), expected)
    worst = max(gaps, key=lambda key: gaps[key])
    record_property("largest difference", gaps[worst])
    assert len(gaps) == 8
    message = f"largest difference: {gaps[worst]:.2g} in {worst}"
    assert gaps[worst] <= OF_ACTIVATIONS[dtype], message
