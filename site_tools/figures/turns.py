"""The figures of the chapter on positions: distances, turns, order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from attention.dot_product import attention_weights
from attention.positions import sinusoidal, sinusoidal_shift
from attention.worked import LOVE_EMBEDDINGS, LOVE_TOKENS, LOVE_W_KEY, LOVE_W_QUERY
from site_tools.figures.grid import Matrix
from site_tools.figures.matrix import draw
from site_tools.figures.plot import Scale, bottom_axis, left_axis
from site_tools.figures.svg import (
    Drawing,
    arrow,
    colour,
    dot,
    number,
    path,
    tag,
    text,
)

if TYPE_CHECKING:
    from attention._checks import FloatArray

_CENTRE, _REACH = 50, 50


def distance() -> Drawing:
    """Draw the dot product of two positions against their distance."""
    table = sinusoidal(_CENTRE + _REACH + 1, 64)
    products = table @ table[_CENTRE]
    offsets = range(-_CENTRE, _REACH + 1)
    x, y = Scale(-_CENTRE, _REACH, 30, 340), Scale(0, 32, 190, 24)
    curve = list(zip(map(x, offsets), map(y, products), strict=True))
    body = [
        *_distance_axes(x, y),
        path(curve, "line position", stroke_opacity=0.55),
        *(
            dot(*at, v, "dot position", 2.0, data_x=k)
            for at, k, v in zip(curve, offsets, products, strict=True)
        ),
        text(x(0) + 9, y(32), "32, half of d_model"),
    ]
    far = products[_CENTRE + 10]
    label = f"{number(far, 1)} at distance 10"
    body.append(text(x(10) + 4, y(far) - 10, label))
    near = ", ".join(
        f"{number(products[_CENTRE + k], 1)} at {k}" for k in (0, 1, 2, 5, 10, 20, 50)
    )
    return Drawing(
        "The dot product of two sinusoidal positions against their distance",
        f"Position {_CENTRE} against the positions 0 to {_CENTRE + _REACH}, d_model "
        f"64. The dot product by distance: {near}. It is the same on both sides.",
        350,
        y.start + 48,
        tuple(body),
    )


def _distance_axes(x: Scale, y: Scale) -> list[str]:
    name = f"positions away from position {_CENTRE}"
    return [
        text(0, 6, "dot product", "axis"),
        *left_axis(y, x.start - 4, (0, 8, 16, 24, 32)),
        *bottom_axis(x, y.start + 6, (-50, -25, 0, 25, 50), name),
    ]


def rotation() -> Drawing:
    """Draw one pair of columns as the hand of a clock, for two pairs of positions."""
    table = sinusoidal(8, 2)
    body, said = [], []
    for left, (p, later) in ((0.0, (1, 3)), (180.0, (4, 6))):
        body += _clock(table, p, later, left + 84, 92)
        product = number(table[p] @ table[later], 2)
        angle = number(np.arccos(table[p] @ table[later]), 2)
        said.append(f"positions {p} and {later}: angle {angle}, dot product {product}")
        at = left + 84
        words = f"position {p} · position {later}"
        body.append(text(at, 192, words, anchor="middle"))
        equals = f"= cos {angle} = {product}"
        body.append(text(at, 211, equals, "number", anchor="middle"))
    return Drawing(
        "One sine and cosine pair as the hand of a clock",
        "Position p is the point (cos p, sin p) on a circle: each step turns the hand "
        f"by 1 radian. Two clocks; {'; '.join(said)}.",
        350,
        222,
        tuple(body),
    )


def _clock(table: FloatArray, p: int, later: int, cx: float, cy: float) -> list[str]:
    radius = 66.0
    tips = [(cx + radius * c, cy - radius * s) for s, c in table]
    body = [
        tag(
            "circle",
            cx=cx,
            cy=cy,
            r=radius,
            class_="rule",
            fill="none",
            stroke=colour("rule"),
        )
    ]
    turn = np.linspace(p, later, 13)
    arc = [sinusoidal_shift(float(t), 2) @ table[0] for t in turn]
    inner = [(cx + 24 * c, cy - 24 * s) for s, c in arc]
    body.append(path(inner))
    s, c = arc[len(arc) // 2]
    label = f"{number(np.arccos(table[p] @ table[later]), 2)}"
    body.append(text(cx + 42 * c, cy - 42 * s, label, "number", anchor="middle"))
    for at, (tip, (sine, cosine)) in enumerate(zip(tips, table, strict=True)):
        shown = at in (p, later)
        class_ = "number position" if shown else "axis"
        if shown:
            body.append(arrow((cx, cy), tip, "line position", stroke_width=2))
        else:
            body.append(dot(*tip, sine, "dot axis", 2.0, data_x=repr(float(cosine))))
        outside = cx + (radius + 13) * cosine, cy - (radius + 13) * sine
        body.append(text(*outside, str(at), class_, anchor="middle"))
    return body


# Order -----------------------------------------------------------------------------

_ORDER = (2, 0, 3, 1)  # machine I learning love
_FOLLOWED = 2, 0  # the cell of "machine" looking at "I", outlined in both drawings


def equivariance_before() -> Drawing:
    """Draw the weights of the four words without positions."""
    return draw(_weights(range(len(LOVE_TOKENS)), "weights, no positions"))


def equivariance_after() -> Drawing:
    """Draw the weights of the same words in another order."""
    return draw(_weights(_ORDER, "words reordered"))


def _weights(order: range | tuple[int, ...], name: str) -> Matrix:
    rows = LOVE_EMBEDDINGS[list(order)]
    words = [LOVE_TOKENS[i] for i in order]
    query, key = _FOLLOWED
    return Matrix(
        "A",
        name,
        "weight",
        attention_weights(rows @ LOVE_W_QUERY, rows @ LOVE_W_KEY),
        ("q_len", "k_len"),
        words,
        words,
        corner=("key", "query"),
        limit=0.5,
        marked=((order.index(query), order.index(key)),),
    )


FIGURES = {
    "positions-distance": distance,
    "positions-rotation": rotation,
    "positions-equivariance-before": equivariance_before,
    "positions-equivariance-after": equivariance_after,
}
