"""The Nu validator finds no fault in the HTML of any page."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from tests.bar import MODULES, Record, measured
from tests.browsing import PLACES
from tests.conftest import not_checked

JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


LOCAL = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
# It counts a block of data as a script that the page's policy refuses; a policy is
# about what runs.
NO_SCRIPT = ("Inline script violates", 'type="application/json"')


def validate(*pages: str) -> list[tuple[str, str]]:
    """Return what the validator says: the page, and the message with its place."""
    java = shutil.which("java")
    if java is None:
        not_checked("the pages' HTML with the Nu validator (no java found)")
    done = subprocess.run(
        [java, LOCAL, "-jar", str(JAR), "--format", "json", *pages],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr.startswith("{"), done.stderr
    messages = json.loads(done.stderr)["messages"]
    return [
        (message.get("url", ""), f"{message['type']}: {message['message']}")
        for message in messages
        if not message["message"].startswith(NO_SCRIPT[0])
        or NO_SCRIPT[1] not in message.get("extract", "")
    ]


def test_the_html_of_each_page_is_valid(address: str, record_property: Record) -> None:
    # By their addresses: a policy that names 'self' means nothing in a file.
    said = validate(*(address + place for place in PLACES))
    counts = Counter(url.removeprefix(address) for url, _ in said)
    for place in PLACES:
        measured(record_property, place, "Nu messages", counts[place])
    assert said == []


def test_the_validator_sees_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><html lang=en><title>x</title><p id=a><p id=a></html>",
        encoding="utf-8",
    )
    (fault, *_) = validate(str(page))
    assert "Duplicate ID" in fault[1]
