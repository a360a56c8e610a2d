"""Two builds of one commit give the same bytes, whoever builds, where and when."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from site_tools.build import ROOT
from tests.conftest import built_for

if TYPE_CHECKING:
    from pathlib import Path

OURS = (".git", ".venv*", "site", ".site-*", "mutants", "node_modules")
CACHES = ("__pycache__", ".*_cache", ".hypothesis", "download")

# Python imports this module before any other. Each `import datetime` and `import time`
# after it gets a clock that runs a little more than a year ahead.
LATER = """
import datetime, time

AHEAD = datetime.timedelta(days=400, hours=7, minutes=11)


class Datetime(datetime.datetime):
    __slots__ = ()

    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + AHEAD

    @classmethod
    def utcnow(cls):
        return super().now(datetime.timezone.utc).replace(tzinfo=None) + AHEAD


class Date(datetime.date):
    __slots__ = ()

    @classmethod
    def today(cls):
        return super().today() + AHEAD


real = time.time
time.time = lambda: real() + AHEAD.total_seconds()
datetime.datetime, datetime.date = Datetime, Date
"""

BUILD = """
import os, pathlib, sys
from site_tools import build

os.umask(0o077)
assert build.ROOT == pathlib.Path.cwd(), build.ROOT
build.build(pathlib.Path(sys.argv[1]))
"""


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_second_build_gives_the_same_bytes(
    site: Path, address: str, tmp_path: Path
) -> None:
    tree, home, clock = (tmp_path / n for n in ("another place", "home", "clock"))
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*OURS, *CACHES))
    (tree / "node_modules").symlink_to(ROOT / "node_modules")
    home.mkdir()
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    target = tmp_path / "second"
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(target)],
        cwd=tree,
        env={
            **os.environ,
            **built_for(address),
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "4711",
            "PYTHONPATH": os.pathsep.join([str(clock), str(tree)]),
            "TZ": "Pacific/Kiritimati",
            "USER": "somebody",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    first, second = files(site), files(target)
    assert first.keys() == second.keys()
    different = sorted(name for name in first if first[name] != second[name])
    assert not different, first_difference(different, first, second)


def first_difference(
    names: list[str], first: dict[str, bytes], second: dict[str, bytes]
) -> str:
    """Say which files differ, and show the place where the first of them does."""
    one, other = first[names[0]], second[names[0]]
    pairs = enumerate(zip(one, other, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    near = slice(max(at - 40, 0), at + 40)
    return f"{names}: {names[0]}, byte {at}: {one[near]!r}, then {other[near]!r}"
