"""How a page shows what a snippet prints."""

from __future__ import annotations

import html
from typing import Any


def format_output(source: str, language: str, css_class: str, options: dict[str, Any], md: object, **_: object) -> str:  # noqa: ARG001 - the signature superfences calls
    """Return an `output` fence as `<samp>`: read aloud as output, and without a copy button."""
    return (
        f'<pre class="{css_class}" role="group" aria-label="Output" tabindex="0">'
        f"<samp>{html.escape(source, quote=False)}</samp></pre>"
    )
