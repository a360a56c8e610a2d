"""What the pages are measured with, and a table of what was measured."""

from __future__ import annotations

import pytest

from site_tools.build import ROOT

MODULES = ROOT / "node_modules"
TABLE = ROOT / "build" / "bar.md"
MEASURED = pytest.StashKey[dict[str, dict[str, float]]]()
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


def measured(config: pytest.Config, place: str, what: str, value: float) -> None:
    """Note what a page reached, whether that is enough or not."""
    table = config.stash.setdefault(MEASURED, {})
    table.setdefault(what, {})[place or "home"] = value


def report(config: pytest.Config) -> list[str]:
    """Write the table; return the worst of each column, for the summary."""
    table = config.stash.get(MEASURED, {})
    columns = [what for what in WORST if what in table]
    if not columns:
        return []
    places = sorted({place for column in table.values() for place in column})
    rows = [
        [place, *(f"{table[what].get(place, '')}" for what in columns)]
        for place in places
    ]
    lines = [["page", *columns], ["---"] * (len(columns) + 1), *rows]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text("".join(f"| {' | '.join(line)} |\n" for line in lines))
    worst = {w: WORST[w](table[w].items(), key=lambda item: item[1]) for w in columns}
    return [
        f"{what}: {value:g} at worst ({place}), of {len(table[what])} pages"
        for what, (place, value) in worst.items()
    ] + [f"each page: {TABLE.relative_to(ROOT)}"]
