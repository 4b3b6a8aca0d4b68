"""How heavy is a lesson page, and how soon does its board answer? Beside it the same page as Jupyter Book makes it.

Everything the browser asks for counts, as it comes over the line from a server that compresses. Times are from the
start of loading until the exercise of the page has answered a press on its button, laid out on the page; with an empty
cache, on a free and on a 20 times slowed processor. Beside it, without a limit: until every board is ready.
The books differ in words only, so the English pages are weighed and not timed.

    python benchmarks/page.py                     the pages with a board, against the limits
    python benchmarks/page.py --all               the weight of every other page as well
    python benchmarks/page.py --only 05 --runs 3  the pages with this in their name, fewer times
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

import results
import stock

from course.book.build import build

RUNS = 5
TIMED = "nl"
SLOW = 20
MOST_KB = 450
MOST_SECONDS = {1: 1.0, SLOW: 4.0}
# A board says for itself when it is ready. Then the exercise is asked something: its answer counts when it has been laid out,
# for the browser leaves that for later where a board is not in sight.
WATCH = """
(() => {
  const watcher = new MutationObserver(look);
  function look() {
    const boards = document.querySelectorAll('script[type="application/vnd.jupyter.widget-view+json"]').length;
    const ready = document.querySelectorAll("[data-ready]"), exercise = [...ready].find(board => !board.matches(".b-sheet"));
    if (!window.answeredAt && exercise) {
      window.answeredAt = Infinity;
      (exercise.querySelector("[data-f='pick']") || exercise.querySelector("button:not([hidden])")).click();
      exercise.getBoundingClientRect();
      window.answeredAt = performance.now();
    }
    if (document.readyState === "loading" || !boards || ready.length < boards) return;
    if (!window.answeredAt) window.answeredAt = performance.now();
    window.readyAt = performance.now();
    watcher.disconnect();
  }
  watcher.observe(document, { subtree: true, childList: true, attributeFilter: ["data-ready"] });
})();
"""


@dataclass(frozen=True)
class Visit:
    """One look at a page: kilobytes over the line, seconds until the exercise answered and until every board was ready."""

    kilobytes: float
    answered: float = 0.0
    ready: float = 0.0


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files as web hosts do: text compressed, the rest as it is."""

    def do_GET(self) -> None:  # noqa: N802 (named by the standard library)
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        text = path.suffix in {".html", ".css", ".js", ".svg", ".json"}
        if text:
            content = _compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@functools.cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def visit(browser: Browser, address: str, slow: int, *, board: bool) -> Visit:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    line.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load", timeout=120_000)
    answered = ready = 0.0
    if board:
        page.wait_for_function("window.readyAt", timeout=120_000)
        answered, ready = (time / 1000 for time in page.evaluate("[window.answeredAt, window.readyAt]"))
    page.wait_for_load_state("networkidle")
    context.close()
    return Visit(sum(sizes) / 1000, answered, ready)


def pages_with_boards(site: Path) -> list[str]:
    found = (path for path in sorted(site.glob("*/*.html")))
    return [path.relative_to(site).as_posix() for path in found if "data-board-model" in path.read_text("utf-8")]


def chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if found is None:
        sys.exit("this benchmark needs Chromium: install it, for instance with the package manager of your system")
    return found


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--all", action="store_true", help="weigh the other pages as well")
    words.add_argument("--only", default="", help="only pages with this in their name")
    words.add_argument("--runs", type=int, default=RUNS, help="how often each page is opened")
    words.add_argument("--root", type=Path, default=results.ROOT, help="the repository to measure")
    asked = words.parse_args()
    site = build(asked.root, quiet=True)
    with_boards = pages_with_boards(site)
    boards = [page for page in with_boards if asked.only in page]
    if not boards:
        sys.exit("no page with a board " + (f"has {asked.only!r} in its name" if with_boards else "was built") + ", so there is nothing to measure")
    medians: dict[str, float] = {}
    ratios: dict[str, float] = {}
    too_much: list[str] = []
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        peers = {lang: stock.run(stock.prepare(asked.root, lang, Path(scratch) / lang)) for lang in sorted({page.partition("/")[0] for page in boards})}
        for page in boards:
            lang, _, name = page.partition("/")
            with serving(site) as ours, serving(peers[lang]) as theirs:
                both = (f"{ours}/{page}", f"{theirs}/{name}")
                for slow, most in MOST_SECONDS.items() if lang == TIMED else ():
                    # Side by side, so that a busy moment of this machine hits both.
                    pairs = [[visit(browser, address, slow, board=True) for address in both] for _ in range(asked.runs)]
                    own, peer = (statistics.median(one.answered for one in side) for side in zip(*pairs, strict=True))
                    medians[f"{page} answers at {slow}x (s)"] = round(own, 3)
                    medians[f"{page} answers at {slow}x, peer (s)"] = round(peer, 3)
                    medians[f"{page} every board ready at {slow}x (s)"] = round(statistics.median(one.ready for one, _ in pairs), 3)
                    ratios[f"{page} answers at {slow}x"] = round(peer / own, 1)
                    if own > most:
                        too_much.append(f"{page}: the exercise answers after {own:.2f} s at {slow}x, at most {most} s")
                own, peer = (visit(browser, address, 1, board=True).kilobytes for address in both)
                medians[f"{page} weight (kB)"], medians[f"{page} weight, peer (kB)"] = round(own, 1), round(peer, 1)
                ratios[f"{page} weight"] = round(peer / own, 1)
                if own > MOST_KB:
                    too_much.append(f"{page}: {own:.0f} kB, at most {MOST_KB} kB")
        if asked.all:
            with serving(site) as ours:
                for path in sorted(site.glob("*/*.html")):
                    if (page := path.relative_to(site).as_posix()) not in with_boards and asked.only in page:
                        weighed = visit(browser, f"{ours}/{page}", 1, board=False)
                        medians[f"{page} weight (kB)"] = round(weighed.kilobytes, 1)
        versions = {"chromium": browser.version}
        browser.close()
    packages = ("jupyter-book", "sphinx-book-theme", "ipywidgets", "playwright")
    written = results.write("page", ratios, medians, packages, versions)
    for name, value in medians.items():
        print(f"{value:>10}  {name}")
    for name, value in ratios.items():
        print(f"{value:>9}x  {name}, peer / ours")
    print(f"written to {written}")
    for line in too_much:
        print(f"TOO MUCH: {line}", file=sys.stderr)
    return bool(too_much)


if __name__ == "__main__":
    sys.exit(main())
