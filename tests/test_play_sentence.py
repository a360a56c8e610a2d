"""The reader's own sentence: computed without the package, and drawn in a browser."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata

import numpy as np
import pytest
from playwright.sync_api import Browser

from attention import worked
from attention._checks import FloatArray
from site_tools.figures import home, play_sentence
from site_tools.live.play.sentence import CONTROLS, MOST, random_vector, state
from tests import playing
from tests.browsing import LAPTOP, PHONE, visit
from tests.live import LONG

HELLO = "Hello"
SENTENCES = [
    CONTROLS["sentence"],
    HELLO,
    "love love love",
    "The cat sat on the mat.",
    "I love <b>Rechtsschutzversicherungsgesellschaften</b> & you",
    "naïve Ωμέγα 東京 नमस्ते",
]

OVERFLOW = """
[...figure.querySelectorAll(".panel")].map(box => box.scrollWidth - box.clientWidth)
"""


def values(shown: list[list[str]]) -> FloatArray:
    return np.array([[float(s.replace("−", "-")) for s in row] for row in shown])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_shown_is_the_formula(sentence: str) -> None:
    now = state({"sentence": sentence})
    n = len(now["words"])
    embeddings, sums = values(now["embeddings"]), values(now["sums"])
    positions = [[(p + c + 1) / 100 for c in range(3)] for p in range(n)]
    assert values(now["positions"]) == pytest.approx(np.array(positions), abs=1e-12)
    assert sums == pytest.approx(embeddings + positions, abs=1e-12)
    query, key = sums @ worked.LOVE_W_QUERY, sums @ worked.LOVE_W_KEY
    powers = np.exp(query @ key.T / np.sqrt(2))
    weights = powers / powers.sum(axis=1, keepdims=True)
    context = weights @ sums @ worked.LOVE_W_VALUE
    assert np.abs(values(now["weights"]) - weights).max() <= 0.005001
    assert np.abs(np.array(now["shades"]) / 10 - weights).max() <= 0.05001
    assert np.abs(values(now["context"]) - context).max() <= 0.005001
    told = re.search(
        r"largest weight is ([\d.]+): “(.*)” gives it to (.*)\.", now["text"]["told"]
    )
    assert told is not None
    i, j = divmod(int(weights.argmax()), n)
    taker = "itself" if i == j else f"“{now['words'][j]}”"
    assert told.groups() == (now["weights"][i][j], now["words"][i], taker)
    assert json.loads(json.dumps(now, allow_nan=False)) == now


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_table_s_words_have_its_rows_and_the_others_are_marked(
    sentence: str,
) -> None:
    now = state({"sentence": sentence})
    new: list[str] = []
    for word, id_, random, vector in zip(
        *(now[part] for part in ("words", "ids", "random", "embeddings")), strict=True
    ):
        shown = [float(number) for number in vector]
        assert random == (word not in worked.LOVE_TOKENS)
        if random:
            new += [word] * (word not in new)
            assert id_ == str(4 + new.index(word))
            assert shown == random_vector(word).tolist()
        else:
            i = worked.LOVE_TOKENS.index(word)
            assert (id_, shown) == (str(i), worked.LOVE_EMBEDDINGS[i].tolist())
    told = f"(*): {sum(now['random'])} of {len(now['words'])}."
    assert (told in now["text"]["told"]) == bool(new)
    assert ("Every word is in the table" in now["text"]["told"]) == (not new)


def test_at_first_it_shows_the_numbers_of_the_page() -> None:
    now = state(CONTROLS)
    assert now["words"] == [*worked.LOVE_TOKENS]
    wanted: dict[str, FloatArray] = {
        "embeddings": worked.LOVE_EMBEDDINGS,
        "sums": worked.LOVE_SUMS,
        "weights": home.WEIGHTS.round(2),
        "context": home.CONTEXT.round(2),
    }
    for name, array in wanted.items():
        assert np.array_equal(values(now[name]), array), name


def test_a_random_vector_is_the_same_everywhere() -> None:
    # From `printf %s Hello | sha256sum`: 18 5f 8d, which are 24, 95 and 141.
    assert random_vector(HELLO).tolist() == [0.1, 0.8, 0.6]
    words = [f"word{i}" for i in range(2000)]
    drawn = np.array([*map(random_vector, words)])
    shown, counts = np.unique((drawn * 10).round(), return_counts=True)
    assert shown.tolist() == [*range(1, 9)]
    assert counts.min() > 650  # of 750


def test_an_accent_typed_in_two_ways_is_one_word() -> None:
    composed, apart = (unicodedata.normalize(form, "naïve") for form in ("NFC", "NFD"))
    assert composed != apart
    assert state({"sentence": composed}) == state({"sentence": apart})


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("", "There is no word in it. Type one to 8 words."),
        (" … !", "There is no word in it. Type one to 8 words."),
        ("a b c d e f g h i", "These are 9 words. The figure has room for 8."),
    ],
)
def test_too_few_and_too_many_words_are_refused(sentence: str, said: str) -> None:
    assert MOST == 8
    assert state({"sentence": sentence}) == {"refused": said}
    assert "refused" not in state({"sentence": "a b c d e f g h"})


def test_what_the_caption_says() -> None:
    now = state({"sentence": SENTENCES[2]})
    assert len({*map(tuple, now["embeddings"])}) == 1
    assert len({*map(tuple, now["sums"])}) == 3


# The markup, and the script that draws it anew ----------------------------------------


def test_the_file_is_current_and_light() -> None:
    assert playing.committed("sentence") == play_sentence.markup()
    assert len(gzip.compress(play_sentence.markup().encode())) < 2500


def test_no_number_of_the_markup_is_typed() -> None:
    known = " ".join(playing.strings(state(CONTROLS)))
    shown = playing.decimals(play_sentence.markup())
    assert shown
    assert {n for n in shown if n not in known} == set()


def test_the_script_draws_what_the_markup_would_show(
    browser: Browser, address: str
) -> None:
    with playing.opened(browser, address, "sentence", LAPTOP) as page:
        for sentence in [*SENTENCES[1:], SENTENCES[0]]:
            playing.draw(page, state({"sentence": sentence}))
            markup = play_sentence.markup({"sentence": sentence})
            assert playing.bare(playing.shown(page)) == playing.bare(markup)


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_nothing_moves_and_nothing_sticks_out(
    width: int, browser: Browser, address: str
) -> None:
    with playing.opened(browser, address, "sentence", width) as page:
        page.locator("[data-play]").scroll_into_view_if_needed()
        heights = set()
        for sentence in [*SENTENCES, "I " * MOST, "Rechtsschutzversicherung " * MOST]:
            playing.draw(page, state({"sentence": sentence}))
            heights.add(page.locator("[data-play]").bounding_box()["height"])  # type: ignore[index]
            assert page.evaluate(OVERFLOW) == [0, 0]
        assert len(heights) == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_python_in_the_page_computes_what_python_here_does(
    browser: Browser, address: str
) -> None:
    with visit(browser, width=PHONE) as seen:
        page = seen.open(address)
        seen.faults.clear()  # how a page loads is for other tests
        figure = page.locator("[data-play=sentence]")
        figure.hover()
        box, status = figure.get_by_role("textbox"), figure.get_by_role("status")
        for sentence in SENTENCES[3:]:
            box.fill(sentence)
            last = state({"sentence": sentence})["words"][-1]
            figure.locator("tbody th", has_text=last).first.wait_for(timeout=LONG)
            markup = play_sentence.markup({"sentence": sentence})
            assert playing.bare(playing.shown(page)) == playing.bare(markup)
        before = figure.locator(".play-row").inner_html()
        box.fill("a b c d e f g h i")
        status.filter(has_text="These are 9 words.").wait_for()
        assert figure.locator(".play-row").inner_html() == before
        figure.get_by_role("button", name="Reset").click()
        figure.locator("tbody th", has_text="machine").first.wait_for()
        assert box.input_value() == CONTROLS["sentence"]
        assert status.inner_text() == ""
        assert seen.faults == [], seen.faults
