"""What the worker calls: a name and JSON in, JSON out."""

from __future__ import annotations

import importlib
import io
import json
from contextlib import redirect_stdout
from typing import Any

from .session import Session, Tell
from .verdicts import RIGHT, judge


class Bridge:
    """One page's session, and the figures that compute with the package."""

    def __init__(self, tell: Tell) -> None:
        self.session = Session(tell)

    def call(self, name: str, payload: str) -> str:
        """Do what a script asks for."""
        arguments: dict[str, Any] = json.loads(payload)
        return json.dumps(getattr(self, f"on_{name}")(**arguments))

    def on_begin(self) -> None:
        """Forget the names of the page."""
        self.session.begin()

    def on_run(self, **snippet: Any) -> dict[str, Any]:  # noqa: ANN401 - from JSON
        """Run a snippet."""
        return self.session.run(**snippet)

    def on_check(
        self, above: list[dict[str, Any]], source: str, label: str, check: str
    ) -> dict[str, Any]:
        """Judge an answer, in a session of its own that begins as the page's would."""
        session = Session(lambda *_: None)
        for snippet in above:
            result = session.run(**snippet)
            if result["error"] is not None:
                said = f"{snippet['label'].capitalize()} above stopped with an error."
                return result | {"line": None, "verdict": said}
        session.tell = self.session.tell
        result = session.run(source, label)
        if result["error"] is None:
            with redirect_stdout(io.StringIO()):  # what the answer's functions print
                result["verdict"] = judge(check, session.names)
            result["right"] = result["verdict"] == RIGHT
        return result

    def on_play(self, figure: str, controls: dict[str, Any]) -> dict[str, Any]:
        """Compute what a figure shows."""
        module = importlib.import_module(f".play.{figure}", __package__)
        state: dict[str, Any] = module.state(controls)
        return state
