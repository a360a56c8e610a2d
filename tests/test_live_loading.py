"""What Python needs does not come, or the browser lacks it: the page says so."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests import live
from tests.live import edit, press, said, snippet

PLACE = "checked/"  # a short page
TYPED = "print(word + position + 1)"


SPOILED = [
    *((file, "missing") for file in ("pyodide.asm.wasm", "python_stdlib", "ours")),
    *(("numpy", fault) for fault in ("cut short", "damaged", "no network")),
]


@pytest.mark.parametrize(("file", "fault"), SPOILED)
def test_a_file_that_does_not_come_whole_is_named_and_run_tries_again(
    file: str, fault: str, page: Page
) -> None:
    pattern = re.compile(rf"/live/{re.escape(file)}")

    def spoil(route: Route) -> None:
        if fault == "missing":
            return route.fulfill(status=404, body="nothing")
        if fault == "no network":
            return route.abort()
        body = route.fetch().body()
        half = body[: len(body) // 2]
        spoiled = half if fault == "cut short" else half + body[len(half) :][::-1]
        return route.fulfill(status=200, body=spoiled)

    page.context.route(pattern, spoil)
    part = edit(page, 1, TYPED)
    press(part, "run")
    text = said(part)
    assert text.startswith("Python could not be loaded: ")
    assert file in text
    assert part.locator(".cm-content").text_content() == TYPED
    page.context.unroute(pattern)
    press(part, "reset")
    assert live.run(page, 1).startswith("Prints what the page shows")


@pytest.mark.parametrize(
    ("file", "name"), [("manifest", "run"), ("app", "run"), ("editor", "edit")]
)
def test_a_script_that_does_not_come_is_told_and_tried_again(
    file: str, name: str, page: Page
) -> None:
    pattern = re.compile(rf"/live/{file}[-.]")
    page.context.route(pattern, lambda route: route.fulfill(status=404, body=""))
    part = snippet(page, 1)
    press(part, name)
    expect(part.get_by_role("alert")).to_contain_text("This could not be loaded (")
    page.context.unroute(pattern)
    press(part, name)
    part.locator("[name=run]:visible, .cm-content").first.wait_for()
    assert live.run(page, 1).startswith("Prints what the page shows")


def test_a_browser_that_refuses_locks_runs_all_the_same(
    context: BrowserContext, address: str
) -> None:
    """As one that is told to keep nothing."""
    refuse = "navigator.locks.request = () => Promise.reject(new Error('denied'));"

    def spoil(route: Route) -> None:
        route.fulfill(response=(found := route.fetch()), body=refuse + found.text())

    context.route(re.compile("/live/worker"), spoil)
    context.add_init_script(refuse)
    page = context.new_page()
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(address + "softmax/", wait_until="networkidle")
    assert live.run(page, 1).startswith("Prints what the page shows")
    assert errors == []


def test_loading_is_cancelled_also_where_a_figure_waits_for_it(page: Page) -> None:
    pattern = re.compile(r"/live/numpy")
    page.context.route(pattern, lambda _: None)
    slider = page.locator("[data-play=softmax] input[type=range]").first
    slider.fill(str(slider.get_attribute("max")))
    expect(page.locator("[data-play=softmax] .play-status")).to_contain_text("Loading")
    part = snippet(page, 1)
    press(part, "run")
    expect(part.locator("[name=stop]")).to_have_text("Cancel")
    press(part, "stop")
    assert said(part) == "Loading was cancelled. Run and Check begin it again."
    page.context.unroute(pattern)
    assert live.run(page, 1).startswith("Prints what the page shows")


def test_loading_tells_its_bytes_and_can_be_cancelled(page: Page) -> None:
    pattern = re.compile(r"/live/numpy")
    held: list[Route] = []
    page.context.route(pattern, lambda route: held.append(route))
    part = snippet(page, 1)
    press(part, "run")
    expect(part.locator(".said")).to_have_text(
        re.compile(r"Loading Python: [3-6]\.\d of 8\.\d MB")
    )
    assert part.locator("[name=stop]").text_content() == "Cancel"
    press(part, "stop")
    assert said(part) == "Loading was cancelled. Run and Check begin it again."
    assert held
    page.context.unroute(pattern)
    assert live.run(page, 1).startswith("Prints what the page shows")


@pytest.mark.parametrize(
    ("lacking", "because"),
    [
        ("WebAssembly", "it has no WebAssembly"),
        ("DecompressionStream", "it is too old to unpack it"),
    ],
)
def test_a_browser_that_cannot_run_python_is_told_so(
    lacking: str, because: str, context: BrowserContext, address: str
) -> None:
    context.add_init_script(f"delete window.{lacking}")
    page = context.new_page()
    page.goto(address + PLACE, wait_until="networkidle")
    before = page.locator("article pre").all_text_contents()
    assert live.run(page, 1) == f"This browser cannot run Python: {because}."
    assert page.locator("article pre").all_text_contents() == before
