"""The site in a browser: it loads nothing foreign, fits a phone and can be searched."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from site_tools import census
from tests.conftest import SUB_PATH

PLACES = [
    *(
        built.parent.as_posix().lstrip("/")
        for built in census.built_pages(Path("/")).values()
    ),
    "404.html",
]
PHONE, LAPTOP = 390, 1280


def open_page(browser: Browser, url: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(url, wait_until="networkidle")
    return page


@pytest.mark.parametrize("place", PLACES)
def test_a_page_loads_from_its_own_origin_without_an_error(
    place: str, browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": LAPTOP, "height": 844})
    page = context.new_page()
    requests: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on(
        "response",
        lambda r: faults.append(f"{r.status} {r.url}") if r.status >= 400 else None,
    )
    page.on(
        "console",
        lambda m: faults.append(m.text) if m.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address + place, wait_until="networkidle")
    assert faults == []
    assert requests
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    context.close()


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
    assert page.evaluate(UNREACHABLE) == []
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
