"""HTML for figures to play with: elements, and the state that a script starts from."""

from __future__ import annotations

import json
from html import escape

_VOID = {"input", "br"}


def element(tag: str, /, *content: str, **attributes: object) -> str:
    """Return an element; `class_` means class, `data_row` data-row, True a bare name.

    Attributes of None or False are left out. Content is HTML: escape what is text.
    """
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    inside = "" if tag in _VOID else f"{''.join(content)}</{tag}>"
    return f"<{tag}{given}>{inside}"


def text(words: str) -> str:
    """Return words as the content of an element."""
    return escape(words, quote=False)


def data(state: object) -> str:
    """Return the state as a block of data, which a script reads and no browser runs."""
    written = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
    return element("script", written.replace("<", "\\u003c"), type="application/json")
