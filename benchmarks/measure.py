"""One measurement in this process; `run.py` starts it and sets the thread counts."""

from __future__ import annotations

import json
import platform
import resource
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch  # type: ignore[import-not-found]

import attention

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15
SECONDS_A_ROUND = 0.1


def calls(n_heads: int, n: int, d: int) -> dict[str, Callable[[], Any]]:
    """Each library's call on the same numbers."""
    rng = np.random.default_rng(0)
    # With four axes PyTorch takes its fast kernel; with three it is three times slower.
    ours = [rng.standard_normal((1, n_heads, n, d), np.float32) for _ in range(3)]
    theirs = [torch.from_numpy(x) for x in ours]
    return {
        "attention": lambda: attention.scaled_dot_product_attention(*ours),
        "torch": lambda: torch.nn.functional.scaled_dot_product_attention(*theirs),
    }


def times(clock: str, *size: int) -> list[float]:
    """Ratio of the times (median, lowest, highest), and both medians in ms."""
    now: Callable[[], float] = getattr(time, clock)
    functions = calls(*size)
    np.testing.assert_allclose(
        functions["attention"](), functions["torch"](), atol=2e-6
    )
    start = time.perf_counter()
    functions["torch"]()
    repeats = max(1, round(SECONDS_A_ROUND / (time.perf_counter() - start)))
    spent: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(ROUNDS + 1):
        # A B A B: what slows the machine for a while slows both.
        for name, function in functions.items():
            start = now()
            for _ in range(repeats):
                function()
            spent[name].append((now() - start) / repeats)
    # The first round warms the caches and the allocators up.
    ours, theirs = spent["attention"][1:], spent["torch"][1:]
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    milliseconds = [1e3 * statistics.median(x) for x in (ours, theirs)]
    return [statistics.median(ratios), min(ratios), max(ratios), *milliseconds]


def memory(*size: int, name: str) -> float:
    """MiB by which one call raises the highest memory use of this process."""
    calls(1, 8, 8)[name]()  # what is loaded at the first call is not the call's
    function = calls(*size)[name]
    unit = 1 if platform.system() == "Darwin" else 1024  # bytes there, KiB elsewhere
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    function()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (after - before) * unit / 2**20


def about() -> str:
    """Processor and versions."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.split(": ")[1] for line in lines if line.startswith("model name")]
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return (
        f"{len(models) or '?'} x {models[0] if models else platform.processor()}, "
        f"Python {platform.python_version()}, NumPy {np.__version__} "
        f"({blas['name']} {blas['version']}), PyTorch {torch.__version__}"
    )


def main() -> None:
    """Read `threads what [heads n d [library]]`, print the answer as JSON."""
    threads, what, *rest = sys.argv[1:]
    torch.set_num_threads(int(threads))
    size = [int(x) for x in rest[:3]]
    answer: object
    with torch.inference_mode():
        if what == "about":
            answer = about()
        elif what == "memory":
            answer = memory(*size, name=rest[3])
        else:
            answer = times(what, *size)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
