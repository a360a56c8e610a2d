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


def markup() -> str:
    """Return the HTML of the figure in its initial state."""
    state = softmax.state(CONTROLS)
    words = state["text"]
    entropy = tag("p", "Entropy of the weights: ", shown("b", "entropy", words))
    said = (shown("p", key, words) for key in ("said", "rounded"))
    parts = [
        _controls(words),
        _table(state),
        tag("div", *said, entropy, class_="play-said", aria_live="polite"),
        FOOT,
    ]
    return "\n".join(parts) + "\n"


def _controls(words: dict[str, str]) -> str:
    tenth = 1 / 10
    pairs = [
        _pair(name, f"score {i}", (-FARTHEST, FARTHEST, tenth))
        for i, name in enumerate(SCORES, 1)
    ]
    said = {"aria_valuetext": words["temperature"], "data_says": "temperature"}
    steps = (0, len(TEMPERATURES) - 1, 1)
    heat = {"name": "temperature", "value": CONTROLS["temperature"], **said}
    temperature = tag(
        "label",
        "temperature ",
        shown("b", "temperature", words),
        control("range", steps, **heat),
    )
    options = (
        tag("option", name, selected="" if name == CONTROLS["dtype"] else None)
        for name in TYPES
    )
    select = tag("select", *options, name="dtype", autocomplete="off", disabled="")
    return tag(
        "div",
        *pairs,
        _pair("shift", "added to all", (-SHIFTED, SHIFTED, 1)),
        temperature,
        tag("label", "float type ", select),
        class_="play-controls",
    )


def _pair(name: str, label: str, bounds: tuple[float, float, float]) -> str:
    """Return a number and a slider for the same value; the number has the name."""
    value = CONTROLS[name]
    number = control("number", bounds, name=name, value=value, id=f"play-{name}")
    by_hand = {"data_for": name, "aria_label": f"{label}, slider"}
    slider = control("range", bounds, value=value, **by_hand)
    head = tag("label", label, for_=f"play-{name}")
    return tag("div", head, number, slider, class_="play-pair")


def _table(state: dict[str, Any]) -> str:
    words = state["text"]
    columns = ("score", "as stored", "e to that", "naive", "package")
    head = tag("tr", *(tag("th", words, scope="col") for words in columns))
    rows = []
    for i in range(len(SCORES)):
        cells = [shown("td", f"{key}{i}", words) for key in ("stored", "power")]
        for kind in ("bare", "weight"):
            key = f"{kind}{i}"
            cells.append(tag("td", shown("span", key, words), _bar(state, key)))
        rows.append(tag("tr", tag("th", str(i + 1), scope="row"), *cells))
    sums = (shown("td", key, words) for key in ("powers", "bares", "weights"))
    rows.append(tag("tr", tag("th", "sum", scope="row", colspan=2), *sums))
    parts = tag("thead", head), tag("tbody", *rows)
    return tag("table", *parts, class_="play-softmax")


def _bar(state: dict[str, Any], key: str) -> str:
    """Return a bar as long as its share of the cell."""
    length = f"{state['bars'][key]:g}"
    rect = tag("rect", width=length, height=1, data_bar=key)
    box = {"viewBox": "0 0 1 1", "preserveAspectRatio": "none", "aria_hidden": "true"}
    return tag("svg", rect, class_="play-bar", **box)
