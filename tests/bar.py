"""What the pages are measured with, and a table of what was measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from site_tools.build import ROOT

MODULES = ROOT / "node_modules"
# pytest's `record_property`: what it takes goes into a test's report, and so to the
# process that writes the summary.
Record = Callable[[str, object], None]
Properties = Iterable[tuple[str, Any]]
# The columns of the table, and which end of each is the worst.
WORST = {
    "accessibility": min,
    "best-practices": min,
    "seo": min,
    "performance": min,
    "performance, bare": min,
    "axe violations": max,
    "axe undecided": max,
    "Nu messages": max,
    "kilobytes": max,
    "search index": max,
}


def measured(record: Record, place: str, what: str, value: float) -> None:
    """Note what a page reached, whether that is enough or not."""
    record("measured", (place or "home", what, value))


def summary(properties: Properties) -> list[str]:
    """Say what the tests have counted and measured: the worst, then page by page."""
    noted: dict[str, list[Any]] = defaultdict(list)
    for name, value in properties:
        noted[name].append(value)
    lines = [
        f"links: {within} within the site, {elsewhere} listed to other sites"
        for within, elsewhere in noted["links"]
    ]
    if ran := noted["ran"]:
        count = sum(n for _, n, _ in ran)
        lines.append(
            f"in a browser: {count} snippets of {len(ran)} pages ran by their button"
        )
        near = {place: numbers for place, _, numbers in ran if numbers}
        lines.append(f"in a browser, but for a last digit: {near or 'none'}")
    return lines + _table(noted["measured"])


def _table(notes: Iterable[tuple[str, str, float]]) -> list[str]:
    table: dict[str, dict[str, float]] = {what: {} for what in WORST}
    for place, what, value in notes:
        table[what][place] = value
    table = {what: column for what, column in table.items() if column}
    lines = []
    for what, column in table.items():
        place, value = WORST[what](column.items(), key=lambda item: item[1])
        lines.append(f"{what}: {value:g} at worst ({place}), of {len(column)} pages")
    for place in sorted({place for column in table.values() for place in column}):
        figures = [f"{w} {c[place]:g}" for w, c in table.items() if place in c]
        lines.append(f"  {place}: {', '.join(figures)}")
    return lines
