"""Sybil reads every page, README and docstring: each fence of them is a test.

They share a process; that none needs another is held by tests/test_alone.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sybil import Sybil
from sybil.sybil import SybilCollection

from site_tools.fences import (
    DocstringDocument,
    NotebookDocument,
    ReasonedSkipParser,
    parse_fences,
)
from site_tools.printed import how
from tests import bar

if TYPE_CHECKING:
    import pytest

pages = Sybil(
    parsers=[parse_fences, ReasonedSkipParser()],
    patterns=["*.md"],
)
docstrings = Sybil(
    parsers=[parse_fences],
    path="attention",
    patterns=["*.py"],
    document_types={".py": DocstringDocument},
)
notebooks = Sybil(
    parsers=[],
    path="docs/notebooks",
    patterns=["*.py"],
    document_types={".py": NotebookDocument},
)
pytest_collect_file = SybilCollection([pages, docstrings, notebooks]).pytest()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was counted and measured, above pytest's last line."""
    reports = [
        r for rs in terminalreporter.stats.values() for r in rs if hasattr(r, "when")
    ]
    docs = [r for r in reports if not r.nodeid.startswith("tests/")]
    lines = [""]
    if docs:
        seconds = sum(r.duration for r in docs)
        count = sum(r.when == "call" for r in docs)
        lines += [
            f"doc tests: {count} blocks of pages and docstrings in {seconds:.1f} s",
            how(),
        ]
    lines += bar.summary(
        p for r in reports if r.when == "call" for p in r.user_properties
    )
    for line in lines:
        terminalreporter.write_line(line)
