"""A column that is set to the right has a class for it, not a style of its own.

Markdown's tables write `style="text-align: right;"` into each cell. The pages' policy
allows no such styles: they are a way to smuggle in others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

CLASSES = {"text-align: right;": "to-right"}


class _StyleToClass(Treeprocessor):
    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in {"th", "td"} and "style" in cell.attrib:
                cell.set("class", CLASSES[cell.attrib.pop("style")])


class AlignmentExtension(Extension):
    """Works on what the `tables` extension writes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Take the styles away once the tables are made."""
        md.treeprocessors.register(_StyleToClass(md), "alignment", 16)


def makeExtension(**options: object) -> AlignmentExtension:  # noqa: N802 - Markdown's name
    """Return the extension, as Python-Markdown asks."""
    return AlignmentExtension(**options)
