"""Where the built site refers to: each link, file and id, in pages, styles and indexes.

Run as a program, it writes the list of the links to other sites anew.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup, Tag

from site_tools import follow_links
from site_tools.build import build

ADDRESSES = (
    "href",
    "src",
    "xlink:href",
    "action",
    "formaction",
    "poster",
    "data",
    "cite",
)
SETS = ("srcset", "imagesrcset")
IDS = (
    "for",
    "list",
    "headers",
    "popovertarget",
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
)
# A reader follows an <a> by choice; of all else the browser loads something.
BY_CHOICE = ("a href", "link canonical href")
UNSET = "javascript:void(0)"  # the theme's share button, until its script sets it

_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass
class Found:
    """What a site refers to: how often to itself, where else, and what is not there."""

    within: int = 0
    elsewhere: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)


def look(site: Path, address: str) -> Found:
    """Follow each reference of the site that is built for an address."""
    found = Found()
    for file in sorted(site.rglob("*")):
        place = address + file.relative_to(site).as_posix()
        for kind, link in references(file):
            target = urljoin(place, link)
            if link == UNSET:
                continue
            parts = urlsplit(target)
            if target.startswith(address):
                found.within += 1
                if not link.strip() or not _is_there(site, target[len(address) :]):
                    found.broken.append(f"{place}: {kind} {link}")
            elif (
                kind in BY_CHOICE
                and parts.scheme in {"http", "https"}
                and parts.netloc != urlsplit(address).netloc
            ):
                found.elsewhere.add(target)
            else:
                found.broken.append(f"{place}: {kind} {link}")
    return found


def _is_there(site: Path, target: str) -> bool:
    path, anchor = urldefrag(target)
    file = site / unquote(urlsplit(path).path)
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return False
    return not anchor or file.suffix != ".html" or unquote(anchor) in _ids(file)


@cache
def _ids(page: Path) -> frozenset[str]:
    return frozenset(str(tag["id"]) for tag in _soup(page).find_all(id=True))


@cache
def _soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def references(file: Path) -> Iterator[tuple[str, str]]:
    """Yield what a file refers to, each with its kind: `img src`, `label for`."""
    if file.suffix == ".html":
        for tag in _soup(file).find_all(True):
            yield from _of_tag(tag)
    elif file.suffix == ".css":
        yield from _of_style("style", file.read_text(encoding="utf-8"))
    elif file.name == "search_index.json":
        for entry in json.loads(file.read_text(encoding="utf-8"))["docs"]:
            yield "search", f"../{entry['location']}"
    elif file.name == "sitemap.xml":
        for place in ElementTree.parse(file).iterfind(".//{*}loc"):
            yield "sitemap", place.text or ""


def _of_tag(tag: Tag) -> Iterator[tuple[str, str]]:
    kind = " ".join(
        [tag.name, *(tag.get_attribute_list("rel") if tag.name == "link" else [])]
    )
    for name, value in tag.attrs.items():
        text = " ".join(value) if isinstance(value, list) else value
        if name in ADDRESSES:
            yield f"{kind} {name}", text
        elif name in SETS:
            for candidate in text.split(","):
                yield f"{kind} {name}", (candidate.split() or [""])[0]
        elif name in IDS:
            for one in text.split():
                yield f"{kind} {name}", f"#{one}"
        else:
            yield from _of_style(f"{kind} {name}", text)
    if tag.name == "script" and tag.get("id") == "__config":
        settings = json.loads(tag.get_text())
        yield "script base", settings["base"]
        yield "script search", settings["search"]


def _of_style(kind: str, text: str) -> Iterator[tuple[str, str]]:
    for link in _URL.finditer(text):
        address = link[1] or link[2]
        if not address.startswith("data:"):
            yield kind, address


def main() -> None:
    """Write the list of links to other sites; what was known of one is kept."""
    with tempfile.TemporaryDirectory() as scratch:
        build(Path(scratch) / "site")
        address = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")
        found = look(Path(scratch) / "site", address)
    known = {link.address: link for link in follow_links.read()}
    links = [known.get(a, follow_links.Link(a)) for a in found.elsewhere]
    follow_links.write(links)
    print(f"{len(links)} links to other sites, in {follow_links.LIST}")


if __name__ == "__main__":
    main()
