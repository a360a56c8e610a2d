"""The two commands of the README say in one sentence what they lack."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from site_tools import serve
from site_tools.build import ROOT


def run_make(folder: Path, *arguments: str) -> str:
    """Run make in a checkout without an environment; return what it says."""
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    shutil.copy(ROOT / "pyproject.toml", folder)
    # The tests themselves run under make, whose flags must not reach this one.
    done = subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env={
            n: v for n, v in os.environ.items() if n not in ("MAKEFLAGS", "MAKELEVEL")
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert not (folder / ".venv").exists()
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout


def python_that_says(folder: Path, before: str) -> Path:
    """Return a stand-in for python3 that runs `before` ahead of its -c argument."""
    stand_in = folder / "stand-in"
    stand_in.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{before}\n$2"\n')
    stand_in.chmod(0o755)
    return stand_in


@pytest.mark.parametrize("command", ["serve", "test"])
def test_a_missing_python_gets_one_sentence(command: str, tmp_path: Path) -> None:
    said = run_make(tmp_path, command, "PYTHON=no-such-python")
    assert said.startswith("Python 3.11 or newer is needed, and no 'no-such-python'")


def test_an_old_python_gets_one_sentence(tmp_path: Path) -> None:
    stand_in = python_that_says(
        tmp_path, "import sys; sys.version_info = (3, 9, 1); sys.stderr = sys.stdout"
    )
    said = run_make(tmp_path, "test", f"PYTHON={stand_in}")
    assert said.startswith("Python 3.11 or newer is needed, this is")


def test_a_python_without_venv_gets_one_sentence(tmp_path: Path) -> None:
    stand_in = python_that_says(tmp_path, "import sys; sys.modules['venv'] = None")
    said = run_make(tmp_path, "test", f"PYTHON={stand_in}")
    assert said.startswith("Python's venv module is needed")


def test_a_taken_port_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(serve, "PORT", port)
        with pytest.raises(SystemExit, match=f"^Port {port} is taken: stop what"):
            serve.main()


def test_a_site_is_served_below_its_sub_path(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("not here")
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("here")
    with serve.host(tmp_path, 0, "/sub/") as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        try:
            with urlopen(f"{address}/sub/page/") as answer:
                assert answer.read() == b"here"
            for missing in ("/sub/other/", "/page/", "/"):
                with pytest.raises(HTTPError) as refused:
                    urlopen(address + missing)
                with refused.value as answer:
                    assert (answer.code, answer.read()) == (404, b"not here")
        finally:
            server.shutdown()
            thread.join()
