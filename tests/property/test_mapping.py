"""What holds for every set of placements, whatever the case."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import course
from course import codebook, mapping
from course.case import Case
from course.mapping import combine, judge

WORTH = {"no": 0, "defensible": 1, "good": 2}
STRENGTH = "nsdg"


@pytest.fixture(scope="module")
def merelhof() -> Case:
    return course.load("merelhof")


def answers() -> st.SearchStrategy[list[str]]:
    """Nothing, one reason, or up to three decisions of Merelhof."""
    decisions = sorted(set(course.load("merelhof").decisions["decision_code"]))
    reasons = [entry.code for entry in codebook.family("reason")]
    return st.lists(st.sampled_from(decisions), unique=True, max_size=3) | st.lists(st.sampled_from(reasons), min_size=1, max_size=1)


CONTRIBUTIONS = st.sampled_from([f"MH-{number:02}" for number in range(1, 25)])
ANSWERS = st.deferred(answers)


@st.composite
def letters(draw: st.DrawFn, most: int = 3) -> list[str]:
    """The letters of one to `most` placements on a contribution of one or two parts."""
    parts = draw(st.integers(1, 2))
    return draw(st.lists(st.text(STRENGTH, min_size=parts, max_size=parts), min_size=1, max_size=most))


@given(letters(most=2), st.data())
def test_adding_a_placement_that_does_nothing_never_improves_the_grade(placed: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(placed)))
    more = [*placed[:at], "n" * len(placed[0]), *placed[at:]]
    assert WORTH[combine(more).grade] <= WORTH[combine(placed).grade]


@given(letters())
def test_changing_the_order_never_turns_something_into_nothing(placed: list[str]) -> None:
    grades = {combine(order).grade for order in itertools.permutations(placed)}
    assert grades == {"no"} or "no" not in grades


@given(letters(), st.data())
def test_a_stronger_placement_never_lowers_the_grade(placed: list[str], data: st.DataObject) -> None:
    at, part = data.draw(st.integers(0, len(placed) - 1)), data.draw(st.integers(0, len(placed[0]) - 1))
    stronger = data.draw(st.sampled_from(STRENGTH[STRENGTH.index(placed[at][part]):]))
    changed = list(placed)
    changed[at] = placed[at][:part] + stronger + placed[at][part + 1:]
    assert WORTH[combine(changed).grade] >= WORTH[combine(placed).grade]


@given(letters())
def test_good_means_that_every_part_lies_well(placed: list[str]) -> None:
    if combine(placed).grade == "good":
        assert all("g" in column for column in zip(*placed, strict=True))


@settings(deadline=None)  # the first question about a contribution reads its tables
@given(CONTRIBUTIONS, ANSWERS)
def test_accounted_for_is_good_or_defensible(merelhof: Case, contribution: str, answer: list[str]) -> None:
    judgement = judge(merelhof, contribution, answer)
    assert mapping.accounted([judgement]) == (judgement.grade in {"good", "defensible"})


@settings(deadline=None)
@given(CONTRIBUTIONS, ANSWERS)
def test_only_no_answer_is_open(merelhof: Case, contribution: str, answer: list[str]) -> None:
    assert (judge(merelhof, contribution, answer).grade == "open") == (answer == [])


@settings(deadline=None)
@given(CONTRIBUTIONS, ANSWERS)
def test_the_grade_depends_on_the_letters_alone(merelhof: Case, contribution: str, answer: list[str]) -> None:
    if answer and not mapping.is_reason(answer[0]):
        judgement = judge(merelhof, contribution, answer)
        verdict = combine([mapping.pair(merelhof, contribution, code).letters for code in answer])
        assert (judgement.grade, judgement.why) == (verdict.grade, verdict.why)


@settings(deadline=None)
@given(CONTRIBUTIONS, ANSWERS)
def test_judging_twice_gives_the_same(merelhof: Case, contribution: str, answer: list[str]) -> None:
    assert judge(merelhof, contribution, answer) == judge(merelhof, contribution, tuple(answer))


@settings(deadline=None)
@given(CONTRIBUTIONS, ANSWERS)
def test_no_answer_beats_the_sample(merelhof: Case, contribution: str, answer: list[str]) -> None:
    grade = judge(merelhof, contribution, answer).grade
    sample = judge(merelhof, contribution, mapping.sample_answer(merelhof, contribution)).grade
    assert grade == "open" or WORTH[grade] <= WORTH[sample]
