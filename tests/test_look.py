"""The look keeps its promises: contrast, kinds told apart, fonts small and licensed."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from attention._checks import FloatArray
from site_tools.mathml import KINDS

ASSETS = Path(__file__).parents[1] / "docs" / "assets"
FONTS = ASSETS / "fonts"
CSS = (ASSETS / "site.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
SCHEMES = {"light": 2, "dark": 3}  # groups of COLOUR
GROUNDS = ("paper", "code-ground")
TEXTS = (
    "ink",
    "quiet",
    "accent",
    "positive",
    "negative",
    "code-text",
    "code-keyword",
    "code-string",
    "code-number",
    "code-name",
    "code-comment",
)

# Machado, Oliveira and Fernandes 2009, severity 1: what is left of linear RGB.
VISION = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
# Björn Ottosson's Oklab: a distance of 0.02 is just seen between large areas.
LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(colour: str) -> FloatArray:
    """Linear RGB of #rrggbb, as WCAG 2 defines it."""
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    luminances = [linear(c) @ [0.2126, 0.7152, 0.0722] for c in (one, other)]
    return float((max(luminances) + 0.05) / (min(luminances) + 0.05))


def distance(one: str, other: str, vision: FloatArray) -> float:
    """How far apart two colours look, in Oklab."""
    seen = [np.clip(vision @ linear(c), 0, 1) for c in (one, other)]
    first, second = (LAB @ np.cbrt(LMS @ c) for c in seen)
    return float(np.linalg.norm(first - second))


def colours(scheme: str) -> dict[str, str]:
    """The colours of site.css in one scheme, by their names."""
    return {m[1]: m[SCHEMES[scheme]] for m in COLOUR.finditer(CSS)}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", [*KINDS, *TEXTS])
def test_text_of_each_colour_can_be_read_on_each_ground(name: str, scheme: str) -> None:
    table = colours(scheme)
    ratios = {ground: contrast(table[name], table[ground]) for ground in GROUNDS}
    assert {g: r for g, r in ratios.items() if r < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("vision", "least"), [("full", 0.1), ("protanopia", 0.04), ("deuteranopia", 0.04)]
)
def test_the_kinds_are_told_apart(vision: str, least: float, scheme: str) -> None:
    table = colours(scheme)
    pairs = {
        (a, b): round(distance(table[a], table[b], VISION[vision]), 3)
        for a, b in combinations(KINDS, 2)
    }
    assert {pair: d for pair, d in pairs.items() if d < least} == {}


def test_the_look_has_no_colour_outside_its_table() -> None:
    rest = COLOUR.sub("", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", rest) == []


def test_the_browser_bars_have_the_colour_of_the_page() -> None:
    template = Path(__file__).parents[1] / "site_tools" / "theme" / "main.html"
    bars = re.findall(r'content="(#\w+)"', template.read_text(encoding="utf-8"))
    assert bars == [colours(scheme)["paper"] for scheme in SCHEMES]


def test_fonts_are_named_licensed_and_small() -> None:
    files = {path.name for path in FONTS.glob("*.woff2")}
    used = set(re.findall(r'url\("fonts/([^"]+)"\)', CSS))
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    assert used == files
    assert {name for name in files if f"`{name}`" not in readme} == set()
    assert all(
        (FONTS / name).read_bytes()[:4] == b"wOF2"
        and (FONTS / name).stat().st_size > 10_000
        for name in files
    )
    assert sum((FONTS / name).stat().st_size for name in files) < 260_000
    licences = re.findall(r"`(OFL-[\w-]+\.txt)`", readme)
    assert set(licences) == {path.name for path in FONTS.glob("OFL-*.txt")}
    for name in licences:
        text = (FONTS / name).read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_nothing_of_the_look_comes_from_elsewhere() -> None:
    for path in ASSETS.glob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert "//" not in re.sub(r"^ *// .*$", "", text, flags=re.MULTILINE), path
