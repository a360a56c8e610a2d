"""Build the site and serve it as a static host would, on http://127.0.0.1:8000."""

from __future__ import annotations

import gzip
import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from site_tools.build import SITE, BuildError, build

PORT = 8000
TEXT_BY_ANOTHER_NAME = {
    "application/javascript",
    "application/json",
    "application/xml",
    "image/svg+xml",
}


class StaticHost(SimpleHTTPRequestHandler):
    """Serves a folder below the path of the site's address; 404.html for the rest.

    As on a real host, what is text travels compressed and is kept for a while.
    """

    protocol_version = "HTTP/1.1"  # one connection serves many requests

    def __init__(
        self, *args: object, prefix: str = "/", keep: int = 0, **kwargs: object
    ) -> None:
        self.prefix = prefix
        self.keep = keep
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Take the prefix off; a path outside of it leads nowhere."""
        if not path.startswith(self.prefix):
            path = "/outside-of-the-site"
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_head(self) -> BytesIO | None:
        """Send the headers of a file, or of the site's own page for a missing one."""
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            if not urlsplit(self.path).path.endswith("/"):
                super().send_head()  # leads on to the address with a slash
                return None
            file /= "index.html"
        found = file.is_file()
        file = file if found else Path(self.directory) / "404.html"
        body = file.read_bytes()
        kind = self.guess_type(file)
        self.send_response(200 if found else 404)
        self.send_header("Cache-Control", f"max-age={self.keep}")
        if kind.startswith("text/") or kind in TEXT_BY_ANOTHER_NAME:
            kind += "; charset=utf-8"
            self.send_header("Vary", "Accept-Encoding")
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                self.send_header("Content-Encoding", "gzip")
                body = gzip.compress(body, compresslevel=6)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of requests that went well."""


def host(
    site: Path, port: int, prefix: str = "/", keep: int = 0
) -> ThreadingHTTPServer:
    """Return a server of `site`, ready to serve; OSError if the port is taken.

    A browser may keep what it got for `keep` seconds; 0, since a page that was built
    anew must not be shown as it was.
    """
    handler = partial(StaticHost, directory=str(site), prefix=prefix, keep=keep)
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


def main() -> None:
    """Take the port first, then build, then serve until interrupted."""
    prefix = urlsplit(os.environ.get("SITE_URL", "")).path or "/"
    try:
        server = host(SITE, PORT, prefix)
    except OSError:
        sys.exit(f"Port {PORT} is taken: stop what listens there, then run this again.")
    try:
        build()
        print(
            f"The site is at http://127.0.0.1:{PORT}{prefix} (Ctrl+C stops it).",
            flush=True,
        )
        server.serve_forever()
    except BuildError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
