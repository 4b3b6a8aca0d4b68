"""The answer key of a lesson's placing board, in the form of a lecturer's page."""

from __future__ import annotations

import functools

from course.boards.answers import Answer, Item
from course.case import load
from course.classroom.key import Choice, KeyCard, answer_key
from course.i18n import Language, t

CARDS = ("MH-07", "MH-21", "MH-10", "MH-12", "MH-02", "MH-06", "MH-18", "MH-14", "MH-11", "MH-16", "MH-20", "MH-24")
"""The cards of lesson 4, in the order of its board."""

__all__ = ["CARDS", "lesson_4"]


@functools.cache
def lesson_4(lang: Language) -> list[Item]:
    """Per card of lesson 4 a sample answer, what else can be defended, and what looks right and does not hold."""
    return [_item(card, lang) for card in answer_key(load("merelhof"), CARDS, lang)]


def _item(card: KeyCard, lang: Language) -> Item:
    name = t("board.common.cardShort", lang, no=card.number)
    sample = Answer(" + ".join(choice.name for choice in card.sample), card.grade, _why(*card.sample))
    others = [Answer(choice.name, "defensible", _why(choice)) for choice in card.others]
    wrong = Answer(card.wrong.name, "no", _why(card.wrong))
    noticed = "; ".join((card.received, *card.notices))
    return Item(f"{name} ({noticed})", card.text, (sample, *others, wrong))


def _why(*choices: Choice) -> str:
    return " ".join(sentence for choice in choices for sentence in choice.why)
