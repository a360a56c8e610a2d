"""The figures of the chapter on tokens: ids, counts, three ways to cut."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from attention.vocabulary import Vocabulary
from attention.words import split_words
from attention.worked import CAT_SENTENCE
from site_tools.figures.plot import Scale, bottom_axis, left_axis
from site_tools.figures.svg import Drawing, colour, line, path, tag, text

if TYPE_CHECKING:
    from collections.abc import Sequence

# Ids -------------------------------------------------------------------------------

_LEFT, _STEP = 92.0, 42.0


def ids() -> Drawing:
    """Draw the six tokens of the sentence with their ids, in both kinds of case."""
    body, said = [], []
    cuts = ("tokens", CAT_SENTENCE), ("in lower case", CAT_SENTENCE.lower())
    for row, (name, sentence) in enumerate(cuts):
        y = 14 + 76.0 * row
        words = split_words(sentence)
        numbers = Vocabulary.from_tokens(words).encode(words).tolist()
        body += [text(0, y, name), text(0, y + 28, "ids", "axis")]
        for i, (word, number) in enumerate(zip(words, numbers, strict=True)):
            middle = _LEFT + (i + 0.5) * _STEP
            body.append(_box(middle - _STEP / 2 + 1, y, _STEP - 2))
            body.append(text(middle, y, word, "label token", anchor="middle"))
            body.append(text(middle, y + 28, str(number), "number", anchor="middle"))
        body += _repeats(numbers, y + 40)
        pairs = zip(words, map(str, numbers), strict=True)
        said.append(f"{name}: {', '.join(' '.join(pair) for pair in pairs)}")
    return Drawing(
        "The cat sat on the mat, as tokens and as ids",
        f"Two rows of six tokens, each with its id. {'. '.join(said)}.",
        _LEFT + 6 * _STEP + 1,
        162,
        tuple(body),
    )


def _box(left: float, middle: float, width: float) -> str:
    kind = "line token"
    return tag(
        "rect",
        class_=kind,
        x=left,
        y=middle - 11,
        width=width,
        height=22,
        rx=3,
        fill="none",
        stroke=colour(kind),
        stroke_opacity=0.6,
    )


def _repeats(numbers: Sequence[int], y: float) -> list[str]:
    """Join each id that stands twice by a bracket below."""
    body = []
    for later, number in enumerate(numbers):
        first = numbers.index(number)
        if first < later:
            ends = [_LEFT + (i + 0.5) * _STEP for i in (first, later)]
            corners = ((ends[0], y), (ends[0], y + 7), (ends[1], y + 7), (ends[1], y))
            body.append(path(corners, "line"))
            middle = sum(ends) / 2
            body.append(text(middle, y + 19, "the same entry", anchor="middle"))
    return body


# Counts ----------------------------------------------------------------------------

BOOK = """
Alice was beginning to get very tired of sitting by her sister on
the bank, and of having nothing to do: once or twice she had peeped
into the book her sister was reading, but it had no pictures or
conversations in it, “and what is the use of a book,” thought Alice
“without pictures or conversations?” So she was considering in her
own mind (as well as she could, for the hot day made her feel very
sleepy and stupid), whether the pleasure of making a daisy-chain
would be worth the trouble of getting up and picking the daisies,
when suddenly a White Rabbit with pink eyes ran close by her.
"""
"""The text whose words the chapter counts: Lewis Carroll, 1865."""


def counts() -> Drawing:
    """Draw how often each word of the text occurs, the most frequent first."""
    ranked = Counter(split_words(BOOK)).most_common()
    x, y = Scale(0, len(ranked), 26, 340), Scale(0, ranked[0][1], 178, 26)
    body = [
        text(0, 6, "occurrences", "axis"),
        *left_axis(y, x.start - 4, range(ranked[0][1] + 1)),
        *bottom_axis(x, y.start + 4, (0, 25, 50, 75), "words, most frequent first"),
    ]
    body += [_bar(x, y, rank, count) for rank, (_, count) in enumerate(ranked)]
    end, said = 0, []
    for count, run in groupby(ranked, key=lambda pair: pair[1]):
        words = [word for word, _ in run]
        end += len(words)
        label = f"{len(words)} words" if len(words) > 4 else ", ".join(words)
        said.append(f"{count}: {label}")
        middle = (end - len(words) / 2 if count == 1 else end) + 1
        anchor = "middle" if count == 1 else None
        at = y(count) - (10 if count == 1 else 0)
        body.append(text(x(middle) + 3, at, label, anchor=anchor))
    return Drawing(
        "How often each word of the text occurs",
        f"Bars for {len(ranked)} words. Occurrences, and the words that have so many: "
        f"{'; '.join(said)}.",
        350,
        y.start + 48,
        tuple(body),
    )


def _bar(x: Scale, y: Scale, rank: int, count: int) -> str:
    return tag(
        "rect",
        class_="bar",
        x=x(rank) + 0.5,
        y=y(count),
        width=x(1) - x(0) - 1,
        height=y.start - y(count),
        fill="var(--token)",
        data_value=repr(float(count)),
    )


# Three cuts ------------------------------------------------------------------------

CUTS = (
    ("words", ("[UNK]", " ", "[UNK]", " ", "sat")),
    ("pieces", ("cat", "like", " ", "e", "m", "u", "s", " ", "sat")),
    ("characters", tuple("catlike emus sat")),
)
"""One text, cut three ways; spaces are tokens for the characters alone."""

_TEXT = "catlike emus sat"
_LETTER = 15.0


def three_cuts() -> Drawing:
    """Draw one text cut into words, pieces and characters, on one grid of letters."""
    left = 72.0
    right = left + len(_TEXT) * _LETTER
    body, said = [text(right + 34, 10, "tokens", "axis", anchor="end")], []
    for row, (name, pieces) in enumerate(CUTS):
        y, at, count = 34 + 34.0 * row, left, 0
        body.append(text(0, y, name))
        words = iter(_TEXT.split())
        for piece in pieces:
            size = len(next(words) if name == "words" and piece != " " else piece)
            if piece != " " or name == "characters":
                count += 1
                body += _piece(piece, at, y, size * _LETTER)
            at += size * _LETTER
        body.append(text(right + 34, y, str(count), "number", anchor="end"))
        shown = [p for p in pieces if p != " "]
        said.append(f"{name}, {count} tokens: {' | '.join(shown)}")
    body.append(line(left, 18, right + 34, 18))
    return Drawing(
        f"“{_TEXT}” cut into words, pieces and characters",
        f"{'. '.join(said)}. The characters include the two spaces.",
        right + 36,
        118,
        tuple(body),
    )


def _piece(piece: str, left: float, middle: float, width: float) -> list[str]:
    box = _box(left + 1, middle, width - 2)
    if piece == " ":
        return [box]
    kind = "axis" if piece == "[UNK]" else "label token"
    return [box, text(left + width / 2, middle, piece, kind, anchor="middle")]


FIGURES = {
    "tokens-ids": ids,
    "tokens-counts": counts,
    "tokens-three-cuts": three_cuts,
}
