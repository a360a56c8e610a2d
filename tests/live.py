"""How the tests press the buttons of a page, and wait for what comes of it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

IDLE = "html:not(.running)"
LONG = 60_000  # milliseconds: Python loads, and the machine may be busy
expect.set_options(timeout=LONG)


def snippet(page: Page, number: int) -> Locator:
    return page.locator(f"#snippet-{number}")


def press(part: Locator, name: str) -> None:
    part.locator(f"button[name={name}]").click()


def run(page: Page, number: int) -> str:
    """Press Run on a snippet, wait for its end, and return what the page says of it."""
    press(snippet(page, number), "run")
    return said(snippet(page, number))


def said(part: Locator) -> str:
    """Wait until nothing runs any more; return what is said beside the buttons."""
    part.locator(".said", has_text="…").wait_for(state="detached", timeout=LONG)
    part.page.locator(IDLE).wait_for(timeout=LONG)
    return str(part.locator(".said").first.text_content())


def output(page: Page, number: int) -> str:
    """Return what stands as the output of a snippet."""
    block = page.locator(f"#snippet-{number} + pre.output samp")
    return str(block.text_content()) if block.count() else ""


def open_page(page: Page, url: str) -> None:
    page.goto(url, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def type_into(editor: Locator, text: str) -> None:
    """Put a text in the place of what an editor holds, as a reader would."""
    editor.locator(".cm-content").click()
    editor.page.keyboard.press("Control+A")
    editor.page.keyboard.insert_text(text)


def edit(page: Page, number: int, text: str) -> Locator:
    """Put a text into the editor of a snippet."""
    part = snippet(page, number)
    if part.locator(".cm-content").count() == 0:
        press(part, "edit")
    type_into(part, text)
    return part


def run_edited(page: Page, number: int, text: str) -> str:
    """Edit a snippet, run it, and return what the page says of it."""
    part = edit(page, number, text)
    press(part, "run")
    return said(part)


def open_exercise(page: Page, number: int) -> Locator:
    """Open the place for an answer to an exercise."""
    press(page.locator(f"#exercise-{number}"), "try")
    workspace = page.locator(f"#exercise-{number} + .workspace")
    workspace.locator(".cm-content").wait_for()
    return workspace


def verdict(workspace: Locator) -> str:
    """Press Check and return what is said of the answer."""
    press(workspace, "check")
    workspace.locator(".verdict", has_text="…").wait_for(state="detached", timeout=LONG)
    workspace.page.locator(IDLE).wait_for(timeout=LONG)
    return str(workspace.locator(".verdict").text_content())
