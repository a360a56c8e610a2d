"""The list of mutants that no test needs to notice is sound, and no less than that.

`make mutants` makes and runs them, which takes minutes; here the list alone is held.
"""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from site_tools import mutants
from site_tools.build import ROOT
from tests.test_architecture import MODULES

if TYPE_CHECKING:
    from pathlib import Path

LEFT = (("masks.causal_mask: a < b -> a <= b", "survived"),)


def source_of(place: str) -> str:
    """Return the function of the package that a mutant changes, without its breaks."""
    module, _, name = place.partition(".")
    text = (ROOT / "attention" / f"{module}.py").read_text(encoding="utf-8")
    node: ast.AST = ast.parse(text)
    for part in name.split("."):
        (node,) = (n for n in ast.walk(node) if getattr(n, "name", None) == part)
    return " ".join((ast.get_source_segment(text, node) or "").split())


def test_a_mutant_that_is_not_listed_is_a_complaint() -> None:
    (said,) = mutants.complaints(Counter(LEFT), Counter())
    assert said.startswith("not listed (survived): masks.causal_mask: a < b")


def test_a_listed_mutant_that_a_test_notices_is_a_complaint() -> None:
    (said,) = mutants.complaints(Counter(), Counter(LEFT))
    assert said.startswith("listed (survived), but noticed or not made: masks.")


def test_a_mutant_made_twice_is_listed_twice() -> None:
    assert mutants.complaints(Counter(LEFT * 2), Counter(LEFT * 2)) == []
    assert mutants.complaints(Counter(LEFT * 2), Counter(LEFT))
    assert mutants.complaints(Counter(LEFT), Counter(LEFT * 2))


def test_another_outcome_is_another_mutant() -> None:
    timeout = ((LEFT[0][0], "timeout"),)
    assert len(mutants.complaints(Counter(timeout), Counter(LEFT))) == 2


def test_a_mutant_is_named_by_its_place_and_its_line() -> None:
    diff = (
        "--- attention/a.py\n+++ attention/a.py\n@@ -1,3 +1,3 @@\n def f():\n"
        "-    one = g(\n-        1)\n+    one = g(\n+        2)\n     return one\n"
    )
    said = mutants.change("attention._checks.x__f__mutmut_12", diff)
    assert said == "_checks._f: one = g( 1) -> one = g( 2)"
    method = "attention.vocabulary.xǁVocabularyǁ__post_init____mutmut_3"
    assert mutants.place(method) == "vocabulary.Vocabulary.__post_init__"


@pytest.mark.parametrize(
    ("why", "outcome", "error"),
    [("", "changes nothing", ValueError), ("A reason.", "killed", KeyError)],
)
def test_a_change_needs_a_reason_and_an_outcome(
    why: str, outcome: str, error: type[Exception], tmp_path: Path
) -> None:
    file = tmp_path / "mutants.toml"
    file.write_text(
        f'[[mutants]]\nwhy = "{why}"\noutcome = "{outcome}"\nchanges = ["x: a -> b"]\n'
    )
    with pytest.raises(error):
        mutants.listed(file)


@pytest.mark.parametrize("what", [change for change, _ in mutants.listed()])
def test_what_a_listed_mutant_changes_is_still_there(what: str) -> None:
    place, _, rest = what.partition(": ")
    was, _, becomes = rest.rpartition(" -> ")
    assert was != becomes
    assert was in source_of(place)


def test_the_tests_of_every_module_are_run() -> None:
    selected = mutants.package_tests()
    # What _checks asks is tested in the modules that ask it.
    files = {f"tests/test_{m.lstrip('_')}.py" for m in MODULES if m != "_checks"}
    assert set(selected) == {"tests/oracles", *files}
    assert all((ROOT / file).exists() for file in selected)
