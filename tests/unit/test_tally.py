"""The class picture: what counts, how choices spread, where a class differs, and how far it agrees (model 4.4)."""

from __future__ import annotations

import math

import pytest

from course import agreement
from course.agreement import across, alpha, count
from course.boards.answer_code import Answers, encode
from course.classroom import report
from course.classroom.find_codes import find_codes
from course.classroom.sheets import find, sheet_with, variables_of
from course.classroom.tally import Tally, classes, gather

SHEET = sheet_with("placing")
FIRST, SECOND, THIRD = SHEET.items[:3]


def code(answers: dict[str, list[str]], **more) -> str:
    return encode(SHEET, answers, **more)


def handed(text: str, doubles: str = "name"):
    return gather(find_codes(text, find), doubles)


def tally(*rows: dict[str, list[str]] | tuple[dict[str, list[str]], str, int]) -> Tally:
    given = [row if isinstance(row, tuple) else (row, "", 1) for row in rows]
    return Tally([Answers(SHEET, {item: tuple(chosen) for item, chosen in answers.items()}, role, round) for answers, role, round in given])


def test_of_one_name_the_last_code_counts_and_the_other_is_told() -> None:
    found = handed(f"Piet: {code({FIRST: ['D09']})}\nSara: {code({})}\nPIET: {code({FIRST: ['D10']})}")
    assert [one.answers.answers for one in found.counted] == [{}, {FIRST: ("D10",)}]
    assert [(one.line, one.name, by) for one, by in found.doubles] == [(1, "piet", 3)]


def test_two_rounds_and_two_exercises_of_one_name_all_count() -> None:
    other = encode(sheet_with("lesson1.vote"), {"where": ["ST2"]})
    found = handed(f"Piet: {code({})}\nPiet: {code({}, round=2)}\nPiet: {other}")
    assert (len(found.counted), found.doubles) == (3, ())
    assert [one.name for one in classes(found)] == ["placing", "lesson1.vote"]


def test_codes_without_a_name_all_count_even_if_they_are_the_same() -> None:
    assert len(handed(f"{code({})}\n{code({})}").counted) == 2


def test_of_one_line_the_last_counts_or_all_do() -> None:
    text = f"rij 1, {code({FIRST: ['D09']})}, {code({FIRST: ['D10']})}\n{code({})}"
    assert (len(handed(text, "line").counted), len(handed(text, "all").counted)) == (2, 3)
    with pytest.raises(ValueError, match="nickname"):
        handed(text, "nickname")


def test_spread_counts_first_choices_and_the_others_apart() -> None:
    spread = tally({FIRST: ["D09", "D10"]}, {FIRST: ["D09"]}, {FIRST: ["D10"]}, {}).spread(FIRST, 1)
    assert (spread.first, spread.also, spread.open) == ({"D09": 2, "D10": 1}, {"D10": 1}, 1)
    assert spread.disagreement == pytest.approx(2 / 3)


def test_the_most_disputed_come_first_and_unanimous_ones_never() -> None:
    found = tally({FIRST: ["D09"], SECOND: ["D09"], THIRD: ["D01"]}, {FIRST: ["D09"], SECOND: ["D10"], THIRD: ["D02"]}, {FIRST: ["D09"], SECOND: ["D10"], THIRD: ["D03"]})
    assert [one.item for one in found.disputed(1)] == [THIRD, SECOND]
    assert tally({FIRST: ["D09"]}).disputed(1) == []


def class_of(values: list[str], rows: list[str]) -> Tally:
    """A class whose codes are the words in `rows`, on the first questions of the placing board."""
    names = dict(zip(dict.fromkeys(word for row in rows for word in row.split()), values, strict=False))
    return tally(*({item: [names[word]] for item, word in zip(SHEET.items, row.split(), strict=False)} for row in rows))


CLASS = ["T01 T04 T10 T05 T13 T08", "T01 T04 T10 T06 T13 T12", "T01 T01 T11 T05 T13 T08", "T01 T04 T10 T05 T16 T12"]
DECISIONS = [f"D{number:02}" for number in range(1, 20)]


def test_alpha_of_the_class_example_is_that_of_the_model() -> None:
    row = class_of(DECISIONS, CLASS).agreements()[0]
    assert (row.who, round(row.alpha, 6), row.coders) == ("everyone", 0.513228, 4)
    assert row.low < row.alpha < row.high


P = ["ja ja ja nee ja ja nee ja", "ja ja ja nee ja nee nee ja"]
B = ["nee ja nee nee ja nee nee nee", "nee ja nee nee ja nee nee ja"]


def test_two_roles_that_each_agree_and_differ_from_each_other_are_seen() -> None:
    places = {"ja": "D09", "nee": "D10"}
    rows = [({item: [places[word]] for item, word in zip(SHEET.items, line.split(), strict=False)}, role, 1)
            for role, lines in (("participation", P), ("back_office", B)) for line in lines]  # fmt: skip
    found = {row.who: row.alpha for row in tally(*rows).agreements()}
    assert {who: round(value, 6) for who, value in found.items()} == {"everyone": 0.434896, "participation": 0.727273, "back_office": 0.727273, "across": 0.273438}


def test_agreement_across_is_what_pairs_of_one_from_each_role_give() -> None:
    values = ["ja", "nee"]
    one, other = ([line.split() for line in lines] for lines in (P, B))
    far = lambda a, b: float(a != b)  # noqa: E731
    seen = sum(far(a[i], b[i]) for i in range(8) for a in one for b in other) / (8 * 4)
    every = [code for row in [*one, *other] for code in row]
    chance = sum(far(a, b) for i, a in enumerate(every) for j, b in enumerate(every) if i != j) / (len(every) * (len(every) - 1))
    assert across(count(one, values), count(other, values)) == pytest.approx(1 - seen / chance)


def test_agreement_across_is_that_of_all_when_each_role_is_one_coder() -> None:
    values = ["a", "b", "c"]
    assert across(count([list("abcab")], values), count([list("abbab")], values)) == pytest.approx(alpha(count([list("abcab"), list("abbab")], values)))


def test_groups_over_other_values_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="same values"):
        across(count([["a"]], ["a"]), count([["b"]], ["b"]))


@pytest.mark.parametrize("rows", [["ja ja ja", "ja ja ja"], ["ja nee ja"]], ids=["all the same", "one student"])
def test_what_cannot_be_computed_is_said_to_be_so(rows: list[str]) -> None:
    found = class_of(DECISIONS, rows)
    assert math.isnan(found.agreements()[0].alpha)
    assert any("cannot be computed" in line for line in report.picture(found, "en"))


def test_prevalence_trap_is_as_in_the_model() -> None:
    rows = [["ja"] * 19 + ["nee"], ["ja"] * 18 + ["nee", "ja"]]
    assert round(alpha(count(rows)), 6) == -0.026316


def test_questions_with_answers_of_their_own_have_no_common_alpha() -> None:
    steps = sheet_with("lesson1-steps")
    assert variables_of("lesson1-steps", steps) == ()
    found = Tally([Answers(steps, {steps.items[0]: (steps.options[0][0],)}), Answers(steps, {steps.items[0]: (steps.options[0][1],)})])
    assert found.agreements() == []
    assert any("answers of its own" in line for line in report.picture(found, "en"))


def test_levels_of_connecting_are_an_order() -> None:
    plan = sheet_with("lesson5-plan")
    near = Tally([Answers(plan, {item: (level,) for item in plan.items[:4]} | {plan.items[4]: ("linkage",)}) for level in ("none", "coordination")])
    variable = variables_of("lesson5-plan", plan)[0]
    assert near.agreements()[0].alpha == pytest.approx(agreement.alpha(near.counts(variable, near.students(1)), "ordinal"))


def test_two_rounds_stand_beside_each_other() -> None:
    found = tally(({FIRST: ["D09"], SECOND: ["D10"]}, "", 1), ({FIRST: ["D10"], SECOND: ["D10"]}, "", 1), ({FIRST: ["D09"], SECOND: ["D10"]}, "", 2), ({FIRST: ["D09"], SECOND: ["D10"]}, "", 2))
    assert [row.round for row in found.agreements()] == [1, 2]
    assert (found.rounds, found.agreements()[1].alpha) == ((1, 2), 1.0)
