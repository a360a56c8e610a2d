r"""TeX in a page becomes MathML when the site is built, so no script sets the formulas.

Arithmatex finds `$…$` and `$$…$$`; latex2mathml converts them. Each kind of vector has
a macro of its own, `\query{Q}`, that gives the symbol the colour of its kind.
"""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

KINDS = ("token", "position", "query", "key", "value", "score", "weight", "context")

_KIND = re.compile(rf"\\({'|'.join(KINDS)})(?=\s*\{{)")
_WORD = re.compile(r"<mo>([A-Za-z]{2,})</mo>")
_OPEN = re.compile(r"<math [^>]*>")


def tex_to_mathml(tex: str, *, block: bool = False) -> str:
    """Return the MathML of a TeX formula; ValueError for an unknown command."""
    display = "block" if block else "inline"
    coloured = _KIND.sub(lambda m: rf"\class{{{m.group(1)}}}", tex.strip())
    mathml = convert(coloured, display=display)
    # An operator name set as <mo> would get the spaces of a relation around it.
    mathml = _WORD.sub(r"<mi>\1</mi>", mathml)
    if "\\" in mathml or "<mi>&</mi>" in mathml:
        raise ValueError(f"TeX that cannot be set as MathML: {tex.strip()!r}")
    spoken = html.escape(_KIND.sub("", tex.strip()))
    opening = f'<math display="{display}" alttext="{spoken}">'
    return opening + _OPEN.sub("", mathml, count=1)


class _MathToMathML(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.get("class") == "arithmatex" and element.text:
                tex = html.unescape(element.text).strip()
                block = tex.startswith(r"\[")
                mathml = tex_to_mathml(tex[2:-2], block=block)
                element.set("class", "formula" if block else "symbol")
                if block:
                    element.set(
                        "tabindex", "0"
                    )  # a wide formula scrolls in its own box
                element.text = AtomicString(self.md.htmlStash.store(mathml))


class MathMLExtension(Extension):
    """Works on what `pymdownx.arithmatex` finds with `generic: true`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Convert once the inline patterns have told what is math."""
        md.treeprocessors.register(_MathToMathML(md), "mathml", 15)


def makeExtension(**options: object) -> MathMLExtension:  # noqa: N802 - Markdown's name
    """Return the extension, as Python-Markdown asks."""
    return MathMLExtension(**options)
