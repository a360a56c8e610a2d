"""In a browser, too, each check accepts the page's answer and refuses a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from site_tools import exercises
from tests import live
from tests.test_exercises import code_of, sections


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1200})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "file", sorted(exercises.FOLDER.glob("*.py")), ids=lambda file: file.stem
)
def test_each_exercise_of_a_page_can_be_solved_and_missed(
    file: Path, page: Page, address: str
) -> None:
    place = "" if file.stem == "index" else f"{file.stem}/"
    page.goto(address + place, wait_until="networkidle")
    assert page.locator("[name=try]").count() == len(exercises.read(file))
    for one in exercises.read(file):
        workspace = live.open_exercise(page, one.number)
        workspace.locator("[name=hint]").click()
        assert workspace.locator(".hint").inner_text() == one.hint.replace("`", "")
        words, wrong = one.wrong[0]
        live.type_into(workspace, f"{one.start}\n{wrong}")
        assert words.replace("`", "") in live.verdict(workspace), one.number
        live.type_into(workspace, code_of(sections(file)[1][one.number]))
        assert live.verdict(workspace) == "Right.", one.number
    assert page.locator(".exercise.solved").count() == len(exercises.read(file))
