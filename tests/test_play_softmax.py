"""The softmax to play with, recomputed without the package; its script redraws it."""

from __future__ import annotations

import math
import random
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from site_tools.build import ROOT
from site_tools.figures import play_softmax
from site_tools.live.play.softmax import CONTROLS, SCORES, TEMPERATURES, TYPES, state
from tests import playing
from tests.browsing import LAPTOP, PHONE, visit
from tests.live import LONG

AGREES = "The naive form agrees with the package."
RIGHT = "The package subtracts the largest score first, and stays right."
CASES: list[tuple[dict[str, Any], str]] = [
    ({}, AGREES),
    ({"shift": 86}, AGREES),
    (
        {"shift": 87},
        "The naive form: inf / inf = nan where the power is inf, and a number / inf "
        "= 0 where it is not.",
    ),
    ({"shift": 1000}, "The naive form: every power is inf, and inf / inf = nan."),
    ({"shift": -1000}, "The naive form: every power is 0, and 0 / 0 = nan."),
    ({"shift": 700, "dtype": "float64"}, AGREES),
    (
        {"shift": 9, "dtype": "float16"},
        "The naive form: no power is inf, their sum is. So each weight is 0.",
    ),
    (
        {"shift": -16, "dtype": "float16"},
        "The naive form is off by up to 0.013: this float type keeps too few digits of "
        "its powers.",
    ),
]


def weights(controls: dict[str, Any]) -> list[float]:
    temperature = TEMPERATURES[controls["temperature"]]
    scores = [controls[name] / temperature for name in SCORES]
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


def anything(rng: random.Random) -> dict[str, Any]:
    return {
        **{name: rng.randint(-200, 200) / 10 for name in SCORES},
        "temperature": rng.randrange(len(TEMPERATURES)),
        "shift": rng.randint(-1000, 1000),
        "dtype": rng.choice(["float32", "float64"]),
    }


def test_the_weights_are_right_whatever_is_added() -> None:
    rng = random.Random(0)
    for _ in range(300):
        controls = anything(rng)
        now = state(controls)
        shown = [float(now["text"][f"weight{i}"]) for i in range(4)]
        # A score of some 10,000 has three decimals in float32.
        assert shown == pytest.approx(weights(controls), abs=0.002)
        assert now["text"]["weights"] == "1.000"
        assert sum(shown) == pytest.approx(1, abs=0.0021)


@pytest.mark.parametrize(("changes", "said"), CASES)
def test_what_becomes_of_the_naive_form_is_said(
    changes: dict[str, Any], said: str
) -> None:
    now = state(CONTROLS | changes)
    assert now["text"]["said"] == said
    assert now["text"]["rounded"] == RIGHT
    shown = [now["text"][f"weight{i}"] for i in range(4)]
    assert shown == ["0.644", "0.237", "0.087", "0.032"]
    bare = [now["text"][f"bare{i}"] for i in range(4)]
    assert (bare == shown) == (said == AGREES)
    assert [key for key, words in now["text"].items() if words in ("inf", "nan")] == (
        now["broken"]
    )


def test_float16_has_to_round_large_scores() -> None:
    now = state(CONTROLS | {"z0": 2.3, "shift": 1000, "dtype": "float16"})
    assert now["text"]["stored0"] == "1,002.5"
    exact, stored = (weights(CONTROLS | {"z0": z})[0] for z in (2.3, 2.5))
    assert now["text"]["weight0"] == f"{stored:.3f}"
    assert now["text"]["rounded"] == (
        "The package is right for the scores as stored. float16 had to round them, "
        f"which moves a weight by {stored - exact:.3f}."
    )


def test_the_entropy_runs_from_0_to_the_log_of_4() -> None:
    even = state(CONTROLS | dict.fromkeys(SCORES, 5))["text"]
    assert even["entropy"] == "1.386 of at most 1.386, log 4"
    cold = state(CONTROLS | {"temperature": 0})["text"]
    assert cold["entropy"] == "0.000 of at most 1.386, log 4"
    w = weights(CONTROLS)
    exact = -sum(x * math.log(x) for x in w)
    assert state(CONTROLS)["text"]["entropy"].startswith(f"{exact:.3f} ")


def test_the_caption_says_where_the_naive_form_breaks() -> None:
    def breaks(dtype: str) -> int:
        def said(shift: int) -> object:
            changed = {"shift": shift, "dtype": dtype}
            return state(CONTROLS | changed)["text"]["said"]

        return next(shift for shift in range(1001) if said(shift) != AGREES)

    page = (ROOT / "docs" / "softmax.md").read_text(encoding="utf-8")
    (caption,) = re.findall(r"<figcaption.*to play with.*</figcaption>", page)
    stated = [
        int(n) for n in re.findall(r"(?:from|begins at|breaks at) (\d+)", caption)
    ]
    assert stated == [breaks(dtype) for dtype in ("float32", "float64", "float16")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"z1": None}, "The score must be a number from −20 to 20."),
        ({"z1": 20.5}, "The score must be a number from −20 to 20, not 20.5."),
        ({"z1": math.nan}, "The score must be a number from −20 to 20, not nan."),
        ({"shift": 1e9}, "The shift must be a number from −1,000 to 1,000, not "
         "1,000,000,000."),
        ({"temperature": 12}, "The temperature must be a number from 0 to 11, not 12."),
        ({"dtype": "int8"}, "The float type must be one of float16, float32, float64."),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused(wrong: dict[str, Any], said: str) -> None:
    assert state(CONTROLS | wrong) == {"refused": said}


def test_the_committed_figure_is_current_and_says_what_its_state_says() -> None:
    markup = playing.committed("softmax")
    assert markup == play_softmax.markup()
    known = playing.DECIMAL.findall(" ".join(playing.strings(state(CONTROLS))))
    assert len(playing.decimals(markup)) > 10
    assert set(playing.decimals(markup)) <= set(known)


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_the_script_draws_what_python_draws(
    width: int, browser: Browser, address: str
) -> None:
    rng = random.Random(1)
    every = [CONTROLS | changes for changes, _ in CASES]
    every += [anything(rng) | {"dtype": dtype} for dtype in TYPES for _ in range(5)]
    with playing.opened(browser, address, "softmax", width) as page:
        size = page.locator("[data-play]").bounding_box()
        assert playing.shown(page) == playing.as_shown(page, play_softmax.markup())
        for controls in [*every, CONTROLS]:
            playing.draw(page, state(controls))
            wanted = playing.as_shown(page, play_softmax.markup(controls))
            assert playing.shown(page) == wanted
            assert page.locator("[data-play]").bounding_box() == size


def test_python_in_the_page_computes_what_is_asked(
    browser: Browser, address: str
) -> None:
    with visit(browser, width=PHONE) as seen:
        page = seen.open(address + "softmax/")
        figure = page.locator("[data-play]")
        figure.hover()
        figure.locator("input:enabled").first.wait_for()
        figure.locator("[data-for=shift]").press("End")
        expect(figure.locator("[name=shift]")).to_have_value("1000", timeout=LONG)
        said = state(CONTROLS | {"shift": 1000})["text"]["said"]
        figure.get_by_text(said).wait_for(timeout=LONG)
        figure.locator("[name=dtype]").select_option("float16")
        figure.locator("[name=shift]").fill("9")
        figure.get_by_text("no power is inf, their sum is").wait_for(timeout=LONG)
        figure.locator("[name=z0]").fill("")
        refused = state(CONTROLS | {"z0": None})["refused"]
        figure.locator(".play-status", has_text=refused).wait_for(timeout=LONG)
        figure.get_by_text("Reset").click()
        figure.get_by_text(AGREES).wait_for(timeout=LONG)
        expect(figure.locator("[data-for=shift]")).to_have_value("0")
        assert playing.shown(page) == playing.as_shown(page, play_softmax.markup())
        assert seen.faults == []


@pytest.mark.parametrize("handle", ["name", "data-for"])
def test_a_key_pressed_before_the_script_is_there_counts(
    handle: str, browser: Browser, address: str
) -> None:
    with visit(browser, still=True) as seen:
        release = seen.hold("**/live/play-*.js")
        page = seen.open(address + "softmax/")
        figure = page.locator("[data-play]")
        with page.expect_request("**/live/play-*.js"):
            figure.locator(f"[{handle}=z0]").focus()
            page.keyboard.press("ArrowUp")
        assert figure.locator(f"[{handle}=z0]").input_value() == "2.1"
        release()
        wanted = state(CONTROLS | {"z0": 2.1})["text"]["weight0"]
        figure.locator("[data-text=weight0]", has_text=wanted).wait_for(timeout=LONG)
        for either in ("name", "data-for"):
            assert figure.locator(f"[{either}=z0]").input_value() == "2.1"
        assert seen.faults == []


def test_a_slider_and_its_number_move_together(browser: Browser, address: str) -> None:
    with playing.opened(browser, address, "softmax", PHONE) as page:
        number, slider = page.locator("[name=z0]"), page.locator("[data-for=z0]")
        slider.press("ArrowRight")
        assert number.input_value() == "2.1"
        number.fill("-3.5")
        assert slider.input_value() == "-3.5"
