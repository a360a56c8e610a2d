"""MkDocs hook: the first visit of a page loads what the reader sees, and no more.

The theme fetches its search, 140 KB, with each page; here it comes when a reader
reaches for it. A figure's data are for the tests, a style sheet for the pages that
have what it styles.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_DATA = re.compile(r' data-(?:value|x|row|column|low|high|source)="[^"]*"')
_FIGURE = re.compile(r'<svg class="plot".*?</svg>', re.DOTALL)
_OF_REFERENCE = re.compile(r'<link rel="stylesheet" href="[^"]*_mkdocstrings\.css">')

# What the theme's script does, and what it does instead. The names are those of the
# minified script: m is map, g filter, b switchMap.
LAZY_SEARCH = {
    # The index is asked for when the search is opened, as it is without a server.
    '$(location.protocol!=="file:"),': "",
    # A page that came from a search, and it alone, reads the index to mark the words.
    'z([t,r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")))])': (
        'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")),b(o=>t.pipe(m(n=>[n,o]))))'
    ),
    # The worker starts with the first message to it.
    "t=new Worker(e)": (
        "t=(()=>{let w,p=new EventTarget;p.postMessage=d=>{w||(w=new Worker(e),"
        'w.onmessage=({data:a})=>p.dispatchEvent(new MessageEvent("message",{data:a}))'
        ");w.postMessage(d)};return p})()"
    ),
}


def on_page_content(content: str, **_: object) -> str:
    """Leave out the data of figures: their digits are half of a page."""
    return _FIGURE.sub(lambda figure: _DATA.sub("", figure[0]), content)


def on_post_page(output: str, **_: object) -> str:
    """Leave out the style sheet of the reference on pages without one."""
    return output if 'class="doc ' in output else _OF_REFERENCE.sub("", output)


def on_post_template(output_content: str, **_: object) -> str:
    """Do the same for the page of an address that leads nowhere."""
    return on_post_page(output_content)


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Put the theme's search off until it is wanted."""
    (script,) = Path(config.site_dir, "assets/javascripts").glob("bundle.*.min.js")
    script.write_text(lazy(script.read_text(encoding="utf-8")), encoding="utf-8")


def lazy(script: str) -> str:
    """Return the theme's script with a search that waits."""
    for theirs, ours in LAZY_SEARCH.items():
        if script.count(theirs) != 1:
            raise ValueError(f"has the theme's script changed? It held: {theirs}")
        script = script.replace(theirs, ours)
    return script
