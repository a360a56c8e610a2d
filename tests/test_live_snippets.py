"""Each snippet of each page runs by its own button and prints what the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from site_tools import census
from site_tools.live.same import same
from tests import live
from tests.bar import Record

PLACES = [
    built.parent.as_posix().lstrip("/")
    for built in census.built_pages(Path("/")).values()
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1200})
    yield context.new_page()
    context.close()


def shown(built: Path) -> list[str]:
    """What each snippet of a built page is said to print, read from its file."""
    html = BeautifulSoup(built.read_text(encoding="utf-8"), "html.parser")
    outputs = []
    for block in html.select("[id^=snippet-]"):
        follower = block.find_next_sibling()
        is_output = follower is not None and "output" in (follower.get("class") or [])
        if "language-pycon" in block.get_attribute_list("class"):
            code = block.select_one("code")
            assert code is not None
            outputs.append(census.answers(code.get_text()))
        else:
            outputs.append(follower.get_text() if follower and is_output else "")
    return outputs


@pytest.mark.parametrize("place", PLACES)
def test_each_snippet_prints_what_the_page_shows(
    place: str, page: Page, address: str, site: Path, record_property: Record
) -> None:
    live.open_page(page, address + place)
    wanted = shown(site / place / "index.html")
    assert page.locator(".strip [name=run]").count() == len(wanted) > 0
    near = []
    for number, text in enumerate(wanted, 1):
        said = live.run(page, number)
        printed = live.output(page, number)
        if "language-pycon" in (
            live.snippet(page, number).get_attribute("class") or ""
        ):
            text, printed = (without_blank_lines(t) for t in (text, printed))
        assert same(text, printed), (number, said, printed)
        if text.rstrip("\n") != printed.rstrip("\n"):
            near.append(number)
        silent = not text.strip() and "prints nothing" in said
        assert silent or said.startswith("Prints what the page shows"), (number, said)
    record_property("ran", (place or "home", len(wanted), near))


def without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip())
