"""What a snippet may set for all of Python, such as how NumPy prints."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import numpy as np


class Settings:
    """What is set now."""

    def __init__(self) -> None:
        self.printed = np.get_printoptions()
        self.errors = np.geterr()
        self.filters = [*warnings.filters]
        self.folder = Path.cwd()

    def restore(self) -> None:
        """Set it so again."""
        np.set_printoptions(**self.printed)
        np.seterr(**self.errors)
        # A change of the filters makes Python forget what it has warned of.
        if warnings.filters != self.filters:
            warnings.resetwarnings()
            warnings.filters = [*self.filters]
        os.chdir(self.folder)
