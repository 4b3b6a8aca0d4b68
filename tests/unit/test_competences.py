"""The self-assessment: every level of every competence, both sides, and no judgement in the class picture."""

from __future__ import annotations

import json
import random

import pytest

from course import codebook
from course.boards import Competences, RoomCheck
from course.boards.answer_code import encode
from course.boards.competences import LEVELS, competence_sheet, levels_of
from course.boards.sheet import sheet_of
from course.classroom import report
from course.classroom.class_picture import ClassPicture
from course.classroom.find_codes import find_codes
from course.classroom.sheets import find
from course.classroom.tally import classes, gather
from course.i18n import LANGUAGES, section

CODES = [entry.code for entry in codebook.family("competence")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_competence_tells_four_levels(code: str, lang) -> None:
    told = levels_of(code, lang)
    assert tuple(told) == LEVELS
    assert len(set(told.values())) == len(LEVELS)
    assert all(text.endswith(".") and not text[0].isdigit() for text in told.values())


def test_a_description_without_levels_says_what_was_expected() -> None:
    with pytest.raises(ValueError, match="expected 1, 2, 3, 4"):
        levels_of("T01", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_board_holds_both_sides_and_goes_through_json(lang) -> None:
    board = Competences(lang).board
    assert json.loads(json.dumps(board, allow_nan=False)) == board
    assert [one["id"] for side in board["sides"] for one in side["competences"]] == CODES
    assert set(CODES) <= set(board["codes"])


def test_a_code_means_the_same_in_both_languages() -> None:
    assert Competences("nl").board["sheet"] == Competences("en").board["sheet"] == competence_sheet()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_class_picture_shows_levels_in_order_and_disputes_nothing(lang) -> None:
    dice, sheet = random.Random(3), sheet_of(competence_sheet())
    chat = "\n".join(f"Stu {n}: {encode(sheet, {item: [dice.choice(LEVELS[:3])] for item in sheet.items}, round=1 + n // 20)}" for n in range(40))
    (tally,) = classes(gather(find_codes(chat, find)))
    words, said = section("board.picture", lang), report.Words(tally, lang)
    told = "\n".join(report.picture(tally, lang))
    assert words["disputedTitle"] not in told
    assert words["alphaTitle"] not in told
    assert words["roundsPersonal"]["2"] in told
    assert list(said.chosen(tally.spreads(1)[0])) == list(LEVELS)
    assert said.chosen(tally.spreads(1)[0])["4"] == 0
    exercise = next(one for one in ClassPicture(lang).board["exercises"] if one["name"] == "competences")
    assert exercise["personal"]
    assert exercise["variables"] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_check_of_the_room_has_its_words(lang) -> None:
    board = RoomCheck(lang).board
    assert json.loads(json.dumps(board)) == board
    assert list(board["labels"]["checks"]) == board["checks"]
    assert all({"name", "ok"} < set(one) for one in board["labels"]["checks"].values())
