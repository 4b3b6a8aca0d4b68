"""A small server for the built site.

The site also works straight from its files. The server is there for lecturers who want an address, and it listens
to this computer only.
"""

from __future__ import annotations

import errno
import os
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

__all__ = ["ADDRESS", "SiteServer", "serve_on_a_free_port"]

ADDRESS = "127.0.0.1"
PORTS_TRIED = 50


def serve_on_a_free_port(site: Path, first: int) -> SiteServer:
    """A server for `site` on port `first`, or on the next one that is free.

    Raises
    ------
    OSError
        If none of the ports after `first` is free.
    """
    for port in range(first, min(first + PORTS_TRIED, 65536)):
        try:
            return SiteServer(site, port)
        except (OSError, OverflowError) as error:
            # Windows keeps some ports for itself and says "no access"
            if getattr(error, "errno", None) not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise OSError(f"no free port from {first} on: close a program that serves pages, or choose another with --port")


class SiteServer(ThreadingHTTPServer):
    """Serves one folder on this computer only.

    Parameters
    ----------
    site
        The folder, with an ``index.html`` in it.
    port
        The port; 0 takes any free one.
    """

    daemon_threads = True
    # on Windows this would let two servers share one port, and pages come from either
    allow_reuse_address = os.name != "nt"

    def __init__(self, site: Path, port: int) -> None:
        self.site = site.resolve()
        super().__init__((ADDRESS, port), _Pages)

    @property
    def url(self) -> str:
        """The address of the start page."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that left before its page was sent."""


class _Pages(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SiteServer
    # told here, because on Windows the registry can say that JavaScript is plain text, and then no module runs
    extensions_map = {
        "": "application/octet-stream",
        ".css": "text/css; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".ico": "image/x-icon",
        ".ipynb": "application/x-ipynb+json",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".md": "text/plain; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".woff2": "font/woff2",
    }

    def __init__(self, request: object, client_address: object, server: SiteServer) -> None:
        super().__init__(request, client_address, server, directory=str(server.site))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """The file for `path`, or one that does not exist for a link that leads out of the site."""
        found = super().translate_path(path)
        inside = Path(found).resolve().is_relative_to(self.server.site)
        return found if inside else str(self.server.site / "outside-the-site")

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # type: ignore[override]
        """Show no folders: a page that is not there is not found."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        # a page that was built again must not come from the browser's memory
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the lecturer's window quiet."""
