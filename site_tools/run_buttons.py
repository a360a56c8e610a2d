"""MkDocs hook: each block of Python and each exercise has an address and its buttons.

Blocks are counted as they stand on the page, from #snippet-1 on; the signatures of the
reference are none. The buttons come with the page, so that nothing moves and no script
has to make them; without scripts site.css hides them. They come after the search has
read the page.
"""

from __future__ import annotations

import re
from itertools import count

_BLOCK = re.compile(
    r'<div class="(?P<kind>language-(?:python|py|pycon) highlight)">'
    r"(?P<code><pre.*?</pre>)</div>",
    re.DOTALL,
)
_EXERCISE = re.compile(r'(<p class="exercise".*?)</p>', re.DOTALL)
_BUTTON = '<button type="button" name="{}">{}</button>'
_STRIP = '<span class="strip">{}<span class="said"></span></span>'
_RUN = _STRIP.format(_BUTTON.format("run", "Run") + _BUTTON.format("edit", "Edit"))
_TRY = _STRIP.format(_BUTTON.format("try", "Try it here"))


def on_post_page(output: str, **_: object) -> str:
    """Number the blocks of a page, and add the buttons."""
    numbers = count(1)

    def numbered(block: re.Match[str]) -> str:
        name = f"snippet-{next(numbers)}"
        return f'<div id="{name}" class="{block["kind"]}">{block["code"]}{_RUN}</div>'

    return _EXERCISE.sub(rf"\1{_TRY}</p>", _BLOCK.sub(numbered, output))
