"""Text to words: the first step, before any number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["split_words"]

# Hyphens, apostrophes (typed and typographic) and Unicode's invisible joiners:
# they hold a word together between two letters and are punctuation elsewhere.
_JOINERS = frozenset("-‐‑'’\u00ad\u200c\u200d")

# One letter stands for the kind of each character, so a plain pattern finds the
# words: "3.14 cats" becomes "NdNNZLLLL". A mark (an accent, a vowel sign of Hindi)
# goes on with a word but cannot begin one.
_WORD = re.compile(r"[LN][LMN]*(?:(?:j|(?<=N)d(?=N))[LN][LMN]*)*")


def split_words(text: str, *, phrases: Iterable[str] = ()) -> list[str]:
    r"""Split a text into its words, in order, without the punctuation.

    A word is a run of letters and digits. Hyphens and apostrophes inside it stay
    ("self-attention", "don't"), and so do the point and comma inside a number
    ("1,000"). Everything else is dropped: commas, dashes, quotes, symbols, emoji.
    Case is kept, so "The" and "the" are two words.

    A phrase is a run of words that counts as one. It must stand in the text as
    given, case and punctuation too; only the white space between its words may
    differ. Where several phrases fit, the one with the most words wins.

    The rule leans on the spaces between words. Chinese, Japanese and Thai are
    written without them: there a whole clause comes out as one word.

    Args:
        text: the text, any str.
        phrases: the phrases to keep whole, each a str of one word or more.

    Returns:
        The words and phrases, a list of str; empty if the text holds no word.

    Raises:
        TypeError: if `text` or a phrase is not a str, or `phrases` is a single str.
        ValueError: if a phrase holds no word, or has punctuation around its words.

    Source:
        The rule is this package's own. Trained models split words further, as in
        Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with
        Subword Units", 2016, section 3.2.

    Examples:
        >>> from attention import split_words
        >>> print(split_words("The cat sat on the mat"))
        ['The', 'cat', 'sat', 'on', 'the', 'mat']

        Without the phrase, "Hare Krishna" would be two words.

        >>> text = "Chanting Hare Krishna - don't stop!"
        >>> print(split_words(text, phrases=["Hare Krishna"]))
        ['Chanting', 'Hare Krishna', "don't", 'stop']
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, got {type(text).__name__}")
    by_length = sorted(_phrase_lengths(phrases).items(), key=lambda pair: -pair[1])
    spans = _word_spans(text)
    words = []
    at = 0
    while at < len(spans):
        word, n_words = text[slice(*spans[at])], 1
        for phrase, length in by_length:
            stretch = text[spans[at][0] : spans[min(at + length, len(spans)) - 1][1]]
            if " ".join(stretch.split()) == phrase:
                word, n_words = phrase, length
                break
        words.append(word)
        at += n_words
    return words


def _phrase_lengths(phrases: Iterable[str]) -> dict[str, int]:
    """Map each phrase, its white space made single, to its number of words."""
    if isinstance(phrases, str):
        raise TypeError(f"phrases must be several str, got the single str {phrases!r}")
    lengths = {}
    for phrase in phrases:
        if not isinstance(phrase, str):
            raise TypeError(f"a phrase must be a str, got {type(phrase).__name__}")
        single = " ".join(phrase.split())
        spans = _word_spans(single)
        if not spans or (spans[0][0], spans[-1][1]) != (0, len(single)):
            raise ValueError(f"a phrase must begin and end with a word, got {phrase!r}")
        lengths[single] = len(spans)
    return lengths


def _word_spans(text: str) -> list[tuple[int, int]]:
    """Return where each word of the text begins and ends."""
    return [match.span() for match in _WORD.finditer("".join(map(_kind, text)))]


def _kind(character: str) -> str:
    """Return j or d, or Unicode's letter: L a letter, N a digit, M a mark."""
    if character in _JOINERS:
        return "j"
    if character in ".,":
        return "d"
    return unicodedata.category(character)[0]
