"""What a reader takes away: each page as Markdown, its code as one file, and a list.

Their addresses follow from the name of the source: softmax.md becomes /softmax/,
/softmax.md and /download/softmax.py. llms.txt, as llmstxt.org proposes it, names the
pages in the order of the navigation.
"""

from __future__ import annotations

import doctest
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urldefrag, urljoin

import jupytext
from bs4 import BeautifulSoup
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load
from sybil import Document

from site_tools.fences import Snippet, parse_fences, without_fences
from site_tools.plain import plain

ROOT = Path(__file__).resolve().parents[1]

_TITLE = re.compile(r"# (.+)\n+")
_HEADING = re.compile(r"^##+ (.+?)(?: \{#.*\})?$", re.MULTILINE)
_DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)">')

_TEXT = """\
# {title}

> {description}

The text of [this page]({page}){code}. [All pages]({index}). Text: CC BY 4.0, code: MIT.

"""
_CODE = """\
# {title}: the code of {page}
#
# It prints what the page shows. It needs Python 3.11 or newer, NumPy 2.1 or newer and
# the site's package, which is not on PyPI ("attention" there is a stranger's):
#
#     pip install {wheel}
#
# SPDX-License-Identifier: MIT
"""
_INDEX = """\
# {name}

> {description}

Each page as plain Markdown, in the order in which they build on each other; each names
its code as one file. The code needs Python 3.11 or newer, NumPy 2.1 or newer and the
package `attention`, which is not the one of that name on PyPI: `pip install {wheel}`.
"""


@dataclass(frozen=True)
class Entry:
    """A page of the navigation, and the addresses that follow from its source's."""

    section: str
    name: str
    source: str

    @property
    def page(self) -> str:
        """Where the page is, below the address of the site."""
        place = PurePosixPath(self.source).with_suffix("")
        return "" if place.name == "index" else f"{place}/"

    @property
    def text(self) -> str:
        """Where its Markdown is.

        Always beside sitemap.xml: Material takes the file for the site in another
        language, and asks for the map that lies next to it.
        """
        return f"{PurePosixPath(self.source).stem}.md"

    @property
    def code(self) -> str:
        """Where its code is."""
        return f"download/{PurePosixPath(self.source).stem}.py"


def settings() -> dict[str, Any]:
    """Return what mkdocs.yml says."""
    read: dict[str, Any] = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    return read


def navigation(items: list[dict[str, Any]], section: str = "") -> Iterator[Entry]:
    """Yield the pages of mkdocs.yml's `nav`, in order; a page alone is a section."""
    for item in items:
        for name, inside in item.items():
            if isinstance(inside, str):
                yield Entry(section or name, name, inside)
            else:
                yield from navigation(inside, name)


def write(site: Path, wheel: str) -> None:
    """Write the files into a built site that serves the wheel of that name."""
    given = settings()
    root = given["site_url"].rstrip("/") + "/"
    wheel = f"{root}download/{wheel}"
    entries = [*navigation(given["nav"])]
    texts = {root + e.source: root + e.text for e in entries}
    texts |= {root + e.page: root + e.text for e in entries}
    index = _INDEX.format(
        name=given["site_name"],
        description=given["site_description"],
        wheel=wheel,
    )
    for section, pages in groupby(entries, lambda entry: entry.section):
        index += f"\n## {section}\n\n"
        for entry in pages:
            built = (site / entry.page / "index.html").read_text(encoding="utf-8")
            description = _described(built)
            title, text = _text(entry, built, root, texts)
            script = code(text)
            named = {"title": title, "page": root + entry.page}
            if script:
                head = _CODE.format(**named, wheel=wheel)
                _write(site / entry.code, head + script)
            head = _TEXT.format(
                **named,
                description=description,
                code=f" and [its code]({root}{entry.code})" if script else "",
                index=f"{root}llms.txt",
            )
            _write(site / entry.text, head + text)
            index += f"- [{title}]({root}{entry.text}): {description}\n"
    _write(site / "llms.txt", index)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _described(built: str) -> str:
    description = _DESCRIPTION.search(built)
    if description is None:
        raise ValueError("a page has no description")
    return html.unescape(description[1])


def _text(
    entry: Entry, built: str, root: str, texts: dict[str, str]
) -> tuple[str, str]:
    """Return a page's title, and the rest of it as plain Markdown."""
    source = ROOT / "docs" / entry.source
    if source.suffix == ".py":  # a notebook: its links are those of the built page
        base, written = root + entry.page, notebook(source, built)
    else:
        base, written = root + entry.source, get_data(source.read_text("utf-8"))[0]

    def address_of(link: str) -> str:
        if link.startswith("#"):
            return link
        target, anchor = urldefrag(urljoin(base, link))
        return texts.get(target, target) + (anchor and f"#{anchor}")

    text = plain(written, address_of)
    title = _TITLE.match(text)
    if title is None:
        raise ValueError(f"{entry.source} does not begin with its title")
    return title[1], text[title.end() :]


def notebook(source: Path, built: str) -> str:
    """Return a notebook as a page's source, with the outputs that its page shows."""
    blocks = BeautifulSoup(built, "html.parser").select("article .language-python")
    outputs = [block.find_next_sibling() for block in blocks]
    parts = []
    for cell in jupytext.read(source).cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
            continue
        parts.append(f"```python\n{cell.source}\n```")
        output = outputs.pop(0)
        if output is not None and "output" in output.get_attribute_list("class"):
            parts.append(f"```output\n{output.get_text().rstrip()}\n```")
    return "\n\n".join(parts)


def code(text: str) -> str:
    """Return the Python blocks of a page's Markdown as one script, without prompts.

    Each heading begins a cell, as editors know them from notebooks.
    """
    headings = [*_HEADING.finditer(without_fences(text))]
    script, under = "", ""
    for region in parse_fences(Document(text, "")):
        if isinstance(region.parsed, Snippet):
            above = ["", *(h[1] for h in headings if h.start() < region.start)][-1]
            if above != under:
                script += f"\n# %% {above}\n"
                under = above
            script += f"\n{_statements(region.parsed).strip()}\n"
    return script


def _statements(snippet: Snippet) -> str:
    if not snippet.prompted:
        return snippet.code
    examples = doctest.DocTestParser().get_examples(snippet.code)
    return "".join(example.source for example in examples)
