"""Each page passes alone and in any order, in an interpreter that has run nothing."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from site_tools.build import ROOT

DOCUMENTS = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "docs" / "notebooks").glob("*.py")),
    *sorted((ROOT / "attention").glob("*.py")),
]


def said(*documents: Path) -> str:
    """Run documents in a fresh interpreter, and return what it says of failures."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "site_tools.alone", *documents],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert bool(done.returncode) == bool(done.stderr)
    return done.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_a_page_passes_alone(document: Path) -> None:
    assert said(document) == ""


@pytest.mark.parametrize("order", ["backwards", "shuffled"])
def test_pages_pass_in_another_order(order: str) -> None:
    # With the order of the test command, backwards has each two pages both ways round.
    others = DOCUMENTS[::-1]
    if order == "shuffled":
        random.Random(4).shuffle(others)
    assert said(*others) == ""


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("import numpy as np\nnp.set_printoptions(precision=3)", "print options"),
        ("import numpy as np\nnp.seterr(over='ignore')", "error handling"),
        ("import numpy as np\nnp.random.seed(4)", "NumPy's global random"),
        ("import random\nrandom.seed(4)", "Python's global random"),
        ("import warnings\nwarnings.simplefilter('ignore')", "filters of warnings"),
        ("import os\nos.environ['PAGE'] = '1'", "environment"),
        ("import os\nos.chdir('docs')", "working folder"),
        ("import warnings\nwarnings.warn('old', stacklevel=1)", "UserWarning: old"),
        ("print(0.5)", "+0.5"),
    ],
)
def test_what_a_page_leaves_behind_is_seen(
    code: str, left: str, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"```python\n{code}\n```\n", encoding="utf-8")
    assert left in said(page)


def test_a_page_that_needs_another_is_seen(tmp_path: Path) -> None:
    first, second = tmp_path / "first.md", tmp_path / "second.md"
    first.write_text("```python\nimport math\n\nmath.answer = 42\n```\n")
    second.write_text("```python\nimport math\n\nassert math.answer\n```\n")
    assert said(first, second) == ""
    assert "AttributeError" in said(second)
    assert "AttributeError" in said(second, first)
