"""How the tests hold a figure to play with to its state, natively and in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, Route

from site_tools.build import ROOT
from site_tools.figures import FOLDER
from tests.browsing import Scheme, visit

SCRIPTS = ROOT / "site_tools" / "live" / "js" / "play"
DECIMAL = re.compile(r"[-−]?\d[\d,]*\.\d+(?:e[+-]?\d+)?")

FOCUSED = "data-focus-visible-added"  # by the theme

# What a figure shows, apart from the state of its controls, which is the reader's,
# with attributes in one order, and without the line breaks of the built page.
SHOWN = """
body => {
    const copy = body.cloneNode(true);
    const controls = "input, option, button, select";
    const theirs = ["value", "selected", "disabled", "class"];
    for (const element of copy.querySelectorAll("*")) {
        const mine = [...element.attributes].sort((a, b) => a.name < b.name ? -1 : 1);
        for (const {name} of mine) element.removeAttribute(name);
        for (const {name, value} of mine) {
            const kept = !element.matches(controls) || !theirs.includes(name);
            if (kept) element.setAttribute(name, value);
        }
    }
    const html = copy.innerHTML.replaceAll(' data-focus-visible-added=""', "");
    return html.replace(/\\s*\\n\\s*/g, "");
}
"""


def committed(name: str) -> str:
    return (FOLDER / f"play-{name}.html").read_text(encoding="utf-8")


def strings(state: Any) -> Iterator[str]:  # noqa: ANN401 - as JSON has it
    """Yield every string in a state, however deep."""
    if isinstance(state, str):
        yield state
    elif isinstance(state, dict | list):
        for part in state.values() if isinstance(state, dict) else state:
            yield from strings(part)


def decimals(markup: str) -> list[str]:
    """Return the decimals that a figure shows or says, in its text and its labels."""
    html = BeautifulSoup(markup, "html.parser")
    labels = ("aria-label", "aria-valuetext")
    said = [str(tag[at]) for at in labels for tag in html.select(f"[{at}]")]
    return DECIMAL.findall(" ".join([html.get_text(" "), *said]))


@contextmanager
def opened(
    browser: Browser,
    address: str,
    name: str,
    width: int,
    scheme: Scheme = "light",
    *,
    touch: bool = False,
) -> Iterator[Page]:
    """Open the page that has the figure; its script can be asked to draw."""

    def serve(route: Route) -> None:
        file = SCRIPTS / route.request.url.rpartition("/")[2]
        route.fulfill(path=file, content_type="text/javascript")

    page_of = {
        "attention": "self-attention/",
        "sentence": "",
        "sinusoid": "positions/",
        "softmax": "softmax/",
    }
    with visit(browser, scheme, width, touch=touch) as seen:
        seen.context.route("**/play-scripts/*.js", serve)
        page = seen.open(address + page_of[name])
        seen.faults.clear()  # how a page loads is for other tests
        page.evaluate(
            """async name => {
                window.figure = document.querySelector(`[data-play=${name}]`);
                figure.dataset.live = ""; // the page itself is not to do it, too
                window.play = await import(`./play-scripts/${name}.js`);
                figure.querySelectorAll(":disabled").forEach(c => c.disabled = false);
                const data = figure.querySelector("script");
                play.setup(figure, data && JSON.parse(data.textContent));
            }""",
            name,
        )
        yield page
        assert seen.faults == [], seen.faults


def draw(page: Page, state: dict[str, Any]) -> None:
    """Let the script draw a state."""
    page.evaluate("state => play.draw(figure, state)", state)


def shown(page: Page) -> str:
    """Return what the figure shows."""
    return str(page.locator("[data-play] .play-body").evaluate(SHOWN))


def as_shown(page: Page, markup: str) -> str:
    """Return what the figure would show, were it this markup."""
    return str(
        page.evaluate(
            f"""markup => {{
                const body = document.createElement("div");
                body.innerHTML = markup;
                return ({SHOWN})(body);
            }}""",
            markup,
        )
    )


def bare(markup: str) -> str:
    """Return markup without what only a script, a browser or a reader adds.

    Attributes come out in the order of their names.
    """
    html = BeautifulSoup(markup, "html.parser")
    for data in html.select("script"):
        data.decompose()
    for tag in html.find_all(True):
        for name in ("value", "tabindex", "role", "disabled", FOCUSED):
            del tag[name]
        if tag.get("class") in ([], ["focus-visible"]):
            del tag["class"]
    return re.sub(r"</?tbody>|\s*\n\s*", "", str(html))
