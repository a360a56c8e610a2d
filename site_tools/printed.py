"""Whether what a block printed is what its page shows.

With the NumPy of the lock file the two must be equal to the letter. With another one
they must be the `same`, but for a last digit.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from site_tools.live.same import same

_LOCK = Path(__file__).parents[1] / "requirements" / "dev.txt"
(LOCKED,) = re.findall(r"^numpy==(\S+) ", _LOCK.read_text(encoding="utf-8"), re.M)
EXACT = np.__version__ == LOCKED  # the one place that decides how output is compared


def agrees(shown: str, printed: str) -> bool:
    """Compare to the letter with the NumPy of the lock file, elsewhere as `same`."""
    if EXACT:
        return shown.rstrip("\n") == printed.rstrip("\n")
    return same(shown, printed)


def how() -> str:
    """Say which of the two it is, for the last lines of a test run."""
    if EXACT:
        return f"printed output: exact (NumPy {np.__version__})"
    return (
        "printed output: within one unit of the last digit "
        f"(NumPy {np.__version__}; exact with {LOCKED})"
    )
