"""The Nu validator finds no fault in the HTML of any page."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.bar import MODULES, measured
from tests.conftest import not_checked

JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def validate(config: pytest.Config, *pages: Path) -> list[tuple[str, str]]:
    """Return what the validator says: the page, and the message with its place."""
    java = shutil.which("java")
    if java is None:
        not_checked(config, "the pages' HTML with the Nu validator (no java found)")
    done = subprocess.run(
        [java, "-jar", str(JAR), "--format", "json", *map(str, pages)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr.startswith("{"), done.stderr
    return [
        (
            message.get("url", "").removeprefix("file:"),
            f"{message['type']}, line {message.get('lastLine')}: {message['message']}",
        )
        for message in json.loads(done.stderr)["messages"]
    ]


def test_the_html_of_each_page_is_valid(
    site: Path, pytestconfig: pytest.Config
) -> None:
    pages = sorted(site.rglob("*.html"))
    said = validate(pytestconfig, *pages)
    counts = Counter(url for url, _ in said)
    for page in pages:
        place = page.relative_to(site).as_posix().removesuffix("index.html")
        measured(pytestconfig, place, "Nu messages", counts[str(page)])
    assert said == []


def test_the_validator_sees_a_fault(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><html lang=en><title>x</title><p id=a><p id=a></html>",
        encoding="utf-8",
    )
    (fault, *_) = validate(pytestconfig, page)
    assert "Duplicate ID" in fault[1]
