"""What a reader does with a page that runs: edit, look, solve, leave and come back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import live
from tests.browsing import LAPTOP, LOOKS, PHONE, Scheme, Visit, visit
from tests.live import LONG, edit, press, run_edited, said, snippet

SHOWN = "Prints what the page shows"


def unmoved(seen: Visit) -> list[str]:
    """The faults but for moves: what a reader asks for may move what stands below."""
    return [fault for fault in seen.faults if not fault.startswith("moved")]


@pytest.fixture
def seen(browser: Browser) -> Iterator[Visit]:
    """A context; what is a fault of a page, or comes from elsewhere, is one here."""
    with visit(browser) as seen:
        seen.context.set_default_timeout(LONG)
        yield seen
        assert unmoved(seen) == []
        foreign = [
            u for u in seen.requests if not re.match(r"http://127|data:|blob:", u)
        ]
        assert foreign == []


@pytest.fixture
def page(seen: Visit, address: str) -> Page:
    return seen.open(address + "softmax/")


def test_nothing_of_it_is_loaded_before_a_reader_wants_it(
    seen: Visit, page: Page
) -> None:
    assert not [url for url in seen.requests if "/live/" in url]
    press(snippet(page, 1), "edit")
    page.locator(".cm-content").wait_for()
    assert not [url for url in seen.requests if "pyodide" in url]
    live.run(page, 1)
    assert [url for url in seen.requests if "pyodide.asm.wasm" in url]


def test_run_runs_what_stands_above_first(page: Page) -> None:
    assert live.run(page, 5).startswith(SHOWN)
    for number in (1, 2, 3, 4):
        assert said(snippet(page, number)).startswith(SHOWN)


def test_a_snippet_that_stands_above_begins_the_session_anew(page: Page) -> None:
    """As on paper: what stands below it has not happened yet."""
    run_edited(page, 3, "scores = None")
    assert run_edited(page, 2, "print(scores[0])").startswith("Ran in")
    assert live.output(page, 2) == "2.0\n"
    assert run_edited(page, 1, "print('scores' in globals())").startswith("Ran in")
    assert live.output(page, 1) == "False\n"


def test_an_edit_above_is_run_before_what_stands_below(page: Page) -> None:
    live.run(page, 3)
    text = str(snippet(page, 1).locator("code").text_content())
    edit(page, 1, text.replace("2.0, 1.0, 0.0", "0.0, 0.0, 0.0"))
    assert live.run(page, 3).startswith("Does not print what the page shows.")
    assert live.output(page, 3).startswith("[0.333 0.333 0.333]")
    assert page.locator("details.was").first.locator("pre").text_content()


def test_warnings_values_and_errors_are_shown_as_python_prints_them(page: Page) -> None:
    code = "import warnings\nwarnings.warn('mind the gap', stacklevel=1)\n[1 + 1]"
    assert run_edited(page, 1, code).startswith("Ran in")
    printed = live.output(page, 1)
    assert printed.startswith("<snippet 1>:2: UserWarning: mind the gap\n")
    assert printed.endswith("\n[2]\n")
    code = "def f(x):\n    return 1 / x\n\n\nf(0)"
    assert run_edited(page, 2, code) == "Stopped at line 2."
    printed = live.output(page, 2)
    assert printed.startswith("Traceback (most recent call last):\n")
    assert '  File "<snippet 2>", line 5, in <module>\n    f(0)\n' in printed
    assert printed.endswith("ZeroDivisionError: division by zero\n")
    assert snippet(page, 2).locator(".cm-stopped").text_content() == "    return 1 / x"
    assert run_edited(page, 2, "x = (") == "Stopped at line 1."
    assert "SyntaxError: '(' was never closed" in live.output(page, 2)


def test_a_matrix_is_shown_as_a_heatmap_and_a_drawing_as_itself(page: Page) -> None:
    run_edited(page, 1, "import numpy as np\nnp.array([[0.5, -1.0], [0.0, 1.0]])")
    table = page.locator("table.picture")
    assert table.locator("td").all_text_contents() == ["0.5", "-1", "0", "1"]
    look = "cells => cells.map(cell => getComputedStyle(cell).backgroundColor)"
    half, negative, nothing, whole = table.locator("td").evaluate_all(look)
    assert len({half, negative, nothing, whole}) == 4
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>"
    code = (
        f'class Drawing:\n    def _repr_svg_(self):\n        return "{svg}"\nDrawing()'
    )
    run_edited(page, 1, code)
    picture = page.locator("img.picture")
    expect(picture).to_have_js_property("naturalWidth", 9)
    assert page.locator("table.picture").count() == 0


def test_a_block_with_prompts_runs_and_is_edited_without_them(
    seen: Visit, address: str
) -> None:
    page = seen.open(address + "api/")
    first = page.locator(".language-pycon").first
    number = int(str(first.get_attribute("id")).split("-")[1])
    assert live.run(page, number).startswith(SHOWN)
    press(first, "edit")
    text = first.locator(".cm-content").inner_text()
    assert ">>>" not in text
    assert run_edited(page, number, "1 + 1\nfor i in range(2):\n    i").startswith(
        "Ran"
    )
    assert live.output(page, number) == "2\n0\n1\n"


def test_an_edited_snippet_is_copied_as_it_is_edited(page: Page) -> None:
    part = edit(page, 1, "print('mine')")
    part.locator("button[data-md-type=copy]").click()
    assert page.evaluate("navigator.clipboard.readText()") == "print('mine')"
    press(part, "reset")
    part.locator("button[data-md-type=copy]").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == str(part.locator("code").text_content()).strip()


def test_an_exercise_is_solved_in_steps_and_stays_solved(
    page: Page,
) -> None:
    part = page.locator("#exercise-1")
    workspace = live.open_exercise(page, 1)
    assert "put your answer in its place" in live.verdict(workspace)
    assert workspace.locator(".hint").is_hidden()
    press(workspace, "hint")
    assert workspace.locator(".hint").is_visible()
    live.type_into(workspace, "1 / 0")
    assert live.verdict(workspace) == "Python stopped at line 1."
    expect(workspace.locator("pre.output")).to_contain_text("ZeroDivisionError")
    press(workspace, "reset")
    start = workspace.locator(".cm-content").inner_text()
    assert "..." in start
    answer = page.locator("#exercise-1 ~ details.answer").first
    answer.locator("summary").click()
    right = str(answer.locator("code").first.text_content())
    live.type_into(workspace, right)
    assert live.verdict(workspace) == "Right."
    expect(part).to_have_class(re.compile("solved"))
    page.reload(wait_until="networkidle")
    expect(part).to_have_class(re.compile("solved"))
    typed = page.locator("#exercise-1 + .workspace .cm-content").inner_text()
    assert typed.strip() == right.strip()


def test_an_exercise_does_not_see_what_was_edited_on_the_page(page: Page) -> None:
    edit(page, 1, "import numpy as np\nfrom attention import softmax as mine")
    workspace = live.open_exercise(page, 1)
    answer = page.locator("#exercise-1 ~ details.answer").first
    live.type_into(workspace, str(answer.locator("code").first.text_content()))
    assert live.verdict(workspace) == "Right."


def test_two_tabs_have_a_session_each(seen: Visit, page: Page, address: str) -> None:
    other = seen.open(address + "softmax/")
    assert live.run(other, 1).startswith(SHOWN)
    run_edited(page, 1, "scores = 'of the first tab'\nprint(scores)")
    assert live.run(other, 2).startswith(SHOWN)
    assert live.output(page, 1) == "of the first tab\n"


FOLLOW = "url => [...document.links].find(link => link.href === url).click()"


def test_another_page_begins_a_session_in_the_same_python(
    seen: Visit, page: Page, address: str
) -> None:
    live.run(page, 1)
    edit(page, 2, "print('kept')")
    page.evaluate("window.stays = true")
    page.evaluate(FOLLOW, address + "masks/")
    page.wait_for_url(address + "masks/")
    page.locator("h1", has_text="Masks").wait_for()
    loaded = len([url for url in seen.requests if "pyodide.asm" in url])
    assert live.run(page, 1).startswith(SHOWN)
    assert len([url for url in seen.requests if "pyodide.asm" in url]) == loaded
    page.go_back()
    page.locator("h1", has_text="Softmax").wait_for()
    assert page.evaluate("window.stays")
    expect(snippet(page, 2).locator(".cm-content")).to_have_text("print('kept')")
    assert live.run(page, 1).startswith(SHOWN)


def test_a_page_that_is_left_while_something_runs_lets_it_go(
    page: Page, address: str
) -> None:
    live.run(page, 1)
    press(edit(page, 2, "while True: pass"), "run")
    page.evaluate(FOLLOW, address + "masks/")
    page.wait_for_url(address + "masks/")
    page.locator("h1", has_text="Masks").wait_for()
    expect(page.locator(".announced")).to_have_text("")
    assert live.run(page, 1).startswith(SHOWN)


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
@pytest.mark.parametrize("place", ["#snippet-9", "#exercise-2", "#snippet-19"])
def test_a_link_leads_to_a_snippet_or_an_exercise(
    place: str, width: int, browser: Browser, address: str
) -> None:
    """The last of the three stands in a folded answer, which opens."""
    with visit(browser, width=width) as seen:
        page = seen.open(address + "softmax/" + place)
        expect(page.locator(place)).to_be_in_viewport()
        assert page.locator(place).evaluate("e => e.checkVisibility()")
        assert unmoved(seen) == []


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_by_the_keyboard_alone(
    scheme: Scheme, width: int, browser: Browser, address: str
) -> None:
    with visit(browser, scheme, width, still=True) as seen:
        seen.context.set_default_timeout(LONG)
        page = seen.open(address + "checked/")
        run = snippet(page, 1).locator("[name=run]")
        run.focus()
        page.keyboard.press("Enter")
        assert said(snippet(page, 1)).startswith(SHOWN)
        snippet(page, 1).locator("[name=edit]").focus()
        page.keyboard.press("Enter")
        snippet(page, 1).locator(".cm-content").wait_for()
        page.keyboard.press("Control+End")
        page.keyboard.type("\nfor i in range(2):\nprint(i)")  # Enter indents
        page.keyboard.press("Control+Enter")
        assert said(snippet(page, 1)).startswith("Ran in")
        assert live.output(page, 1) == "[0.11 0.32 0.53]\n0\n1\n"
        page.keyboard.press("Escape")
        expect(run).to_be_focused()
        expect(page.locator(".announced")).to_contain_text("Snippet 1: Ran in")
        assert unmoved(seen) == []


def test_by_touch(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": PHONE, "height": 844}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(LONG)
    page = context.new_page()
    page.goto(address + "softmax/", wait_until="networkidle")
    snippet(page, 1).locator("[name=run]").tap()
    assert said(snippet(page, 1)).startswith(SHOWN)
    page.locator("#exercise-1 [name=try]").tap()
    workspace = page.locator("#exercise-1 + .workspace")
    workspace.locator("[name=hint]").tap()
    assert workspace.locator(".hint").is_visible()
    for button in page.locator(".strip button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
    context.close()
