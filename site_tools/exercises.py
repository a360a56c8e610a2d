"""The exercises of a page: docs/exercises/NAME.py holds what a reader does not see.

It is cut into cells by lines that begin with `# %%`:

- `# %% 3` begins exercise 3 of the page;
- `# %% start` is the code that the reader starts from, with `...` to be filled in;
- `# %% hint` is a comment, the text of the hint;
- `# %% check` ends in silence if the answer is right, else raises verdicts.Wrong;
- `# %% wrong: WORDS` is a usual wrong answer, run after the start; the check must
  refuse it with a sentence that holds WORDS.

The right answer stands on the page, folded: its blocks are run as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

FOLDER = ROOT / "docs" / "exercises"
_CELL = re.compile(r"^# %% (?P<kind>\d+|start|hint|check|wrong: (?P<words>.+))\n", re.M)
_MARK = re.compile(r"^# %%.*", re.M)


@dataclass
class Exercise:
    """One exercise: what the reader starts from, and how an answer is judged."""

    number: int
    start: str = ""
    hint: str = ""
    check: str = ""
    wrong: list[tuple[str, str]] = field(default_factory=list)  # words said, code


def read(path: Path) -> list[Exercise]:
    """Return the exercises of a file, in order; a ValueError names a bad mark."""
    text = path.read_text(encoding="utf-8")
    marks = [*_CELL.finditer(text)]
    if (known := {m.group().strip() for m in marks}) != {*_MARK.findall(text)}:
        odd = sorted({*_MARK.findall(text)} - known)
        raise ValueError(f"{path}: no kind of cell is called {odd}")
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found: list[Exercise] = []
    for mark, end in zip(marks, ends, strict=True):
        body = text[mark.end() : end].strip()
        kind = mark["kind"]
        if kind.isdigit():
            found.append(Exercise(int(kind)))
        elif mark["words"]:
            found[-1].wrong.append((mark["words"], body))
        elif kind == "hint":
            lines = (line.removeprefix("#").strip() for line in body.splitlines())
            found[-1].hint = " ".join(lines)
        else:
            setattr(found[-1], kind, body)
    return found
