"""The figures of the chapter on embeddings: a row is picked, a table is turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from attention.embeddings import embed, one_hot
from attention.vocabulary import Vocabulary
from site_tools.figures.grid import Matrix
from site_tools.figures.matrix import draw
from site_tools.figures.plot import Scale, bottom_axis, left_axis
from site_tools.figures.svg import Drawing, arrow, dot, number, text

if TYPE_CHECKING:
    from attention._checks import FloatArray

# Ours, as on the page: how big the animal is, how old.
ANIMALS = {
    "cat": (2, 5),
    "kitten": (1, 1),
    "dog": (4, 6),
    "puppy": (2, 2),
    "cow": (8, 7),
    "calf": (6, 2),
    "horse": (11, 7),
    "foal": (9, 3),
}
WORDS = tuple(ANIMALS)
TABLE = np.array(list(ANIMALS.values()), dtype=np.float64)
TOKENS = ("dog", "calf", "dog")
IDS = Vocabulary(WORDS).encode(TOKENS)
TURN = np.array([[0.6, 0.8], [-0.8, 0.6]])

_CELL = (24.0, 24.0)
_LIMIT = 16.0
_PICKED = int(IDS[0])

# A row is picked -------------------------------------------------------------------


def hot() -> Drawing:
    """Draw the one-hot rows of three tokens."""
    return draw(
        Matrix(
            "H",
            "one-hot",
            "token",
            one_hot(IDS, len(WORDS)),
            ("n_tokens", "vocab_size"),
            TOKENS,
            WORDS,
            decimals=0,
            cell=_CELL,
            marked=((0, _PICKED),),
        )
    )


def table() -> Drawing:
    """Draw the table, with the row that is picked."""
    return draw(
        Matrix(
            "E",
            "table",
            "token",
            TABLE,
            ("vocab_size", "d_model"),
            WORDS,
            decimals=0,
            limit=_LIMIT,
            marked=((_PICKED, 0), (_PICKED, 1)),
        )
    )


def rows() -> Drawing:
    """Draw the rows that come out."""
    return draw(
        Matrix(
            "X",
            "embeddings",
            "token",
            embed(IDS, TABLE),
            ("n_tokens", "d_model"),
            TOKENS,
            decimals=0,
            limit=_LIMIT,
            marked=((0, 0), (0, 1)),
        )
    )


# A table is turned -----------------------------------------------------------------

_UNIT = 22.0  # pixels for a distance of 1, the same in both drawings


def scatter() -> Drawing:
    """Draw the words by their two numbers."""
    return _constellation(
        TABLE, (0, 13), (0, 8), ("size", "age"), "The eight words by size and age"
    )


def turned() -> Drawing:
    """Draw the same words after the turn."""
    names = "first number", "second number"
    return _constellation(
        TABLE @ TURN, (-4, 5), (0, 14), names, "The same words after the turn"
    )


def _constellation(
    points: FloatArray,
    across: tuple[int, int],
    up: tuple[int, int],
    names: tuple[str, str],
    title: str,
) -> Drawing:
    x = Scale(*across, 34, 34 + _UNIT * (across[1] - across[0]))
    y = Scale(*up, 26 + _UNIT * (up[1] - up[0]), 26)
    body = [
        text(0, 8, names[1], "axis"),
        *left_axis(y, x.start - 6, range(up[0], up[1] + 1, 2)),
        *bottom_axis(x, y.start + 10, range(across[0], across[1] + 1, 2), names[0]),
    ]
    for grown, young in zip(points[0::2], points[1::2], strict=True):
        body.append(_step(x, y, grown, young))
    said = []
    for i, (word, (first, second)) in enumerate(zip(WORDS, points, strict=True)):
        body.append(dot(x(first), y(second), second, "dot token", 3.5, data_x=first))
        # The arrows leave the grown downwards and reach the young from above.
        beside = -5 if i % 2 == 0 else 6
        body.append(text(x(first) + 7, y(second) + beside, word, "label token"))
        said.append(f"{word} {_shown(first)} and {_shown(second)}")
    return Drawing(
        title,
        f"{names[0].capitalize()} and {names[1]} of each word: {', '.join(said)}. "
        "Arrows go from the grown animal to its young.",
        x.end + 12,
        y.start + 52,
        tuple(body),
    )


def _step(x: Scale, y: Scale, grown: FloatArray, young: FloatArray) -> str:
    """Return an arrow that stops short of both dots."""
    start = np.array([x(grown[0]), y(grown[1])])
    end = np.array([x(young[0]), y(young[1])])
    gap = 6 * (end - start) / np.hypot(*(end - start))
    (x1, y1), (x2, y2) = (start + gap).tolist(), (end - gap).tolist()
    return arrow((x1, y1), (x2, y2), "line", stroke_opacity=0.5)


def _shown(value: float) -> str:
    return number(value, 0 if value == round(value) else 1)


FIGURES = {
    "embeddings-one-hot": hot,
    "embeddings-table": table,
    "embeddings-rows": rows,
    "embeddings-scatter": scatter,
    "embeddings-turned": turned,
}
