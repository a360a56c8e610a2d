"""Compare our attention with PyTorch's: `python benchmarks/run.py` does it all.

Makes an environment of its own in build/bench-env (once), measures in fresh processes,
and writes benchmarks/results.md. Needs nothing but Python and pip.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE.parent / "build" / "bench-env"
REQUIREMENTS = HERE / "requirements.txt"
SIZES = [(8, 128, 64), (8, 512, 64), (8, 2048, 64)]
LIBRARIES = ["attention", "torch"]


def python_of_environment() -> Path:
    """Make the environment unless it stands, and return its Python."""
    folder = "Scripts" if os.name == "nt" else "bin"
    python = ENVIRONMENT / folder / "python"
    stamp, wanted = ENVIRONMENT / "installed.txt", REQUIREMENTS.read_text()
    if not stamp.exists() or stamp.read_text() != wanted:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "-r", str(REQUIREMENTS)], check=True)
        stamp.write_text(wanted)
    return python


def measure(python: Path, threads: int, *arguments: object) -> Any:  # noqa: ANN401
    """Run measure.py in a fresh process; return what it found."""
    names = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"]
    settings = dict.fromkeys(names, str(threads)) | {"PYTHONPATH": str(HERE.parent)}
    command = list(map(str, [python, HERE / "measure.py", threads, *arguments]))
    done = subprocess.run(
        command, check=True, env=os.environ | settings, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


def table_of_times(python: Path, threads: int, clock: str) -> str:
    """Time both libraries in one process; return a table with a line for each size."""
    lines = [
        "| heads, n, d | ratio | lowest to highest | attention, ms | PyTorch, ms |",
        "|---|---|---|---|---|",
    ]
    for size in SIZES:
        ratio, lowest, highest, ours, theirs = measure(python, threads, clock, *size)
        spread = f"{lowest:.2f} to {highest:.2f}"
        cells = [str(size), f"**{ratio:.2f}**", spread, f"{ours:.3g}", f"{theirs:.3g}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def table_of_memory(python: Path) -> str:
    """Measure each library and size in a process of its own; return a table."""
    lines = ["| heads, n, d | attention, MiB | PyTorch, MiB |", "|---|---|---|"]
    for size in SIZES:
        used = [measure(python, 1, "memory", *size, name) for name in LIBRARIES]
        lines.append(f"| {size} | {used[0]:.1f} | {used[1]:.1f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure everything and write results.md."""
    python = python_of_environment()
    about = measure(python, 1, "about")
    text = f"""# Results

Written by `python benchmarks/run.py`; [README.md](README.md) says how it measures.
{datetime.datetime.now(tz=datetime.UTC).date()}, {about}.

A ratio is the time of `attention.scaled_dot_product_attention` divided by the time of
`torch.nn.functional.scaled_dot_product_attention`, same float32 numbers, no mask; the
median of the rounds, lower is better for us.

## One thread, CPU time

{table_of_times(python, 1, "process_time")}

## Two threads, wall time

{table_of_times(python, 2, "perf_counter")}

## Extra memory at the peak

{table_of_memory(python)}
"""
    (HERE / "results.md").write_text(text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
