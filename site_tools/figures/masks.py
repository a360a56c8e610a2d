"""The figures of the chapter on masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from attention.activations import softmax
from attention.masks import causal_mask, padding_mask
from site_tools.figures.grid import CELL, Matrix
from site_tools.figures.matrix import draw
from site_tools.figures.svg import FONT, TEXT, Drawing, number, strand, tag, text

if TYPE_CHECKING:
    from attention._checks import BoolArray, FloatArray

WORDS = ("The", "cat", "sat", "on")
SCORES = np.log([[2, 3, 1, 4], [1, 4, 5, 10], [1, 3, 1, 5], [1, 2, 3, 4]])
CAUSAL = causal_mask(4)
PADDING = padding_mask(3, k_len=4) & np.ones((4, 1), dtype=bool)


def _masked(mask: BoolArray) -> FloatArray:
    return softmax(np.where(mask, SCORES, -np.inf))


def _hidden(mask: BoolArray) -> tuple[tuple[int, int], ...]:
    return tuple((int(i), int(j)) for i, j in np.argwhere(~mask))


# Weights under three masks -----------------------------------------------------------


def causal_weights() -> Drawing:
    """Draw the weights with the future hidden."""
    return _weights("causal", CAUSAL, WORDS)


def padding_weights() -> Drawing:
    """Draw the weights of three words and one padding token."""
    return _weights("padding", PADDING, (*WORDS[:3], "pad"))


def both_weights() -> Drawing:
    """Draw the same with the future hidden as well."""
    return _weights("both", CAUSAL & PADDING, (*WORDS[:3], "pad"))


def _weights(name: str, mask: BoolArray, words: tuple[str, ...]) -> Drawing:
    return draw(
        Matrix(
            "A",
            name,
            "weight",
            _masked(mask),
            ("q_len", "k_len"),
            words,
            words,
            corner=("key", "query"),
            hidden=_hidden(mask),
        )
    )


# What reaches what -------------------------------------------------------------------

_TOP, _STEP, _THICK = 46.0, 36.0, 16.0
_START, _END, _WIDTH = 42.0, 170.0, 276.0
_CHANGED = 3  # the word whose strands stand out


def flow_open() -> Drawing:
    """Draw how much of each word reaches each context vector, without a mask."""
    return _flow("no mask", np.ones((4, 4), dtype=bool))


def flow_causal() -> Drawing:
    """Draw the same under the causal mask."""
    return _flow("causal mask", CAUSAL)


def _flow(name: str, mask: BoolArray) -> Drawing:
    weights = _masked(mask)
    middle = [_TOP + (i + 0.5) * _STEP for i in range(4)]
    body = [
        tag("text", name, class_="title", x=0, y=14, font_size=FONT + 1, fill=TEXT),
        text(0, 34, "words", "axis token"),
        text(_END + 10, 34, "context vectors", "axis context"),
        *_strands(weights, middle),
    ]
    said = []
    for i, (word, y) in enumerate(zip(WORDS, middle, strict=True)):
        body.append(text(0, y, word))
        moves = bool(mask[i, _CHANGED])
        ends, kind = ("changes", "label context") if moves else ("stays", "axis")
        body.append(text(_END + 10, y, f"{word}: {ends}", kind))
        parts = (
            f"{number(float(w), 2)} of {key}"
            for w, key, seen in zip(weights[i], WORDS, mask[i], strict=True)
            if seen
        )
        said.append(f"{word} is mixed of {', '.join(parts)}, and {ends}")
    return Drawing(
        f"What a change of “{WORDS[_CHANGED]}” reaches, {name}",
        "Strands lead from every word to each context vector that it reaches, as thick "
        f"as its weight. {'. '.join(said)}.",
        _WIDTH,
        _TOP + 4 * _STEP + 4,
        tuple(body),
    )


def _strands(weights: FloatArray, middle: list[float]) -> list[str]:
    """From each word a strand to each row that sees it; the changed word's on top."""
    leaves = [
        y - _THICK / 2 * float(s) for y, s in zip(middle, weights.sum(0), strict=True)
    ]
    below: list[str] = []
    above: list[str] = []
    for y, row in zip(middle, weights, strict=True):
        arrives = y - _THICK / 2
        for j, weight in enumerate(map(float, row)):
            if not weight:
                continue
            thick = _THICK * weight
            ends = (_START, leaves[j] + thick / 2), (_END, arrives + thick / 2)
            strong = j == _CHANGED
            kept = above if strong else below
            kept.append(strand(*ends, weight, _THICK, strong=strong))
            leaves[j] += thick
            arrives += thick
    return below + above


# More keys than queries --------------------------------------------------------------


def top_left() -> Drawing:
    """Draw the causal mask of two new words as `is_causal` has it."""
    return _alignment("is_causal: top left", causal_mask(2, 5))


def bottom_right() -> Drawing:
    """Draw the causal mask of two new words after three kept ones."""
    return _alignment("offset=3: bottom right", causal_mask(2, offset=3))


def _alignment(name: str, mask: BoolArray) -> Drawing:
    words = (*WORDS, "the")
    return draw(
        Matrix(
            "M",
            name,
            "mask",
            mask.astype(float),
            ("q_len", "k_len"),
            words[3:],
            words,
            decimals=0,
            limit=2.0,
            cell=(CELL[0] + 2, CELL[1]),
            corner=("key", "query"),
            marked=((0, 3), (1, 4)),
            hidden=_hidden(mask),
        )
    )


FIGURES = {
    "masks-causal": causal_weights,
    "masks-padding": padding_weights,
    "masks-both": both_weights,
    "masks-flow-open": flow_open,
    "masks-flow-causal": flow_causal,
    "masks-top-left": top_left,
    "masks-bottom-right": bottom_right,
}
