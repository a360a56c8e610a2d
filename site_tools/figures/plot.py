"""Axes for the figures that are plots: a scale, its line, its ticks."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from site_tools.figures.svg import line, number, text

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` on pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the pixel at which a value lies."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True)
class LogScale(Scale):
    """The same, but equal factors, not equal differences, take equal room."""

    def __call__(self, value: float) -> float:
        """Return the pixel at which a value above 0 lies."""
        share = log(float(value) / self.low) / log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def bottom_axis(
    scale: Scale, y: float, ticks: Sequence[float], name: str, decimals: int = 0
) -> list[str]:
    """Return a line below the plot, its ticks, and what it counts."""
    body = [line(scale.start, y, scale.end, y)]
    for tick in ticks:
        x = scale(tick)
        body.append(line(x, y, x, y + 4))
        label = number(tick, decimals)
        body.append(tick_label(x, y + 14, tick, label, "middle"))
    middle = (scale.start + scale.end) / 2
    return [*body, text(middle, y + 33, name, "axis", anchor="middle")]


def left_axis(
    scale: Scale, x: float, ticks: Sequence[float], decimals: int = 0
) -> list[str]:
    """Return tick labels to the left of the plot, each with a short tick."""
    body = []
    for tick in ticks:
        y = scale(tick)
        body.append(line(x - 4, y, x, y))
        label = number(tick, decimals)
        body.append(tick_label(x - 7, y, tick, label, "end"))
    return body


def tick_label(
    x: float, y: float, tick: float, label: str, anchor: str | None = None
) -> str:
    """Return the label of a tick, which carries the number that it must state."""
    return text(x, y, label, "axis", anchor=anchor, data_tick=repr(float(tick)))
