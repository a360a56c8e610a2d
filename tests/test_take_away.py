"""What a reader takes away: files of code that run, pages as Markdown, llms.txt."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from mkdocs.utils.meta import get_data
from playwright.sync_api import Browser

from site_tools import census
from site_tools.build import ROOT
from site_tools.fences import without_fences
from site_tools.mathml import tex_to_mathml
from site_tools.plain import PLAYED, plain
from site_tools.printed import agrees
from site_tools.take_away import code, navigation, settings
from tests.reader import run_as_reader

SOURCES = [*census.built_pages(Path("/"))]
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\(([^)\s]+)\)")
LISTED = re.compile(r"^- \[(.+)\]\((.+?)\): (.+)$", re.MULTILINE)
NAME = re.compile(r"\{(#[\w.-]+)\}")
OUTPUT = re.compile(r"^```output\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEX = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.DOTALL)

each_page = pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.stem)


def page_of(site: Path, source: Path) -> BeautifulSoup:
    built = census.built_pages(site)[source].read_text(encoding="utf-8")
    return BeautifulSoup(built, "html.parser")


def offered(site: Path, source: Path, address: str) -> dict[str, str]:
    """Return what the links beside a page's title lead to, by their endings."""
    place = census.built_pages(site)[source].parent.relative_to(site).as_posix()
    page = f"{address}{place}/"
    document = page_of(site, source)
    links = [urljoin(page, str(a["href"])) for a in document.select(".take a[href]")]
    (alternate,) = document.select('head link[rel="alternate"][type="text/markdown"]')
    assert urljoin(page, str(alternate["href"])) in links
    (index,) = document.select('head link[rel="describedby"]')
    assert urljoin(page, str(index["href"])) == address + "llms.txt"
    return {Path(link).suffix: link for link in links}


def text_of(site: Path, source: Path) -> str:
    """Return the Markdown version of a page."""
    return (site / f"{source.stem}.md").read_text(encoding="utf-8")


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]+`", "`", without_fences(text))


@each_page
def test_the_code_of_a_page_in_one_file_prints_what_the_page_shows(
    source: Path, site: Path, wheel: Path, address: str
) -> None:
    link = offered(site, source, address)[".py"]
    with urlopen(link) as answer:
        script = answer.read().decode()
    shown = census.printed(census.built_pages(site)[source])
    assert agrees(shown, run_as_reader(script, wheel))
    # As a file beside other scripts it must stand in no module's way.
    assert Path(link).stem not in {*sys.stdlib_module_names, "attention", "numpy"}


@each_page
def test_the_code_in_one_file_is_that_of_the_page(
    source: Path, site: Path, address: str
) -> None:
    file = site / "download" / f"{source.stem}.py"
    script = file.read_text(encoding="utf-8")
    head, _, rest = script.partition("# SPDX-License-Identifier: MIT\n")
    assert all(line.startswith("#") for line in head.splitlines())
    assert f"pip install {address}download/attention_worked_out-" in head
    assert rest == code(text_of(site, source))


def test_a_script_has_no_prompts_and_its_headings_are_cells() -> None:
    page = """\
## One {#one}

```python
x = 1
# ## no heading
print(x)
```

```output
1
```

```pycon
>>> for i in range(2):
...     print(i)
0
1
```

## Two {#two}

```sh
pip install this
```

```python
print(2)
```
"""
    assert code(page) == (
        "\n# %% One\n\nx = 1\n# ## no heading\nprint(x)\n"
        "\nfor i in range(2):\n    print(i)\n\n# %% Two\n\nprint(2)\n"
    )
    assert code("Words alone.\n") == ""


@each_page
def test_the_text_of_a_page_holds_its_code_unchanged(source: Path, site: Path) -> None:
    shown = census.shown(census.built_pages(site)[source])
    place = site / f"{source.stem}.md"
    assert census.run(place) == shown
    assert shown.total() > 0
    outputs = [
        o.get_text().strip("\n") for o in page_of(site, source).select(".output")
    ]
    written = OUTPUT.findall(place.read_text(encoding="utf-8"))
    assert [text.strip("\n") for text in written] == outputs


@each_page
def test_the_text_of_a_page_is_markdown_that_any_reader_knows(
    source: Path, site: Path
) -> None:
    text = text_of(site, source)
    assert re.match(r"# .+\n\n> .+\n\nThe text of \[this page\]", text)
    prose = without_code(text)
    for mark in ("--8<--", "[=]:", "!!!", "???", "<!--", "<div", "<fig", "\n:::", "{."):
        assert mark not in prose, mark
    if source.suffix == ".md":
        files = re.findall(r'--8<-- "(.+)"', source.read_text(encoding="utf-8"))
        drawings = [file for file in files if not file.startswith("play-")]
        for drawing in (figure(DOCS / "figures" / file) for file in drawings):
            assert prose.count(drawing) == 1, drawing
        assert prose.count(PLAYED) == len(files) - len(drawings)


def figure(file: Path) -> str:
    """Return what a figure says of itself."""
    drawing = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    title, description = drawing.select_one("title"), drawing.select_one("desc")
    assert title is not None
    assert description is not None
    return f"{title.get_text()}. {description.get_text()}"


@each_page
def test_the_formulas_of_a_text_are_those_of_the_page(source: Path, site: Path) -> None:
    written = without_code(source.read_text(encoding="utf-8"))
    if source.suffix == ".py":
        written = re.sub(r"^# ?", "", written, flags=re.MULTILINE)
    formulas = [a or b for a, b in TEX.findall(without_code(text_of(site, source)))]
    there = [a or b for a, b in TEX.findall(written)]
    # The reference takes its formulas from the docstrings, and they hold no colours.
    if source.stem != "api":
        assert [*map(uncoloured, formulas)] == [*map(uncoloured, there)]
    assert not re.search(
        r"\\(token|position|query|key|value|score|weight|context)\b", "".join(formulas)
    )


def uncoloured(tex: str) -> str:
    """Return a formula's MathML without the groups that only carry a colour."""
    mathml = re.sub(r'alttext="[^"]*"', "", tex_to_mathml(tex))
    return re.sub(r"</?mrow.*?>", "", mathml)


@each_page
def test_every_link_of_a_text_leads_somewhere(
    source: Path, site: Path, address: str
) -> None:
    text = text_of(site, source)
    links = LINK.findall(without_code(text))
    pages = []
    for link in links:
        assert link.startswith(("#", "http://", "https://")), link
        target, anchor = urldefrag(urljoin(f"{address}here.md", link))
        if link.startswith("#"):
            there = text
        elif target.startswith(address):
            file = site / target.removeprefix(address)
            if file.is_dir():
                pages.append(file / "index.html")
                continue
            assert file.is_file(), link
            there = file.read_text(encoding="utf-8") if anchor else ""
        else:
            continue
        assert not anchor or f"#{anchor}" in NAME.findall(there), link
    # Whoever reads texts is led from text to text; only its own page is named as such.
    assert pages == [census.built_pages(site)[source]]


def test_llms_txt_names_every_page_in_order(site: Path, address: str) -> None:
    index = (site / "llms.txt").read_text(encoding="utf-8")
    given = settings()
    assert index.startswith(
        f"# {given['site_name']}\n\n> {given['site_description']}\n\n"
    )
    entries = [*navigation(given["nav"])]
    assert {DOCS / entry.source for entry in entries} == {*SOURCES}
    listed = LISTED.findall(index)
    assert [link for _, link, _ in listed] == [address + e.text for e in entries]
    for (title, link, description), entry in zip(listed, entries, strict=True):
        text = (site / link.removeprefix(address)).read_text(encoding="utf-8")
        assert text.startswith(f"# {title}\n\n> {description}\n")
        if entry.source.endswith(".md"):
            written = (DOCS / entry.source).read_text(encoding="utf-8")
            _, meta = get_data(written)
            assert meta.get("description", given["site_description"]) == description
    (wheel,) = re.findall(rf"pip install ({address}\S+\.whl)", index)
    assert (site / wheel.removeprefix(address)).is_file()
    sections = re.findall(r"^## (.+)$", index, re.MULTILINE)
    assert sections == [*Counter(entry.section for entry in entries)]


def test_a_page_is_told_in_plain_markdown() -> None:
    page = """\
# Title

A *query*{.query} of $\\query{q_i} + \\key{K}^\\top$, see [there](other.md#place).

[=]: # "w[0], cited('x', 0.5)"

head { #term }

!!! wrong "Off by `one`"

    It is `x{.y}`.
    {: #off }

    ```python
    x = "*a*{.query}"

    y = 1
    ```

??? answer "Answer"

    Yes.

After.
"""
    assert (
        plain(page, lambda link: f"/{link}")
        == """\
# Title

A *query* of $q_i + K^\\top$, see [there](/other.md#place).

head {#term}

---

**Wrong: Off by `one`**

It is `x{.y}`. {#off}

```python
x = "*a*{.query}"

y = 1
```

---

**Answer**

Yes.

---

After.
"""
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_the_files_are_beside_the_title_also_after_instant_navigation(
    width: int, browser: Browser, address: str, site: Path
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(address + "masks/", wait_until="networkidle")
    page.evaluate("window.loadedOnce = true")
    page.locator("article a[href*='/self-attention/']").first.click()
    page.wait_for_url("**/self-attention/**")
    page.wait_for_selector("#three-values")
    assert page.evaluate("window.loadedOnce"), "the page was loaded, not swapped"
    head = page.locator("head link[type='text/markdown']")
    assert head.evaluate("link => link.href") == address + "self-attention.md"
    take = page.locator(".take")
    title, beside = page.locator("h1").bounding_box(), take.bounding_box()
    assert title is not None
    assert beside is not None
    assert abs(beside["y"] - title["y"]) < 20
    with page.expect_download() as download:
        take.get_by_role("link", name="Code (.py)").click()
    file = site / "download" / "self-attention.py"
    assert download.value.suggested_filename == file.name
    assert download.value.path().read_bytes() == file.read_bytes()
    take.get_by_role("link", name="Text (.md)").click()
    page.wait_for_url("**/self-attention.md")
    assert "# Self-attention by hand" in str(page.locator("body").text_content())
    page.close()
