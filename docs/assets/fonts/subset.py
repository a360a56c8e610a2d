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

LATIN = "0020-007E 00A0-00FF"
PUNCTUATION = (
    "2009 200A 2010-2015 2018-201A 201C-201E 2020-2022 2026 202F 2030 "
    "2032 2033 2039 203A 2044"
)
TEXT = (
    f"{LATIN} {PUNCTUATION} 0131 0152 0153 02C6 02DA 02DC 0391-03A9 "
    "03B1-03C9 03D5 2070 2074-207B 207F-2089 20AC 2116 2122 2190-2195 "
    "21A9 21B5 21D2 2202 2206-2208 220F 2211 2212 2215 2217 221A 221E "
    "2225 222B 2248 2260 2264 2265 22A4 22C5 25A0 25A1 25B2 25BC 25CB "
    "25CF 2713 2717"
)
TREE = "2500 2502 2514 251C 2581-2588"
TITLE = f"{LATIN} 2013 2014 2018 2019 201C 201D 2026 2192 2212 221A"
FORMULA = (
    "0020-007E 00A0 00AC 00AF 00B1 00B7 00D7 00F7 0131 0237 0302-0304 "
    "0307 0308 02C6 02DC 0338 0391-03A9 03B1-03C9 03D1 03D5 03F5 2013 "
    "2016 2026 2032 203E 2061-2064 20D7 210E 2113 211D 2190-2194 21A6 "
    "21D2 21D4 2202 2207-2209 220F 2211-2213 2215-2218 221A 221D 221E "
    "2223 2225 222B 223C 2248 2260 2261 2264 2265 226A 226B 2295 2297 "
    "2299 22A4 22C5 22EE 22EF 22F1 2308-230B 27E8 27E9 1D400-1D467 "
    "1D6E2-1D71B 1D7CE-1D7D7"
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
