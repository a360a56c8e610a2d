"""MkDocs hook: each block of Python has an address of its own, #snippet-3.

They are counted as they stand on the page. The signatures of the reference are none.
"""

from __future__ import annotations

import re
from itertools import count

_BLOCK = re.compile(r'<div class="(language-(?:python|py|pycon) highlight)">')


def on_page_content(content: str, **_: object) -> str:
    """Number the blocks of a page."""
    numbers = count(1)
    return _BLOCK.sub(
        lambda block: f'<div id="snippet-{next(numbers)}" class="{block[1]}">', content
    )
