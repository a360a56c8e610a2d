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
LINE = "var(--fig-line)"
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


def tag(name: str, *content: str, **attributes: object) -> str:
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
    fill: str = TEXT,
    anchor: str | None = None,
    **attributes: object,
) -> str:
    """Return a line of text whose middle, not its baseline, lies at height `y`."""
    return tag(
        "text",
        escape(words, quote=False),
        class_=class_,
        x=float(x),
        y=float(y + 0.35 * FONT),
        font_size=FONT,
        fill=fill,
        text_anchor=anchor,
        **attributes,
    )


def line(
    x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, **more: object
) -> str:
    """Return a straight line."""
    ends = {"x1": float(x1), "y1": float(y1), "x2": float(x2), "y2": float(y2)}
    return tag("line", class_="line", **ends, stroke=stroke, **more)


def dot(
    x: float, y: float, value: float, *, fill: str, radius: float = 2.5, **more: object
) -> str:
    """Return a data point that carries its value."""
    return tag(
        "circle",
        cx=float(x),
        cy=float(y),
        r=radius,
        fill=fill,
        data_value=repr(float(value)),
        **more,
    )


def path(points: Iterable[tuple[float, float]], *, stroke: str, **more: object) -> str:
    """Return the line through the points."""
    steps = " L".join(f"{_plain(float(x))} {_plain(float(y))}" for x, y in points)
    return tag("path", class_="line", d=f"M{steps}", fill="none", stroke=stroke, **more)


def arrow(
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    stroke: str,
    head: float = 7.0,
    **more: object,
) -> str:
    """Return an arrow; its head is drawn, since a marker would need an id."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    bx, by = x2 - head * ux, y2 - head * uy
    side = 0.45 * head
    corners = (
        (x2, y2),
        (bx - side * uy, by + side * ux),
        (bx + side * uy, by - side * ux),
    )
    points = " ".join(f"{_plain(float(x))},{_plain(float(y))}" for x, y in corners)
    shaft = line(x1, y1, bx, by, stroke=stroke, **more)
    return shaft + tag("polygon", points=points, fill=stroke)


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
