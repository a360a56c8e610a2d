"""The built site: its blocks were run, and its pages are whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import attention
from attention import worked
from site_tools import census
from site_tools.build import NOTEBOOK, ROOT, BuildError, build, notebook
from site_tools.printed import agrees
from tests.reader import run_as_reader

MODULES = sorted((ROOT / "attention").glob("*.py"))
PAGES = sorted((ROOT / "docs").glob("*.md"))


def html(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def test_each_block_a_page_shows_was_run(site: Path) -> None:
    counts = {}
    for source, built in census.built_pages(site).items():
        if source.stem != "api":
            shown, run = census.shown(built), census.run(source)
            assert shown == run, (
                f"{source.name}: only shown {shown - run}, only run {run - shown}"
            )
            counts[source.name] = shown.total()
    assert counts["index.md"] > 0
    assert counts[NOTEBOOK.name] > 0


def test_each_example_the_reference_shows_was_run(site: Path) -> None:
    run = sum(
        (census.run(source) for source in [*MODULES, ROOT / "docs/api.md"]),
        Counter[str](),
    )
    shown = census.shown(site / "api" / "index.html")
    assert shown, "the reference shows no example"
    assert shown <= run, f"only shown: {shown - run}"


def test_the_reference_leaves_out_no_name(site: Path) -> None:
    document = html(site / "api" / "index.html")
    for name in attention.__all__:
        heading = document.find(id=f"{getattr(attention, name).__module__}.{name}")
        assert heading is not None, f"{name} has no section"
        assert heading.parent is not None
        assert heading.parent.select(".doc-contents .language-pycon"), name
    named = {code.get_text() for code in document.select("td:first-child code")}
    assert set(attention.__all__) <= named
    assert {name for name in vars(worked) if name[0] != "_" and name.isupper()} <= named


def test_no_block_is_skipped_and_none_hides_its_language(site: Path) -> None:
    for source, built in census.built_pages(site).items():
        assert "<!-- skip" not in source.read_text(encoding="utf-8"), source.name
        for pre in html(built).select("article pre:not(.output)"):
            named = pre.find_parent(class_="highlight")
            assert named is not None, f"{source.name}: {pre.get_text()[:40]!r}"
            # An indented block counts as text: it would be shown and never run.
            kinds = {f"language-{kind}" for kind in ("python", "py", "pycon", "sh")}
            assert kinds & {*named.get_attribute_list("class")}, pre.get_text()[:40]


def test_the_census_sees_a_block_that_was_not_run(site: Path, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    text = (site / "index.html").read_text(encoding="utf-8")
    block = '<div class="language-py"><pre><code>x = 2</code></pre></div>'
    page.write_text(text.replace("</article>", block + "</article>"), encoding="utf-8")
    source = ROOT / "docs" / "index.md"
    assert census.shown(page) - census.run(source) == Counter(["x = 2"])


def test_ids_are_unique_on_each_page(site: Path) -> None:
    for page in site.rglob("*.html"):
        ids = Counter(str(tag["id"]) for tag in html(page).find_all(id=True))
        assert {i: n for i, n in ids.items() if n > 1} == {}, page.relative_to(site)


def test_no_page_ends_with_a_table_or_a_figure(site: Path) -> None:
    """site.css hides the last thing of a text while it may still be half."""
    for page in site.rglob("*.html"):
        text = html(page).select_one("article")
        assert text is not None
        last = text.find_all(True, recursive=False)[-1]
        assert not {"table", "figure"} & set(last.get_attribute_list("class")), page


def test_formulas_are_set_without_a_script(site: Path) -> None:
    seen = 0
    for page in site.rglob("index.html"):
        document = html(page)
        seen += len(document.find_all("math"))
        text = document.select_one("article") or document
        for code in text.select("pre, code, math"):
            code.decompose()
        assert "$" not in text.get_text(), page.relative_to(site)
        assert "\\(" not in text.get_text(), page.relative_to(site)
    assert seen > 10


def test_the_notebook_page_is_slim_and_its_own(site: Path) -> None:
    page = site / "notebooks" / "whole-path" / "index.html"
    document = html(page)
    assert page.stat().st_size < 60_000
    article = document.select_one("article")
    assert article is not None
    assert article.select("style, script[src], [class*=jp-]") == []
    assert article.select("math, pre.output, .language-python")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_the_blocks_of_a_page_run_as_one_script_and_print_what_it_shows(
    page: Path, wheel: Path
) -> None:
    code, shown = census.script(page)
    assert agrees(shown, run_as_reader(code, wheel))


def test_the_notebook_runs_as_one_script_with_the_wheel_alone(wheel: Path) -> None:
    code = "\n".join(census.run(NOTEBOOK).elements())
    printed = run_as_reader(
        code + "\nimport attention\nprint(attention.__file__)", wheel
    )
    assert str(wheel) in printed.splitlines()[-1]


@pytest.mark.parametrize("name", ["hypothesis", "site_tools"])
def test_a_script_finds_nothing_but_numpy_and_the_wheel(name: str, wheel: Path) -> None:
    with pytest.raises(AssertionError, match=f"No module named '{name}'"):
        run_as_reader(f"import attention, numpy, {name}", wheel)


def test_the_notebook_is_written_the_same_each_time() -> None:
    assert notebook() == notebook()


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("SITE_URL", "no address at all", "The URL isn't valid"),
        ("EDIT_URI", "no/address", "Aborted with .* warnings in strict mode"),
    ],
)
def test_a_failed_build_leaves_the_site_as_it_was(
    setting: str,
    value: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").write_text("the site that was")
    monkeypatch.setenv(setting, value)
    with pytest.raises(BuildError, match=said):
        build(target)
    assert [p.name for p in tmp_path.iterdir()] == ["site"]
    assert (target / "index.html").read_text() == "the site that was"
