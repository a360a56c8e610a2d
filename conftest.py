"""Sybil reads every page, README and docstring: each fence is a test (see site_tools/fences.py)."""

from __future__ import annotations

from typing import Any

import numpy as np
from sybil import Sybil
from sybil.sybil import SybilCollection

from site_tools.fences import DocstringDocument, ReasonedSkipParser, parse_fences

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
pytest_collect_file = SybilCollection([pages, docstrings]).pytest()
