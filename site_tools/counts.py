"""What each page holds, counted from its source: the table of docs/checked.md.

`python -m site_tools.counts` puts the table into the page anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from site_tools import census, exercises, prose
from site_tools.build import ROOT
from site_tools.take_away import navigation, settings

PAGE = ROOT / "docs" / "checked.md"
HEAD = """\
| page | blocks run | numbers computed | numbers cited | figures | exercises | wrong answers |
|---|---:|---:|---:|---:|---:|---:|
"""  # noqa: E501
TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")


def counts(page: Path) -> tuple[int, ...]:
    """Return what a page holds, in the order of the columns of HEAD."""
    text = prose.source(page)
    figures = text.count('<figure class="figure')
    file = exercises.FOLDER / f"{page.stem}.py"
    ones = exercises.read(file) if file.exists() else []
    wrong = sum(len(one.wrong) for one in ones)
    numbers = prose.count(text)
    return (census.run(page).total(), *numbers, figures, len(ones), wrong)


def table() -> str:
    """Return the table, one row for each page that holds any of it, and their sums."""
    pages = navigation(settings()["nav"])
    rows = {page.name: counts(ROOT / "docs" / page.source) for page in pages}
    total = tuple(sum(column) for column in zip(*rows.values(), strict=True))
    rows = {name: row for name, row in rows.items() if any(row)}
    rows["**All pages**"] = total
    lines = [
        f"| {name} | {' | '.join(map(str, row))} |\n" for name, row in rows.items()
    ]
    return HEAD + "".join(lines)


def main() -> None:
    """Put the table into the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TABLE.sub(lambda _: table(), text), encoding="utf-8")


if __name__ == "__main__":
    main()
