"""Millions of contributions: a row is the same however the rows are cut up, and reads back as it was written."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.synth import many, many_files
from course.synth.many_plan import Plan
from course.synth.parameter_file import case_parameters
from course.synth.parameters import Parameters

DEFAULT = many.plan(Parameters())
THREE = many.plan(*(case_parameters(name) for name in ("kievitsveen", "molenbeemd", "hazelterp")))
WHOLE = {id(made): many.contributions(made, 3 * many.BATCH) for made in (DEFAULT, THREE)}
PLANS = st.sampled_from([DEFAULT, THREE])
TEXT = pa.schema([(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type) for f in many.SCHEMA])


@settings(max_examples=40, deadline=None)
@given(made=PLANS, total=st.integers(0, 3 * many.BATCH), parts=st.integers(1, 9))
def test_every_row_is_the_same_whatever_the_number_of_partitions(made: Plan, total: int, parts: int) -> None:
    asked = many.partitions(total, min(parts, max(total, 1)))
    assert max(len(rows) for rows in asked) - min(len(rows) for rows in asked) <= 1
    joined = pa.concat_tables([many.contributions(made, rows) for rows in asked])
    assert joined.equals(WHOLE[id(made)].slice(0, total))


@settings(max_examples=60, deadline=None)
@given(made=PLANS, first=st.integers(0, 3 * many.BATCH - 1), count=st.integers(0, 40))
def test_any_rows_by_themselves_are_those_of_the_whole(made: Plan, first: int, count: int) -> None:
    rows = range(first, min(first + count, 3 * many.BATCH))
    assert many.contributions(made, rows).equals(WHOLE[id(made)].slice(first, len(rows)))


@settings(max_examples=15, deadline=None)
@given(made=PLANS, total=st.integers(1, 2000), parts=st.integers(1, 5))
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_files_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, form: many_files.Form, made: Plan, total: int, parts: int
) -> None:
    paths = many_files.write_partitions(made, total, tmp_path_factory.mktemp("many"), form, min(parts, total))
    read = pa.concat_tables([_csv(path) if form == "csv" else pyarrow.parquet.read_table(path) for path in paths])
    expected = WHOLE[id(made)].slice(0, total)
    assert read.equals(expected.cast(TEXT) if form == "csv" else expected)


def test_a_table_and_its_batches_give_the_same_csv(tmp_path: Path) -> None:
    total = many.BATCH + 100
    table = many_files.write_csv(many.contributions(DEFAULT, total), tmp_path / "table.csv")
    batches = many_files.write_csv(many.batches(DEFAULT, total), tmp_path / "batches.csv")
    cut = many_files.write_csv(many.contributions(DEFAULT, range(7, total)), tmp_path / "cut.csv")
    assert table.read_bytes() == batches.read_bytes()
    lines = table.read_bytes().split(b'\n"VB-')
    assert cut.read_bytes().split(b'\n"VB-')[1:] == lines[8:]


def _csv(path: Path) -> pa.Table:
    return pyarrow.csv.read_csv(
        path,
        convert_options=pyarrow.csv.ConvertOptions(column_types=TEXT, strings_can_be_null=True, quoted_strings_can_be_null=False),
    )
