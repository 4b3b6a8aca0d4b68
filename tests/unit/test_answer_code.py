"""Answer codes: what they hold, how long they are, and what is said of a code that cannot be read."""

from __future__ import annotations

import re

import pytest

from course.boards.answer_code import ALPHABET, LONGEST, ROLES, CodeFault, decode, encode
from course.boards.sheet import Sheet, exercises, sheet, sheet_of
from course.classroom.sheets import find, sheet_with

FORTY = [f"D{number:02}" for number in range(1, 41)]


def twelve(most: int = 1, version: object = 1) -> Sheet:
    return sheet_of(sheet("placing", version, [(f"card {number}", FORTY) for number in range(1, 13)], most=most))


def known(*sheets: Sheet):
    return lambda number, mark, seed, many: next((one for one in sheets if one.number == number), None)


def fault_of(code: str, *sheets: Sheet) -> CodeFault:
    with pytest.raises(CodeFault) as caught:
        decode(code, known(*sheets))
    return caught.value


def test_a_code_says_again_what_went_in() -> None:
    cards = twelve(most=3)
    answers = {"card 1": ("D09",), "card 2": ("D40", "D01", "D12"), "card 12": ("D02", "D01")}
    found = decode(encode(cards, answers, role="back_office", round=2), known(cards))
    assert (found.answers, found.role, found.round) == (answers, "back_office", 2)


def test_twelve_questions_with_forty_answers_fit_in_sixty_signs() -> None:
    longest = encode(twelve(), {f"card {n}": ["D40"] for n in range(1, 13)}, role=ROLES[-1], round=2)
    assert len(longest) <= 60
    three = encode(twelve(most=3), {f"card {n}": ["D40", "D39", "D38"] for n in range(1, 13)}, role=ROLES[-1], round=2)
    assert len(three.replace("-", "")) <= 60


def test_a_code_stands_in_groups_of_four_without_letters_that_look_alike() -> None:
    code = encode(twelve(), {"card 1": ["D09"]})
    assert re.fullmatch(rf"(?:[{ALPHABET}]{{4}}-)+[{ALPHABET}]{{1,4}}", code)
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize("change", [
    str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " "), lambda code: code.replace("-", "–"), lambda code: f"  {code}\n",
    lambda code: code.replace("0", "o").replace("1", "l"), lambda code: "\u200b".join(code), lambda code: code[:9] + "\n" + code[9:],
])  # fmt: skip
def test_how_it_was_typed_does_not_matter(change) -> None:
    cards, answers = twelve(), {"card 3": ("D10",)}
    assert decode(change(encode(cards, answers)), known(cards)).answers == answers


def test_a_code_of_another_version_says_so() -> None:
    old, new = twelve(version="old"), twelve(version="new")
    assert fault_of(encode(old, {"card 1": ["D01"]}), new).fault == "version"


@pytest.mark.parametrize(("change", "fault"), [
    (lambda code: "", "empty"), (lambda code: code[:-1], "short"), (lambda code: code + "7", "long"), (lambda code: "WNB" + code[3:], "beginning"),
    (lambda code: "VNB2" + code[4:], "format"), (lambda code: code[:-1] + "U", "sign"), (lambda code: code[:-1] + "é", "sign"),
    (lambda code: code[:-1] + ("0" if code[-1] != "0" else "1"), "check"),
])  # fmt: skip
def test_what_is_wrong_has_a_name(change, fault: str) -> None:
    cards = twelve()
    assert fault_of(change(encode(cards, {"card 1": ["D01"]})), cards).fault == fault


def test_an_exercise_that_is_not_known_is_named_by_its_number() -> None:
    assert (fault_of(encode(twelve(), {})).fault, fault_of(encode(twelve(), {})).given) == ("exercise", "6")


@pytest.mark.parametrize(("answers", "more", "said"), [
    ({"card 13": ["D01"]}, {}, "card 13"), ({"card 1": ["D41"]}, {}, "D41"), ({"card 1": ["D01", "D02"]}, {}, "at most 1"), ({}, {"role": "mayor"}, "mayor"), ({}, {"round": 3}, "3"),
])  # fmt: skip
def test_what_does_not_fit_on_the_sheet_gets_no_code(answers, more, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        encode(twelve(), answers, **more)


def test_questions_beyond_the_room_of_a_code_are_refused() -> None:
    many = sheet_of(sheet("placing", 1, [(f"card {number}", FORTY) for number in range(80)]))
    with pytest.raises(ValueError, match="80 questions"):
        encode(many, {})


def test_no_two_exercises_have_the_same_number() -> None:
    numbers = [one.number for one in exercises().values()]
    assert len(set(numbers)) == len(numbers)
    with pytest.raises(ValueError, match=r"numbers\.toml"):
        sheet("lesson9", 1, [])


@pytest.mark.parametrize("name", sorted(exercises().keys() - {"coding"}))
def test_every_exercise_of_the_course_can_be_answered_in_a_code(name: str) -> None:
    made = sheet_with(name)
    answers = {item: options[-made.most :] for item, options in zip(made.items, made.options, strict=True)}
    code = encode(made, answers, role="participation")
    assert decode(code, find).answers == answers
    assert len(code.replace("-", "")) <= LONGEST
    assert len(encode(made, {item: chosen[:1] for item, chosen in answers.items()}, role="participation")) <= 60


def test_cards_that_are_not_in_the_course_are_called_by_their_number() -> None:
    own = sheet_with("placing")
    variant = Sheet(own.number, 77, 12, 3, tuple(f"X-{number}" for number in range(1, 4)), own.options[:3])
    found = decode(encode(variant, {"X-2": ["D09"]}), find)
    assert (found.answers, found.sheet.seed) == ({"2": ("D09",)}, 12)
