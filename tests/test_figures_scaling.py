"""The figures of docs/scaling.md, recomputed in plain loops from the same draws."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest

from site_tools.figures.plot import LogScale
from tests.test_figures import committed, elements

WIDTHS = [1, 4, 16, 64, 256, 1024]


def plain_softmax(scores: list[float]) -> list[float]:
    peak = max(scores)
    powers = [math.exp(s - peak) for s in scores]
    return [p / math.fsum(powers) for p in powers]


def scores_of(seed: int, d: int) -> list[float]:
    q, k = np.random.default_rng(seed).standard_normal((2, 200, d)).tolist()
    pairs = zip(q, k, strict=True)
    return [math.fsum(map(math.prod, zip(a, b, strict=True))) for a, b in pairs]


def variance_of(numbers: list[float]) -> float:
    mean = math.fsum(numbers) / len(numbers)
    return math.fsum((n - mean) ** 2 for n in numbers) / len(numbers)


def test_the_variance_is_that_of_ten_measurements() -> None:
    every = elements(committed("scaling-variance"))
    dots = [e for e in every if "data-x" in e.attrib]
    bars = [e for e in every if "data-low" in e.attrib]
    assert [int(e.attrib["data-x"]) for e in dots] == WIDTHS * 2
    for i, d in enumerate(WIDTHS):
        raw = [variance_of(scores_of(seed, d)) for seed in range(10)]
        for offset, divisor in ((0, 1), (len(WIDTHS), d)):
            dot, bar = dots[i + offset], bars[i + offset]
            shown = [dot.get("data-value"), bar.get("data-low"), bar.get("data-high")]
            wanted = [math.fsum(raw) / 10, min(raw), max(raw)]
            assert [float(s or "nan") * divisor for s in shown] == pytest.approx(wanted)


def test_raw_grows_with_the_width_and_scaled_does_not() -> None:
    values = [
        float(e.attrib["data-value"])
        for e in elements(committed("scaling-variance"))
        if "data-x" in e.attrib
    ]
    for d, raw, scaled in zip(WIDTHS, values[:6], values[6:], strict=True):
        assert raw == pytest.approx(d, rel=0.15)
        assert scaled == pytest.approx(1, rel=0.15)


def test_the_bars_are_the_mean_shares() -> None:
    rows = defaultdict(list)
    for e in elements(committed("scaling-shares")):
        if e.get("class") == "cell":
            rows[float(e.attrib["y"])].append(float(e.attrib["data-value"]))
    shown = list(rows.values())
    assert [len(row) for row in shown] == [16] * 12
    for row in shown:
        assert row == sorted(row, reverse=True)
    for i, d in enumerate(WIDTHS):
        rng = np.random.default_rng(0)
        q, k = rng.standard_normal((500, 1, d)), rng.standard_normal((500, 16, d))
        scores = np.einsum("nid,njd->nj", q, k).tolist()
        for offset, root in ((0, 1.0), (len(WIDTHS), math.sqrt(d))):
            total = [0.0] * 16
            for line in scores:
                shares = sorted(plain_softmax([s / root for s in line]), reverse=True)
                total = [t + s / 500 for t, s in zip(total, shares, strict=True)]
            assert shown[i + offset] == pytest.approx(total)


def test_the_dots_are_the_lengths_of_the_gradient() -> None:
    every = elements(committed("scaling-gradient"))
    dots = [
        (int(e.attrib["data-x"]), float(e.attrib["data-value"]))
        for e in every
        if "data-x" in e.attrib
    ]
    assert len(dots) == 4 * 2 * 40
    for strip in range(0, len(dots), 40):
        d = dots[strip][0]
        scale = 1.0 if strip // 40 % 2 == 0 else 1 / math.sqrt(d)
        rng = np.random.default_rng(0)
        for at in range(40):
            q, keys = rng.standard_normal(d), rng.standard_normal((16, d))
            w = plain_softmax([scale * float(k @ q) for k in keys])
            squares = 0.0
            for i in range(16):
                row = np.zeros(d)
                for j in range(16):
                    row += w[i] * w[j] * (keys[i] - keys[j])
                squares += float(row @ row)
            wanted = scale * math.sqrt(squares)
            width, length = dots[strip + at]
            assert width == d
            assert length == pytest.approx(wanted, rel=1e-6)


def test_the_gradient_agrees_with_nudging_the_query() -> None:
    rng, h = np.random.default_rng(0), 1e-6
    q, keys = rng.standard_normal(16), rng.standard_normal((16, 16))
    squares = 0.0
    for c in range(16):
        nudge = np.eye(16)[c] * h
        up, down = (plain_softmax((keys @ (q + n)).tolist()) for n in (nudge, -nudge))
        squares += sum(((u - d) / (2 * h)) ** 2 for u, d in zip(up, down, strict=True))
    first = next(
        e for e in elements(committed("scaling-gradient")) if "data-x" in e.attrib
    )
    assert float(first.attrib["data-value"]) == pytest.approx(math.sqrt(squares))


def test_equal_factors_take_equal_room() -> None:
    scale = LogScale(1, 1000, 0, 90)
    assert [scale(v) for v in (1, 10, 100, 1000)] == pytest.approx([0, 30, 60, 90])
