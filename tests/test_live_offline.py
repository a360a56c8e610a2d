"""Once something has run, it runs without a network; the machine at home keeps nothing.

A browser keeps files for addresses that it trusts. Tests have no certificate, so the
browser is told to trust one more name, which leads to this machine.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from site_tools.serve import host
from tests import live
from tests.conftest import FLAGS, SUB_PATH
from tests.live import LONG, edit, press, said, snippet

NAME = "pages.test"
SHOWN = "Prints what the page shows"
REGISTERED = "navigator.serviceWorker.getRegistrations().then(all => all.length)"
KEPT = """
caches.open("attention-live").then(cache => cache.keys())
    .then(all => all.map(request => request.url).sort())
"""

SPOIL = """
url => caches.open("attention-live").then(cache => cache.put(url, new Response("half")))
"""


@pytest.fixture(scope="module")
def trusted(
    site: Path,
    playwright: Playwright,
    chromium: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[BrowserContext, str, Path]]:
    """A browser that trusts the site's address, that address, and the site's folder."""
    copy = tmp_path_factory.mktemp("trusted") / "site"
    shutil.copytree(site, copy)
    with host(copy, 0, SUB_PATH) as server:
        threading.Thread(target=server.serve_forever).start()
        origin = f"http://{NAME}:{server.server_port}"
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                *FLAGS,
                f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
                f"--unsafely-treat-insecure-origin-as-secure={origin}",
            ],
        )
        context = browser.new_context()
        context.set_default_timeout(LONG)
        yield context, origin + SUB_PATH, copy
        browser.close()
        server.shutdown()


@pytest.fixture
def page(trusted: tuple[BrowserContext, str, Path]) -> Iterator[Page]:
    context, _, _ = trusted
    page = context.new_page()
    yield page
    context.set_offline(False)
    page.close()


def manifest(site: Path) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = json.loads(
        (site / "live" / "manifest.json").read_text(encoding="utf-8")
    )
    return read


def wait_until_kept(page: Page, url: str, site: Path) -> None:
    """Wait until the browser has kept all files, and nothing else."""
    files = ["manifest.json", *(file["at"] for file in manifest(site).values())]
    wanted = sorted(f"{url}live/{name}" for name in files)
    for _ in range(100):
        if page.evaluate(KEPT) == wanted:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(KEPT) == wanted


def test_the_first_run_registers_it_and_then_no_network_is_needed(
    trusted: tuple[BrowserContext, str, Path], page: Page
) -> None:
    context, url, site = trusted
    page.goto(url + "softmax/", wait_until="networkidle")
    press(snippet(page, 1), "edit")
    page.locator(".cm-content").wait_for()
    assert page.evaluate(REGISTERED) == 0
    press(snippet(page, 1), "reset")
    assert live.run(page, 1).startswith(SHOWN)
    wait_until_kept(page, url, site)
    assert page.evaluate(REGISTERED) == 1

    other = context.new_page()  # the browser has this page, and nothing of what runs
    other.goto(url + "softmax/", wait_until="networkidle")
    context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        context.new_page().goto(url + "masks/")  # it answers for no page
    assert live.run(other, 1).startswith(SHOWN)
    press(edit(other, 2, "while True: pass"), "run")
    press(snippet(other, 2), "stop")
    assert "Stopped" in said(snippet(other, 2))
    press(snippet(other, 2), "reset")
    assert live.run(other, 2).startswith(SHOWN)
    workspace = live.open_exercise(other, 1)
    assert "put your answer" in live.verdict(workspace)
    other.close()


def test_what_was_kept_and_spoiled_is_fetched_again(
    trusted: tuple[BrowserContext, str, Path], page: Page
) -> None:
    _, url, site = trusted
    page.goto(url + "softmax/", wait_until="networkidle")
    assert live.run(page, 1).startswith(SHOWN)
    wait_until_kept(page, url, site)
    numpy = f"{url}live/{manifest(site)['numpy.zip']['at']}"
    page.evaluate(SPOIL, numpy)
    page.reload(wait_until="networkidle")
    assert live.run(page, 1).startswith(SHOWN)
    wait_until_kept(page, url, site)
    page.reload(wait_until="networkidle")
    assert live.run(page, 1).startswith(SHOWN)


def test_a_new_version_takes_the_place_of_the_old_one(
    trusted: tuple[BrowserContext, str, Path], page: Page
) -> None:
    context, url, site = trusted
    page.goto(url + "softmax/", wait_until="networkidle")
    assert live.run(page, 1).startswith(SHOWN)
    wait_until_kept(page, url, site)
    old_page = context.new_page()
    old_page.goto(url + "softmax/", wait_until="networkidle")
    assert live.run(old_page, 1).startswith(SHOWN)
    files = manifest(site)
    old = files["exercises.json"]["at"]
    files["exercises.json"]["at"] = "exercises-new.json"
    (site / "live" / old).rename(site / "live" / "exercises-new.json")
    (site / "live" / "manifest.json").write_text(json.dumps(files), encoding="utf-8")
    page.reload(wait_until="networkidle")
    assert live.run(page, 1).startswith(SHOWN)
    wait_until_kept(page, url, site)
    assert f"{url}live/{old}" not in page.evaluate(KEPT)
    # A page of the old version, where Python starts anew, spoils nothing of the new.
    press(edit(old_page, 2, "while True: pass"), "run")
    press(snippet(old_page, 2), "stop")
    press(snippet(old_page, 2), "reset")
    assert live.run(old_page, 2).startswith(SHOWN)
    old_page.wait_for_timeout(1000)
    wait_until_kept(page, url, site)
    old_page.close()


def test_where_nothing_can_be_kept_it_runs_all_the_same(
    trusted: tuple[BrowserContext, str, Path], page: Page
) -> None:
    _, url, _ = trusted
    page.add_init_script("caches.open = () => Promise.reject(new Error('full'))")
    page.goto(url + "softmax/", wait_until="networkidle")
    assert live.run(page, 1).startswith(SHOWN)


def test_the_server_at_home_leaves_nothing_behind(
    trusted: tuple[BrowserContext, str, Path], page: Page
) -> None:
    _, url, _ = trusted
    home = f"http://127.0.0.1:{urlsplit(url).port}{SUB_PATH}"
    page.goto(home + "softmax/", wait_until="networkidle")
    assert live.run(page, 1).startswith(SHOWN)
    page.wait_for_timeout(500)
    assert page.evaluate(REGISTERED) == 0
    assert page.evaluate("caches.keys()") == []
