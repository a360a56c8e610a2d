"""How the tests look at the pages in a browser, and what they count as a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

from site_tools import census

PLACES = [
    *(
        built.relative_to("/").as_posix().removesuffix("index.html")
        for built in census.built_pages(Path("/")).values()
    ),
    "404.html",
]
PHONE, LAPTOP = 390, 1280
Scheme = Literal["light", "dark"]
LOOKS: list[tuple[Scheme, int]] = [
    ("light", PHONE),
    ("light", LAPTOP),
    ("dark", PHONE),
    ("dark", LAPTOP),
]

# What the policy refuses, and what moves, by a pixel or more, although nobody touched
# the page.
_WATCH = """
document.addEventListener("securitypolicyviolation", event =>
    tell(`refused: ${event.effectiveDirective} ${event.blockedURI}`));
const place = ({x, y, width, height}) => [x, y, width, height];
const far = ([, from, to]) => from.some((n, i) => Math.abs(n - to[i]) >= 1);
new PerformanceObserver(list => list.getEntries().forEach(shift => {
    const moved = shift.sources.map(({node, previousRect, currentRect}) => [
        node?.className || node?.nodeName, place(previousRect), place(currentRect)]);
    if (shift.hadRecentInput || !moved.some(far)) return;
    tell(`moved by ${shift.value}: ${moved.join("; ")}`);
})).observe({type: "layout-shift", buffered: true});
"""


@dataclass
class Visit:
    """A browser's context, and the faults of the pages that it has seen."""

    context: BrowserContext
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        """Open a page and wait until it is whole and quiet."""
        page = self.context.new_page()
        page.goto(url)
        page.wait_for_load_state("networkidle")
        return page

    def hold(self, pattern: str) -> Callable[[], None]:
        """Keep back what these addresses ask for; what is returned lets it through."""
        held: list[Route] = []
        free = False

        def keep(route: Route) -> None:
            if free:
                route.continue_()
            else:
                held.append(route)

        def let_through() -> None:
            nonlocal free
            free = True
            assert held, f"the page did not ask for {pattern}"
            for route in held:
                route.continue_()

        self.context.route(pattern, keep)
        return let_through


@contextmanager
def visit(
    browser: Browser,
    scheme: Scheme = "light",
    width: int = LAPTOP,
    *,
    still: bool = False,
    touch: bool = False,
) -> Iterator[Visit]:
    """Yield a context whose every fault is noted; `still` asks for reduced motion."""
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        reduced_motion="reduce" if still else "no-preference",
        has_touch=touch,
        permissions=["clipboard-read", "clipboard-write"],
    )
    seen = Visit(context)
    fault = seen.faults.append

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            fault(f"console: {message.text}")

    context.expose_function("tell", lambda said: fault(str(said)))
    context.add_init_script(_WATCH)
    context.on("console", on_console)
    context.on("weberror", lambda error: fault(f"error: {error.error}"))
    context.on("request", lambda request: seen.requests.append(request.url))
    context.on("requestfailed", lambda r: fault(f"failed: {r.url} {r.failure}"))
    context.on(
        "response",
        lambda r: fault(f"{r.status} {r.url}") if r.status >= 400 else None,
    )
    yield seen
    context.close()
