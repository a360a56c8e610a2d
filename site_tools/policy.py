"""MkDocs hook: each page says what a browser may load and run for it.

The policy stands in a <meta> tag, since a static host sends what headers it likes.
Scripts run from the site's own files, or if they are among the theme's few inline ones,
which are named by their hashes: `eval` and any other inline script are refused. Instant
navigation puts a page into the document of another, under that document's policy, so
each page names the inline scripts of all of them.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

FIRST = '<meta charset="utf-8">'  # the policy holds for what comes after it
DATA = "application/json"  # a script of this type is read, not run


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Write the policy into every page of the built site."""
    pages = {
        p: p.read_text("utf-8") for p in sorted(Path(config.site_dir).rglob("*.html"))
    }
    equivalent = 'http-equiv="Content-Security-Policy"'
    tag = f'{FIRST}<meta {equivalent} content="{policy(pages.values())}">'
    for path, html in pages.items():
        if html.count(FIRST) != 1:
            raise ValueError(
                f"{path}: {FIRST} is not there once: has the theme changed?"
            )
        path.write_text(html.replace(FIRST, tag), "utf-8")


def policy(pages: Iterable[str]) -> str:
    """Return the policy under which the pages work, and nothing else does."""
    scripts = {script for html in pages for script in inline_scripts(html)}
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *sorted(map(_hash, scripts))]),
            "style-src 'self'",
            "img-src 'self' data:",  # the theme's icons are data: images
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def inline_scripts(html: str) -> list[str]:
    """Return the text of each script of a page that has no file of its own."""
    found = BeautifulSoup(html, "html.parser").select(
        f"script:not([src], [type='{DATA}'])"
    )
    return [script.get_text() for script in found]


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
