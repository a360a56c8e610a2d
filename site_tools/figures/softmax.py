"""The figures of the chapter on the softmax: temperature, and the range of e^x."""

from __future__ import annotations

import numpy as np

from attention.activations import softmax
from site_tools.figures.plot import (
    LogScale,
    Scale,
    bottom_axis,
    left_axis,
    tick_label,
)
from site_tools.figures.svg import Drawing, dot, line, number, path, tag, text

_SCORES = np.array([2.0, 1.0, 0.0])
_SHOWN = (0.1, 1.0, 10.0)


def temperature() -> Drawing:
    """Draw the weights of three scores from cold to hot."""
    x, y = LogScale(0.05, 50, 34, 286), Scale(0, 1, 232, 34)
    level = y(1 / _SCORES.size)
    steps = np.geomspace(x.low, x.high, 121)
    curves = softmax(_SCORES / steps[:, None])
    dots = softmax(_SCORES / np.array(_SHOWN)[:, None])
    body = [
        text(0, 12, "weight", "axis"),
        *left_axis(y, x.start - 4, (0, 0.5, 1), 1),
        line(x.start, level, x.end, level, stroke_dasharray="2 3"),
        text(x.end + 8, level, f"1/{_SCORES.size} each", "axis"),
    ]
    for curve, marks in zip(curves.T, dots.T, strict=True):
        points = zip(map(x, steps), map(y, curve), strict=True)
        body.append(path(points, "line weight", stroke_width=2))
        body += [
            dot(x(t), y(w), w, "dot weight", 3.5, data_x=t)
            for t, w in zip(_SHOWN, marks, strict=True)
        ]
    # At the temperature 1 the three are far enough apart to be told by name.
    beside = ((10, -12, None), (-12, -5, "end"), (10, 10, None))
    for score, w, (right, down, anchor) in zip(_SCORES, dots[1], beside, strict=True):
        label = f"score {number(score, 0)}"
        body.append(text(x(1) + right, y(w) + down, label, anchor=anchor))
    body += _temperature_axis(x, y.start + 14)
    said = "; ".join(
        f"{t:g}: {', '.join(number(w, 3) for w in marks)}"
        for t, marks in zip(_SHOWN, dots, strict=True)
    )
    return Drawing(
        "The weights of the scores 2, 1 and 0 against the temperature",
        "Three curves. At the coldest the score 2 has all the weight; as it gets "
        f"hotter all three approach a third. By temperature, {said}.",
        350,
        y.start + 56,
        tuple(body),
    )


def _temperature_axis(x: Scale, y: float) -> list[str]:
    body = [line(x.start, y, x.end, y)]
    for tick in (0.1, 1, 10):
        body.append(line(x(tick), y, x(tick), y + 4))
        body.append(tick_label(x(tick), y + 14, tick, f"{tick:g}", "middle"))
    middle = (x.start + x.end) / 2
    return [*body, text(middle, y + 33, "temperature", "axis", anchor="middle")]


def exp_range() -> Drawing:
    """Draw the scores whose power of e is neither 0 nor inf, for three types."""
    x = Scale(-800, 800, 18, 332)
    body, said = [], []
    for row, name in enumerate(("float16", "float32", "float64")):
        top = 8.0 + 48 * row
        limits = np.finfo(np.dtype(name))
        low, high = np.log([float(limits.smallest_subnormal), float(limits.max)])
        body.append(
            tag(
                "rect",
                class_="bar score",
                x=x(low),
                y=top + 16,
                width=x(high) - x(low),
                height=16,
                fill="var(--score)",
                data_low=repr(float(low)),
                data_high=repr(float(high)),
            )
        )
        body.append(line(x(0), top + 12, x(0), top + 36, "line"))
        ends = f"{number(low, 1)} to {number(high, 1)}"
        body.append(text(0, top + 2, name, "label"))
        body.append(text(60, top + 2, ends, "number"))
        said.append(f"{name} from {ends}")
    bottom = 8.0 + 48 * 3
    body += bottom_axis(x, bottom, (-800, -400, 0, 400, 800), "score")
    body.append(text(0, bottom + 33, "← power is 0", "axis"))
    body.append(text(350, bottom + 33, "power is inf →", "axis", anchor="end"))
    return Drawing(
        "The scores whose power of e each float type can hold",
        f"A bar for each type on one axis of scores: {'; '.join(said)}. Below its bar "
        "the power rounds to 0, above it is inf.",
        350,
        bottom + 44,
        tuple(body),
    )


FIGURES = {
    "softmax-temperature": temperature,
    "softmax-range": exp_range,
}
