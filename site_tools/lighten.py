"""MkDocs hook: the first visit of a page loads what the reader sees, and no more.

A figure leaves its data and its hundredths of a pixel to the tests; a word of code is
marked where it has a colour of its own; a style sheet is for the pages that have what
it styles.
"""

from __future__ import annotations

import re
from itertools import pairwise

_DATA = re.compile(r' data-(?:value|x|row|column|low|high|source)="[^"]*"')
_FIGURE = re.compile(r'<svg class="plot".*?</svg>', re.DOTALL)
_PLACE = re.compile(r' (?:x|y|[xy][12]|c[xy]|d)="[^"]*"')
_FINE = re.compile(r"\d+\.\d\d+")
_SHADE = re.compile(r'(?<=-opacity="0)(\.\d\d)\d+')
_POINT = r"(-?[\d.]+) (-?[\d.]+)"
_LINE = re.compile(rf' d="(M{_POINT}(?: L{_POINT})+)"')
_SHAPES = re.compile(r"(?:<(?:rect|circle)( (?!rx)[\w-]+=\"[^\"]*\")+/>\n?){2,}")
_SHAPE = re.compile(r"(<(rect|circle)([^>]*)/>)")
_SIZE = re.compile(r' (x|y|width|height|cx|cy|r)="([^"]*)"')
_PLAIN = re.compile(r'<span class="(?:n|nb|nn|o|p|w)">([^<]*)</span>')
# A line break with its indents, except where they are shown.
_BREAK = re.compile(r"(<(pre|script|style)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
_OF_REFERENCE = re.compile(r'<link rel="stylesheet" href="[^"]*_mkdocstrings\.css">')


def on_page_content(content: str, **_: object) -> str:
    """Leave out what only tests read, and marks that site.css gives no colour."""
    return _PLAIN.sub(r"\1", _FIGURE.sub(_drawn, content))


def _drawn(figure: re.Match[str]) -> str:
    bare = _SHADE.sub(r"\1", _DATA.sub("", figure[0]))
    bare = _SHAPES.sub(_merged, bare)
    coarse = _PLACE.sub(
        lambda place: _FINE.sub(lambda n: f"{float(n[0]):.1f}", place[0]), bare
    )
    return _LINE.sub(_stepwise, coarse)


def _merged(shapes: re.Match[str]) -> str:
    """Make one path of the shapes that look the same: fewer elements to lay out."""
    alike: dict[str, list[tuple[str, str]]] = {}
    for shape, name, attributes in _SHAPE.findall(shapes[0]):
        size = {key: float(value) for key, value in _SIZE.findall(attributes)}
        look = _SIZE.sub("", attributes)
        # Two that let each other shine through would be one where they overlap.
        look += shape if name == "circle" and "opacity" in look else ""
        alike.setdefault(look, []).append((shape, _outline(size)))
    return "".join(
        f'<path{look} d="{"".join(outline for _, outline in same)}"/>'
        if len(same) > 1
        else same[0][0]
        for look, same in alike.items()
    )


def _outline(size: dict[str, float]) -> str:
    if "r" in size:
        left, r = size["cx"] - size["r"], size["r"]
        half = f"a{r:g} {r:g} 0 1 0 "
        return f"M{left:.2f} {size['cy']:g}{half}{2 * r:g} 0{half}{-2 * r:g} 0z"
    width, height = size["width"], size["height"]
    return f"M{size['x']:g} {size['y']:g}h{width:g}v{height:g}h{-width:g}z"


def _stepwise(line: re.Match[str]) -> str:
    """Write a line as steps from point to point: their digits repeat."""
    points = [(float(x), float(y)) for x, y in re.findall(_POINT, line[1])]
    steps = [f"{c - a:.4g} {d - b:.4g}" for (a, b), (c, d) in pairwise(points)]
    return f' d="M{points[0][0]:g} {points[0][1]:g}l{" ".join(steps)}"'


def on_post_page(output: str, **_: object) -> str:
    """Leave out indents, and on a page without reference the style sheet of one."""
    if 'class="doc ' not in output:
        output = _OF_REFERENCE.sub("", output)
    return _BREAK.sub(lambda found: found[1] or "\n", output)


def on_post_template(output_content: str, **_: object) -> str:
    """Do the same for the page of an address that leads nowhere."""
    return on_post_page(output_content)
