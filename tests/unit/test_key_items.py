"""The lecturer's page of lesson 4 has the cards of its board, each with a sample answer and a tempting one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course.classroom.key_items import CARDS, lesson_4
from course.i18n import LANGUAGES, Language

LESSONS = Path(__file__).resolve().parents[2] / "lessons"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cards_are_those_of_the_board_in_the_lesson(lang: Language) -> None:
    notebook = json.loads((LESSONS / lang / "04-on-time-at-the-right-desk.ipynb").read_text("utf-8"))
    models = notebook["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
    boards = [model["state"]["board"] for model in models if "contributions" in model["state"].get("board", {})]
    assert [card["id"] for card in boards[0]["contributions"]] == list(CARDS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_card_has_an_answer_that_holds_first_and_one_that_does_not_last(lang: Language) -> None:
    items = lesson_4(lang)
    assert len(items) == len(CARDS)
    assert all(item.answers[0].grade in ("good", "defensible") and item.answers[-1].grade == "no" for item in items)
    assert all(answer.why for item in items for answer in item.answers)
