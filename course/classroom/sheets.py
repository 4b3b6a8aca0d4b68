"""Every exercise that gives answer codes: its sheet, and which of its answers mean the same from question to question."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from course.agreement import Level
from course.boards.coding import coding_options
from course.boards.competences import competence_sheet
from course.boards.mix import mix_sheet
from course.boards.placing_table import placing_options, placing_sheet
from course.boards.plan import plan_sheet
from course.boards.sheet import Exercise, Sheet, exercises, sheet_of
from course.boards.steps import MADE, scenes, steps_sheet
from course.boards.worksheet import worksheet_sheet
from course.case import load
from course.classroom.key_items import CARDS
from course.i18n import LANGUAGES

OPEN_SHEETS = ("placing", "coding")
"""Exercises of which anybody can make a new edition: their answers are always the same, their cards are not."""
ORDINAL = ("lesson2-mix", "lesson5-plan")
ALIKE = ("placing", "coding", "lesson2-mix", "lesson4.pair", "lesson5-plan")
"""Exercises that ask the same of every card or row. Elsewhere *yes* to one question is not *yes* to another."""

PERSONAL = ("competences",)
"""Exercises in which students tell of themselves: no answer is wrong, and differing is no dispute."""

__all__ = ["PERSONAL", "Variable", "exercise_with", "find", "level_of", "sheet_with", "values_of", "variables_of"]


@dataclass(frozen=True, slots=True)
class Variable:
    """Questions of one exercise that can be answered alike, so that they can be counted together.

    Attributes
    ----------
    items
        The questions, in order.
    values
        What was meant by an answer, in one order for all questions.
    """

    items: tuple[str, ...]
    values: tuple[str, ...]


def exercise_with(number: int) -> Exercise | None:
    """The exercise with this number in a code; None if there is none."""
    return next((one for one in exercises().values() if one.number == number), None)


@functools.cache
def sheet_with(name: str) -> Sheet | None:
    """The sheet of an exercise as the lessons give it; None where there is no such edition.

    >>> len(sheet_with("placing").items)
    12
    """
    if name == "coding":
        return None
    if name == "placing":
        return sheet_of(placing_sheet(load("merelhof"), CARDS))
    if name.endswith("-steps"):
        return sheet_of(steps_sheet(name.removesuffix("-steps")))
    if name.endswith("-plan"):
        return sheet_of(plan_sheet(name.removesuffix("-plan")))
    if name == "lesson2-mix":
        return sheet_of(mix_sheet())
    if name == "competences":
        return sheet_of(competence_sheet())
    return sheet_of(worksheet_sheet(name, LANGUAGES[0]))


@functools.cache
def find(number: int, mark: int, seed: int, many: int) -> Sheet | None:
    """The sheet that a code is about (see :func:`course.boards.answer_code.decode`).

    A class that worked on a neighbourhood made by chance, or coded its own input, has cards that are not in the course:
    they are then called by their number.
    """
    exercise = exercise_with(number)
    if exercise is None:
        return None
    own = sheet_with(exercise.name)
    if exercise.name not in OPEN_SHEETS or (own is not None and (mark, seed) == (own.mark, own.seed)):
        return own
    if exercise.name == "placing" and not seed:
        return own
    options = tuple(placing_options() if exercise.name == "placing" else coding_options())
    return Sheet(number, mark, seed, 3 if exercise.name == "placing" else 2, tuple(str(no) for no in range(1, many + 1)), (options,) * many)


def level_of(name: str) -> Level:
    """How far the order of the answers of an exercise means something."""
    return "ordinal" if name in ORDINAL else "nominal"


def values_of(name: str, sheet: Sheet) -> Mapping[str, tuple[str, ...]]:
    """Per question what each answer means, so that the same answer to two questions has the same name.

    Answers with a code are that code, and so are those of scenes made from the codebook. The others are alike only where
    every question is the same one.
    """
    codes: dict[str, tuple[str, ...]] = {}
    if name.endswith("-steps"):
        of = name.removesuffix("-steps")
        for scene in scenes(of):
            codes |= {step.id: tuple(option.id if of in MADE else option.code or "" for option in step.options) for step in scene.steps}
    # Of the mixing board the hours per channel are one scale; its four switches are four questions.
    shared = {options for options in sheet.options if options != ("no", "yes")} if name in ALIKE else set()
    found = {}
    for item, options in zip(sheet.items, sheet.options, strict=True):
        named = codes.get(item, ("",) * len(options))
        found[item] = tuple(code or (one if options in shared else f"{item}/{one}") for code, one in zip(named, options, strict=True))
    return found


def variables_of(name: str, sheet: Sheet) -> tuple[Variable, ...]:
    """The questions that can be counted together, two or more at a time; in the order of the exercise.

    >>> [len(one.items) for one in variables_of("placing", sheet_with("placing"))]
    [12]
    """
    values = values_of(name, sheet)
    groups: list[tuple[list[str], dict[str, None]]] = []
    for item in sheet.items:
        own = dict.fromkeys(values[item])
        touching = [group for group in groups if not own.keys().isdisjoint(group[1])]
        apart = [group for group in groups if group not in touching]
        merged = ([i for items, _ in touching for i in items] + [item], {value: None for _, known in touching for value in known} | own)
        groups = [*apart, merged]
    order = {item: place for place, item in enumerate(sheet.items)}
    found = [Variable(tuple(sorted(items, key=order.__getitem__)), tuple(known)) for items, known in groups if len(items) > 1]
    return tuple(sorted(found, key=lambda one: order[one.items[0]]))
