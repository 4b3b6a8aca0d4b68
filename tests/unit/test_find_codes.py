"""Codes are found in what chats, mails and forms give, and what cannot be read is told."""

from __future__ import annotations

import random
import unicodedata

import pytest

from course.boards.answer_code import encode
from course.classroom.find_codes import find_codes
from course.classroom.sheets import find, sheet_with

SHEET = sheet_with("placing")
DICE = random.Random(5)


def code(**more) -> str:
    return encode(SHEET, {item: [DICE.choice(options)] for item, options in zip(SHEET.items, SHEET.options, strict=True)}, **more)


ONE, TWO = code(), code(role="participation")


def read(text: str) -> list[tuple[str, bool]]:
    return [(one.name, one.answers is not None) for one in find_codes(text, find)]


@pytest.mark.parametrize(("text", "name"), [
    ("{code}", ""),
    ("Piet: {code}", "piet"),
    ("[27-11-2026, 10:03:12] Piet de Vries: {code}", "piet de vries"),
    ("27/11/2026, 10:03 - Piet: mijn code is {code} groetjes", "piet"),
    ("10:03:12 From Piet to Everyone: {code}", "piet"),
    ("10:03:12 Van Piet aan iedereen: {code}", "piet"),
    ("Piet de Vries  10:03\n{code}", "piet de vries"),
    ("From: Piet <piet@school.nl>\nSubject: code\n\nHoi,\n{code}", "piet"),
    ('2026-11-27 10:03:12,"Piet","{code}"', "piet"),
    ("2026-11-27T10:03:12Z;piet@school.nl;{code};goed", "piet@school.nl"),
    ("12\tPiet\t{code}", "piet"),
    ("mijn code: {code}", ""), ("Hoi, {code}", ""), ("Hoi, mijn code is {code}", ""), ("Piet, {code}", ""),
    ("Hier is mijn antwoord: {code}", ""),
    ("> > Piet: {code}", "piet"),
    ("**Piet:** {code}", "piet"),
])  # fmt: skip
def test_the_name_before_a_code_is_read(text: str, name: str) -> None:
    assert read(text.replace("{code}", ONE)) == [(name, True)]


@pytest.mark.parametrize("dress", [
    lambda c: c.lower(), lambda c: c.replace("-", "—"), lambda c: c.replace("-", " "), lambda c: f"“{c}”.", lambda c: f"({c})", lambda c: f"👍{c}👍", lambda c: f"{c[:20]}\n> {c[20:]}",
    lambda c: f"{c[:20]}=\n{c[20:]}", lambda c: f"`{c}`", lambda c: f"*{c}*", lambda c: f"mijn code={c},klaar", lambda c: f"{c}groetjes van mij", lambda c: unicodedata.normalize("NFD", f"één {c} café"),
    lambda c: f"{c[:20]}\r\n{c[20:]}", lambda c: c.replace("-", "\u2011"), lambda c: c.replace("-", "-\u200b"), lambda c: f"<td>{c}</td>", lambda c: f"={c}",
])  # fmt: skip
def test_a_code_is_found_however_it_is_dressed(dress) -> None:
    assert [valid for _, valid in read(dress(ONE))] == [True]


def test_two_codes_without_a_space_between_are_two() -> None:
    assert [valid for _, valid in read(ONE + TWO)] == [True, True]


@pytest.mark.parametrize(("broken", "fault"), [
    (ONE[:-3], "short"), (ONE[:12], "short"), (ONE[:-1] + ("2" if ONE[-1] != "2" else "3"), "check"), (ONE[:10] + "U" + ONE[11:], "sign"), ("XNB" + ONE[3:], "beginning"),
    ("VNB2" + ONE[4:], "format"), (encode(sheet_with("lesson1.vote"), {})[:-1], "short"),
])  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(broken: str, fault: str) -> None:
    found = find_codes(f"hoi\nPiet: {broken}\nSara: {TWO}", find)
    assert [(one.line, one.name, one.fault and one.fault.fault) for one in found] == [(2, "piet", fault), (3, "sara", None)]


def test_a_wrong_length_does_not_swallow_the_next_code() -> None:
    longer = "VNB1-Z" + ONE[6:]
    assert [one.fault and one.fault.fault for one in find_codes(f"{longer}\n{TWO}\n{ONE}", find)][1:] == [None, None]


def test_words_that_begin_alike_are_no_codes() -> None:
    assert find_codes("vnb is een afkorting. In VNB-gebied, iban NL91ABNA0417164300, 550e8400-e29b-41d4-a716-446655440000", find) == []


def test_two_thousand_lines_of_a_real_chat_lose_nothing() -> None:
    dice, lines, wanted = random.Random(3), [], []
    talk = ["hoi allemaal", "👋🏽 doet de link het?", "=1+1", "<img src=x onerror=alert(1)>", "ik zit op kaart 7…", "lol", "+316 12345678", "wat is D09?", "مرحبا", "“ja” – nee"]
    for number in range(2000):
        if number % 4:
            lines.append(f"10:{number // 60 % 60:02}:{number % 60:02} From Stu {number % 70} to Everyone: {dice.choice(talk)}")
            continue
        made = code(round=dice.choice([1, 2]))
        shown = dice.choice([str.lower, lambda c: c.replace("-", "–"), lambda c: c.replace("-", " "), lambda c: f"{c[:19]}\n> {c[19:]}", str])(made)
        lines.append(f"10:{number // 60 % 60:02}:{number % 60:02} From Stu {number} to Everyone: mijn code {shown} 🎉")
        wanted.append(decode_of(made))
    found = find_codes("\n".join(lines), find)
    assert [(one.answers.answers, one.answers.round) for one in found if one.answers] == wanted
    assert [one for one in found if one.fault] == []
    assert len({one.name for one in found}) == len(wanted)


def decode_of(made: str):
    one = find_codes(made, find)[0].answers
    return one.answers, one.round
