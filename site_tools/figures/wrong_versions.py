"""The figure of the page on wrong versions: which test refuses which.

The wrong versions and the tests are those of the page itself, which is run.
"""

from __future__ import annotations

import contextlib
import io
from functools import cache
from typing import Any

from site_tools import census
from site_tools.build import ROOT
from site_tools.figures.svg import Drawing, dot, line, text, text_width

PAGE = ROOT / "docs" / "wrong-versions.md"
# The first row of each step of the layer, after which a gap helps the eye.
_GROUPS = ("split by reshape", "unscaled", "own key hidden", "inverted")
_TOP, _PITCH, _GAP = 68.0, 18.0, 8.0
_COLUMN = 16.0


@cache
def _page() -> dict[str, Any]:
    """Return the names that the page's blocks leave behind."""
    code, _ = census.script(PAGE)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)
    return names


def matrix() -> Drawing:
    """Draw a dot where a test refuses a wrong version."""
    page = _page()
    wrong, tests = page["wrong"], page["properties"]
    refused = {
        name: [test for test, check in tests.items() if not check(attend)]
        for name, attend in wrong.items()
    }
    left = max(map(text_width, refused)) + 12
    x = {test: left + (j + 0.5) * _COLUMN for j, test in enumerate(tests)}
    right = left + len(tests) * _COLUMN
    body = [_head(x[test], test) for test in tests]
    y = _TOP - _PITCH - _GAP
    for name, by in refused.items():
        y += _PITCH + (_GAP if name in _GROUPS else 0)
        body.append(text(0, y, name))
        body.append(line(left, y, right, y, stroke_opacity=0.3))
        for test in by:
            where = {"data_row": name, "data_column": test}
            body.append(dot(x[test], y, 1, "dot", 4.0, **where))
    y += _PITCH + _GAP
    body.append(text(0, y, f"refused, of {len(refused)}", "axis"))
    for test, at in x.items():
        count = sum(test in by for by in refused.values())
        body.append(text(at, y, str(count), "number", anchor="middle"))
    return Drawing(
        "Which test refuses which wrong version",
        _in_words(refused, list(tests)),
        right + 24,
        y + 12,
        tuple(body),
    )


def _head(x: float, test: str) -> str:
    y = _TOP - _PITCH
    return text(x, y, test, transform=f"rotate(-60 {x:g} {y:g})")


def _in_words(refused: dict[str, list[str]], tests: list[str]) -> str:
    rows = ". ".join(f"{name}: {', '.join(by)}" for name, by in refused.items())
    never = [test for test in tests if not any(test in by for by in refused.values())]
    return (
        f"A row for each of {len(refused)} wrong versions, a column for each of "
        f"{len(tests)} tests. Refused by: {rows}. Refuses none: {', '.join(never)}."
    )


FIGURES = {"wrong-versions-matrix": matrix}
