"""The sinusoid to play with, recomputed without the package; its script redraws it."""

from __future__ import annotations

import math
from typing import Any

import pytest
from playwright.sync_api import Browser

from site_tools.figures import play_sinusoid
from site_tools.live.play.sinusoid import BASES, CONTROLS, N_POSITIONS, state
from tests import playing
from tests.browsing import LAPTOP, PHONE, visit
from tests.live import LONG

EXTREMES: list[dict[str, Any]] = [
    {"d_model": 4, "base": 0, "p": 0, "q": 63},
    {"d_model": 64, "base": 12, "p": 63, "q": 63},
    {"d_model": 64, "base": 0, "p": 63, "q": 0},
    {"d_model": 4, "base": 9, "p": 0, "q": 0},
]
CASES = [CONTROLS, *EXTREMES, CONTROLS | {"p": 41, "q": 17, "d_model": 30, "base": 4}]


def position(p: int, d_model: int, base: float) -> list[float]:
    angles = [p / base ** (i // 2 * 2 / d_model) for i in range(d_model)]
    return [(math.cos if i % 2 else math.sin)(a) for i, a in enumerate(angles)]


def product(distance: int, d_model: int, base: float) -> float:
    return sum(
        math.cos(distance / base ** (2 * j / d_model)) for j in range(d_model // 2)
    )


@pytest.mark.parametrize("controls", CASES)
def test_the_bars_and_the_table_are_the_formula(controls: dict[str, int]) -> None:
    now, (d_model, base) = (
        state(controls),
        (controls["d_model"], BASES[controls["base"]]),
    )
    first, second = (position(controls[at], d_model, base) for at in "pq")
    products = [a * b for a, b in zip(first, second, strict=True)]
    for name, values in (("p", first), ("q", second), ("product", products)):
        assert now["bars"][name] == pytest.approx(values, abs=0.0005)
    assert len(now["columns"]) == d_model
    for i, (label, *cells) in enumerate(now["columns"]):
        shown = [float(cell.replace("−", "-")) for cell in cells]
        assert label == str(i)
        assert shown == pytest.approx([first[i], second[i], products[i]], abs=0.00501)


@pytest.mark.parametrize("controls", CASES)
def test_the_curve_is_the_sum_of_cosines(controls: dict[str, int]) -> None:
    now, (d_model, base) = (
        state(controls),
        (controls["d_model"], BASES[controls["base"]]),
    )
    wanted = [product(k, d_model, base) for k in range(N_POSITIONS)]
    assert now["curve"] == pytest.approx(
        [w / (d_model / 2) for w in wanted], abs=0.0005
    )
    cells = [cell for _, *row in now["distances"] for cell in row]
    shown = [float(cell.replace("−", "-")) for cell in cells]
    assert shown == pytest.approx(wanted, abs=0.00501)
    distance = abs(controls["p"] - controls["q"])
    assert now["distance"] == distance
    assert (
        f": dot product {cells[distance]} of at most {d_model // 2},"
        in (now["text"]["said"])
    )
    assert now["text"]["row_product"].endswith(f"adds up to {cells[distance]}")
    assert now["text"]["desc"].endswith(f"dot product {cells[distance]}.")


def test_two_positions_of_one_distance_have_one_product() -> None:
    pairs = [(p, p + 7) for p in range(57)] + [(p + 7, p) for p in range(57)]
    now = [state(CONTROLS | {"p": p, "q": q}) for p, q in pairs]
    assert len({one["text"]["row_product"] for one in now}) == 1
    assert len({tuple(one["bars"]["product"]) for one in now}) > 1


def test_what_the_caption_says_of_the_curve() -> None:
    def falls(base: int) -> int:
        curve = state(CONTROLS | {"base": base})["curve"]
        return next(k for k, share in enumerate(curve) if share < 0.5)

    places = [falls(BASES.index(10**power)) for power in (1, 2, 3, 4)]
    assert places == sorted(set(places))
    far = {d: max(state(CONTROLS | {"d_model": d})["curve"][20:]) for d in (4, 64)}
    assert far[4] > 0.95
    assert far[64] < 0.7


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"d_model": 5}, "d_model must be even, not 5."),
        (
            {"d_model": 66},
            "The number of columns must be a number from 4 to 64, not 66.",
        ),
        ({"p": -1}, "The position must be a number from 0 to 63, not −1."),
        ({"p": 1.5}, "The position must be a whole number, not 1.5."),
        ({"q": "far"}, "The position must be a number from 0 to 63."),
        ({"q": None}, "The position must be a number from 0 to 63."),
        ({"q": True}, "The position must be a number from 0 to 63."),
        ({"q": math.nan}, "The position must be a number from 0 to 63, not nan."),
        ({"base": 13}, "The base must be a number from 0 to 12, not 13."),
    ],
)
def test_what_cannot_be_shown_is_refused(wrong: dict[str, Any], said: str) -> None:
    assert state(CONTROLS | wrong) == {"refused": said}


def test_the_committed_figure_is_current_and_says_what_its_state_says() -> None:
    markup = playing.committed("sinusoid")
    assert markup == play_sinusoid.markup()
    known = playing.DECIMAL.findall(" ".join(playing.strings(state(CONTROLS))))
    assert len(playing.decimals(markup)) > 100
    assert set(playing.decimals(markup)) <= set(known)


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_the_script_draws_what_python_draws(
    width: int, browser: Browser, address: str
) -> None:
    with playing.opened(browser, address, "sinusoid", width) as page:
        height = page.locator("[data-play]").bounding_box()
        first = playing.shown(page)
        assert first == playing.as_shown(page, play_sinusoid.markup())
        for controls in [*CASES, CONTROLS]:
            playing.draw(page, state(controls))
            wanted = playing.as_shown(page, play_sinusoid.markup(controls))
            assert playing.shown(page) == wanted
            assert page.locator("[data-play]").bounding_box() == height


def test_python_in_the_page_computes_what_is_asked(
    browser: Browser, address: str
) -> None:
    with visit(browser) as seen:
        page = seen.open(address + "positions/")
        figure = page.locator("[data-play]")
        figure.hover()
        figure.locator("input:enabled").first.wait_for()
        asked = {"d_model": 64, "base": 0, "p": 3, "q": 11}
        figure.locator("[name=d_model]").press("End")
        figure.locator("[name=base]").press("Home")
        figure.locator("[name=q]").press("ArrowRight")
        said = state(asked)["text"]["said"]
        figure.get_by_text(said).wait_for(timeout=LONG)
        wanted = playing.as_shown(page, play_sinusoid.markup(asked))
        assert playing.shown(page) == wanted
        assert seen.faults == []
