"""The few SVG elements that figures are made of, and the frame around each figure.

One unit is one pixel. Colours are the site's CSS variables, so a figure follows the
reader's scheme; the numbers it was drawn from stand in `data-value`, unrounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

TEXT = "var(--fig-text)"
MUTED = "var(--fig-muted)"
KINDS = (
    "token",
    "position",
    "query",
    "key",
    "value",
    "score",
    "weight",
    "context",
)
FONT = 13.0

# Widths in em, a little above those of the usual sans-serif fonts: a label may then
# come out narrower than the room it got, never wider.
_NARROW = frozenset("fijlrt.,:;'’()[]| I·")
_WIDE = frozenset("mwMW→×−=√")


@dataclass(frozen=True)
class Drawing:
    """A figure before it is framed: what it says in words, its size, its elements."""

    title: str
    desc: str
    width: float
    height: float
    body: tuple[str, ...]


def render(name: str, make: Callable[[], Drawing]) -> str:
    """Return the SVG text of figure `name`, which says itself by whom it was made."""
    drawing = make()
    ids = f"fig-{name}-title", f"fig-{name}-desc"
    width, height = round(drawing.width + 0.5), round(drawing.height + 0.5)
    frame = tag(
        "svg",
        *("\n" + tag("title", escape(drawing.title, quote=False), id=ids[0])),
        "\n" + tag("desc", escape(drawing.desc, quote=False), id=ids[1]),
        *("\n" + element for element in drawing.body),
        "\n",
        class_="plot",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=" ".join(ids),
        data_source=f"{make.__module__}.{make.__qualname__}",
    )
    return frame + "\n"


def tag(name: str, /, *content: str, **attributes: object) -> str:
    """Return an element; `class_` means class, `fill_opacity` means fill-opacity."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(content)
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def _plain(value: object) -> str:
    return f"{round(value, 2):g}" if isinstance(value, float) else str(value)


def text(
    x: float,
    y: float,
    words: str,
    class_: str = "label",
    *,
    anchor: str | None = None,
    **attributes: object,
) -> str:
    """Return a line of text whose middle, not its baseline, lies at height `y`.

    The class gives the colour: a kind of vector its own, axes a quiet one.
    """
    return tag(
        "text",
        escape(words, quote=False),
        class_=class_,
        x=float(x),
        y=float(y + 0.35 * FONT),
        font_size=FONT,
        fill=colour(class_),
        text_anchor=anchor,
        **attributes,
    )


def colour(class_: str) -> str:
    """Return the colour that the site's stylesheet gives to a class, too."""
    classes = class_.split()
    for kind in KINDS:
        if kind in classes:
            return f"var(--{kind})"
    return MUTED if {"axis", "shape", "rule"} & set(classes) else TEXT


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    class_: str = "rule",
    **attributes: object,
) -> str:
    """Return a straight line: `rule` for an axis, `line <kind>` for data."""
    ends = {"x1": float(x1), "y1": float(y1), "x2": float(x2), "y2": float(y2)}
    return tag("line", class_=class_, **ends, stroke=colour(class_), **attributes)


def dot(
    x: float,
    y: float,
    value: float,
    class_: str = "dot",
    radius: float = 2.5,
    **attributes: object,
) -> str:
    """Return a data point that carries its value."""
    return tag(
        "circle",
        class_=class_,
        cx=float(x),
        cy=float(y),
        r=radius,
        fill=colour(class_),
        data_value=repr(float(value)),
        **attributes,
    )


def path(
    points: Iterable[tuple[float, float]], class_: str = "line", **attributes: object
) -> str:
    """Return the line through the points."""
    steps = " L".join(f"{_plain(float(x))} {_plain(float(y))}" for x, y in points)
    stroke = colour(class_)
    return tag(
        "path", class_=class_, d=f"M{steps}", fill="none", stroke=stroke, **attributes
    )


def arrow(
    start: tuple[float, float],
    end: tuple[float, float],
    class_: str,
    **attributes: object,
) -> str:
    """Return an arrow; its head is drawn, since a marker would need an id."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    bx, by = x2 - 8 * ux, y2 - 8 * uy
    wings = (bx - 3.5 * uy, by + 3.5 * ux), (bx + 3.5 * uy, by - 3.5 * ux)
    corners = ((x2, y2), *wings)
    points = " ".join(f"{_plain(float(x))},{_plain(float(y))}" for x, y in corners)
    shaft = line(x1, y1, bx, by, class_, **attributes)
    return shaft + tag("polygon", points=points, fill=colour(class_))


def strand(
    start: tuple[float, float],
    end: tuple[float, float],
    weight: float,
    thickest: float,
    *,
    strong: bool,
) -> str:
    """Return a curve from one row to another, as thick as the weight it stands for."""
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    return tag(
        "path",
        class_="line weight",
        d=f"M{x1:g} {y1:.2f}C{middle:g} {y1:.2f} {middle:g} {y2:.2f} {x2:g} {y2:.2f}",
        fill="none",
        stroke="var(--weight)",
        stroke_width=f"{thickest * weight:.2f}",
        stroke_opacity=0.85 if strong else 0.2,
        data_value=repr(weight),
    )


def number(value: float, decimals: int) -> str:
    """Return a number with fixed decimals, a true minus sign, and no minus zero."""
    shown = f"{value:.{decimals}f}"
    if float(shown) == 0:
        shown = shown.removeprefix("-")
    return shown.replace("-", "\u2212")


def text_width(words: str, size: float = FONT) -> float:
    """Return the room that a label needs in pixels, rather too much than too little."""
    ems = (
        0.34 if c in _NARROW else 0.86 if c in _WIDE else 0.66 if c.isupper() else 0.55
        for c in words
    )
    return size * sum(ems)
