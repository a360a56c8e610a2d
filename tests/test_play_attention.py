"""Attention to play with is computed once more, without the package."""

from __future__ import annotations

import gzip
import json
import math
import re
from typing import Any

import numpy as np
import pytest

from attention import worked
from attention._checks import FloatArray
from site_tools.figures import play_attention
from site_tools.live.play.attention import CONTROLS, NAMES, state
from tests import playing

TOKENS = worked.LOVE_TOKENS
LARGEST = {name: 2 - 4 * (int(name[1:]) % 2) for row in NAMES for name in row}
CASES: list[dict[str, Any]] = [
    CONTROLS,
    {**CONTROLS, "causal": True},
    {**CONTROLS, "divisor": -2, "temperature": 0.3, "e10": -1.25},
    {**CONTROLS, "divisor": 4, "temperature": 5, "causal": True, "e32": 0.0},
    {**CONTROLS, **LARGEST, "divisor": -2, "temperature": 0.1},
    {**CONTROLS, **LARGEST, "divisor": -2, "temperature": 0.1, "causal": True},
    {**CONTROLS, **{name: 0 for row in NAMES for name in row}},
]


def values(shown: Any) -> FloatArray:  # noqa: ANN401 - lists or an array
    """The numbers of a matrix as it is shown; what is hidden counts as 0."""
    return np.array(
        [[0.0 if s == "hidden" else number(s) for s in row] for row in shown]
    )


def number(shown: str) -> float:
    return float(shown.replace("−", "-"))


def plain(controls: dict[str, Any]) -> dict[str, FloatArray]:
    """Every matrix of the figure, from the formulas."""
    inputs = [[controls[name] for name in row] for row in NAMES] + worked.LOVE_POSITIONS
    query = inputs @ worked.LOVE_W_QUERY
    key, value = inputs @ worked.LOVE_W_KEY, inputs @ worked.LOVE_W_VALUE
    divided = query @ key.T / 2 ** (controls["divisor"] / 2)
    heated = divided / controls["temperature"]
    seen = np.tri(4) if controls["causal"] else np.ones((4, 4))
    powers = seen * np.exp(heated - np.where(seen, heated, -1e9).max(1, keepdims=True))
    weights = powers / powers.sum(axis=1, keepdims=True)
    return {
        "query": query,
        "key": key,
        "value": value,
        "scores": query @ key.T,
        "divided": divided,
        "heated": heated,
        "weights": weights,
        "context": weights @ value,
        "seen": seen,
    }


@pytest.mark.parametrize("controls", CASES)
def test_what_is_shown_is_the_formula(controls: dict[str, Any]) -> None:
    now, wanted = state(controls), plain(controls)
    for name, decimals in (("query", 2), ("key", 2), ("value", 2), ("context", 4)):
        off = np.abs(values(now[name]) - wanted[name])
        assert off.max() <= 0.5001 * 10**-decimals, name
    assert np.abs(values(now["shares"]) - wanted["weights"]).max() <= 0.005001
    shades = [[0 if s == "hidden" else s for s in row] for row in now["shades"]]
    assert np.abs(np.array(shades) / 10 - wanted["weights"]).max() <= 0.05001
    for shown in (now["shares"], now["shades"]):
        hidden = [[s == "hidden" for s in row] for row in shown]
        assert np.array_equal(hidden, wanted["seen"] == 0)


@pytest.mark.parametrize("controls", CASES)
def test_each_weight_is_worked_out(controls: dict[str, Any]) -> None:
    now, wanted = state(controls), plain(controls)
    lines = np.array(now["sums"])
    steps = {2: "scores", 3: "divided", 4: "heated", 5: "weights"}
    for line, name in steps.items():
        assert np.abs(values(lines[:, :, line, 1]) - wanted[name]).max() <= 0.000051
    for i in range(4):
        for j in range(4):
            first, second, score = (number(shown) for shown in lines[i, j, :3, 1])
            for c, product in enumerate((first, second)):
                factors = [number(f) for f in lines[i, j, c, 0].split(" × ")]
                vectors = number(now["query"][i][c]), number(now["key"][j][c])
                assert tuple(factors) == vectors
                assert product == pytest.approx(math.prod(factors), abs=1e-9)
            assert score == pytest.approx(first + second, abs=1e-9)
    weights = values(lines[:, :, 5, 1])
    assert weights.sum(axis=1) == pytest.approx([1, 1, 1, 1], abs=0.00021)


@pytest.mark.parametrize("controls", CASES)
def test_each_row_is_told_as_it_is_shown(controls: dict[str, Any]) -> None:
    now = state(controls)
    for i, told in enumerate(now["told"]):
        names = ["itself" if j == i else f"“{token}”" for j, token in enumerate(TOKENS)]
        shares = dict(zip(names, now["shares"][i], strict=True))
        taken = re.findall(r"([\d.]+) from (itself|“\w+”)", told)
        assert {name: share for share, name in taken} == {
            name: share for name, share in shares.items() if share != "hidden"
        }
        assert [share for share, _ in taken] == sorted(
            (share for share, _ in taken), reverse=True
        )
        after = told.partition("; ")[2].partition(" hidden from it.")[0]
        assert [name for name in names if name in after] == [
            name for name, share in shares.items() if share == "hidden"
        ]
        assert told.startswith(f"“{TOKENS[i]}” takes ")
        assert told.endswith(f"vector is {' and '.join(now['context'][i])}.")


@pytest.mark.parametrize("controls", CASES)
def test_the_state_is_json(controls: dict[str, Any]) -> None:
    now = state(controls)
    assert json.loads(json.dumps(now, allow_nan=False)) == now


def test_at_first_it_shows_the_home_page() -> None:
    now = state(CONTROLS)
    assert now["shares"][3] == ["0.10", "0.16", "0.28", "0.46"]
    assert now["context"][3] == ["1.1025", "0.3412"]
    assert now["sums"][3][3][2][1] == "4.4149"
    assert now["text"]["divisor"] == "√2 ≈ 1.4142"


def test_scale_and_temperature_do_the_same() -> None:
    halved = state({**CONTROLS, "divisor": 3})
    assert halved["shares"] == state({**CONTROLS, "temperature": 2})["shares"]
    assert halved["shares"] != state(CONTROLS)["shares"]


def test_what_the_caption_says() -> None:
    hidden = state({**CONTROLS, "causal": True})
    assert hidden["context"][0] == [f"{shown}00" for shown in hidden["value"][0]]
    largest = [
        values(state({**CONTROLS, "divisor": power})["shares"]).max(axis=1)
        for power in range(-2, 5)
    ]
    assert (np.diff(largest, axis=0) <= 0).all()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"e10": math.nan}, "The number in row “love”, column 0 must be a number from"),
        ({"e10": None}, "The number in row “love”, column 0 must be a number from −2"),
        ({"e32": 2.5}, "from −2 to 2, not 2.5."),
        ({"e32": 0.125}, "row “learning”, column 2 must have two decimals at most."),
        ({"temperature": 0}, "The temperature must be a number from 0.1 to 5, not 0."),
        ({"divisor": 0.5}, "The power of √2 must be a whole number, not 0.5."),
        ({"divisor": 9}, "The power of √2 must be a number from −2 to 4, not 9."),
    ],
)
def test_what_cannot_be_computed_is_refused(wrong: dict[str, Any], said: str) -> None:
    refused = state({**CONTROLS, **wrong})
    assert refused.keys() == {"refused"}
    assert said in refused["refused"]


def test_the_file_is_current_and_light() -> None:
    assert playing.committed("attention") == play_attention.markup()
    assert len(gzip.compress(play_attention.markup().encode())) < 2500


def test_no_number_of_the_markup_is_typed() -> None:
    markup = play_attention.markup().partition("<script")[0]
    known = " ".join(playing.strings(state(CONTROLS)))
    assert playing.decimals(markup)
    assert {n for n in playing.decimals(markup) if n not in known} == set()
