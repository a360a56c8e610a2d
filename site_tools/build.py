"""Build the site: the wheel and the notebook, the pages, strictly, and their copies.

The new site takes the old one's place only when it is whole: an interrupted build
changes nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import jupytext

from site_tools import runtime, take_away

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
DOWNLOADS = ROOT / "docs" / "download"
NOTEBOOK = ROOT / "docs" / "notebooks" / "whole-path.py"
EPOCH = "1767225600"  # 2026-01-01: no clock time in the wheel, the same bytes each time


def build(target: Path = SITE) -> None:
    """Build into `target`; a BuildError says what failed and leaves it as it was."""
    write_downloads()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=target.parent) as scratch:
        fresh, old = Path(scratch) / "fresh", Path(scratch) / "old"
        # Not --quiet: what is not said is not counted, and strict would pass it.
        _run("mkdocs", "build", "--strict", "--site-dir", str(fresh))
        take_away.write(fresh, wheel_name())
        runtime.write(fresh, DOWNLOADS / wheel_name())
        try:
            if target.exists():
                target.rename(old)
            fresh.rename(target)
        finally:
            if old.exists() and not target.exists():
                old.rename(target)


def write_downloads() -> None:
    """Write the wheel and the notebook into docs/download, each in one step."""
    DOWNLOADS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=".download-", dir=DOWNLOADS.parent
    ) as scratch:
        _run("hatchling", "build", "--target", "wheel", "--directory", scratch)
        (Path(scratch) / "whole-path.ipynb").write_text(notebook(), encoding="utf-8")
        for made in Path(scratch).iterdir():
            made.replace(DOWNLOADS / made.name)


def wheel_name() -> str:
    """Return the file name of the wheel that this tree makes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    return f"{project['name'].replace('-', '_')}-{project['version']}-py3-none-any.whl"


def notebook() -> str:
    """Return the notebook as .ipynb text, the same for the same source."""
    cells = jupytext.read(NOTEBOOK)
    for number, cell in enumerate(cells.cells):
        cell.id = f"cell-{number}"  # jupytext would draw them at random
    return str(jupytext.writes(cells, fmt="ipynb")) + "\n"


def _run(module: str, *arguments: str) -> None:
    with tempfile.TemporaryDirectory() as own:
        # The notebook's kernel must not read, or want, anything of the user's own.
        jupyter = dict.fromkeys(("IPYTHONDIR", "JUPYTER_CONFIG_DIR"), own)
        quiet = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", module, *arguments],
            cwd=ROOT,
            env={**os.environ, **jupyter, **quiet},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise BuildError(f"{module} failed:\n{done.stdout}{done.stderr}")


class BuildError(Exception):
    """A step of the build failed; the message is what the step said."""


def main() -> None:
    """Build into site/, or say in the step's own words why not."""
    try:
        build()
    except BuildError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
