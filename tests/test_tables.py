"""Each table of the text stands in a box of its own that says what it is."""

from __future__ import annotations

import pytest

from site_tools.tables import on_page_content


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("<th>word</th>", "word"),
        (
            '<th class="to-right"><i>n</i> &lt; <b>"d"</b></th>',
            "n &lt; &quot;d&quot;",
        ),
        ("<th></th>", "data"),
        ("<td>1</td>", "data"),
    ],
)
def test_a_box_is_called_after_the_first_heading(heading: str, label: str) -> None:
    rows = f"\n<tr>{heading}<th>second</th></tr>\n" if "th" in heading else heading
    boxed = on_page_content(f"<p>a</p><table>{rows}</table><p>b</p>")
    assert boxed == (
        f'<p>a</p><div class="table" role="group" aria-label="Table: {label}">'
        f'<table class="data">{rows}</table></div><p>b</p>'
    )


def test_each_of_two_tables_has_its_box_and_that_of_a_figure_none() -> None:
    page = "<table><th>a</th></table><table><th>b</th></table>"
    boxed = on_page_content(page)
    assert boxed.count('<div class="table"') == boxed.count("</div>") == 2
    assert "Table: a" in boxed
    assert "Table: b" in boxed
    figure = '<table class="play-table"><th>a</th></table>'
    assert on_page_content(figure) == figure
