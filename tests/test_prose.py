"""Each number that a sentence, table, caption or label states is computed or cited."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bs4 import BeautifulSoup

import attention
from site_tools import census, counts, prose
from site_tools.build import ROOT

PAGES = [ROOT / "README.md", *census.built_pages(Path())]
NAMES: dict[str, Any] = {
    "w": np.array([[0.2, 0.8], [0.456, -0.544]]),
    "t": 1.5e-7,
    "np": np,
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_number_of_a_page_is_computed_or_cited(page: Path) -> None:
    text = prose.source(page)
    faults = [*prose.faults(text, census.names(page))]
    assert not faults, f"{page.relative_to(ROOT)}\n" + "\n".join(faults)


def faults(text: str) -> list[str]:
    return [*prose.faults(text, NAMES)]


def bound(text: str, expressions: str) -> str:
    return f'{text}\n\n[=]: # "{expressions}"\n'


WRITTEN = {
    "0.2": "w[0, 0]",
    "−0.54": "w[1, 1]",
    "-0.54": "w[1, 1]",
    "$-0.54$": "w[1, 1]",
    "20 per cent": "w[0, 0]",
    "45.6 %": "w[1, 0]",
    r"$45.6\%$": "w[1, 0]",
    "1.5e-7": "t",
    "1.5 · 10⁻⁷": "t",
    r"$1.5 \cdot 10^{-7}$": "t",
    r"$1.5 \times 10^{-7}$": "t",
    "10⁻⁷": "t * 2 / 3",
    "−10⁹": "-w[0, 0] * 5 * 10**9",
    "1e9": "w[0, 0] * 5 * 10**9",
    "1,234.5": "w[0, 0] * 12345 / 2",
    "[0.2 0.8]": "w[0]",
    "0.2 · 0.8 is 0.16": "w[0], w[0].prod()",
    "from 0.1 to 0.3": "0.1 < w[0, 0] < 0.3",
    "`0.2`": "w[0, 0]",
    "0.2²": "w[0, 0]",
    "$0.2^2$": "w[0, 0]",
    "4 numbers, one 0.2": "4 == w.size, w[0, 0]",
    "0.2s": "w[0, 0]",
    "| 0.2 | 3 | 0.8 |": "w[0]",
    '<div aria-label="from 0.2 to 0.8">': "w[0]",
    '<img alt="A bar of 0.2" src="0.3.svg">': "w[0, 0]",
    '<figcaption markdown="span">It is 0.2.</figcaption>': "w[0, 0]",
    '!!! note "0.2 of all"': "w[0, 0]",
    "## 0.2 of all": "w[0, 0]",
    "    - 0.2 of all": "w[0, 0]",
    "0.05 (Ethayarajh, 2019)": "cited('Ethayarajh, 2019', 0.05)",
    "5 per cent (Ethayarajh, 2019)": "cited('Ethayarajh, 2019', 0.05)",
    "88 columns, see `pyproject.toml`, and 2.1": "cited('pyproject.toml', 2.1)",
}
NOT_NUMBERS = (
    "3 of 14 tokens, 1,000 times",
    "PyTorch 2.13.0, NumPy 2.1 and Python 3.11 or newer, CC BY 4.0",
    "sections 3.1, 3.2.2 and A.2; section 5.4",
    "sections 4.1 (overflow) and 6.2.2.3, sections 3.1 to 3.3; definition 4.1",
    "[the paper](https://example.org/1706.03762), https://example.org/0.1/x",
    '<a href="0.5.html" class="w-0.5">',
    "float64, W_1, x0.5",
    "```python\nx = 0.5\n```",
    "!!! note\n\n    ```output\n    0.5\n    ```",
    "~~~~text\n```\n0.5\n~~~~",
)


@pytest.mark.parametrize(("text", "expressions"), WRITTEN.items())
def test_a_number_written_in_any_way_is_compared(text: str, expressions: str) -> None:
    assert faults(bound(text, expressions)) == []
    assert faults(text)
    numbers = [*prose.numbers(text)]
    digits = [at for at, sign in enumerate(text) if sign.isdigit()]
    wrong = [
        text[:at] + chr((ord(text[at]) - 47) % 10 + 48) + text[at + 1 :]
        for at in digits
        if text[at] in "0123456789"
    ]
    changed = [w for w in wrong if [*prose.numbers(w)] != numbers]
    assert changed
    assert all(faults(bound(w, expressions)) for w in changed)


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_names_and_integers_need_no_expression(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "expressions", "fault"),
    [
        ("0.3", "w[0, 0]", "line 1: 0.3 stands where w[0, 0] gives 0.2"),
        ("0.2", "w[0]", "line 3: no number for 0.8 of w[0]"),
        ("0.2 and 0.8", "w[0, 0]", "line 1: 0.8 is neither computed nor cited"),
        ("0.2", "0.2", "line 3: 0.2: this has no name of the page's code in it, so"),
        ("0.2", "0.1 + 0.1", "line 3: 0.1 + 0.1: this has no name of the page's code"),
        ("0.2", "0.2 > w[0, 0]", "line 3: 0.2 > w[0, 0]: this does not hold"),
        ("0.2", "0.3 != w[0, 0]", "line 3: 0.3 != w[0, 0]: what a number is not"),
        ("0.2", "float('0.2')", "line 3: float('0.2'): this has no name of the page"),
        ("0.2", "np.float64(0.2)", "line 3: np.float64(0.2): compute 0.2, or name"),
        ("0.2", "np.float64('0.2')", "line 3: np.float64('0.2'): compute '0.2', or"),
        ("0.2 as is", "cited('as', 0.2)", "line 3: cited('as', 0.2): the page does"),
        ("0.2", "v[0]", "line 3: v[0]: name 'v' is not defined"),
        ("0.2", "cited('BERT', 0.2)", "line 3: cited('BERT', 0.2): the page does not"),
        (
            "0.2 of GPT-2",
            "cited('GPT-2', 0.3)",
            "line 1: 0.2 stands where cited('GPT-2',",
        ),
        (
            "0.123 in `README.md`",
            "cited('README.md', 0.123)",
            "line 3: cited('README.md', 0.123): README.md does not hold 0.123",
        ),
    ],
)
def test_what_is_not_so_is_named_with_its_line(
    text: str, expressions: str, fault: str
) -> None:
    assert faults(bound(text, expressions))[0].startswith(fault)


def test_a_binding_reaches_to_the_heading_the_fence_or_the_binding_above() -> None:
    for between in ("## A heading", "```text\n```", '[=]: # "w[0, 0]"'):
        text = bound(f"0.2\n\n{between}\n\n0.8", "w[0, 1]")
        expected = (
            [] if "=" in between else ["line 1: 0.2 is neither computed nor cited"]
        )
        assert faults(text) == expected


EXAMPLES = re.compile(r"^ *>>>.*(?:\n *\S.*)*", re.MULTILINE)


def held(name: str) -> set[float]:
    """The floats in a public object's examples and in its code, defaults included."""
    thing = getattr(attention, name)
    code = ast.parse(textwrap.dedent(inspect.getsource(thing)))
    constants = [n.value for n in ast.walk(code) if isinstance(n, ast.Constant)]
    examples = EXAMPLES.findall(inspect.getdoc(thing) or "")
    return {float(c) for c in constants if isinstance(c, float)} | {
        float(n.value) * n.scale for e in examples for n in prose.numbers(e)
    }


@pytest.mark.parametrize("name", attention.__all__)
def test_a_decimal_of_a_docstring_is_in_its_example_or_its_code(name: str) -> None:
    text = inspect.getdoc(getattr(attention, name)) or ""
    for number in prose.numbers(EXAMPLES.sub("", text).replace("\n", " ")):
        assert float(number.value) * number.scale in held(name)


LABELS = ("aria-label", "alt", "title", "content")
# Code; drawings, and figures to play with, which have tests of their own; signatures.
APART = "pre, svg, .play > :not(figcaption), .doc-signature"


def stated(page: Path) -> list[prose.Number]:
    """The numbers of a built page, in its sentences and labels."""
    html = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for block in html.select(f"{APART}, meta:not([name=description])"):
        block.decompose()
    assert "[=]" not in html.text  # a binding that Markdown did not take for one
    text = re.sub(r"(section|equation)\n", r"\1 ", html.get_text("\n"))
    labels = [tag[at] for at in LABELS for tag in html.select(f"[{at}]")]
    return [
        n for line in (*text.split("\n"), *labels) for n in prose.numbers(str(line))
    ]


def test_the_built_pages_state_no_other_numbers(site: Path) -> None:
    docstrings = set.union(*map(held, attention.__all__))
    for source, built in census.built_pages(site).items():
        shown = Counter((n.value, n.scale) for n in stated(built))
        passages = prose.passages(prose.source(source))
        bound = Counter((n.value, n.scale) for p in passages for n in p.numbers)
        if source.name == "api.md":
            shown = Counter(n for n in shown if float(n[0]) * n[1] not in docstrings)
        assert shown == bound, source.name


def test_the_table_of_counts_is_that_of_the_sources() -> None:
    stale = "docs/checked.md is stale: run `python -m site_tools.counts`"
    assert counts.table() in counts.PAGE.read_text(encoding="utf-8"), stale
