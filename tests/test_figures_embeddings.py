"""The figures of the chapter on embeddings, computed once more without the package."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
from numpy.testing import assert_allclose

from site_tools.figures import embeddings
from tests.test_figures import cells, committed, elements, points
from tests.test_sources import page


def outlined(name: str) -> list[tuple[float, float]]:
    return [
        (float(e.attrib["x"]), float(e.attrib["y"]))
        for e in elements(committed(name))
        if e.tag == "rect" and e.get("class") == "line"
    ]


def test_the_figures_show_the_table_of_the_page() -> None:
    chapter = page("embeddings")
    assert chapter["WORDS"] == list(embeddings.WORDS)
    assert_allclose(cells("embeddings-table", 2), chapter["table"])
    assert_allclose(chapter["R"], embeddings.TURN)


def test_each_one_picks_its_row() -> None:
    hot = cells("embeddings-one-hot", 8)
    assert hot.tolist() == [[float(v == t) for v in range(8)] for t in (2, 5, 2)]
    table = cells("embeddings-table", 2).tolist()
    picked = [table[row.index(1.0)] for row in hot.tolist()]
    assert cells("embeddings-rows", 2).tolist() == picked


def test_the_outlines_belong_together() -> None:
    ((x, y),) = outlined("embeddings-one-hot")
    ones = [
        (float(e.attrib["x"]), float(e.attrib["y"]))
        for e in elements(committed("embeddings-one-hot"))
        if e.get("data-value") == "1.0"
    ]
    assert (x + 0.5, y + 0.5) == ones[0]
    assert len({y for _, y in outlined("embeddings-table")}) == 1
    assert len(outlined("embeddings-table")) == len(outlined("embeddings-rows")) == 2


def test_the_turned_words_keep_every_distance() -> None:
    before, after = points("embeddings-scatter"), points("embeddings-turned")
    assert_allclose(before, list(embeddings.ANIMALS.values()))
    for (a, b), turned in zip(before, after, strict=True):
        assert_allclose(turned, [0.6 * a - 0.8 * b, 0.8 * a + 0.6 * b], atol=1e-12)
    for i, j in combinations(range(8), 2):
        distance = math.dist(before[i], before[j])
        assert math.isclose(math.dist(after[i], after[j]), distance)


def test_both_drawings_have_one_scale() -> None:
    """Measured with a ruler, nothing differs: a unit has as many pixels in both."""
    for name in ("embeddings-scatter", "embeddings-turned"):
        dots = [e for e in elements(committed(name)) if "data-x" in e.attrib]
        at = np.array([[float(e.attrib[k]) for k in ("cx", "cy")] for e in dots])
        values = points(name) * [1, -1]
        for i in range(1, 8):
            assert_allclose(at[i] - at[0], 22 * (values[i] - values[0]), atol=0.02)
