"""The wheel that the site serves: what is in it, and the tests run on it elsewhere.

It is installed into an environment of its own, in another folder. NumPy and pytest come
from this one; the package does not: it must come from the wheel.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

from site_tools.build import EPOCH, ROOT, wheel_name
from site_tools.mutants import package_tests

PARTS = wheel_name().split("-")
INFO = f"{PARTS[0]}-{PARTS[1]}.dist-info"


def run(*command: str, cwd: Path) -> str:
    """Run a command and return what it printed; what it says if it fails."""
    # A PYTHONPATH or a coverage of the tests' own must not reach it.
    own = {n: v for n, v in os.environ.items() if not n.startswith(("PYTHON", "COV"))}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**own, "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def served_wheel(site: Path) -> Path:
    """The wheel, as the site serves it."""
    return site / "download" / wheel_name()


@pytest.fixture(scope="module")
def elsewhere(served_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tests of the package, and an environment with the wheel."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", symlinks=True)
    python = str(folder / "venv" / "bin" / "python")
    options = ["--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", "--python", python]
    run(*pip, "install", *options, str(served_wheel), cwd=folder)
    # A path in a .pth file is searched last, and .pth files there are not followed:
    # the editable install of this environment stays out.
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (packages / "tools.pth").write_text(sysconfig.get_path("purelib"))
    ours = run(python, "-c", "import attention; print(attention.__path__)", cwd=folder)
    assert ours.startswith(f"['{packages}"), ours
    for name in ("pyproject.toml", "tests/__init__.py", "tests/data"):
        _copy(name, folder)
    for name in package_tests():
        _copy(name, folder)
    return folder


def _copy(name: str, folder: Path) -> None:
    target = folder / name
    target.parent.mkdir(exist_ok=True)
    if (ROOT / name).is_dir():
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, target, ignore=ignored)
    else:
        shutil.copy(ROOT / name, target)


def test_it_holds_the_package_and_nothing_else(served_wheel: Path) -> None:
    package = {p.relative_to(ROOT).as_posix() for p in ROOT.glob("attention/*.py")}
    about = {f"{INFO}/{name}" for name in ("METADATA", "RECORD", "WHEEL")}
    with zipfile.ZipFile(served_wheel) as archive:
        assert set(archive.namelist()) == {
            *package,
            "attention/py.typed",
            *about,
            f"{INFO}/licenses/LICENSE",
        }
        for name in package:
            assert archive.read(name) == (ROOT / name).read_bytes()
        licence = archive.read(f"{INFO}/licenses/LICENSE")
    assert licence == (ROOT / "LICENSE").read_bytes()


def test_it_says_what_it_needs(served_wheel: Path) -> None:
    with zipfile.ZipFile(served_wheel) as archive:
        about = message_from_string(archive.read(f"{INFO}/METADATA").decode())
    assert about["Name"] == "attention-worked-out"
    assert about["Version"] == PARTS[1]
    assert about["Requires-Python"] == ">=3.11"
    assert about.get_all("Requires-Dist") == ["numpy>=2.1"]
    assert about["License-Expression"] == "MIT"


def test_the_sdist_makes_the_same_wheel(served_wheel: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(tmp_path)]
    run(*build, "--target", "sdist", cwd=ROOT)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        # Python 3.11 knows filters from its fourth release on.
        opened.extraction_filter = getattr(tarfile, "data_filter", None)
        opened.extractall(tmp_path)
    unpacked = tmp_path / archive.name.removesuffix(".tar.gz")
    run(*build, "--target", "wheel", cwd=unpacked)
    assert (tmp_path / served_wheel.name).read_bytes() == served_wheel.read_bytes()


def test_its_tests_pass_and_run_every_line_and_branch(elsewhere: Path) -> None:
    coverage = [str(elsewhere / "venv" / "bin" / "python"), "-m", "coverage"]
    tests = ["pytest", "-q", "--noconftest", "-p", "no:cacheprovider"]
    run(
        *coverage,
        "run",
        *("--branch", "--source=attention", "-m"),
        *tests,
        *package_tests(),
        cwd=elsewhere,
    )
    report = run(
        *coverage, "report", "--fail-under=100", "--show-missing", cwd=elsewhere
    )
    # The lines are those of the wheel, all of them: none is marked as left out.
    for file in ROOT.glob("attention/*.py"):
        assert f"site-packages/attention/{file.name}" in report
        assert "pragma: no cover" not in file.read_text(encoding="utf-8")


def test_its_docstrings_hold(elsewhere: Path) -> None:
    python = str(elsewhere / "venv" / "bin" / "python")
    (package,) = (elsewhere / "venv" / "lib").glob("python*/site-packages/attention")
    options = ["-q", "--noconftest", "-p", "no:cacheprovider", "--doctest-modules"]
    run(python, "-m", "pytest", *options, str(package), cwd=elsewhere)
