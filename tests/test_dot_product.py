from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention.dot_product import attention_weights, scaled_dot_product_attention
from attention.masks import causal_mask, padding_mask

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[Any]

FIXED = settings(derandomize=True, deadline=None, max_examples=60)
SEEDS = st.integers(0, 2**32 - 1)
LENGTHS = st.integers(1, 6)
attend: Callable[..., Array] = scaled_dot_product_attention
BOTH = ["attention_weights", "scaled_dot_product_attention"]

# The dot products of QUERY with the keys are 2 log 3, 0 and 2 log 2; with d = 4 the
# scores are log 3, 0 and log 2, their exponentials 3, 1 and 2, the weights sixths.
QUERY = [[1.0, 0.0, 0.0, 0.0]]
KEY = [
    [2 * math.log(3), 5.0, 0.0, 0.0],
    [0.0, 0.0, 7.0, 0.0],
    [2 * math.log(2), 0.0, 0.0, 9.0],
]
VALUE = [[6.0, 0.0], [0.0, 6.0], [12.0, -12.0]]


def numbers(seed: int, *shapes: tuple[int, ...]) -> list[Array]:
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(shape) for shape in shapes]


def call(name: str, *inputs: ArrayLike | None, **options: object) -> Array:
    """Call either function with the arguments of the one that takes values."""
    if name == "attention_weights":
        weights: Callable[..., Array] = attention_weights
        return weights(*inputs[:2], *inputs[3:], **options)
    return attend(*inputs, **options)


# --- by hand ---------------------------------------------------------------------


def test_weights_by_hand() -> None:
    weights = attention_weights(QUERY, KEY)
    np.testing.assert_allclose(weights, [[3 / 6, 1 / 6, 2 / 6]], rtol=1e-15)


def test_output_by_hand() -> None:
    output = attend(QUERY, KEY, VALUE)
    by_hand = [[(3 * 6 + 1 * 0 + 2 * 12) / 6, (3 * 0 + 1 * 6 + 2 * -12) / 6]]
    assert by_hand == [[7.0, -3.0]]
    np.testing.assert_allclose(output, by_hand, rtol=1e-14)


def test_the_default_scale_is_one_over_the_root_of_d() -> None:
    # One key column of ones and one of zeros: score d / sqrt(d) against 0.
    for d in (1, 4, 9, 64):
        weights = attention_weights(np.ones((1, d)), [[1.0] * d, [0.0] * d])
        odds = math.exp(math.sqrt(d))
        np.testing.assert_allclose(weights[0, 0] / weights[0, 1], odds, rtol=1e-13)


def test_scale_by_hand() -> None:
    twice = attention_weights(QUERY, KEY, scale=1.0)
    np.testing.assert_allclose(twice, [[9 / 14, 1 / 14, 4 / 14]], rtol=1e-15)
    inverse = attention_weights(QUERY, KEY, scale=-0.5)
    np.testing.assert_allclose(inverse, [[2 / 11, 6 / 11, 3 / 11]], rtol=1e-15)
    alike = attention_weights(QUERY, KEY, scale=0)
    np.testing.assert_allclose(alike, [[1 / 3, 1 / 3, 1 / 3]], rtol=1e-15)


def test_a_boolean_mask_by_hand() -> None:
    weights = attention_weights(QUERY, KEY, [[True, False, True]])
    np.testing.assert_allclose(weights, [[3 / 5, 0, 2 / 5]], rtol=1e-15)


def test_a_float_mask_by_hand() -> None:
    # log 4 added to the score of the second key makes its exponential 4.
    weights = attention_weights(QUERY, KEY, [[0.0, math.log(4), -np.inf]])
    np.testing.assert_allclose(weights, [[3 / 7, 4 / 7, 0]], rtol=1e-15)


def test_is_causal_by_hand() -> None:
    weights = attention_weights(QUERY * 4, KEY, is_causal=True)
    expected = np.array([[6, 0, 0], [4.5, 1.5, 0], [3, 1, 2], [3, 1, 2]]) / 6
    np.testing.assert_allclose(weights, expected, rtol=1e-15)


def test_a_mask_and_is_causal_combine() -> None:
    mask = [[False, True, True]]
    weights = attention_weights(QUERY * 3, KEY, mask, is_causal=True)
    expected = np.array([[0, 0, 0], [0, 3, 0], [0, 1, 2]]) / 3
    np.testing.assert_allclose(weights, expected, rtol=1e-15)
    bias = [[-np.inf, math.log(4), 0.0]]
    weights = attention_weights(QUERY * 3, KEY, bias, is_causal=True)
    expected = np.array([[0, 0, 0], [0, 6, 0], [0, 4, 2]]) / 6
    np.testing.assert_allclose(weights, expected, rtol=1e-15)


def test_softcap_by_hand() -> None:
    # 1 tanh(x / 1) of atanh(1/2) is 1/2, of atanh(-1/2) is -1/2.
    scores = [[math.atanh(0.5)], [math.atanh(-0.5)]]
    weights = attention_weights([[1.0]], scores, softcap=1.0)
    odds = math.exp(0.5) / math.exp(-0.5)
    np.testing.assert_allclose(weights, [[odds / (odds + 1), 1 / (odds + 1)]])
    # Doubling cap and scores doubles the capped scores.
    weights = attention_weights([[2.0]], scores, softcap=2.0)
    odds = math.exp(1.0) / math.exp(-1.0)
    np.testing.assert_allclose(weights, [[odds / (odds + 1), 1 / (odds + 1)]])


def test_softcap_comes_before_the_mask() -> None:
    # Capped at 1 after the mask, -inf would become -1 and the hidden key be seen, and
    # the bias of log 1000 would be capped, too.
    weights = attention_weights([[0.0]], [[1.0]] * 2, [[False, True]], softcap=1.0)
    np.testing.assert_array_equal(weights, [[0, 1]])
    bias = [[0.0, math.log(999)]]
    weights = attention_weights([[0.0]], [[1.0]] * 2, bias, softcap=1.0)
    np.testing.assert_allclose(weights, [[0.001, 0.999]], rtol=1e-13)


def test_grouped_heads_are_consecutive() -> None:
    # Four query heads, two key heads whose one value is 10 and 20.
    query, key = np.ones((4, 1, 1)), np.ones((2, 1, 1))
    value = np.array([[[10.0]], [[20.0]]])
    output = attend(query, key, value, enable_gqa=True)
    np.testing.assert_array_equal(output.ravel(), [10, 10, 20, 20])


# --- the order of rules ----------------------------------------------------------


@pytest.mark.parametrize("hidden", ["boolean", "float", "causal"])
@pytest.mark.parametrize("garbage", [np.nan, np.inf, -np.inf, 1e308])
def test_what_a_hidden_key_holds_does_not_matter(hidden: str, garbage: float) -> None:
    query, key, value = numbers(1, (3, 4), (5, 4), (5, 2))
    mask: Any = None
    options: dict[str, Any] = {"is_causal": hidden == "causal"}
    if hidden == "boolean":
        mask = np.array([True, True, True, False, False])
    elif hidden == "float":
        mask = np.array([0.5, -1.0, 0.0, -np.inf, -np.inf])
    expected = attend(query, key, value, mask, **options)
    key[3] = garbage
    key[4, 2] = garbage
    for cap in (None, 2.0):
        options["softcap"] = cap
        result = attend(query, key, value, mask, **options)
        assert np.isfinite(result).all()
        if cap is None:
            np.testing.assert_array_equal(result, expected)


@pytest.mark.parametrize("name", BOTH)
def test_a_row_with_no_key_left_is_zeros(name: str) -> None:
    query, key, value = numbers(2, (3, 4), (5, 4), (5, 2))
    seen = np.ones((3, 5), dtype=bool)
    seen[1] = False
    for mask in (seen, np.where(seen, 0.0, -np.inf)):
        result = call(name, query, key, value, mask)
        np.testing.assert_array_equal(result[1], 0)
        plain = call(name, query, key, value)
        np.testing.assert_allclose(result[[0, 2]], plain[[0, 2]], rtol=1e-14)


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("mask", [None, "boolean", "float"])
def test_a_row_whose_query_holds_nan_is_nan_even_if_hidden(
    name: str, mask: str | None
) -> None:
    query, key, value = numbers(3, (2, 3, 4), (5, 4), (5, 2))
    hidden = {"boolean": np.zeros((3, 5), bool), "float": np.full((3, 5), -np.inf)}
    chosen = None if mask is None else hidden[mask]
    query[0, 1, 2] = np.nan
    result = call(name, query, key, value, chosen)
    rows = np.isnan(result).all(axis=-1)
    np.testing.assert_array_equal(rows, [[False, True, False], [False] * 3])
    np.testing.assert_array_equal(np.isnan(result).any(axis=-1), rows)


def test_no_keys_give_zeros_and_nan_for_a_nan_query() -> None:
    query = [[1.0, 2.0], [np.nan, 0.0]]
    key, value = np.zeros((0, 2)), np.zeros((0, 3))
    output = attend(query, key, value)
    np.testing.assert_array_equal(output, [[0.0] * 3, [np.nan] * 3])
    assert attention_weights(query, key).shape == (2, 0)


def test_a_visible_nan_key_spoils_the_rows_that_see_it() -> None:
    query, key, value = numbers(4, (3, 4), (3, 4), (3, 2))
    key[1, 0] = np.nan
    output = attend(query, key, value, is_causal=True)
    np.testing.assert_array_equal(np.isnan(output).all(axis=-1), [False, True, True])


def test_a_hidden_nan_value_leaks_as_the_docstring_says() -> None:
    value = [[1.0], [np.nan]]
    mask = [[True, False]]
    output = attend([[1.0]], [[1.0], [1.0]], value, mask)
    assert np.isnan(output).all()
    cleared = np.where(np.isnan(value), 0, value)
    output = attend([[1.0]], [[1.0], [1.0]], cleared, mask)
    np.testing.assert_array_equal(output, [[1.0]])


@pytest.mark.parametrize("unknown", [np.nan, np.inf])
def test_nan_or_inf_in_a_float_mask_makes_its_row_nan(unknown: float) -> None:
    mask = np.zeros((2, 3))
    mask[0, 1] = unknown
    weights = attention_weights(np.ones((2, 2)), np.ones((3, 2)), mask)
    np.testing.assert_array_equal(weights, [[np.nan] * 3, [1 / 3] * 3])


def test_causality_hides_what_a_float_mask_cannot_add_to() -> None:
    mask = np.array([[0.0, np.nan], [0.0, 0.0]])
    weights = attention_weights(np.ones((2, 2)), np.ones((2, 2)), mask, is_causal=True)
    np.testing.assert_array_equal(weights, [[1, 0], [0.5, 0.5]])


def test_without_columns_all_scores_are_zero() -> None:
    output = attend(np.zeros((2, 0)), np.zeros((4, 0)), [[1.0], [2.0], [3.0], [6.0]])
    np.testing.assert_array_equal(output, [[3.0], [3.0]])


@pytest.mark.parametrize(
    ("query", "key", "value", "weights", "output"),
    [
        ((0, 4), (3, 4), (3, 2), (0, 3), (0, 2)),
        ((2, 4), (3, 4), (3, 0), (2, 3), (2, 0)),
        ((0, 2, 4), (0, 3, 4), (0, 3, 2), (0, 2, 3), (0, 2, 2)),
        ((5, 1, 2, 4), (6, 3, 4), (3, 2), (5, 6, 2, 3), (5, 6, 2, 2)),
        ((2, 4), (3, 4), (7, 3, 2), (2, 3), (7, 2, 2)),
    ],
)
def test_shapes_broadcast_and_may_be_empty(
    query: tuple[int, ...],
    key: tuple[int, ...],
    value: tuple[int, ...],
    weights: tuple[int, ...],
    output: tuple[int, ...],
) -> None:
    q, k, v = np.ones(query), np.ones(key), np.ones(value)
    assert attention_weights(q, k).shape == weights
    assert attend(q, k, v).shape == output


# --- numbers: dtypes, overflow, inputs -------------------------------------------


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"scale": np.float64(0.3)},
        {"scale": 2},
        {"softcap": np.float64(2.0)},
        {"attn_mask": np.zeros((3, 5))},
        {"attn_mask": np.zeros((3, 5), dtype=np.float16)},
        {"is_causal": True},
    ],
    ids=lambda options: "".join(options) or "plain",
)
def test_floats_keep_their_dtype(
    name: str, dtype: type, options: dict[str, Any]
) -> None:
    inputs: list[Array] = [x.astype(dtype) for x in numbers(5, (3, 4), (5, 4), (5, 2))]
    assert call(name, *inputs, **options).dtype == dtype


def test_no_float64_array_is_made_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[np.dtype[Any]] = []
    real = np.exp

    def spy(x: Array, out: Array) -> Array:
        seen.append(x.dtype)
        return real(x, out=out)

    monkeypatch.setattr(np, "exp", spy)
    inputs = [x.astype(np.float32) for x in numbers(6, (3, 4), (5, 4), (5, 2))]
    mask = np.zeros((3, 5))
    attend(*inputs, mask, scale=np.float64(0.5), softcap=np.float64(3), is_causal=True)
    half = [x.astype(np.float16) for x in inputs]
    attend(*half)
    assert seen == [np.float32, np.float32]


@pytest.mark.parametrize("name", BOTH)
def test_integers_become_float64(name: str) -> None:
    inputs = [np.array(x) for x in ([[1, 2]], [[3, 4], [5, 1]], [[1], [2]])]
    result = call(name, *inputs)
    assert result.dtype == np.float64
    np.testing.assert_array_equal(result, call(name, *(x * 1.0 for x in inputs)))


@pytest.mark.parametrize("name", BOTH)
def test_float16_is_computed_in_float32_and_rounded_once(name: str) -> None:
    rng = np.random.default_rng(7)
    inputs = [rng.normal(0, 2, (20, 8)).astype(np.float16) for _ in range(3)]
    mask = rng.normal(0, 1, (20, 20))
    wide = call(name, *(x.astype(np.float32) for x in inputs), mask, softcap=5.0)
    result = call(name, *inputs, mask, softcap=5.0)
    np.testing.assert_array_equal(result, wide.astype(np.float16))


def test_large_float16_numbers_do_not_overflow() -> None:
    # The dot product is 4 * 300 * 300 = 360,000; the largest float16 is 65,504.
    query = np.full((1, 4), 300, dtype=np.float16)
    key = np.array([[300] * 4, [299] * 4], dtype=np.float16)
    value = np.array([[60000], [-60000]], dtype=np.float16)
    output = attend(query, key, value)
    np.testing.assert_array_equal(output, [[60000]])


def test_large_values_do_not_overflow_in_the_sum() -> None:
    large = np.finfo(np.float32).max
    value = np.full((4, 1), large, dtype=np.float32)
    ones = np.ones((4, 2), dtype=np.float32)
    output = attend(ones, ones, value)
    np.testing.assert_array_equal(output, value)


@pytest.mark.parametrize("gap", [1e3, 1e30])
def test_a_score_far_above_the_others_takes_all_the_weight(gap: float) -> None:
    weights = attention_weights([[gap]], [[-1.0], [1.0], [0.0]])
    np.testing.assert_array_equal(weights, [[0, 1, 0]])


def test_the_lowest_finite_mask_is_not_minus_infinity() -> None:
    # Where all are masked by finfo.min nothing tells them from one another.
    mask = np.full((1, 4), np.finfo(np.float64).min)
    weights = attention_weights(np.ones((1, 2)), np.ones((4, 2)), mask)
    np.testing.assert_array_equal(weights, [[0.25] * 4])
    # In float32 the same number is -inf, and hides.
    half = attention_weights(
        np.ones((1, 2), np.float32), np.ones((4, 2), np.float32), mask
    )
    np.testing.assert_array_equal(half, [[0] * 4])
    unknown = np.full((4, 2), np.nan, np.float32)
    half = attention_weights(np.ones((1, 2), np.float32), unknown, mask)
    np.testing.assert_array_equal(half, [[0] * 4])


@pytest.mark.parametrize("name", BOTH)
def test_inputs_are_never_changed(name: str) -> None:
    inputs = numbers(8, (4, 3, 5), (2, 6, 5), (2, 6, 2), (3, 6))
    inputs[0][0, 0, 0] = np.nan
    inputs[3][1, 1] = -np.inf
    before = [x.copy() for x in inputs]
    for x in inputs:
        x.setflags(write=False)
    options = {"is_causal": True, "enable_gqa": True, "softcap": 2.0}
    first = call(name, *inputs, **options)
    for x, y in zip(inputs, before, strict=True):
        np.testing.assert_array_equal(x, y)
        assert not np.shares_memory(x, first)
    np.testing.assert_array_equal(call(name, *inputs, **options), first)


def test_lists_and_non_contiguous_arrays_are_taken() -> None:
    query, key, value = numbers(9, (6, 8), (10, 8), (4, 5))
    cut = (query[::2, ::-2], key[::2, 1::2], value.T)
    expected = attend(*(np.ascontiguousarray(x) for x in cut))
    np.testing.assert_allclose(attend(*cut), expected, rtol=1e-14)
    lists = [x.tolist() for x in cut]
    np.testing.assert_array_equal(attend(*lists), expected)


def test_no_warning_reaches_the_caller() -> None:
    query, key, value = numbers(10, (3, 4), (5, 4), (5, 2))
    query[0], key[0], key[1], value[1] = np.nan, np.inf, -np.inf, np.inf
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for mask in (None, np.full((3, 5), -np.inf), np.full((3, 5), np.inf)):
            attend(query, key, value, mask, softcap=2.0)
            attend(query * 1e200, key * 1e200, value, mask)
        # The weights may add up to a little more than 1, here times the largest number.
        for k_len in range(1, 40):
            highest = np.full((k_len, 1), np.finfo(np.float64).max)
            attend(np.ones((1, 2)), np.ones((k_len, 2)), highest)


# --- properties ------------------------------------------------------------------


@FIXED
@given(SEEDS, LENGTHS, LENGTHS, st.booleans(), st.floats(0, 1))
def test_rows_add_up_to_one_or_to_zero(
    seed: int, q_len: int, k_len: int, is_causal: bool, share: float
) -> None:
    query, key, chance = numbers(seed, (2, q_len, 4), (2, k_len, 4), (2, q_len, k_len))
    seen = chance < 4 * share - 2
    weights = attention_weights(query, key, seen, is_causal=is_causal)
    if is_causal:
        seen &= causal_mask(q_len, k_len)
    assert ((weights > 0) == seen).all()
    np.testing.assert_allclose(weights.sum(-1), seen.any(-1), rtol=1e-14)


@FIXED
@given(SEEDS, LENGTHS, LENGTHS, st.booleans(), st.sampled_from([None, 0.5, 4.0]))
def test_output_is_weights_times_values(
    seed: int, q_len: int, k_len: int, is_causal: bool, softcap: float | None
) -> None:
    query, key, value, mask = numbers(
        seed, (2, 4, q_len, 3), (2, 2, k_len, 3), (2, 2, k_len, 5), (q_len, k_len)
    )
    options: dict[str, Any] = {
        "is_causal": is_causal,
        "enable_gqa": True,
        "softcap": softcap,
        "scale": 0.8,
    }
    weights = attention_weights(query, key, mask, **options)
    output = attend(query, key, value, mask, **options)
    np.testing.assert_array_equal(output, weights @ value.repeat(2, axis=1))


@FIXED
@given(SEEDS, st.integers(2, 7), st.data())
def test_causality_no_row_depends_on_later_tokens(
    seed: int, n_tokens: int, data: st.DataObject
) -> None:
    now = data.draw(st.integers(1, n_tokens - 1))
    query, key, value, other = numbers(seed, *[(n_tokens, 4)] * 4)
    before = attend(query, key, value, is_causal=True)
    query[now:], key[now:], value[now:] = other[now:], 9 * other[now:], -other[now:]
    after = attend(query, key, value, is_causal=True)
    np.testing.assert_allclose(after[:now], before[:now], rtol=1e-13, atol=1e-15)
    assert not np.allclose(after[now], before[now])


@FIXED
@given(SEEDS, LENGTHS, st.lists(st.integers(0, 5), min_size=2, max_size=2))
def test_padding_no_row_depends_on_what_the_padding_holds(
    seed: int, q_len: int, lengths: list[int]
) -> None:
    query, key, value = numbers(seed, (2, q_len, 4), (2, 5, 4), (2, 5, 3))
    real = np.arange(5) < np.array(lengths)[:, np.newaxis]
    key[~real], value[~real] = np.nan, 1e300
    output = attend(query, key, value, padding_mask(lengths, 5))
    for b, n in enumerate(lengths):
        alone = attend(query[b], key[b, :n], value[b, :n])
        np.testing.assert_allclose(output[b], alone, rtol=1e-13, atol=1e-14)


@FIXED
@given(SEEDS, st.integers(2, 7))
def test_permuted_tokens_give_permuted_rows(seed: int, n_tokens: int) -> None:
    tokens = numbers(seed, *[(n_tokens, 4)] * 3)
    order = np.random.default_rng(seed).permutation(n_tokens)
    expected = attend(*tokens)[order]
    output = attend(*(x[order] for x in tokens))
    np.testing.assert_allclose(output, expected, rtol=1e-12, atol=1e-14)


@FIXED
@given(SEEDS, st.integers(1, 3), st.integers(1, 3), LENGTHS)
def test_grouped_heads_are_repeated_heads(
    seed: int, key_heads: int, group: int, k_len: int
) -> None:
    query, key, value = numbers(
        seed, (key_heads * group, 3, 4), (key_heads, k_len, 4), (key_heads, k_len, 2)
    )
    output = attend(query, key, value, enable_gqa=True)
    for h in range(key_heads * group):
        one = attend(query[h], key[h // group], value[h // group])
        np.testing.assert_allclose(output[h], one, rtol=1e-13, atol=1e-15)


@FIXED
@given(SEEDS, LENGTHS, LENGTHS)
def test_a_float_mask_of_log_0_and_log_1_is_the_boolean_mask(
    seed: int, q_len: int, k_len: int
) -> None:
    query, key, value, chance = numbers(
        seed, (q_len, 4), (k_len, 4), (k_len, 2), (q_len, k_len)
    )
    with np.errstate(divide="ignore"):
        bias = np.log((chance > 0).astype(float))
    np.testing.assert_array_equal(
        attend(query, key, value, chance > 0),
        attend(query, key, value, bias),
    )


@FIXED
@given(SEEDS, LENGTHS, st.floats(-20, 20))
def test_a_number_added_to_every_score_of_a_row_changes_nothing(
    seed: int, k_len: int, shift: float
) -> None:
    query, key, mask = numbers(seed, (3, 4), (k_len, 4), (3, k_len))
    weights = attention_weights(query, key, mask + shift)
    expected = attention_weights(query, key, mask)
    np.testing.assert_allclose(weights, expected, rtol=1e-12)


@FIXED
@given(SEEDS, st.floats(-3, 3).filter(lambda x: abs(x) > 1e-3))
def test_scale_is_a_factor_of_the_query(seed: int, scale: float) -> None:
    query, key = numbers(seed, (3, 4), (5, 4))
    np.testing.assert_allclose(
        attention_weights(query, key, scale=scale),
        attention_weights(query * 2 * scale, key),
        rtol=1e-13,
    )


@FIXED
@given(SEEDS)
def test_a_large_softcap_changes_nothing_and_a_small_one_levels_all(seed: int) -> None:
    query, key = numbers(seed, (3, 4), (5, 4))
    plain = attention_weights(query, key)
    # c tanh(s / c) = s - s^3 / (3 c^2) + ...: below 1e-9 for the scores of this size.
    large = attention_weights(query, key, softcap=1e6)
    np.testing.assert_allclose(large, plain, rtol=1e-8)
    small = attention_weights(query, key, softcap=1e-9)
    np.testing.assert_allclose(small, np.full((3, 5), 0.2), rtol=1e-8)


@FIXED
@given(SEEDS, LENGTHS, LENGTHS)
def test_each_batch_entry_is_computed_alone(seed: int, q_len: int, k_len: int) -> None:
    query, key, value, mask = numbers(
        seed, (2, 3, q_len, 4), (3, k_len, 4), (2, 1, k_len, 2), (2, 1, q_len, k_len)
    )
    output = attend(query, key, value, mask, is_causal=True)
    for b, h in np.ndindex(2, 3):
        one = attend(query[b, h], key[h], value[b, 0], mask[b, 0], is_causal=True)
        np.testing.assert_allclose(output[b, h], one, rtol=1e-13, atol=1e-15)


# --- a second implementation: the formula in plain Python, one number at a time ------


def plain_row(
    query: list[float],
    keys: list[list[float]],
    values: list[list[float]],
    mask: list[Any] | None,
    n_causal: int,
    scale: float,
    softcap: float | None,
) -> list[float]:
    """One output row; `mask` has an entry a key, the first `n_causal` are not later."""
    exps: list[tuple[float, list[float]]] = []
    for j, (key, value) in enumerate(zip(keys, values, strict=True)):
        entry = 0.0 if mask is None else mask[j]
        if j >= n_causal or entry is False or entry == -math.inf:
            continue
        score = math.fsum(q * k for q, k in zip(query, key, strict=True)) * scale
        if softcap is not None:
            score = softcap * math.tanh(score / softcap)
        exps.append((math.exp(score + (0.0 if entry is True else entry)), value))
    total = math.fsum(e for e, _ in exps)
    columns = range(len(values[0]))
    if not exps:
        return [0.0 for _ in columns]
    return [math.fsum(e / total * value[c] for e, value in exps) for c in columns]


@settings(FIXED, max_examples=200)
@given(
    SEEDS,
    LENGTHS,
    LENGTHS,
    st.integers(1, 4),
    st.sampled_from([None, "boolean", "float"]),
    st.booleans(),
    st.sampled_from([None, 0.3, -1.0]),
    st.sampled_from([None, 0.7, 3.0]),
    st.sampled_from([(1, 1), (1, 3), (2, 2), (3, 1)]),
)
def test_the_formula_in_plain_python_agrees(
    seed: int,
    q_len: int,
    k_len: int,
    d: int,
    kind: str | None,
    is_causal: bool,
    scale: float | None,
    softcap: float | None,
    heads: tuple[int, int],
) -> None:
    key_heads, group = heads
    query, key, value, noise = numbers(
        seed,
        (key_heads * group, q_len, d),
        (key_heads, k_len, d),
        (key_heads, k_len, 2),
        (q_len, k_len),
    )
    seen = noise > -0.5
    masks = {None: None, "boolean": seen, "float": np.where(seen, noise, -np.inf)}
    mask = masks[kind]
    output = attend(
        query,
        key,
        value,
        mask,
        is_causal=is_causal,
        scale=scale,
        softcap=softcap,
        enable_gqa=True,
    )
    for h, i in np.ndindex(key_heads * group, q_len):
        expected = plain_row(
            query[h, i].tolist(),
            key[h // group].tolist(),
            value[h // group].tolist(),
            None if mask is None else mask[i].tolist(),
            i + 1 if is_causal else k_len,
            d**-0.5 if scale is None else scale,
            softcap,
        )
        np.testing.assert_allclose(output[h, i], expected, rtol=1e-12, atol=1e-14)


def test_a_dot_product_too_large_for_its_dtype_shows() -> None:
    large = np.full((1, 1), 3e38, dtype=np.float32)
    keys = np.array([[3e38], [1.0]], dtype=np.float32)
    assert np.isnan(attention_weights(large, keys)).all()
    assert attention_weights(-large, keys).tolist() == [[0, 1]]
