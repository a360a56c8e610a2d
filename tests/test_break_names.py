"""Long names may break between their parts, and nowhere else."""

from __future__ import annotations

import pytest

from site_tools.break_names import on_page_content

LONG = "tests/test_masks.py::test_causal_mask_by_hand"


def test_a_long_name_may_break_after_each_joint() -> None:
    broken = on_page_content(f"<p><code>{LONG}</code></p>")
    parts = [
        "tests/",
        "test_",
        "masks.py::",
        "test_",
        "causal_",
        "mask_",
        "by_",
        "hand",
    ]
    assert broken == f"<p><code>{'<wbr>'.join(parts)}</code></p>"
    assert broken.replace("<wbr>", "") == f"<p><code>{LONG}</code></p>"


@pytest.mark.parametrize(
    "content",
    [
        "<code>causal_mask</code>",
        "<code>Q, K, V = X @ W_q, X @ W_k, X @ W_v</code>",
        f"<pre><code><span>{LONG}</span></code></pre>",
        f"<p>{LONG}</p>",
    ],
)
def test_short_names_formulas_and_blocks_stay(content: str) -> None:
    assert on_page_content(content) == content
