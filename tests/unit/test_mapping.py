"""How good is a placement: every row of the rules, on a case made for it, and the answers that Merelhof allows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

import course
from course import mapping
from course.case import Case, Reference
from course.mapping import Judgement, Verdict, combine, judge

# One day for each timing in the window of D26, which runs from 1 November 2025 to 1 March 2027 with a lead of 8 weeks.
DAYS = {"early": date(2025, 10, 1), "on_time": date(2026, 6, 1), "tight": date(2027, 2, 1), "late": date(2027, 3, 2)}

# The best answer to these is no more than defensible, and why.
NOT_BETTER_THAN_DEFENSIBLE = {
    "MH-23": "the decision that settles when the hole is filled had closed three weeks before",
}


@pytest.fixture(scope="module")
def merelhof() -> Case:
    return course.load("merelhof")


def asking(case: Case, day: date, placements: Iterable[tuple[int, str, int]], parts: int = 1) -> Case:
    """The case with one contribution, MH-01, that came in on `day`; placements are (part, decision id or reason, fit)."""
    contributions = case.contributions.head(1).assign(received_on=pd.Timestamp(day))
    columns = ["contribution_id", "part", "decision_id", "reason", "fit", "explanation_nl", "explanation_en"]
    rows = [("MH-01", part, *((pd.NA, code) if code.startswith("N") else (code, pd.NA)), fit, "", "") for part, code, fit in placements]
    asks = pd.DataFrame([("MH-01", part, "", "") for part in range(1, parts + 1)], columns=["contribution_id", "part", "asks_nl", "asks_en"])
    return replace(case, contributions=contributions, reference=Reference(asks, pd.DataFrame(rows, columns=columns)))


# ---------- one placement

@pytest.mark.parametrize(
    ("timing", "letters"),
    [("early", "nsdg"), ("on_time", "nsdg"), ("tight", "nsdg"), ("late", "nnnn")],
)
@pytest.mark.parametrize("fit", range(4))
def test_a_placement_is_worth_its_fit_unless_it_is_too_late(merelhof: Case, timing: str, letters: str, fit: int) -> None:
    found = mapping.pair(asking(merelhof, DAYS[timing], [(1, "MH-D26", fit)]), "MH-01", "D26")
    assert (found.timing, found.letters, found.fit) == (timing, letters[fit], fit)


@pytest.mark.parametrize(
    ("letter", "grade"), [("g", "good"), ("d", "defensible"), ("s", "no"), ("n", "no")],
)
def test_a_single_placement_gets_the_grade_of_its_letter(letter: str, grade: str) -> None:
    assert combine([letter]) == Verdict(grade, "single")


def test_a_window_that_has_yet_to_open_is_second_best_where_another_is_open(merelhof: Case) -> None:
    # On 1 June 2026 D26 is open and D20, which opens in September, is not.
    case = asking(merelhof, DAYS["on_time"], [(1, "MH-D26", 3), (1, "MH-D20", 3)])
    assert judge(case, "MH-01", ["D26"]).grade == "good"
    assert judge(case, "MH-01", ["D20"]).grade == "defensible"
    only_later = asking(merelhof, DAYS["on_time"], [(1, "MH-D26", 2), (1, "MH-D20", 3)])
    assert judge(only_later, "MH-01", ["D20"]).grade == "good"


def test_open_elsewhere_counts_per_part(merelhof: Case) -> None:
    case = asking(merelhof, DAYS["on_time"], [(1, "MH-D26", 3), (1, "MH-D20", 3), (2, "MH-D20", 3)], parts=2)
    assert mapping.pair(case, "MH-01", "D20").letters == "dg"


def test_a_decision_the_reference_does_not_name_does_nothing(merelhof: Case) -> None:
    found = mapping.pair(asking(merelhof, DAYS["on_time"], [(1, "MH-D26", 3)]), "MH-01", "D12")
    assert (found.fits, found.letters) == ((0,), "n")


def test_a_calendar_decision_is_judged_in_the_round_the_day_belongs_to(merelhof: Case) -> None:
    every_round = [(1, "MH-D07-2026", 3)]
    before, after = (mapping.pair(asking(merelhof, day, every_round), "MH-01", "D07") for day in (date(2026, 4, 1), date(2026, 11, 15)))
    assert (before.decision_id, before.timing) == ("MH-D07-2026", "on_time")
    assert (after.decision_id, after.timing) == ("MH-D07-2027", "early")


def test_pairs_come_in_the_order_of_the_decisions_and_once_per_code(merelhof: Case) -> None:
    codes = [pair.decision_code for pair in mapping.pairs(merelhof, "MH-01")]
    assert codes == list(dict.fromkeys(merelhof.decisions["decision_code"]))


# ---------- more placements together

@pytest.mark.parametrize(
    ("letters", "verdict"),
    [
        (["g", "g"], Verdict("good", "both")),
        (["g", "d"], Verdict("good", "both")),
        (["g", "s"], Verdict("good", "both")),
        (["d", "g"], Verdict("defensible", "order")),
        (["s", "g"], Verdict("defensible", "order")),
        (["d", "d"], Verdict("defensible", "weak")),
        (["d", "s"], Verdict("defensible", "weak")),
        (["g", "n"], Verdict("defensible", "mixed")),
        (["n", "g"], Verdict("defensible", "mixed")),
        (["d", "n"], Verdict("defensible", "mixed")),
        (["g", "g", "n"], Verdict("defensible", "mixed")),
        (["s", "s"], Verdict("no", "side")),
        (["s", "n"], Verdict("no", "side")),
        (["n", "n"], Verdict("no", "none")),
    ],
)
def test_two_placements_for_one_question(letters: list[str], verdict: Verdict) -> None:
    assert combine(letters) == verdict


@pytest.mark.parametrize(
    ("letters", "verdict"),
    [
        (["gg"], Verdict("good", "single")),
        (["gd"], Verdict("defensible", "single")),
        (["gn"], Verdict("defensible", "half")),
        (["gs"], Verdict("defensible", "half")),
        (["dn"], Verdict("defensible", "half")),
        (["sn"], Verdict("no", "single")),
        (["gn", "ng"], Verdict("good", "both")),
        (["ng", "gn"], Verdict("good", "both")),
        (["gn", "gn"], Verdict("defensible", "half")),
        (["gn", "ns"], Verdict("defensible", "half")),
        (["gn", "nd"], Verdict("defensible", "weak")),
        (["dn", "ng"], Verdict("defensible", "weak")),
        (["ds", "gg"], Verdict("defensible", "order")),
        (["gn", "ng", "nn"], Verdict("defensible", "mixed")),
        (["gn", "nn"], Verdict("defensible", "mixed")),
        (["sn", "ns"], Verdict("no", "side")),
        (["nn", "nn"], Verdict("no", "none")),
    ],
)
def test_placements_for_two_questions_in_one(letters: list[str], verdict: Verdict) -> None:
    assert combine(letters) == verdict


# ---------- no decision here, because …

@pytest.mark.parametrize(("fit", "grade"), [(3, "good"), (2, "defensible"), (1, "defensible"), (0, "no")])
def test_a_reason_the_reference_names_gets_what_it_says(merelhof: Case, fit: int, grade: str) -> None:
    case = asking(merelhof, DAYS["on_time"], [(1, "MH-D26", 3), (1, "N12", fit)])
    assert mapping.verdict_on_reason(case, "MH-01", "N12") == Verdict(grade, "stated")


@pytest.mark.parametrize(
    ("reason", "day", "placements", "verdict"),
    [
        ("N08", "late", [(1, "MH-D26", 3)], Verdict("defensible", "closed")),
        ("N08", "late", [(1, "MH-D26", 2)], Verdict("defensible", "closed")),
        ("N08", "tight", [(1, "MH-D26", 3)], Verdict("no", "reachable")),
        ("N08", "late", [(1, "MH-D26", 3), (1, "MH-D12", 2)], Verdict("no", "reachable")),
        ("N08", "late", [(1, "MH-D26", 1)], Verdict("no", "other_reason")),
        ("N08", "on_time", [], Verdict("no", "other_reason")),
        ("N08", "late", [(1, "MH-D26", 3), (1, "N08", 0)], Verdict("no", "stated")),
        ("N09", "tight", [(1, "MH-D26", 3)], Verdict("defensible", "tight")),
        ("N09", "tight", [(1, "MH-D26", 3), (1, "MH-D12", 2)], Verdict("no", "reachable")),
        ("N09", "on_time", [(1, "MH-D26", 3)], Verdict("no", "reachable")),
        ("N09", "late", [(1, "MH-D26", 3)], Verdict("no", "other_reason")),
        ("N16", "on_time", [(1, "MH-D26", 3)], Verdict("no", "unrecorded")),
        ("N16", "late", [], Verdict("no", "unrecorded")),
        ("N12", "on_time", [(1, "MH-D26", 2)], Verdict("no", "reachable")),
        ("N12", "on_time", [(1, "MH-D26", 1)], Verdict("no", "other_reason")),
    ],
)
def test_a_reason_the_reference_does_not_name(
    merelhof: Case, reason: str, day: str, placements: list[tuple[int, str, int]], verdict: Verdict,
) -> None:
    assert mapping.verdict_on_reason(asking(merelhof, DAYS[day], placements), "MH-01", reason) == verdict


# ---------- answers that cannot be

def test_no_answer_yet_is_open(merelhof: Case) -> None:
    assert judge(merelhof, "MH-01", []) == Judgement("MH-01", (), "open", "open")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (["D26", "D26"], ["same code twice", "D26"]),
        (["N08", "N08"], ["same code twice"]),
        (["D26", "N08"], ["mixes a reason", "N08"]),
        (["N08", "N09"], ["mixes a reason", "one reason"]),
        (["D26", "D12", "D20", "D08"], ["4 decisions", "at most 3"]),
        ("D26", ["one text", "['D26']"]),
    ],
)
def test_an_answer_of_the_wrong_shape_is_refused_with_what_to_do(merelhof: Case, answer: list[str], words: list[str]) -> None:
    with pytest.raises(ValueError) as error:
        judge(merelhof, "MH-01", answer)
    assert all(word in str(error.value) for word in words)


@pytest.mark.parametrize(
    ("contribution", "answer", "words"),
    [
        ("MH-01", ["D99"], ["'D99' is no decision in this case", "D26"]),
        ("MH-01", ["D01"], ["'D01' is no decision in this case", "D07"]),
        ("MH-01", ["N99"], ["'N99'", "N09"]),
        ("MH-99", ["D26"], ["'MH-99' is no contribution_id", "nearest: MH-09"]),
    ],
)
def test_a_code_that_is_not_there_is_refused_with_what_is(merelhof: Case, contribution: str, answer: list[str], words: list[str]) -> None:
    with pytest.raises(KeyError) as error:
        judge(merelhof, contribution, answer)
    assert all(word in str(error.value) for word in words)


# ---------- the whole of Merelhof

def test_the_sample_answer_is_good_wherever_a_good_answer_exists(merelhof: Case) -> None:
    grades = {c: judge(merelhof, c, mapping.sample_answer(merelhof, c)).grade for c in merelhof.contributions["contribution_id"]}
    assert {c: grade for c, grade in grades.items() if grade != "good"} == dict.fromkeys(NOT_BETTER_THAN_DEFENSIBLE, "defensible")


@pytest.mark.parametrize("contribution", sorted(NOT_BETTER_THAN_DEFENSIBLE))
def test_no_answer_at_all_is_good_where_the_sample_is_not(merelhof: Case, contribution: str) -> None:
    letters = [pair.letters for pair in mapping.pairs(merelhof, contribution)]
    several = {chosen for count in (1, 2, 3) for chosen in itertools.permutations(letters, count)}
    grades = {combine(chosen).grade for chosen in several}
    grades |= {mapping.verdict_on_reason(merelhof, contribution, f"N{number:02}").grade for number in range(1, 17)}
    assert "good" not in grades


def test_the_hole_of_mh_23_came_too_late_for_the_decision_that_settles_it(merelhof: Case) -> None:
    found = mapping.pair(merelhof, "MH-23", "D10")
    assert (found.timing, found.fits) == ("late", (1, 3))


def test_the_sample_answers_leave_something_to_choose(merelhof: Case) -> None:
    samples = [mapping.sample_answer(merelhof, c) for c in merelhof.contributions["contribution_id"]]
    assert any(mapping.is_reason(sample[0]) for sample in samples)
    assert any(len(sample) == 2 for sample in samples)
    assert len({sample[0] for sample in samples}) >= 10


def test_a_contribution_that_nothing_fits_gets_the_reason_that_the_window_closed(merelhof: Case) -> None:
    case = asking(merelhof, DAYS["late"], [(1, "MH-D26", 3)])
    assert mapping.sample_answer(case, "MH-01") == ("N08",)
    assert mapping.best_attainable(case, ["MH-01"]) == 1


def test_what_nothing_can_account_for_is_not_attainable(merelhof: Case) -> None:
    assert mapping.best_attainable(asking(merelhof, DAYS["late"], []), ["MH-01"]) == 0


def test_every_contribution_of_merelhof_can_be_accounted_for(merelhof: Case) -> None:
    everything = list(merelhof.contributions["contribution_id"])
    assert mapping.best_attainable(merelhof, everything) == len(everything) == 24
    assert mapping.best_attainable(merelhof, []) == 0


def test_many_answers_are_judged_into_one_frame(merelhof: Case) -> None:
    frame = mapping.judge_all(merelhof, {"MH-01": ["D26"], "MH-02": [], "MH-03": ["N06"], "MH-04": ["D29", "D08"]})
    assert list(frame.columns) == ["contribution_id", "answer", "grade", "why"]
    assert frame["contribution_id"].tolist() == ["MH-01", "MH-02", "MH-03", "MH-04"]
    assert frame["answer"].tolist() == [("D26",), (), ("N06",), ("D29", "D08")]
    assert frame["grade"].tolist() == ["good", "open", "good", "defensible"]


def test_no_answers_give_an_empty_frame_with_the_same_columns(merelhof: Case) -> None:
    frame = mapping.judge_all(merelhof, {})
    assert frame.empty
    assert list(frame.columns) == ["contribution_id", "answer", "grade", "why"]


def test_parts_are_one_or_two(merelhof: Case) -> None:
    assert mapping.parts_of(merelhof, "MH-01") == (1,)
    assert mapping.parts_of(merelhof, "MH-04") == (1, 2)
