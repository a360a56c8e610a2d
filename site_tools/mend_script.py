"""MkDocs hook: what the theme's script does, and what it does here instead.

The names are those of the minified script: m is map, g filter, b switchMap, Q
startWith, Ie skip, y nothing; r is the link that was pressed, t where the reader is.
A change that finds nothing to do is an error: then the theme has changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# The search, 140 KB, is fetched with each page; here when a reader reaches for it.
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

# The first link within a page fetches the page again, and what was typed, run or
# reached by the keyboard is lost. The browser can follow such a link alone; on the way
# back the theme still moves the view.
LINKS_WITHIN = {
    "if(r.target||e.metaKey||e.ctrlKey)return y;": (
        "if(r.target||e.metaKey||e.ctrlKey||r.hash&&r.pathname===location.pathname"
        "&&r.search===location.search)return y;"
    ),
    'let s=t.pipe(ne("pathname"),': 'let s=t.pipe(Q(we()),ne("pathname"),Ie(1),',
    's.pipe(b(()=>t),ne("hash"))': 's.pipe(Q(0),b(()=>t),Q(we()),ne("hash"),Ie(1))',
}


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Change the theme's script in the built site."""
    (script,) = Path(config.site_dir, "assets/javascripts").glob("bundle.*.min.js")
    script.write_text(mended(script.read_text(encoding="utf-8")), encoding="utf-8")


def mended(script: str) -> str:
    """Return the theme's script with each change made once."""
    for theirs, ours in {**LAZY_SEARCH, **LINKS_WITHIN}.items():
        if script.count(theirs) != 1:
            raise ValueError(f"has the theme's script changed? It held: {theirs}")
        script = script.replace(theirs, ours)
    return script
