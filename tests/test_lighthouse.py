"""Lighthouse's scores: 100 where a score is a list of faults, 95 where it is a time."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from site_tools import census
from site_tools.build import NOTEBOOK, ROOT
from tests.bar import MODULES, measured
from tests.browsing import PLACES
from tests.conftest import FLAGS, not_checked

CATEGORIES = ("accessibility", "best-practices", "seo")
NODE = ROOT / ".venv" / "bin" / "node"
DOCS = ROOT / "docs"
# Lighthouse says so of a slow or busy machine: a time taken there says little.
SLOW = "appears to have a slower CPU"


def lighthouse(chromium: str, url: str, *categories: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page, as it measures a phone by default."""
    done = subprocess.run(
        [
            NODE,
            MODULES / "lighthouse" / "cli" / "index.js",
            url,
            "--quiet",
            "--output=json",
            "--disable-full-page-screenshot",
            f"--chrome-flags=--headless {' '.join(FLAGS)}",
            *(f"--only-categories={category}" for category in categories),
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    assert "runtimeError" not in report, report["runtimeError"]
    assert [w for w in report["runWarnings"] if SLOW not in w] == []
    return report


def score(report: dict[str, Any], category: str) -> float:
    """Return the score of a category, of 100."""
    return round(100 * float(report["categories"][category]["score"]))


def missed(report: dict[str, Any], category: str) -> list[str]:
    """Return what kept a category from 100."""
    audits = report["audits"]
    return [
        f"{audits[ref['id']]['title']} {audits[ref['id']].get('displayValue', '')}"
        for ref in report["categories"][category]["auditRefs"]
        if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 1
        if audits[ref["id"]]["scoreDisplayMode"] != "notApplicable"
    ]


@pytest.fixture(scope="module")
def reports(chromium: str, address: str) -> Iterator[dict[str, Future[dict[str, Any]]]]:
    """The reports of all pages, made side by side: none of these scores is a time."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {
            place: pool.submit(lighthouse, chromium, address + place, *CATEGORIES)
            for place in PLACES
        }


@pytest.mark.parametrize("place", PLACES)
def test_a_page_has_no_fault_that_lighthouse_knows(
    place: str,
    reports: dict[str, Future[dict[str, Any]]],
    pytestconfig: pytest.Config,
) -> None:
    report = reports[place].result()
    scores = {category: score(report, category) for category in CATEGORIES}
    for category, reached in scores.items():
        measured(pytestconfig, place, category, reached)
    faults = [fault for category in CATEGORIES for fault in missed(report, category)]
    assert scores == dict.fromkeys(CATEGORIES, 100), faults


def place(site: Path, which: str) -> str:
    """Return where one of the three pages stands whose speed is measured."""
    built = census.built_pages(site)
    chapters = [page for source, page in built.items() if source.parent == DOCS]
    page = {
        "home": built[DOCS / "index.md"],
        "the longest chapter": max(chapters, key=lambda page: page.stat().st_size),
        "the notebook": built[NOTEBOOK],
    }[which]
    return page.relative_to(site).as_posix().removesuffix("index.html")


@pytest.mark.parametrize("which", ["home", "the longest chapter", "the notebook"])
def test_a_page_is_quick(
    which: str, chromium: str, address: str, site: Path, pytestconfig: pytest.Config
) -> None:
    """The median of three runs; again, up to twice, where others use the machine."""
    where = place(site, which)
    for _ in range(3):
        runs = [lighthouse(chromium, address + where, "performance") for _ in range(3)]
        scores = [score(run, "performance") for run in runs]
        if (median := statistics.median(scores)) >= 95:
            break
    measured(pytestconfig, where, "performance", median)
    if median < 95 and any(SLOW in w for run in runs for w in run["runWarnings"]):
        not_checked(pytestconfig, f"the speed of {which} (the machine is too busy)")
    assert median >= 95, (scores, missed(runs[0], "performance"))
