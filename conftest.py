"""Sybil reads every page, README and docstring: each fence of them is a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sybil import Sybil
from sybil.sybil import SybilCollection

from site_tools.fences import (
    DocstringDocument,
    NotebookDocument,
    ReasonedSkipParser,
    parse_fences,
)
from tests.bar import report
from tests.conftest import BUILD_SECONDS, LINKS, UNCHECKED

if TYPE_CHECKING:
    import pytest

_defaults = np.get_printoptions()


def _restore_numpy(_namespace: dict[str, Any]) -> None:
    # Pages share a process: what one page sets must not make the next one pass.
    np.set_printoptions(**_defaults)


pages = Sybil(
    parsers=[parse_fences, ReasonedSkipParser()],
    patterns=["*.md"],
    setup=_restore_numpy,
    teardown=_restore_numpy,
)
docstrings = Sybil(
    parsers=[parse_fences],
    path="attention",
    patterns=["*.py"],
    document_types={".py": DocstringDocument},
    setup=_restore_numpy,
    teardown=_restore_numpy,
)
notebooks = Sybil(
    parsers=[],
    path="docs/notebooks",
    patterns=["*.py"],
    document_types={".py": NotebookDocument},
    setup=_restore_numpy,
    teardown=_restore_numpy,
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
    if BUILD_SECONDS in config.stash:
        write(f"site: built in {config.stash[BUILD_SECONDS]:.1f} s")
    if LINKS in config.stash:
        within, elsewhere = config.stash[LINKS]
        write(f"links: {within} within the site, {elsewhere} listed to other sites")
    for line in report(config):
        write(line)
    for what in config.stash.get(UNCHECKED, []):
        write(f"not checked: {what}")
