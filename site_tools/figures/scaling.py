"""The figures of the chapter on scaling: the same random draws as on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from attention._checks import FloatArray

WIDTHS = (1, 4, 16, 64, 256, 1024)
KEYS = 16

# The variance of a score -----------------------------------------------------------


def variance() -> Drawing:
    """Draw the measured variance against the width, with the spread of ten seeds."""
    measured = {d: np.array([_measure(d, seed) for seed in range(10)]) for d in WIDTHS}
    x, y = LogScale(1, 1024, 52, 288), LogScale(1, 1024, 216, 30)
    body = [
        text(0, 8, "variance of a score", "axis"),
        *left_axis(y, x.start - 14, WIDTHS),
        *_widths_axis(x, y.start + 24),
        path([(x(d), y(d)) for d in (1, 1024)], "line", stroke_opacity=0.4),
        path([(x(d), y(1)) for d in (1, 1024)], "line score", stroke_opacity=0.4),
    ]
    for d, raw in measured.items():
        body += _spread(x, y, d, raw, "line", "dot")
    for d, raw in measured.items():
        body += _spread(x, y, d, raw / d, "line score", "dot score")
    body.append(text(x.end + 8, y(1024), "raw", "label"))
    body.append(text(x.end + 8, y(1), "scaled", "label score"))
    said = "; ".join(
        f"width {d}: {number(raw.mean(), 1)}, from {number(raw.min(), 1)} to "
        f"{number(raw.max(), 1)}, scaled {number((raw / d).mean(), 2)}"
        for d, raw in measured.items()
    )
    return Drawing(
        "The variance of a score against the width of query and key",
        "Both axes by factors of 4. The mean, lowest and highest of ten measurements; "
        f"{said}.",
        350,
        y.start + 66,
        tuple(body),
    )


def _measure(d: int, seed: int) -> float:
    q, k = np.random.default_rng(seed).standard_normal((2, 200, d))
    return float((q * k).sum(axis=1).var())


def _widths_axis(x: Scale, y: float) -> list[str]:
    return bottom_axis(x, y, WIDTHS, "d_head")


def _spread(
    x: Scale, y: Scale, d: int, values: FloatArray, line_class: str, dot_class: str
) -> list[str]:
    """Return a bar from the lowest to the highest value, and a dot at their mean."""
    at, low, high = x(d), float(values.min()), float(values.max())
    exact = {"data_low": repr(low), "data_high": repr(high)}
    body = [line(at, y(low), at, y(high), line_class, stroke_width=1.5, **exact)]
    body += [line(at - 4, y(v), at + 4, y(v), line_class) for v in (low, high)]
    mean = float(values.mean())
    return [*body, dot(at, y(mean), mean, dot_class, 3.0, data_x=d)]


# Sixteen keys share the weight -----------------------------------------------------

_ROW = 22.0


def shares() -> Drawing:
    """Draw how the weight is shared at each width, raw and scaled."""
    body: list[str] = []
    said, top = [], 0.0
    for name, power in (("raw", 0.0), ("scaled", -0.5)):
        body.append(text(0, top + 10, name, "title"))
        body.append(text(92, top + 10, "d_head", "axis", anchor="end"))
        body.append(text(142, top + 10, "largest", "axis", anchor="end"))
        top += 24
        largest = []
        for d in WIDTHS:
            weights = softmax(_scores(d) * d**power)
            mean = -np.sort(-weights, axis=-1).mean(axis=0)
            body.append(text(92, top + 9, str(d), "axis", anchor="end"))
            body += _bar(mean, top)
            largest.append(f"{number(mean[0], 2)} at width {d}")
            top += _ROW
        said.append(f"{name}: {', '.join(largest)}")
        top += 14
    return Drawing(
        "The shares of sixteen keys, raw and scaled",
        "A bar for each width of query and key, cut into 16 shares, the largest first. "
        f"The largest share is, {'; '.join(said)}.",
        350,
        top - 10,
        tuple(body),
    )


def _scores(d: int) -> FloatArray:
    rng = np.random.default_rng(0)
    q, k = rng.standard_normal((500, 1, d)), rng.standard_normal((500, KEYS, d))
    scores: FloatArray = (q * k).sum(axis=-1)
    return scores


def _bar(weights: FloatArray, top: float) -> list[str]:
    """Return the shares side by side, and the number of the first on their left."""
    x = Scale(0, 1, 152, 346)
    ends = np.concatenate([[0], np.cumsum(weights)])
    body = []
    for i, weight in enumerate(weights):
        body.append(
            tag(
                "rect",
                class_="cell",
                x=x(ends[i]),
                y=top,
                width=x(ends[i + 1]) - x(ends[i]),
                height=18,
                fill="var(--weight)",
                fill_opacity=0.85 if i == 0 else (0.45, 0.25)[i % 2],
                data_value=repr(float(weight)),
            )
        )
        if i == 0:
            shown = number(weight, 2)
            body.append(text(142, top + 9, shown, "number", anchor="end"))
    return body


# The gradient that reaches a query -------------------------------------------------

_QUERIES = 40


def gradient() -> Drawing:
    """Draw how much the weights react to a query, one dot for each of 40 queries."""
    y = LogScale(1e-20, 100, 296, 28)
    body = [
        text(0, 8, "length of the gradient", "axis"),
        *_power_ticks(y, (0, -5, -10, -15, -20), 43, 346),
    ]
    said = []
    for group, d in enumerate((16, 64, 256, 1024)):
        left = 48 + 76 * group
        for strip, (name, power, class_) in enumerate(
            (("raw", 0.0, "dot"), ("scaled", -0.5, "dot score"))
        ):
            lengths = _lengths(d, d**power)
            middle = left + 12 + 34 * strip
            for i, length in enumerate(lengths):
                at = middle + 10 * (i * 0.618034 % 1 - 0.5)  # no two at one place
                body.append(dot(at, y(length), length, class_, 2.0, data_x=d))
            at_bottom = y.start + 14
            body.append(text(middle, at_bottom, name, "axis", anchor="middle"))
            said.append(
                f"width {d} {name}: median {np.median(lengths):.1e}, largest "
                f"{number(lengths.max(), 2)}"
            )
        body.append(text(left + 29, y.start + 33, str(d), "label", anchor="middle"))
    body.append(text(0, y.start + 33, "d_head", "axis"))
    return Drawing(
        "The gradient that reaches a query, raw and scaled",
        f"A dot for each of {_QUERIES} queries, by powers of ten. {'; '.join(said)}.",
        350,
        y.start + 44,
        tuple(body),
    )


def _lengths(d: int, scale: float) -> FloatArray:
    rng, lengths = np.random.default_rng(0), []
    for _ in range(_QUERIES):
        q, keys = rng.standard_normal(d), rng.standard_normal((KEYS, d))
        w = softmax(scale * keys @ q)
        # Row i of (diag(w) - w wᵀ) K is the sum of w_i w_j (k_i - k_j): written so,
        # the smallest do not drown in the rounding of 1 - w_i.
        apart = keys[:, None] - keys
        rows = w[:, None] * np.einsum("j,ijc->ic", w, apart)
        lengths.append(np.linalg.norm(scale * rows))
    return np.array(lengths)


def _power_ticks(
    y: Scale, powers: tuple[int, ...], left: float, right: float
) -> list[str]:
    superscript = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    body = []
    for power in powers:
        at = y(10.0**power)
        label = "1" if power == 0 else "10" + str(power).translate(superscript)
        body.append(line(left, at, right, at, stroke_opacity=0.4))
        body.append(tick_label(left - 6, at, 10.0**power, label, "end"))
    return body


FIGURES = {
    "scaling-variance": variance,
    "scaling-shares": shares,
    "scaling-gradient": gradient,
}
