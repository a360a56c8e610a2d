"""What can go wrong when something runs, provoked: the page says so, and stays."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests import live
from tests.live import LONG, edit, press, run_edited, said, snippet

# A short page: its first snippet needs NumPy, its second what the first one defines.
expect.set_options(timeout=LONG)
PLACE = "checked/"
TYPED = "print(word + position + 1)"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(LONG)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address + "softmax/", wait_until="networkidle")
    return page


def test_an_endless_loop_is_stopped_within_a_second(page: Page) -> None:
    assert live.run(page, 1).startswith("Prints what the page shows")
    part = edit(page, 2, "print('before')\nwhile True: pass")
    press(part, "run")
    expect(page.locator("#snippet-2 + pre.output")).to_contain_text("before\n")
    started = time.perf_counter()
    press(part, "stop")
    page.locator(live.IDLE).wait_for()
    assert time.perf_counter() - started < 1
    assert said(part).startswith("Stopped. Python begins anew, without the names")
    assert live.output(page, 2) == "before\n"
    # A new Python is there at once; the names are not, until they are made again.
    press(part, "reset")
    press(part, "above")
    assert said(part) == "The snippet above has run."
    assert live.run(page, 2).startswith("Prints what the page shows")


def test_what_a_stopped_session_knew_comes_back_with_the_next_run(page: Page) -> None:
    live.run(page, 1)
    part = edit(page, 3, "while True: pass")
    press(part, "run")
    press(part, "stop")
    assert "Stopped" in said(part)
    press(part, "reset")
    assert live.run(page, 3).startswith("Prints what the page shows")


@pytest.mark.parametrize(
    "code", ["print('x' * 10_000_000)", "for _ in range(100_000): print('x' * 99)"]
)
def test_ten_megabytes_of_output_are_cut_with_a_sentence(code: str, page: Page) -> None:
    assert run_edited(page, 1, code).startswith("Ran in")
    printed = live.output(page, 1)
    assert printed.endswith("is cut here: it is longer than 20,000 characters.\n")
    assert 20_000 < len(printed) < 20_200


def test_more_memory_than_there_is_is_an_error_and_python_goes_on(page: Page) -> None:
    live.run(page, 1)
    assert (
        run_edited(page, 2, "big = [np.ones(130_000_000) for _ in range(9)]")
        == "Stopped at line 1."
    )
    assert "There is no memory left for that." in live.output(page, 2)
    press(snippet(page, 2), "reset")
    assert live.run(page, 2).startswith("Prints what the page shows")


def test_memory_that_is_eaten_up_is_an_error_and_the_page_stays(page: Page) -> None:
    part = edit(page, 1, "kept = []\nwhile True: kept.append(bytearray(10**8))")
    press(part, "run")
    text = said(part)
    assert text == "Stopped at line 2." or "Python broke down" in text, text
    press(part, "reset")
    assert live.run(page, 1).startswith("Prints what the page shows")


def test_recursion_without_an_end_is_an_error(page: Page) -> None:
    text = run_edited(page, 1, "def f(): return f()\nf()")
    assert text == "Stopped at line 1." or "Python broke down" in text, text
    press(snippet(page, 1), "reset")
    assert live.run(page, 1).startswith("Prints what the page shows")


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


KEEP_WORKERS = """
window.workers = [];
window.Worker = class extends Worker {
    constructor(...given) { super(...given); window.workers.push(this); }
};
"""


def test_a_worker_that_is_killed_is_noticed(
    context: BrowserContext, address: str
) -> None:
    context.add_init_script(KEEP_WORKERS)
    page = context.new_page()
    page.goto(address + "softmax/", wait_until="networkidle")
    live.run(page, 1)
    part = edit(page, 2, "while True: pass")
    press(part, "run")
    page.evaluate("window.workers.at(-1).terminate()")
    assert said(part).startswith(
        "Python ended without a word. Python begins anew, without"
    )
    press(part, "reset")
    assert live.run(page, 2).startswith("Prints what the page shows")


def test_a_worker_that_dies_at_rest_is_started_anew(page: Page) -> None:
    live.run(page, 1)
    run_edited(page, 2, "import js; js.close()")
    press(snippet(page, 2), "reset")
    page.wait_for_timeout(500)
    assert live.run(page, 2).startswith("Prints what the page shows")


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


def test_what_was_typed_is_there_after_a_reload_and_reset_takes_it_back(
    page: Page,
) -> None:
    original = snippet(page, 1).locator("code").text_content()
    edit(page, 1, "# mine\nprint(1 + 1)")
    page.reload(wait_until="networkidle")
    part = snippet(page, 1)
    expect(part.locator(".cm-content")).to_have_text("# mineprint(1 + 1)")
    assert "Your edit" in said(part)
    press(part, "run")
    assert said(part).startswith("Ran in")
    assert live.output(page, 1) == "2\n"
    press(part, "reset")
    assert part.locator("code").text_content() == original
    assert live.output(page, 1).startswith("powers:")
    page.reload(wait_until="networkidle")
    assert page.locator(".cm-content").count() == 0


def test_without_storage_an_edit_lives_as_long_as_the_page(
    context: BrowserContext, address: str
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw Error('no'); }})"
    )
    page = context.new_page()
    page.goto(address + PLACE, wait_until="networkidle")
    assert run_edited(page, 1, "print('mine')").startswith("Ran in")
    assert live.output(page, 1) == "mine\n"


def test_an_error_above_is_named_where_run_was_pressed(page: Page) -> None:
    edit(page, 2, "1 / 0")
    assert live.run(page, 3) == "Snippet 2 above stopped with an error."
    assert "ZeroDivisionError: division by zero" in live.output(page, 2)
    press(snippet(page, 2), "reset")
    assert live.run(page, 3).startswith("Prints what the page shows")
