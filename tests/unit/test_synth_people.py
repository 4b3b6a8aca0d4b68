"""Who lives there: exact shares, attributes that overlap, and none that contradict one another."""

from __future__ import annotations

import dataclasses

import pytest

from course.synth.made import ATTRIBUTES, TENURES, People
from course.synth.parameter_file import case_names, case_parameters
from course.synth.parameters import Parameters
from course.synth.people import case_row, largest_remainder, people, population_rows

DEFAULT = Parameters()


@pytest.fixture(scope="module")
def residents() -> People:
    return people(DEFAULT)


def test_tenure_shares_are_exact_and_exclusive(residents: People) -> None:
    counts = {code: int(residents.has(code).sum()) for code in TENURES}
    assert counts == {"G01": 1260, "G02": 252, "G03": 210, "G04": 378}
    assert sum(residents.has(code) for code in TENURES).tolist() == [1] * 2100


def test_attribute_shares_are_exact(residents: People) -> None:
    counts = {code: int(residents.has(code).sum()) for code in ATTRIBUTES}
    assert counts == {"G05": 378, "G06": 420, "G07": 462, "G08": 420, "G09": 462, "G10": 210, "G11": 630}


def test_attributes_overlap_as_independent_ones_do(residents: People) -> None:
    both = int((residents.has("G05") & residents.has("G07")).sum())
    assert abs(both / len(residents) - 0.18 * 0.22) < 0.012
    in_rent = (residents.has("G01") & residents.has("G07")).sum() / residents.has("G01").sum()
    assert abs(in_rent - 0.22) < 0.03


def test_nobody_is_both_old_and_young_or_has_more_attributes_than_allowed(residents: People) -> None:
    assert not (residents.has("G08") & residents.has("G09")).any()
    assert not (residents.has("G08") & residents.has("G11")).any()
    assert sum(residents.has(code).astype(int) for code in ATTRIBUTES).max() <= 4


def test_an_exact_share_goes_before_the_limit() -> None:
    crowded = dataclasses.replace(DEFAULT.population, attributes=dict.fromkeys(ATTRIBUTES, 0.5), most_attributes=1, apart=())
    made = people(dataclasses.replace(DEFAULT, population=crowded))
    assert {int(made.has(code).sum()) for code in ATTRIBUTES} == {1050}


def test_another_seed_is_another_neighbourhood_of_the_same_make_up(residents: People) -> None:
    other = people(DEFAULT.with_seed(2))
    assert (other.tenure != residents.tenure).any()
    assert [row["persons"] for row in population_rows(DEFAULT, other)] == [row["persons"] for row in population_rows(DEFAULT, residents)]
    assert (people(DEFAULT).attributes == residents.attributes).all()


def test_a_person_can_be_read_one_by_one(residents: People) -> None:
    for person in range(50):
        assert residents.has(residents.tenure_of(person))[person]
        assert residents.attributes_of(person) == tuple(code for code in ATTRIBUTES if residents.has(code)[person])


@pytest.mark.parametrize("name", case_names())
def test_the_tables_of_each_case_hold_the_rules(name: str) -> None:
    parameters = case_parameters(name)
    made = people(parameters)
    rows = population_rows(parameters, made)
    assert [row["group_code"] for row in rows] == [*TENURES, *ATTRIBUTES]
    assert abs(sum(row["share"] for row in rows if row["group_code"] in TENURES) - 1) < 0.001  # type: ignore[misc]
    facts = case_row(parameters)
    dates = [facts[f"date_m{number}"] for number in range(11)]
    assert dates == sorted(dates) and facts["synthetic"] is True and facts["seed"] == parameters.case.seed  # type: ignore[type-var]


def test_whole_numbers_add_up() -> None:
    assert largest_remainder(7, {"a": 0.5, "b": 0.3, "c": 0.2}) == {"a": 4, "b": 2, "c": 1}
    assert largest_remainder(0, {"a": 0.5, "b": 0.5}) == {"a": 0, "b": 0}
    for total in range(40):
        assert sum(largest_remainder(total, {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}).values()) == total
