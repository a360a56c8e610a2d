"""The reader of fences runs every form of block, and refuses what it cannot check."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from sybil import Sybil

from site_tools import printed
from site_tools.fences import (
    DocstringDocument,
    NotebookDocument,
    ReasonedSkipParser,
    parse_fences,
)

FORMS = {
    "plain": "```python\n{code}\n```\n",
    "py": "```py\n{code}\n```\n",
    "pycon": "```pycon\n>>> {code}\n```\n",
    "title": '```python title="A title"\n{code}\n```\n',
    "hl_lines": '```python hl_lines="1"\n{code}\n```\n',
    "linenums": '```python linenums="1"\n{code}\n```\n',
    "braces": "``` {{.python .annotate}}\n{code}\n```\n",
    "braces with an id": '```{{#first .python title="x"}}\n{code}\n```\n',
    "blank before": "``` python\n{code}\n```\n",
    "blank after": "```python \n{code}\n```\n",
    "capital": "```Python\n{code}\n```\n",
    "tildes": "~~~python\n{code}\n~~~\n",
    "in an admonition": "!!! note\n\n    ```python\n    {code}\n    ```\n",
    "in a tab": '=== "A tab"\n\n    ```python\n    {code}\n    ```\n',
    "in a list": "1. First\n\n    ```python\n    {code}\n    ```\n",
    "in hidden details": '??? answer "A"\n\n    ```pycon\n    >>> {code}\n    ```\n',
    "never closed": "```python\n{code}\n",
}


@pytest.fixture(autouse=True)
def to_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare as with the NumPy of the lock file, whichever is installed."""
    monkeypatch.setattr(printed, "EXACT", True)


def run_page(folder: Path, text: str) -> list[str]:
    """Run a page's blocks in order and return what each failure says."""
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    sybil = Sybil(parsers=[parse_fences, ReasonedSkipParser()], patterns=["*.md"])
    return _failures(sybil.parse(page))


def run_module(folder: Path, source: str) -> list[str]:
    """Run the docstrings of a module and return what each failure says."""
    module = folder / "module.py"
    module.write_text(source, encoding="utf-8")
    sybil = Sybil(
        parsers=[parse_fences],
        patterns=["*.py"],
        document_types={".py": DocstringDocument},
    )
    return _failures(sybil.parse(module))


def _failures(document: object) -> list[str]:
    failures = []
    for example in document.examples():  # type: ignore[attr-defined]
        try:
            example.evaluate()
        except Exception as error:
            failures.append(f"line {example.line}: {type(error).__name__}: {error}")
    return failures


@pytest.mark.parametrize("form", FORMS)
def test_a_division_by_zero_fails_in_every_form_of_fence(
    form: str, tmp_path: Path
) -> None:
    failures = run_page(tmp_path, "A page.\n\n" + FORMS[form].format(code="1 / 0"))
    assert len(failures) == 1
    assert "ZeroDivisionError" in failures[0]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_fence_with_sound_code_passes(form: str, tmp_path: Path) -> None:
    assert run_page(tmp_path, "A page.\n\n" + FORMS[form].format(code="x = 1")) == []


def test_a_failure_names_the_line_of_the_page(tmp_path: Path) -> None:
    text = "One\n\nTwo\n\n```python\nx = 1\n\nraise ValueError(x)\n```\n"
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    document = Sybil(parsers=[parse_fences], patterns=["*.md"]).parse(page)
    (example,) = document.examples()
    with pytest.raises(ValueError, match="1") as raised:
        example.evaluate()
    last = raised.traceback[-1]
    assert (str(last.path), last.lineno + 1) == (str(page), 8)


PRINTS = "```python\nprint(0.25)\n```\n\n```output\n{shown}\n```\n"


def test_printed_output_is_compared_to_the_letter(tmp_path: Path) -> None:
    assert run_page(tmp_path, PRINTS.format(shown="0.25")) == []
    for wrong in ("0.26", "0.250", "0.25 ", "0.2", "", "0.25\n0.25"):
        (failure,) = run_page(tmp_path, PRINTS.format(shown=wrong))
        assert "+0.25" in failure or "-" in failure, wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```\n1 / 0\n```\n", "must name one of"),
        ("```pyhton\n1 / 0\n```\n", "'pyhton'"),
        ('``` {title="x"}\n1 / 0\n```\n', "must name one of"),
        ("```python\nprint(1)\n```\n", "+1"),
        ("```output\n1\n```\n", "must follow a python fence"),
        (
            "```pycon\n>>> 1\n1\n```\n\n```output\n1\n```\n",
            "must follow a python fence",
        ),
        ("```python\nprint(1)\n```\n\nText.\n\n```output\n1\n```\n", "must follow"),
        ("```pycon\nx = 1\n```\n", "must hold lines that begin with >>>"),
        ("```pycon\n>>> 0.5 + 0.25\n0.74\n```\n", "0.75"),
        ("<!-- skip: next -->\n\n```python\nx = 1\n```\n", "must give its reason"),
    ],
)
def test_what_cannot_be_checked_is_refused(
    text: str, said: str, tmp_path: Path
) -> None:
    failures = run_page(tmp_path, text)
    assert failures
    assert any(said in failure for failure in failures)


def test_a_skip_with_a_reason_skips_one_block(tmp_path: Path) -> None:
    page = '<!-- skip: next "needs a printer" -->\n\n' + 2 * "```python\n1 / 0\n```\n\n"
    skipped, failed = run_page(tmp_path, page)
    assert "SkipTest: needs a printer" in skipped
    assert "ZeroDivisionError" in failed


def test_blocks_in_no_programming_language_are_left_alone(tmp_path: Path) -> None:
    assert run_page(tmp_path, "```sh\nexit 1\n```\n\n```text\n1 / 0\n```\n") == []


def test_the_blocks_of_a_page_share_their_names(tmp_path: Path) -> None:
    page = (
        "```python\nx = 2\n```\n\n"
        "```pycon\n>>> x + 1\n3\n>>> y = x\n```\n\n"
        "```python\nassert y == 2\n```\n"
    )
    assert run_page(tmp_path, page) == []


def module(body: str, second: str = "") -> str:
    return textwrap.dedent(
        '''
        """A module."""

        constant = 1

        def first():
            """First.

        {body}
            """

        def second():
            """Second.

        {second}
            """
        '''
    ).format(
        body=textwrap.indent(body, " " * 4), second=textwrap.indent(second, " " * 4)
    )


@pytest.mark.parametrize(
    "body", [">>> 1 / 0", "```python\n1 / 0\n```", "```pycon\n>>> 1 / 0\n```"]
)
def test_docstrings_are_run_like_pages(body: str, tmp_path: Path) -> None:
    (failure,) = run_module(tmp_path, module(body))
    assert "ZeroDivisionError" in failure


def test_a_docstring_sees_only_what_it_imports_itself(tmp_path: Path) -> None:
    assert run_module(tmp_path, module(">>> x = 1", ">>> y = 2\n>>> y\n2")) == []
    (failure,) = run_module(tmp_path, module(">>> x = 1", ">>> x"))
    assert "NameError" in failure
    (failure,) = run_module(tmp_path, module(">>> constant"))
    assert "NameError" in failure


def test_a_wrong_digit_in_a_docstring_fails(tmp_path: Path) -> None:
    assert run_module(tmp_path, module(">>> 0.5 + 0.25\n0.75")) == []
    (failure,) = run_module(tmp_path, module(">>> 0.5 + 0.25\n0.76"))
    assert "0.75" in failure


def test_the_cells_of_a_notebook_are_run_and_a_failure_names_its_line(
    tmp_path: Path,
) -> None:
    page = tmp_path / "notebook.py"
    cells = "# %% [markdown]\n# 1 / 0 in a text\n\n# %%\nx = 1\n\n# %%\n\nx / 0\n"
    page.write_text(cells, encoding="utf-8")
    first, second = NotebookDocument.parse(str(page)).examples()
    first.evaluate()
    with pytest.raises(ZeroDivisionError) as raised:
        second.evaluate()
    assert raised.traceback[-1].lineno + 1 == 9
