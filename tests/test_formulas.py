"""The formulas page: each entry names a function and a test that would notice.

A function is broken in one place, in a copy, and the test that its entry names is run
against the copy: it must fail. Where an entry is plain NumPy, its page is broken.
"""

from __future__ import annotations

import ast
import inspect
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import attention
from site_tools.build import ROOT
from site_tools.fences import read, snippets
from site_tools.mathml import KINDS

PAGE = (ROOT / "docs" / "formulas.md").read_text(encoding="utf-8")

ENTRY = re.compile(r"^### [^\n]+ \{#([\w-]+)\}\n(.*?)(?=^##|\Z)", re.M | re.S)
FORMULA = re.compile(r"\$\$(.+?)\$\$", re.S)
FUNCTION = re.compile(r"\[`(\w+)`\]\(api\.md#attention\.(\w+)\.(\w+)\)")
TEST = re.compile(r"^- Test: `(tests/test_\w+\.py)::(test_\w+)`$", re.M)
COLOUR = re.compile(rf"\\(?:{'|'.join(KINDS)})\{{((?:[^{{}}]|\{{[^{{}}]*\}})*)\}}")
SPACE = re.compile(r"\s+|\\[,;]|\\q?quad")


@dataclass(frozen=True)
class Entry:
    """What the page has under one heading of a formula."""

    name: str
    text: str

    @property
    def formulas(self) -> list[str]:
        return FORMULA.findall(self.text)

    @property
    def functions(self) -> list[tuple[str, str]]:
        """Module and name of each function that the entry links to."""
        found = FUNCTION.findall(self.text)
        assert all(shown == linked for shown, _, linked in found), self.name
        return [(module, name) for name, module, _ in found]

    @property
    def test(self) -> tuple[str, str]:
        """File and name of the one test that holds the formula."""
        (found,) = TEST.findall(self.text)
        return found[0], found[1]


ENTRIES = {name: Entry(name, text) for name, text in ENTRY.findall(PAGE)}

# For each entry: a module, a piece of it, and what stands there when it is broken.
BROKEN = {
    "words": ("words", '".,"', '"."'),
    "vocabulary": ("vocabulary", "self.tokens[i] for", "self.tokens[i - 1] for"),
    "one-hot": ("embeddings", "np.newaxis] == np", "np.newaxis] >= np"),
    "embedding": ("embeddings", "= rows[as_ids", "= rows[::-1][as_ids"),
    "dot-product": ("similarity", "products: FloatArray = left", "products = -left"),
    "variance": ("similarity", "products: FloatArray = left", "products = 2 * left"),
    "cosine": ("similarity", "(a_lengths[:, np.newaxis] * b_lengths)", "b_lengths"),
    "nearest-neighbours": ("similarity", "(row_lengths * one_length)", "one_length"),
    "toy": ("positions", '(as_count("first", first) + p + i)', "(1 + p + i)"),
    "sinusoid": ("positions", "(np.arange(d_model) // 2)", "np.arange(d_model)"),
    "shift": ("positions", "= -np.sin(angles)", "= np.sin(angles)"),
    "distance": ("positions", "= np.cos(angles[:, 1::2])", "= np.sin(angles[:, 1::2])"),
    "learned": ("positions", "rows[:n_positions]", "rows[1 : n_positions + 1]"),
    "softmax": ("activations", "/= _total(scores, axis)", "/= scores.shape[axis]"),
    "gaps": ("activations", "_subtract_peak(scores, axis)\n        np", "np"),
    "slope": ("activations", "scores /= _total(", "scores /= 2 * _total("),
    "log-softmax": ("activations", "np.log(_total(np.exp", "(_total(np.exp"),
    "sigmoid": ("activations", "np.where(work < 0, small", "np.where(work > 0, small"),
    "relu": ("activations", "np.maximum(as_floats", "np.minimum(as_floats"),
    "causal-mask": ("masks", "np.arange(k_len) <= np", "np.arange(k_len) < np"),
    "padding-mask": ("masks", "np.arange(k_len) < real", "np.arange(k_len) <= real"),
    "attention-weights": ("dot_product", "1 / math.sqrt(max(d, 1))", "math.sqrt(d)"),
    "context": (
        "dot_product",
        "softmax_in_place(scores)",
        "softmax_in_place(scores, 0)",
    ),
    "masked": ("dot_product", "scores += bias", "scores *= bias"),
    "order": ("dot_product", "if is_causal:", "if True:"),
    "grouped-heads": (
        "_operands",
        "np.repeat(a, n_heads // heads[0], axis=-3)",
        "np.concatenate([a] * (n_heads // heads[0]), axis=-3)",
    ),
    "softcap": (
        "dot_product",
        "softcap * np.tanh(scores / softcap)",
        "np.tanh(scores)",
    ),
}
# The entries that are one line of NumPy: the page instead of the module.
PLAIN = {
    "sum": ("index", "X = embeddings + positions", "X = embeddings - positions"),
    "queries-keys-values": ("self-attention", "K, V = X @ W_q", "K, V = X @ W_k"),
    "line": ("index", "= X @ W_q, X @ W_k", "= X @ W_q, X**2 @ W_k"),
}


def normal(formula: str) -> str:
    """Return a formula without its white space and its colours."""
    return SPACE.sub("", COLOUR.sub(r"\1", formula))


def public_docstrings() -> dict[str, str]:
    """The docstring of every public function, class and method."""
    found = {name: getattr(attention, name) for name in attention.__all__}
    for name, value in list(found.items()):
        if inspect.isclass(value):
            for method in vars(value):
                if not method.startswith("_"):
                    found[f"{name}.{method}"] = getattr(value, method)
    return {name: inspect.getdoc(value) or "" for name, value in found.items()}


@cache
def module_tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def bindings(file: str) -> dict[str, ast.stmt]:
    """What a test file defines at its top: functions, and names given a value."""
    found: dict[str, ast.stmt] = {}
    for node in module_tree(file).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = node
        elif isinstance(node, ast.Assign):
            names = (t.id for t in node.targets if isinstance(t, ast.Name))
            found.update(dict.fromkeys(names, node))
    return found


def names_used(file: str, test: str) -> set[str]:
    """Every name in a test, and in what it uses of its own file."""
    defined, used, waiting = bindings(file), set[str](), {test}
    while waiting:
        name = waiting.pop()
        used.add(name)
        if name in defined:
            nodes = ast.walk(defined[name])
            waiting |= {n.id for n in nodes if isinstance(n, ast.Name)} - used
    return used


def copy_to(folder: Path, *files: str) -> None:
    """Put the package, the pages and some test files into a folder of their own."""
    ignored = shutil.ignore_patterns("__pycache__", "assets", "download", "figures")
    for name in ("attention", "docs", "requirements", "site_tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for file in files:
        shutil.copy(ROOT / file, folder)


def run_tests(folder: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Run tests in a folder, against the package that stands there."""
    own = {"PYTHONPATH": str(folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests],
        cwd=folder,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )


def local(entry: Entry) -> str:
    file, test = entry.test
    return f"{Path(file).name}::{test}"


def test_every_public_name_has_an_entry() -> None:
    named = {name for entry in ENTRIES.values() for _, name in entry.functions}
    assert named == set(attention.__all__)


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_has_a_formula_its_symbols_and_a_function(entry: Entry) -> None:
    if entry.formulas:
        assert entry.text.count("\n- Symbols: ") == 1
    else:
        assert entry.text.startswith("\nNo formula: ")
    assert entry.text.count("\n- In code: ") == 1
    assert bool(entry.functions) != ("plain NumPy" in entry.text)
    assert bool(entry.functions) == (entry.name not in PLAIN)


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_what_an_entry_names_is_there(entry: Entry) -> None:
    for module, name in entry.functions:
        assert getattr(attention, name).__module__ == f"attention.{module}"
    file, test = entry.test
    assert isinstance(bindings(file).get(test), ast.FunctionDef), (
        f"{file} has no {test}"
    )
    missing = {name for _, name in entry.functions} - names_used(file, test)
    assert not missing, f"{test} does not mention {missing}"


@pytest.mark.parametrize(("name", "docstring"), public_docstrings().items())
def test_each_formula_of_a_docstring_is_on_the_page(name: str, docstring: str) -> None:
    here = {normal(formula) for e in ENTRIES.values() for formula in e.formulas}
    for formula in FORMULA.findall(docstring):
        assert normal(formula) in here, f"{name}: {formula.strip()}"


def test_colour_and_space_make_no_difference_and_a_letter_does() -> None:
    one = normal(r"\weight{A}_{i} = \score{s_{ij}} \, / \sqrt{d}")
    assert one == normal("A_{i}=s_{ij}\n  / \\sqrt{d}") == r"A_{i}=s_{ij}/\sqrt{d}"
    assert one != normal(r"A_{j} = s_{ij} / \sqrt{d}")


def test_a_test_mentions_what_its_helpers_mention() -> None:
    file = "tests/test_dot_product.py"
    assert "scaled_dot_product_attention" in names_used(file, "test_output_by_hand")
    assert "attention_weights" not in names_used(file, "test_output_by_hand")


@pytest.mark.parametrize("name", PLAIN)
def test_plain_numpy_stands_on_the_page_that_its_entry_names(name: str) -> None:
    found = re.search(r"plain NumPy, `(.+)`, .*\]\(([\w-]+)\.md#", ENTRIES[name].text)
    assert found, ENTRIES[name].text
    code, page = found.groups()
    blocks = snippets(read(ROOT / "docs" / f"{page}.md"))
    assert any(code in block.code for block in blocks), f"{page} does not have {code}"


def test_every_entry_is_broken_once() -> None:
    assert BROKEN.keys() | PLAIN.keys() == ENTRIES.keys()
    assert not BROKEN.keys() & PLAIN.keys()


def test_the_tests_named_pass_while_nothing_is_broken(tmp_path: Path) -> None:
    entries = ENTRIES.values()
    copy_to(tmp_path, *{entry.test[0] for entry in entries})
    done = run_tests(tmp_path, *{local(entry) for entry in entries})
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", BROKEN)
def test_the_test_named_fails_once_the_function_is_broken(
    name: str, tmp_path: Path
) -> None:
    module, old, new = BROKEN[name]
    assert_noticed(ENTRIES[name], f"attention/{module}.py", old, new, tmp_path)


@pytest.mark.parametrize("name", PLAIN)
def test_the_test_named_fails_once_the_page_is_broken(
    name: str, tmp_path: Path
) -> None:
    page, old, new = PLAIN[name]
    assert f"]({page}.md#" in ENTRIES[name].text
    assert_noticed(ENTRIES[name], f"docs/{page}.md", old, new, tmp_path)


def assert_noticed(entry: Entry, file: str, old: str, new: str, folder: Path) -> None:
    """Break a file in a copy of the project; the entry's test must then fail."""
    copy_to(folder, entry.test[0])
    source = (folder / file).read_text(encoding="utf-8")
    assert source.count(old) == 1, f"{file} has {source.count(old)} times {old!r}"
    (folder / file).write_text(source.replace(old, new), encoding="utf-8")
    done = run_tests(folder, local(entry))
    assert done.returncode == 1, f"{old!r} became {new!r} unseen:\n{done.stdout}"
    assert re.search(r"^[E |]+(AssertionError|assert )", done.stdout, re.M), done.stdout
