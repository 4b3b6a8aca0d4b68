"""Whatever people write, it comes back as it was written, as far as the form of the file allows."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from course.importers import ImportFault, polis
from course.importers.rows import parse_csv

HEADER = ["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"]
WITH_KINDS = ["timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated", "is-meta", "is-seed"]
WITH_KINDS += ["group-informed-consensus", "comment-body"]
SPICE = st.sampled_from(
    [",", '"', '""', "\n", ";", "'", "👍🏽", "é", "123,4,", "=1+1", "<b>", " ", "ة", "\u200f", "{x}", "|"]
)
# Line ends are made one kind and NUL is replaced, both on purpose.
LETTERS = st.characters(exclude_characters="\r\0", exclude_categories=("Cs",))
TEXTS = st.lists(st.one_of(SPICE, st.text(LETTERS, max_size=8)), max_size=8).map("".join)
MOMENTS = st.integers(min_value=1_350_000_000, max_value=2_000_000_000)


def read_text(content: str) -> pd.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "comments.csv"
        path.write_text(content, encoding="utf-8", newline="")
        return polis.read(path, "nl").contributions


def lead(number: int, moment: int, unit: int, header: list[str]) -> list[object]:
    known = {"timestamp": moment * unit, "datetime": "", "comment-id": number, "author-id": number % 3}
    return [known.get(name, 1) for name in header[:-1]]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(MOMENTS, TEXTS), min_size=1, max_size=8),
    st.sampled_from([1, 1000]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from([HEADER, WITH_KINDS]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_quoted_texts_come_back_as_written(
    said: list[tuple[int, str]], unit: int, quoting: int, header: list[str], end: str, mark: str
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerow(header)
    writer.writerows([*lead(n, moment, unit, header), text] for n, (moment, text) in enumerate(said))
    frame = read_text(mark + file.getvalue())
    assert frame["text"].tolist() == [text for _, text in said]
    assert frame["contribution_id"].tolist() == [f"P-{n:04d}" for n in range(len(said))]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(MOMENTS, TEXTS), min_size=1, max_size=8), st.sampled_from([HEADER, WITH_KINDS]))
def test_unquoted_texts_come_back_as_written(said: list[tuple[int, str]], header: list[str]) -> None:
    # Without quotes a file cannot show which quotes or line ends at the edge of a text belong to it.
    said = [(moment, text.strip('"\n')) for moment, text in said]
    rows = [[*lead(n, moment, 1, header), text] for n, (moment, text) in enumerate(said)]
    frame = read_text("\n".join(",".join(map(str, row)) for row in [header, *rows]) + "\n")
    assert frame["text"].tolist() == [text for _, text in said]


@settings(max_examples=40, deadline=None)
@given(st.lists(MOMENTS, min_size=1, max_size=6))
def test_seconds_and_milliseconds_give_the_same_dates(moments: list[int]) -> None:
    def dates(unit: int) -> list[object]:
        rows = [",".join(map(str, [*lead(n, m, unit, HEADER), "tekst"])) for n, m in enumerate(moments)]
        return read_text("\n".join([",".join(HEADER), *rows]))["received_on"].tolist()

    assert dates(1) == dates(1000)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_csv_is_read_as_the_standard_library_reads_it(rows: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    assert parse_csv(file.getvalue()) == rows


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_result_or_a_reason(content: bytes) -> None:
    for before in (b"", ",".join(HEADER).encode() + b"\n"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "comments.csv"
            path.write_bytes(before + content)
            try:
                polis.read(path, "nl")
            except ImportFault as fault:
                assert "comments.csv" in str(fault)
