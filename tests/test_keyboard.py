"""The pages without a mouse, and with motion asked away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import LAPTOP, PHONE, visit

WALKED = ("", "positions/", "conventions/", "notebooks/whole-path/", "404.html")

# What a mouse could use: shown, and not inside what is folded or shut away.
USABLE = """
[...document.querySelectorAll(
    "a[href], button, summary, input, select, textarea, label[for], [tabindex='0']"
)].filter(item => item.tabIndex >= 0 || item.matches("label"))
  .filter(item => item.checkVisibility({visibilityProperty: true, opacityProperty: false}))
  .filter(item => item.getClientRects().length && item.offsetWidth !== 0)
"""
# A label is reached when its input is; the theme's input for the colours has no size.
REACHED = f"""
walked => {{
    const known = new Set(walked.map(i => window.stops[i]));
    return ({USABLE}).filter(item => !known.has(item) && !known.has(item.control))
        .filter(item => !item.matches("label[for=__drawer], label[for=__search]"))
        .map(item => item.outerHTML.slice(0, 160));
}}
"""
# One stop: is it new, does it come after the last one, and can it be seen?
STOP = """
() => {
    const item = document.activeElement;
    if (!item || item === document.body) return null;
    const shown = item.labels?.length && item.matches(".md-option")
        ? [...item.labels].find(label => !label.hidden) : item;
    const {left, right, top, bottom} = shown.getBoundingClientRect();
    const {outlineStyle, outlineWidth} = getComputedStyle(shown);
    const last = window.stops?.at(-1);
    const said = item.outerHTML.slice(0, 160);
    const faults = [];
    if (window.stops?.includes(item)) faults.push(`again: ${said}`);
    if (last && !(last.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING))
        faults.push(`out of order: ${said}`);
    if (!shown.checkVisibility({visibilityProperty: true, opacityProperty: true})
        || left < -1 || top < -1 || right > innerWidth + 1 || bottom - top < 1
        || top > innerHeight - 1) faults.push(`not seen: ${said}`);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 1)
        faults.push(`no outline: ${said}`);
    (window.stops ||= []).push(item);
    return faults;
}
"""


def walk(page: Page) -> tuple[int, list[str]]:
    """Press Tab until the page is left; how many stops there were, and their faults."""
    faults: list[str] = []
    for stops in range(1000):
        page.keyboard.press("Tab")
        said = page.evaluate(STOP)
        if said is None:
            return stops, faults
        faults += said
    pytest.fail("the walk does not end")


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
@pytest.mark.parametrize("place", WALKED)
def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    place: str, width: int, browser: Browser, address: str
) -> None:
    with visit(browser, width=width, still=True) as seen:
        page = seen.open(address + place)
        stops, faults = walk(page)
        assert faults == []
        assert stops > 10
        assert page.evaluate(REACHED, [*range(stops)]) == []


def test_the_skip_link_leads_to_the_text(browser: Browser, address: str) -> None:
    with visit(browser, still=True) as seen:
        page = seen.open(address + "positions/")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text().strip() == "Skip to content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('article')")


@pytest.mark.parametrize("key", ["/", "f", "s"])
def test_a_key_searches_arrows_choose_and_escape_closes(
    key: str, browser: Browser, address: str
) -> None:
    with visit(browser) as seen:
        page = seen.open(address)
        page.keyboard.press(key)
        page.keyboard.type("rotation")
        page.wait_for_selector(".md-search-result__link")
        page.keyboard.press("Escape")
        assert not page.locator("#__search").is_checked()
        page.keyboard.press(key)
        page.wait_for_selector(".md-search-result__link")
        page.keyboard.press("ArrowDown")
        chosen = page.locator(".md-search-result__link:focus").get_attribute("href")
        assert chosen
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/[\w-]+/(\?h=rotation)?(#.*)?$"))
        assert page.url.partition("?")[0].rstrip("/") in chosen


def test_the_colours_are_switched_by_a_key(browser: Browser, address: str) -> None:
    with visit(browser) as seen:
        page = seen.open(address)
        page.locator("input[data-md-color-media]:checked").focus()
        schemes = []
        for _ in range(3):
            page.keyboard.press("Enter")
            schemes.append(page.evaluate("document.body.dataset.mdColorScheme"))
        assert {*schemes} == {"default", "slate"}


def test_the_drawer_opens_and_closes_by_a_key(browser: Browser, address: str) -> None:
    with visit(browser, width=PHONE, still=True) as seen:
        page = seen.open(address + "positions/")
        button = page.get_by_role("button", name="Navigation")
        link = page.locator(".md-nav--primary a[href*=checked]")
        assert not link.is_visible()
        button.press("Enter")
        assert button.get_attribute("aria-expanded") == "true"
        walk(page)
        assert page.evaluate(
            "link => window.stops.includes(link)", link.element_handle()
        )
        link.focus()
        assert link.is_visible()
        page.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false"
        assert page.evaluate("document.activeElement.ariaLabel") == "Navigation"
        button.press("Enter")
        link.press("Enter")
        page.wait_for_url("**/checked/")
        page.wait_for_function(CLOSED)


CLOSED = "() => !document.getElementById('__drawer').checked"
FOLDED = "main details:not([open]) > summary"


def test_what_is_folded_opens_and_what_is_wide_scrolls_by_a_key(
    browser: Browser, address: str
) -> None:
    with visit(browser, width=PHONE, still=True) as seen:
        page = seen.open(address + "positions/")
        for key in ("Enter", "Space"):
            folded = page.locator(FOLDED)
            count = folded.count()
            folded.first.press(key)
            assert page.locator(FOLDED).count() == count - 1

        for kind in ("pre > code", ".panel", ".md-typeset__scrollwrap"):
            page.goto(f"{address}{'conventions/' if 'wrap' in kind else 'positions/'}")
            page.wait_for_load_state("networkidle")
            wide = page.locator(f"main {kind}[tabindex='0']")
            box = next(
                b
                for b in wide.all()
                if b.evaluate("b => b.scrollWidth > b.clientWidth + 40")
            )
            box.press("ArrowRight")
            box.press("ArrowRight")
            page.wait_for_function("b => b.scrollLeft > 0", arg=box.element_handle())


# What runs, or would run for longer than an eye can see.
MOVING = """
document.getAnimations().filter(({effect, playState}) =>
    playState === "running" && effect.getComputedTiming().endTime > 20
).map(({effect}) => `${effect.target?.className} ${effect.pseudoElement || ""}`)
"""
SMOOTH = """
[...document.querySelectorAll("*")].filter(item =>
    getComputedStyle(item).scrollBehavior === "smooth").map(item => item.className)
"""


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
@pytest.mark.parametrize("still", [True, False])
def test_nothing_moves_where_motion_is_not_wanted(
    still: bool, width: int, browser: Browser, address: str
) -> None:
    """The same walk with motion allowed sees some: the test can fail."""
    with visit(browser, width=width, still=still) as seen:
        page = seen.open(address + "positions/")
        moving: list[str] = page.evaluate(SMOOTH)
        page.keyboard.press("/")
        moving += page.evaluate(MOVING)
        page.keyboard.press("Escape")
        moving += page.evaluate(MOVING)
        page.locator("input[data-md-color-media]:checked").press("Enter")
        moving += page.evaluate(MOVING)
        page.locator("main details > summary").first.press("Enter")
        moving += page.evaluate(MOVING)
        if width == PHONE:
            page.get_by_role("button", name="Navigation").press("Enter")
            moving += page.evaluate(MOVING)
            page.keyboard.press("Escape")
        page.keyboard.press("End")
        page.mouse.wheel(0, -200)  # the way back up: the button to the top comes in
        page.wait_for_selector(".md-top:not([hidden])")
        moving += page.evaluate(MOVING)
        page.locator(".md-top").press("Enter")
        page.wait_for_timeout(50)
        if still:
            assert moving == []
            assert page.evaluate("scrollY") == 0
        else:
            assert moving != []
