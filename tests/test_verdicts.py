"""What a check says of an answer, where the exercises alone do not show it."""

from __future__ import annotations

import re

import numpy as np
import pytest

from site_tools.live.verdicts import RIGHT, Wrong, array, judge, members, truths, value

HALVES = 'refuse(numbers("x", x, (2,)).sum() != 1, "They do not add up.")'
MASK = np.array([[True, False], [True, True], [False, False]])


@pytest.mark.parametrize("x", [[0.5, 0.5], (1, 0), np.array([2, -1]), range(2)])
def test_numbers_are_taken_from_whatever_holds_them(x: object) -> None:
    assert judge(HALVES, {"x": x}) == RIGHT


@pytest.mark.parametrize(
    ("x", "said"),
    [
        ([0.5, 0.6], "They do not add up."),
        ([0.5, 0.25, 0.25], "`x` has the shape (3,); wanted is the shape (2,)."),
        (1, "`x` is a single number; wanted is the shape (2,)."),
        (["0.5", "0.5"], "`x` must hold numbers, not '0.5'."),
        ([10**400, 0], "`x` must hold numbers; it is of the type list."),
        ("1", "`x` must hold numbers; it is of the type str."),
        (..., "`x` is still `...`: put your answer in its place."),
        ([1, ...], "`x` still holds `...`: put your answer in its place."),
        (None, "`x` is None. A function without a return gives that"),
    ],
)
def test_what_holds_no_such_numbers_is_refused(x: object, said: str) -> None:
    assert judge(HALVES, {"x": x}).startswith(said)


def test_numbers_may_have_any_shape() -> None:
    assert judge('numbers("x", x)', {"x": [[1, 2, 3]]}) == RIGHT


NO_NUMBERS = ["2", b"2", [b"2"], 2 + 0j, 10**400, [[2], [2, 2]]]


@pytest.mark.parametrize("got", NO_NUMBERS, ids=lambda got: type(got).__name__)
def test_what_is_no_number_is_refused_in_words(got: object) -> None:
    said = judge("number('x', x, 2)", {"x": got})
    assert said == f"`x` must hold numbers; it is of the type {type(got).__name__}."


@pytest.mark.parametrize("got", [0.20748, [0.20748], np.float32(0.2074755)])
def test_a_number_may_be_rounded_to_five_digits(got: object) -> None:
    array("x", got, [0.2074755] if isinstance(got, list) else 0.2074755)


@pytest.mark.parametrize(
    ("got", "right", "said"),
    [
        (0.21, 0.2074755, "rounded too far"),
        (0.207, 0.2074755, "rounded too far"),
        (0.208, 0.2074755, "Was a number rounded on the way, or is it a slip?"),
        (0.2081234, 0.2074755, "Was a number rounded on the way, or is it a slip?"),
        ([0.13, 0.25, 0.63], [0.125, 0.25, 0.625], "rounded too far"),
        (4.95, 5, "Was a number rounded on the way, or is it a slip?"),
        (64, 63, "`x` is 64, which is not right yet."),
        (147455, 147456, "`x` is 147455, which is not right yet."),
        ([10, 65], [10, 64], "1 of 2 numbers are off, first x[1], which is 65."),
        ([0.5, 63], [0.5001, 64], "first x[0], which is 0.5."),
        ([[1, 2], [3, 4]], [[1, 3], [2, 4]], "it is the transpose of what is wanted"),
    ],
)
def test_what_is_close_is_called_rounded_only_if_it_is(
    got: object, right: object, said: str
) -> None:
    with pytest.raises(Wrong, match=re.escape(said)):
        array("x", got, right)


@pytest.mark.parametrize(
    ("right", "wanted"),
    [(True, "True or False"), (2, "a whole number"), ([1], "a list")],
)
def test_what_is_of_another_type_is_refused_in_words(
    right: object, wanted: str
) -> None:
    with pytest.raises(Wrong, match=f"is of the type str; wanted is {wanted}."):
        value("x", "2", right)


def test_a_name_of_python_that_the_answer_takes_does_no_harm_to_the_check() -> None:
    assert judge("value('x', sum([x]), 2)", {"x": 2, "sum": 3}) == RIGHT


@pytest.mark.parametrize("got", [MASK, MASK.tolist(), tuple(MASK)])
def test_truths_may_be_held_by_anything(got: object) -> None:
    truths("mask", got, MASK)


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (..., "`mask` is still `...`: put your answer in its place."),
        (None, "`mask` is None. A function without a return gives that"),
        ("TF", "`mask` must hold numbers; it is of the type str."),
        (MASK.astype(int), "`mask` must hold True and False; it holds int64."),
        (MASK[0], "`mask` has the shape (2,); wanted is the shape (3, 2)."),
        (MASK.T, "`mask` has its axes mixed up: it is the transpose of what is wanted"),
        (~MASK, "`mask` is turned round: each True should be False."),
        (MASK[::-1], "upside down"),
        (
            np.ones((3, 2), bool),
            "wrong in 3 of 6 places, first in mask[0, 1], which is True.",
        ),
    ],
)
def test_truths_that_are_wrong(got: object, said: str) -> None:
    with pytest.raises(Wrong, match=re.escape(said)):
        truths("mask", got, MASK, {"upside down": MASK[::-1]})


@pytest.mark.parametrize("got", [["a", "b"], ("b", "a"), {"a", "b"}, {"a": 1, "b": 2}])
def test_members_may_come_in_any_order(got: object) -> None:
    members("names", got, ["a", "b"])


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (..., "`names` is still `...`: put your answer in its place."),
        (2, "`names` must be a list of words; it is of the type int."),
        ("ab", "`names` must be a list of words; it is of the type str."),
        ([1], "`names` must hold words, not 1."),
        (["a", "c"], "'c' does not belong in `names`: too late."),
        (["d"], "'d' does not belong in `names`."),
        (["a", "a"], "`names` is not complete: 1 of 2 is missing."),
        ([], "`names` is not complete: 2 of 2 are missing."),
    ],
)
def test_members_that_are_wrong(got: object, said: str) -> None:
    with pytest.raises(Wrong, match=f"^{re.escape(said)}$"):
        members("names", got, ["a", "b"], {"c": "too late"})


@pytest.mark.parametrize("got", [[-2.0, -3.0], [np.nan, -np.inf], [-2.0, np.inf]])
def test_infinities_are_compared_without_a_scale(got: list[float]) -> None:
    with pytest.raises(Wrong, match=r"NaN|not right yet"):
        array("sums", got, [-2.0, -np.inf])
    array("sums", [-2.0, -np.inf], [-2.0, -np.inf])
