"""The site in a browser: it fits a phone, and can be searched."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import LAPTOP, PHONE, PLACES
from tests.conftest import SUB_PATH


def open_page(browser: Browser, url: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(url, wait_until="networkidle")
    return page


SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# Boxes whose content is wider than they are, and which no key can reach.
UNREACHABLE = """
[...document.querySelectorAll('main *')].filter(box =>
    box.scrollWidth > box.clientWidth + 1
    && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)
    && getComputedStyle(box).visibility !== 'hidden'
    && box.tabIndex < 0
    && !box.querySelector('[tabindex="0"], a[href]')
).map(box => `${box.tagName}.${box.className}`)
"""


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
@pytest.mark.parametrize("place", PLACES)
def test_no_page_scrolls_sideways_and_every_wide_box_can_be_reached(
    place: str, width: int, browser: Browser, address: str
) -> None:
    page = open_page(browser, address + place, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(SIDEWAYS) <= 0
    for _ in range(100):  # scripts mark what scrolls, and a busy machine is slow
        unreachable = page.evaluate(UNREACHABLE)
        if not unreachable:
            break
        page.wait_for_timeout(50)
    assert unreachable == []
    page.context.close()


def test_the_search_finds_a_word(browser: Browser, address: str) -> None:
    page = open_page(browser, address, LAPTOP)
    page.keyboard.press("/")
    page.keyboard.type("sinusoidal")
    page.wait_for_selector(".md-search-result__item")
    page.context.close()


def test_an_address_that_leads_nowhere_gets_the_sites_own_page(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address + "no/such/page/", LAPTOP)
    links = page.locator("article a[href]")
    paths = links.evaluate_all("links => links.map(link => link.pathname)")
    assert paths[0] == SUB_PATH
    assert SUB_PATH + "positions/" in paths
    page.context.close()
