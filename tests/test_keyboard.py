"""The pages without a mouse, and with motion asked away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import LAPTOP, PHONE, visit

WALKED = ("", "positions/", "conventions/", "notebooks/whole-path/", "404.html")

# What a mouse could use: shown, and not inside what is folded or shut away.
USABLE = """
[...document.querySelectorAll(
    "a[href], button, summary, input, select, textarea, label[for], [tabindex='0']"
)].filter(item => item.tabIndex >= 0 || item.matches("label"))
  .filter(item => item.checkVisibility({visibilityProperty: true}) && item.offsetWidth)
"""
# A label is reached with its input, or with the input before it, for the colours. The
# search needs no label by the keyboard, and a shut drawer no ground to press on.
MISSED = f"""
() => ({USABLE}).filter(item => !stops.includes(item) && !stops.includes(item.control)
    && !stops.includes(item.previousElementSibling)
    && !item.matches("[for=__search], .md-overlay, .md-search__icon")
    && getComputedStyle(item).pointerEvents !== "none"
).map(item => item.outerHTML.slice(0, 160))
"""
# One stop: is it new, does it come after the last one, and can it be seen?
STOP = """
async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const item = document.activeElement;
    if (!item || item === document.body) return null;
    const shown = item.matches(".md-option") ? item.nextElementSibling : item;
    const {left, right, top, bottom} = shown.getBoundingClientRect();
    const {outlineStyle, outlineWidth} = getComputedStyle(shown);
    const last = window.stops?.at(-1);
    const said = item.outerHTML.slice(0, 160);
    const follows = last?.compareDocumentPosition(item);
    const faults = [];
    if (window.stops?.includes(item)) faults.push(`again: ${said}`);
    if (last && !(follows & Node.DOCUMENT_POSITION_FOLLOWING))
        faults.push(`out of order: ${said}`);
    if (!shown.checkVisibility({visibilityProperty: true, opacityProperty: true})
        || left < -1 || right > innerWidth + 1 || bottom < 1 || top > innerHeight - 1)
        faults.push(`not seen: ${said}`);
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


IN_VIEW = """
id => (({top, bottom}) => top >= 0 && bottom <= innerHeight)(
    document.getElementById(id).getBoundingClientRect())
"""


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
        assert page.evaluate(MISSED) == []


def test_the_skip_link_leads_to_the_text(browser: Browser, address: str) -> None:
    with visit(browser, still=True) as seen:
        page = seen.open(address + "positions/")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text().strip() == "Skip to content"
        page.keyboard.press("Enter")
        page.wait_for_url("**/#positions")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('article')")


def test_a_link_within_a_page_leaves_the_page_as_it_is(
    browser: Browser, address: str
) -> None:
    """What a reader has opened or typed stays, there, back and forth again."""
    with visit(browser, still=True) as seen:
        page = seen.open(address + "positions/")
        page.evaluate("document.querySelector('main h1').mark = true")
        kept = "!!document.querySelector('main h1').mark"
        for anchor in ("order", "shift"):
            page.locator(
                f"main a[href$='#{anchor}'], .md-nav a[href$='#{anchor}']"
            ).last.press("Enter")
            page.wait_for_url(f"**/#{anchor}")
            page.wait_for_function(IN_VIEW, arg=anchor)
        page.go_back()
        page.wait_for_url("**/#order")
        page.wait_for_function(IN_VIEW, arg="order")
        page.go_forward()
        page.wait_for_function(IN_VIEW, arg="shift")
        page.wait_for_timeout(200)
        assert page.evaluate(kept)
        page.evaluate(
            "[...document.links].find(a => a.href.endsWith('/masks/')).click()"
        )
        page.wait_for_url("**/masks/")
        page.wait_for_selector("h1#masks")
        page.go_back()
        page.wait_for_selector("h1#positions")
        assert page.url.endswith("/positions/#shift")
        page.wait_for_function(IN_VIEW, arg="shift")
        assert not page.evaluate(kept)


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
        page.wait_for_timeout(300)  # the theme needs a moment to let go of the field
        page.keyboard.press(key)
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type("rotation")
        page.wait_for_selector(".md-search-result__link")
        page.wait_for_timeout(300)  # a list that is drawn anew would lose the choice
        page.keyboard.press("ArrowDown")
        chosen = str(page.locator(":focus").get_attribute("href")).partition("?")[0]
        assert chosen.startswith(address)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{chosen}*")


def test_the_colours_are_switched_by_a_key(browser: Browser, address: str) -> None:
    with visit(browser) as seen:
        page = seen.open(address)
        page.locator(".md-option").first.focus()
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
        page.wait_for_url("**/checked/*")
        page.wait_for_function(CLOSED)


CLOSED = "() => !document.getElementById('__drawer').checked"
WIDE = "box => box.scrollWidth > box.clientWidth + 40"
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

        for kind in ("pre > code", "pre.output", ".table"):
            boxes = page.locator(f"main {kind}[tabindex='0']").all()
            box = next(box for box in boxes if box.evaluate(WIDE))
            box.press("ArrowRight")
            page.wait_for_function("box => box.scrollLeft", arg=box.element_handle())


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
        page.locator(".md-option").first.press("Enter")
        moving += page.evaluate(MOVING)
        page.locator("main details > summary").first.press("Enter")
        moving += page.evaluate(MOVING)
        if width == PHONE:
            page.get_by_role("button", name="Navigation").press("Enter")
            moving += page.evaluate(MOVING)
            page.keyboard.press("Escape")
        top = page.locator(".md-top:not([hidden])")
        for height in range(6000, 3000, -100):
            page.evaluate("height => scrollTo(0, height)", height)
            page.wait_for_timeout(100)
            if top.is_visible():  # comes in on the way up, as soon as it is noticed
                break
        moving += page.evaluate(MOVING)
        top.press("Enter")
        page.wait_for_timeout(50)
        if still:
            assert moving == []
            assert page.evaluate("scrollY") == 0
        else:
            assert moving != []
