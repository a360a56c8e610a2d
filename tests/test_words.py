from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention.words import split_words

PROPERTY = settings(derandomize=True, deadline=None)


def test_the_cat() -> None:
    words = split_words("The cat sat on the mat")
    assert words == ["The", "cat", "sat", "on", "the", "mat"]


def test_chanting_is_14_tokens() -> None:
    text = (
        "Chanting Hare Krishna mantra - divine self-attention, soul connects to "
        "supreme consciousness, embracing love and devotion"
    )
    assert split_words(text, phrases=["Hare Krishna"]) == [
        "Chanting",
        "Hare Krishna",
        "mantra",
        "divine",
        "self-attention",
        "soul",
        "connects",
        "to",
        "supreme",
        "consciousness",
        "embracing",
        "love",
        "and",
        "devotion",
    ]
    assert len(split_words(text)) == 15


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" \n\t ", []),
        ("... - -- — !?", []),
        ("one\ntwo\tthree\u00a0four", ["one", "two", "three", "four"]),
        ("(a) [b] “c” «d» ‘e’ 'f'", ["a", "b", "c", "d", "e", "f"]),
        ("don't don’t", ["don't", "don’t"]),
        ("rock 'n' roll, dogs' bones", ["rock", "n", "roll", "dogs", "bones"]),
        ("well-known well--known well - known", ["well-known", *["well", "known"] * 2]),
        ("mother-in-law's", ["mother-in-law's"]),
        (
            "non\u2011breaking soft\u00adhyphen",
            ["non\u2011breaking", "soft\u00adhyphen"],
        ),
        ("-5 -x- x-", ["5", "x", "x"]),
        ("3.14, 1,000.5 v2. 7.", ["3.14", "1,000.5", "v2", "7"]),
        ("a.b a,b 1.a a.1", ["a", "b", "a", "b", "1", "a", "a", "1"]),
        ("X-ray, 1X1", ["X-ray", "1X1"]),
        ("self\u2010attention", ["self\u2010attention"]),  # the hyphen's own character
        ("e-nai\u0308ve a-\u0308b", ["e-nai\u0308ve", "a", "b"]),
        ("snake_case a/b x+y", ["snake", "case", "a", "b", "x", "y"]),
        ("naïve über Straße", ["naïve", "über", "Straße"]),
        ("nai\u0308ve", ["nai\u0308ve"]),  # the accent as a mark of its own
        ("हिन्दी में लिखो।", ["हिन्दी", "में", "लिखो"]),
        ("क्\u200dष می\u200cخواهم", ["क्\u200dष", "می\u200cخواهم"]),
        ("привет, мир", ["привет", "мир"]),
        ("我爱机器学习。好", ["我爱机器学习", "好"]),
        ("I ❤\ufe0f you 👩\u200d💻!", ["I", "you"]),  # a mark cannot begin a word
        ("x² ½ Ⅷ 五", ["x²", "½", "Ⅷ", "五"]),
    ],
)
def test_what_a_word_is(text: str, words: list[str]) -> None:
    assert split_words(text) == words


def test_case_is_kept() -> None:
    assert split_words("The the THE") == ["The", "the", "THE"]


def test_a_phrase_is_one_token() -> None:
    text = "Hare  Krishna, Hare\nKrishna"
    assert split_words(text, phrases=["Hare Krishna"]) == ["Hare Krishna"] * 2
    assert split_words(text, phrases=[" Hare \t Krishna "]) == ["Hare Krishna"] * 2


@pytest.mark.parametrize(
    "text",
    ["Hare, Krishna", "hare krishna", "Hare Krishnas", "Share Krishna", "Hare-Krishna"],
)
def test_not_the_phrase(text: str) -> None:
    assert split_words(text, phrases=["Hare Krishna"]) == split_words(text)


@pytest.mark.parametrize("text", ["Hare", "a Hare", "Krishna Hare"])
def test_a_phrase_cut_short_by_the_end(text: str) -> None:
    assert split_words(text, phrases=["Hare Krishna"]) == text.split()


@pytest.mark.parametrize("swap", [False, True])
def test_the_longest_phrase_wins(swap: bool) -> None:
    phrases = ["New York", "New York City"]
    if swap:
        phrases.reverse()
    text = "New York City, New York, New, York"
    words = ["New York City", "New York", "New", "York"]
    assert split_words(text, phrases=phrases) == words


def test_phrases_are_found_from_the_left() -> None:
    assert split_words("a b c", phrases=["b c", "a b"]) == ["a b", "c"]


def test_a_phrase_may_hold_punctuation_and_one_word() -> None:
    text = "St. Petersburg and St Petersburg, once"
    words = ["St. Petersburg", "and", "St", "Petersburg", "once"]
    assert split_words(text, phrases=("St. Petersburg", "once")) == words


def test_phrases_may_be_a_generator() -> None:
    assert split_words("a b c", phrases=(p for p in ["a b"])) == ["a b", "c"]


def test_errors() -> None:
    with pytest.raises(TypeError, match="text must be a str, got bytes"):
        split_words(b"cat")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="several str, got the single str 'Hare Kri"):
        split_words("Hare Krishna", phrases="Hare Krishna")
    with pytest.raises(TypeError, match="a phrase must be a str, got int"):
        split_words("cat", phrases=[3])  # type: ignore[list-item]
    for phrase in ("", " ", "!", "Hare Krishna!", "- Hare"):
        with pytest.raises(ValueError, match="must begin and end with a word, got '"):
            split_words("cat", phrases=["good one", phrase])


@PROPERTY
@given(st.text())
def test_words_stand_in_the_text_in_order(text: str) -> None:
    at = 0
    for word in split_words(text):
        at = text.index(word, at) + len(word)


@PROPERTY
@given(st.text())
def test_no_letter_or_digit_is_lost(text: str) -> None:
    def letters(string: str) -> list[str]:
        return [c for c in string if unicodedata.category(c)[0] in "LN"]

    assert letters("".join(split_words(text))) == letters(text)


@PROPERTY
@given(st.text())
def test_a_word_is_one_word(text: str) -> None:
    words = split_words(text)
    assert all(split_words(word) == [word] for word in words)
    assert split_words(" ".join(words)) == words


@PROPERTY
@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_phrases_keep_every_word(letters: list[str]) -> None:
    tokens = split_words(" ".join(letters), phrases=["a b", "b c a"])
    assert " ".join(tokens).split() == letters
    assert ("a", "b") not in pairwise(tokens)
