"""Break each function of the package in every small way, and see a test notice.

mutmut makes the mutants (`<` becomes `<=`, an argument None, a number one more) and
runs the tests of the package on each. One that no test notices must be listed, with the
reason why it changes nothing, in tests/mutants.toml. What is listed and noticed after
all, or was never made, is an error, too.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "mutants"  # where mutmut works: a copy of the package and its tests
LISTED = ROOT / "tests" / "mutants.toml"
OUTCOMES = {"changes nothing": "survived", "never ends": "timeout"}

_RESULT = re.compile(r"^ +(attention\.\S+): (.+)$", re.M)
_CHANGED = re.compile(r"^([-+])(?![-+]{2} )(.*)$", re.M)


def listed(file: Path = LISTED) -> Counter[tuple[str, str]]:
    """Return the mutants that no test needs to notice, each with what becomes of it."""
    groups = tomllib.loads(file.read_text(encoding="utf-8"))["mutants"]
    found: Counter[tuple[str, str]] = Counter()
    for group in groups:
        if not group["why"].strip():
            raise ValueError(f"no reason for {group['changes']}")
        outcome = OUTCOMES[group["outcome"]]
        found.update((change, outcome) for change in group["changes"])
    return found


def package_tests() -> list[str]:
    """Return the test files that hold the package, those that mutants are tried on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    selection: list[str] = project["tool"]["mutmut"][
        "pytest_add_cli_args_test_selection"
    ]
    return selection


def place(mutant: str) -> str:
    """Return the function, or Class.method, that a mutant of mutmut's changes."""
    module, _, mangled = mutant.rpartition("__mutmut_")[0].rpartition(".")
    name = mangled.removeprefix("x").removeprefix("_").strip("ǁ").replace("ǁ", ".")
    return f"{module.removeprefix('attention.')}.{name}"


def change(mutant: str, diff: str) -> str:
    """Say in one line what a mutant changes: its number may differ from run to run."""
    lines = _CHANGED.findall(diff)
    was, becomes = (
        " ".join(" ".join(text for mark, text in lines if mark == side).split())
        for side in "-+"
    )
    return f"{place(mutant)}: {was} -> {becomes}"


def complaints(
    unnoticed: Counter[tuple[str, str]], expected: Counter[tuple[str, str]]
) -> list[str]:
    """Compare what the run left with what the list says."""
    return [
        *(f"not listed ({outcome}): {what}" for what, outcome in unnoticed - expected),
        *(
            f"listed ({outcome}), but noticed or not made: {what}"
            for what, outcome in expected - unnoticed
        ),
    ]


def _mutmut(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"mutmut {arguments[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _check_that_tests_are_found() -> None:
    # mutmut names the tests to run. Where pytest cannot find one by its name it stops,
    # which mutmut takes for a test that failed: every mutant would count as noticed.
    # Twice, as mutmut runs it more than once in a process: a name made of a printed
    # array was found the first time alone.
    stats = json.loads((COPY / "mutmut-stats.json").read_text(encoding="utf-8"))
    names = list(stats["duration_by_test"])
    options = ["--noconftest", "--collect-only", "-qq", "-p", "no:cacheprovider"]
    twice = "import pytest, sys; sys.exit(pytest.main() or pytest.main())"
    done = subprocess.run(
        [sys.executable, "-c", twice, *options, *names],
        cwd=COPY,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not names:
        sys.exit(f"pytest does not find the tests by name:\n{done.stdout}{done.stderr}")


def main() -> None:
    """Make the mutants, test each, compare with the list; fail if they differ."""
    started = time.perf_counter()
    expected = listed()
    shutil.rmtree(COPY, ignore_errors=True)
    print("Testing each mutant of attention/ (some minutes) …", flush=True)
    _mutmut("run")
    _check_that_tests_are_found()
    outcomes = dict(_RESULT.findall(_mutmut("results", "--all", "true")))
    unnoticed = Counter(
        (change(mutant, _mutmut("show", mutant)), outcome)
        for mutant, outcome in outcomes.items()
        if outcome != "killed"
    )
    wrong = complaints(unnoticed, expected)
    counts = Counter(outcomes.values())
    print(
        f"{len(outcomes)} mutants: {counts['killed']} noticed, "
        f"{counts['timeout']} without end, {counts['survived']} unnoticed; "
        f"{len(wrong)} unexplained; {time.perf_counter() - started:.0f} s"
    )
    if wrong or not counts["killed"]:
        sys.exit("\n".join(wrong) or "no mutant was noticed: were any made?")


if __name__ == "__main__":
    main()
