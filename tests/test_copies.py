"""What a reader copies runs: by the button, and by selecting with a mouse."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from site_tools import census
from site_tools.printed import agrees
from tests.reader import run_as_reader

PLACES = [
    built.parent.as_posix().lstrip("/")
    for built in census.built_pages(Path("/")).values()
]
BLOCKS = ", ".join(f"{kind}:not(.doc-signature)" for kind in census.KINDS)
COPY = "button[data-md-type=copy]"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page with a clipboard, so high that a mouse reaches far without scrolling."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 2400},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context.new_page()
    context.close()


def open_place(page: Page, url: str) -> None:
    page.goto(url, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def code_of(block: str) -> str:
    """Return what a copy should yield: the block without prompts and outputs.

    An empty line ends a loop or a function, as an interactive Python wants it.
    """
    if ">>> " not in block:
        return block.strip()
    return "\n".join(statements(block)).strip()


def statements(block: str) -> list[str]:
    sources = [e.source for e in doctest.DocTestParser().get_examples(block)]
    return [s if s.count("\n") > 1 else s.removesuffix("\n") for s in sources]


@pytest.mark.parametrize("place", PLACES)
def test_the_copies_of_a_page_run_as_one_script_and_print_what_it_shows(
    place: str, page: Page, address: str, site: Path, wheel: Path
) -> None:
    open_place(page, address + place)
    blocks = page.locator(BLOCKS)
    copies = []
    for block in blocks.all():
        block.locator(COPY).click()
        copies.append(clipboard(page))
        shown = str(block.locator("code").first.text_content())
        assert copies[-1].strip() == code_of(shown)
        compile(copies[-1], place, "exec")
    assert len(copies) == blocks.count() > 0
    printed = run_as_reader("\n".join(copies), wheel)
    assert agrees(census.printed(site / place / "index.html"), printed)
    # What else can be copied is a command for the shell; no output has a button.
    rest = page.locator(COPY).locator("visible=true").count() - len(copies)
    assert rest == page.locator(".language-sh").count()


# Each prompt, output and permanent link gets a letter that no page has, so that none
# of it goes unseen in what was copied.
MARK = """
const mark = (parts, letter) =>
    document.querySelectorAll(parts).forEach(part => part.append(letter));
mark(".output samp, .go", "\\ue000");
mark(".gp, .headerlink", "\\ue001");
"""
OUTPUT, LEFT_OUT = "\ue000", "\ue001"


@pytest.mark.parametrize("place", PLACES)
def test_a_whole_page_is_copied_without_prompts_and_outputs(
    place: str, page: Page, address: str
) -> None:
    open_place(page, address + place)
    shown = [str(b.text_content()) for b in page.locator(f":is({BLOCKS}) code").all()]
    page.evaluate(MARK)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article'))")
    copied = copy_selection(page)
    assert OUTPUT not in copied
    assert LEFT_OUT not in copied
    end = 0
    for block in shown:
        for piece in statements(block) if ">>> " in block else [block]:
            start = copied.find(piece.strip(), end)
            assert start >= 0, piece
            end = start + len(piece.strip())
    assert end > 0


def copy_selection(page: Page) -> str:
    page.evaluate("new Promise(requestAnimationFrame)")  # the selection was noticed
    page.evaluate("navigator.clipboard.writeText('')")
    page.keyboard.press("Control+C")
    return clipboard(page)


def drag(page: Page, start: Locator, end: Locator, *, back: bool = False) -> str:
    """Drag from the first letter of `start` to the last of `end`, or back; copy it."""
    start.scroll_into_view_if_needed()
    here, there = start.bounding_box(), end.bounding_box()
    assert here is not None
    assert there is not None
    first = here["x"], here["y"] + 4
    last = there["x"] + there["width"] - 1, there["y"] + there["height"] - 4
    page.mouse.move(*(last if back else first))
    page.mouse.down()
    page.mouse.move(*(first if back else last), steps=5)
    page.mouse.up()
    return copy_selection(page)


@pytest.mark.parametrize("place", ["", "notebooks/whole-path/"])
def test_a_mouse_copies_the_code_or_the_output(
    place: str, page: Page, address: str
) -> None:
    open_place(page, address + place)
    code = page.locator(".language-python code").first
    output = page.locator("pre.output").first
    text, result = str(code.text_content()), str(output.text_content())
    page.evaluate(MARK)

    assert drag(page, code, code).strip() == text.strip()
    before = page.locator("article p").first
    over_both = drag(page, before, output.locator("samp"))
    assert str(before.text_content())[-20:] in over_both
    assert text.strip() in over_both
    assert OUTPUT not in over_both

    upwards = drag(page, before, output.locator("samp"), back=True)
    assert text.strip() in upwards
    assert OUTPUT not in upwards

    # An output alone is copied, also right after code was selected; so is a line of it.
    whole = drag(page, output.locator("samp"), output.locator("samp"))
    assert whole.replace(OUTPUT, "").strip() == result.strip()
    drag(page, code, code)
    output.click(click_count=3, position={"x": 30, "y": 16})
    line = copy_selection(page)
    assert line.replace(OUTPUT, "").strip() == result.splitlines()[0]


def test_a_mouse_copies_statements_or_an_answer(page: Page, address: str) -> None:
    open_place(page, address + "api/")
    block = page.locator(".language-pycon").first
    shown = str(block.locator("code").text_content())
    first, *_, last = doctest.DocTestParser().get_examples(shown)
    page.evaluate(MARK)
    answer = block.locator(".go").last
    over_both = drag(page, block.locator("code"), block.locator("code"))
    assert over_both.strip() == first.source + last.source.strip()
    alone = drag(page, answer, answer)
    assert alone.replace(OUTPUT, "").strip() == last.want.strip()


def test_without_scripts_prompts_and_answers_are_not_selected(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address + "api/")
    plain.evaluate(
        "getSelection().selectAllChildren(document.querySelector('article'))"
    )
    selected = str(plain.evaluate("getSelection().toString()"))
    shown = plain.locator(".language-pycon .go").all_text_contents()
    assert ">>>" not in selected
    assert len(shown) > 50
    assert shown[0] not in selected
    context.close()
