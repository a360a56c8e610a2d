"""axe-core finds no fault in any page: light and dark, narrow and wide."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import live
from tests.bar import MODULES, Record, measured
from tests.browsing import LAPTOP, LOOKS, PHONE, PLACES, Scheme

OPEN = "document.querySelectorAll('details').forEach(box => box.open = true)"


def examine(page: Page, within: str = "document") -> tuple[list[str], int]:
    """Return what breaks a rule, and how many places axe leaves to a reader."""
    # Not as a script element: the page's own policy would refuse it.
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(f"axe.run({within})")
    assert len(found["passes"]) > 10
    return (
        [
            f"{rule['id']} ({rule['impact']}): {node['target']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ],
        sum(len(rule["nodes"]) for rule in found["incomplete"]),
    )


@pytest.mark.parametrize("place", PLACES)
def test_a_page_breaks_no_rule(
    place: str, browser: Browser, address: str, record_property: Record
) -> None:
    faults: list[str] = []
    undecided = 0
    for scheme, width in LOOKS:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme
        )
        page = context.new_page()
        page.goto(address + place, wait_until="networkidle")
        for state in ["folded", "open"] if (scheme, width) == LOOKS[0] else ["open"]:
            if state == "open":  # shows all that a folded page does
                page.evaluate(OPEN)
            found, unsure = examine(page)
            faults += [f"{scheme}, {width}, {state}: {fault}" for fault in found]
            undecided = max(undecided, unsure)
        context.close()
    measured(record_property, place, "axe violations", len(faults))
    measured(record_property, place, "axe undecided", undecided)
    assert faults == []


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_the_open_search_breaks_no_rule(
    width: int, browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("sinusoidal")
    page.wait_for_selector(".md-search-result__item")
    found, _ = examine(page)
    context.close()
    assert found == []


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_what_runs_and_is_edited_breaks_no_rule(
    scheme: Scheme, width: int, browser: Browser, address: str
) -> None:
    """An editor, a traceback, a heatmap and the place for an answer are open."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto(address + "softmax/", wait_until="networkidle")
    live.run(page, 1)
    live.run_edited(page, 2, "np.array([[0.5, -1.0], [0.0, 1.0]])")
    live.run_edited(page, 3, "1 / 0")
    workspace = live.open_exercise(page, 1)
    live.press(workspace, "hint")
    live.verdict(workspace)
    page.evaluate(OPEN)
    found, _ = examine(page)
    context.close()
    assert found == []
