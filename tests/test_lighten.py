"""What the build leaves out is what nobody would miss."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_tools import lighten, mend_script, mend_theme, used_styles
from site_tools.build import ROOT


def test_a_changed_script_of_the_theme_stops_the_build() -> None:
    with pytest.raises(ValueError, match="has the theme's script changed"):
        mend_script.mended("")


def test_a_mend_that_mends_nothing_stops_the_build() -> None:
    with pytest.raises(ValueError, match="nothing to mend"):
        mend_theme.on_post_page("<html></html>")


def test_a_figure_keeps_its_shape() -> None:
    figure = (
        '<svg class="plot"><rect x="1.234" fill-opacity="0.567" data-value="0.5"/>'
        '<text y="2">1.234</text><path d="M1 2.04 L3.5 2.06 L3 1"/></svg>'
    )
    assert lighten.on_page_content(figure) == (
        '<svg class="plot"><rect x="1.2" fill-opacity="0.56"/>'
        '<text y="2">1.234</text><path d="M1 2l2.5 0.1 -0.5 -1.1"/></svg>'
    )


def test_shapes_that_look_the_same_become_one_path() -> None:
    cells = "".join(
        f'<rect class="cell" x="{x}" y="0" width="9" height="8" fill="{fill}"/>'
        for x, fill in ((0, "a"), (10, "b"), (20, "a"))
    )
    dots = '<circle cx="5" cy="5" r="2"/>\n<circle cx="9" cy="5" r="2"/>'
    clear = dots.replace("/>", ' fill-opacity="0.5"/>')
    assert lighten.on_page_content(f'<svg class="plot">{cells}<g/>{dots}</svg>') == (
        '<svg class="plot"><path class="cell" fill="a" d="M0 0h9v8h-9zM20 0h9v8h-9z"/>'
        '<rect class="cell" x="10" y="0" width="9" height="8" fill="b"/><g/>'
        '<path d="M3.0 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z'
        'M7.0 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z"/></svg>'
    )
    kept = lighten.on_page_content(f'<svg class="plot">{clear}</svg>')
    assert kept.count("<circle") == 2, "they let each other shine through"


def test_code_keeps_its_text_and_its_colours() -> None:
    code = (
        '<span class="k">for</span><span class="w"> </span><span class="n">x</span>'
        '<span class="p">:</span>'
    )
    assert lighten.on_page_content(code) == '<span class="k">for</span> x:'


def test_indents_go_where_nobody_sees_them() -> None:
    page = "<p>\n\n  a\n b</p>  <pre>a\n\n  b</pre>\n <p>"
    assert lighten.on_post_page(page) == "<p>\na\nb</p>  <pre>a\n\n  b</pre>\n<p>"


def test_a_mark_that_goes_had_the_colour_of_its_surroundings() -> None:
    ours = (ROOT / "docs/assets/chrome.css").read_text(encoding="utf-8")
    for name in ("name", "operator", "punctuation"):
        assert f"--md-code-hl-{name}-color: var(--code-text);" in ours
    ours = (ROOT / "docs/assets/site.css").read_text(encoding="utf-8")
    assert ".highlight :is(.nb, .nn) { color: var(--code-text); }" in ours


def test_a_rule_that_no_element_can_meet_goes_and_no_other() -> None:
    css = (
        "@media print{.a,.b .c{x:y}.b{x:y}}.a:not(.b)~.a{x:y}[dir=rtl] .a{x:y}"
        "@media screen{.b{x:y}}p{x:y}"
    )
    assert used_styles.used(css, {"a", "c"}) == (
        "@media print{.a{x:y}}.a:not(.b)~.a{x:y}p{x:y}"
    )


def test_a_variable_goes_and_what_looks_like_one_stays() -> None:
    css = '.a--b:not(.c){--old:url("x;y}");--new:1;color:red}'
    assert used_styles.without_variables(css, {"--new"}) == (
        ".a--b:not(.c){--new:1;color:red}"
    )


def test_our_style_sets_what_the_palette_that_it_replaces_sets(site: Path) -> None:
    (theirs,) = (site / "assets" / "stylesheets").glob("palette.*.min.css")
    palette = re.search(
        r"\[data-md-color-scheme=slate\]\{([^}]*)\}", theirs.read_text(encoding="utf-8")
    )
    assert palette is not None
    ours = (ROOT / "docs/assets/chrome.css").read_text(encoding="utf-8")
    for name in re.findall(r"(--[\w-]+):", palette[1]):
        assert f"  {name}: " in ours, name


def test_each_picture_of_the_theme_is_there_on_each_page(site: Path) -> None:
    """A mask without its picture is a square of its colour."""
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        names = re.findall(r'<link rel="stylesheet" href="[^"]*(assets/[^"]+)"', html)
        sheets = "".join((site / name).read_text(encoding="utf-8") for name in names)
        asked = set(re.findall(r"[^-]mask-image:var\((--[\w-]+)\)", sheets))
        assert asked
        assert {name for name in asked if f"{name}:" not in sheets} == set(), page
