"""What the class picture shows of every exercise: words of questions and answers, and the reference with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any, ClassVar

import anywidget
import traitlets

from course import codebook, mapping
from course.boards import mix, plan, steps
from course.boards.answers import Item
from course.boards.board import labels, version_of
from course.boards.coding import coding_options
from course.boards.competences import levels_of
from course.boards.modules import es_module, icons, style_sheet
from course.boards.placing_table import placing_options
from course.boards.sheet import Exercise, exercises
from course.case import load
from course.classroom import key_items
from course.classroom.exit_slips import forms
from course.classroom.sheets import OPEN_SHEETS, PERSONAL, level_of, sheet_with, values_of, variables_of
from course.i18n import LANGUAGES, Language, language, section, t

ICONS = ("clear", "code", "good", "defensible", "next", "no", "print", "save", "yes")
TYPES = ("DT1", "DT2", "DT3", "DT4", "DT5", "DT6")

REFERENCES: Mapping[str, Callable[[Language], list[Item]]] = {
    "lesson1-steps": partial(steps.items, "lesson1"),
    "lesson1-owners-steps": partial(steps.items, "lesson1-owners"),
    "lesson2-steps": partial(steps.items, "lesson2"),
    "lesson2-mix": mix.items,
    "lesson3-steps": partial(steps.items, "lesson3"),
    "placing": key_items.lesson_4,
    "lesson5-plan": partial(plan.items, "lesson5"),
}
"""Per exercise the reference answers. Those of the mixing board are whole plans; all others have one item per question."""

__all__ = ["REFERENCES", "ClassPicture", "Shown", "shown"]


class Shown:
    """The words of one exercise in one language.

    Attributes
    ----------
    title
        What the exercise is called.
    names, texts
        Per question what it is called on the board, and what it asks or quotes.
    answers
        Per question and answer the words of the answer.
    grades
        Per question and answer ``good``, ``defensible`` or ``no``; nothing where the exercise grades no single answers.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.names: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.answers: dict[str, dict[str, str]] = {}
        self.grades: dict[str, dict[str, str]] = {}

    def add(self, item: str, name: str, text: str, answers: Mapping[str, str], grades: Mapping[str, str] | None = None) -> None:
        self.names[item], self.texts[item], self.answers[item], self.grades[item] = name, text, dict(answers), dict(grades or {})


def shown(name: str, lang: Language, *, graded: bool = False) -> Shown:
    """The words of an exercise; for one with cards of its own (``coding``) only those of the answers, under the question ``""``.

    Parameters
    ----------
    graded
        Fill in `grades` as well; for the placing board that takes a second.

    Raises
    ------
    KeyError
        If no exercise has this name.
    """
    exercise = exercises()[name]
    found = Shown(_title(exercise, lang))
    if name == "placing":
        _show_placing(found, lang, graded)
    elif name == "coding":
        found.add("", "", "", {code: _upper(codebook.label(code, lang)) for code in coding_options()})
    elif name.endswith("-steps"):
        _show_steps(found, name.removesuffix("-steps"), lang)
    elif name.endswith("-plan"):
        for one in plan.opportunities(name.removesuffix("-plan")).opportunities:
            grades = {code: level.grade for code, level in one.levels.items()}
            found.add(one.id, one.title[lang], one.says[lang], {code: t(f"board.plan.levels.{code}", lang) for code in one.levels}, grades)
    elif name == "lesson2-mix":
        _show_mix(found, lang)
    elif name == "competences":
        for item in (entry.code for entry in codebook.family("competence")):
            found.add(item, _upper(codebook.label(item, lang)), "", {level: f"{level}. {text}" for level, text in levels_of(item, lang).items()})
    else:
        words = section(name, lang)
        for field in words["fields"]:
            if field["kind"] == "choice":
                found.add(field["id"], field["question"], "", dict(field["options"]))
    return found


def _title(exercise: Exercise, lang: Language) -> str:
    if exercise.number > 100:
        title = section(exercise.name, lang)["title"]
    else:
        title = t(f"classroom.exercises.{exercise.name}", lang)
    return t("classroom.exercise", lang, lesson=exercise.lesson, title=title) if exercise.lesson else title


def _show_placing(found: Shown, lang: Language, graded: bool) -> None:
    case = load("merelhof")
    names = {}
    for code in placing_options():
        if mapping.is_reason(code):
            names[code] = t("classroom.key.no_decision", lang, reason=codebook.label(code, lang))
        else:
            decision = codebook.decision(code)
            names[code] = t("classroom.key.owner", lang, decision=decision.short(lang), owner=codebook.label(codebook.owner_group(decision.decides), lang, "owner_group"))
    here = set(case.decisions["decision_code"])
    for number, contribution in enumerate(key_items.CARDS, start=1):
        judged = [code for code in placing_options() if mapping.is_reason(code) or code in here] if graded else []
        grades = {code: mapping.judge(case, contribution, (code,)).grade for code in judged}
        found.add(contribution, t("board.common.cardShort", lang, no=number), str(case.contribution(contribution)[f"text_{lang}"]), names, grades)


def _show_steps(found: Shown, name: str, lang: Language) -> None:
    items = iter(steps.items(name, lang))
    for scene in steps.scenes(name):
        for step in scene.steps:
            item = next(items)
            answers = {option.id: steps.name_of(option, lang) for option in step.options}
            found.add(step.id, item.name, item.text, answers, {option.id: option.grade for option in step.options})


def _show_mix(found: Shown, lang: Language) -> None:
    words, sheet = section("board.mix", lang), sheet_with("lesson2-mix")
    for item, options in zip(sheet.items, sheet.options, strict=True) if sheet else ():
        if item in words["switches"]:
            found.add(item, words["switches"][item]["name"], "", {one: words["switches"][item][one] for one in options})
        else:
            found.add(item, f"{_upper(codebook.label(item, lang))} ({item})", "", {one: t("classroom.hours", lang, n=one) for one in options})


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _exercise(exercise: Exercise, lang: Language) -> dict[str, Any]:
    words = shown(exercise.name, lang, graded=True)
    told: dict[str, Any] = {"name": exercise.name, "number": exercise.number, "lesson": exercise.lesson, "title": words.title, "open": exercise.name in OPEN_SHEETS,
                            "personal": exercise.name in PERSONAL, "level": level_of(exercise.name)}
    sheet = sheet_with(exercise.name)
    if sheet is None:
        return told | {"mark": -1, "seed": 0, "most": 2, "items": [], "lists": [coding_options()], "of": [], "values": [], "variables": [],
                       "names": [list(words.answers[""].values())], "named": [], "about": [], "grades": [], "reference": []}
    lists = list(dict.fromkeys(sheet.options))
    values, letters = values_of(exercise.name, sheet), {"good": "g", "defensible": "d", "no": "n"}
    reference = [asdict(item) for item in REFERENCES[exercise.name](lang)] if exercise.name in REFERENCES else []
    of = [lists.index(options) for options in sheet.options]
    said = [tuple(words.answers[item][option] for option in options) for item, options in zip(sheet.items, sheet.options, strict=True)]
    names = list(dict.fromkeys(said))
    return told | {
        "mark": sheet.mark, "seed": sheet.seed, "most": sheet.most, "items": list(sheet.items), "lists": [list(options) for options in lists], "of": of,
        "values": [list(values[item]) for item in sheet.items], "variables": [{"items": list(one.items), "values": list(one.values)} for one in variables_of(exercise.name, sheet)],
        "names": [list(one) for one in names], "named": [names.index(one) for one in said], "about": [[words.names[item], words.texts[item]] for item in sheet.items],
        "grades": ["".join(letters.get(words.grades[item].get(option, ""), ".") for option in options) for item, options in zip(sheet.items, sheet.options, strict=True)],
        "reference": reference,
    }  # fmt: skip


class ClassPicture(anywidget.AnyWidget):
    """A place to paste what a class handed in, and the picture of it. Nothing pasted leaves the browser.

    Parameters
    ----------
    lang
        ``nl`` or ``en``; the language of the page if left out.

    Examples
    --------
    >>> ClassPicture("en")
    ClassPicture(20 exercises)
    """

    _esm: ClassVar[str] = es_module("class_picture")
    _css: ClassVar[str] = style_sheet("board", "class_picture")
    board = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: Language | None = None) -> None:
        lang = lang or language()
        told = [_exercise(one, lang) for one in exercises().values()]
        types = [{"id": code, "name": _upper(codebook.label(code, lang)), "about": codebook.description(code, lang), "ask": t(f"classroom.ask.{code}", lang)} for code in TYPES]
        super().__init__(board={
            "id": "class-picture", "version": version_of([[one["number"], one["mark"]] for one in told]), "exercises": told, "types": types,
            "slips": {"forms": list(forms()), "empty": [f"({t('board.worksheet.empty', one)})" for one in LANGUAGES], "lang": lang},
            "labels": labels("picture", lang), "icons": {name: icons()[name] for name in ICONS},
        })  # fmt: skip

    def __repr__(self) -> str:
        return f"ClassPicture({len(self.board['exercises'])} exercises)"
