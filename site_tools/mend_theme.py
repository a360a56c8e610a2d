"""MkDocs hook: what the validator refuses in the theme's HTML is put right.

These lines stand in no block that site_tools/theme could override. A mend that finds
nothing to do is an error: then the theme has changed, and the mend can go.
"""

from __future__ import annotations

MENDS = {
    # A checkbox completes nothing.
    'type="checkbox" id="__drawer" autocomplete="off"': 'type="checkbox" id="__drawer"',
    'type="checkbox" id="__search" autocomplete="off"': 'type="checkbox" id="__search"',
    # The labels of the menu's sections: an empty number is no number.
    ' tabindex=""': "",
}


def on_post_page(output: str, **_: object) -> str:
    """Mend a page."""
    for wrong, right in MENDS.items():
        if wrong not in output:
            raise ValueError(f"nothing to mend: the theme no longer says {wrong}")
        output = output.replace(wrong, right)
    return output


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """Mend the page of an address that leads nowhere; it comes by another way."""
    return (
        on_post_page(output_content) if template_name == "404.html" else output_content
    )
