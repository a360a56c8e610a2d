"""The counts and limits that the page on the checks states are those of the files."""

from __future__ import annotations

import json
import re
from collections import Counter

import numpy as np

from site_tools.build import ROOT
from tests.oracles.cases import ANSWERS, DTYPES
from tests.oracles.test_torch_answers import TOLERANCE

PAGE = (ROOT / "docs" / "checked.md").read_text(encoding="utf-8")
RATIO = re.compile(r"^\| \(\d.*?\) \| \*\*([\d.]+)\*\* \|", re.M)


def test_the_cases_that_pytorch_answered() -> None:
    with np.load(ANSWERS) as stored:
        about = json.loads(str(stored["about"]))
    version = about["torch"].partition("+")[0]
    assert f"PyTorch {version} on {len(about['cases'])} cases" in PAGE
    counts = Counter(case["dtype"] for case in about["cases"])
    rows = [f"    | {name} | {counts[name]} | {TOLERANCE[name]} |" for name in DTYPES]
    assert "\n".join(rows) in PAGE


def test_the_time_is_that_of_the_results() -> None:
    results = (ROOT / "benchmarks" / "results.md").read_text(encoding="utf-8")
    one_thread = results.partition("\n## One thread, CPU time\n")[2].partition("\n## ")[
        0
    ]
    ratios = sorted(RATIO.findall(one_thread), key=float)
    assert len(ratios) == 3
    assert f"{ratios[0]} to {ratios[-1]} times the CPU time of PyTorch" in " ".join(
        PAGE.split()
    )


def test_the_versions_are_those_of_the_workflow() -> None:
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    legs = re.findall(r'python: "(.*)"\n +numpy: "(.*)"', workflow)
    assert legs == [("3.11", "numpy==2.1.*"), ("3.11", ""), ("3.x", "numpy")]
    assert re.search(r'cron: "\d+ \d+ \* \* \d"', workflow)
    assert "needs: test" in workflow
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dependencies = ["numpy>=2.1"]' in project
    assert 'requires-python = ">=3.11"' in project
