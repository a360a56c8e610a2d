"""Build the site and serve it as a static host would, on http://127.0.0.1:8000."""

from __future__ import annotations

import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from site_tools.build import SITE, BuildError, build

PORT = 8000


class StaticHost(SimpleHTTPRequestHandler):
    """Serves a folder below the path of the site's address; 404.html for the rest."""

    def __init__(self, *args: object, prefix: str = "/", **kwargs: object) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Take the prefix off; a path outside of it leads nowhere."""
        if not path.startswith(self.prefix):
            path = "/outside-of-the-site"
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Send the site's own page for a missing one."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of requests that went well."""


def host(site: Path, port: int, prefix: str = "/") -> ThreadingHTTPServer:
    """Return a server of `site`, ready to serve; OSError if the port is taken."""
    handler = partial(StaticHost, directory=str(site), prefix=prefix)
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
