"""A check says what is wrong with an answer, whatever the answer holds."""

from __future__ import annotations

import numpy as np
import pytest

from site_tools.live.verdicts import RIGHT, judge

HALVES = 'refuse(numbers("x", x, (2,)).sum() != 1, "They do not add up.")'


@pytest.mark.parametrize("x", [[0.5, 0.5], (1, 0), np.array([2, -1]), range(2)])
def test_numbers_are_taken_from_whatever_holds_them(x: object) -> None:
    assert judge(HALVES, {"x": x}) == RIGHT


@pytest.mark.parametrize(
    ("x", "said"),
    [
        ([0.5, 0.6], "They do not add up."),
        ([0.5, 0.25, 0.25], "`x` has the shape (3,); wanted is (2,)."),
        (1, "`x` has the shape (); wanted is (2,)."),
        (["0.5", "0.5"], "`x` must hold numbers; it is of the type list."),
        ([10**400, 0], "`x` must hold numbers; it is of the type list."),
        ("1", "`x` must hold numbers; it is of the type str."),
        (..., "`x` is still `...`: put your answer in its place."),
        (None, "`x` is None: is a return missing?"),
    ],
)
def test_what_holds_no_such_numbers_is_refused(x: object, said: str) -> None:
    assert judge(HALVES, {"x": x}) == said


def test_numbers_may_have_any_shape() -> None:
    assert judge('numbers("x", x)', {"x": [[1, 2, 3]]}) == RIGHT


NO_NUMBERS = ["2", b"2", ["2"], 2 + 0j, 10**400, [[2], [2, 2]]]


@pytest.mark.parametrize("got", NO_NUMBERS, ids=lambda got: type(got).__name__)
def test_what_is_no_number_is_refused_in_words(got: object) -> None:
    said = judge("number('x', x, 2)", {"x": got})
    assert said == f"`x` must hold numbers; it is of the type {type(got).__name__}."


def test_a_name_of_python_that_the_answer_takes_does_no_harm_to_the_check() -> None:
    assert judge("value('x', sum([x]), 2)", {"x": 2, "sum": 3}) == RIGHT
