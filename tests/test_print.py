"""A chapter on paper: whole, in light colours, and without what is for the screen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browsing import PLACES, visit

PRINTED = [place for place in PLACES if place != "404.html"]
A4 = 658  # pixels between the margins of chrome.css

# What lies outside the sheet, or is cut off by a box that does not scroll on paper.
CUT = """
[...document.querySelectorAll("main article *")].filter(box => {
    const {right, left, width} = box.getBoundingClientRect();
    if (width === 0 || box.closest("svg, math, .headerlink")) return false;
    const style = getComputedStyle(box);
    const shut = style.overflowX !== "visible" && box.scrollWidth > box.clientWidth + 1;
    return shut || left < -1 || right > innerWidth + 1;
}).map(box => `${box.tagName}.${box.className}: ${box.textContent.slice(0, 40)}`)
"""
# The figures' drawings, whose parts may stand outside of their boxes.
DRAWN = """
[...document.querySelectorAll("main svg")].filter(svg =>
    svg.getBoundingClientRect().right > innerWidth + 1
).map(svg => svg.textContent.slice(0, 40))
"""
SHOWN = """
[".md-header", ".md-sidebar", ".md-path", ".md-footer", ".md-code__nav", ".md-top",
 ".md-content__button", ".headerlink", ".md-skip", ".md-search", ".md-dialog"]
.filter(name => [...document.querySelectorAll(name)].some(box => box.checkVisibility()
    && box.getClientRects().length))
"""


def _bare(text: str) -> str:
    """The characters without the spaces, which a PDF does not keep."""
    return "".join(text.split())


def _blocks(page: Path) -> list[Tag]:
    document = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    blocks = document.select("article pre.output samp, article pre > code")
    return [block for block in blocks if not block.find_parent("svg")]


@pytest.mark.parametrize("place", PRINTED)
def test_a_page_is_whole_on_paper(
    place: str, browser: Browser, address: str, site: Path
) -> None:
    """Each block of code and of output, folded or not; answers are printed open."""
    with visit(browser, "dark") as seen:
        page = seen.open(address + place)
        pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
        page.emulate_media(media="print")
        page.set_viewport_size({"width": A4, "height": 900})
        assert page.evaluate(CUT) == []
        assert page.evaluate(DRAWN) == []
        assert page.evaluate(SHOWN) == []
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb(253, 252, 248)", "the paper of the light scheme"
    texts = [_bare(sheet.extract_text()) for sheet in pdf.pages]
    assert all(len(text) > 20 for text in texts), "an empty sheet"
    whole = "".join(texts)
    blocks = _blocks(site / place / "index.html")
    missing = [b.get_text() for b in blocks if _bare(b.get_text()) not in whole]
    assert missing == []
