"""The figure of the wrong versions shows what is typed in test_wrong_versions."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from site_tools.figures import FOLDER
from tests.test_wrong_versions import PROPERTIES, REFUSED

FIGURE = list(ElementTree.parse(FOLDER / "wrong-versions-matrix.svg").getroot().iter())
DOTS = [e.attrib for e in FIGURE if e.get("class") == "dot"]
TESTS = ["shape", *PROPERTIES]


def labels(class_: str) -> list[ElementTree.Element]:
    return [e for e in FIGURE if e.get("class") == class_]


def test_each_dot_is_a_refusal_and_each_refusal_a_dot() -> None:
    dots = [(dot["data-row"], dot["data-column"]) for dot in DOTS]
    assert dots == [
        (name, test)
        for name, by in REFUSED.items()
        for test in TESTS
        if test in by.split()
    ]
    assert {dot["data-value"] for dot in DOTS} == {"1.0"}


def test_rows_and_columns_are_named_in_their_order() -> None:
    assert [e.text for e in labels("label")] == [*TESTS, *REFUSED]


@pytest.mark.parametrize("name", REFUSED)
def test_a_dot_stands_in_the_row_of_its_name(name: str) -> None:
    (label,) = (e for e in labels("label") if e.text == name)
    for dot in DOTS:
        in_row = abs(float(dot["cy"]) - (float(label.attrib["y"]) - 4.55)) < 0.1
        assert in_row == (dot["data-row"] == name)


@pytest.mark.parametrize("test", TESTS)
def test_a_dot_stands_in_the_column_of_its_test_above_the_count(test: str) -> None:
    (label,) = (e for e in labels("label") if e.text == test)
    x = float(label.attrib["x"])
    column = [dot for dot in DOTS if abs(float(dot["cx"]) - x) < 0.1]
    assert [dot["data-column"] for dot in column] == [test] * len(column)
    (count,) = (e for e in labels("number") if float(e.attrib["x"]) == x)
    assert count.text == str(len(column))
