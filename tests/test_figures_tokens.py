"""The figures of the chapter on tokens, counted once more without the package."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from site_tools.figures import tokens
from tests.test_figures import committed, elements
from tests.test_sources import page


def texts(name: str, class_: str) -> list[str]:
    return [e.text or "" for e in elements(committed(name)) if e.get("class") == class_]


def boxes(name: str) -> list[tuple[float, float, float]]:
    """Return height, left and width of each box, row by row from the left."""
    found = [
        tuple(float(e.attrib[side]) for side in ("y", "x", "width"))
        for e in elements(committed(name))
        if e.get("class") == "line token"
    ]
    return sorted(found)  # type: ignore[arg-type]


def test_the_cat_has_six_ids_and_in_lower_case_five() -> None:
    words = ["The", "cat", "sat", "on", "the", "mat"]
    lower = [word.lower() for word in words]
    assert texts("tokens-ids", "label token") == words + lower
    places = [words.index(w) for w in words] + [0, 1, 2, 3, 0, 4]
    assert texts("tokens-ids", "number") == [str(i) for i in places]
    assert "the same entry" in texts("tokens-ids", "label")


def test_the_figure_counts_the_text_of_the_page() -> None:
    assert page("tokens")["BOOK"] == tokens.BOOK


def test_bars_are_the_counts_in_falling_order() -> None:
    words = re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", tokens.BOOK)
    expected = sorted(Counter(words).values(), reverse=True)
    drawn = [e for e in elements(committed("tokens-counts")) if e.get("class") == "bar"]
    assert [float(e.attrib["data-value"]) for e in drawn] == expected
    heights = [float(e.attrib["height"]) for e in drawn]
    unit = heights[-1]
    assert all(abs(h - unit * n) < 0.2 for h, n in zip(heights, expected, strict=True))
    assert all(float(a.attrib["x"]) < float(b.attrib["x"]) for a, b in pairwise(drawn))


def test_words_are_named_beside_their_bars() -> None:
    shown = texts("tokens-counts", "label")
    assert shown == ["the", "of, her", "and", "was, or, she, a", "12 words", "55 words"]


def test_pieces_are_those_of_the_page() -> None:
    cut = page("tokens")["pieces_of"]
    text = "catlike emus sat"
    pieces = [piece for word in text.split() for piece in cut(word)]
    for name, shown in tokens.CUTS[1:]:
        assert "".join(shown) == text, name
    assert [p for p in tokens.CUTS[1][1] if p != " "] == pieces
    labels = texts("tokens-three-cuts", "label token")
    assert labels == ["sat", *pieces, *text.replace(" ", "")]
    assert texts("tokens-three-cuts", "number") == ["3", str(len(pieces)), "16"]


def test_each_cut_has_a_box_for_each_of_its_tokens() -> None:
    rows: dict[float, list[float]] = {}
    for y, _, width in boxes("tokens-three-cuts"):
        rows.setdefault(y, []).append(width + 2)
    assert list(rows.values()) == [
        [7 * 15, 4 * 15, 3 * 15],
        [3 * 15, 4 * 15, *[15] * 4, 3 * 15],
        [15] * 16,
    ]
