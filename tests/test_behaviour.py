"""How a page behaves: it loads in silence, from its own origin, and stands still."""

from __future__ import annotations

import io
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from site_tools.serve import StaticHost
from tests.browsing import LAPTOP, LOOKS, PHONE, PLACES, visit

FONTS = "**/*.woff2"
STYLES = "**/*.css"

# The fonts that the page asks for in its head, come and still to come.
COMING = """
[...document.querySelectorAll("link[rel=preload][as=font]")].filter(({href}) =>
    !performance.getEntriesByName(href).some(entry => entry.responseEnd > 0)
).map(link => link.href)
"""
PAINTED = """
new Promise(done => new PerformanceObserver(list => list.getEntries().length && done())
    .observe({type: "paint", buffered: true}))
"""


def wait_for_fonts(page: Page) -> None:
    page.wait_for_selector("link[rel=preload][as=font]", state="attached")
    for _ in range(200):
        if not page.evaluate(COMING):
            return
        page.wait_for_timeout(50)
    pytest.fail("the fonts did not come")


@pytest.mark.parametrize("place", PLACES)
def test_a_page_loads_without_a_fault_and_from_its_own_origin(
    place: str, browser: Browser, address: str
) -> None:
    """No error, no failed request, nothing that the policy refuses, nothing moves.

    The fonts come before the first paint: a page asks for all that it uses in its head.
    """
    with ExitStack() as stack:
        looks = {look: stack.enter_context(visit(browser, *look)) for look in LOOKS}
        styles = [seen.hold(STYLES) for seen in looks.values()]
        pages = [seen.context.new_page() for seen in looks.values()]
        for page in pages:  # side by side: most of the time is spent waiting
            page.goto(address + place, wait_until="commit")
        for page, let_through in zip(pages, styles, strict=True):
            wait_for_fonts(page)
            let_through()
        for page in pages:
            page.wait_for_load_state("load")
            page.wait_for_load_state("networkidle")
        for look, seen in looks.items():
            assert seen.faults == [], look
            assert len(seen.requests) > 10
            own = [u for u in seen.requests if u.startswith((address, "data:"))]
            assert seen.requests == own, look


@pytest.mark.parametrize("place", PLACES)
def test_nothing_moves_when_the_fonts_come_late(
    place: str, browser: Browser, address: str
) -> None:
    with ExitStack() as stack:
        looks = [stack.enter_context(visit(browser, width=w)) for w in (PHONE, LAPTOP)]
        fonts = [seen.hold(FONTS) for seen in looks]
        pages = [seen.context.new_page() for seen in looks]
        for page in pages:
            page.goto(address + place, wait_until="commit")
        for page in pages:
            page.evaluate(PAINTED)
        pages[0].wait_for_timeout(200)  # longer than a page may wait for a font
        for let_through in fonts:
            let_through()
        for page, seen in zip(pages, looks, strict=True):
            page.wait_for_load_state("load")
            page.wait_for_load_state("networkidle")
            assert seen.faults == [], page.viewport_size


@pytest.mark.parametrize(
    "link", ["conventions/#next", "positions/#sources", "sources/#papers"]
)
@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_nothing_moves_above_the_place_that_a_link_leads_to(
    link: str, width: int, browser: Browser, address: str
) -> None:
    """Tables and formulas stand above it, and are as high from the beginning."""
    with visit(browser, width=width) as seen:
        page = seen.open(address + link)
        target = page.locator(f"#{link.partition('#')[2]}")
        assert 0 < (target.bounding_box() or {"y": 0})["y"] < 844
        assert page.locator(".table").count() > 0
        assert seen.faults == []


class SlowHost(StaticHost):
    """Sends a page's head, then its body piece by piece, as a bad connection does."""

    go_on = threading.Event()

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        """Let the browser draw what it has, again and again."""
        if self.path.endswith(("/", ".html")):
            head, end, body = source.read().partition(b"</head>")
            outputfile.write(head + end)
            self.go_on.wait()
            source = io.BytesIO(body)
            for _ in range(30):
                outputfile.write(source.read(2_000))
                time.sleep(0.04)
        shutil.copyfileobj(source, outputfile)


@pytest.fixture(scope="module")
def slow_address(address: str, site: Path) -> Iterator[str]:
    """The address of the site on a host that sends its pages slowly."""
    prefix = urlsplit(address).path
    handler = partial(SlowHost, directory=str(site), prefix=prefix, keep=600)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("place", PLACES)
def test_nothing_moves_while_a_page_trickles_in(
    place: str, browser: Browser, slow_address: str
) -> None:
    """With its fonts there, as above: a font has its own moment, and its own tests."""
    SlowHost.go_on.clear()
    with ExitStack() as stack:
        looks = [stack.enter_context(visit(browser, width=w)) for w in (PHONE, LAPTOP)]
        pages = [seen.context.new_page() for seen in looks]
        for page in pages:
            page.set_extra_http_headers({"Accept-Encoding": "identity"})
            page.goto(slow_address + place, wait_until="commit")
        for page in pages:
            wait_for_fonts(page)
        SlowHost.go_on.set()
        for page, seen in zip(pages, looks, strict=True):
            page.wait_for_load_state("load")
            page.wait_for_load_state("networkidle")
            assert seen.faults == [], page.viewport_size
