"""The first picture of the site: four words become four context vectors.

On a wide screen all of it stands in one line; on a narrow one the sum E + P comes
first, and below it how X is mixed into C.
"""

from __future__ import annotations

from attention.worked import (
    LOVE_EMBEDDINGS,
    LOVE_POSITIONS,
    LOVE_SENTENCE,
    LOVE_SUMS,
    LOVE_TOKENS,
)
from site_tools.figures.grid import CELL, grid
from site_tools.figures.home import CONTEXT, WEIGHTS, rows
from site_tools.figures.matrix import in_words
from site_tools.figures.svg import (
    FONT,
    Drawing,
    colour,
    number,
    strand,
    tag,
    text,
    text_width,
)

_LABELS = float(round(max(map(text_width, LOVE_TOKENS)) + 10))
_TOP = 30.0
_BLOCK = _TOP + len(LOVE_TOKENS) * CELL[1] + 6
_SIGN = 30.0  # the room of + and =
_THICK = 20.0  # of a strand of weight 1, in pixels
_FOLLOWED = len(LOVE_TOKENS) - 1  # the word whose strands stand out


def hero() -> Drawing:
    """Draw the whole path in one line, a row for each word."""
    body, x = _words(0), _LABELS
    for block, sign in (("E", "+"), ("P", "=")):
        body += _block(block, x, 0) + _sign(sign, x + 3 * CELL[0], 0)
        x += 3 * CELL[0] + _SIGN
    return _hero(body, x, 0, room=130)


def hero_narrow() -> Drawing:
    """Draw the same in two storeys, for a screen that is 350 pixels wide."""
    body, x = _words(0), _LABELS
    body += _block("E", x, 0) + _sign("+", x + 3 * CELL[0], 0)
    body += _block("P", x + 3 * CELL[0] + _SIGN, 0)
    below = _BLOCK + 20
    body += [*_words(below), text(0, below + 12, "E + P =", "axis")]
    return _hero(body, x, below, room=84)


def _hero(body: list[str], x: float, y: float, room: float) -> Drawing:
    """End either drawing: X, the strands through which it is mixed, and C."""
    body += _block("X", x, y) + _strands(x + 3 * CELL[0], y, room)
    x += 3 * CELL[0] + room
    body += _block("C", x, y)
    width, height = x + 2 * CELL[0] + 4, y + _BLOCK
    mixed = (
        f"{query}: "
        + ", ".join(
            f"{number(weight, 2)} of {key}"
            for key, weight in zip(LOVE_TOKENS, row, strict=True)
        )
        for query, row in zip(LOVE_TOKENS, WEIGHTS, strict=True)
    )
    desc = (
        f"Each word of the sentence has an embedding E. {_said('E')} "
        f"Its position P is added. {_said('P')} The sums X. {_said('X')} "
        f"Strands lead from every X to every context vector C, as thick as the "
        f"weight of the one in the other. {'. '.join(mixed)}. "
        f"The context vectors C. {_said('C')}"
    )
    title = f"“{LOVE_SENTENCE}”, from words to context vectors"
    return Drawing(title, desc, width, height, tuple(body))


_BLOCKS = {
    "E": rows("E", "words", "token", LOVE_EMBEDDINGS, "d_model"),
    "P": rows("P", "positions", "position", LOVE_POSITIONS, "d_model"),
    "X": rows("X", "input", "token", LOVE_SUMS, "d_model"),
    "C": rows("C", "context", "context", CONTEXT, "d_head", limit=2.0),
}


def _said(block: str) -> str:
    return in_words(_BLOCKS[block])


def _words(y: float) -> list[str]:
    return [
        text(0, y + _TOP + (i + 0.5) * CELL[1], word)
        for i, word in enumerate(LOVE_TOKENS)
    ]


def _block(name: str, x: float, y: float) -> list[str]:
    matrix = _BLOCKS[name]
    title = _heading(matrix.symbol, matrix.name, matrix.kind, x, y)
    return [title, *grid(matrix, x, y + _TOP)]


def _heading(symbol: str, name: str, kind: str, x: float, y: float) -> str:
    return tag(
        "text",
        tag("tspan", symbol, font_style="italic") if symbol else "",
        tag("tspan", name, dx=6 if symbol else None),
        class_=f"title {kind}",
        x=x,
        y=y + 16,
        font_size=FONT + 1,
        font_weight=600,
        fill=colour(kind),
    )


def _sign(sign: str, x: float, y: float) -> list[str]:
    middle = y + _TOP + len(LOVE_TOKENS) * CELL[1] / 2
    return [text(x + _SIGN / 2, middle, sign, "axis", anchor="middle")]


def _strands(x: float, y: float, room: float) -> list[str]:
    """From each row of X a strand to each row of C, as thick as the weight.

    Where they arrive they lie side by side: the weights of a word add up to 1, so what
    arrives is equally thick everywhere.
    """
    start, end = x + 40, x + room - 6
    centre = [y + _TOP + (i + 0.5) * CELL[1] for i in range(len(LOVE_TOKENS))]
    leaves = [c - _THICK / 2 * s for c, s in zip(centre, WEIGHTS.sum(0), strict=True)]
    body = [_heading("", "weights", "weight", x + 12, y)]
    followed: list[str] = []
    for i, row in enumerate(WEIGHTS):
        arrives = centre[i] - _THICK / 2
        for j, weight in enumerate(row):
            thick = _THICK * float(weight)
            ends = (start, leaves[j] + thick / 2), (end, arrives + thick / 2)
            kept = followed if i == _FOLLOWED else body
            kept.append(strand(*ends, float(weight), _THICK, strong=i == _FOLLOWED))
            leaves[j] += thick
            arrives += thick
    for c, weight in zip(centre, WEIGHTS[_FOLLOWED], strict=True):
        followed.append(text(start - 3, c, number(weight, 2), "number", anchor="end"))
    return body + followed


FIGURES = {
    "home-hero": hero,
    "home-hero-narrow": hero_narrow,
}
