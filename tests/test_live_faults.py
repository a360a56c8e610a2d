"""What can go wrong when something runs, provoked: the page says so, and stays."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import live
from tests.live import edit, press, run_edited, said, snippet

PLACE = "checked/"  # a short page


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
