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
from tests.bar import report
from tests.conftest import BUILD_SECONDS, LINKS, RAN, UNCHECKED

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


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what took how long, and what was not checked, above pytest's last line."""
    write = terminalreporter.write_line
    reports = [
        r for rs in terminalreporter.stats.values() for r in rs if hasattr(r, "when")
    ]
    docs = [r for r in reports if not r.nodeid.startswith("tests/")]
    write("")
    if docs:
        seconds = sum(r.duration for r in docs)
        count = sum(r.when == "call" for r in docs)
        write(f"doc tests: {count} blocks of pages and docstrings in {seconds:.1f} s")
        write(how())
    if BUILD_SECONDS in config.stash:
        write(f"site: built in {config.stash[BUILD_SECONDS]:.1f} s")
    if LINKS in config.stash:
        within, elsewhere = config.stash[LINKS]
        write(f"links: {within} within the site, {elsewhere} listed to other sites")
    if ran := config.stash.get(RAN, {}):
        count = sum(n for n, _ in ran.values())
        write(f"in a browser: {count} snippets of {len(ran)} pages ran by their button")
        near = {place: numbers for place, (_, numbers) in ran.items() if numbers}
        write(f"in a browser, but for a last digit: {near or 'none'}")
    for line in report(config):
        write(line)
    for what in config.stash.get(UNCHECKED, []):
        write(f"not checked: {what}")
