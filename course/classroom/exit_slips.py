"""The three questions at the end of a lesson, found in what a class handed in (model 4.3).

*Copy my answers* under the questions writes them out with a mark below (``[lesson4.exit]``). By that mark, and by the words of the
first question, a slip is found between all else that stands in a chat. Slips are for talking about, never for a mark.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from course.boards.sheet import exercises
from course.i18n import LANGUAGES, Language, section, t

SCORES = (0, 1, 2)
"""No valid answer; an answer without a reason; an answer with a reason that holds. For the second question only."""

# Between two words: what a mail puts at the end of a line and at the beginning of the next.
SPACE = "[ \t\r\n\u00a0>|]"
MARK = re.compile(rf"\[{SPACE}*lesson{SPACE}*([0-9]{{1,3}}){SPACE}*\.{SPACE}*exit{SPACE}*\]", re.IGNORECASE)
_QUOTED = re.compile(r"[ \t\u00a0]*\r?\n[ \t>|\u00a0]*")

__all__ = ["MARK", "SCORES", "SPACE", "Slip", "SlipFault", "find_slips", "forms", "once"]


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip.

    Attributes
    ----------
    lesson
        Of which lesson.
    answers
        To each question, in order, in one line; empty where nothing was filled in.
    line
        Where its mark stands.
    """

    lesson: int
    answers: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class SlipFault:
    """Something that began or ended like a slip: ``start`` without its questions, ``end`` without its mark."""

    fault: Literal["start", "end"]
    line: int


@functools.cache
def forms() -> tuple[dict[str, Any], ...]:
    """Every exit slip there is: ``lesson``, and ``questions`` per language.

    >>> [form["lesson"] for form in forms()]
    [1, 2, 3, 4, 5]
    """
    lessons = sorted({one.lesson for one in exercises().values()} - {0})
    return tuple({"lesson": lesson, "questions": {lang: [field["question"] for field in section(f"lesson{lesson}.exit", lang)["fields"]] for lang in LANGUAGES}} for lesson in lessons)


def _pattern(question: str) -> str:
    """The words of a question, however a mail wrapped them or a phone changed its signs."""
    words = (re.escape(word).replace("…", r"(?:…|\.\.\.)").replace("’", "['’]") for word in question.split())
    return f"{SPACE}+".join(words)


@functools.cache
def _openings() -> re.Pattern[str]:
    firsts = dict.fromkeys(questions[0] for form in forms() for questions in form["questions"].values())
    return re.compile("|".join(map(_pattern, firsts)), re.IGNORECASE)


@functools.cache
def _whole(lesson: int, lang: Language) -> re.Pattern[str] | None:
    form = next((form for form in forms() if form["lesson"] == lesson), None)
    if form is None:
        return None
    return re.compile("(.*)".join(map(_pattern, form["questions"][lang])) + "(.*)", re.IGNORECASE | re.DOTALL)


def find_slips(text: str) -> list[Slip | SlipFault]:
    """The slips in a text, in order, and what only looks like one.

    Parameters
    ----------
    text
        A chat, a mail or a table, as it was handed in.
    """
    found: list[Slip | SlipFault] = []
    marks = [(one.start(), one) for one in MARK.finditer(text)]
    begins = [(one.start(), None) for one in _openings().finditer(text)]
    begun: int | None = None
    for place, mark in sorted([*marks, *begins], key=lambda one: one[0]):
        if mark is None:
            if begun is not None:
                found.append(SlipFault("end", _line(text, begun)))
            begun = place
            continue
        answers = None if begun is None else _answers(text[begun:place], int(mark[1]))
        found.append(SlipFault("start", _line(text, place)) if answers is None else Slip(int(mark[1]), answers, _line(text, place)))
        begun = None
    if begun is not None:
        found.append(SlipFault("end", _line(text, begun)))
    return found


def _answers(told: str, lesson: int) -> tuple[str, ...] | None:
    for lang in LANGUAGES:
        pattern = _whole(lesson, lang)
        whole = pattern.match(told) if pattern else None
        if whole:
            empty = {f"({t('board.worksheet.empty', one)})" for one in LANGUAGES}
            cleaned = (_QUOTED.sub(" ", answer).strip(" \t\r\n\u00a0>|") for answer in whole.groups())
            return tuple("" if answer in empty else answer for answer in cleaned)
    return None


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def once(found: Iterable[Slip | SlipFault]) -> tuple[list[Slip], list[SlipFault], int]:
    """The slips that count, what could not be read, and how many were left out because they say exactly the same as an earlier one."""
    slips: dict[tuple[object, ...], Slip] = {}
    faults, same = [], 0
    for one in found:
        if isinstance(one, SlipFault):
            faults.append(one)
        elif (one.lesson, one.answers) in slips and any(one.answers):
            same += 1
        else:
            slips[(one.lesson, one.answers) if any(one.answers) else (one.line,)] = one
    return list(slips.values()), faults, same
