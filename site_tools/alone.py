"""`python -m site_tools.alone FILE…` runs pages in this process, in the order given.

Each must pass wherever it stands in that order, the first place and the only one
included, and must leave the process as it found it.
"""

from __future__ import annotations

import os
import random
import sys
import warnings
from pathlib import Path

import numpy as np

from site_tools.fences import read


def failures(path: Path) -> list[str]:
    """Run the blocks of a page, module or notebook; return what each failure says."""
    before, said = _surroundings(), []
    for example in read(path).examples():
        try:
            example.evaluate()
        except Exception as error:
            said.append(f"line {example.line}: {type(error).__name__}: {error}")
    after = _surroundings()
    return said + [f"{name} changed" for name in before if before[name] != after[name]]


def _surroundings() -> dict[str, object]:
    """Return what one page could set for the next one."""
    return {
        "NumPy's print options": np.get_printoptions(),
        "NumPy's error handling": np.geterr(),
        "NumPy's global random state": repr(np.random.get_state()),  # noqa: NPY002
        "Python's global random state": random.getstate(),
        "the filters of warnings": [*warnings.filters],
        "the environment": dict(os.environ),
        "the working folder": Path.cwd(),
    }


def main() -> None:
    """Run the files named and say what failed, with each file's name."""
    said = [f"{name}: {what}" for name in sys.argv[1:] for what in failures(Path(name))]
    if said:
        sys.exit("\n".join(said))


if __name__ == "__main__":
    main()
