"""The small server behind `course open`."""

from __future__ import annotations

import os
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from course import serve


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "_build" / "site"
    (folder / "nl").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "index.html").write_text("start", "utf-8")
    (folder / "nl" / "index.html").write_text("één", "utf-8")
    for name in ("a.js", "a.mjs", "a.css", "a.woff2", "a.svg", "a.json"):
        (folder / name).write_bytes(b"x")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    return folder


@pytest.fixture
def server(site: Path) -> Iterator[serve.SiteServer]:
    with serve.SiteServer(site, 0) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def answer(server: serve.SiteServer, path: str) -> tuple[int, str, str]:
    """Status, type and text of what the server says to a raw request for `path`."""
    with socket.create_connection((serve.ADDRESS, server.server_port), timeout=5) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        got = b"".join(iter(lambda: line.recv(65536), b"")).decode()
    head, _, body = got.partition("\r\n\r\n")
    kind = next((row.split(": ")[1] for row in head.splitlines() if row.startswith("Content-type: ")), "")
    return int(head.split()[1]), kind, body


def test_pages_come_with_their_type(server: serve.SiteServer) -> None:
    assert answer(server, "/") == (200, "text/html; charset=utf-8", "start")
    assert answer(server, "/nl/")[2] == "één"
    kinds = {name: answer(server, f"/{name}")[1] for name in ("a.js", "a.mjs", "a.css", "a.woff2", "a.svg", "a.json")}
    assert kinds["a.js"] == kinds["a.mjs"] == "text/javascript; charset=utf-8"
    assert kinds["a.css"].startswith("text/css")
    assert (kinds["a.woff2"], kinds["a.svg"], kinds["a.json"]) == ("font/woff2", "image/svg+xml", "application/json")


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/nl/../../../secret.txt", "//etc/passwd", "/..%5csecret.txt"])
def test_nothing_outside_the_site_is_served(server: serve.SiteServer, path: str) -> None:
    status, _, body = answer(server, path)
    assert status == 404 and "secret" not in body.replace("secret.txt", "")


@pytest.mark.skipif(os.name == "nt", reason="making a link needs rights on Windows")
def test_a_link_that_leads_out_of_the_site_is_not_followed(server: serve.SiteServer, site: Path) -> None:
    (site / "link.txt").symlink_to(site.parent.parent / "secret.txt")
    assert answer(server, "/link.txt")[0] == 404


def test_folders_are_not_listed(server: serve.SiteServer) -> None:
    assert answer(server, "/empty/")[0] == 404


def test_it_listens_to_this_computer_only(server: serve.SiteServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_nothing_is_written_to_the_window(server: serve.SiteServer, capfd: pytest.CaptureFixture[str]) -> None:
    with urllib.request.urlopen(server.url) as page:
        page.read()
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{server.url}missing")
    assert capfd.readouterr() == ("", "")


def test_a_port_in_use_leads_to_the_next_one(site: Path) -> None:
    with socket.socket() as other:
        other.bind((serve.ADDRESS, 0))
        other.listen()
        taken = other.getsockname()[1]
        with serve.serve_on_a_free_port(site, taken) as server:
            assert taken < server.server_port < taken + serve.PORTS_TRIED


def test_no_free_port_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> None:
        raise OSError(serve.errno.EADDRINUSE, "in use")

    monkeypatch.setattr(serve, "SiteServer", taken)
    with pytest.raises(OSError, match="--port"):
        serve.serve_on_a_free_port(site, 8000)
