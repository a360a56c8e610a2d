"""In Firefox, too, a snippet runs, is edited and copied, and a figure follows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any

import pytest

from site_tools.build import ROOT
from tests.bar import MODULES
from tests.conftest import not_checked

NODE = ROOT / ".venv" / "bin" / "node"
# What Firefox says of fonts and of pages fetched ahead; both do without.
KNOWN = re.compile(
    r"downloadable font: (STAT|Table discarded)|resource \(default-src\)"
)


@pytest.fixture(scope="module")
def firefox() -> str:
    """Where Firefox is."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if found is None:
        not_checked("a page in Firefox (no firefox found)")
    return found


@pytest.fixture(scope="module")
def seen(firefox: str, address: str) -> dict[str, Any]:
    """What a visit to a page in Firefox came to."""
    assert (MODULES / "puppeteer-core").is_dir()
    done = subprocess.run(
        [NODE, ROOT / "tests" / "firefox.mjs", firefox, address],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    visit: dict[str, Any] = json.loads(done.stdout)
    return visit


def test_a_script_that_does_not_come_is_asked_for_again(seen: dict[str, Any]) -> None:
    assert seen["refused"].startswith("This could not be loaded (")
    assert seen["printed"] != ""


def test_a_snippet_prints_what_the_page_shows(seen: dict[str, Any]) -> None:
    assert [error for error in seen["errors"] if not KNOWN.search(error)] == []
    assert seen["printed"].strip() == seen["shown"].strip() != ""
    assert seen["said"].startswith("Prints what the page shows")


def test_a_snippet_is_edited_and_copied(seen: dict[str, Any]) -> None:
    assert seen["edited"].startswith("typed\n")
    assert seen["copied"].strip() == seen["code"].strip()


def test_a_figure_follows_its_controls(seen: dict[str, Any]) -> None:
    assert seen["followed"]
