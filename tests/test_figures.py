from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.testing import assert_allclose

from attention import worked
from site_tools.figures import FIGURES, FOLDER, __main__, figures, files
from site_tools.figures.grid import CELL, DENSE, STRONGEST, Matrix
from site_tools.figures.matrix import draw, in_words
from site_tools.figures.plot import Scale
from site_tools.figures.svg import (
    FONT,
    KINDS,
    Drawing,
    arrow,
    colour,
    number,
    render,
    tag,
    text,
    text_width,
)

NAMES = sorted(FIGURES)
COMMAND = "python -m site_tools.figures"
STYLES = Path(__file__).parents[1] / "docs" / "assets"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
PAINTS = {"none", "var(--positive)", "var(--negative)"} | {
    f"var(--{name})" for name in (*KINDS, "fig-text", "fig-muted")
}


def committed(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def elements(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter())


def stale(name: str, old: str, new: str) -> str:
    """Say how a file differs from what is drawn now, if it does.

    The last digits of a sine may differ between processors, so numbers are compared
    as numbers; all else, and every digit that a reader sees, to the letter.
    """
    before, now = (np.array(NUMBER.findall(svg), dtype=float) for svg in (old, new))
    same_text = NUMBER.sub("0", old) == NUMBER.sub("0", new)
    if same_text and np.allclose(before, now, rtol=1e-9, atol=1e-12):
        return ""
    return f"docs/figures/{name}.svg is stale: run `{COMMAND}`"


def faults(svg: str) -> list[str]:
    """Return what is wrong with a figure, each fault with its element."""
    found = [] if "\n\n" not in svg and not svg.startswith("<?") else ["a blank line"]
    every = elements(svg)
    root, title, desc = every[:3]
    if (root.get("role"), root.get("class"), title.tag, desc.tag) != (
        *("img", "plot"),
        *("title", "desc"),
    ):
        found.append("not an image with a title and a description first")
    if root.get("aria-labelledby") != f"{title.get('id')} {desc.get('id')}":
        found.append("not labelled by its title and description")
    if not (title.text or "").strip() or not (desc.text or "").strip():
        found.append("an empty title or description")
    for element in every:
        found += element_faults(element)
    for shape, label in pairwise(every):
        value = shape.get("data-value")
        paired = (
            shape.get("class") in ("cell", "bar") and label.get("class") == "number"
        )
        if value is not None and paired:
            found += number_faults(value, label.text or "")
    return found + sum_faults(every)


def element_faults(element: ElementTree.Element) -> list[str]:
    found = [
        f"the colour {element.get(name)}"
        for name in ("fill", "stroke")
        if element.get(name, "none") not in PAINTS
    ]
    if "style" in element.attrib or element.tag in ("style", "script"):
        found.append("a style or a script of its own")
    for name in ("data-value", "data-x"):
        if not math.isfinite(float(element.get(name, "0"))):
            found.append(f"{name} is {element.get(name)}")
    if element.tag == "text" and "data-value" in element.attrib:
        found += number_faults(element.attrib["data-value"], element.text or "")
    return found


def number_faults(value: str, shown: str) -> list[str]:
    decimals = len(shown.partition(".")[2])
    wanted = number(float(value), decimals)
    return [] if wanted == shown else [f"{shown} stands for {value}"]


def sum_faults(every: list[ElementTree.Element]) -> list[str]:
    rows: dict[str, float] = {}
    for element in every:
        weight = element.get("fill") == "var(--weight)"
        if weight and element.get("class") in ("cell", "bar"):
            # A row of a matrix has one height; all bars together are one row.
            row = element.attrib["y"] if element.get("class") == "cell" else "bars"
            rows[row] = rows.get(row, 0) + float(element.attrib["data-value"])
    return [f"weights add up to {s:.6g}" for s in rows.values() if abs(s - 1) > 1e-9]


# The committed files -----------------------------------------------------------------


def test_folder_holds_the_figures_and_nothing_else() -> None:
    assert {path.name for path in FOLDER.iterdir()} == files().keys()


@pytest.mark.parametrize("name", NAMES)
def test_file_is_current(name: str) -> None:
    message = stale(name, committed(name), render(name, FIGURES[name]))
    assert not message, message


@pytest.mark.parametrize("name", NAMES)
def test_file_is_sound(name: str) -> None:
    assert faults(committed(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_file_names_the_function_that_drew_it(name: str) -> None:
    source = elements(committed(name))[0].attrib["data-source"]
    make = FIGURES[name]
    assert source == f"{make.__module__}.{make.__qualname__}"


def test_two_drawings_have_the_same_bytes() -> None:
    assert figures() == figures()


def test_ids_are_unique_over_all_files() -> None:
    ids = [
        e.attrib["id"]
        for n in NAMES
        for e in elements(committed(n))
        if "id" in e.attrib
    ]
    assert len(ids) == len(set(ids)) == 2 * len(NAMES)


def test_command_writes_all_and_removes_what_is_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "figures"
    monkeypatch.setattr(__main__, "FOLDER", folder)
    __main__.main()
    (folder / "of-yesterday.svg").write_text("<svg/>")
    __main__.main()
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert written == files()


# The checker itself, on figures that were tampered with ------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("home-weights", ">0.46<", ">0.47<"),
        ("home-weights", 'data-value="0.46', 'data-value="0.56'),
        ("home-embeddings", 'width="39"', 'width="38"'),
        ("home-context", "context vectors", "context vector"),
        ("home-context", "I: 0.92", "I: 0.93"),
        ("home-context", ", 4 × 2<", ", 4 × 3<"),
        ("softmax-temperature", ">0.5<", ">0.6<"),
    ],
)
def test_stale_file_is_caught_and_named(name: str, old: str, new: str) -> None:
    svg = committed(name)
    assert old in svg
    message = stale(name, svg.replace(old, new, 1), svg)
    assert message == f"docs/figures/{name}.svg is stale: run `{COMMAND}`"


def test_another_processor_s_last_digit_is_not_stale() -> None:
    svg = committed("home-weights")
    value = cells("home-weights", 4)[0, 0].item()
    nudged = svg.replace(repr(value), repr(np.nextafter(value, 1).item()))
    assert nudged != svg
    assert not stale("home-weights", nudged, svg)


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("home-weights", ">0.46<", ">0.47<", "0.47 stands for 0.46"),
        ("home-weights", 'data-value="0.46', 'data-value="0.56', "add up to 1.1"),
        ("home-sums", ">0.86<", ">0.9<", None),
        ("home-sums", ">0.86<", ">0.87<", "0.87 stands for 0.86"),
        ("home-scores", ">−0.81<", ">-0.81<", "-0.81 stands for"),
        ("home-sums", 'data-value="0.86"', 'data-value="nan"', "nan"),
        ("home-sums", "var(--token)", "#23592c", "the colour #23592c"),
        ("home-sums", "var(--token)", "green", "the colour green"),
        ("home-sums", "var(--token)", "rgb(0,0,0)", "the colour rgb(0,0,0)"),
        ("home-sums", "<rect ", '<rect style="fill:red" ', "a style"),
        ("home-sums", 'role="img"', 'role="group"', "not an image"),
        ("home-sums", 'id="fig-home-sums-desc"', 'id="other"', "not labelled"),
        ("home-sums", ">X, sums E + P, 4 × 3<", "> <", "an empty title"),
        ("home-sums", "</title>\n", "</title>\n\n", "a blank line"),
        ("self-attention-chanting-row", ">3.24<", ">3.25<", "3.25 stands for 3.23"),
        ("self-attention-chanting-row", ">0.157<", ">0.158<", "0.158 stands for"),
    ],
)
def test_fault_is_caught(name: str, old: str, new: str, fault: str | None) -> None:
    svg = committed(name)
    assert old in svg
    found = faults(svg.replace(old, new, 1))
    if fault is None:  # fewer decimals, rightly rounded
        assert found == []
    else:
        assert any(fault in each for each in found), found


# The numbers, computed once more without the package ---------------------------------


def cells(name: str, columns: int) -> np.ndarray:
    found = [
        float(element.attrib["data-value"])
        for element in elements(committed(name))
        if element.get("class") == "cell"
    ]
    return np.array(found).reshape(-1, columns)


def points(name: str) -> np.ndarray:
    """Return x and value of the dots that carry both."""
    return np.array(
        [
            (float(e.attrib["data-x"]), float(e.attrib["data-value"]))
            for e in elements(committed(name))
            if "data-x" in e.attrib
        ]
    )


def plain_weights(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def test_home_follows_from_the_embeddings() -> None:
    embeddings, positions = cells("home-embeddings", 3), cells("home-positions", 3)
    sums = cells("home-sums", 3)
    assert_allclose(embeddings + positions, sums, atol=1e-15)
    query = sums @ worked.LOVE_W_QUERY
    key, value = sums @ worked.LOVE_W_KEY, sums @ worked.LOVE_W_VALUE
    weights = plain_weights(query @ key.T / math.sqrt(2))
    expected = {
        "query": query,
        "key": key,
        "value": value,
        "scores": query @ key.T,
        "scaled": query @ key.T / math.sqrt(2),
        "weights": weights,
        "context": weights @ value,
    }
    for name, array in expected.items():
        shown = cells(f"home-{name}", array.shape[1])
        assert_allclose(shown, array, rtol=1e-12, err_msg=name)


@pytest.mark.parametrize(
    ("name", "blocks"),
    [("home-hero", (3, 3, 3, 2)), ("home-hero-narrow", (3, 3, 3, 2))],
)
def test_first_picture_shows_the_same_numbers(
    name: str, blocks: tuple[int, ...]
) -> None:
    parts = zip(("embeddings", "positions", "sums", "context"), blocks, strict=True)
    expected = np.concatenate([cells(f"home-{p}", c).ravel() for p, c in parts])
    assert_allclose(cells(name, 1).ravel(), expected, rtol=1e-15)
    strands = [e for e in elements(committed(name)) if e.get("class") == "line weight"]
    drawn = sorted(float(e.attrib["data-value"]) for e in strands)
    assert_allclose(drawn, np.sort(cells("home-weights", 4), axis=None), rtol=1e-15)
    for strand in strands:
        thick = float(strand.attrib["stroke-width"])
        assert thick == pytest.approx(
            20 * float(strand.attrib["data-value"]), abs=0.006
        )


def test_toy_sums_share_points() -> None:
    dots, collisions = (
        [
            float(e.attrib["data-value"])
            for e in elements(committed("positions-toy-collision"))
            if e.get("class") == class_
        ]
        for class_ in ("dot position", "dot")
    )
    assert_allclose(collisions, [0.21, 0.21], rtol=1e-12)
    expected = [0.1 + 0.1 * word + 0.01 * p for word in range(4) for p in range(1, 31)]
    assert_allclose(dots, expected, rtol=1e-12)
    assert len(dots) == 120
    assert len({round(v, 9) for v in dots}) == 60
    assert "[0.21 0.42 0.63]" in committed("positions-toy-collision")


def test_counter_counts() -> None:
    bits = cells("positions-binary-counter", 4).tolist()
    assert bits == [[p // power % 2 for power in (1, 2, 4, 8)] for p in range(16)]


def sine_or_cosine(p: int, column: int, d_model: int) -> float:
    angle = p / 10000 ** ((column - column % 2) / d_model)
    return math.cos(angle) if column % 2 else math.sin(angle)


def test_sinusoid_is_the_paper_s() -> None:
    shown = cells("positions-sinusoid", 1).ravel()
    expected = [sine_or_cosine(p, c, 16) for p in range(32) for c in range(16)]
    assert_allclose(shown[: len(expected)], expected, atol=1e-14)
    assert_allclose(shown[len(expected) :], [-1, -0.5, 0, 0.5, 1])


def test_waves_are_its_columns() -> None:
    shown = points("positions-sinusoid-curves")
    expected = [
        (p, sine_or_cosine(p, column, 16)) for column in (0, 2, 4, 6) for p in range(32)
    ]
    assert_allclose(shown, expected, atol=1e-14)


def test_dot_products_depend_on_the_distance_alone() -> None:
    for offset, value in points("positions-distance"):
        turns = [math.cos(offset / 10000 ** (2 * j / 64)) for j in range(32)]
        assert value == pytest.approx(math.fsum(turns), abs=1e-11)


def test_the_clocks_hands_are_their_positions() -> None:
    hands = [
        (math.cos(p), math.sin(p))
        for shown in ((1, 3), (4, 6))
        for p in range(8)
        if p not in shown
    ]
    assert_allclose(points("positions-rotation"), hands, rtol=1e-12)


def test_both_clocks_show_the_same_angle() -> None:
    shown = [e.text or "" for e in elements(committed("positions-rotation"))]
    assert shown.count("2.00") == 2
    assert shown.count(f"= cos 2.00 = {number(math.cos(2), 2)}") == 2


def test_reordered_words_take_their_weights_along() -> None:
    before = cells("positions-equivariance-before", 4)
    after = cells("positions-equivariance-after", 4)
    order = [2, 0, 3, 1]
    assert_allclose(after, before[np.ix_(order, order)], rtol=1e-12)
    rows = worked.LOVE_EMBEDDINGS
    scores = (rows @ worked.LOVE_W_QUERY) @ (rows @ worked.LOVE_W_KEY).T
    assert_allclose(before, plain_weights(scores / math.sqrt(2)), rtol=1e-12)


def test_three_values_mix() -> None:
    assert cells("self-attention-three-weights", 3).tolist() == [[0.4, 0.3, 0.3]]
    arrows = points("self-attention-three-mix")
    values, steps, context = arrows[:3], arrows[3:6], arrows[6]
    assert_allclose(steps, [[0.4], [0.3], [0.3]] * values, rtol=1e-12, atol=1e-15)
    assert_allclose(context, steps.sum(axis=0), rtol=1e-12)


def test_chanting_follows_from_the_embeddings() -> None:
    rows = cells("self-attention-chanting-embeddings", 4)
    assert_allclose(rows, worked.CHANTING_EMBEDDINGS)
    scores = (rows @ worked.CHANTING_W_QUERY) @ (rows @ worked.CHANTING_W_KEY).T
    weights = plain_weights(scores / math.sqrt(3))
    for name in ("chanting-weights", "chanting-weights-narrow"):
        assert_allclose(cells(f"self-attention-{name}", 14), weights, rtol=1e-12)
    context = weights @ rows @ worked.CHANTING_W_VALUE
    assert_allclose(cells("self-attention-chanting-context", 2), context, rtol=1e-12)
    shown = [
        float(e.attrib["data-value"])
        for e in elements(committed("self-attention-chanting-row"))
        if "data-value" in e.attrib
    ]
    columns = [scores[0], scores[0] / math.sqrt(3), weights[0]]
    assert_allclose(np.reshape(shown, (14, 3)), np.transpose(columns), rtol=1e-12)


# What a reader can see ---------------------------------------------------------------


def extent(element: ElementTree.Element) -> tuple[float, float, float]:
    """Return left, right and top of a line of text, as far as it can be foreseen."""
    words = "".join(element.itertext())
    width = text_width(words, float(element.attrib["font-size"]))
    if "number" in element.attrib["class"]:
        width = 0.53 * FONT * len(words)
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    if "transform" in element.attrib:
        return x, x + 0.71 * width, y - 0.71 * width
    share = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0)
    return x - share * width, x + (1 - share) * width, y - 0.75 * FONT


@pytest.mark.parametrize("name", NAMES)
def test_no_text_leaves_the_figure(name: str) -> None:
    root, *rest = elements(committed(name))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for element in rest:
        if element.tag == "text":
            left, right, top = extent(element)
            words = "".join(element.itertext())
            assert left >= -1, words
            assert right <= width + 1, words
            assert top >= -1, words
            assert float(element.attrib["y"]) <= height - 2, words


WIDE = {"home-hero", "self-attention-chanting-weights"}  # they scroll in their panel


@pytest.mark.parametrize("name", sorted(set(NAMES) - WIDE))
def test_figure_fits_a_phone(name: str) -> None:
    assert float(elements(committed(name))[0].attrib["width"]) <= 350


def style(name: str) -> tuple[str, str]:
    """Return a variable of the stylesheet in the light and in the dark scheme."""
    css = "".join(p.read_text(encoding="utf-8") for p in sorted(STYLES.rglob("*.css")))
    found = re.search(rf"--{name}:\s*([^;]+);", css)
    assert found, f"no stylesheet defines --{name}"
    value = found.group(1)
    if alias := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return style(alias.group(1))
    light, dark = re.findall(r"#[0-9a-f]{6}", value)
    return light, dark


def luminance(colour: np.ndarray) -> float:
    parts = np.where(
        colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4
    )
    return float(parts @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("fill", ["weight", "positive", "negative"])
def test_numbers_can_be_read_on_the_strongest_fill(fill: str, scheme: int) -> None:
    names = fill, "fig-ground", "fig-text"
    over, ground, ink = (
        np.array([int(style(n)[scheme][i : i + 2], 16) / 255 for i in (1, 3, 5)])
        for n in names
    )
    mixed = STRONGEST * over + (1 - STRONGEST) * ground
    low, high = sorted([luminance(mixed), luminance(ink)])
    assert (high + 0.05) / (low + 0.05) >= 4.5


# The pieces --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.25, 2, "0.25"),
        (-1.374, 2, "\u22121.37"),
        (-0.001, 2, "0.00"),
        (-0.0, 0, "0"),
        (12.0, 0, "12"),
    ],
)
def test_number(value: float, decimals: int, shown: str) -> None:
    assert number(value, decimals) == shown


def test_colour_follows_the_class() -> None:
    assert colour("line weight") == "var(--weight)"
    assert colour("axis query") == "var(--query)"
    assert colour("axis") == colour("rule") == "var(--fig-muted)"
    assert colour("number") == "var(--fig-text)"


def test_tag_escapes_and_leaves_out() -> None:
    assert tag("g", class_='a"b', fill_opacity=0.25, x=None) == (
        '<g class="a&quot;b" fill-opacity="0.25"/>'
    )
    assert ">a &lt; b &amp; c<" in text(0, 0, "a < b & c")


def test_arrow_ends_at_its_end() -> None:
    assert 'points="10,0 2,3.5 2,-3.5"' in arrow((0, 0), (10, 0), "line")


def test_scale_maps_ends_to_ends() -> None:
    scale = Scale(-1, 1, 100, 0)
    assert [scale(-1), scale(0), scale(1)] == [100, 50, 0]


def matrix(**changes: object) -> Matrix:
    given: dict[str, object] = {
        "symbol": "M",
        "name": "matrix",
        "kind": "score",
        "values": np.array([[1.0, -2.0], [0.0, 0.5]]),
        "axes": ("rows", "columns"),
        "rows": ("a", "b & c"),
    }
    return Matrix(**(given | changes))  # type: ignore[arg-type]


def drawn(made: Drawing) -> list[ElementTree.Element]:
    return elements(render("trial", lambda: made))


def opacities(made: Matrix) -> list[tuple[str, float]]:
    return [
        (e.attrib["fill"], float(e.attrib["fill-opacity"]))
        for e in drawn(draw(made))
        if e.get("class") == "cell"
    ]


def test_signed_scale_is_centred_on_zero() -> None:
    assert opacities(matrix()) == [
        ("var(--positive)", 0.25),
        ("var(--negative)", 0.5),
        ("var(--positive)", 0.0),
        ("var(--positive)", 0.125),
    ]


def test_weights_go_from_zero_to_one() -> None:
    weights = matrix(kind="weight", values=np.array([[0.2, 0.8], [1.0, 0.0]]))
    assert opacities(weights) == [
        ("var(--weight)", 0.1),
        ("var(--weight)", 0.4),
        ("var(--weight)", 0.5),
        ("var(--weight)", 0.0),
    ]


def test_limit_of_a_scale_is_said_and_not_passed() -> None:
    weights = matrix(kind="weight", limit=0.5)
    assert opacities(weights)[1] == ("var(--weight)", 0.5)
    shown = [e.text for e in drawn(draw(weights)) if e.get("class") == "shape"]
    assert shown == ["2 × 2 (rows, columns), full colour at 0.5"]


def test_points_stand_in_one_line() -> None:
    ends = [
        float(e.attrib["x"]) - CELL[0] * (i % 2)
        for i, e in enumerate(
            e for e in drawn(draw(matrix())) if e.get("class") == "number"
        )
    ]
    assert_allclose(ends, ends[0])


def test_numbers_that_do_not_fit_leave_a_key() -> None:
    made = drawn(draw(matrix(cell=DENSE)))
    assert not [e for e in made if e.get("class") == "number"]
    assert len([e for e in made if e.get("class") == "cell"]) == 4 + 5


def test_matrix_in_words() -> None:
    assert in_words(matrix()) == "a: 1.00, −2.00. b & c: 0.00, 0.50."
    pairs = matrix(columns=("c", "d"), corner=("key", "query"))
    assert in_words(pairs).startswith("A row for each query. Columns: c, d. a: 1.00")
