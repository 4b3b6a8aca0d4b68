"""How long do ten thousand answer codes take: on the page that a lecturer opens, and with the command after start-up?

A class of ten thousand hands in codes for lesson 4, one a line with a name before it. Timed on the page is from pasting
until the whole picture stands there; of the command, from reading the file until the last line is made. Beside it the
same answers without codes or names, as a plain table that pandas reads, counts and gives to the package `krippendorff`,
with as many resamples for every interval. A code costs more to read than a column; the counting has to make up for it.

    python benchmarks/tally.py
"""

from __future__ import annotations

import functools
import http.server
import io
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

import results
from page import chromium

from course.boards.answer_code import ROLES, encode
from course.book.build import build
from course.classroom import report
from course.classroom.find_codes import find_codes
from course.classroom.handed_in import read_text
from course.classroom.sheets import find, sheet_with
from course.classroom.tally import RESAMPLES, classes, gather

STUDENTS = 10_000
RUNS = 5
MOST_SECONDS = {"the command": 1.0, "the page": 2.0}
PASTE = """text => {
  const area = document.querySelector(".b-classpicture textarea"), data = new DataTransfer();
  data.setData("text/plain", text);
  const start = performance.now();
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  return new Promise(done => {
    const look = () => document.querySelector(".b-picture .b-exports") ? (document.body.getBoundingClientRect(), done((performance.now() - start) / 1000)) : setTimeout(look, 5);
    look();
  });
}"""


def handed_in() -> tuple[str, pd.DataFrame]:
    """The chat of a large class, and the same first choices as a table."""
    dice, sheet = random.Random(1), sheet_with("placing")
    lines, rows = [], []
    liked = {item: dice.sample(options, 6) for item, options in zip(sheet.items, sheet.options, strict=True)}
    for number in range(STUDENTS):
        answers = {item: [dice.choice(options[: 3 + number % 4])] for item, options in liked.items()}
        role, round_ = ROLES[1 + number % 2], 1 + number // 2 % 2
        lines.append(f"10:{number // 60 % 60:02}:{number % 60:02} From Stu {number} to Everyone: {encode(sheet, answers, role=role, round=round_)}")
        rows.append({"role": role, "round": round_, **{item: chosen[0] for item, chosen in answers.items()}})
    return "\n".join(lines), pd.DataFrame(rows)


def with_command(path: Path) -> None:
    for tally in classes(gather(find_codes(read_text(str(path), "en"), find))):
        report.picture(tally, "en")


def with_pandas(table: str) -> None:
    """Spread per question and round; alpha for everyone and each role and round, with intervals."""
    read = pd.read_csv(io.StringIO(table))
    items = list(read.columns[2:])
    values = pd.Index(sorted(set(read[items].to_numpy().ravel())))
    draws = np.random.default_rng(1)
    for _, part in read.groupby("round"):
        for item in items:
            part[item].value_counts()
        for one in (part, *(rows for _, rows in part.groupby("role"))):
            places = values.get_indexer(one[items].to_numpy().ravel()).reshape(len(one), len(items))
            counts = np.array([np.bincount(column, minlength=len(values)) for column in places.T])
            krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
            for _ in range(RESAMPLES):
                krippendorff.alpha(value_counts=counts[draws.integers(0, len(items), len(items))], level_of_measurement="nominal")


def on_page(page: Page, address: str, text: str) -> float:
    page.goto(address)
    page.wait_for_selector(".b-classpicture[data-ready]")
    return page.evaluate(PASTE, text)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> int:
    text, table = handed_in()
    plain, site = table.to_csv(index=False), build(results.ROOT, quiet=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    times: dict[str, list[float]] = {"the command": [], "the page": [], "pandas and krippendorff": []}
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        path = Path(scratch) / "chat.txt"
        path.write_text(text, "utf-8")
        with_command(path)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        for _ in range(RUNS):
            times["the command"].append(seconds(lambda: with_command(path)))
            times["the page"].append(on_page(page, f"http://127.0.0.1:{server.server_port}/en/class-picture.html", text))
            times["pandas and krippendorff"].append(seconds(lambda: with_pandas(plain)))
        versions = {"chromium": browser.version}
        browser.close()
    server.shutdown()
    medians = {f"{name} (s)": round(statistics.median(found), 3) for name, found in times.items()}
    peer = statistics.median(times["pandas and krippendorff"])
    ratios = {name: round(peer / statistics.median(times[name]), 1) for name in MOST_SECONDS}
    written = results.write("tally", ratios, medians, ("krippendorff", "pandas", "numpy", "playwright"), versions)
    for name, value in medians.items():
        print(f"{value:>8}  {name}")
    for name, value in ratios.items():
        print(f"{value:>7}x  {name}, pandas and krippendorff / ours")
    print(f"written to {written}")
    slow = [name for name, most in MOST_SECONDS.items() if statistics.median(times[name]) > most]
    for name in slow:
        print(f"TOO SLOW: {name} took {medians[f'{name} (s)']} s, at most {MOST_SECONDS[name]} s", file=sys.stderr)
    return bool(slow)


if __name__ == "__main__":
    sys.exit(main())
