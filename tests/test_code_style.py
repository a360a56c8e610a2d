"""Linter, formatter and type checker, on the code and on the snippets of the pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sybil import Document

from site_tools.build import ROOT
from site_tools.fences import parse_fences, snippets
from site_tools.printed import EXACT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# A page's blocks are one script, whose imports come where they are needed.
OF_SNIPPETS = "E4,E7,E9,F,W,B,C4,NPY,PIE,RET,SIM,UP"


def _run(*command: str, text: str | None = None) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check"),
        ("ruff", "format", "--check"),
        # NumPy's types change with its version: elsewhere the package alone is held.
        ("mypy",) if EXACT else ("mypy", "attention"),
    ],
    ids=" ".join,
)
def test_the_code_is_in_order(command: tuple[str, ...]) -> None:
    _run(*command)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_the_snippets_of_a_page_are_in_order(page: Path) -> None:
    blocks = [
        s for s in snippets(Document.parse(str(page), parse_fences)) if not s.prompted
    ]
    if blocks:
        _run(
            *(
                "ruff",
                "check",
                "--isolated",
                "--select",
                OF_SNIPPETS,
                "--ignore",
                "B905,E402",
                "-",
            ),
            text="\n".join(b.code for b in blocks),
        )
