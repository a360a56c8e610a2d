"""The site in a browser: it fits a phone, copies clean, and can be searched."""

from __future__ import annotations

import doctest

import pytest
from playwright.sync_api import Browser, Page

from site_tools import census
from tests.browsing import LAPTOP, PHONE, PLACES
from tests.conftest import SUB_PATH

COPY = "button[data-md-type=copy]"


def open_page(browser: Browser, url: str, width: int) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
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
    assert page.evaluate(UNREACHABLE) == []
    page.context.close()


def _code_of(block: str) -> str:
    """Return what a copy should yield: the block without prompts and outputs.

    An empty line ends a loop or a function, as an interactive Python wants it.
    """
    if ">>> " not in block:
        return block.strip()
    examples = doctest.DocTestParser().get_examples(block)
    loops = [e.source if e.source.count("\n") > 1 else e.source[:-1] for e in examples]
    return "\n".join(loops).strip()


@pytest.mark.parametrize("place", PLACES)
def test_what_the_copy_button_yields_is_the_code_alone(
    place: str, browser: Browser, address: str
) -> None:
    page = open_page(browser, address + place, LAPTOP)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    with_button = page.locator(COPY)
    blocks = page.locator(census.PYTHON_BLOCKS).filter(has=with_button)
    blocks = blocks.and_(page.locator(":not(.doc-signature)"))
    for index in range(blocks.count()):
        block = blocks.nth(index)
        shown = str(block.locator("code").first.text_content())
        block.hover()
        block.locator(COPY).click()
        copied = str(page.evaluate("navigator.clipboard.readText()"))
        assert copied.strip() == _code_of(shown)
        compile(copied, place, "exec")
    page.context.close()


def test_home_shows_copy_buttons(browser: Browser, address: str) -> None:
    page = open_page(browser, address, LAPTOP)
    blocks = page.locator(census.PYTHON_BLOCKS)
    buttons = blocks.locator(COPY)
    assert buttons.count() == blocks.count() > 0
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
