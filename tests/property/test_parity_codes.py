"""Answer codes and the class picture are the same on the page as in Python, in a real browser."""

from __future__ import annotations

import functools
import json
import math
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from course.boards.answer_code import ALPHABET, ROLES, decode, encode
from course.boards.modules import es_module
from course.boards.sheet import LARGEST_SEED, exercises, sheet, sheet_of
from course.classroom.class_picture import ClassPicture
from course.classroom.exit_slips import find_slips, forms, once
from course.classroom.find_codes import find_codes
from course.classroom.sheets import find, sheet_with
from course.classroom.tally import DOUBLES, Tally, classes, gather
from course.i18n import LANGUAGES
from tests.browser.chromium import ARGUMENTS, installed

pytestmark = pytest.mark.browser

SETS = 10_000
LOAD = """async ([text, exercises]) => {
  window.course = (await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })))).default;
  window.find = window.course.finder(exercises);
}"""
CODES = """sets => sets.map(([sheet, answers, role, round]) => {
  const code = course.encode(sheet, answers, { role, round }), back = course.decode(code, () => sheet);
  return [code, back.answers, back.role, back.round];
})"""
FIND = "text => course.findCodes(text, find).map(one => [one.line, one.name, one.answers && one.answers.answers, one.fault && [one.fault.fault, one.fault.given, one.fault.expected]])"
SLIPS = """([text, told]) => {
  const { slips, faults, same } = course.countOnce(course.findSlips(text, told));
  return [slips.map(one => [one.lesson, one.answers, one.line]), faults.map(one => [one.fault, one.line]), same];
}"""
TALLY = """([text, doubles]) => {
  const handed = course.gather(course.findCodes(text, find), doubles);
  return course.classes(handed).map(group => ({
    number: group.sheet.number, counted: group.answers.length, doubles: handed.doubles.map(([one, by]) => [one.line, by]),
    disputed: [1, 2].map(round => course.disputed(group, round).map(one => [one.item, one.disagreement])),
    spreads: [1, 2].map(round => course.spreads(group, round).map(one => [one.item, Object.fromEntries(one.first), Object.fromEntries(one.also), one.open])),
    agreements: course.agreements(group, group.sheet).map(row => [row.who, row.round, Number.isNaN(row.alpha) ? null : row.alpha, row.low, row.high, row.coders]),
  }));
}"""


@functools.cache
def _picture() -> dict:
    return ClassPicture("en").board


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)
        page = browser.new_page()
        page.evaluate(LOAD, [es_module("class_picture"), _picture()["exercises"]])
        yield page
        browser.close()


def test_ten_thousand_answer_sets_have_the_same_code(page: Page) -> None:
    dice, sets, wanted = random.Random(11), [], []
    for _ in range(SETS):
        most = dice.choice([1, 1, 2, 3])
        lists = [[f"o{n}" for n in range(dice.randint(1, 60))] for _ in range(dice.randint(1, 14))]
        told = sheet("placing", dice.randint(0, 9), [(f"c{n}", options) for n, options in enumerate(lists)], most=most, seed=dice.choice([0, dice.randint(0, LARGEST_SEED)]))
        made = sheet_of(told)
        answers = {item: dice.sample(options, min(len(options), dice.randint(0, most))) for item, options in zip(made.items, made.options, strict=True)}
        role, round_ = dice.choice(ROLES), dice.choice([1, 2])
        sets.append([told, answers, role, round_])
        code = encode(made, answers, role=role, round=round_)
        back = decode(code, lambda *_, one=made: one)
        wanted.append([code, {item: list(chosen) for item, chosen in back.answers.items()}, back.role, back.round])
    for start in range(0, SETS, 1000):
        assert page.evaluate(CODES, sets[start : start + 1000]) == wanted[start : start + 1000]


def _chat(seed: int) -> str:
    """A chat with everything that goes wrong in one."""
    dice, lines = random.Random(seed), []
    names = ["Piet", "Sara de Vries", "Ömer", "", "mijn code", "+31 6 12345678", "Hoi"]
    noise = ["hoi allemaal", "VNB1 is het begin", "<b>VNB1-</b>", "=SUM(A1)", "vnb", "\t\t", '"', "10:03", "lol 👍🏽", "abcd-efgh-jkmn-pqrs-tvwx-yz", "VNB1-C062-3", "From: Piet <p@x.nl>"]
    for number in range(60):
        made = sheet_with(dice.choice(sorted(exercises().keys() - {"coding"})))
        answers = {item: dice.sample(options, min(len(options), dice.randint(0, made.most))) for item, options in zip(made.items, made.options, strict=True)}
        code = encode(made, answers, role=dice.choice(ROLES), round=dice.choice([1, 2]))
        kind = dice.randint(0, 9)
        if kind == 0:
            place = dice.randrange(len(code))
            code = code[:place] + dice.choice(ALPHABET + "Uué.") + code[place + 1 :]
        elif kind == 1:
            code = code[: dice.randrange(len(code))]
        elif kind == 2:
            place = dice.randrange(4, len(code) - 1)
            code = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        code = dice.choice([str, str.lower, lambda c: c.replace("-", "–"), lambda c: c.replace("-", " "), lambda c: c[:17] + "\n> " + c[17:], lambda c: f"“{c}”"])(code)
        name = dice.choice(names)
        lines.append(dice.choice([
            f"{name}: {code}", f"10:{number:02}:01 From {name} to Everyone: {code}", f"[27-11-2026, 10:{number:02}:01] {name}: code {code} groet", f'2026-11-27 10:{number:02},"{name}","{code}"',
            f"{name}  10:{number:02}\n{code}", f"{number}\t{name}\t{code}", f"{name}, {code} en {code}", f"From: {name} <{number}@x.nl>\n\n{code}",
        ]))  # fmt: skip
        lines.append(dice.choice(noise))
    return dice.choice(["\n", "\r\n"]).join(lines)


@pytest.mark.parametrize("seed", range(40))
def test_the_page_finds_in_a_messy_chat_what_python_finds(page: Page, seed: int) -> None:
    text = _chat(seed)
    found = [[one.line, one.name, {item: list(chosen) for item, chosen in one.answers.answers.items()} if one.answers else None,
              [one.fault.fault, one.fault.given, one.fault.expected] if one.fault else None] for one in find_codes(text, find)]  # fmt: skip
    assert page.evaluate(FIND, text) == found
    assert any(row[2] for row in found)
    assert any(row[3] for row in found)


def _slips(seed: int) -> str:
    """Slips between other talk: whole, cut, quoted, wrapped, of an unknown lesson, and with strange answers."""
    dice, parts = random.Random(seed), []
    said = ["", "de notitie", "een nee\nmet reden", "İstanbul’da  ", "[lesson4", "…", "> gequote", "a|b", "lesson 4.exit]", "👍🏽", "\u00a0", "=1+1", "One thing I now see"]
    for _ in range(30):
        form, lang = dice.choice(forms()), dice.choice(LANGUAGES)
        text = "\n".join([dice.choice(["Sem: ", "", "> "]), *(f"\n{question}\n{dice.choice(said)}" for question in form["questions"][lang]), "", f"[lesson{dice.choice([form['lesson']] * 5 + [9])}.exit]"])
        kind = dice.randint(0, 6)
        if kind == 0:
            text = text[: dice.randrange(len(text))]
        elif kind == 1:
            text = text[dice.randrange(len(text)) :]
        text = dice.choice([str, str, str.upper, lambda x: x.replace("…", "..."), lambda x: x.replace("\n", "\n> "), lambda x: x.replace(" ", "\n", 5), lambda x: x.replace("\n", "\r\n")])(text)
        parts += [text, dice.choice(["", "hoi", "[lesson4.exit]", "Eén ding dat ik nu anders zie.", "VNB1-"])]
    return "\n".join(parts)


@pytest.mark.parametrize("seed", range(40))
def test_the_page_finds_the_slips_that_python_finds(page: Page, seed: int) -> None:
    text = _slips(seed)
    slips, faults, same = once(find_slips(text))
    told = page.evaluate(SLIPS, [text, _picture()["slips"]])
    assert told == [[[one.lesson, list(one.answers), one.line] for one in slips], [[one.fault, one.line] for one in faults], same]
    assert slips
    assert faults


@pytest.mark.parametrize("doubles", DOUBLES)
@pytest.mark.parametrize("name", ["placing", "lesson5-plan", "lesson3-steps", "lesson1-owners-steps", "lesson2-mix", "lesson4.vote", "lesson4.pair"])
def test_the_page_counts_a_class_as_python_does(page: Page, name: str, doubles) -> None:
    dice, made = random.Random(name), sheet_with(name)
    liked = {item: dice.sample(options, min(len(options), 4)) for item, options in zip(made.items, made.options, strict=True)}
    lines = []
    for number in range(48):
        answers = {item: dice.sample(options[: 3 if number % 2 else 4], min(len(options), dice.randint(0, made.most))) for item, options in liked.items()}
        lines.append(f"Stu {number % 40}: {encode(made, answers, role=ROLES[1 + number % 2], round=1 + number // 24)}")
    text = "\n".join(lines)
    handed = gather(find_codes(text, find), doubles)
    (tally,) = classes(handed)
    (shown,) = page.evaluate(TALLY, [text, doubles])
    assert shown["counted"] == len(tally.answers)
    assert shown["doubles"] == [[one.line, by] for one, by in handed.doubles]
    assert shown["spreads"] == [_spreads(tally, round_) for round_ in (1, 2)]
    for round_, on_page in zip((1, 2), shown["disputed"], strict=True):
        assert [item for item, _ in on_page] == [one.item for one in tally.disputed(round_)]
        assert [value for _, value in on_page] == pytest.approx([one.disagreement for one in tally.disputed(round_)], abs=1e-12)
    rows = tally.agreements()
    assert [(who, round_, coders) for who, round_, *_, coders in shown["agreements"]] == [(row.who, row.round, row.coders) for row in rows]
    for (_, _, alpha, low, high, _), row in zip(shown["agreements"], rows, strict=True):
        assert (alpha is None) == math.isnan(row.alpha)
        if alpha is not None:
            assert alpha == pytest.approx(row.alpha, abs=1e-12)
            # Other random numbers, the same thing estimated.
            assert (low, high) == pytest.approx((row.low, row.high), abs=0.06)


def _spreads(tally: Tally, round_: int) -> list[object]:
    return json.loads(json.dumps([[one.item, one.first, one.also, one.open] for one in tally.spreads(round_)]))
