"""The figure to play with on docs/softmax.md: the naive form beside the package."""

from __future__ import annotations

from typing import Any

from site_tools.figures.play import FOOT, control, shown
from site_tools.figures.svg import tag
from site_tools.live.play import softmax
from site_tools.live.play.softmax import (
    CONTROLS,
    FARTHEST,
    SCORES,
    SHIFTED,
    TEMPERATURES,
    TYPES,
)
from site_tools.live.play.values import Controls

_SHARE = {"class_": "play-share"}


def markup(controls: Controls = CONTROLS) -> str:
    """Return the HTML of the figure for values of its controls, the initial ones."""
    state = softmax.state(controls)
    words = state["text"]
    entropy = tag("p", "Entropy of the weights: ", shown("b", "entropy", words))
    said = (shown("p", key, words) for key in ("said", "rounded"))
    live = tag("div", *said, entropy, class_="play-said", aria_live="polite")
    right = tag("div", _table(state), live)
    both = tag("div", _controls(controls, words), right, class_="play-drawings")
    return f"{both}\n{FOOT}\n"


def _controls(controls: Controls, words: dict[str, str]) -> str:
    pairs = [
        _pair(controls, name, f"score {i}", (-FARTHEST, FARTHEST, 0.1))
        for i, name in enumerate(SCORES, 1)
    ]
    heat = {"name": "temperature", "value": controls["temperature"]}
    said = {"aria_valuetext": words["temperature"], "data_says": "temperature"}
    temperature = tag(
        "label",
        tag("span", "temperature ", shown("b", "temperature", words)),
        control("range", (0, len(TEMPERATURES) - 1, 1), **heat, **said),
    )
    options = (
        tag("option", name, selected="" if name == controls["dtype"] else None)
        for name in TYPES
    )
    select = tag("select", *options, name="dtype", autocomplete="off", disabled="")
    return tag(
        "div",
        *pairs,
        _pair(controls, "shift", "added to all", (-SHIFTED, SHIFTED, 1)),
        temperature,
        tag("label", tag("span", "float type"), select),
        class_="play-sliders",
    )


def _pair(
    controls: Controls, name: str, label: str, bounds: tuple[float, float, float]
) -> str:
    """Return a number and a slider for the same value; the number has the name."""
    value, ident = controls[name], f"play-{name}"
    number = control("number", bounds, name=name, value=value, id=ident)
    handle = {"data_for": name, "aria_label": f"{label}, slider"}
    slider = control("range", bounds, value=value, **handle)
    return tag(
        "div", tag("label", label, for_=ident), number, slider, class_="play-pair"
    )


def _table(state: dict[str, Any]) -> str:
    heads = (
        *(
            tag("th", words, scope="col")
            for words in ("score", "as stored", "e to that")
        ),
        *(tag("th", words, scope="col", **_SHARE) for words in ("naive", "package")),
    )
    rows = [_row(state, i) for i in range(len(SCORES))]
    sums = (
        _number("td", "powers", state),
        _number("td", "bares", state, **_SHARE),
        _number("td", "weights", state, **_SHARE),
    )
    rows.append(tag("tr", tag("th", "sum", scope="row", colspan=2), *sums))
    parts = tag("thead", tag("tr", *heads)), tag("tbody", *rows)
    return tag("table", *parts, class_="play-table play-fixed")


def _row(state: dict[str, Any], i: int) -> str:
    bare, weight = f"bare{i}", f"weight{i}"
    return tag(
        "tr",
        tag("th", str(i + 1), scope="row"),
        _number("td", f"stored{i}", state),
        _number("td", f"power{i}", state),
        tag("td", _number("span", bare, state), _bar(state, bare), **_SHARE),
        tag("td", _number("span", weight, state), _bar(state, weight), **_SHARE),
    )


def _number(name: str, key: str, state: dict[str, Any], **more: object) -> str:
    """Return an element that shows a number; inf and nan are marked."""
    broken = "" if key in state["broken"] else None
    return shown(name, key, state["text"], data_broken=broken, **more)


def _bar(state: dict[str, Any], key: str) -> str:
    """Return a bar as long as its share of the cell."""
    rect = tag("rect", width=f"{state['bars'][key]:g}", height=1, data_bar=key)
    box = {"viewBox": "0 0 1 1", "preserveAspectRatio": "none", "aria_hidden": "true"}
    return tag("svg", rect, class_="play-bar", **box)
