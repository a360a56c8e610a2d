"""MkDocs hook: a notebook's page gets the markup of every other page.

nbconvert brings 600 KB of styles, scripts that load from elsewhere, and formulas that
wait for a script. What a reader needs of it is the text, the code and what the code
printed: that is kept, in the site's own elements.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

from site_tools.mathml import tex_to_mathml

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

_BLOCK_TEX = re.compile(r"<p>\s*\$\$(.+?)\$\$\s*</p>", re.DOTALL)
_INLINE_TEX = re.compile(r"\$([^$\n]+?)\$")


def on_page_content(content: str, page: Page, **_: object) -> str:
    """Rewrite the pages that mkdocs-jupyter made, leave the others alone."""
    if not page.file.src_uri.startswith("notebooks/"):
        return content
    slimmed = slim(content)
    page.meta["description"] = opening(slimmed)
    return slimmed


def opening(content: str) -> str:
    """Return the first paragraph of a page, which says what a notebook is about."""
    paragraph = _select(BeautifulSoup(content, "html.parser"), "p")
    return " ".join(paragraph.get_text().split())


def slim(content: str) -> str:
    """Return the cells of nbconvert's HTML in the site's own markup."""
    cells = BeautifulSoup(content, "html.parser").select(
        "div.jp-Cell:not(div.jp-Cell div)"
    )
    if not cells:
        raise ValueError(
            "a notebook's page holds no cell: has nbconvert's markup changed?"
        )
    return "\n".join(
        _code(c) if c.select_one("div.highlight-ipynb") else _prose(c) for c in cells
    )


def _prose(cell: Tag) -> str:
    for block in cell.select("pre"):  # a block in a text is a command for the shell
        block.wrap(Tag(name="div", attrs={"class": "language-sh highlight"}))
    text = _select(cell, "div.jp-RenderedMarkdown").decode_contents()
    text = text.replace(
        'class="anchor-link"', 'class="headerlink" title="Permanent link"'
    )
    text = _BLOCK_TEX.sub(_formula, text)
    return _INLINE_TEX.sub(_symbol, text)


def _formula(match: re.Match[str]) -> str:
    mathml = tex_to_mathml(html.unescape(match.group(1)), block=True)
    return f'<div class="formula" tabindex="0">{mathml}</div>'


def _symbol(match: re.Match[str]) -> str:
    return f'<span class="symbol">{tex_to_mathml(html.unescape(match.group(1)))}</span>'


def _code(cell: Tag) -> str:
    code = _select(cell, "div.highlight-ipynb pre").decode_contents()
    parts = [
        f'<div class="language-python highlight"><pre><code>{code}</code></pre></div>'
    ]
    for output in cell.select("div.jp-OutputArea-output"):
        printed = _select(output, "pre").get_text()
        parts.append(
            '<pre class="output" role="group" aria-label="Output" tabindex="0">'
            f"<samp>{html.escape(printed, quote=False)}</samp></pre>"
        )
    return "\n".join(parts)


def _select(tag: Tag, selector: str) -> Tag:
    found = tag.select_one(selector)
    if found is None:
        raise ValueError(
            f"a notebook's cell holds no {selector}: has nbconvert's markup changed?"
        )
    return found
