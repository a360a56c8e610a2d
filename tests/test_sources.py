"""The numbers of the texts the site works out, typed here once more from the texts.

Each page is run, and what it computed is compared with what the text prints.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from attention import worked
from site_tools import census
from site_tools.build import ROOT


def page(name: str) -> dict[str, Any]:
    """The names that a page's blocks leave behind."""
    return census.names(ROOT / "docs" / f"{name}.md")


# "Embedding in the Context of Self-Attention"


def test_the_four_words_have_the_vectors_of_the_text() -> None:
    vectors = [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6], [0.3, 0.5, 0.7], [0.4, 0.6, 0.8]]
    assert page("index")["tokens"] == ["I", "love", "machine", "learning"]
    assert_allclose(page("index")["embeddings"], vectors)
    assert_allclose(page("positions")["embeddings"], vectors)


def test_the_four_positions_and_the_sums_are_those_of_the_text() -> None:
    sums = [[0.11, 0.32, 0.53], [0.22, 0.43, 0.64], [0.33, 0.54, 0.75]]
    for name in ("index", "positions"):
        assert_allclose(page(name)["positions"][0], [0.01, 0.02, 0.03])
        assert_allclose(page(name)["positions"][3], [0.04, 0.05, 0.06])
        assert_allclose(page(name)["X"], [*sums, [0.44, 0.65, 0.86]])


def test_i_at_position_11_is_love_at_position_1() -> None:
    toy, table = page("positions")["toy_positions"](11, 3), worked.LOVE_EMBEDDINGS
    assert_allclose(table[0] + toy[10], [0.21, 0.42, 0.63])
    assert_allclose(table[1] + toy[0], [0.21, 0.42, 0.63])


def test_the_home_page_carries_the_sums_on_to_context_vectors() -> None:
    home = page("index")
    for i in range(4):
        q = [sum(home["X"][i, c] * home["W_q"][c, j] for c in range(3)) for j in (0, 1)]
        scores = [sum(q[c] * home["K"][j, c] for c in (0, 1)) for j in range(4)]
        powers = [math.exp(s / math.sqrt(2)) for s in scores]
        weights = [p / math.fsum(powers) for p in powers]
        assert_allclose(home["scores"][i], scores)
        assert_allclose(home["weights"][i], weights)
        assert_allclose(home["context"][i], np.array(weights) @ home["V"])


def test_the_four_words_lie_on_one_line_and_so_do_their_scores() -> None:
    home = page("index")
    assert_allclose(np.diff(home["scores"], n=2), 0, atol=1e-12)
    steps = np.diff(home["table"], axis=0)
    assert_allclose(steps, 0.1)


@pytest.mark.parametrize("name", ["W_QUERY", "W_KEY", "W_VALUE"])
@pytest.mark.parametrize(
    ("prefix", "shown"), [("LOVE", "index"), ("CHANTING", "self-attention")]
)
def test_the_pages_use_the_matrices_that_the_figures_use(
    name: str, prefix: str, shown: str
) -> None:
    on_page = page(shown)["W_" + name[2].lower()]
    assert_allclose(on_page, getattr(worked, f"{prefix}_{name}"))


def test_the_cat_is_six_tokens_and_comes_back() -> None:
    six = ["The", "cat", "sat", "on", "the", "mat"]
    chapter = page("tokens")
    assert chapter["tokens"] == six
    assert chapter["words_of"]("The cat sat on the mat") == six
    assert chapter["vocabulary"].tokens == tuple(six)
    assert chapter["vocabulary"].decode([0, 1, 2, 3, 4, 5]) == six


def test_one_hot_is_as_wide_as_the_vocabulary_and_keeps_no_relation() -> None:
    chapter = page("embeddings")
    assert chapter["wide"].shape == (10, 30522)
    assert chapter["dense"].shape == (10, 768)
    for i, row in enumerate(chapter["every"]):
        for j, other in enumerate(chapter["every"]):
            apart = math.dist(row, other)
            assert apart == (0 if i == j else math.sqrt(2))


def test_a_pre_trained_table_is_loaded_in_the_order_of_the_vocabulary() -> None:
    chapter = page("embeddings")
    assert chapter["mine"].tokens == ("cat", "dog", "cow")
    assert_allclose(chapter["loaded"], [[2, 5], [4, 6], [0, 0]])


# "Embedding and Self-Attention"


def test_similar_words_lie_close_and_no_column_says_why() -> None:
    chapter = page("embeddings")
    table, turned = chapter["table"], chapter["turned"]
    words = dict(zip(chapter["WORDS"], table, strict=True))
    to_dog, to_horse = (math.dist(words["cat"], words[w]) for w in ("dog", "horse"))
    assert to_dog < to_horse
    assert not np.isclose(table, turned).any()
    for i, row in enumerate(turned):
        for j, other in enumerate(turned):
            product = table[i, 0] * table[j, 0] + table[i, 1] * table[j, 1]
            assert_allclose(row @ other, product)


# "embedding", notes by Linfeng He


def test_the_second_of_three_tokens_takes_its_three_weights() -> None:
    chapter = page("self-attention")
    values = chapter["values"]
    by_hand = 0.4 * values[0] + 0.3 * values[1] + 0.3 * values[2]
    assert_allclose(values, worked.THREE_VALUES)
    assert_allclose(chapter["THREE_WEIGHTS"], [0.4, 0.3, 0.3])
    assert_allclose([chapter["first"], chapter["second"]], by_hand)


def test_the_embedding_is_a_linear_layer_on_one_hot_rows() -> None:
    chapter = page("embeddings")
    hot, table = chapter["hot"], chapter["table"]
    for row, t, out in zip(hot, chapter["ids"], chapter["X"], strict=True):
        layer = [
            sum(row[v] * table[v, c] for v in range(len(table)))
            for c in range(table.shape[1])
        ]
        assert layer == out.tolist() == table[t].tolist()


# "Unraveling Self-Attention", Ganesh Swaminathan

CHANTING = [
    *("Chanting", "Hare Krishna", "mantra", "divine", "self-attention", "soul"),
    *("connects", "to", "supreme", "consciousness", "embracing", "love", "and"),
    "devotion",
]


def test_the_sentence_is_fourteen_tokens() -> None:
    assert page("self-attention")["tokens"] == CHANTING
    assert len(CHANTING) == 14


def test_hare_krishna_is_one_token_or_two() -> None:
    assert page("tokens")["joined"] == CHANTING
    apart = page("tokens")["words_of"](worked.CHANTING_SENTENCE)
    assert apart == ["Chanting", "Hare", "Krishna", *CHANTING[2:]]


def test_chanting_goes_from_scores_to_its_context_vector() -> None:
    chapter = page("self-attention")
    queries, keys, values = (
        np.array([[math.fsum(x * column) for column in matrix.T] for x in chapter["X"]])
        for matrix in (chapter["W_q"], chapter["W_k"], chapter["W_v"])
    )
    for name, rows in (("Q", queries), ("K", keys), ("V", values)):
        assert_allclose(chapter[name], rows)
    asks = queries[0]
    scores = [math.fsum(a * b for a, b in zip(asks, key, strict=True)) for key in keys]
    powers = [math.exp(score / math.sqrt(3)) for score in scores]
    weights = np.array(powers) / math.fsum(powers)
    assert_allclose(chapter["scores"][0], scores)
    assert_allclose(chapter["scaled"][0], np.array(scores) / math.sqrt(3))
    assert_allclose(chapter["weights"][0], weights)
    assert_allclose(chapter["context"][0], weights @ values)
    assert_allclose(chapter["weights"].sum(axis=1), 1)


def test_softmax_makes_shares_between_0_and_1_that_sum_to_1() -> None:
    chapter = page("softmax")
    assert_allclose(chapter["scores"], [2, 1, 0])
    powers = [math.exp(z) for z in (2, 1, 0)]
    shares = [power / math.fsum(powers) for power in powers]
    assert_allclose(chapter["weights"], shares)
    assert_allclose(chapter["stable"](chapter["scores"]), shares)
    assert all(0 < share < 1 for share in shares)
    assert math.fsum(shares) == pytest.approx(1)


def test_scores_are_divided_by_the_root_and_not_multiplied() -> None:
    chapter = page("scaling")
    for d in (4, 64, 1024):
        raw = chapter["random_scores"](d)
        assert raw.var() == pytest.approx(d, rel=0.1)
        assert (raw / math.sqrt(d)).var() == pytest.approx(1, rel=0.1)
    chapter["assert_root"](lambda q, k: chapter["softmax"](q @ k.T / len(q[0]) ** 0.5))
    with pytest.raises(AssertionError, match="grows 8-fold, not 2"):
        chapter["assert_root"](
            lambda q, k: chapter["softmax"](q @ k.T * len(q[0]) ** 0.5)
        )


# "Embedding and Self-Attention"


def test_a_saturated_softmax_passes_almost_no_gradient() -> None:
    chapter = page("scaling")
    small = 1 / (1 + math.exp(10))
    entries = chapter["jacobian"](chapter["softmax"]([10.0, 0.0]))
    wanted = small * (1 - small) * np.array([[1, -1], [-1, 1]])
    assert_allclose(entries, wanted, rtol=1e-9)
    assert f"{entries.max():.1e}" == "4.5e-05"


# "Self Attentions In Transformers"


def test_two_dot_products_rank_against_their_cosines() -> None:
    a, b, c = worked.LIKE_A, worked.LIKE_B, worked.LIKE_C
    assert_allclose([a @ c, b @ c], [11, 26])
    cosines = [float(v @ c) / math.hypot(*v) / math.hypot(*c) for v in (a, b)]
    assert [round(cosine, 3) for cosine in cosines] == [0.984, 0.908]


def test_the_layman_s_product_is_a_sum_of_products() -> None:
    chapter = page("similarity")
    for film in chapter["films"].values():
        by_hand = film[0] * 3 + film[1] * -2
        assert np.dot(chapter["likes"], film) == by_hand


def test_the_ranking_flips_on_the_page() -> None:
    chapter = page("similarity")
    a, b, c = chapter["A"], chapter["B"], chapter["C"]
    for name, vector in (("A", a), ("B", b), ("C", c)):
        assert_allclose(vector, getattr(worked, f"LIKE_{name}"))
    assert [a[0] + 2 * a[1], b[0] + 2 * b[1]] == [a @ c, b @ c] == [11, 26]
    assert chapter["cosine"](a, c) > chapter["cosine"](b, c)
    assert chapter["words"] == list(worked.LIKE_WORDS)
    assert_allclose(chapter["counts"], worked.LIKE_COUNTS)


def test_the_four_words_point_one_way_until_they_are_centred() -> None:
    chapter = page("similarity")
    rows = chapter["E"].tolist()
    assert_allclose(rows, worked.LOVE_EMBEDDINGS)
    for a in rows:
        for b in rows:
            dot = math.fsum(x * y for x, y in zip(a, b, strict=True))
            assert dot / math.hypot(*a) / math.hypot(*b) > 0.972
    assert_allclose(chapter["centred"], [[s] * 3 for s in (-0.15, -0.05, 0.05, 0.15)])


def test_bank_is_one_vector_in_both_sentences_and_two_after_the_sum() -> None:
    chapter = page("meanings")
    bank = [0.6, 0.2, 0.1, 0.7]
    assert_allclose(chapter["table"][1], bank)
    for name, first in (("money", 0), ("river", 3)):
        rows = chapter["table"][[first, 1, 2]]
        assert_allclose(chapter[name], rows)
        assert_allclose(chapter[name][1], bank)
        assert_allclose(rows, getattr(worked, f"BANK_EMBEDDINGS_{name.upper()}"))
        by_hand = [0.2 * x + 0.7 * y + 0.1 * z for x, y, z in rows.T]
        assert_allclose(chapter[f"beside_{name}"], by_hand)
    for name in ("query", "key", "value"):
        expected = getattr(worked, f"BANK_W_{name.upper()}")
        assert_allclose(chapter[f"W_{name[0]}"], expected)


def test_raw_embeddings_are_the_case_of_the_identity() -> None:
    chapter = page("meanings")
    x = chapter["money"]
    powers = np.exp(x @ x.T / 2)
    context = powers / powers.sum(axis=1, keepdims=True) @ x
    assert_allclose(chapter["same"], context)
    assert_allclose(chapter["scores"], x @ x.T)


def test_a_share_changes_where_the_similarity_does_not() -> None:
    chapter = page("meanings")
    x = chapter["money"]
    more = np.vstack([x, chapter["river"][:1]])
    queries, keys = more @ chapter["W_q"], more @ chapter["W_k"]
    powers = np.exp(queries[1] @ keys.T / math.sqrt(2))
    assert powers[0] / powers[:3].sum() > 0.6
    assert powers[0] / powers.sum() < 0.35


# "Embedding and Self-Attention"


def plain_attention(x: np.ndarray, *, ahead: bool) -> np.ndarray:
    """Self-attention of the rows of x, with the keys that lie ahead or without."""
    rows = []
    for i, q in enumerate(x):
        keys = range(len(x) if ahead else i + 1)
        powers = [math.exp(float(q @ x[j]) / math.sqrt(x.shape[1])) for j in keys]
        rows.append(sum(p * x[j] for p, j in zip(powers, keys, strict=True)))
        rows[-1] = rows[-1] / math.fsum(powers)
    return np.array(rows)


def test_gpt_s_vectors_depend_on_what_stands_before_and_bert_s_on_all() -> None:
    chapter = page("masks")
    first, second = chapter["X"], chapter["other"]
    assert (first != second).any(axis=1).tolist() == [False, False, False, True]
    for ahead, mask, stays in (
        (True, None, [False] * 4),
        (False, chapter["causal_mask"](4), [True] * 3 + [False]),
    ):
        before, after = (plain_attention(x, ahead=ahead) for x in (first, second))
        assert np.isclose(before, after).all(axis=1).tolist() == stays
        assert_allclose(chapter["attend"](first, first, first, mask), before)


def test_cat_gives_sat_and_mat_alike_until_it_knows_how_far_they_are() -> None:
    chapter = page("masks")
    words = worked.CAT_SENTENCE.lower().split()
    assert words == ["the", "cat", "sat", "on", "the", "mat"]
    alike = dict(zip(words, chapter["cat_gives"](" ".join(words)), strict=True))
    assert alike["sat"] == pytest.approx(2 / 10)
    assert alike["mat"] == pytest.approx(2 / 10)
    swapped = chapter["cat_gives"]("the cat mat on the sat")
    assert swapped[2] == pytest.approx(alike["mat"])
    assert swapped[5] == pytest.approx(alike["sat"])
    halved = [p / 2 ** abs(j - 1) for j, p in enumerate([1, 3, 2, 1, 1, 2])]
    row = chapter["cat_gives"](" ".join(words), math.log(2))
    assert_allclose(row, np.array(halved) / math.fsum(halved))
    assert row[2] / row[5] == pytest.approx(8)


def test_leaving_the_word_itself_out_is_another_mask() -> None:
    chapter = page("masks")
    assert not chapter["earlier"].diagonal().any()
    assert (chapter["earlier"] | np.eye(4, dtype=bool)).tolist() == (
        chapter["allowed"].tolist()
    )
    rows = chapter["over_visible"](chapter["scores"], chapter["earlier"])
    assert_allclose(rows[0], 0)
    assert_allclose(rows[1], [1, 0, 0, 0])
    assert_allclose(rows[3], np.array([1, 2, 3, 0]) / 6)


# "Sources and corrections": what no chapter works out


@pytest.mark.parametrize(("n", "d"), [(3, 5), (32, 64), (97, 64)])
def test_the_multiplications_are_those_of_the_formula(n: int, d: int) -> None:
    assert page("sources")["count"](n, d) == (3 * n * d**2, 2 * n**2 * d)


def test_bert_base_has_the_parameters_its_paper_says() -> None:
    parts = page("sources")["parts"]
    matrix = 768 * 768 + 768
    assert parts["attention"] == 12 * 4 * matrix
    assert parts["feed-forward"] == 12 * (768 * 3072 + 3072 + 3072 * 768 + 768)
    assert sum(parts.values()) == 109_482_240
    assert sum(parts.values()) == pytest.approx(110e6, rel=0.01)  # as the paper says


def test_attention_alone_runs_together_and_with_the_input_added_it_does_not() -> None:
    spreads = page("sources")["spreads"]
    assert spreads(residual=False)[3] == 0
    assert min(spreads(residual=True)) > 0.5


def test_a_chain_of_fourteen_takes_thirteen_steps_and_attention_one() -> None:
    sources = page("sources")
    steps = sources["steps_to_arrive"]
    assert steps(sources["chain"]) == 13
    assert steps(np.ones((14, 14), dtype=bool)) == 1


def test_nineteen_corrections_say_each_where_it_is_shown() -> None:
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    listed = text.partition("\n## Corrections ")[2].partition("\n## ")[0]
    corrections = [line for line in listed.splitlines() if line.startswith("- **")]
    assert len(corrections) == 19
    assert "nineteen" in text.partition("\n---")[0]
    assert [line for line in corrections if "](" not in line.split(". ")[-1]] == []


def test_each_paper_with_an_address_is_in_the_bibliography() -> None:
    address = re.compile(r"https://arxiv\.org/abs/[\d.]+\d")
    pages = sorted((ROOT / "docs").rglob("*.md"))
    cited = {p.name: set(address.findall(p.read_text("utf-8"))) for p in pages}
    listed = cited.pop("sources.md")
    missing = {name: found - listed for name, found in cited.items() if found - listed}
    assert missing == {}
