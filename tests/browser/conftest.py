"""A browser for the tests: an installed Chromium that reaches nothing but this computer, and whose complaints count.

Every page a test opens is watched. A request to another host is refused and fails the test, and so does every error
in the console and every exception on the page.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

from course.serve import ADDRESS, SiteServer
from tests.browser.chromium import ARGUMENTS, installed
from tests.browser.desk import CALM, LESSON, Desk

HERE = Path(__file__).parent
# What is shown within this time is there; the machine that runs the tests may be busy.
PATIENCE = 10_000
WIDE, PHONE = (1280, 900), (360, 740)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: while Playwright runs, no kernel can be started in this process."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; without one they are skipped, except where the tests must be complete."""
    found = installed()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this computer until the tests end; gives the address, with a slash at the end."""
    running: list[SiteServer] = []

    def start(folder: Path) -> str:
        server = SiteServer(folder, 0)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        running.append(server)
        return server.url

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """Where the built site is served."""
    return serve(site)


@dataclass
class Visitor:
    """Opens pages in contexts of their own and writes down what went wrong in them."""

    browser: Browser
    address: str
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def context(self, *, size: tuple[int, int] = WIDE, dark: bool = False, touch: bool = False, **more: object) -> BrowserContext:
        """A fresh browser profile; `more` goes to Playwright."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light",
            has_touch=touch, is_mobile=touch, accept_downloads=True, **more)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        context.route("**/*", self._let_through_or_refuse)
        context.on("console", self._note)
        context.on("weberror", lambda error: self.faults.append(f"exception: {error.error}"))
        self.contexts.append(context)
        return context

    def open(self, path: str, *, in_context: BrowserContext | None = None, script: str = "", **context: object) -> Page:
        """Open a page of the site, or any address, after running `script` in it."""
        page = (in_context or self.context(**context)).new_page()  # type: ignore[arg-type]
        if script:
            page.add_init_script(script)
        page.goto(path if "://" in path else self.address + path)
        return page

    def _let_through_or_refuse(self, route: Route) -> None:
        if urlsplit(route.request.url).scheme in {"blob", "data", "file"} or urlsplit(route.request.url).hostname == ADDRESS:
            route.continue_()
        else:
            self.faults.append(f"request to another host: {route.request.url}")
            route.abort()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """Opens pages; afterwards the test fails if any of them complained. A test that expects a complaint clears `faults`."""
    visitor = Visitor(browser, address)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.faults == []


@pytest.fixture
def desk(visitor: Visitor, lang: str) -> Desk:
    """The placing board of the lesson, on a wide page."""
    return Desk.on(visitor.open(f"{lang}/{LESSON}", **CALM))


@pytest.fixture
def dutch(visitor: Visitor) -> Desk:
    return Desk.on(visitor.open(f"nl/{LESSON}", **CALM))
