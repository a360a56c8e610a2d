"""A figure to play with: the reader's own sentence, from words to context vectors."""

from __future__ import annotations

from typing import Any

from site_tools.figures.html import element, text
from site_tools.figures.play import FOOT
from site_tools.live.play.sentence import CONTROLS, MOST, state
from site_tools.live.play.values import Controls

_LONGEST = 100  # sentence, in characters


def markup(controls: Controls = CONTROLS) -> str:
    """Return the figure as it is before any script has run."""
    shown = state(controls)
    told = element(
        "p", text(shown["text"]["told"]), class_="play-told", data_text="told"
    )
    tables = element("div", _sums(shown), _weights(shown), class_="play-row")
    return "\n".join([_control(), tables, told, FOOT]) + "\n"


def _control() -> str:
    return element(
        "div",
        element(
            "label",
            f"Your sentence, up to {MOST} words ",
            element(
                "input",
                type="text",
                name="sentence",
                value=CONTROLS["sentence"],
                maxlength=_LONGEST,
                autocomplete="off",
                spellcheck="false",
                disabled=True,
            ),
        ),
        class_="play-sentence",
    )


def _sums(shown: dict[str, Any]) -> str:
    head = element(
        "tr",
        element("th", "word", scope="col"),
        element("th", "id", scope="col"),
        *(
            element("th", name, scope="colgroup", colspan=3, class_=kind)
            for name, kind in (
                ("embedding", "token"),
                ("+ position", "position"),
                ("= sum", "token"),
            )
        ),
    )
    rows = [
        element(
            "tr",
            _word(word, random=random),
            element("td", id_),
            *_numbers(embedding, "token"),
            *_numbers(position, "position"),
            *_numbers(total, "token"),
        )
        for word, random, id_, embedding, position, total in zip(
            *(shown[part] for part in ("words", "random", "ids")),
            *(shown[part] for part in ("embeddings", "positions", "sums")),
            strict=True,
        )
    ]
    return _table("From words to sums", "sums", head, rows)


def _weights(shown: dict[str, Any]) -> str:
    head = element(
        "tr",
        element("td", "key →", element("br"), "query ↓"),
        *(
            element("th", element("span", text(word)), scope="col")
            for word in shown["words"]
        ),
        element("th", "context", scope="colgroup", colspan=2, class_="context"),
    )
    rows = [
        element(
            "tr",
            _word(word, random=random),
            *(
                element("td", weight, data_shade=shade)
                for weight, shade in zip(weights, shades, strict=True)
            ),
            *_numbers(context, "context"),
        )
        for word, random, weights, shades, context in zip(
            *(shown[part] for part in ("words", "random", "weights", "shades")),
            shown["context"],
            strict=True,
        )
    ]
    return _table("From weights to context vectors", "weights", head, rows)


def _word(word: str, *, random: bool) -> str:
    return element("th", text(word) + "*" * random, scope="row")


def _numbers(vector: list[str], kind: str) -> list[str]:
    """Return a cell for each number; the first begins a group."""
    return [
        element("td", number, class_=kind if at else f"{kind} first")
        for at, number in enumerate(vector)
    ]


def _table(label: str, name: str, head: str, rows: list[str]) -> str:
    table = element(
        "table", element("thead", head), element("tbody", *rows), class_="play-steps"
    )
    return element(
        "div",
        table,
        class_="panel play-room",
        role="group",
        aria_label=label,
        tabindex=0,
        data_table=name,
    )
