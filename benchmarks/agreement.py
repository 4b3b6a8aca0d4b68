"""Nominal alpha beside the package `krippendorff`, on the same codes: time, extra memory, and one more student.

Both get the codes of every coder in the form they like best: places in a list of values for ours, numbers with NaN for the
package. The value must be equal to 1e-12. Times are medians of runs side by side. Extra memory is the most that is held
at once beyond the codes. For one more student to ten thousand, ours keeps its counts; the package, which keeps nothing,
computes anew, and beside it from counts that are kept for it (`value_counts`), which is no limit here.

    python benchmarks/agreement.py
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import krippendorff
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

import results

from course.agreement import Counts, alpha, count_places

SIZES = ((30, 40), (300, 40), (10_000, 200))
VALUES = tuple(range(40))
RUNS = 9
LEAST = 12.0
LEAST_MEMORY = 4.0
LEAST_STUDENT = 1000.0
CLOSE = 1e-12


def codes(coders: int, items: int) -> np.ndarray:
    """Codes that agree more often than by chance, a twentieth of them missing."""
    draws = np.random.default_rng(coders)
    liked = draws.integers(0, len(VALUES), items)
    found = np.where(draws.random((coders, items)) < 0.5, liked, draws.integers(0, len(VALUES), (coders, items)))
    found[draws.random((coders, items)) < 0.05] = -1
    return found


def seconds(work: Callable[[], object], least: float = 0.02) -> float:
    """Seconds a call, over as many calls as fill `least` seconds."""
    calls, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < least or not calls:
        work()
        calls += 1
    return spent / calls


def memory(work: Callable[[], object]) -> int:
    """The most bytes held at once during a call."""
    work()
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def package_counts(counts: Counts) -> np.ndarray:
    return counts.table.astype(np.int64)


def main() -> int:
    ratios: dict[str, float] = {}
    medians: dict[str, float] = {}
    missed: list[str] = []

    def hold(name: str, ratio: float, least: float) -> None:
        ratios[name] = round(ratio, 1)
        if ratio < least:
            missed.append(f"{name}: {ratio:.1f}, at least {least:g}")

    for coders, items in SIZES:
        size = f"{coders} x {items}"
        places = codes(coders, items)
        plain = np.where(places < 0, np.nan, places).astype(np.float64)
        ours = lambda places=places: alpha(count_places(places, VALUES))  # noqa: E731
        theirs = lambda plain=plain: krippendorff.alpha(reliability_data=plain, level_of_measurement="nominal")  # noqa: E731
        if abs(ours() - theirs()) > CLOSE:
            missed.append(f"{size}: alpha is {ours()!r}, the package has {theirs()!r}")
        own, peer = side_by_side(ours, theirs)
        medians[f"{size} (ms)"], medians[f"{size}, peer (ms)"] = round(own * 1e3, 4), round(peer * 1e3, 4)
        hold(size, peer / own, LEAST)
        own_bytes, peer_bytes = memory(ours), memory(theirs)
        medians[f"{size}, memory (kB)"], medians[f"{size}, memory, peer (kB)"] = round(own_bytes / 1e3, 1), round(peer_bytes / 1e3, 1)
        hold(f"{size}, memory", peer_bytes / own_bytes, LEAST_MEMORY)
    kept, row = count_places(places, VALUES), places[0].tolist()
    student = [None if place < 0 else place for place in row]
    both = np.vstack([plain, plain[:1]])
    one_more = lambda: alpha(kept.plus(student))  # noqa: E731
    anew = lambda: krippendorff.alpha(reliability_data=both, level_of_measurement="nominal")  # noqa: E731
    if abs(one_more() - anew()) > CLOSE:
        missed.append(f"one more student: alpha is {one_more()!r}, the package has {anew()!r}")
    own, peer = side_by_side(one_more, anew)
    medians["one more student (ms)"], medians["one more student, peer (ms)"] = round(own * 1e3, 4), round(peer * 1e3, 4)
    hold("one more student", peer / own, LEAST_STUDENT)
    table = package_counts(kept.plus(student))
    counted = lambda: krippendorff.alpha(value_counts=table, level_of_measurement="nominal")  # noqa: E731
    own, peer = side_by_side(one_more, counted)
    medians["one more student, peer with counts kept for it (ms)"] = round(peer * 1e3, 4)
    ratios["one more student, peer with counts kept for it"] = round(peer / own, 1)
    written = results.write("agreement", ratios, medians, ("krippendorff", "numpy"))
    for name, value in medians.items():
        print(f"{value:>12}  {name}")
    for name, value in ratios.items():
        print(f"{value:>11}x  {name}, peer / ours")
    print(f"written to {written}")
    for line in missed:
        print(f"TOO LITTLE: {line}", file=sys.stderr)
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
