"""What a check says of an answer: right, or in one sentence what is wrong with it.

A check is code that ends in silence if the answer is right, and raises `Wrong` with a
sentence for the reader if not. Usual mistakes come first, each with its own sentence.
"""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np

from .closeness import ATOL, near, roughly, rounded, same, written

RIGHT = "Right."
KINDS = {bool: "True or False", int: "a whole number", str: "a word", list: "a list"}


class Wrong(Exception):  # noqa: N818 - it is an answer, no error
    """An answer is wrong; the message says so to the reader."""


def judge(check: str, names: dict[str, Any]) -> str:
    """Return RIGHT, or what is wrong; `names` are those that the answer leaves behind.

    What a check calls by the name of a helper below, or of a built-in one of Python, is
    that helper, whatever the answer has called so.
    """
    try:
        exec(compile(check, "<check>", "exec"), {**names, **vars(builtins), **HELPERS})
    except Wrong as wrong:
        return str(wrong)
    except NameError as error:
        return f"`{error.name}` is not there: the check looks for that name."
    except BaseException as error:
        return f"The check can do nothing with this: {type(error).__name__}: {error}"
    return RIGHT


def refuse(if_so: object, because: str) -> None:
    """Refuse the answer with a sentence, if the condition holds."""
    if if_so:
        raise Wrong(because)


def number(name: str, got: object, right: float, wrong: Mapping[str, Any] = {}) -> None:
    """Hold a single number to the right one; `wrong` names usual mistakes."""
    array(name, got, right, wrong)


def array(name: str, got: object, right: Any, wrong: Mapping[str, Any] = {}) -> None:  # noqa: ANN401
    """Hold numbers to the right ones, whatever holds them: a list, a tuple, an array.

    `wrong` maps what to say to the numbers that a usual mistake gives.
    """
    mine = _numbers(name, got)
    wanted = np.asarray(right, dtype=float)
    if same(mine, wanted):
        return
    for sentence, mistake in wrong.items():
        refuse(same(mine, np.asarray(mistake, dtype=float)), sentence)
    refuse(
        mine.ndim > 1 and same(mine.T, wanted),
        f"`{name}` has its axes mixed up: it is the transpose of what is wanted.",
    )
    _refuse_another_shape(name, mine, wanted.shape)
    refuse(
        np.isnan(mine).any() and not np.isnan(wanted).any(),
        f"`{name}` holds NaN, “not a number”.",
    )
    _refuse_a_factor(name, mine, wanted)
    refuse(
        wanted.size > 1 and same(np.sort(mine, None), np.sort(wanted, None)),
        f"`{name}` holds the right numbers in the wrong places.",
    )
    if roughly(mine, wanted):
        refuse(
            rounded(mine, wanted),
            f"`{name}` is close, but rounded too far: keep at least five digits.",
        )
        raise Wrong(
            f"`{name}` is close, but not right yet. Was a number rounded on the way, "
            "or is it a slip?"
        )
    if wanted.ndim == 0:
        raise Wrong(f"`{name}` is {written(mine)}, which is not right yet.")
    off = ~near(mine, wanted)
    at, where = _first(off)
    raise Wrong(
        f"`{name}` is not right yet: {int(off.sum())} of {off.size} numbers are "
        f"off, first {name}[{where}], which is {written(mine[at])}."
    )


def numbers(
    name: str, got: object, shape: tuple[int, ...] | None = None
) -> np.ndarray[Any, Any]:
    """Return the numbers that an answer holds, where more than one answer is right."""
    mine = _numbers(name, got)
    if shape is not None:
        _refuse_another_shape(name, mine, shape)
    return mine


def truths(name: str, got: object, right: Any, wrong: Mapping[str, Any] = {}) -> None:  # noqa: ANN401
    """Hold an array of True and False, such as a mask, to the right one."""
    _refuse_no_answer(name, got)
    wanted = np.asarray(right)
    if _numbers(name, got).shape != wanted.shape:
        array(name, got, wanted, wrong)  # says which shape it has
    mine = np.asarray(got)
    refuse(
        mine.dtype != np.bool_,
        f"`{name}` must hold True and False; it holds {mine.dtype}.",
    )
    off = mine != wanted
    if not off.any():
        return
    for sentence, mistake in wrong.items():
        refuse(np.array_equal(mine, mistake), sentence)
    refuse(off.all(), f"`{name}` is turned round: each True should be False.")
    at, where = _first(off)
    raise Wrong(
        f"`{name}` is wrong in {int(off.sum())} of {off.size} places, first in "
        f"{name}[{where}], which is {mine[at]}."
    )


def members(
    name: str, got: object, right: Collection[str], why: Mapping[str, str] = {}
) -> None:
    """Hold a list or set of words to the right ones, in any order.

    `why` says of a word that does not belong there what speaks against it.
    """
    _refuse_no_answer(name, got)
    if isinstance(got, str) or not isinstance(got, Iterable):
        kind = type(got).__name__
        raise Wrong(f"`{name}` must be a list of words; it is of the type {kind}.")
    mine = [*got]
    for word in mine:
        refuse(not isinstance(word, str), f"`{name}` must hold words, not {word!r}.")
        because = f": {why[word]}." if word in why else "."
        refuse(word not in right, f"{word!r} does not belong in `{name}`{because}")
    missing = len({*right} - {*mine})
    are = "is" if missing == 1 else "are"
    refuse(
        missing,
        f"`{name}` is not complete: {missing} of {len(right)} {are} missing.",
    )


def value(name: str, got: object, right: object, wrong: Mapping[str, Any] = {}) -> None:
    """Hold a word, a truth or a list of them to the right one, compared with ==."""
    _refuse_no_answer(name, got)
    if isinstance(got, np.ndarray):
        got = got.tolist()
    if isinstance(got, tuple) and isinstance(right, list):
        got = list(got)
    if _equal(got, right):
        return
    for sentence, mistake in wrong.items():
        refuse(_equal(got, mistake), sentence)
    if type(got) is not type(right) and not isinstance(got, np.generic):
        kind = type(got).__name__
        raise Wrong(f"`{name}` is of the type {kind}; wanted is {KINDS[type(right)]}.")
    raise Wrong(f"`{name}` is {got!r}, which is not right yet.")


def result(name: str, function: object, *arguments: object, **named: object) -> Any:  # noqa: ANN401
    """Call the reader's function; what it raises is told in words."""
    _refuse_no_answer(name, function)
    if not callable(function):
        kind = type(function).__name__
        raise Wrong(f"`{name}` must be a function; it is of the type {kind}.")
    try:
        got = function(*arguments, **named)
    except BaseException as error:  # SystemExit, too
        raise Wrong(f"`{name}` stopped with {type(error).__name__}: {error}") from error
    refuse(got is None, f"`{name}` returns nothing: is a return missing?")
    refuse(got is ..., f"`{name}` still returns `...`: put your answer in its place.")
    return got


def _refuse_no_answer(name: str, got: object) -> None:
    refuse(got is ..., f"`{name}` is still `...`: put your answer in its place.")
    refuse(
        isinstance(got, list | tuple | set) and any(part is ... for part in got),
        f"`{name}` still holds `...`: put your answer in its place.",
    )
    refuse(
        got is None,
        f"`{name}` is None. A function without a return gives that, and so does print.",
    )


def _numbers(name: str, got: object) -> np.ndarray[Any, Any]:
    _refuse_no_answer(name, got)
    for part in got if isinstance(got, list | tuple) else ():
        refuse(isinstance(part, str), f"`{name}` must hold numbers, not {part!r}.")
    kind = type(got).__name__
    because = f"`{name}` must hold numbers; it is of the type {kind}."
    try:
        refuse(np.asarray(got).dtype.kind not in "biufO", because)
        return np.asarray(got, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Wrong(because) from None


def _refuse_another_shape(
    name: str, mine: np.ndarray[Any, Any], shape: tuple[int, ...]
) -> None:
    if mine.shape != shape:
        got = f"has the shape {mine.shape}" if mine.shape else "is a single number"
        wanted = f"the shape {shape}" if shape else "a single number"
        raise Wrong(f"`{name}` {got}; wanted is {wanted}.")


def _refuse_a_factor(
    name: str, mine: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any]
) -> None:
    size = np.abs(wanted).max(initial=0.0)
    finite = np.isfinite(size) and np.isfinite(mine).all()
    if not size or not finite or wanted.size < 2:
        return
    factor = float(np.vdot(wanted, mine) / np.vdot(wanted, wanted))
    refuse(
        same(mine, -wanted),
        f"`{name}` has the wrong sign: each number is the negative of what is wanted.",
    )
    refuse(
        abs(factor) > ATOL and same(mine, factor * wanted),
        f"`{name}` has the wrong scale: it is {factor:.4g} times what is wanted.",
    )


def _first(off: np.ndarray[Any, Any]) -> tuple[tuple[int, ...], str]:
    """Return the first place that is off, and how it is written."""
    at = tuple(int(i) for i in np.argwhere(off)[0])
    return at, ", ".join(map(str, at))


def _equal(one: object, other: object) -> bool:
    try:
        return bool(one == other)
    except ValueError:  # arrays: not a single truth
        return False


HELPERS = {
    f.__name__: f
    for f in (array, members, number, numbers, refuse, result, truths, value)
}
