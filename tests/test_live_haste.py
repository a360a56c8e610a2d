"""Readers in haste, in two tabs, on a slow network: nothing that they typed is lost."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from tests import live
from tests.live import edit, press, said, snippet
from tests.test_live_page import FOLLOW, SHOWN

EDITOR = re.compile("/live/editor")


def keep(page: Page, url: str, number: int, text: str, of: str | None = None) -> None:
    """Keep an edit of a snippet, as if it had been typed in an earlier visit."""
    if of is None:
        of = str(snippet(page, number).locator("code").text_content()).rstrip()
    key = f"edit {urlsplit(url).path}#snippet-{number}"
    kept = json.dumps({"of": of, "text": text})
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])


def kept(page: Page, url: str, number: int) -> str | None:
    key = f"edit {urlsplit(url).path}#snippet-{number}"
    text: str | None = page.evaluate(
        "key => JSON.parse(localStorage.getItem(key))?.text", key
    )
    return text


def hold(context: BrowserContext) -> None:
    """Let the editor wait until its route is taken away."""
    context.route(EDITOR, lambda _: None)


def test_two_clicks_on_run_run_once(page: Page) -> None:
    """The second would press what took the place of the first: Stop."""
    live.run(page, 1)
    snippet(page, 1).locator("[name=run]").dblclick()
    assert said(snippet(page, 1)).startswith(SHOWN)


def test_the_keys_that_run_are_heard_once(page: Page) -> None:
    live.run(page, 1)
    part = edit(page, 2, "while True: pass")
    page.keyboard.press("Control+Enter")
    part.locator("[name=stop]").wait_for()
    page.wait_for_timeout(300)
    assert part.locator(".said").text_content() == "Running …"
    press(part, "stop")
    assert said(part).startswith("Stopped")


def test_the_keyboard_stays_where_it_was_while_buttons_come_and_go(page: Page) -> None:
    part = edit(page, 1, "while True: pass")
    run, stop = part.locator("[name=run]"), part.locator("[name=stop]")
    run.focus()
    page.keyboard.press("Enter")
    expect(stop).to_be_focused()
    expect(stop).to_have_text("Stop")  # Python has come meanwhile
    page.keyboard.press("Enter")
    expect(run).to_be_focused()
    workspace = live.open_exercise(page, 1)
    check = workspace.locator("[name=check]")
    check.focus()
    page.keyboard.press("Enter")
    expect(workspace.locator(".verdict")).to_contain_text("put your answer")
    expect(check).to_be_focused()


def test_a_kept_edit_and_an_impatient_reader_make_one_editor(
    context: BrowserContext, page: Page, address: str
) -> None:
    keep(page, address + "softmax/", 1, "print('mine')")
    hold(context)
    page.reload(wait_until="domcontentloaded")
    press(snippet(page, 1), "edit")
    press(snippet(page, 1), "edit")
    page.wait_for_timeout(500)
    context.unroute(EDITOR)
    expect(snippet(page, 1).locator(".cm-content")).to_have_text("print('mine')")
    assert kept(page, address + "softmax/", 1) == "print('mine')"
    assert live.run(page, 1).startswith("Ran in")


def test_a_kept_edit_runs_even_before_its_editor_is_there(
    context: BrowserContext, page: Page, address: str
) -> None:
    keep(page, address + "softmax/", 1, "print('mine')")
    hold(context)
    page.reload(wait_until="domcontentloaded")
    press(snippet(page, 1), "run")
    output = page.locator("#snippet-1 + pre.output samp")
    expect(output).to_have_text("mine\n")
    context.unroute(EDITOR)
    expect(snippet(page, 1).locator(".cm-content")).to_have_text("print('mine')")


def test_to_open_an_editor_takes_nothing_from_another_tab(
    context: BrowserContext, page: Page, address: str
) -> None:
    other = context.new_page()
    other.goto(address + "softmax/", wait_until="networkidle")
    edit(page, 1, "print('of the first tab')")
    press(snippet(other, 1), "edit")
    text = snippet(other, 1).locator(".cm-content")
    expect(text).to_have_text("print('of the first tab')")
    assert kept(page, address + "softmax/", 1) == "print('of the first tab')"


def test_an_edit_of_code_that_changed_since_is_shown_and_named(
    page: Page, address: str
) -> None:
    keep(page, address + "softmax/", 1, "print('mine')", of="print('older')")
    page.reload(wait_until="networkidle")
    part = snippet(page, 1)
    expect(part.locator(".cm-content")).to_have_text("print('mine')")
    assert said(part).startswith("Your edit of what stood here before the page changed")
    press(part, "reset")
    assert kept(page, address + "softmax/", 1) is None


def test_where_the_editor_does_not_come_the_page_says_that_the_edit_is_kept(
    context: BrowserContext, page: Page, address: str
) -> None:
    keep(page, address + "softmax/", 1, "print('mine')")
    context.route(EDITOR, lambda route: route.abort())
    page.reload(wait_until="networkidle")
    expect(snippet(page, 1).locator(".said")).to_contain_text("is kept, but the editor")
    context.unroute(EDITOR)
    press(snippet(page, 1), "edit")
    expect(snippet(page, 1).locator(".cm-content")).to_have_text("print('mine')")


LISTENERS = """
window.listeners = 0;
const { addEventListener: add, removeEventListener: remove } = window;
window.addEventListener = (...given) => {
    window.listeners += given[0] === "resize";
    add.apply(window, given);
};
window.removeEventListener = (...given) => {
    window.listeners -= given[0] === "resize";
    remove.apply(window, given);
};
"""


def test_a_page_that_is_left_leaves_no_editor_behind(page: Page, address: str) -> None:
    """Neither one that is open, nor one that was about to."""
    page.add_init_script(LISTENERS)
    page.reload(wait_until="networkidle")
    masks = address + "masks/"
    keep(page, masks, 2, "print('mine')", of="older")
    before = page.evaluate("window.listeners")
    edit(page, 1, "print('kept')")
    live.open_exercise(page, 1)
    assert page.evaluate("window.listeners") > before
    page.evaluate("document.querySelector('#snippet-2 [name=edit]').click()")
    page.evaluate(FOLLOW, masks)
    page.wait_for_url(masks)
    expect(snippet(page, 2).locator(".cm-content")).to_have_text("print('mine')")
    assert kept(page, masks, 2) == "print('mine')"
    page.evaluate(FOLLOW, address + "tokens/")
    page.wait_for_url(address + "tokens/")
    page.locator("h1", has_text="Tokens").wait_for()
    page.wait_for_function(f"window.listeners === {before}")


def test_an_editor_that_comes_when_its_page_is_left_is_let_go(
    context: BrowserContext, page: Page, address: str
) -> None:
    masks = address + "masks/"
    keep(page, masks, 2, "print('mine')", of="older")
    hold(context)
    press(snippet(page, 2), "edit")
    page.evaluate(FOLLOW, masks)
    page.wait_for_url(masks)
    page.locator("h1", has_text="Masks").wait_for()
    context.unroute(EDITOR)
    expect(snippet(page, 2).locator(".cm-content")).to_have_text("print('mine')")
    assert kept(page, masks, 2) == "print('mine')"
    assert page.locator(".cm-content").count() == 1
