"""Figures to play with are for fingers and for screen readers, too, once they work."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests import playing
from tests.browsing import LOOKS, PHONE, Scheme
from tests.test_axe import examine

NAMES = ["attention", "sentence", "sinusoid", "softmax"]
SMALL = """
figure => [...figure.querySelectorAll(
    "input, select, button, summary, [role=grid] [tabindex]"
)]
    .filter(target => target.checkVisibility())
    .filter(target => {
        const {width, height} = target.getBoundingClientRect();
        return width < 24 || height < 24;
    })
    .map(target => target.outerHTML)
"""


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_a_figure_that_works_breaks_no_rule(
    name: str, scheme: Scheme, width: int, browser: Browser, address: str
) -> None:
    with playing.opened(browser, address, name, width, scheme) as page:
        page.evaluate("figure.querySelectorAll('details').forEach(d => d.open = true)")
        assert examine(page, "figure")[0] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_finger_can_hit_each_control(
    name: str, browser: Browser, address: str
) -> None:
    with playing.opened(browser, address, name, PHONE) as page:
        assert page.locator("[data-play]").evaluate(SMALL) == []
