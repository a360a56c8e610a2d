"""How long a reader waits: `python -m benchmarks.live` measures the built site.

Five visits, each with an empty browser: from the first Run to the result, a second run
of the same snippet, from Stop in an endless loop until Python is there again, and the
bytes that came before and after the first Run.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Request, sync_playwright

from site_tools.build import SITE, build
from site_tools.serve import host
from tests import live
from tests.conftest import FLAGS, find_chromium

VISITS = 5
# From a click until nothing runs any more, by the page's own clock.
RUN = """
new Promise(done => {
    const page = document.documentElement, started = performance.now();
    new MutationObserver((_, observer) => {
        if (page.classList.contains("running")) return;
        observer.disconnect();
        done(performance.now() - started);
    }).observe(page, {attributes: true, attributeFilter: ["class"]});
    document.querySelector("#snippet-1 [name=run]").click();
})
"""
PLACE = "softmax/"


def main() -> None:
    """Build, measure and print a table."""
    build()
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=FLAGS
        )
        visits = [visit(browser, address) for _ in range(VISITS)]
        version = browser.version
        browser.close()
    print(f"Chromium {version}, {VISITS} visits of /{PLACE}\n")
    print("| what | median | lowest | highest |\n|---|---:|---:|---:|")
    for what in visits[0]:
        values = sorted(v[what] for v in visits)
        row = (statistics.median(values), values[0], values[-1])
        print(f"| {what} | {' | '.join(f'{value:,.0f}' for value in row)} |")


@contextmanager
def served() -> Iterator[str]:
    """Serve the built site."""
    with host(SITE, 0, keep=600) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit(browser: Browser, address: str) -> dict[str, float]:
    """Measure one visit."""
    context = browser.new_context()
    page = context.new_page()
    sizes: list[Callable[[], int]] = []
    page.on("requestfinished", lambda request: sizes.append(size(request)))
    page.goto(address + PLACE, wait_until="networkidle")
    before = sum(get() for get in sizes)
    measured: dict[str, float] = {}
    measured["first result, ms"] = page.evaluate(RUN)
    page.wait_for_timeout(1000)
    measured["second run, ms"] = page.evaluate(RUN)
    live.press(live.edit(page, 2, "while True: pass"), "run")
    page.wait_for_timeout(500)
    measured["stopped after, ms"] = timed(lambda: stop(page))
    measured["usable again after, ms"] = timed(lambda: live.run(page, 1))
    after = sum(get() for get in sizes)
    measured["bytes before Run"] = before
    measured["bytes after it"] = after - before
    context.close()
    return measured


def stop(page: Page) -> None:
    """Press Stop and wait until the page can be used."""
    live.press(live.snippet(page, 2), "stop")
    page.locator(live.IDLE).wait_for()


def timed(act: Callable[[], Any]) -> float:
    """Return the milliseconds that something takes."""
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)


def size(request: Request) -> Callable[[], int]:
    """Return how to ask for a request's size; not while its event is handled."""
    return lambda: request.sizes()["responseBodySize"]


if __name__ == "__main__":
    main()
