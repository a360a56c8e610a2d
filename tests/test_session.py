"""The session of a page, without a browser: what is printed, shown, judged and kept."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from site_tools.live.pictures import picture
from site_tools.live.session import MOST, Session


class Heard:
    """A session, and what it told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.session = Session(lambda stream, text: self.told.append((stream, text)))

    def run(
        self, source: str, *, shown: str = "", prompted: bool = False
    ) -> dict[str, Any]:
        self.told.clear()
        return self.session.run(source, "snippet 1", shown=shown, prompted=prompted)

    def text(self) -> str:
        return "".join(text for _, text in self.told)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_a_snippet_sees_what_another_defined_until_all_begins_anew(
    heard: Heard,
) -> None:
    assert heard.run("x = 2")["error"] is None
    heard.run("print(x + 1)")
    assert heard.text() == "3\n"
    heard.session.begin()
    assert "NameError: name 'x' is not defined" in heard.run("x")["error"]


@pytest.mark.parametrize(
    ("source", "prompted", "printed"),
    [
        ("1 + 1", False, "2\n"),
        ("1 + 1\n'a'", False, "'a'\n"),
        ("None", False, ""),
        ("x = 1", False, ""),
        ("# nothing", False, ""),
        ("1 + 1\n'a'\nfor i in range(2):\n    i", True, "2\n'a'\n0\n1\n"),
        ("print('a', end='')", False, "a"),
    ],
)
def test_values_are_printed_as_python_does(
    source: str, prompted: bool, printed: str, heard: Heard
) -> None:
    assert heard.run(source, prompted=prompted)["error"] is None
    assert heard.text() == printed


@pytest.mark.parametrize(
    ("source", "shown", "prompted", "agrees"),
    [
        ("print(0.25)", "0.25\n", False, "equal"),
        ("print(0.25)", "0.26", False, "near"),
        ("print(0.25)", "0.27", False, "other"),
        ("print(0.25)", "", False, "other"),
        ("x = 1", "", False, "equal"),
        ("1\n2", "1\n2\n", True, "equal"),
        ("print('a\\n\\nb')", "a\nb", True, "equal"),
        ("print('a\\n\\nb')", "a\nb", False, "other"),
        ("import sys\nprint(1)\nprint(2, file=sys.stderr)", "1", False, "equal"),
    ],
)
def test_what_is_printed_is_compared_with_what_is_shown(
    source: str, shown: str, prompted: bool, agrees: str, heard: Heard
) -> None:
    assert heard.run(source, shown=shown, prompted=prompted)["agrees"] == agrees


def test_both_streams_are_told_in_order_and_a_line_at_once(heard: Heard) -> None:
    heard.run("import sys\nprint(1)\nprint(2, file=sys.stderr)\nprint(3, end='')")
    assert heard.told == [("stdout", "1\n"), ("stderr", "2\n"), ("stdout", "3")]


def test_a_traceback_begins_in_the_readers_code_and_names_its_last_line(
    heard: Heard,
) -> None:
    result = heard.run("import numpy as np\n\n\ndef f():\n    np.ones(2) @ 1\n\n\nf()")
    assert result["line"] == 5
    lines = result["error"].splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[1:3] == ['  File "<snippet 1>", line 8, in <module>', "    f()"]
    assert "site_tools" not in result["error"]
    assert lines[-1].startswith("ValueError: matmul")


@pytest.mark.parametrize(
    ("source", "line", "last"),
    [
        ("x = 1\ny = (", 2, "SyntaxError: '(' was never closed"),
        ("x = 1\neval('1 +')", 2, "SyntaxError: invalid syntax"),
        ("raise SystemExit(3)", 1, "SystemExit: 3"),
        ("x = 1\nraise KeyboardInterrupt", 2, "KeyboardInterrupt"),
        ("input()", 1, "EOFError: EOF when reading a line"),
        ("def f():\n    return f()\n\n\nf()", 2, "RecursionError: maximum recursion"),
    ],
)
def test_whatever_ends_a_snippet_is_told(
    source: str, line: int, last: str, heard: Heard
) -> None:
    result = heard.run(source)
    assert result["line"] == line
    assert result["error"].splitlines()[-1].startswith(last)


def test_an_error_in_what_an_earlier_snippet_defined_is_shown_there(
    heard: Heard,
) -> None:
    heard.session.run(
        "class A:\n    def __repr__(self):\n        return 1 / 0", "snippet 1"
    )
    error = heard.session.run("A()", "snippet 2")["error"]
    assert 'File "<snippet 1>", line 3, in __repr__\n    return 1 / 0' in error


def test_code_is_python_as_it_is_without_a_future(heard: Heard) -> None:
    heard.run("def f(x: int): ...\nprint(f.__annotations__)")
    assert heard.text() == "{'x': <class 'int'>}\n"


SET = """
import os, warnings
import numpy as np
np.set_printoptions(precision=2)
np.seterr(divide="raise")
warnings.simplefilter("ignore")
os.chdir("/")
"""
LOOK = """
import os, warnings
import numpy as np
print(np.get_printoptions()["precision"], np.geterr()["divide"])
print(os.getcwd(), len(warnings.filters))
"""


def test_what_a_snippet_sets_for_all_of_python_stays_until_all_begins_anew(
    heard: Heard,
) -> None:
    def looks() -> str:
        heard.run(LOOK)
        return heard.text()

    before = looks()
    heard.run(SET)
    during = looks()
    assert during.startswith("2 raise\n/ ")
    assert np.get_printoptions()["precision"] == 8  # a figure, say, sees none of it
    assert looks() == during
    heard.session.begin()
    assert looks() == before


def test_what_was_warned_of_is_warned_of_again_when_all_begins_anew(
    heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module outlives the names of a page; with it, what Python noted in it."""
    monkeypatch.syspath_prepend(tmp_path)
    module = tmp_path / "warning_module.py"
    module.write_text("import warnings\ndef f(): warnings.warn('mind', stacklevel=1)\n")
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("default")
        session = Session(heard.session.tell)
        for _ in range(2):
            session.run("import warning_module\nwarning_module.f()", "snippet 1")
        assert len(seen) == 1
        session.begin()
        session.run("import warning_module\nwarning_module.f()", "snippet 1")
        assert len(seen) == 2


def test_no_memory_is_told_in_words(heard: Heard) -> None:
    result = heard.run("raise MemoryError('too much')")
    assert "MemoryError: too much\nThere is no memory left" in result["error"]


@pytest.mark.parametrize(
    "source",
    [
        f"print('x' * {MOST + 1})",
        f"for _ in range({MOST}): print('xxxx')",
        f"for _ in range({MOST // 100 + 1}): print('x' * 99)",
        f"print('x' * {MOST - 1})\nprint('y')",
    ],
)
def test_too_much_is_cut_with_a_sentence(source: str, heard: Heard) -> None:
    heard.run(source)
    assert heard.text().endswith("longer than 20,000 characters.\n")
    assert heard.text().index("\n… The output is cut") == MOST
    assert "y" not in heard.text()[: MOST + 1]


def test_what_just_fits_is_not_cut(heard: Heard) -> None:
    heard.run(f"print('x' * {MOST - 1})")
    assert heard.text() == "x" * (MOST - 1) + "\n"


def test_the_streams_are_pythons_own_again(
    heard: Heard, capsys: pytest.CaptureFixture[str]
) -> None:
    heard.run("1 / 0")
    print("mine")
    assert capsys.readouterr().out == "mine\n"
    assert heard.text() == ""


def test_a_matrix_is_a_picture_and_its_strongest_number_has_the_full_shade() -> None:
    drawn = picture(np.array([[0.123456, -2.0], [np.nan, 1.0]]))
    assert drawn == {
        "cells": [["0.1235", "-2"], ["nan", "1"]],
        "shades": [[0.062, -1.0], [0.0, 0.5]],
    }
    assert picture(np.zeros((2, 2))) == {
        "cells": [["0", "0"], ["0", "0"]],
        "shades": [[0.0, 0.0], [0.0, 0.0]],
    }
    drawn = picture(np.eye(2, dtype=bool))
    assert drawn is not None
    assert drawn["cells"][0] == ["True", "False"]


@pytest.mark.parametrize(
    "value",
    [1, [1, 2], "a", np.ones(3), np.ones((2, 2, 2)), np.ones((25, 2)), np.ones((0, 2))],
)
def test_what_is_no_small_matrix_is_no_picture(value: object) -> None:
    assert picture(value) is None
    assert picture(np.array([["a"]])) is None
    assert picture(np.ma.masked_array(np.ones((1, 2)), [[True, False]])) is None


class Odd:
    """An object that answers to every name, and has no drawing."""

    def __getattr__(self, name: str) -> object:
        raise KeyError(name)


class Undrawn:
    """An object that could have a drawing, and has none."""

    def _repr_svg_(self) -> None:
        return None


def test_what_has_no_drawing_is_no_picture() -> None:
    assert picture(Odd()) is None
    assert picture(Undrawn()) is None


class Drawing:
    """A drawing, as notebooks know it."""

    def _repr_svg_(self) -> str:
        return "<svg/>"


def test_a_drawing_is_a_picture_and_its_class_is_none() -> None:
    assert picture(Drawing()) == {"svg": "<svg/>"}
    assert picture(Drawing) is None
