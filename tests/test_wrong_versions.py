"""The page of wrong versions: each passes the shape test, and something refuses it.

The tests here do not look at what the page prints. They take the layers and the
properties that its blocks define, and hold them to what is typed below.
"""

from __future__ import annotations

import contextlib
import io
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from site_tools import census
from site_tools.build import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[Any]
    Layer = Callable[..., Array]

PAGE = ROOT / "docs" / "wrong-versions.md"

# Which properties refuse which wrong version.
REFUSED = {
    "split by reshape": "heads example causal cached shuffled padded",
    "merged by reshape": "heads causal cached padded empty",
    "tiled heads": "heads",
    "unscaled": "example wider",
    "times the root": "example wider",
    "root of d_model": "heads example",
    "root of n_heads": "heads example wider",
    "float16 products": "narrow",
    "own key hidden": "example shuffled average",
    "top left": "example cached shuffled",
    "padding on queries": "padded",
    "two minima": "empty",
    "inverted": "example causal padded empty average",
    "0/1 added": "causal padded empty",
    "-inf as 0/1": "narrow",
    "minus 10000": "empty shifted",
    "masked after": "causal padded average",
    "over the queries": "example causal cached average shifted",
    "no maximum": "narrow empty shifted",
    "NaN in empty rows": "empty",
}
PROPERTIES = [
    *("heads", "example", "wider", "narrow"),
    *("causal", "cached", "shuffled", "padded", "empty", "average", "shifted"),
]


@cache
def page() -> dict[str, Any]:
    """Return the names that the page's blocks leave behind."""
    code, _ = census.script(PAGE)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)
    return names


def loops(
    queries: Array,
    keys: Array,
    values: Array,
    real: Array | bool = True,
    n_heads: int = 4,
    n_kv: int = 2,
) -> Array:
    """Attend number by number: an independent right version of the page's layer."""
    (q_len, q_width), (k_len, v_width) = queries.shape, values.shape
    d, d_v = q_width // n_heads, v_width // n_kv
    seen = np.broadcast_to(real, k_len)
    out = np.zeros((q_len, n_heads * d_v))
    for h in range(n_heads):
        g = h * n_kv // n_heads
        for i in range(q_len):
            allowed = [j for j in range(k_len) if j <= i + k_len - q_len and seen[j]]
            q = queries[i, h * d : (h + 1) * d].astype(float)
            score = {
                j: math.fsum(q * keys[j, g * d : (g + 1) * d].astype(float))
                / math.sqrt(d)
                for j in allowed
            }
            top = max(score.values(), default=0)
            powers = {j: math.exp(score[j] - top) for j in allowed}
            for j in allowed:
                weight = powers[j] / math.fsum(powers.values())
                value = values[j, g * d_v : (g + 1) * d_v]
                out[i, h * d_v : (h + 1) * d_v] += weight * value
    return out.astype(queries.dtype)


def draw(q_len: int, k_len: int, n_heads: int, n_kv: int) -> list[Array]:
    rng = np.random.default_rng(3)
    widths = (q_len, n_heads * 5), (k_len, n_kv * 5), (k_len, n_kv * 7)
    return [rng.normal(size=size) for size in widths]


def refusing(attend: Layer) -> set[str]:
    tests = page()["properties"]
    return {name for name, check in tests.items() if not check(attend)}


def test_the_page_defines_what_is_typed_here() -> None:
    assert list(page()["wrong"]) == list(REFUSED)
    assert list(page()["properties"]) == ["shape", *PROPERTIES]


@pytest.mark.parametrize("name", ["right", "package"])
@pytest.mark.parametrize("sizes", [(6, 6, 4, 2), (2, 9, 4, 2), (3, 8, 6, 3)])
@pytest.mark.parametrize("padding", [0, 2])
def test_the_right_layers_give_what_loops_give(
    name: str, sizes: tuple[int, int, int, int], padding: int
) -> None:
    queries, keys, values = draw(*sizes)
    rest = np.arange(sizes[1]) >= padding, sizes[2], sizes[3]
    got = page()[name](queries, keys, values, *rest)
    assert_allclose(got, loops(queries, keys, values, *rest), atol=1e-12)


@pytest.mark.parametrize("attend", [loops, "right", "package"])
def test_a_right_layer_passes_every_property(attend: Layer | str) -> None:
    layer = page()[attend] if isinstance(attend, str) else attend
    assert refusing(layer) == set()


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_version_passes_the_shape_test_and_is_refused(name: str) -> None:
    attend = page()["wrong"][name]
    assert page()["shape"](attend)
    assert refusing(attend) == set(REFUSED[name].split())
    assert REFUSED[name]


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("sizes", [(6, 6, 4, 2), (2, 9, 4, 2), (3, 8, 6, 3)])
def test_its_shapes_are_right_at_other_sizes(
    name: str, sizes: tuple[int, int, int, int]
) -> None:
    q_len, k_len, n_heads, n_kv = sizes
    heads = {"n_heads": n_heads, "n_kv": n_kv}
    attend = page()["wrong"][name]
    for real in (True, np.arange(k_len) >= 2):
        out = attend(*draw(*sizes), real=real, **heads)
        assert out.shape == (q_len, n_heads * 7)


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_refuses_some_and_never_half(name: str) -> None:
    count = sum(name in by.split() for by in REFUSED.values())
    assert 0 < count < len(REFUSED) / 2


def test_the_counts_that_the_prose_states() -> None:
    text = PAGE.read_text(encoding="utf-8")
    counts = [sum(p in by.split() for by in REFUSED.values()) for p in PROPERTIES]
    single = sum(len(by.split()) == 1 for by in REFUSED.values())
    in_float64 = sum(set(by.split()) <= {"narrow"} for by in REFUSED.values())
    assert (len(REFUSED), len(PROPERTIES), single, in_float64) == (20, 11, 6, 2)
    assert sorted(counts)[-3:] == [6, 7, 9]
    for words in (
        "Below stand 20 attention layers",
        "Eleven such properties refuse all 20",
        "The fullest has nine dots of 20",
        "Six rows have a single dot",
        "Two of the layers are right in float64",
    ):
        assert words in text


# The line that a comment calls right

SECTION = re.compile(r"(?ms)^### [^\n]*\{#([\w-]+)\}\n(.*?)(?=^##|\Z)")
SECTIONS = dict(SECTION.findall(PAGE.read_text(encoding="utf-8")))
FUNCTION = re.compile(r"(?ms)^def (\w+)\((?:(?!^def ).)*?^ +# right:.*?\n\n")
RIGHT = re.compile(r"(?m)^( +)# right: (.*)\n +(return |\w+ = )?.*$")


def mended(section: str) -> tuple[str, Callable[..., Any]]:
    """Return the section's wrong function with the right line in the wrong one's place.

    A comment holds a statement, or what stands after `return` or `name =` below it.
    """
    found = FUNCTION.search(SECTIONS[section])
    assert found is not None, f"{section} names no right line"
    line = RIGHT.search(found[0])
    assert line is not None
    indent, right, start = line.groups()
    whole = " = " in right
    names = dict(page())
    start = "" if whole else start
    exec(found[0].replace(line[0], f"{indent}{start}{right}"), names)
    return found[1], names[found[1]]


@pytest.mark.parametrize("section", SECTIONS)
def test_the_line_called_right_makes_the_layer_right(section: str) -> None:
    name, function = mended(section)
    step = re.search(rf"(\w+)={name}\b", SECTIONS[section])
    assert step is not None
    attend = page()["layer"](**{step[1]: function})
    assert refusing(attend) == set()
    inputs = draw(3, 8, 4, 2)
    assert_allclose(attend(*inputs), page()["right"](*inputs))


def test_every_wrong_version_has_a_section() -> None:
    named = [re.search(r'wrong\["(.*)"\]', s) for s in SECTIONS.values()]
    assert [name and name[1] for name in named] == [*REFUSED]


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_has_its_parts(section: str) -> None:
    body = SECTIONS[section]
    assert body.count("```python") == body.count("```output") == 1
    assert re.search(r"(?m)^assert \w+\(\w+\) and .*not \w+\(\w+\)$", body)
    assert re.search(r"https://github\.com/[\w.-]+/[\w.-]+/(issues|pull)/\d+", body)
