from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from attention.positions import (
    learned_positions,
    sinusoidal,
    sinusoidal_shift,
    toy_positions,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import DTypeLike

PROPERTY = settings(derandomize=True, deadline=None)


def sinusoidal_by_loops(
    n_positions: int, d_model: int, base: float
) -> list[list[float]]:
    """The formula of the paper, one number at a time."""
    return [
        [
            (math.cos if i % 2 else math.sin)(p / base ** (2 * (i // 2) / d_model))
            for i in range(d_model)
        ]
        for p in range(n_positions)
    ]


def test_toy_positions_by_hand() -> None:
    expected = [
        [0.01, 0.02, 0.03],
        [0.02, 0.03, 0.04],
        [0.03, 0.04, 0.05],
        [0.04, 0.05, 0.06],
    ]
    assert_allclose(toy_positions(4, 3), expected, rtol=1e-15)
    assert_allclose(toy_positions(3, 3, first=2), expected[1:], rtol=1e-15)
    assert_allclose(toy_positions(2, 2, first=0), [[0, 0.01], [0.01, 0.02]], rtol=1e-15)


def test_toy_positions_collide() -> None:
    # "I" at position 11 and "love" at position 1 have the same sum.
    toy = toy_positions(11, 3)
    i_at_11 = np.array([0.1, 0.3, 0.5]) + toy[11 - 1]
    love_at_1 = np.array([0.2, 0.4, 0.6]) + toy[1 - 1]
    assert_allclose(i_at_11, [0.21, 0.42, 0.63], rtol=1e-15)
    assert_allclose(love_at_1, i_at_11, rtol=1e-15)


def test_sinusoidal_by_hand() -> None:
    # d_model 4: columns 0 and 1 turn by 1 radian a position, 2 and 3 by 1/100.
    expected = [
        [0.0, 1.0, 0.0, 1.0],
        [math.sin(1), math.cos(1), math.sin(0.01), math.cos(0.01)],
        [math.sin(2), math.cos(2), math.sin(0.02), math.cos(0.02)],
    ]
    assert_allclose(sinusoidal(3, 4), expected, rtol=1e-15, atol=0)
    assert_array_equal(
        sinusoidal(2, 4).round(3), [[0, 1, 0, 1], [0.841, 0.54, 0.01, 1]]
    )


@pytest.mark.parametrize("base", [1.0, 2.0, 100.0, 10000.0, 1e6])
@pytest.mark.parametrize("d_model", [1, 2, 3, 4, 7, 8, 65])
def test_sinusoidal_against_loops(d_model: int, base: float) -> None:
    got = sinusoidal(50, d_model, base=base)
    assert got.shape == (50, d_model)
    assert_allclose(got, sinusoidal_by_loops(50, d_model, base), rtol=0, atol=1e-14)


def test_sinusoidal_default_base() -> None:
    assert_allclose(sinusoidal(9, 6), sinusoidal_by_loops(9, 6, 10000.0), atol=1e-15)


def test_far_positions() -> None:
    got = sinusoidal(100_001, 3)[-1]
    expected = [
        math.sin(100_000),
        math.cos(100_000),
        math.sin(100_000 / 10000 ** (2 / 3)),
    ]
    assert_allclose(got, expected, atol=1e-10)
    single = sinusoidal(100_001, 3, dtype=np.float32)[-1]
    assert_allclose(single, expected, atol=1e-7)


def test_an_odd_width_ends_on_a_sine() -> None:
    odd = sinusoidal(5, 5)
    assert_allclose(odd[:, 4], [math.sin(p / 10000 ** (4 / 5)) for p in range(5)])
    assert_array_equal(sinusoidal(3, 1)[:, 0], np.sin([0.0, 1.0, 2.0]))


def test_columns_alternate() -> None:
    # Concatenated halves would begin 0, 0, 0, 1, 1, 1.
    assert sinusoidal(1, 6).tolist() == [[0, 1, 0, 1, 0, 1]]


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_sinusoidal_dtype(dtype: DTypeLike) -> None:
    got = sinusoidal(3000, 7, dtype=dtype)
    assert got.dtype == dtype
    # Rounded once, from the float64 values: float16 has no 2049 for an angle.
    assert_array_equal(got, sinusoidal(3000, 7).astype(dtype))


def test_no_positions() -> None:
    assert sinusoidal(0, 4).shape == toy_positions(0, 4).shape == (0, 4)


def test_every_position_has_its_own_vector() -> None:
    positions = sinusoidal(2000, 16)
    assert len(np.unique(positions.round(6), axis=0)) == 2000


def test_all_positions_are_equally_long() -> None:
    assert_allclose(np.square(sinusoidal(300, 10)).sum(axis=1), 5)


def test_the_product_of_two_positions_is_a_sum_of_cosines() -> None:
    positions = sinusoidal(40, 6, base=100.0)
    for p, q in ((0, 0), (0, 7), (30, 37), (39, 12)):
        cosines = [math.cos((p - q) / 100.0 ** (2 * j / 6)) for j in range(3)]
        assert positions[p] @ positions[q] == pytest.approx(math.fsum(cosines))


def test_the_slowest_clock_stays_below_the_base() -> None:
    d_model = 64
    slow = sinusoidal(2, d_model)[1, d_model - 2]
    assert slow == pytest.approx(1 / 10000 ** (62 / 64), rel=1e-6)


@PROPERTY
@given(
    st.integers(-30, 30),
    st.integers(1, 8).map(lambda half: 2 * half),
    st.sampled_from([1.0, 3.0, 10000.0]),
)
def test_shift(offset: int, d_model: int, base: float) -> None:
    positions = sinusoidal(61, d_model, base=base)
    shift = sinusoidal_shift(offset, d_model, base=base)
    assert shift.shape == (d_model, d_model)
    for p in range(max(0, -offset), min(61, 61 - offset)):
        assert_allclose(shift @ positions[p], positions[p + offset], atol=1e-13)


def test_shift_has_the_default_base_of_the_positions() -> None:
    positions = sinusoidal(10, 6)
    assert_allclose(positions[:7] @ sinusoidal_shift(3, 6).T, positions[3:], atol=1e-15)


def test_shift_by_hand() -> None:
    # One pair, turning by 1 radian: sin(x + 2) = cos 2 sin x + sin 2 cos x.
    c, s = math.cos(2), math.sin(2)
    assert_allclose(sinusoidal_shift(2, 2), [[c, s], [-s, c]], rtol=1e-15)


def test_shift_is_a_rotation_in_blocks() -> None:
    shift = sinusoidal_shift(5, 8)
    assert_allclose(shift @ shift.T, np.eye(8), atol=1e-15)
    outside = np.kron(np.eye(4), np.ones((2, 2))) == 0
    assert_array_equal(shift[outside], 0)
    assert_allclose(sinusoidal_shift(-5, 8), shift.T, atol=1e-15)
    assert_array_equal(sinusoidal_shift(0, 8), np.eye(8))


def test_shifts_add_up() -> None:
    two_then_three = sinusoidal_shift(3, 6) @ sinusoidal_shift(2, 6)
    assert_allclose(two_then_three, sinusoidal_shift(5, 6), atol=1e-15)
    halves = sinusoidal_shift(0.5, 6) @ sinusoidal_shift(0.5, 6)
    assert_allclose(halves, sinusoidal_shift(1, 6), atol=1e-15)


def test_learned_positions() -> None:
    table = np.arange(12, dtype=np.float32).reshape(4, 3)
    rows = learned_positions(table, 2)
    assert rows.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert rows.dtype == np.float32
    rows += 1
    assert table[0, 0] == 0
    assert_array_equal(learned_positions(table, 4), table)
    assert learned_positions(table, 0).shape == (0, 3)
    assert learned_positions([[1, 2]], 1).dtype == np.float64


def test_learned_positions_errors() -> None:
    table = np.zeros((4, 3))
    with pytest.raises(ValueError, match="at most the table's 4 rows, got 5"):
        learned_positions(table, 5)
    with pytest.raises(ValueError, match="n_positions must be at least 0, got -1"):
        learned_positions(table, -1)
    with pytest.raises(
        ValueError, match=r"\(max_positions, d_model\), got shape \(3,\)"
    ):
        learned_positions(table[0], 1)
    with pytest.raises(TypeError, match="table must hold real numbers, got dtype <U1"):
        learned_positions([["a"]], 1)


@pytest.mark.parametrize("function", [toy_positions, sinusoidal])
def test_counts(function: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="n_positions must be at least 0, got -1"):
        function(-1, 4)
    with pytest.raises(ValueError, match="d_model must be at least 1, got 0"):
        function(4, 0)
    with pytest.raises(TypeError, match=r"n_positions must be an integer, got 2\.0"):
        function(2.0, 4)
    with pytest.raises(TypeError, match="d_model must be an integer, got '4'"):
        function(2, "4")


def test_toy_positions_error() -> None:
    with pytest.raises(ValueError, match="first must be at least 0, got -1"):
        toy_positions(2, 2, first=-1)


@pytest.mark.parametrize("function", [sinusoidal, sinusoidal_shift])
def test_base(function: Callable[..., object]) -> None:
    for base, text in ((0.5, "at least 1, got 0.5"), (0, "got 0.0"), (-2, "got -2.0")):
        with pytest.raises(ValueError, match=f"base must be .*{text}"):
            function(2, 4, base=base)
    for base in (math.inf, math.nan):
        with pytest.raises(ValueError, match=f"base must be finite, got {base}"):
            function(2, 4, base=base)
    with pytest.raises(TypeError, match=r"base must be a single number, got .* \(1,\)"):
        function(2, 4, base=[2.0])
    with pytest.raises(TypeError, match="base must hold real numbers"):
        function(2, 4, base="10000")


def test_sinusoidal_dtype_error() -> None:
    with pytest.raises(TypeError, match="dtype must be one of floats, got int64"):
        sinusoidal(2, 4, dtype=np.int64)


def test_shift_errors() -> None:
    with pytest.raises(ValueError, match=r"d_model must be even, .* got 5"):
        sinusoidal_shift(1, 5)
    with pytest.raises(ValueError, match="d_model must be at least 2, got 0"):
        sinusoidal_shift(1, 0)
    with pytest.raises(ValueError, match="offset must be finite, got inf"):
        sinusoidal_shift(math.inf, 4)
    with pytest.raises(TypeError, match="offset must hold real numbers"):
        sinusoidal_shift("1", 4)  # type: ignore[arg-type]
