"""The policy of the pages: what works under it, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, Route

from site_tools.policy import inline_scripts, policy
from tests.browsing import LOOKS, Scheme, visit

ANYTHING = re.compile(r"'unsafe-|'strict-dynamic'|\*|https?:|blob:")


def policies(page: Path) -> list[str]:
    """The policies of a page, read as a browser would; none may follow a script."""
    document = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    first = document.find(["meta", "link", "script", "style", "base"], charset=False)
    assert first is not None
    found = document.select("head > meta[http-equiv='Content-Security-Policy']")
    assert found
    assert first is found[0], f"{page}: {first} stands above the policy"
    return [str(tag["content"]) for tag in found]


def test_all_pages_have_one_and_the_same_policy(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert site / "404.html" in pages
    (said,) = {(*policies(page),) for page in pages}
    (only,) = said
    assert only == policy(page.read_text(encoding="utf-8") for page in pages)
    assert only.startswith("default-src 'none'; ")
    assert ANYTHING.search(only) is None


def test_no_page_has_a_style_or_a_handler_of_its_own(site: Path) -> None:
    for page in site.rglob("*.html"):
        document = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        assert document.select("style, [style]") == [], page
        handlers = [
            f"{tag.name} {name}"
            for tag in document.find_all(True)
            for name in tag.attrs
            if name.startswith("on")
        ]
        assert handlers == [], page


def test_each_inline_script_is_named_by_its_hash() -> None:
    # The hash of the specification's own example.
    page = "<script>alert('Hello, world.');</script><script src='a.js'></script>"
    page += '<script type="application/json">{}</script>'
    assert inline_scripts(page) == ["alert('Hello, world.');"]
    assert (
        "script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=';"
        in policy([page])
    )


FOLLOW = "url => [...document.links].find(link => link.href === url).click()"


def refused(faults: list[str]) -> list[str]:
    return [f for f in faults if f.startswith(("refused", "console", "error"))]


def search(page: Page, word: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(word)
    page.locator(".md-search-result__link").first.click()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_all_that_a_reader_does_works_under_the_policy(
    scheme: Scheme, width: int, browser: Browser, address: str
) -> None:
    with visit(browser, scheme, width) as seen:
        page = seen.open(address)
        page.evaluate("window.stays = true")  # instant navigation keeps the window
        search(page, "sinusoidal")
        page.wait_for_url(re.compile(r"/positions/|/formulas/|/api/|/conventions/"))
        for place in ("notebooks/whole-path/", "", "positions/"):  # other depths
            page.evaluate(FOLLOW, address + place)
            page.wait_for_url(address + place)
            page.wait_for_selector("main h1")
        assert page.evaluate("window.stays")

        looks = []
        for _ in range(3):
            page.locator("label[for^=__palette]:visible").click()
            looks.append(page.evaluate("document.body.dataset.mdColorScheme"))
        assert {*looks} == {"default", "slate"}

        page.locator("main details > summary").first.click()
        page.locator("button[data-md-type=copy]").first.click()
        page.wait_for_selector(".md-dialog--active")
        page.locator("a.headerlink").first.hover(force=True)
        page.emulate_media(media="print")
        page.pdf()
        page.wait_for_timeout(200)
        assert refused(seen.faults) == []


INJECTED = """
<script>document.title = "inline script";</script>
<script src="https://example.org/x.js"></script>
<img src="https://example.org/x.png" alt="">
<p style="position: fixed" onclick="alert(1)">Injected</p>
<style>article { display: none }</style>
<iframe src="https://example.org/"></iframe>
"""


def test_what_is_put_into_a_page_is_refused(browser: Browser, address: str) -> None:
    """An error in a page, or an attack: the policy is seen to work."""
    with visit(browser) as seen:

        def inject(route: Route) -> None:
            answer = route.fetch()
            body = answer.text().replace("</article>", INJECTED + "</article>")
            route.fulfill(response=answer, body=body)

        def evaluate(route: Route) -> None:
            answer = route.fetch()
            body = answer.text() + "\nsetTimeout(() => eval('document.title = 1'));"
            route.fulfill(response=answer, body=body)

        seen.context.route(address + "masks/", inject)
        seen.context.route("**/assets/site.js", evaluate)
        page = seen.open(address + "masks/")
        page.wait_for_timeout(200)
        said = {f.removeprefix("refused: ") for f in seen.faults if f[:8] == "refused:"}
        assert said == {
            "script-src-elem inline",
            "script-src-elem https://example.org/x.js",
            "img-src https://example.org/x.png",
            "style-src-attr inline",
            "script-src-attr inline",
            "style-src-elem inline",
            "frame-src https://example.org",
            "script-src eval",
        }
        assert page.title() == "Masks - Attention, Worked Out"
