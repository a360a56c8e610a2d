from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from attention import (
    cosine_similarity,
    dot_products,
    scaled_dot_product_attention,
    softmax,
    split_words,
    toy_positions,
    worked,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOVE = (
    worked.LOVE_SUMS,
    worked.LOVE_W_QUERY,
    worked.LOVE_W_KEY,
    worked.LOVE_W_VALUE,
)
CHANTING = (
    worked.CHANTING_EMBEDDINGS,
    worked.CHANTING_W_QUERY,
    worked.CHANTING_W_KEY,
    worked.CHANTING_W_VALUE,
)
ARRAYS = {
    "LOVE_EMBEDDINGS": (4, 3),
    "LOVE_POSITIONS": (4, 3),
    "LOVE_SUMS": (4, 3),
    "LOVE_W_QUERY": (3, 2),
    "LOVE_W_KEY": (3, 2),
    "LOVE_W_VALUE": (3, 2),
    "THREE_VALUES": (3, 2),
    "THREE_WEIGHTS": (3,),
    "CHANTING_EMBEDDINGS": (14, 4),
    "CHANTING_W_QUERY": (4, 3),
    "CHANTING_W_KEY": (4, 3),
    "CHANTING_W_VALUE": (4, 2),
    "BANK_STATIC": (4,),
    "BANK_WEIGHTS": (3,),
    "BANK_EMBEDDINGS_MONEY": (3, 4),
    "BANK_EMBEDDINGS_RIVER": (3, 4),
    "BANK_W_QUERY": (4, 2),
    "BANK_W_KEY": (4, 2),
    "BANK_W_VALUE": (4, 2),
    "LIKE_A": (2,),
    "LIKE_B": (2,),
    "LIKE_C": (2,),
    "LIKE_COUNTS": (7, 2),
}

BANK = (worked.BANK_W_QUERY, worked.BANK_W_KEY, worked.BANK_W_VALUE)

Steps = dict[str, "NDArray[np.float64]"]


def steps(x: NDArray[np.float64], *matrices: NDArray[np.float64]) -> Steps:
    """Every step from the vectors x to the context vectors, in plain NumPy."""
    w_query, w_key, w_value = matrices
    query, key, value = x @ w_query, x @ w_key, x @ w_value
    scores = query @ key.T
    scaled = scores / np.sqrt(query.shape[1])
    powers = np.exp(scaled)
    weights = powers / powers.sum(axis=1, keepdims=True)
    named = {"query": query, "key": key, "value": value}
    named |= {"scores": scores, "scaled": scaled}
    return named | {"weights": weights, "context": weights @ value}


def assert_far_from_ties(name: str, array: NDArray[np.float64], decimals: int) -> None:
    """No number may lie within 1e-6 of a half in the last digit shown."""
    distance = np.abs(np.abs(array) * 10**decimals % 1 - 0.5) / 10**decimals
    assert distance.min() > 1e-6, f"{name} at {decimals} decimals: {distance.min():.1e}"


def weights_of(word: str) -> dict[str, float]:
    row = steps(*CHANTING)["weights"][worked.CHANTING_TOKENS.index(word)]
    return dict(zip(worked.CHANTING_TOKENS, row.tolist(), strict=True))


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_are_read_only_floats(name: str) -> None:
    array = getattr(worked, name)
    assert array.shape == ARRAYS[name]
    assert array.dtype == np.float64
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


def test_a_fixed_array_is_float64_and_cannot_be_written_to() -> None:
    # The constants are made when the module is imported; this holds what makes them.
    fixed = worked._fixed([[1, 2], [3, 4]])
    assert fixed.dtype == np.float64
    assert fixed.tolist() == [[1, 2], [3, 4]]
    assert not fixed.flags.writeable


def test_every_array_is_listed() -> None:
    arrays = {k for k, v in vars(worked).items() if isinstance(v, np.ndarray)}
    assert arrays == set(ARRAYS)


def test_every_constant_says_where_it_is_from() -> None:
    path = Path(worked.__file__)
    body = ast.parse(path.read_text(encoding="utf-8")).body
    names = []
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names.append(node.targets[0].id)
            assert isinstance(after, ast.Expr), f"{names[-1]} has no docstring"
            assert isinstance(after.value, ast.Constant)
            text = after.value.value
            assert isinstance(text, str)
            assert text.startswith(("From ", "Ours")), names[-1]
    public = {n for n in vars(worked) if n.isupper() and not n.startswith("_")}
    assert set(names) == public


def test_sentences_split_into_their_tokens() -> None:
    cat = ["The", "cat", "sat", "on", "the", "mat"]
    assert split_words(worked.CAT_SENTENCE) == cat
    assert tuple(split_words(worked.LOVE_SENTENCE)) == worked.LOVE_TOKENS
    words = split_words(worked.CHANTING_SENTENCE, phrases=worked.CHANTING_PHRASES)
    assert tuple(words) == worked.CHANTING_TOKENS
    assert len(words) == 14


def test_love_as_the_text_has_it() -> None:
    i, love, machine, learning = worked.LOVE_EMBEDDINGS.tolist()
    assert i == [0.1, 0.3, 0.5]
    assert love == [0.2, 0.4, 0.6]
    assert machine == [0.3, 0.5, 0.7]
    assert learning == [0.4, 0.6, 0.8]
    assert_allclose(worked.LOVE_POSITIONS, toy_positions(4, 3), rtol=1e-15)
    sums = worked.LOVE_EMBEDDINGS + worked.LOVE_POSITIONS
    assert_allclose(worked.LOVE_SUMS, sums, rtol=1e-15)


def test_love_lies_on_one_line() -> None:
    assert_allclose(np.diff(worked.LOVE_SUMS, axis=0), 0.11)
    assert (
        cosine_similarity(worked.LOVE_EMBEDDINGS, worked.LOVE_EMBEDDINGS).min() > 0.96
    )
    # So each row of scores is an arithmetic progression.
    scores = steps(*LOVE)["scores"]
    assert_allclose(np.diff(scores, n=2), 0, atol=1e-14)


def test_love_by_hand() -> None:
    got = steps(*LOVE)
    # "I": query (0.11, 3 * (0.11 + 0.32 - 0.53)), key (0.53, 3 * 0.96).
    assert_allclose(got["query"][0], [0.11, -0.30])
    assert_allclose(got["key"][0], [0.53, 2.88])
    assert_allclose(got["value"][0], [0.11 + 0.53, 2 * 0.32 - 0.53])
    assert got["scores"][0, 0] == pytest.approx(0.11 * 0.53 - 0.30 * 2.88)
    # "learning" with itself: (0.44, 0.69) and (0.86, 5.85).
    assert got["scores"][3, 3] == pytest.approx(0.44 * 0.86 + 0.69 * 5.85)
    assert_array_equal(
        got["weights"].round(2),
        [
            [0.33, 0.27, 0.22, 0.18],
            [0.24, 0.25, 0.25, 0.26],
            [0.16, 0.21, 0.27, 0.36],
            [0.10, 0.16, 0.28, 0.46],
        ],
    )


def test_love_has_a_row_for_the_first_word_and_one_for_the_last() -> None:
    weights = steps(*LOVE)["weights"]
    assert weights.argmax(axis=1).tolist() == [0, 3, 3, 3]
    assert weights.max() >= 0.45


@pytest.mark.parametrize("decimals", [2, 4])
@pytest.mark.parametrize(
    "step", ["query", "key", "value", "scores", "scaled", "weights", "context"]
)
def test_love_keeps_away_from_rounding_ties(step: str, decimals: int) -> None:
    assert_far_from_ties(step, steps(*LOVE)[step], decimals)


@pytest.mark.parametrize("numbers", [LOVE, CHANTING])
def test_the_package_gives_the_same_context(
    numbers: tuple[NDArray[np.float64], ...],
) -> None:
    x, w_query, w_key, w_value = numbers
    got = steps(*numbers)
    context = scaled_dot_product_attention(x @ w_query, x @ w_key, x @ w_value)
    assert_allclose(context, got["context"], rtol=1e-14)
    assert_allclose(softmax(got["scaled"]), got["weights"], rtol=1e-14)


def test_matrices_differ_and_are_small_integers_or_halves() -> None:
    for _, *matrices in (LOVE, CHANTING):
        for matrix in matrices:
            assert_array_equal(2 * matrix, np.rint(2 * matrix))
            assert np.abs(matrix).max() <= 3
        query, key, value = matrices
        assert not np.array_equal(query, key)
        assert not np.array_equal(query, value)
        assert not np.array_equal(key, value)


def test_chanting_rows() -> None:
    embeddings = worked.CHANTING_EMBEDDINGS
    assert_array_equal(embeddings, embeddings.round(1))
    assert len(np.unique(embeddings, axis=0)) == 14
    assert embeddings.min() >= 0
    assert embeddings.max() <= 1


def test_chanting_looks_at_hare_krishna_then_mantra() -> None:
    weights = weights_of("Chanting")
    best = sorted(weights, key=lambda word: -weights[word])
    assert best[:3] == ["Hare Krishna", "mantra", "Chanting"]
    assert [round(weights[word], 2) for word in best[:3]] == [0.16, 0.13, 0.10]


def test_small_words_get_little() -> None:
    for word in worked.CHANTING_TOKENS:
        if word not in ("to", "and"):
            weights = weights_of(word)
            assert weights["to"] < 0.04
            assert weights["and"] < 0.03


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("self-attention", "consciousness"),
        ("connects", "embracing"),
        ("to", "connects"),
        ("love", "devotion"),
        ("and", "devotion"),
    ],
)
def test_the_picture_can_be_read(word: str, other: str) -> None:
    weights = weights_of(word)
    del weights[word]
    # "Hare Krishna" draws every word of devotion; look at the best of the others.
    weights.pop("Hare Krishna")
    assert max(weights, key=lambda token: weights[token]) == other


def test_no_row_is_flat_and_none_is_one_word() -> None:
    largest = steps(*CHANTING)["weights"].max(axis=1)
    assert largest.min() > 0.12
    assert largest.max() < 0.5


@pytest.mark.parametrize("step", ["scaled", "weights", "context"])
def test_chanting_keeps_away_from_rounding_ties(step: str) -> None:
    assert_far_from_ties(step, steps(*CHANTING)[step], 2)


def test_weights_of_the_texts_sum_to_one() -> None:
    assert worked.THREE_WEIGHTS.tolist() == [0.4, 0.3, 0.3]
    assert worked.BANK_WEIGHTS.tolist() == [0.2, 0.7, 0.1]
    for weights in (worked.THREE_WEIGHTS, worked.BANK_WEIGHTS):
        assert weights.sum() == pytest.approx(1)


def test_bank() -> None:
    assert worked.BANK_STATIC.tolist() == [0.6, 0.2, 0.1, 0.7]
    assert worked.BANK_SENTENCE_MONEY == ("money", "bank", "grows")
    assert len(worked.BANK_SENTENCE_MONEY) == len(worked.BANK_WEIGHTS)


def test_the_two_sentences_of_bank_differ_in_one_word() -> None:
    money, river = worked.BANK_SENTENCE_MONEY, worked.BANK_SENTENCE_RIVER
    assert [i for i in range(3) if money[i] != river[i]] == [0]
    beside_money, beside_river = (
        worked.BANK_EMBEDDINGS_MONEY,
        worked.BANK_EMBEDDINGS_RIVER,
    )
    assert_array_equal(beside_money[1:], beside_river[1:])
    assert_array_equal(beside_money[1], worked.BANK_STATIC)


def test_raw_embeddings_let_each_word_look_at_itself() -> None:
    for x in (worked.BANK_EMBEDDINGS_MONEY, worked.BANK_EMBEDDINGS_RIVER):
        weights = steps(x, np.eye(4), np.eye(4), np.eye(4))["weights"]
        assert weights.argmax(axis=1).tolist() == [0, 1, 2]


def test_with_the_matrices_bank_looks_at_the_word_beside_it() -> None:
    for x, end, share in (
        (worked.BANK_EMBEDDINGS_MONEY, [0.68, 0.13], 0.63),
        (worked.BANK_EMBEDDINGS_RIVER, [0.09, 0.75], 0.72),
    ):
        got = steps(x, *BANK)
        assert got["weights"][1].argmax() == 0
        assert got["weights"][1, 0].round(2) == share
        assert_array_equal(got["context"][1].round(2), end)
        # By hand: the query of "bank" is (2 (0.6 + 0.7), 2 * 0.2).
        assert_allclose(got["query"][1], [2.6, 0.4])
        for step in ("scores", "weights", "context"):
            assert_far_from_ties(step, got[step], 2)


def test_boat_has_another_neighbour_by_each_measure() -> None:
    words, counts = worked.LIKE_WORDS, worked.LIKE_COUNTS
    assert len(words) == len(counts)
    boat = words.index("boat")
    others = np.delete(np.arange(len(words)), boat)
    dots = counts @ counts[boat]
    cosines = dots / np.hypot(*counts.T)
    distances = np.hypot(*(counts - counts[boat]).T)
    assert words[others[dots[others].argmax()]] == "the"
    assert words[others[cosines[others].argmax()]] == "river"
    assert words[others[distances[others].argmin()]] == "shore"
    assert [words[i] for i in (counts @ counts.T).argmax(axis=1)] == ["the"] * 7


def test_bank_and_the_tie() -> None:
    bank, the = (worked.LIKE_WORDS.index(word) for word in ("bank", "the"))
    assert_array_equal(2 * worked.LIKE_COUNTS[bank], worked.LIKE_COUNTS[the])


def test_likeness_flips_between_dot_and_cosine() -> None:
    pair, c = [worked.LIKE_A, worked.LIKE_B], [worked.LIKE_C]
    assert dot_products(pair, c).ravel().tolist() == [11, 26]
    cosines = cosine_similarity(pair, c).ravel()
    assert_array_equal(cosines.round(3), [0.984, 0.908])
