"""Follow the links to other sites, and write down when and what they answered.

The weekly workflow runs this, and nothing else does: a test that needs the network
would fail for reasons of others. It needs no package, since it may push what it wrote.
"""

from __future__ import annotations

import datetime
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

LIST = Path(__file__).resolve().parent.parent / "docs" / "external-links.txt"
HEADER = (
    "# The links of these pages to other sites: when each was last followed, and the\n"
    "# status that it answered. 200: a page. 403, 429: programs are not let in.\n"
)
NOT_CHECKED = "not checked"
GONE = frozenset({"404", "410", "no answer"})
TRIES = 3
PAUSE = 2.0  # seconds: between two tries, and for courtesy between two links
PATIENCE = 30.0  # seconds for one answer


@dataclass(frozen=True)
class Link:
    """An address of another site, the day it was followed, and its answer."""

    address: str
    day: str = NOT_CHECKED
    answer: str = "-"


def read(file: Path = LIST) -> list[Link]:
    """Return the links of the list; ValueError for a line that is none."""
    links = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            day, answer, address = line.split("\t")
            links.append(Link(address, day, answer))
    return links


def write(links: list[Link], file: Path = LIST) -> None:
    """Write the list, in the order of the addresses."""
    lines = [
        f"{link.day}\t{link.answer}\t{link.address}\n"
        for link in sorted(links, key=lambda link: link.address)
    ]
    file.write_text(HEADER + "".join(lines), encoding="utf-8")


def follow(address: str) -> str:
    """Return the status that an address answers, or `no answer`."""
    # Some hosts refuse what does not look like a browser, and HEAD requests.
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0"})
    answer = "no answer"
    for attempt in range(TRIES):
        time.sleep(PAUSE * (attempt > 0))
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return str(response.status)
        except urllib.error.HTTPError as refusal:
            answer = str(refusal.code)
            if refusal.code < 500:
                break
        except (OSError, HTTPException):
            answer = "no answer"
    return answer


def main(file: Path = LIST) -> None:
    """Follow each link, write the list anew, and fail if one leads nowhere."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    links = []
    for link in read(file):
        links.append(Link(link.address, today, follow(link.address)))
        print(links[-1].answer, link.address, flush=True)
        time.sleep(PAUSE)
    write(links, file)
    gone = [link.address for link in links if link.answer in GONE]
    if gone:
        sys.exit("These links lead nowhere:\n" + "\n".join(gone))


if __name__ == "__main__":
    main()
