"""The shape of the package: data flows down the list of modules, and never up."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import attention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

PACKAGE = Path(attention.__file__).parent

# In the order in which data flows: a module imports only from those above it.
MODULES = [
    "_checks",
    "activations",
    "words",
    "vocabulary",
    "embeddings",
    "similarity",
    "positions",
    "masks",
    "_operands",
    "dot_product",
    "worked",
]
NO_FORMULA = {"split_words"}
COMPUTING = [name for name in MODULES if name[0] != "_" and name != "worked"]


def tree(name: str) -> ast.Module:
    return ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8"))


def imported(name: str) -> set[str]:
    """Every module that a module names in an import, wherever it stands."""
    found: set[str] = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} has a relative import"
            assert node.module is not None
            found.add(node.module)
            if node.module == "attention":
                found.update(f"attention.{alias.name}" for alias in node.names)
    return found


def module(name: str) -> ModuleType:
    return importlib.import_module(f"attention.{name}")


def public(name: str) -> dict[str, object]:
    return {key: getattr(module(name), key) for key in module(name).__all__}


def defined(name: str) -> set[str]:
    """The functions and classes without underscore that a module itself defines."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    names = {node.name for node in tree(name).body if isinstance(node, kinds)}
    return {key for key in names if not key.startswith("_")}


def used_elsewhere(name: str) -> set[str]:
    """What the other modules of the package import from this one."""
    return {
        alias.name
        for other in MODULES
        for node in ast.walk(tree(other))
        if isinstance(node, ast.ImportFrom) and node.module == f"attention.{name}"
        for alias in node.names
    }


def public_functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function, and every public method of a public class."""
    for name in COMPUTING:
        for key, value in public(name).items():
            if inspect.isfunction(value):
                yield f"{name}.{key}", value
            elif inspect.isclass(value):
                for method_name in vars(value):
                    if not method_name.startswith("_"):
                        method = getattr(value, method_name)
                        if inspect.isroutine(method):
                            yield f"{name}.{key}.{method_name}", method


def section(docstring: str, title: str) -> str:
    """What stands under a title, up to the next one."""
    _, found, rest = docstring.partition(f"\n{title}:\n")
    assert found, f"no section {title!r}"
    lines = []
    for line in rest.splitlines():
        if line and not line.startswith(" "):
            break
        lines.append(line)
    return "\n".join(lines)


def test_every_module_is_in_the_list() -> None:
    files = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    assert files == set(MODULES)
    assert len(MODULES) == len(set(MODULES))
    assert not [path for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]


@pytest.mark.parametrize("name", MODULES)
def test_data_flows_down_the_list(name: str) -> None:
    ours = {
        other.removeprefix("attention.")
        for other in imported(name)
        if other.split(".")[0] == "attention"
    }
    above = MODULES[: MODULES.index(name)]
    assert ours <= set(above), f"{name} imports from below: {sorted(ours - set(above))}"


@pytest.mark.parametrize("name", [*MODULES, "__init__"])
def test_only_numpy_and_the_standard_library(name: str) -> None:
    roots = {other.split(".")[0] for other in imported(name)}
    strange = roots - {"attention", "numpy"} - sys.stdlib_module_names
    assert not strange


@pytest.mark.parametrize("name", [*MODULES, "__init__"])
def test_no_module_over_250_lines(name: str) -> None:
    n_lines = len((PACKAGE / f"{name}.py").read_text(encoding="utf-8").splitlines())
    assert n_lines <= 250


@pytest.mark.parametrize("name", MODULES)
def test_no_body_over_25_lines(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            n_lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]
            assert n_lines <= 25, f"{name}.{node.name} has a body of {n_lines} lines"


@pytest.mark.parametrize("name", COMPUTING)
def test_all_names_what_the_module_defines(name: str) -> None:
    # A name without underscore is public, or it is there for another module.
    names = module(name).__all__
    assert names == sorted(names)
    assert set(names) <= defined(name)
    assert defined(name) - set(names) <= used_elsewhere(name)


def test_the_package_exports_every_public_name() -> None:
    assert attention.__all__ == sorted(attention.__all__)
    assert set(attention.__all__) == {key for name in COMPUTING for key in public(name)}
    for name in COMPUTING:
        for key in public(name):
            assert getattr(attention, key).__module__ == f"attention.{name}"


def test_no_module_has_the_name_of_a_function() -> None:
    # `import attention.softmax` would put the module where the function is looked for.
    assert not set(MODULES) & set(attention.__all__)
    assert "attention" not in MODULES


@pytest.mark.parametrize("name", MODULES)
def test_no_module_state(name: str) -> None:
    changed = [n for n in ast.walk(tree(name)) if isinstance(n, ast.Global)]
    assert not changed


@pytest.mark.parametrize(("name", "function"), list(public_functions()))
def test_docstring_has_its_sections(name: str, function: Callable[..., object]) -> None:
    docstring = inspect.getdoc(function)
    assert docstring is not None, f"{name} has no docstring"
    first, _, _ = docstring.partition("\n\n")
    assert first.endswith("."), f"{name}: the first paragraph is one sentence"
    arguments = section(docstring, "Args")
    for argument in inspect.signature(function).parameters.keys() - {"self"}:
        entry = re.compile(rf"^    (\w+, )*{argument}(, \w+)*: ", re.MULTILINE)
        assert entry.search(arguments), f"{name} does not explain {argument}"
    assert section(docstring, "Returns").strip()
    assert section(docstring, "Raises").strip()
    examples = section(docstring, "Examples")
    assert ">>> " in examples
    top = name.split(".")[1]
    assert f"from attention import {top}" in examples or "import " in examples
    is_method = name.count(".") == 2
    assert is_method or section(docstring, "Source").strip()
    assert is_method or top in NO_FORMULA or docstring.count("$$") >= 2


def test_the_class_says_what_it_holds() -> None:
    docstring = inspect.getdoc(attention.Vocabulary)
    assert docstring is not None
    for title in ("Args", "Raises", "Source", "Examples"):
        assert section(docstring, title).strip()


def test_the_docstring_check_can_fail() -> None:
    with pytest.raises(AssertionError, match="no section 'Raises'"):
        section("One sentence.\n\nArgs:\n    x: a number.\n", "Raises")
