"""MkDocs hook: a long name in a sentence may break between its parts.

`tests/test_softmax.py::test_rows_sum_to_one` is wider than a phone. Left alone, the
browser breaks it in the middle of a word. A <wbr> adds nothing to what is copied.
"""

from __future__ import annotations

import re

LONG = 30  # characters: about what a phone has room for

_NAME = re.compile(rf"<code>([\w./:]{{{LONG},}})</code>")
_JOINT = re.compile(r"(?<=[_/:])(?=\w)")


def on_page_content(content: str, **_: object) -> str:
    """Allow a break after each underscore, slash and colon of a long name."""
    return _NAME.sub(
        lambda name: f"<code>{_JOINT.sub('<wbr>', name[1])}</code>", content
    )
