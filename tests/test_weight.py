"""A first visit loads little: what that is comes from the browser's own account."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Request

from tests.bar import Record, measured
from tests.browsing import LAPTOP, PLACES

# Compressed, and without fonts: they come once, and the text does not wait for them.
MOST = 105_000
INDEX = "search/search_index.json"


@pytest.mark.parametrize("place", PLACES)
def test_a_first_visit_loads_at_most_105_kilobytes(
    place: str, browser: Browser, address: str, record_property: Record
) -> None:
    context = browser.new_context(viewport={"width": LAPTOP, "height": 844})
    page = context.new_page()
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(address + place)
    page.wait_for_load_state("networkidle")
    sizes = {
        request.url.removeprefix(address): request.sizes()["responseBodySize"]
        for request in requests
        if request.url.startswith(address) and not request.url.endswith(".woff2")
    }
    context.close()
    measured(record_property, place, "kilobytes", sum(sizes.values()) / 1000)
    assert any(name.endswith(".js") for name in sizes)
    assert any(name.endswith(".css") for name in sizes)
    assert INDEX not in sizes, "the search comes when it is wanted"
    assert sum(sizes.values()) <= MOST, sizes


def test_the_search_index_comes_when_the_search_is_opened(
    browser: Browser, address: str, record_property: Record
) -> None:
    context = browser.new_context(viewport={"width": LAPTOP, "height": 844})
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    with page.expect_request_finished(lambda r: r.url == address + INDEX) as index:
        page.keyboard.press("/")
    size = index.value.sizes()["responseBodySize"]
    context.close()
    measured(record_property, INDEX, "search index", size / 1000)
    assert size < 200_000


def test_a_page_reached_by_a_search_marks_the_words(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": LAPTOP, "height": 844})
    page = context.new_page()
    page.goto(address + "positions/?h=sinusoidal")
    page.locator("article mark").first.wait_for()
    context.close()
