"""The text of a page as plain Markdown, for whoever wants it without the site.

What only the site's own extensions understand becomes what every reader of Markdown
does: a box is set between rules and loses its indentation, so that its code can be
copied; a figure becomes its description; a coloured word a word; formulas stay TeX. The
lines that bind the numbers of a sentence, or mark an exercise, are left out, and links
become addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from site_tools.docstrings import reference
from site_tools.mathml import KINDS

FIGURES = Path(__file__).resolve().parents[1] / "docs" / "figures"

_REFERENCE = re.compile(
    r"^::: (?P<name>[\w.]+)\n(?P<options>(?: +.+\n)*)", re.MULTILINE
)
_BOX = re.compile(
    r'^(?:!!!|\?\?\?) (?P<kind>\w+) "(?P<title>.*)"\n(?P<body>(?:(?: {4}.*)?\n)+)',
    re.MULTILINE,
)
_RULES = re.compile(r"^---\n\n---\n", re.MULTILINE)
_VERBATIM = re.compile(
    r"(^```.*?^```$|^( +)```.*?^\2```$|(?<!`)`[^`\n]+`)", re.M | re.S
)
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_PANEL = re.compile(
    r'<div class="panel ?(?P<kind>[^"]*)".*?--8<-- "(?P<file>.*?)"', re.S
)
_PLAY = re.compile(r'--8<-- "play-')
PLAYED = "> Figure: it can be played with, and stands on the page alone."
_CAPTION = re.compile(r"<figcaption.*?>(.*?)</figcaption>", re.DOTALL)
_MARK = re.compile(r"^ *\{: #[\w-]+ \.exercise\}\n", re.MULTILINE)
_BINDING = re.compile(r"^ *\[=\]: .*\n\n?", re.MULTILINE)
_NAME = re.compile(r"\n? *\{:? (#[\w-]+) \}")  # a line of its own names what is above
_CLASS = re.compile(r"\{\.[a-z-]+\}")
_MACRO = re.compile(rf"\\(?:{'|'.join(KINDS)})\{{((?:[^{{}}]|\{{[^{{}}]*\}})*)\}}")
_TARGET = re.compile(r"(?<=\]\()[^)\s]+(?=\))")


def plain(source: str, address_of: Callable[[str], str]) -> str:
    """Return the source of a page without its front matter as plain Markdown.

    `address_of` turns a link as the page writes it into one that leads there from
    anywhere.
    """
    text = _REFERENCE.sub(
        lambda m: reference(m["name"], members="members: false" not in m["options"]),
        source.strip() + "\n",
    )
    text = _RULES.sub("---\n", _BOX.sub(_box, text))
    parts = _VERBATIM.split(text)
    # Of three parts each, the first is text, the second code, the third an indentation.
    prose = [_prose(part, address_of) for part in parts[::3]]
    code = [*parts[1::3], ""]
    return "".join(p + c for p, c in zip(prose, code, strict=True)).rstrip() + "\n"


def _box(match: re.Match[str]) -> str:
    kind = match["kind"].capitalize()
    title = kind if match["title"] == kind else f"{kind}: {match['title']}"
    body = re.sub(r"^ {4}", "", match["body"], flags=re.MULTILINE)
    return f"---\n\n**{title}**\n\n{_BOX.sub(_box, body).strip()}\n\n---\n\n"


def _prose(text: str, address_of: Callable[[str], str]) -> str:
    text = _FIGURE.sub(lambda m: _figure(m[0]), text)
    text = _BINDING.sub("", _MARK.sub("", text))
    text = _NAME.sub(r" {\1}", text)
    text = _CLASS.sub("", text)
    text = _MACRO.sub(r"\1", text)
    return _TARGET.sub(lambda m: address_of(m[0]), text)


def _figure(markup: str) -> str:
    """Return what a figure says to those who do not see it, and its caption."""
    told = [PLAYED] if _PLAY.search(markup) else []
    for panel in _PANEL.finditer(markup):
        if panel["kind"] != "narrow-only":  # on a phone it shows what another shows
            drawing = ElementTree.parse(FIGURES / panel["file"])
            title, description = drawing.findtext("title"), drawing.findtext("desc")
            told.append(f"> Figure: {title}. {description}")
    return "\n\n".join([*told, *_CAPTION.findall(markup)])
