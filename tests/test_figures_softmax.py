"""The figures of docs/softmax.md, recomputed without the package."""

from __future__ import annotations

import math
import struct

import pytest

from tests.test_figures import committed, elements


def test_the_dots_are_the_weights_at_three_temperatures() -> None:
    shown = [
        (float(e.attrib["data-x"]), float(e.attrib["data-value"]))
        for e in elements(committed("softmax-temperature"))
        if "data-x" in e.attrib
    ]
    wanted = []
    for score in (2, 1, 0):
        for t in (0.1, 1, 10):
            powers = [math.exp(other / t) for other in (2, 1, 0)]
            wanted.append((t, math.exp(score / t) / sum(powers)))
    assert len(shown) == len(wanted)
    for dot, expected in zip(shown, wanted, strict=True):
        assert dot == pytest.approx(expected, rel=1e-12)


def bars() -> list[dict[str, float]]:
    names = ("data-low", "data-high", "width")
    return [
        {name: float(e.attrib[name]) for name in names}
        for e in elements(committed("softmax-range"))
        if e.get("class") == "bar score"
    ]


@pytest.mark.parametrize(
    ("row", "code", "smallest", "largest"),
    [
        (0, "e", 2.0**-24, (2 - 2.0**-10) * 2.0**15),
        (1, "f", 2.0**-149, (2 - 2.0**-23) * 2.0**127),
        (2, "d", 2.0**-1074, (2 - 2.0**-52) * 2.0**1023),
    ],
)
def test_the_bars_end_where_powers_of_e_leave_the_type(
    row: int, code: str, smallest: float, largest: float
) -> None:
    # By their bytes: the smallest number is 1, the largest the one before inf.
    as_bytes = (struct.pack(f">{code}", v) for v in (smallest, largest, math.inf))
    low, high, inf = map(int.from_bytes, as_bytes)
    assert (low, high) == (1, inf - 1)
    ends = [bars()[row]["data-low"], bars()[row]["data-high"]]
    assert ends == pytest.approx([math.log(smallest), math.log(largest)])


def test_the_bars_are_drawn_to_one_scale() -> None:
    widths = [bar["width"] for bar in bars()]
    ranges = [bar["data-high"] - bar["data-low"] for bar in bars()]
    factor = widths[2] / ranges[2]
    assert widths == pytest.approx([r * factor for r in ranges], abs=0.01)
