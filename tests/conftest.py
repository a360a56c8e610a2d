"""What the tests of the site share: the site, a browser, what was not checked."""

from __future__ import annotations

import os
import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    sync_playwright,
)

from site_tools.build import build, wheel_name
from site_tools.serve import host
from tests.browsing import LAPTOP
from tests.live import LONG

SUB_PATH = "/attention-worked-out/"
REPOSITORY = "https://example.org/attention-worked-out"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def built_for(url: str) -> dict[str, str]:
    """The variables by which a build learns its address and that of its source."""
    return {"SITE_URL": url, "REPO_URL": REPOSITORY, "EDIT_URI": "edit/main/docs/"}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder for the site, and the address at which it is served.

    The address comes first: instant navigation works at the one that was built for.
    """
    target = tmp_path_factory.mktemp("built") / "site"
    with host(target, 0, SUB_PATH, keep=600) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield target, f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def site(served: tuple[Path, str]) -> Path:
    """The whole site, built strictly as for a project page, below a sub-path."""
    target, url = served
    with pytest.MonkeyPatch.context() as patch:
        for name, value in built_for(url).items():
            patch.setenv(name, value)
        build(target)
    return target


@pytest.fixture(scope="session")
def wheel(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the site serves, unpacked in a folder that has NumPy beside it."""
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(site / "download" / wheel_name()) as archive:
        names = archive.namelist()
        archive.extractall(folder)
    assert "attention/py.typed" in names
    assert not [n for n in names if n.startswith(("tests", "site_tools", "docs"))]
    for part in Path(np.__file__).parents[1].glob("numpy*"):
        (folder / part.name).symlink_to(part)
    return folder


@pytest.fixture(scope="session")
def address(served: tuple[Path, str], site: Path) -> str:  # noqa: ARG001 - built first
    """The address of the site, served as a static host does, below a sub-path."""
    return served[1]


def find_chromium() -> str | None:
    """Return where Chromium, or Chrome, is."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium, or Chrome, is."""
    found = find_chromium()
    if found is None:
        not_checked("the pages in a browser (no chromium found)")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers; there can be only one at a time."""
    with sync_playwright() as starter:
        yield starter


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """A headless Chromium, or Chrome."""
    running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield running
    running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser as new, which waits long for what it is asked for."""
    context = browser.new_context(viewport={"width": LAPTOP, "height": 900})
    context.set_default_timeout(LONG)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """The softmax's page; what it promises and nobody catches is a fault."""
    page = context.new_page()
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(address + "softmax/", wait_until="networkidle")
    yield page
    assert errors == []


def not_checked(what: str) -> NoReturn:
    """Leave a check out for want of a tool: the summary says so, and CI fails."""
    leave = pytest.fail if os.environ.get("CI") else pytest.skip
    leave(f"not checked: {what}")
