"""Opportunities are read with every fault told at once, and a plan is added up as the file says (P31-58 to P31-67)."""

from __future__ import annotations

import re
from importlib import resources

import pytest

import course
from course import codebook, windows
from course.boards import PlanBoard, WorksPicture
from course.boards.plan import items
from course.boards.plan_file import LEVELS, PlanError, opportunities, read
from course.boards.works_chart import apart
from course.i18n import LANGUAGES, Language

TEXT = resources.files("course.boards").joinpath("plans", "lesson5.toml").read_text("utf-8")
FOUND = opportunities("lesson5")


@pytest.mark.parametrize(("old", "new", "said"), [
    ('grade = "no"', 'grade = "bad"', "grade is 'bad'; expected one of good, defensible, no"),
    ('cost = "higher"', 'cost = "dear"', "cost is 'dear'"),
    ('yes = ["D39"]', 'yes = ["D99"]', "yes is 'D99'"),
    ("weeks = 4\n", "weeks = -4\n", "weeks is -4; expected a whole number from 0"),
    ('sample = "piggy_back"', 'sample = "none"', "the sample is 'none'; expected a level that is good"),
    ('owner = "GEM-OR"', 'owner = "GEM-XX"', "owner is 'GEM-XX'"),
    ("heat = [2027-10-01, 2027-12-15]", "heat = [2027-12-15, 2027-10-01]", "the first not after the last"),
    ("[opportunity.linkage]", "[opportunity.linking]", "level 'linkage' is missing"),
    ('id = "square"', 'id = "sewer"', "the id 'sewer' stands there twice"),
    ('case = "kievitsveen"', "case = 3", "case is 3; expected a str"),
])  # fmt: skip
def test_fault_is_told_with_its_place(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(PlanError, match=re.escape(said)) as told:
        read(TEXT.replace(old, new, 1), "test")
    assert str(told.value).startswith("test: ")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(PlanError) as told:
        read(TEXT.replace('grade = "no"', 'grade = "bad"', 1).replace('owner = "GEM-OR"', 'owner = "GEM-XX"', 1), "test")
    assert "bad" in str(told.value) and "GEM-XX" in str(told.value)


def test_file_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="there are lesson5"):
        opportunities("lesson55")


def test_not_connecting_is_the_sample_somewhere_and_so_is_every_other_level() -> None:
    assert {one.sample for one in FOUND.opportunities} == set(LEVELS)


def test_tempting_wrong_answer_is_the_most_ambitious_one_half_of_the_time() -> None:
    grades = [one.levels["linkage"].grade for one in FOUND.opportunities]
    assert grades.count("no") >= 4 and grades.count("good") >= 2


def test_sample_plan_fits_and_linking_everything_does_not() -> None:
    board = PlanBoard("lesson5", "en")
    board.answers = {one.id: [one.sample] for one in FOUND.opportunities}
    assert board.totals["fit"] == "fits"
    assert set(board.judgement["grade"]) == {"good"}
    board.answers = {one.id: ["linkage"] for one in FOUND.opportunities}
    assert board.totals["fit"] == "both"


def test_too_many_weeks_and_too_many_talks_are_told_apart() -> None:
    board = PlanBoard("lesson5", "en")
    board.answers = {"sewer": ["linkage"], "mould": ["piggy_back"]}
    assert (board.totals["weeks"], board.totals["fit"]) == (16, "late")


def test_answer_that_is_not_on_the_board_counts_as_open() -> None:
    board = PlanBoard("lesson5", "en")
    board.answers = {"sewer": ["everything"], "gone": ["none"]}
    assert set(board.judgement["grade"]) == {"open"}
    assert board.totals == {"weeks": 0, "talks": 0, "openings": 0, "fit": "fits"}


def test_whether_a_yes_can_still_be_had_follows_from_the_windows_of_the_case() -> None:
    decisions = course.load(FOUND.case).decisions
    shown = {ask["id"]: ask["timing"] for row in PlanBoard("lesson5", "en").board["groups"][0]["rows"] for o in row["options"] for ask in o["yes"]}
    assert len(shown) > 6
    for code, timing in shown.items():
        row = windows.row_for(decisions, code, FOUND.day)
        assert timing == windows.timing(FOUND.day, row["opens_on"], row["closes_on"], int(row["lead_weeks"]))
    assert set(shown.values()) == {"on_time", "tight", "early"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lecturer_gets_every_opportunity_with_the_sample_first(lang: Language) -> None:
    found = items("lesson5", lang)
    assert len(found) == len(FOUND.opportunities)
    assert all(item.answers[0].grade == "good" and item.discuss and len(item.answers) == len(LEVELS) for item in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_have_the_same_numbers(lang: Language) -> None:
    rows = PlanBoard("lesson5", lang).board["groups"][0]["rows"]
    assert [[(o["id"], o["grade"], o["weeks"], o["openings"], [a["id"] for a in o["yes"]]) for o in row["options"]] for row in rows] == [
        [(code, level.grade, level.weeks, level.openings, list(level.yes)) for code, level in one.levels.items()] for one in FOUND.opportunities]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_picture_says_in_words_how_many_works_are_close(lang: Language) -> None:
    drawn = WorksPicture("lesson5", lang)._repr_html_()
    soon = sum(0 < apart(one) <= 12 for one in FOUND.opportunities)
    assert f"{soon} " in drawn.split('aria-label="')[1].split('"')[0]
    assert drawn.count("cal-bar") - drawn.split("</style>")[0].count("cal-bar") == 2 * len(FOUND.opportunities)
    assert all(one.title[lang] in drawn and codebook.label(one.owner, lang) in drawn for one in FOUND.opportunities)


def test_months_between_works_count_from_the_end_of_the_first(lang: Language = "nl") -> None:
    found = {one.id: apart(one) for one in FOUND.opportunities}
    assert (found["sewer"], found["debts"], found["school"]) == (3, 0, 16)
