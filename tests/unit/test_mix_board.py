"""The board to mix channels hands over whole lists and words in both languages."""

from __future__ import annotations

import pytest

from course.boards.mix import SAMPLES, MixBoard, items, plan_of
from course.i18n import LANGUAGES, Language
from course.mixing import Plan


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_left_to_fill_in_before_the_page_does(lang: Language) -> None:
    board = MixBoard(lang).board
    assert "{" not in board["intro"] + "".join(row["name"] + row["about"] + "".join(o["name"] for o in row["options"]) for g in board["groups"] for row in g["rows"])


def test_both_languages_have_the_same_lists() -> None:
    dutch, english = (MixBoard(lang).board for lang in LANGUAGES)
    assert all(dutch[part] == english[part] for part in ("lists", "channels", "belongs", "told", "order", "whys", "version"))
    assert dutch["title"] != english["title"]


def test_same_list_is_handed_over_once() -> None:
    board = MixBoard("nl").board
    assert len(board["lists"]) == len({repr(one) for one in board["lists"]})
    online = next(c for c in board["channels"] if c["id"] == "K05")["lists"]
    assert online["1000"] == online["1010"] == online["1011"] != online["1100"]


def test_everybody_is_one_dot() -> None:
    board = MixBoard("nl").board
    assert sorted(board["order"]) == list(range(len(board["belongs"])))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lecturer_gets_plans_of_every_grade_within_the_hours(lang: Language) -> None:
    (item,) = items(lang)
    assert [answer.grade for answer in item.answers] == ["good", "good", "defensible", "defensible", "no", "no"]
    assert len(SAMPLES) == len({answer.name for answer in item.answers})


def test_answers_become_a_plan() -> None:
    assert plan_of({"K01": ["0"], "K02": ["20"], "plain": ["yes"], "evening": ["no"]}) == Plan({"K02": 20}, plain=True)
