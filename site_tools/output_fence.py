"""How a page shows what a snippet prints."""

from __future__ import annotations

import html


def format_output(
    source: str, _language: str, css_class: str, *_: object, **__: object
) -> str:
    """Return an `output` fence as `<samp>`: spoken as output, without a copy button."""
    return (
        f'<pre class="{css_class}" role="group" aria-label="Output" tabindex="0">'
        f"<samp>{html.escape(source, quote=False)}</samp></pre>"
    )
