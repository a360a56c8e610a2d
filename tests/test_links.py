"""Each reference of the built site leads somewhere; those to other sites are listed."""

from __future__ import annotations

import datetime
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from site_tools import follow_links, links
from site_tools.build import ROOT
from tests.bar import Record
from tests.conftest import REPOSITORY

HERE = "http://127.0.0.1/sub/"


def test_each_reference_leads_somewhere_and_the_list_has_all_to_other_sites(
    site: Path, address: str, record_property: Record
) -> None:
    found = links.look(site, address)
    assert found.broken == []
    assert found.within > 2000
    elsewhere = {a for a in found.elsewhere if not a.startswith(REPOSITORY)}
    assert elsewhere == {link.address for link in follow_links.read()}, "run make links"
    record_property("links", (found.within, len(elsewhere)))


PAGE = """
<h1 id="top">A page</h1> <label for="box">Box</label> <input id="box">
<a href="#top">1</a> <a href="../sub/">2</a> <a href="page.html#%C3%A9t%C3%A9">3</a>
<a href="https://example.org/#x">4</a>
<link rel="canonical" href="https://example.org/page">
<img src="a%20b.png" srcset="a%20b.png, a%20b.png 2x" alt="" style="color: red">
<svg aria-labelledby="top box"><use href="#top"/><path fill="url(#top)"/></svg>
<script id="__config" type="a/b">{"base": ".", "search": "page.html"}</script>
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site in which each reference leads somewhere."""
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "page.html").write_text('<p id="été"></p>', encoding="utf-8")
    (tmp_path / "a b.png").touch()
    (tmp_path / "look.css").write_text("@import 'look.css'; p {mask: url( 'a b.png')}")
    (tmp_path / "search").mkdir()
    index = '{"docs": [{"location": ""}, {"location": "page.html#été"}]}'
    (tmp_path / "search" / "search_index.json").write_text(index, encoding="utf-8")
    (tmp_path / "sitemap.xml").write_text(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{HERE}page.html</loc></url></urlset>"
    )
    return tmp_path


def test_references_of_each_kind_are_counted(small: Path) -> None:
    found = links.look(small, HERE)
    assert found.broken == []
    assert found.within == 18
    assert found.elsewhere == {"https://example.org/#x", "https://example.org/page"}


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("index.html", 'href="#top">1', 'href="#nowhere">1'),
        ("index.html", 'href="../sub/"', 'href="../"'),
        ("index.html", 'href="../sub/"', 'href="search/"'),
        ("index.html", 'href="../sub/"', 'href=""'),
        ("index.html", 'href="../sub/"', 'href="javascript:alert(1)"'),
        ("index.html", "page.html#%C3%A9t%C3%A9", "page.html#ete"),
        ("index.html", "page.html#%C3%A9t%C3%A9", "Page.html"),
        ("index.html", 'src="a%20b.png"', 'src="https://example.org/a.png"'),
        ("index.html", "a%20b.png 2x", "c.png 2x"),
        ("index.html", 'rel="canonical"', 'rel="stylesheet"'),
        ("index.html", 'use href="#top"', 'use href="#nowhere"'),
        ("index.html", 'for="box"', 'for="nothing"'),
        ("index.html", '="top box"', '="top nothing"'),
        ("index.html", "url(#top)", "url(#nowhere)"),
        ("index.html", "color: red", "background: url(c.png)"),
        ("index.html", '"base": "."', '"base": "../"'),
        ("index.html", '"search": "page.html"', '"search": "worker.js"'),
        ("look.css", "a b.png", "c.png"),
        ("look.css", "@import 'look.css'", "@import 'https://example.org/x.css'"),
        ("search/search_index.json", "page.html#été", "page.html#ete"),
        ("sitemap.xml", "sub/page", "page"),
    ],
)
def test_a_broken_reference_is_seen(
    file: str, right: str, wrong: str, small: Path
) -> None:
    text = (small / file).read_text(encoding="utf-8")
    assert text.count(right) == 1
    (small / file).write_text(text.replace(right, wrong), encoding="utf-8")
    assert len(links.look(small, HERE).broken) == 1


def test_the_list_says_not_checked_or_the_day_and_the_answer() -> None:
    listed = follow_links.read()
    assert len(listed) > 100
    assert len({link.address for link in listed}) == len(listed)
    for link in listed:
        if link.day == follow_links.NOT_CHECKED:
            assert link.answer == "-"
        else:
            datetime.date.fromisoformat(link.day)
            assert link.answer == "no answer" or 200 <= int(link.answer) < 600


def test_only_the_weekly_workflow_follows_links() -> None:
    workflows = (ROOT / ".github" / "workflows").glob("*.yml")
    texts = {path.name: path.read_text(encoding="utf-8") for path in workflows}
    assert [n for n, text in texts.items() if "follow_links" in text] == ["links.yml"]
    when = texts["links.yml"].partition("\non:\n")[2].partition("\npermissions:")[0]
    assert re.fullmatch(r'  schedule:\n    - cron: "\d+ \d+ \* \* \d"\n', when)


class _Elsewhere(BaseHTTPRequestHandler):
    """Answers with the status that the path names; the first try of /once is lost."""

    tries = 0

    def do_GET(self) -> None:
        _Elsewhere.tries += 1
        once = self.path == "/once"
        status = 503 if once and _Elsewhere.tries == 1 else 200 if once else 0
        status = status or int(self.path[1:])
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(follow_links, "PAUSE", 0)
    monkeypatch.setattr(_Elsewhere, "tries", 0)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "answer", "tries"),
    [
        ("/200", "200", 1),
        ("/301", "200", 2),
        ("/403", "403", 1),
        ("/404", "404", 1),
        ("/500", "500", follow_links.TRIES),
        ("/once", "200", 2),
    ],
)
def test_a_link_is_followed(path: str, answer: str, tries: int, elsewhere: str) -> None:
    assert follow_links.follow(elsewhere + path) == answer
    assert _Elsewhere.tries == tries


def test_the_list_is_dated_and_a_dead_link_fails(
    elsewhere: str, tmp_path: Path
) -> None:
    file = tmp_path / "list.txt"
    fine = [follow_links.Link(f"{elsewhere}/{status}") for status in (200, 403)]
    follow_links.write(fine, file)
    follow_links.main(file)
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    listed = [(link.day, link.answer) for link in follow_links.read(file)]
    assert listed == [(day, "200"), (day, "403")]

    nobody, gone = "http://127.0.0.1:1/", f"{elsewhere}/404"
    dead = [follow_links.Link(nobody), follow_links.Link(gone)]
    follow_links.write([*fine, *dead], file)
    with pytest.raises(SystemExit, match=f"lead nowhere:\n{nobody}\n{gone}$"):
        follow_links.main(file)
    answers = [link.answer for link in follow_links.read(file)]
    assert answers == ["no answer", "200", "403", "404"]
