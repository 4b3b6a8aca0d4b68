"""How long do both books take, from nothing and when nothing changed?

Beside it Jupyter Book by itself, with its own theme, one book after the other.

    python benchmarks/build.py
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import results
import stock

from course.book.build import build

RUNS = 5
MOST_SECONDS = {"cold": 15.0, "no change": 6.0}


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--root", type=Path, default=results.ROOT, help="the repository to measure")
    words.add_argument("--runs", type=int, default=RUNS)
    asked = words.parse_args()
    times: dict[str, list[float]] = {name: [] for name in ("cold", "cold, peer", "no change", "no change, peer")}
    for _ in range(asked.runs):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            books = [stock.prepare(asked.root, lang, folder / "peer" / lang) for lang in ("nl", "en")]
            for when in ("cold", "no change"):
                times[when].append(seconds(lambda: build(asked.root, out=folder / "ours" / "site", quiet=True)))
                times[f"{when}, peer"].append(seconds(lambda: [stock.run(book) for book in books]))
    medians = {f"{name} (s)": round(statistics.median(found), 2) for name, found in times.items()}
    ratios = {name: round(statistics.median(times[f"{name}, peer"]) / statistics.median(times[name]), 1)
              for name in MOST_SECONDS}
    written = results.write("build", ratios, medians, ("jupyter-book", "Sphinx", "myst-nb", "sphinx-book-theme"))
    for name, value in medians.items():
        print(f"{value:>8} s  {name.removesuffix(' (s)')}")
    print(f"written to {written}")
    slow = [name for name, most in MOST_SECONDS.items() if statistics.median(times[name]) > most]
    for name in slow:
        print(f"TOO SLOW: {name} took {medians[f'{name} (s)']} s, at most {MOST_SECONDS[name]} s", file=sys.stderr)
    return bool(slow)


if __name__ == "__main__":
    sys.exit(main())
