"""MkDocs hook: of the theme's style sheet, what some page or script can use.

A rule goes when it asks for a class that stands in no page and no script, or for text
that runs from right to left; a variable, when nothing asks for it or ours takes its
place. From our own files go comments, and from the sheets the indents.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_CLASSES = re.compile(r' class="([^"]*)"')
_WORD = re.compile(r"[\w-]+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_REMARK = re.compile(r"^\s*//.*\n", re.MULTILINE)
# chrome.css sets the theme's variables at one place, for all of a page.
_SET = re.compile(r"(--md-[\w-]+):")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Prune the theme's style sheet, and set ours in few bytes."""
    site = Path(config.site_dir)
    (theirs,) = (site / "assets" / "stylesheets").glob("main.*.min.css")
    names: set[str] = set()
    for page in site.rglob("*.html"):
        for value in _CLASSES.findall(page.read_text(encoding="utf-8")):
            names.update(value.split())
    for script in site.rglob("*.js"):
        names.update(_WORD.findall(script.read_text(encoding="utf-8")))
    css = used(theirs.read_text(encoding="utf-8"), names)
    wanted = {name for name in names if name.startswith("--")}
    wanted.update(_VARIABLE.findall(css))
    replaced: set[str] = set()
    for sheet in site.glob("assets/*.css"):
        ours = sheet.read_text(encoding="utf-8")
        wanted.update(_VARIABLE.findall(ours))
        if not sheet.name.startswith("_"):  # that of the reference is not on each page
            replaced.update(_SET.findall(ours))
        sheet.write_text(_SPACE.sub(" ", _COMMENT.sub("", ours)), encoding="utf-8")
    for script in site.glob("assets/*.js"):
        text = script.read_text(encoding="utf-8")
        script.write_text(_REMARK.sub("", text), encoding="utf-8")
    theirs.write_text(without_variables(css, wanted - replaced), encoding="utf-8")


def used(css: str, names: set[str]) -> str:
    """Return the rules of `css` that can apply where these classes are all there is."""
    return "".join(
        _used(rule, names) for rule in tinycss2.parse_stylesheet(css, True, True)
    )


def _used(rule: Any, names: set[str]) -> str:  # noqa: ANN401 - tinycss2 has no types
    if rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"}:
        inner = tinycss2.parse_rule_list(rule.content, True, True)
        kept = "".join(_used(one, names) for one in inner)
        return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{kept}}}" * bool(
            kept
        )
    if rule.type != "qualified-rule":
        return str(rule.serialize())
    selectors: list[list[Any]] = [[]]
    for token in rule.prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    kept = ",".join(tinycss2.serialize(s) for s in selectors if _applies(s, names))
    return f"{kept}{{{tinycss2.serialize(rule.content)}}}" * bool(kept)


def _applies(selector: list[Any], names: set[str]) -> bool:
    """Whether it may mean an element; what stands in :is() or :not() is left out."""
    asked = {
        name.value
        for dot, name in pairwise(selector)
        if dot == "." and name.type == "ident"
    }
    return asked <= names and "[dir=rtl]" not in tinycss2.serialize(selector)


def without_variables(css: str, wanted: set[str]) -> str:
    """Return `css` without the variables that are not wanted."""
    return re.sub(
        r'(?<=[{;])(--[\w-]+):(?:[^;{}"]|"[^"]*")*;?',
        lambda found: found[0] if found[1] in wanted else "",
        css,
    )
