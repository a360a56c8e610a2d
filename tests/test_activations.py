from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from attention.activations import log_softmax, relu, sigmoid, softmax

if TYPE_CHECKING:
    from collections.abc import Callable

    from attention._checks import FloatArray

FIXED = settings(derandomize=True, deadline=None, max_examples=100)
ELEMENTWISE = [sigmoid, relu]
ALONG_AN_AXIS = [softmax, log_softmax]
EVERY = [*ALONG_AN_AXIS, *ELEMENTWISE]
MATRICES = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=2, max_dims=3, max_side=5),
    elements=st.floats(-50, 50),
)


def plain_softmax(row: list[float]) -> list[float]:
    """The formula, term by term, with sums that round once."""
    peak = max(row)
    exps = [math.exp(x - peak) for x in row]
    return [e / math.fsum(exps) for e in exps]


def test_softmax_of_known_exponentials() -> None:
    # e^0, e^(log 3) and e^(log 4) are 1, 3 and 4: eighths.
    weights = softmax([0.0, math.log(3), math.log(4)])
    np.testing.assert_allclose(weights, [1 / 8, 3 / 8, 4 / 8], rtol=1e-15)


def test_softmax_runs_along_the_axis_it_is_told() -> None:
    scores = np.log([[1.0, 2.0, 1.0], [3.0, 2.0, 4.0]])
    across = [[1 / 4, 2 / 4, 1 / 4], [3 / 9, 2 / 9, 4 / 9]]
    down = [[1 / 4, 1 / 2, 1 / 5], [3 / 4, 1 / 2, 4 / 5]]
    np.testing.assert_allclose(softmax(scores), across, rtol=1e-15)
    np.testing.assert_allclose(softmax(scores, axis=1), across, rtol=1e-15)
    np.testing.assert_allclose(softmax(scores, axis=0), down, rtol=1e-15)
    np.testing.assert_allclose(softmax(scores, axis=-2), down, rtol=1e-15)


def test_log_softmax_of_known_exponentials() -> None:
    logs = log_softmax([0.0, math.log(3), math.log(4)])
    expected = [-math.log(8), math.log(3 / 8), -math.log(2)]
    np.testing.assert_allclose(logs, expected, rtol=1e-15)


def test_softmax_does_not_overflow_where_the_plain_formula_does() -> None:
    np.testing.assert_array_equal(softmax([1000.0, 1000.0]), [0.5, 0.5])
    np.testing.assert_array_equal(softmax([-1000.0, 0.0]), [0.0, 1.0])
    np.testing.assert_array_equal(log_softmax([1000.0, 0.0]), [0.0, -1000.0])
    # The distance of these two is itself too large for the dtype.
    lowest, highest = np.finfo(np.float32).min, np.finfo(np.float32).max
    both = np.array([lowest, highest], dtype=np.float32)
    np.testing.assert_array_equal(softmax(both), [0.0, 1.0])
    np.testing.assert_array_equal(log_softmax(both), [-np.inf, 0.0])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_a_slice_that_is_all_hidden_has_no_weight(dtype: type) -> None:
    scores: FloatArray = np.array([[-np.inf, -np.inf], [0.0, -np.inf]], dtype=dtype)
    np.testing.assert_array_equal(softmax(scores), [[0.0, 0.0], [1.0, 0.0]])
    logs = [[-np.inf, -np.inf], [0.0, -np.inf]]
    np.testing.assert_array_equal(log_softmax(scores), logs)


def test_the_lowest_finite_number_is_not_hidden() -> None:
    lowest = [np.finfo(np.float64).min] * 4
    np.testing.assert_array_equal(softmax(lowest), [0.25] * 4)


@pytest.mark.parametrize("function", ALONG_AN_AXIS)
@pytest.mark.parametrize("unknown", [np.nan, np.inf])
def test_nan_and_inf_spoil_their_own_slice_only(
    function: Callable[..., FloatArray], unknown: float
) -> None:
    result = function([[0.0, unknown, -np.inf], [0.0, -np.inf, -np.inf]])
    assert np.isnan(result[0]).all()
    assert not np.isnan(result[1]).any()


@pytest.mark.parametrize("function", ALONG_AN_AXIS)
@pytest.mark.parametrize("shape", [(0,), (3, 0), (0, 3), (2, 0, 4)])
def test_an_empty_axis_gives_an_empty_result(
    function: Callable[..., FloatArray], shape: tuple[int, ...]
) -> None:
    for axis in range(-len(shape), len(shape)):
        assert function(np.zeros(shape), axis).shape == shape


def test_sigmoid_of_known_odds() -> None:
    # sigmoid(log(p / (1 - p))) = p: even odds, 3 to 1, 1 to 9.
    odds = np.log([1.0, 3.0, 1 / 9])
    np.testing.assert_allclose(sigmoid(odds), [0.5, 0.75, 0.1], rtol=1e-15)


def test_sigmoid_keeps_the_small_side_exact() -> None:
    # 1 / (1 + e^700) is e^-700 to 16 digits; e^-800 is below the smallest float64.
    np.testing.assert_allclose(sigmoid(-700.0), math.exp(-700), rtol=1e-15)
    extremes = [-np.inf, -800.0, 800.0, np.inf]
    np.testing.assert_array_equal(sigmoid(extremes), [0.0, 0.0, 1.0, 1.0])


def test_relu_by_hand() -> None:
    result = relu([-np.inf, -2.0, -0.0, 0.0, 3.5, np.inf])
    np.testing.assert_array_equal(result, [0.0, 0.0, 0.0, 0.0, 3.5, np.inf])


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_nan_stays_nan_entry_by_entry(function: Callable[..., FloatArray]) -> None:
    result = function([np.nan, 1.0])
    np.testing.assert_array_equal(np.isnan(result), [True, False])


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_single_numbers_are_arrays_without_axes(
    function: Callable[..., FloatArray],
) -> None:
    result = function(0)
    assert isinstance(result, np.ndarray)
    assert result.shape == ()
    assert function(np.zeros((2, 0))).shape == (2, 0)


@pytest.mark.parametrize("function", EVERY)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_floats_keep_their_dtype_and_the_input_its_values(
    function: Callable[..., FloatArray], dtype: type
) -> None:
    x: FloatArray = np.array([[-3.0, 0.5], [2.0, 1.0]], dtype=dtype)
    before = x.copy()
    result = function(x)
    assert result.dtype == dtype
    assert not np.shares_memory(result, x)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize("function", EVERY)
def test_integers_become_float64(function: Callable[..., FloatArray]) -> None:
    result = function(np.array([[1, 2, -3]], dtype=np.int8))
    assert result.dtype == np.float64
    np.testing.assert_array_equal(result, function([[1.0, 2.0, -3.0]]))


@pytest.mark.parametrize("function", EVERY)
def test_float16_is_computed_in_float32_and_rounded_once(
    function: Callable[..., FloatArray],
) -> None:
    rng = np.random.default_rng(16)
    x = rng.normal(0, 4, size=(50, 40)).astype(np.float16)
    expected = function(x.astype(np.float32)).astype(np.float16)
    np.testing.assert_array_equal(function(x), expected)


@pytest.mark.parametrize("function", [softmax, log_softmax, sigmoid])
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_no_float64_array_is_made_on_the_way(
    function: Callable[..., FloatArray],
    dtype: type,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[np.dtype[Any]] = []
    real = np.exp

    def spy(x: FloatArray, out: FloatArray | None = None) -> FloatArray:
        seen.append(x.dtype)
        return np.asarray(real(x, out=out))

    monkeypatch.setattr(np, "exp", spy)
    function(np.array([[-3.0, 0.5]], dtype=dtype))
    assert seen == [np.float32]


def test_a_difference_too_large_for_float16_rounds_to_inf() -> None:
    logs = log_softmax(np.array([-60000, 60000], dtype=np.float16))
    np.testing.assert_array_equal(logs, [-np.inf, 0.0])


@pytest.mark.parametrize("function", EVERY)
@pytest.mark.parametrize("wrong", [[True], ["a"], [1j], [None]])
def test_what_is_not_a_real_number_is_refused(
    function: Callable[..., FloatArray], wrong: list[object]
) -> None:
    dtype = np.asarray(wrong).dtype
    with pytest.raises(TypeError, match=f"x must hold real numbers, got dtype {dtype}"):
        function(wrong)


@pytest.mark.parametrize("function", ALONG_AN_AXIS)
@pytest.mark.parametrize(
    ("shape", "axis", "error", "message"),
    [
        ((2, 3), 2, ValueError, r"axis must be at most 1, got 2"),
        ((2, 3), -3, ValueError, r"axis must be at least -2, got -3"),
        ((), -1, ValueError, r"x must have shape \(\.\.\., n\), got shape \(\)"),
        ((2, 3), None, TypeError, r"axis must be an integer, got None"),
        ((2, 3), 1.0, TypeError, r"axis must be an integer, got 1\.0"),
        ((2, 3), (0, 1), TypeError, r"axis must be an integer, got \(0, 1\)"),
    ],
)
def test_a_wrong_axis_is_refused(
    function: Callable[..., FloatArray],
    shape: tuple[int, ...],
    axis: object,
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error, match=f"^{message}$"):
        function(np.zeros(shape), axis)


@FIXED
@given(MATRICES)
def test_softmax_is_a_distribution_and_the_plain_formula(x: FloatArray) -> None:
    weights = softmax(x)
    np.testing.assert_allclose(weights.sum(axis=-1), 1, rtol=1e-14)
    expected = [plain_softmax(row) for row in x.reshape(-1, x.shape[-1]).tolist()]
    np.testing.assert_allclose(weights.reshape(-1, x.shape[-1]), expected, rtol=1e-13)


@FIXED
@given(MATRICES, st.floats(-1e3, 1e3))
def test_a_shift_changes_neither_softmax_nor_log_softmax(
    x: FloatArray, shift: float
) -> None:
    # A sum near 1000 is rounded by about 1e-13, and so is the shifted score.
    np.testing.assert_allclose(softmax(x + shift), softmax(x), rtol=1e-11, atol=1e-300)
    np.testing.assert_allclose(log_softmax(x + shift), log_softmax(x), atol=1e-11)


@FIXED
@given(hnp.arrays(np.float64, st.integers(1, 5), elements=st.floats(-5, 5)))
def test_the_slope_of_softmax_by_small_steps(scores: FloatArray) -> None:
    weights = softmax(scores)
    for j, step in enumerate(1e-6 * np.eye(len(scores))):
        by_steps = (softmax(scores + step) - softmax(scores - step)) / 2e-6
        slope = weights * ((np.arange(len(scores)) == j) - weights[j])
        np.testing.assert_allclose(by_steps, slope, atol=1e-9)


@FIXED
@given(MATRICES)
def test_log_softmax_is_the_logarithm_of_softmax(x: FloatArray) -> None:
    np.testing.assert_allclose(np.exp(log_softmax(x)), softmax(x), rtol=1e-12)
    assert (log_softmax(x) <= 0).all()


@FIXED
@given(MATRICES)
def test_an_axis_is_the_same_as_a_transposed_last_axis(x: FloatArray) -> None:
    for axis in range(x.ndim):
        moved = np.moveaxis(softmax(np.moveaxis(x, axis, -1)), -1, axis)
        np.testing.assert_allclose(softmax(x, axis), moved, rtol=1e-14)


@FIXED
@given(MATRICES)
def test_sigmoid_is_half_a_softmax_and_mirrors(x: FloatArray) -> None:
    pairs = softmax(np.stack([x, np.zeros_like(x)], axis=-1))
    np.testing.assert_allclose(sigmoid(x), pairs[..., 0], rtol=1e-13)
    np.testing.assert_allclose(sigmoid(x) + sigmoid(-x), 1, rtol=1e-15)


@FIXED
@given(MATRICES)
def test_relu_keeps_the_positive_and_zeroes_the_rest(x: FloatArray) -> None:
    np.testing.assert_array_equal(relu(x) - relu(-x), x)
    assert (relu(x) >= 0).all()
