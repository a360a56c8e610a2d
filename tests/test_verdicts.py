"""A check says what is wrong with an answer, whatever the answer holds."""

from __future__ import annotations

import pytest

from site_tools.live.verdicts import RIGHT, judge

NO_NUMBERS = ["2", b"2", ["2"], 2 + 0j, 10**400, [[2], [2, 2]]]


@pytest.mark.parametrize("got", NO_NUMBERS, ids=lambda got: type(got).__name__)
def test_what_is_no_number_is_refused_in_words(got: object) -> None:
    said = judge("number('x', x, 2)", {"x": got})
    assert said == f"`x` must hold numbers; it is of the type {type(got).__name__}."


def test_a_name_of_python_that_the_answer_takes_does_no_harm_to_the_check() -> None:
    assert judge("value('x', sum([x]), 2)", {"x": 2, "sum": 3}) == RIGHT
