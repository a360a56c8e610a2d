from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention.vocabulary import Vocabulary

PROPERTY = settings(derandomize=True, deadline=None)
CAT = ["the", "cat", "sat", "on", "the", "mat"]


def test_ids_follow_the_order_first_seen() -> None:
    vocabulary = Vocabulary.from_tokens(CAT)
    assert vocabulary.tokens == ("the", "cat", "sat", "on", "mat")
    assert vocabulary.unknown is None
    assert vocabulary.encode(CAT).tolist() == [0, 1, 2, 3, 0, 4]
    assert vocabulary.decode([4, 0, 0]) == ["mat", "the", "the"]
    assert len(vocabulary) == 5


def test_in() -> None:
    vocabulary = Vocabulary.from_tokens(CAT, unknown="?")
    assert "cat" in vocabulary
    assert "?" in vocabulary
    assert "dog" not in vocabulary
    assert None not in Vocabulary(("a",))
    assert 3 not in vocabulary


def test_encode_gives_int64() -> None:
    vocabulary = Vocabulary(("a", "b"))
    for ids in (vocabulary.encode(["b", "a"]), vocabulary.encode([])):
        assert ids.dtype == np.int64
        assert ids.ndim == 1
    assert vocabulary.encode(t for t in "ba").tolist() == [1, 0]
    assert vocabulary.decode([]) == []


def test_unknown_words() -> None:
    vocabulary = Vocabulary.from_tokens(CAT, unknown="?")
    assert vocabulary.tokens == ("the", "cat", "sat", "on", "mat", "?")
    ids = vocabulary.encode(["the", "dog", "mat", "?"])
    assert ids.tolist() == [0, 5, 4, 5]
    assert vocabulary.decode(ids) == ["the", "?", "mat", "?"]


def test_an_unknown_that_is_among_the_words_keeps_its_place() -> None:
    vocabulary = Vocabulary.from_tokens(["a", "?", "b"], unknown="?")
    assert vocabulary.tokens == ("a", "?", "b")
    assert vocabulary.encode(["c"]).tolist() == [1]
    assert Vocabulary(("", "a"), unknown="").encode(["b"]).tolist() == [0]


def test_no_words_but_an_unknown_is_a_vocabulary_of_one() -> None:
    assert Vocabulary.from_tokens([], unknown="?").tokens == ("?",)


def test_a_word_it_does_not_know() -> None:
    vocabulary = Vocabulary.from_tokens(CAT)
    said = (
        "the word 'dog' is not among the 5 tokens, "
        "and the vocabulary has no unknown token"
    )
    with pytest.raises(ValueError, match=f"^{said}$"):
        vocabulary.encode(["cat", "dog"])


def test_empty() -> None:
    said = "^a vocabulary needs at least 1 token, got 0$"
    with pytest.raises(ValueError, match=said):
        Vocabulary(())
    with pytest.raises(ValueError, match=said):
        Vocabulary.from_tokens([])


def test_twice() -> None:
    with pytest.raises(ValueError, match="token 'b' stands twice, at 1 and 3"):
        Vocabulary(("a", "b", "c", "b"))


def test_unknown_must_be_a_token() -> None:
    with pytest.raises(ValueError, match=r"one of the tokens, got '\?'"):
        Vocabulary(("a",), unknown="?")
    with pytest.raises(TypeError, match="a token must be a str, got int"):
        Vocabulary.from_tokens(["a"], unknown=3)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [-1, 5])
def test_ids_out_of_range(wrong: int) -> None:
    vocabulary = Vocabulary.from_tokens(CAT)
    with pytest.raises(ValueError, match=f"ids must lie in 0 … 4, got {wrong}"):
        vocabulary.decode([0, 4, wrong])


def test_ids_of_the_wrong_kind() -> None:
    vocabulary = Vocabulary(("a", "b"))
    with pytest.raises(TypeError, match="ids must be integers, got dtype float64"):
        vocabulary.decode([0.0])
    with pytest.raises(TypeError, match="ids must be integers, got dtype bool"):
        vocabulary.decode([True])
    with pytest.raises(ValueError, match=r"shape \(n_tokens,\), got shape \(1, 2\)"):
        vocabulary.decode([[0, 1]])
    with pytest.raises(ValueError, match=r"shape \(n_tokens,\), got shape \(\)"):
        vocabulary.decode(0)


def test_a_single_str_is_not_a_list_of_tokens() -> None:
    with pytest.raises(TypeError, match="several str, got the single str 'cat'"):
        Vocabulary.from_tokens("cat")
    with pytest.raises(TypeError, match="several str, got the single str 'cat'"):
        Vocabulary(("cat",)).encode("cat")
    with pytest.raises(TypeError, match="tokens must be a tuple of str, got 'cat'"):
        Vocabulary("cat")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"must be a tuple of str, got \['cat'\]"):
        Vocabulary(["cat"])  # type: ignore[arg-type]


def test_tokens_of_the_wrong_kind() -> None:
    with pytest.raises(TypeError, match="a token must be a str, got int"):
        Vocabulary(("a", 1))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a token must be a str, got bytes"):
        Vocabulary(("a",)).encode([b"a"])  # type: ignore[list-item]


def test_it_is_a_value() -> None:
    one, same = Vocabulary(("a", "b"), "b"), Vocabulary.from_tokens(["a", "b"], "b")
    assert one == same
    assert hash(one) == hash(same)
    assert one != Vocabulary(("a", "b"))
    assert repr(one) == "Vocabulary(tokens=('a', 'b'), unknown='b')"
    with pytest.raises(FrozenInstanceError):
        one.unknown = None  # type: ignore[misc]
    for twin in (copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert twin == one
        assert twin.encode(["a", "z"]).tolist() == [0, 1]


def test_the_list_it_came_from_is_left_alone() -> None:
    tokens = ["b", "a", "b"]
    vocabulary = Vocabulary.from_tokens(tokens, unknown="?")
    assert tokens == ["b", "a", "b"]
    tokens.append("c")
    assert "c" not in vocabulary


@PROPERTY
@given(st.lists(st.text(), min_size=1), st.none() | st.text())
def test_decode_undoes_encode(tokens: list[str], unknown: str | None) -> None:
    vocabulary = Vocabulary.from_tokens(tokens, unknown)
    ids = vocabulary.encode(tokens)
    assert vocabulary.decode(ids) == tokens
    assert set(ids) <= set(range(len(vocabulary)))
    assert vocabulary.encode(vocabulary.tokens).tolist() == [*range(len(vocabulary))]
