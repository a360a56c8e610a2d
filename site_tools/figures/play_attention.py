"""A figure to play with: who takes how much from whom, and how that comes about."""

from __future__ import annotations

from typing import Any

from attention.worked import LOVE_TOKENS
from site_tools.figures.html import data, element, text
from site_tools.figures.play import FOOT
from site_tools.live.play.attention import (
    CONTROLS,
    DIVISORS,
    FARTHEST,
    NAMES,
    TEMPERATURES,
    state,
)
from site_tools.live.play.values import Controls

_PICKED = len(LOVE_TOKENS) - 1  # the token, and the key, that stand out at first
# A control does nothing without a script. A browser must not fill in what stood there
# before a reload: the rest of the figure would not follow.
_OFF = {"autocomplete": "off", "disabled": True}


def markup(controls: Controls = CONTROLS) -> str:
    """Return the figure as it is before any script has run."""
    shown = state(controls)
    told = element("p", text(shown["told"][_PICKED]), class_="play-told")
    reading = element("div", told, _sum(shown), class_="play-reading")
    pair = element("div", _grid(shown), reading, class_="play-row")
    return "\n".join([_controls(shown), _embeddings(), pair, FOOT, data(shown)]) + "\n"


def _controls(shown: dict[str, Any]) -> str:
    powers, (coolest, hottest) = sorted(DIVISORS), TEMPERATURES
    return element(
        "div",
        _slider("Scores are divided by", "divisor", powers[0], powers[-1], 1, shown),
        _slider("Temperature", "temperature", coolest, hottest, 0.1, shown),
        element(
            "label",
            element("input", type="checkbox", name="causal", disabled=True),
            " Causal: later words are hidden",
        ),
        class_="play-controls",
    )


def _slider(
    label: str, name: str, low: float, high: float, step: float, shown: dict[str, Any]
) -> str:
    return element(
        "label",
        label + " ",
        element("b", text(shown["text"][name]), data_text=name),
        element(
            "input",
            type="range",
            name=name,
            min=low,
            max=high,
            step=step,
            value=CONTROLS[name],
            aria_valuetext=shown["text"][name],
            data_says=name,
            **_OFF,
        ),
    )


def _embeddings() -> str:
    rows = [
        element(
            "tr",
            element("th", text(token), scope="row"),
            *(element("td", _number(name, token, c)) for c, name in enumerate(names)),
        )
        for token, names in zip(LOVE_TOKENS, NAMES, strict=True)
    ]
    return element(
        "details",
        element("summary", "Change the embeddings"),
        element(
            "p",
            "The toy positions are added to them; the three matrices stay as they are.",
        ),
        element("table", *rows, class_="play-numbers"),
    )


def _number(name: str, token: str, column: int) -> str:
    return element(
        "input",
        type="number",
        name=name,
        min=-FARTHEST,
        max=FARTHEST,
        step=0.1,
        value=CONTROLS[name],
        aria_label=f"Embedding of {token}, column {column}",
        **_OFF,
    )


def _grid(shown: dict[str, Any]) -> str:
    """Return the weights, with the queries, keys, values and contexts around them."""
    head = element(
        "tr",
        element("td", "key →", element("br"), "query ↓"),
        *(
            element(
                "th",
                text(token) + _vector("key", shown["key"][j]),
                scope="col",
                class_="picked" if j == _PICKED else None,
            )
            for j, token in enumerate(LOVE_TOKENS)
        ),
        element("th", "context", scope="col", class_="context"),
    )
    values = element(
        "tr",
        element("th", "value", scope="row", class_="value"),
        *(element("td", _vector("value", vector)) for vector in shown["value"]),
        element("td"),
    )
    return element(
        "div",
        element(
            "table",
            element("thead", head),
            element(
                "tbody", *(_row(i, shown) for i in range(len(LOVE_TOKENS))), values
            ),
            class_="play-grid",
        ),
        class_="panel",
        role="group",
        aria_label="Weights, with queries, keys, values and context vectors",
        tabindex=0,
    )


def _row(i: int, shown: dict[str, Any]) -> str:
    query = _vector("query", shown["query"][i])
    cells = [
        element(
            "td",
            share,
            data_shade=shade,
            class_="picked" if i == j == _PICKED else None,
        )
        for j, (share, shade) in enumerate(
            zip(shown["shares"][i], shown["shades"][i], strict=True)
        )
    ]
    return element(
        "tr",
        element("th", text(LOVE_TOKENS[i]) + query, scope="row"),
        *cells,
        element("td", _vector("context", shown["context"][i])),
        class_="picked" if i == _PICKED else None,
    )


def _vector(kind: str, numbers: list[str]) -> str:
    return element("span", " ".join(numbers), class_=kind)


def _sum(shown: dict[str, Any]) -> str:
    rows = [
        element("tr", element("th", text(what), scope="row"), element("td", number))
        for what, number in shown["sums"][_PICKED][_PICKED]
    ]
    caption = element("caption", text(shown["pairs"][_PICKED][_PICKED]))
    return element("table", caption, *rows, class_="play-sum")
