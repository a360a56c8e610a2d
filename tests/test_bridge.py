"""What the worker asks of Python: an answer is judged, and the page sees none of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from site_tools.live.bridge import Bridge
from tests.test_session import LOOK, SET


def call(name: str, **payload: object) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []
    bridge = Bridge(lambda stream, text: told.append((stream, text)))
    bridge.session.run("x = 'of the page'", "snippet 1")
    return json.loads(bridge.call(name, json.dumps(payload))), told


ABOVE = [{"source": "x = 3\nprint(x)", "label": "snippet 1", "prompted": False}]


def test_an_answer_is_judged_where_the_pages_own_code_has_run() -> None:
    check = "number('y', y, 6)"
    asked = {"above": ABOVE, "label": "exercise 1", "check": check}
    result, told = call("check", source="y = 2 * x\nprint(y)", **asked)
    assert (result["right"], result["verdict"]) == (True, "Right.")
    assert told == [("stdout", "6\n")]
    result, _ = call("check", source="y = 7", **asked)
    assert (result["right"], result["error"]) == (False, None)
    assert result["verdict"] == "`y` is 7, which is not right yet."
    result, _ = call("check", source="y = 1 / 0", **asked)
    assert "ZeroDivisionError" in result["error"]
    assert "verdict" not in result


def test_a_snippet_above_an_answer_that_fails_is_named() -> None:
    above = [{"source": "1 / 0", "label": "snippet 1", "prompted": False}]
    result, _ = call("check", above=above, source="y = 1", label="e", check="")
    assert "ZeroDivisionError" in result["error"]
    assert result["verdict"] == "Snippet 1 above stopped with an error."
    assert result["line"] is None  # a line of the snippet, not of the answer


def test_what_an_answer_prints_while_it_is_judged_is_not_told() -> None:
    source = "def f():\n    print('again')\n    return 1"
    check = "number('f', result('f', f), 1)"
    result, told = call(
        "check", above=[], source=source, label="exercise 1", check=check
    )
    assert result["right"]
    assert told == []


def test_an_answer_changes_nothing_for_the_page() -> None:
    told: list[tuple[str, str]] = []
    bridge = Bridge(lambda stream, text: told.append((stream, text)))
    bridge.session.run("def f():\n    return 1 / 0", "snippet 1")
    asked = {"above": ABOVE, "label": "exercise 1", "check": "", "source": SET}
    bridge.call("check", json.dumps(asked))
    bridge.session.run(LOOK, "snippet 2")
    assert told[0][1].startswith("8 warn\n")
    error = bridge.session.run("f()", "snippet 3")["error"]
    assert 'File "<snippet 1>", line 2, in f\n    return 1 / 0' in error


@pytest.mark.parametrize("check", ["result('f', f)", "f()"])
def test_an_answer_that_would_end_python_is_told_so(check: str) -> None:
    source = "def f():\n    raise SystemExit(3)"
    result, _ = call("check", above=[], source=source, label="exercise 1", check=check)
    assert "SystemExit: 3" in result["verdict"]


def test_an_answer_that_breaks_its_check_is_told_so() -> None:
    result, _ = call(
        "check", above=[], source="y = 1", label="exercise 1", check="y.nothing"
    )
    assert result["verdict"].startswith("The check can do nothing with this: Attrib")
