"""A case by name: its tables, what they hold and how to ask them."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import course
from course import case, codebook, windows
from course.case import Case, CaseError
from course.case_schema import TABLES

TINY = Path(__file__).parents[1] / "data" / "tiny"


@pytest.fixture(scope="module")
def tiny() -> Case:
    return case.load(TINY)


@pytest.fixture(scope="module")
def merelhof() -> Case:
    return case.load("merelhof")


def test_importing_the_course_waits_for_nothing() -> None:
    code = "import sys, course, course.case; print({'pandas', 'frictionless'} & set(sys.modules), course.load.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set() load"


def test_a_case_of_the_course_loads_without_the_slow_checks() -> None:
    code = "import sys, course; course.load('merelhof'); print({'frictionless', 'jsonschema'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_name_and_its_folder_are_the_same_case(merelhof: Case) -> None:
    assert course.load is case.load
    again = course.load(merelhof.folder)
    assert again.case_id == "merelhof" and again.contributions.equals(merelhof.contributions)
    assert "merelhof" in case.names()


def test_all_fourteen_tables_have_the_columns_of_the_codebook(tiny: Case) -> None:
    for table in TABLES:
        frame = getattr(tiny, table)
        assert list(frame.columns) == [column.name for column in codebook.columns(table)]
    assert list(tiny.reference.parts.columns) == [column.name for column in codebook.columns("parts")]
    assert len(TABLES) == 14


def test_a_column_has_the_type_of_the_codebook_with_and_without_rows(tiny: Case) -> None:
    kinds = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[ns]"}
    for table in TABLES:
        for column in codebook.columns(table):
            expected = "object" if column.list else kinds[column.type]
            assert getattr(tiny, table)[column.name].dtype == expected, f"{table}.{column.name}"


def test_only_an_empty_cell_is_missing(tiny: Case) -> None:
    assert tiny.actors["handover_type"].tolist()[0] == "none"
    assert tiny.actors["handover_type"].isna().tolist() == [False, True, True]
    assert tiny.contributions["attributes"].tolist() == [("G05", "G07"), (), ()]
    assert pd.isna(tiny.contributions["registered_on"].iloc[1])
    assert tiny.links["no_decision"].tolist() == [False, False, False, True]


def test_a_reader_asks_in_words(tiny: Case) -> None:
    assert tiny.name == "Proefveld" and tiny.case_id == "tiny"
    assert tiny.milestones()["M8"] == date(2028, 5, 1) and list(tiny.milestones()) == [f"M{n}" for n in range(11)]
    assert tiny.contributions_about("T01")["contribution_id"].tolist() == ["TN-01"]
    assert tiny.contributions_about("T13").empty
    assert tiny.decisions_of("housing_corporation")["decision_id"].tolist() == ["TN-D23"]
    assert tiny.contribution("TN-02")["channel"] == "K14"
    assert tiny.decision("TN-D23")["lead_weeks"] == 6
    assert repr(tiny) == "Case tiny: 3 contributions, 6 decisions, synthetic"


def test_asking_for_what_is_not_there_names_what_is_near(tiny: Case) -> None:
    with pytest.raises(KeyError, match="TN-01"):
        tiny.contribution("TN-O1")
    with pytest.raises(KeyError, match="T20"):
        tiny.contributions_about("T21")
    with pytest.raises(KeyError, match="housing_corporation"):
        tiny.decisions_of("housing_corporations")


def test_a_case_cannot_be_swapped_for_another(tiny: Case) -> None:
    with pytest.raises(AttributeError):
        tiny.links = tiny.actions  # type: ignore[misc]


def test_the_row_of_a_calendar_decision(tiny: Case) -> None:
    assert windows.row_for(tiny.decisions, "D07", date(2026, 11, 20))["decision_id"] == "TN-D07-2027"


def test_an_error_survives_a_trip_to_another_process() -> None:
    with pytest.raises(CaseError) as error:
        case.load("merelhoff", "en")
    again = pickle.loads(pickle.dumps(error.value))
    assert (str(again), again.faults) == (str(error.value), error.value.faults)


def test_merelhof_is_a_lesson_set_for_the_board(merelhof: Case) -> None:
    assert len(merelhof.contributions) == 24
    assert merelhof.decisions["decision_code"].nunique() >= 14
    assert merelhof.decisions["owner"].map(codebook.owner_group).nunique() >= 5


def test_merelhof_has_three_contributions_for_each_pair_of_themes_that_occurs(merelhof: Case) -> None:
    rows = merelhof.contributions
    found = [frozenset(pair) for pair in zip(rows["theme_ref"], rows["theme2_ref"].fillna(""))]
    pairs = {frozenset((pair.first, pair.second)) for pair in codebook.theme_pairs()}
    for pair in pairs.intersection(found):
        assert found.count(pair) >= 3, sorted(pair)


def test_every_shipped_case_is_in_order_with_its_data_package() -> None:
    for name in case.names():
        assert case.check(name, "en") == []
