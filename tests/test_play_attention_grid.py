"""The grid of attention to play with: pointer, finger, keys, and Python in the page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from site_tools.figures import play_attention
from site_tools.live.play.attention import CONTROLS, state
from tests import playing
from tests.browsing import LAPTOP, LOOKS, PHONE, visit
from tests.live import LONG
from tests.test_axe import examine
from tests.test_play_attention import CASES, TOKENS


def parts(page: Page) -> list[str]:
    """The told row, the pair, the lines of its sum; and what stands out."""
    texts = page.locator(".play-told, .play-sum caption, .play-sum :is(th, td)")
    picked = page.locator(".play-grid :is(th, td).picked, .play-grid tr.picked > th")
    return [*texts.all_inner_texts(), *picked.all_inner_texts()]


def expected(now: dict[str, Any], i: int, j: int) -> list[str]:
    lines = [text for line in now["sums"][i][j] for text in line]
    heads = [TOKENS[j] + "\n" + "\n".join(now["key"][j])]
    row = [TOKENS[i] + "\n" + "\n".join(now["query"][i]), now["shares"][i][j]]
    picked = [" ".join(text.split()) for text in heads + row]
    return [now["told"][i], now["pairs"][i][j], *lines, *picked]


def reads(page: Page, i: int, j: int, controls: dict[str, Any] = CONTROLS) -> bool:
    shown = [" ".join(text.split()) for text in parts(page)]
    return shown == expected(state(controls), i, j)


def test_the_script_draws_what_the_markup_would_show(
    browser: Browser, address: str
) -> None:
    with playing.opened(browser, address, "attention", LAPTOP) as page:
        for controls in [*CASES[1:], CASES[0]]:
            playing.draw(page, state(controls))
            markup = play_attention.markup(controls)
            assert playing.bare(playing.shown(page)) == playing.bare(markup)


def test_the_pointer_chooses(browser: Browser, address: str) -> None:
    with playing.opened(browser, address, "attention", LAPTOP) as page:
        assert reads(page, 3, 3)
        cell = page.locator(".play-grid tr:nth-child(2) td:nth-child(4)")
        cell.hover()
        assert reads(page, 1, 2)
        page.locator(".play-grid tbody th").first.hover()
        assert reads(page, 0, 2)
        page.locator(".play-grid thead th").nth(1).hover()
        assert reads(page, 0, 1)
        page.locator(".play-grid .context").first.hover()
        page.locator(".play-grid tbody th.value").hover()
        assert reads(page, 0, 1)
        playing.draw(page, state(CASES[1]))
        assert reads(page, 0, 1, CASES[1])


def test_a_finger_chooses(browser: Browser, address: str) -> None:
    with playing.opened(browser, address, "attention", PHONE, touch=True) as page:
        page.locator(".play-grid tr:nth-child(3) td:nth-child(2)").tap()
        assert reads(page, 2, 0)
        page.locator(".play-grid tbody th").nth(1).tap()
        assert reads(page, 1, 0)


def test_the_arrow_keys_choose(browser: Browser, address: str) -> None:
    with playing.opened(browser, address, "attention", LAPTOP) as page:
        page.locator(".play-grid [tabindex='0']").focus()
        for keys, i, j in (
            ("ArrowUp ArrowLeft", 2, 2),
            ("ArrowRight ArrowRight ArrowDown ArrowDown", 3, 3),
            ("ArrowUp " * 4, 0, 3),  # ends on the key of "learning"
            ("ArrowLeft " * 9, 0, 0),  # and does not leave the keys
            ("ArrowDown ArrowLeft ArrowDown", 1, 0),  # on the queries
        ):
            for key in keys.split():
                page.keyboard.press(key)
            assert reads(page, i, j), keys
            assert page.locator(".play-grid [tabindex='0']").count() == 1
            assert page.locator(".play-grid [tabindex='0']:focus").count() == 1


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_nothing_moves_and_nothing_sticks_out(
    width: int, browser: Browser, address: str
) -> None:
    with playing.opened(browser, address, "attention", width) as page:
        heights = set()
        for controls in CASES:
            playing.draw(page, state(controls))
            for row in page.locator(".play-grid tbody th").all()[:4]:
                row.hover()
                heights.add(page.locator("[data-play]").bounding_box()["height"])  # type: ignore[index]
        assert len(heights) == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_shade_can_be_read(browser: Browser, address: str) -> None:
    for scheme, width in LOOKS[::2]:  # on a phone
        with playing.opened(browser, address, "attention", width, scheme) as page:
            page.evaluate("figure.querySelector('details').open = true")
            for controls in (CASES[1], CASES[4]):
                playing.draw(page, state(controls))
                assert examine(page)[0] == []


def test_python_in_the_page_computes_what_python_here_does(
    browser: Browser, address: str
) -> None:
    changed = {**CONTROLS, "divisor": 0, "causal": True, "e00": -1.5}
    with visit(browser, width=PHONE) as seen:
        page = seen.open(address + "self-attention/")
        seen.faults.clear()  # how a page loads is for other tests
        figure = page.locator("[data-play=attention]")
        figure.locator(".play-grid td").nth(1).hover()
        figure.locator("[role=grid]").wait_for(timeout=LONG)
        assert reads(page, 0, 0)  # where the pointer stood before the script came
        figure.locator("summary").click()
        figure.get_by_label("Embedding of I, column 0").fill("-1.5")
        figure.get_by_label("Scores are divided by").press("ArrowLeft")
        figure.get_by_role("checkbox").check()
        told = figure.locator(".play-told")
        told.filter(has_text="hidden from it").wait_for(timeout=LONG)
        i, j = 0, 0
        told.page.wait_for_function(
            "told => document.querySelector('.play-told').textContent === told",
            arg=state(changed)["told"][i],
        )
        assert reads(page, i, j, changed)
        figure.get_by_role("button", name="Reset").click()
        told.filter(has_not_text="hidden").wait_for()
        assert reads(page, i, j)
        assert seen.faults == [], seen.faults
