"""What the worker calls: a name and JSON in, JSON out."""

from __future__ import annotations

import importlib
import json
from typing import Any

from .session import Session, Tell


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

    def on_run(self, source: str, label: str, prompted: bool) -> dict[str, Any]:  # noqa: FBT001
        """Run a snippet."""
        return self.session.run(source, label, prompted=prompted)

    def on_check(self, source: str, label: str, check: str) -> dict[str, Any]:
        """Judge an answer."""
        return self.session.check(source, check, label)

    def on_play(self, figure: str, controls: dict[str, Any]) -> dict[str, Any]:
        """Compute what a figure shows."""
        module = importlib.import_module(f".play.{figure}", __package__)
        state: dict[str, Any] = module.state(controls)
        return state
