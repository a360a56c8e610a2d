"""MkDocs hook: a table stands in a box, in which it scrolls when it is too wide.

The theme makes such a box by a script once the page is there, so that what is below
moves. It leaves a table alone that has a class.
"""

from __future__ import annotations

import re
from html import escape, unescape

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")


def on_page_content(content: str, **_: object) -> str:
    """Put each table of the text into a box that is called after its first heading."""
    return _TABLE.sub(_boxed, content)


def _boxed(table: re.Match[str]) -> str:
    heading = _HEADING.search(table[1])
    words = unescape(_MARKUP.sub("", heading[1])).strip() if heading else ""
    label = f"Table: {escape(words or 'data')}"
    return (
        f'<div class="table" role="group" aria-label="{label}">'
        f'<table class="data">{table[1]}</table></div>'
    )
