"""A script as a reader runs it: where Python finds NumPy and the site's wheel alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run_as_reader(code: str, wheel: Path) -> str:
    """Run a script in the folder of the unpacked wheel; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-S", "-W", "error", "-c", code],  # -S: no site-packages
        cwd=wheel,
        env={**os.environ, "PYTHONPATH": str(wheel), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
