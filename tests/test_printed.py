"""How printed output is compared: what may differ by a digit, and what may not."""

from __future__ import annotations

import doctest
import os
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from site_tools import printed
from site_tools.build import ROOT
from site_tools.fences import read, snippets
from site_tools.live.same import NUMBER, same
from tests.test_fences import PRINTS, run_page

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MODULES = sorted((ROOT / "attention").glob("*.py"))

PASS = {
    "equal to the letter": ("softmax: [0.5 0.5]", "softmax: [0.5 0.5]"),
    "one unit up": ("0.25", "0.26"),
    "one unit down": ("-1.374", "-1.375"),
    "over a power of ten": ("0.99", "1.00"),
    "in the middle of a sentence": ("cat has 0.46 of it", "cat has 0.47 of it"),
    "a percentage": ("51.8%", "51.9%"),
    "an exponent": ("6.6e-03", "6.7e-03"),
    "an exponent that drops by one": ("1.0e-01", "9.9e-02"),
    "columns fill up": ("[0.41 0.59 0.   0.  ]", "[0.4 0.6 0.  0. ]"),
    "a last digit that was 0 and not shown": ("[0.25 0.5 ]", "[0.25 0.51]"),
    "a last digit that is 0 now and not printed": ("[0.25 0.51]", "[0.25 0.5 ]"),
    "a number that becomes 1.": ("[0.01 0.99]", "[0.   1.  ]"),
    "minus zero in an array": ("[ 0.  1.]", "[-0.  1.]"),
    "zero without its minus": ("[-0.  1.]", "[0. 1.]"),
    "minus zero with decimals": ("-0.00", "0.00"),
    "past zero": ("[0.  0.1]", "[-0.   0.2]"),
    "two rows": ("[[0.5  0.25]\n [1.   2.  ]]", "[[0.5  0.26]\n [1.   2.  ]]"),
    "an array by its name": ("array([0.25, 0.75])", "array([0.24, 0.76])"),
    "a float by its type": ("np.float64(0.25)", "np.float64(0.24)"),
    "numbers and words": ("True 3 0.5 nan", "True 3 0.6 nan"),
    "a padded line": ("0.5 \nend", "0.49\nend"),
    "a line break at the end": ("0.25", "0.25\n"),
}
FAIL = {
    "two units": ("0.25", "0.27"),
    "two units, one of them a unit in another row": (
        "[[0.25 0.5 ]\n [0.1  0.2 ]]",
        "[[0.25 0.52]\n [0.1  0.2 ]]",
    ),
    "a unit of the number, many of its row": ("[0.25 0.5 ]", "[0.25 0.6 ]"),
    "two units of an exponent": ("6.6e-03", "6.8e-03"),
    "another power": ("6.6e-03", "6.6e-04"),
    "an exponent for none": ("0.0066", "6.6e-03"),
    "another sign": ("0.25", "-0.25"),
    "an integer": ("3", "4"),
    "an integer for a float": ("2.0", "2"),
    "a float for an integer": ("2", "2.0"),
    "a float for an integer in an array": ("[1 2]", "[1. 2.]"),
    "a whole float": ("[1. 0. 0.]", "[0. 0. 0.]"),
    "a whole float with decimals": ("1.", "1.0"),
    "a shape": ("(2, 3)", "(3, 2)"),
    "doctest's NUMBER passes it": ("[0.2, 0.3, 0.5]", "array([1., 0., 0.])"),
    "scipy-doctest passes it": ("array([0.5, 0.5])", "0.5"),
    "an array for a number": ("0.5", "[0.5 0.5]"),
    "a dimension more": ("[0.5 0.5]", "[[0.5 0.5]]"),
    "a column less": ("[0.5 0.5]", "[0.5]"),
    "a row less": ("[[0.5]\n [0.5]]", "[[0.5]]"),
    "rows in one line": ("[[0.5]\n [0.5]]", "[[0.5] [0.5]]"),
    "commas": ("[0.5, 0.5]", "[0.5 0.5]"),
    "a blank that parts two numbers": ("0 .5", "0.5"),
    "a word": ("cat 0.5", "dog 0.5"),
    "words and numbers in another order": ("x 5", "5 x"),
    "True": ("True", "False"),
    "True for 1": ("1", "True"),
    "nan": ("0.5", "nan"),
    "inf": ("inf", "-inf"),
    "a type": ("float64", "float32"),
    "a name with a digit": ("W_1 0.5", "W_2 0.5"),
    "a number glued to a name": ("word2vec", "word3vec"),
    "a version": ("2.4.6", "2.5.6"),
    "a mark that stands where a number stood": ("# 5", "5 #"),
    "a label": ("-1e9 for -inf", "-1e8 for -inf"),
    "a key": ("10: 0.5", "11: 0.5"),
    "nothing printed": ("0.5", ""),
    "nothing shown": ("", "0.5"),
    "a line more": ("0.5", "0.5\n0.5"),
    "an empty line": ("0.5\n0.5", "0.5\n\n0.5"),
}


@pytest.mark.parametrize(("shown", "got"), PASS.values(), ids=PASS)
def test_a_unit_of_the_last_digit_may_differ(shown: str, got: str) -> None:
    assert same(shown, got)


@pytest.mark.parametrize(("shown", "got"), FAIL.values(), ids=FAIL)
def test_nothing_else_may_differ(shown: str, got: str) -> None:
    assert not same(shown, got)


numbers = st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=8)


@given(numbers, st.integers(1, 6), st.data())
def test_one_unit_passes_and_two_do_not(
    units: list[int], decimals: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(units) - 1))
    for step in (-2, -1, 1, 2):
        moved = [u + step * (i == at) for i, u in enumerate(units)]
        shown, got = (
            "[" + " ".join(f"{Decimal(u).scaleb(-decimals):f}" for u in us) + "]"
            for us in (units, moved)
        )
        assert same(shown, got) == (abs(step) == 1)


@given(st.lists(st.floats(-99, 99), min_size=1, max_size=6), st.integers(1, 6))
def test_a_sum_in_another_order_prints_the_same(
    values: list[float], decimals: int
) -> None:
    shown, got = (
        np.array2string(
            np.round(np.array(values) + error, decimals), suppress_small=True
        )
        for error in (0, 1e-13)
    )
    # A number that is shown as `1.` is held to it.
    assume(not any(number[0].endswith(".") for number in NUMBER.finditer(shown)))
    assert same(shown, got)


@given(st.text(alphabet="ab [],.:-+0123456789e\n"))
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert same(text, text)


# Which of the two comparisons a run makes ---------------------------------------------


@pytest.mark.parametrize(("exact", "passes"), [(True, False), (False, True)])
@pytest.mark.parametrize(
    "page", [PRINTS.format(shown="0.26"), "```pycon\n>>> 0.5 / 2\n0.26\n```\n"]
)
def test_only_another_numpy_may_differ_by_a_digit(
    page: str,
    exact: bool,
    passes: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printed, "EXACT", exact)
    assert (run_page(tmp_path, page) == []) == passes


def test_the_numpy_of_the_lock_file_is_compared_to_the_letter() -> None:
    assert (np.__version__ == printed.LOCKED) == printed.EXACT
    if printed.EXACT:
        assert printed.how() == f"printed output: exact (NumPy {np.__version__})"
    else:
        assert "within one unit" in printed.how()


def test_ci_compares_to_the_letter_unless_a_leg_asks_for_another_numpy() -> None:
    if os.environ.get("CI") and not os.environ.get("NUMPY"):
        assert printed.EXACT, f"NumPy {np.__version__} is not the lock file's"
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    assert "NUMPY: ${{ matrix.numpy }}" in workflow


def test_the_page_of_conventions_names_the_version_that_printed_the_pages() -> None:
    text = (ROOT / "docs" / "conventions.md").read_text(encoding="utf-8")
    assert f"NumPy {printed.LOCKED} printed these pages" in text


def shown_texts(path: Path) -> list[str]:
    """Every text that a page or module says is printed."""
    texts = []
    for snippet in snippets(read(path)):
        examples = doctest.DocTestParser().get_examples(snippet.code)
        texts += [e.want for e in examples] if snippet.prompted else [snippet.expected]
    return texts


@pytest.mark.parametrize("path", [*PAGES, *MODULES], ids=lambda p: p.name)
def test_no_page_prints_the_noise_of_rounding(path: Path) -> None:
    for text in shown_texts(path):
        for number in map(float, (n[0] for n in NUMBER.finditer(text))):
            assert number == 0 or abs(number) > 1e-12, text
