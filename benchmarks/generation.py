"""How fast are a million contributions made and written, beside Mimesis, Faker and ``DataFrame.to_csv``?

Every measurement runs in a process of its own and every round runs all sides, so that a busy moment hits each of them.
The peers fill the same twelve columns: ids, codes from the same lists, days in the same years, and two texts that are
about as long as ours. They fill fewer rows; time is scaled up (it grows with the rows), memory is measured at the full number,
of the whole process and of the rows alone (what is added after everything has been imported and prepared).

    python benchmarks/generation.py
    python benchmarks/generation.py --rows 100000 --most-rows 200000     a quick look
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import results

RUNS = 5
SCALED_DOWN = 20
PARTS = 8
BYTES_A_ROW = 480
LEAST = {"Mimesis, rows per second": 100.0, "Faker, rows per second": 70.0, "Mimesis, memory of the whole process": 2.0,
         "DataFrame.to_csv, CSV": 10.0, "DataFrame.to_csv, Parquet": 10.0}  # fmt: skip
FIRST, LAST = date(2025, 1, 1), date(2029, 12, 31)
# As many sentences or words as make texts about as long as ours.
MIMESIS_SENTENCES = {"nl": (6, 7), "en": 3}
FAKER_WORDS = 31


def codes() -> dict[str, list[str]]:
    from course import codebook

    families = {"channel": "channel", "contribution_type": "contribution_type", "scale": "scale", "tone": "tone", "theme_ref": "theme"}
    listed = {column: [entry.code for entry in codebook.family(family)] for column, family in families.items()}
    return {"case_id": ["voorbeeld"], "tenure": ["G01", "G02", "G03", "G04"], **listed}


def ours(count: int) -> Callable[[], Any]:
    from course.synth import many
    from course.synth.parameters import Parameters

    made = many.plan(Parameters())
    return lambda: many.contributions(made, count)


def mimesis(count: int) -> Callable[[], Any]:
    from mimesis import Field, Locale, Schema

    nl, en, listed = Field(Locale.NL, seed=7), Field(Locale.EN, seed=7), codes()

    def row() -> dict[str, Any]:
        number = nl("increment")
        return {
            "contribution_id": f"VB-{number:09d}",
            **{column: nl("choice", items=items) for column, items in listed.items()},
            "received_on": nl("date", start=FIRST.year, end=LAST.year),
            "concreteness": nl("integer_number", start=0, end=3),
            "text_nl": nl("text", quantity=MIMESIS_SENTENCES["nl"][number % 2]),
            "text_en": en("text", quantity=MIMESIS_SENTENCES["en"]),
        }

    return Schema(schema=row, iterations=count).create


def faker(count: int) -> Callable[[], Any]:
    from faker import Faker

    nl, en, listed = Faker("nl_NL"), Faker("en_GB"), codes()
    nl.seed_instance(7)
    en.seed_instance(7)
    return lambda: [
        {
            "contribution_id": f"VB-{number:09d}",
            **{column: nl.random_element(items) for column, items in listed.items()},
            "received_on": nl.date_between(FIRST, LAST),
            "concreteness": nl.random_int(0, 3),
            "text_nl": nl.sentence(nb_words=FAKER_WORDS),
            "text_en": en.sentence(nb_words=FAKER_WORDS),
        }
        for number in range(1, count + 1)
    ]


def to_parts(count: int) -> Callable[[], Any]:
    from course.synth import many, many_files
    from course.synth.parameters import Parameters

    made = many.plan(Parameters())

    def write() -> None:
        with tempfile.TemporaryDirectory() as folder:
            many_files.write_partitions(made, count, folder, "parquet", PARTS)

    return write


def memory(count: int) -> Callable[[], Any]:
    """Nothing but filling as much memory as so many of our rows take: what the machine itself needs for that."""
    import numpy as np

    def fill() -> None:
        held = np.empty(count * BYTES_A_ROW, dtype=np.uint8)
        held.fill(1)

    return fill


MAKERS = {"memory": memory, "ours": ours, "mimesis": mimesis, "faker": faker, "parts": to_parts}


def measure_making(maker: str, count: int) -> dict[str, float]:
    begun = time.perf_counter()
    work = MAKERS[maker](count)
    before, start = peak(), time.perf_counter()
    made = work()
    seconds = time.perf_counter() - start
    whole = peak()
    return {"prepare": start - begun, "seconds": seconds, "megabytes": whole, "for rows": whole - before, "length": _length(made)}


def peak() -> float:
    """Most megabytes so far. Macs count in bytes, others in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def measure_writing(count: int) -> dict[str, float]:
    from course.synth import many_files

    table = ours(count)()
    frame = table.to_pandas()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        work: dict[str, Callable[[], Any]] = {
            "csv": lambda: many_files.write_csv(table, folder / "ours.csv"),
            "parquet": lambda: many_files.write_parquet(table, folder / "ours.parquet"),
            "to_csv": lambda: frame.to_csv(folder / "theirs.csv", index=False),
        }
        return {name: _seconds(one) for name, one in work.items()}


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _length(made: Any) -> float:
    """Letters of text a row, both languages together, in the first thousand rows."""
    rows = made if isinstance(made, list) else made.slice(0, 1000).to_pylist() if made is not None else []
    return statistics.mean(len(row["text_nl"]) + len(row["text_en"]) for row in rows[:1000]) if rows else 0.0


def apart(*words: object) -> dict[str, float]:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, "--measure", *map(str, words)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def median(found: list[dict[str, float]], name: str) -> float:
    return statistics.median(one[name] for one in found)


def compare(rows: int, most: int, runs: int) -> tuple[dict[str, float], dict[str, float]]:
    fewer = max(rows // SCALED_DOWN, 1)
    steps = (most // 2, most)
    sides = {"ours": rows, "mimesis": fewer, "faker": fewer}
    made: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    grown: dict[int, list[dict[str, float]]] = {step: [] for step in steps}
    filled: dict[int, list[dict[str, float]]] = {step: [] for step in (rows, most)}
    written: list[dict[str, float]] = []
    for number in range(1, runs + 1):
        print(f"round {number} of {runs}", file=sys.stderr)
        for side, count in sides.items():
            made[side].append(apart(side, count))
        written.append(apart("writing", rows))
        for step in steps:
            grown[step].append(apart("ours", step))
        for step in filled:
            filled[step].append(apart("memory", step))
    whole = apart("mimesis", rows)
    parts = {step: apart("parts", step) for step in (rows, most)}
    per_second = {side: count / median(made[side], "seconds") for side, count in sides.items()}
    ours_mb, once, most_s = median(made["ours"], "megabytes"), median(made["ours"], "seconds"), median(grown[most], "seconds")
    medians = {
        f"ours, {rows:,} rows (s)": once, "ours, to import and prepare (s)": median(made["ours"], "prepare"),
        **{f"{side}, {fewer:,} rows (s)": median(made[side], "seconds") for side in ("mimesis", "faker")},
        f"mimesis, {rows:,} rows, once (s)": whole["seconds"],
        **{f"{side} (rows/s)": rate for side, rate in per_second.items()},
        **{f"{side}, letters of text a row": median(made[side], "length") for side in sides},
        f"ours, for {rows:,} rows (MB)": median(made["ours"], "for rows"), f"mimesis, for {rows:,} rows, once (MB)": whole["for rows"],
        f"ours, {rows:,} rows (MB)": ours_mb, f"mimesis, {rows:,} rows, once (MB)": whole["megabytes"],
        **{f"{name}, {rows:,} rows (s)": median(written, name) for name in ("csv", "parquet", "to_csv")},
        **{f"ours, {step:,} rows (s)": median(grown[step], "seconds") for step in steps},
        **{f"memory for {step:,} rows filled (s)": median(filled[step], "seconds") for step in filled},
        **{f"ours, {step:,} rows (MB)": median(grown[step], "megabytes") for step in steps},
        **{f"ours, {step:,} rows to Parquet in {PARTS} parts, once ({unit})": parts[step][name]
           for step in parts for name, unit in (("seconds", "s"), ("megabytes", "MB"))},
    }  # fmt: skip
    ratios = {
        "Mimesis, rows per second": per_second["ours"] / per_second["mimesis"],
        "Faker, rows per second": per_second["ours"] / per_second["faker"],
        "Mimesis, memory for the rows": whole["for rows"] / median(made["ours"], "for rows"),
        "Mimesis, memory of the whole process": whole["megabytes"] / ours_mb,
        "DataFrame.to_csv, CSV": median(written, "to_csv") / median(written, "csv"),
        "DataFrame.to_csv, Parquet": median(written, "to_csv") / median(written, "parquet"),
        f"rows per second at {most:,} rows against {rows:,}": most / most_s / per_second["ours"],
        "the same for filling memory only": most / rows * median(filled[rows], "seconds") / median(filled[most], "seconds"),
    }
    return ratios, medians


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--most-rows", type=int, default=10_000_000)
    words.add_argument("--runs", type=int, default=RUNS)
    words.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.measure:
        what, count = asked.measure[0], int(asked.measure[1])
        print(json.dumps(measure_writing(count) if what == "writing" else measure_making(what, count)))
        return 0
    ratios, medians = compare(asked.rows, asked.most_rows, asked.runs)
    packages = ("mimesis", "faker", "pandas", "pyarrow", "numpy")
    written = results.write("generation", {name: round(value, 2) for name, value in ratios.items()},
                            {name: round(value, 3) for name, value in medians.items()}, packages)  # fmt: skip
    for name, value in medians.items():
        print(f"{value:>14,.3f}  {name}")
    for name, value in ratios.items():
        print(f"{value:>13.2f}x  {name}")
    print(f"written to {written}")
    too_little = [f"{name}: {ratios[name]:.1f} times, at least {least:g}" for name, least in LEAST.items() if ratios[name] < least]
    for line in too_little:
        print(f"TOO LITTLE: {line}", file=sys.stderr)
    return bool(too_little)


if __name__ == "__main__":
    sys.exit(main())
