"""The exercises: a check accepts the page's own answer and refuses usual wrong ones."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sybil import Document

from site_tools import exercises
from site_tools.build import ROOT
from site_tools.exercises import Exercise
from site_tools.fences import Snippet, parse_fences
from site_tools.live.verdicts import RIGHT, judge

FILES = sorted(exercises.FOLDER.glob("*.py"))
ALL = [(file, one) for file in FILES for one in exercises.read(file)]
IDS = [f"{file.stem}-{one.number}" for file, one in ALL]
WRONG = [
    pytest.param(file, one, words, code, id=f"{file.stem}-{one.number}-{n}")
    for file, one in ALL
    for n, (words, code) in enumerate(one.wrong, 1)
]
MARK = re.compile(r"^\{: #exercise-(\d+) \.exercise\}$", re.MULTILINE)
DECIMAL = re.compile(r"\d\.\d|\d ?%|\d per cent|\d[eE]-?\d")


def page_of(file: Path) -> str:
    return (ROOT / "docs" / f"{file.stem}.md").read_text(encoding="utf-8")


@cache
def sections(file: Path) -> tuple[str, dict[int, str]]:
    """The page above the exercises, and each exercise up to the next one's text."""
    page = page_of(file)
    marks = [*MARK.finditer(page)]
    ends = [*(m.start() for m in marks[1:]), page.find("\n## ", marks[-1].end())]
    texts = {int(m[1]): page[m.end() : end] for m, end in zip(marks, ends, strict=True)}
    return page[: marks[0].start()], texts


def run(code: str, names: dict[str, Any]) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)


def code_of(text: str) -> str:
    document = Document(text, "page")
    parsed = [r.parsed for r in sorted(parse_fences(document), key=lambda r: r.start)]
    return "\n".join(p.code for p in parsed if isinstance(p, Snippet))


@cache
def code_above(file: Path, number: int) -> str:
    """The blocks of the page that stand above the answer of an exercise."""
    above, texts = sections(file)
    return code_of("\n\n".join([above, *(t for n, t in texts.items() if n < number)]))


@cache
def names_above(file: Path, number: int) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "__main__"}
    run(code_above(file, number), names)
    return names


def fresh(names: dict[str, Any]) -> dict[str, Any]:
    """Copy what an answer could change; a page takes seconds to run for each answer."""
    changing = np.ndarray, np.random.Generator
    return {k: deepcopy(v) if isinstance(v, changing) else v for k, v in names.items()}


def verdict(file: Path, one: Exercise, answer: str) -> str:
    names = fresh(names_above(file, one.number))
    run(answer, names)
    return judge(one.check, names)


@pytest.mark.parametrize(("file", "one"), ALL, ids=IDS)
def test_the_answer_on_the_page_is_right(file: Path, one: Exercise) -> None:
    answer = code_of(sections(file)[1][one.number])
    assert verdict(file, one, answer) == RIGHT


@pytest.mark.parametrize(("file", "one", "words", "code"), WRONG)
def test_a_usual_wrong_answer_is_refused_in_words(
    file: Path, one: Exercise, words: str, code: str
) -> None:
    said = verdict(file, one, f"{one.start}\n{code}")
    assert said != RIGHT
    assert words in said


@pytest.mark.parametrize(("file", "one"), ALL, ids=IDS)
def test_the_start_runs_and_is_no_answer(file: Path, one: Exercise) -> None:
    said = verdict(file, one, one.start)
    assert "`..." in said or "...`" in said


@pytest.mark.parametrize(("file", "one"), ALL, ids=IDS)
def test_an_exercise_is_whole(
    file: Path,  # noqa: ARG001 - names the case
    one: Exercise,
) -> None:
    assert one.start
    assert one.hint
    assert len(one.wrong) >= 3
    assert len({code for _, code in one.wrong}) == len(one.wrong)


@pytest.mark.parametrize(("file", "one"), ALL, ids=IDS)
def test_no_decimal_is_typed_into_what_a_reader_is_told(
    file: Path,  # noqa: ARG001 - names the case
    one: Exercise,
) -> None:
    """A number in a hint or a verdict is whole, or computed where it is said."""
    strings = [
        node.value
        for node in ast.walk(ast.parse(one.check))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    for said in [one.hint, *strings]:
        assert DECIMAL.search(said) is None, said


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.stem
)
def test_each_exercise_of_a_page_can_be_checked(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    marked = [int(n) for n in MARK.findall(text)]
    answers = len(re.findall(r'^\?\?\? answer "', text, re.MULTILINE))
    assert marked == [*range(1, answers + 1)]
    file = exercises.FOLDER / f"{page.stem}.py"
    known = [one.number for one in exercises.read(file)] if file.exists() else []
    assert known == marked
