"""The docstrings of a module as plain Markdown: what the reference page shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import griffe

# As mkdocs.yml has it: a line break in a description begins no second result.
_OPTIONS = griffe.GoogleOptions(returns_multiple_items=False, returns_named_value=False)


def reference(name: str, *, members: bool) -> str:
    """Return a module's description and, if asked for, those of its public members."""
    package, _, inside = name.partition(".")
    module = _load(package)[inside]
    parts = [*_sections(module), *(_members(module, 3) if members else ())]
    return "\n\n".join(parts) + "\n"


@cache
def _load(package: str) -> griffe.Object | griffe.Alias:
    return griffe.load(package, docstring_parser="google", docstring_options=_OPTIONS)


def _members(parent: griffe.Object | griffe.Alias, level: int) -> Iterator[str]:
    for member in parent.members.values():
        if not member.is_public or member.is_alias or not member.has_docstring:
            continue
        yield f"{'#' * level} {member.name} {{#{member.path}}}"
        if isinstance(member, griffe.Class | griffe.Function):
            yield f"```text\n{member.signature()}\n```"
        yield from _sections(member)
        yield from _members(member, level + 1)


def _sections(documented: griffe.Object | griffe.Alias) -> Iterator[str]:
    if documented.docstring is None:
        raise ValueError(f"{documented.path} has no docstring")
    for section in documented.docstring.parsed:
        match section:
            case griffe.DocstringSectionText():
                yield section.value
            case griffe.DocstringSectionAdmonition():
                yield f"**{section.title}**\n\n{section.value.description}"
            case griffe.DocstringSectionParameters():
                yield "**Parameters**"
                yield _list({p.name: p.description for p in section.value})
            case griffe.DocstringSectionRaises():
                yield "**Raises**"
                yield _list({str(r.annotation): r.description for r in section.value})
            case griffe.DocstringSectionReturns():
                yield "**Returns**"
                yield from (result.description for result in section.value)
            case griffe.DocstringSectionExamples():
                yield "**Examples**"
                for kind, text in section.value:
                    prompted = kind is griffe.DocstringSectionKind.examples
                    yield f"```pycon\n{text}\n```" if prompted else text
            case _:
                raise ValueError(f"{documented.path}: no words for {section.kind}")


def _list(described: dict[str, str]) -> str:
    return "\n".join(f"- `{name}`: {_line(text)}" for name, text in described.items())


def _line(text: str) -> str:
    return " ".join(text.split())
