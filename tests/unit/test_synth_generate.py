"""Whole made cases: every integrity rule of the model holds, for every case that ships and for other seeds."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from course import case, codebook
from course.case_faults import file_of
from course.synth.generate import STEPS, generate, prepare
from course.synth.made import Made, TENURES
from course.synth.parameter_file import case_names, case_parameters
from course.synth.parameters import Parameters
from course.synth.write import cell

SMALL = ("kievitsveen", "molenbeemd", "hazelterp")
OTHER_SEEDS = (20, 4711)
PER_CASE = ("cases", "population", "actors", "campaigns", "contributions", "decisions", "links", "actions", "documents", "feedback")


@cache
def made(name: str) -> Made:
    return generate(case_parameters(name))


def tables_in(folder: Path, of: Made) -> Path:
    for table, rows in of.tables.items():
        columns = [column.name for column in codebook.columns(table)]
        path = folder / file_of(table)
        path.parent.mkdir(exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([columns, *([cell(row[column]) for column in columns] for row in rows)])
    return folder


@pytest.mark.parametrize("name", case_names())
def test_a_case_that_ships_is_sound(name: str, tmp_path: Path) -> None:
    assert case.faults(tables_in(tmp_path, made(name))) == ()


@pytest.mark.parametrize("seed", OTHER_SEEDS)
@pytest.mark.parametrize("name", SMALL)
def test_so_is_the_same_case_with_another_seed(name: str, seed: int, tmp_path: Path) -> None:
    assert case.faults(tables_in(tmp_path, generate(case_parameters(name).with_seed(seed)))) == ()


@pytest.mark.parametrize("name", case_names())
def test_every_row_has_the_columns_of_its_table(name: str) -> None:
    tables = made(name).tables
    assert set(PER_CASE) <= set(tables)
    for table, rows in tables.items():
        columns = {column.name for column in codebook.columns(table)}
        assert all(set(row) == columns for row in rows), table


@pytest.mark.parametrize("name", case_names())
def test_a_case_has_its_size(name: str) -> None:
    parameters, tables = case_parameters(name), made(name).tables
    contributions, decisions = (120, 20) if name in SMALL else (600, 40)
    assert len(tables["contributions"]) == pytest.approx(contributions, rel=0.1)
    assert len({row["decision_code"] for row in tables["decisions"]}) == decisions
    assert len(tables["actions"]) == pytest.approx(parameters.actions.total, rel=0.06)


def test_the_same_parameters_give_the_same_case_and_another_seed_another() -> None:
    parameters = case_parameters("kievitsveen")
    again, other = generate(parameters), generate(parameters.with_seed(5))
    assert again.tables == made("kievitsveen").tables and again.truth == made("kievitsveen").truth
    assert other.tables["contributions"] != again.tables["contributions"]


def test_nobody_is_known_better_than_the_data_say() -> None:
    for row in made("atelier-noord").tables["contributions"]:
        assert row["tenure"] is None or row["tenure"] in TENURES
        assert (row["group_source"] == "unknown") == (row["tenure"] is None and not row["attributes"])
    hidden = sum(row["contributor"] is None for row in made("atelier-noord").tables["contributions"])
    assert hidden / 600 == pytest.approx(0.2, abs=0.06)


def test_a_case_can_be_made_step_by_step() -> None:
    making = prepare(Parameters())
    assert "documents" not in making.tables
    for step in STEPS:
        step(making)
    assert making.tables == generate(Parameters()).tables
