"""Lighthouse's scores: 100 where a score is a list of faults, else as a machine can."""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from site_tools import census
from site_tools.build import NOTEBOOK, ROOT
from site_tools.serve import host
from tests.bar import MODULES, Record, measured
from tests.browsing import PLACES
from tests.conftest import FLAGS, SUB_PATH

CATEGORIES = ("accessibility", "best-practices", "seo")
NODE = ROOT / ".venv" / "bin" / "node"
DOCS = ROOT / "docs"
# Lighthouse says so of a slow or busy machine: a time taken there says little.
SLOW = "appears to have a slower CPU"
FAST = 95
MARGIN = 6  # points by which the same page differs from one run to the next


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
    record_property: Record,
) -> None:
    report = reports[place].result()
    scores = {category: score(report, category) for category in CATEGORIES}
    for category, reached in scores.items():
        measured(record_property, place, category, reached)
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


# What a page has for the sake of running: a script, buttons, figures to play with.
RUNS = re.compile(
    r'<script src="[^"]*assets/live\.js"></script>'
    r'|<span class="strip">.*?<span class="said"></span></span>'
    r'|<figure class="figure play".*?</figure>',
    re.DOTALL,
)


@pytest.fixture(scope="module")
def bare(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same site without anything that runs."""
    copy = tmp_path_factory.mktemp("bare") / "site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("live"))
    for page in copy.rglob("*.html"):
        html, count = RUNS.subn("", page.read_text(encoding="utf-8"))
        assert count
        page.write_text(html, encoding="utf-8")
    with host(copy, 0, SUB_PATH, keep=600) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        server.shutdown()


@pytest.mark.alone
@pytest.mark.parametrize("which", ["home", "the longest chapter", "the notebook"])
def test_a_page_is_quick(
    which: str,
    chromium: str,
    address: str,
    bare: str,
    site: Path,
    record_property: Record,
) -> None:
    """Fast, or on a slow or busy machine as fast as a page where nothing can be run."""

    def speed(url: str) -> float:
        return score(lighthouse(chromium, url, "performance"), "performance")

    where = place(site, which)
    scores = [speed(address + where) for _ in range(3)]
    measured(record_property, where, "performance", statistics.median(scores))
    if statistics.median(scores) >= FAST:
        return
    for _ in range(3):
        pairs = [(speed(address + where), speed(bare + where)) for _ in range(3)]
        with_all, without = map(statistics.median, zip(*pairs, strict=True))
        if with_all >= without - MARGIN:
            break
    measured(record_property, where, "performance", with_all)
    measured(record_property, where, "performance, bare", without)
    assert with_all >= without - MARGIN, pairs
