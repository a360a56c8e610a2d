"""What the figures to play with are made of.

`python -m site_tools.figures` writes each to docs/figures/play-<name>.html, as it looks
before any script has run. A page shows it like this:

    <figure class="figure play" data-play="sinusoid" markdown>
    <form class="play-body" markdown="0">
    --8<-- "play-sinusoid.html"
    </form>
    <figcaption markdown="span">What to *see*.</figcaption>
    </figure>

Its numbers and sentences are those that site_tools/live/play/<name>.py returns for the
initial values of the controls; js/play/<name>.js puts others in their place, for which
`data-text` names the text that an element shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from site_tools.figures.svg import tag

# A button that restores the controls, and a line for the engine.
FOOT = (
    '<div class="play-foot">'
    '<button type="reset" disabled>Reset</button>'
    '<p class="play-status" role="status"></p>'
    "</div>"
)


def shown(name: str, key: str, text: Mapping[str, str], **attributes: object) -> str:
    """Return an element that shows one of the texts."""
    return tag(name, escape(text[key], quote=False), data_text=key, **attributes)


def control(type_: str, bounds: Sequence[float], **attributes: object) -> str:
    """Return a control for a number: its lowest and highest value, and its step.

    It does nothing without a script, which enables it.
    """
    low, high, step = bounds
    limits = {"min": f"{low:g}", "max": f"{high:g}", "step": f"{step:g}"}
    off = {"autocomplete": "off", "disabled": ""}
    closed = tag("input", type=type_, **limits, **attributes, **off)
    return closed.removesuffix("/>") + ">"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], key: str) -> str:
    """Return a table of numbers whose rows begin with their label."""
    columns = (tag("th", words, scope="col") for words in head)
    body = (
        tag("tr", tag("th", label, scope="row"), *(tag("td", cell) for cell in cells))
        for label, *cells in rows
    )
    parts = tag("thead", tag("tr", *columns)), tag("tbody", *body, data_rows=key)
    return tag("table", *parts, class_="play-table")
