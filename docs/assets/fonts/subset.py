"""Cut the site's fonts out of their sources; README.md beside says how.

The reserved name "Source" may not stay with a changed font, so each
gets a name of this site.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent

LATIN = (
    "0020-007E 00A0 00B0-00B2 00B5-00B7 00B9 00BD 00D7 00E9 00F6 00F7 "
    "00FC"
)
PUNCTUATION = "2009 2011-2014 2018 2019 201C 201D 2022 2026 2032"
TEXT = (
    f"{LATIN} {PUNCTUATION} 0394 03A0 03A3 03B1-03B5 03B8 03BB 03BC "
    "03C0 03C1 03C3 03C4 03C6 03C9 2070 2074-2079 207B 2080-2089 "
    "2190-2193 2202 2211 2212 221A 221E 2248 2260 2264 2265 2299 "
    "22A4 2713"
)
TREE = "2500 2502 2514 251C"
TITLE = f"{LATIN} 2013 2014 2018 2019 201C 201D 2212 221A"
FORMULA = (
    "0020-007E 00A0 00B7 00D7 0394 03A0 03A3 03B1-03B5 03B8 03BB 03BC "
    "03C0 03C1 03C3 03C4 03C6 03C9 2026 2032 2061 2062 210E 2190 2192 "
    "2202 2208 2211-2213 221A 221E 2225 2248 2260 2264 2265 2299 22A4 "
    "22C5 22EE 22EF 2308-230B 1D434-1D467 1D6FC-1D714"
)
PROSE = "kern liga calt ccmp locl mark lnum tnum pnum"
SERIF = "source-serif/VAR/SourceSerif4Variable-"


class Cut(NamedTuple):
    """What is kept of a source: axes, characters, features."""

    family: str
    source: str
    axes: dict[str, int | tuple[int, int]]
    characters: str
    features: str = PROSE


FONTS = {
    "worked-serif": Cut(
        "Worked Serif",
        SERIF + "Roman.ttf",
        {"opsz": 18, "wght": (400, 700)},
        TEXT,
    ),
    "worked-serif-italic": Cut(
        "Worked Serif Italic",
        SERIF + "Italic.ttf",
        {"opsz": 18, "wght": 400},
        TEXT,
    ),
    "worked-display": Cut(
        "Worked Display",
        SERIF + "Roman.ttf",
        {"opsz": 40, "wght": 600},
        TITLE,
    ),
    "worked-sans": Cut(
        "Worked Sans",
        "source-sans/VF/SourceSans3VF-Upright.ttf",
        {"wght": (400, 700)},
        TEXT,
    ),
    "worked-mono": Cut(
        "Worked Mono",
        "source-code-pro/VF/SourceCodeVF-Upright.ttf",
        {"wght": (400, 600)},
        f"{TEXT} {TREE}",
    ),
    "worked-math": Cut(
        "Worked Math",
        "stix-two-math/files/stix-two-math-latin-400-normal.woff2",
        {},
        FORMULA,
        "ssty ccmp kern mark",
    ),
}


def cut(sources: Path, name: str) -> None:
    """Write one font of the table above."""
    kept = FONTS[name]
    font = TTFont(sources / kept.source)
    if kept.axes:
        font = instancer.instantiateVariableFont(font, kept.axes)
        font = _reread(font)
    options = subset.Options(layout_features=kept.features.split())
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_code_points(kept.characters))
    cutter.subset(font)
    if "MATH" in font:
        _narrow_roots(font)
    _rename(font, kept.family)
    font.flavor = "woff2"
    font.save(HERE / f"{name}.woff2")


def _reread(font: TTFont) -> TTFont:
    # The tables of a fresh instance still hold the old order of glyphs.
    buffer = io.BytesIO()
    font.flavor = None
    font.save(buffer)
    buffer.seek(0)
    return TTFont(buffer)


def _code_points(ranges: str) -> set[int]:
    ends = [part.split("-") for part in ranges.split()]
    return {
        point
        for end in ends
        for point in range(int(end[0], 16), int(end[-1], 16) + 1)
    }


def _narrow_roots(font: TTFont) -> None:
    # Chromium reserves the width of the widest root sign for every
    # root: a gap of 0.4 em after each. So all get the width of the
    # smallest.
    small = font.getBestCmap()[0x221A]
    table = font["MATH"].table.MathVariants
    index = table.VertGlyphCoverage.glyphs.index(small)
    tall = table.VertGlyphConstruction[index]
    names = {v.VariantGlyph for v in tall.MathGlyphVariantRecord}
    if tall.GlyphAssembly:
        names |= {p.glyph for p in tall.GlyphAssembly.PartRecords}
    width = font["hmtx"][small][0]
    for name in names - {small}:
        advance, bearing = font["hmtx"][name]
        glyph = font["glyf"][name]
        glyph.coordinates.scale((width / advance, 1))
        glyph.coordinates.toInt()
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, round(bearing * width / advance))


def _rename(font: TTFont, family: str) -> None:
    table = font["name"]
    kept = {0, 5, 7, 13, 14}  # copyright, version, trademark, licence
    table.names = [n for n in table.names if n.nameID in kept]
    script = family.replace(" ", "")
    names = {1: family, 2: "Regular", 3: script, 4: family, 6: script}
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)


if __name__ == "__main__":
    for each in FONTS:
        cut(Path(sys.argv[1]), each)
