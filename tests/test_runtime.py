"""What the site serves for the browser: whole, named by its contents, and no more."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from site_tools import exercises
from site_tools.build import ROOT, wheel_name

MANIFEST = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def manifest(site: Path) -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = json.loads(
        (site / "live" / "manifest.json").read_text(encoding="utf-8")
    )
    return read


def contents(site: Path, manifest: dict[str, dict[str, Any]], name: str) -> bytes:
    at: str = manifest[name]["at"]
    return (site / "live" / at).read_bytes()


def test_the_manifest_says_what_is_there(
    site: Path, manifest: dict[str, dict[str, Any]]
) -> None:
    there = {path.name for path in (site / "live").iterdir()}
    named = {file["at"] for file in manifest.values()}
    assert there == named | {"manifest.json", "licences.txt"}
    for name, file in manifest.items():
        body = contents(site, manifest, name)
        assert len(body) == file["bytes"]
        assert hashlib.sha256(body).hexdigest() == file["sha256"]
        assert file["sha256"][:12] in file["at"]


def test_pyodide_and_numpy_are_those_of_the_lock(
    site: Path, manifest: dict[str, dict[str, Any]]
) -> None:
    versions = MANIFEST["devDependencies"]
    script = contents(site, manifest, "pyodide.js").decode()
    assert f'"{versions["pyodide"]}"' in script
    worker = (ROOT / "site_tools/live/js/worker.js").read_text(encoding="utf-8")
    assert f'version: "{versions["pyodide"]}"' in worker
    assert gzip.decompress(
        contents(site, manifest, "pyodide.asm.wasm.pack")
    ).startswith(b"\0asm")
    with zipfile.ZipFile(io.BytesIO(contents(site, manifest, "numpy.zip"))) as archive:
        names = archive.namelist()
        version = archive.read("numpy/version.py").decode()
    assert f'"{versions["@emscripten-forge/numpy"].split("-")[0]}"' in version
    assert not [n for n in names if "/tests/" in n or n.endswith(".pyi")]


def test_the_package_is_the_one_of_the_wheel(
    site: Path, manifest: dict[str, dict[str, Any]]
) -> None:
    ours = zipfile.ZipFile(io.BytesIO(contents(site, manifest, "ours.zip")))
    wheel = zipfile.ZipFile(site / "download" / wheel_name())
    with ours, wheel:
        modules = [name for name in wheel.namelist() if name.endswith(".py")]
        assert len(modules) > 10
        for name in modules:
            assert ours.read(name) == wheel.read(name)
            assert ours.read(name) == (ROOT / name).read_bytes()
        live = [name for name in ours.namelist() if name.startswith("live/")]
        assert "live/bridge.py" in live
        for name in live:
            assert ours.read(name) == (ROOT / "site_tools" / name).read_bytes()


def test_the_exercises_come_without_their_wrong_answers(
    site: Path, manifest: dict[str, dict[str, Any]]
) -> None:
    given = json.loads(contents(site, manifest, "exercises.json"))
    files = sorted(exercises.FOLDER.glob("*.py"))
    assert list(given) == [file.stem for file in files]
    for file in files:
        ones = exercises.read(file)
        assert given[file.stem].keys() == {str(one.number) for one in ones}
        for one in ones:
            kept = given[file.stem][str(one.number)]
            assert kept == {
                "start": one.start,
                "hint": one.hint,
                "check": one.check,
            }


def test_what_comes_along_is_named_with_its_licence(site: Path) -> None:
    text = (site / "live" / "licences.txt").read_text(encoding="utf-8")
    for name in ("Pyodide", "NumPy", "@codemirror/view", "@lezer/python", "style-mod"):
        assert name in text
    assert text.count("MIT") >= 10


def test_the_scripts_ask_no_other_site(
    site: Path, manifest: dict[str, dict[str, Any]]
) -> None:
    """None of ours holds an address, but for a document's name space."""
    for name in ("app.js", "editor.js", "play.js", "worker.js"):
        text = contents(site, manifest, name).decode()
        addresses = {part.split('"')[0] for part in text.split("http")[1:]}
        assert {a for a in addresses if a.startswith(("://", "s://"))} <= {
            "://www.w3.org/2000/svg"
        }, name


def test_a_bad_cell_of_an_exercise_is_named(tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text("# %% 1\n# %% strat\nx = 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"no kind of cell is called .*strat"):
        exercises.read(file)
