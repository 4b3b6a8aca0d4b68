"""Millions of contributions: rows that fit the codebook and the parameters, texts without a seam, files that are whole or not there."""

from __future__ import annotations

import dataclasses
import errno
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from course import codebook
from course.synth import many, many_files
from course.synth.frames import GAP, voices
from course.synth.made import TENURES
from course.synth.many_plan import Plan, urn
from course.synth.many_texts import PLAIN, fits, texts
from course.synth.parameter_file import case_names, case_parameters
from course.synth.parameters import Parameters
from course.synth.reach import group_level

ROWS = 20_000
DEFAULT = Parameters()


@pytest.fixture(scope="module")
def made() -> Plan:
    return many.plan(DEFAULT)


@pytest.fixture(scope="module")
def table(made: Plan) -> pa.Table:
    return many.contributions(made, ROWS)


def _shares(column: pa.ChunkedArray) -> dict[str, float]:
    counted = pc.value_counts(column.cast(pa.string()).drop_null()).to_pylist()
    whole = sum(entry["counts"] for entry in counted)
    return {entry["values"]: entry["counts"] / whole for entry in counted}


def test_the_columns_are_those_of_the_contributions_and_hold_their_codes(table: pa.Table) -> None:
    known = {column.name: column for column in codebook.columns("contributions")}
    assert len(table.column_names) == 12 and set(table.column_names) <= set(known)
    for name in table.column_names:
        column = known[name]
        assert not column.required or table[name].null_count == 0, name
        if column.family and name != "concreteness":
            codes = TENURES if name == "tenure" else [entry.code for entry in codebook.family(column.family)]
            assert set(_shares(table[name])) <= set(codes), name
    assert set(table["concreteness"].unique().to_pylist()) <= {0, 1, 2, 3}
    assert table["contribution_id"][-1].as_py() == f"VB-{ROWS:09d}" and pc.count_distinct(table["contribution_id"]).as_py() == ROWS


def test_ids_count_on_over_the_thousands(made: Plan) -> None:
    ids = many.contributions(made, range(998, 2002)).column("contribution_id").to_pylist()
    assert ids == [f"VB-{number:09d}" for number in range(999, 2003)]
    far = many.contributions(made, range(many.MOST - 2, many.MOST)).column("contribution_id").to_pylist()
    assert far == ["VB-999999998", "VB-999999999"]


def test_themes_have_the_shares_of_the_parameters(table: pa.Table) -> None:
    shares = _shares(table["theme_ref"])
    assert all(abs(shares[theme] - share) < 0.015 for theme, share in DEFAULT.contributions.themes.items())


def test_tenure_is_missing_where_the_group_is_unknown(table: pa.Table) -> None:
    assert abs(table["tenure"].null_count / ROWS - DEFAULT.contributions.group_source["unknown"]) < 0.015


def test_who_is_no_member_does_not_speak_at_a_members_meeting(table: pa.Table) -> None:
    spoken = set(zip(table["channel"].to_pylist(), table["tenure"].to_pylist(), strict=True))
    for channel in DEFAULT.reach.members_only:
        heard = {tenure for at, tenure in spoken if at == channel and tenure}
        assert heard == {tenure for tenure in TENURES if group_level(DEFAULT, channel, tenure)}


def test_days_fall_in_a_campaign_of_the_channel_and_not_on_a_sunday(table: pa.Table) -> None:
    periods = [(plan.channel, plan.starts_on, plan.ends_on) for plan in (*DEFAULT.campaigns, *DEFAULT.outside)]
    for channel, day in set(zip(table["channel"].to_pylist(), table["received_on"].to_pylist(), strict=True)):
        fitting = [(first, last) for own, first, last in periods if own == channel and first <= day <= last]
        assert fitting
        assert channel in DEFAULT.reach.sundays or day.isoweekday() < 7 or any(first == last for first, last in fitting)


@pytest.mark.parametrize("column", ["text_nl", "text_en"])
def test_texts_have_no_seams(table: pa.Table, column: str) -> None:
    for text in table[column].unique().to_pylist():
        assert text == text.strip() and "  " not in text and not set("{}") & set(text), text
        assert not text[0].islower(), text
        assert not re.search(r"[.?!] [a-z]+(?:dagavond|day)\b", text), text


def test_both_languages_name_the_same_things() -> None:
    pool = texts().bodies
    streets = [filler.nl for filler in voices().fillers["street"]]
    for nl, en in zip(pool.nl.to_pylist(), pool.en.to_pylist(), strict=True):
        assert [street in nl for street in streets] == [street in en for street in streets], nl


def test_many_texts_differ_and_none_is_everywhere(table: pa.Table) -> None:
    counts = pc.value_counts(table["text_nl"]).field("counts").to_numpy()
    assert len(counts) > 0.5 * ROWS and counts.max() / ROWS < 0.02


def test_no_text_says_the_same_thing_twice(table: pa.Table) -> None:
    for text in table["text_nl"].slice(0, 4000).to_pylist():
        sentences = [sentence for sentence in re.split(r"(?<=[.?!]) ", text) if len(sentence) > 25]
        assert len(sentences) == len(set(sentences)), text


def test_an_opening_states_the_tenure_of_its_row() -> None:
    pool, lists = texts().openings, texts().opening_of
    said = {piece.nl: piece.says for piece in voices().pieces["introduction"] if not GAP.search(piece.nl)}
    for place, (first, count) in enumerate(zip(lists.first, lists.count, strict=True)):
        tenure = TENURES[place // len(PLAIN) % len(TENURES)]
        found = {said.get(pool.nl[number].as_py().strip(), tenure) for number in lists.numbers[first : first + count].tolist()}
        assert found == {tenure}


def test_frames_are_said_by_those_who_can_and_when_they_can() -> None:
    frames = voices().frames
    for tenure in range(len(TENURES)):
        early, late = fits(frames, tenure, 1), fits(frames, tenure, 11)
        for number, frame in enumerate(frames):
            if frame.tenure and TENURES[tenure] not in frame.tenure:
                assert not early[number] and not late[number]
            assert not (frame.not_before == "M8" and early[number]) and not (frame.not_after == "M8" and late[number])


def test_the_rows_of_more_cases_spread_over_them() -> None:
    cases = [case_parameters(name) for name in case_names()]
    table = many.contributions(many.plan(*cases), 5000)
    prefixes = {parameters.case.case_id: parameters.case.prefix for parameters in cases}
    found = {(case, told[:2]) for case, told in zip(table["case_id"].to_pylist(), table["contribution_id"].to_pylist(), strict=True)}
    assert found == set(prefixes.items())


def test_another_seed_gives_other_rows(table: pa.Table) -> None:
    other = many.contributions(many.plan(DEFAULT.with_seed(2)), 500)
    assert not other["text_nl"].equals(table["text_nl"].slice(0, 500))


def test_an_urn_holds_numbers_by_weight() -> None:
    assert np.bincount(urn([1, 1, 1], 16)).tolist() == [6, 5, 5]
    assert np.bincount(urn([0, 0.2, 0.8], 1024)).tolist() == [0, 205, 819]


@pytest.mark.parametrize("rows", [-1, many.MOST + 1, range(5, 10, 2), range(-3, 4)])
def test_rows_that_cannot_be_asked_for_are_told_with_the_limit(made: Plan, rows: int | range) -> None:
    with pytest.raises(ValueError, match=r"rows asked for are .*999,999,999"):
        many.contributions(made, rows)


def test_no_rows_is_an_empty_table(made: Plan) -> None:
    assert many.contributions(made, 0).schema == many.SCHEMA and many.contributions(made, range(7, 7)).num_rows == 0


def test_more_partitions_than_rows_are_refused() -> None:
    assert many.partitions(0, 1) == (range(0, 0),)
    with pytest.raises(ValueError, match="10 rows cannot go into 11 partitions; give a number from 1 to 10"):
        many.partitions(10, 11)


def test_campaigns_without_hours_are_told() -> None:
    idle = dataclasses.replace(DEFAULT, campaigns=(), outside=())
    with pytest.raises(ValueError, match="hours above 0"):
        many.plan(idle)


def test_more_cases_than_fit_are_told() -> None:
    with pytest.raises(ValueError, match="there are 128 cases; give at most 127"):
        many.plan(*[DEFAULT] * 128)


def test_files_are_named_in_order_and_the_csv_has_no_cell_for_what_is_missing(made: Plan, tmp_path: Path) -> None:
    paths = many_files.write_partitions(made, 1000, tmp_path / "new" / "folder", "csv", 12)
    assert [path.name for path in paths][:2] == ["synthetic-contributions-01-of-12.csv", "synthetic-contributions-02-of-12.csv"]
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == [path.name for path in paths]
    data = paths[0].read_bytes()
    assert data.startswith(b'"contribution_id","case_id"') and b"\r" not in data and b",," in data and not data.startswith(b"\xef\xbb\xbf")


def test_an_unknown_form_is_told(made: Plan, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="choose csv or parquet"):
        many_files.write_partitions(made, 10, tmp_path, "xlsx")  # type: ignore[arg-type]


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "ask for access")])
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_disk_that_fills_half_way_leaves_nothing(
    made: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, form: many_files.Form
) -> None:
    whole = many_files.batches

    def fails(plan: Plan, rows: range) -> Iterator[pa.RecordBatch]:
        yield from whole(plan, rows)
        if rows.start:
            raise OSError(number, "as told by the disk")

    monkeypatch.setattr(many_files, "batches", fails)
    with pytest.raises(OSError, match=words) as told:
        many_files.write_partitions(made, 200, tmp_path / "a" / "b", form, 3, lang="en")
    assert "\n" not in str(told.value) and list(tmp_path.iterdir()) == []
