"""What the tests of the site share: the site, and a list of what was not checked."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NoReturn

import pytest

from site_tools.build import build

SUB_PATH = "/attention-worked-out/"
SITE_ADDRESS = {
    "SITE_URL": f"http://127.0.0.1:8000{SUB_PATH}",
    "REPO_URL": "https://example.org/attention-worked-out",
    "EDIT_URI": "edit/main/docs/",
}
BUILD_SECONDS = pytest.StashKey[float]()
UNCHECKED = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The whole site, built strictly as for a project page, below a sub-path."""
    target = tmp_path_factory.mktemp("built") / "site"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SITE_ADDRESS.items():
            patch.setenv(name, value)
        started = time.perf_counter()
        build(target)
        pytestconfig.stash[BUILD_SECONDS] = time.perf_counter() - started
    return target


def not_checked(config: pytest.Config, what: str) -> NoReturn:
    """Leave a check out for want of a tool: the summary says so, and CI fails."""
    config.stash.setdefault(UNCHECKED, []).append(what)
    if os.environ.get("CI"):
        pytest.fail(f"not checked: {what}")
    pytest.skip(what)
