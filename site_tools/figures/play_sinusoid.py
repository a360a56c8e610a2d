"""The figure to play with on docs/positions.md: two positions and their product."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from site_tools.figures.play import FOOT, control, shown, table
from site_tools.figures.svg import line, tag, text
from site_tools.live.play import sinusoid
from site_tools.live.play.sinusoid import BASES, CONTROLS, N_POSITIONS, PER_ROW, WIDTHS
from site_tools.live.play.values import Controls

_WIDTH, _HEIGHT = 350, 292
_LEFT, _RIGHT = 34.0, 344.0
_BARS, _PITCH = 54.0, 91.0  # height of a row of bars, and from one row to the next
_TOP, _BOTTOM = 26.0, 246.0  # of the curve
_LAST = N_POSITIONS - 1


def markup(controls: Controls = CONTROLS) -> str:
    """Return the HTML of the figure for values of its controls, the initial ones."""
    state = sinusoid.state(controls)
    words = state["text"]
    parts = [
        _controls(controls, words),
        tag("div", _rows(state), _curve(state), class_="play-drawings"),
        shown("p", "said", words, class_="play-said", aria_live="polite"),
        FOOT,
        _tables(state),
    ]
    return "\n".join(parts) + "\n"


def _controls(controls: Controls, words: dict[str, str]) -> str:
    sliders = {
        "p": ("first position", (0, _LAST, 1)),
        "q": ("second position", (0, _LAST, 1)),
        "d_model": ("d_model", (*WIDTHS, 2)),
        "base": ("base", (0, len(BASES) - 1, 1)),
    }
    labels = []
    for name, (label, bounds) in sliders.items():
        said = {"aria_valuetext": words[name], "data_says": name}
        slider = control("range", bounds, name=name, value=controls[name], **said)
        head = tag("span", f"{label} ", shown("b", name, words))
        labels.append(tag("label", head, slider))
    return tag("div", *labels, class_="play-sliders")


def _rows(state: dict[str, Any]) -> str:
    """Draw the two rows and their product, a bar for each column."""
    words, body = state["text"], []
    for at, name in enumerate(("p", "q", "product")):
        top, label = 26 + at * _PITCH, f"row_{name}"
        kind = "label" if name == "product" else "label position"
        body.append(text(0, top - 16, words[label], kind, data_text=label))
        for share, tick in ((0, "1"), (0.5, "0"), (1, "−1")):
            y = top + share * _BARS
            body.append(text(_LEFT - 8, y, tick, "axis", anchor="end"))
        middle = top + _BARS / 2
        body.append(line(_LEFT, middle, _RIGHT, middle))
        values = state["bars"][name]
        up = tag("path", class_="play-up", d=bars(values, 1))
        down = tag("path", class_="play-down", d=bars(values, -1))
        columns = f"scale({1 / len(values)} 1)"
        strokes = tag("g", up, down, transform=columns, data_bars=name)
        body.append(_in_units(middle, _RIGHT - _LEFT, _BARS / 2, strokes))
    y = 26 + 2 * _PITCH + _BARS + 18
    body.append(text(_LEFT, y, "column 0", "axis"))
    body.append(text(_RIGHT, y, words["last"], "axis", anchor="end", data_text="last"))
    return _drawing("rows", "The two rows and their product, column by column", body)


def _curve(state: dict[str, Any]) -> str:
    """Draw the dot product against the distance, and the chosen distance on it."""
    words, curve, at = state["text"], state["curve"], state["distance"]
    body = [text(0, 10, "dot product", "axis")]
    for share, key in ((0, "most"), (0.5, None), (1, "least")):
        y = _TOP + share * (_BOTTOM - _TOP)
        label = words[key] if key else "0"
        body.append(line(_LEFT - 4, y, _RIGHT if share == 0.5 else _LEFT, y))
        body.append(text(_LEFT - 8, y, label, "axis", anchor="end", data_text=key))
    for distance in range(0, _LAST, 10):
        x = _LEFT + distance / _LAST * (_RIGHT - _LEFT)
        body.append(line(x, _BOTTOM, x, _BOTTOM + 4))
        body.append(text(x, _BOTTOM + 14, str(distance), "axis", anchor="middle"))
    body.append(line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM))
    middle = (_LEFT + _RIGHT) / 2
    body.append(text(middle, _BOTTOM + 33, "distance", "axis", anchor="middle"))
    lines = (
        tag("path", class_="play-curve", d=joined(curve)),
        tag("path", class_="play-guide", d=f"M{at} {0 - curve[at]:g}V1"),
        tag("path", class_="play-mark", d=f"M{at} {0 - curve[at]:g}h0"),
    )
    half = (_BOTTOM - _TOP) / 2
    body.append(_in_units(_TOP + half, (_RIGHT - _LEFT) / _LAST, half, *lines))
    title = "The dot product of two positions against their distance"
    return _drawing("curve", title, body, words["desc"])


def bars(values: Sequence[float], sign: int) -> str:
    """Return a stroke for each value of one sign; a column is one unit wide."""
    strokes = enumerate(values)
    return "".join(f"M{i + 0.5:g} 0V{-v:g}" for i, v in strokes if v * sign > 0)


def joined(values: Sequence[float]) -> str:
    """Return the line through the values, one unit apart."""
    return "M" + "L".join(f"{i} {0 - v:g}" for i, v in enumerate(values))


def _in_units(middle: float, x: float, y: float, *body: str) -> str:
    """Return a part of a drawing whose unit is `x` pixels wide and `y` high."""
    place = f"translate({_LEFT:g} {middle:g}) scale({x:g} {y:g})"
    return tag("g", *body, transform=place)


def _drawing(
    name: str, title: str, body: Sequence[str], desc: str | None = None
) -> str:
    ids = [f"play-sinusoid-{name}"]
    head = tag("title", title, id=ids[0])
    if desc is not None:
        ids.append(f"play-sinusoid-{name}-desc")
        head += tag("desc", escape(desc), id=ids[1], data_text="desc")
    size = {"width": _WIDTH, "height": _HEIGHT, "viewBox": f"0 0 {_WIDTH} {_HEIGHT}"}
    label = {"role": "img", "aria_labelledby": " ".join(ids)}
    return tag("svg", head, *body, class_="plot play-plot", **size, **label)


def _tables(state: dict[str, Any]) -> str:
    columns = ["column", "first", "second", "product"]
    distances = ["distance", *(f"+{step}" for step in range(PER_ROW))]
    tables = (
        table(columns, state["columns"], "columns"),
        table(distances, state["distances"], "distances"),
    )
    box = {"tabindex": 0, "role": "group", "aria_label": "The numbers"}
    inside = tag("div", *tables, class_="play-scroll", **box)
    return tag("details", tag("summary", "The numbers"), inside)
