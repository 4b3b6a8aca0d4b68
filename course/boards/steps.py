"""The steps board: walk through a scene, say at each step what you see, and read why."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

import pandas as pd

from course import codebook
from course.boards.answers import Answer, Item
from course.boards.board import Board, labels, version_of
from course.boards.modules import es_module, style_sheet
from course.boards.owner_scenes import owner_scenes
from course.boards.scene_file import WORDS, Option, Scene, Step
from course.boards.scene_file import scenes as written
from course.boards.sheet import sheet
from course.i18n import Language, language, t
from course.i18n.dates import day

ICONS = ["good", "defensible", "no", "open", "yes", "partly", "cross", "next", "back"]

MADE = {"lesson1-owners": owner_scenes}
"""Scenes that are made from the codebook instead of written."""

__all__ = ["StepsBoard", "items", "name_of", "scenes", "steps_sheet"]


def scenes(name: str) -> tuple[Scene, ...]:
    """The scenes with this name, made or written.

    Raises
    ------
    KeyError
        If there are none.
    """
    return MADE[name]() if name in MADE else written(name)


class StepsBoard(Board):
    """Walk through scenes step by step: a paper, a question, an answer, and the reason.

    Parameters
    ----------
    name
        The file with the scenes, such as ``lesson3``.
    lang
        ``nl`` or ``en``; the language of the lesson that is running if left out.

    Raises
    ------
    KeyError
        If there are no scenes with this name.

    Examples
    --------
    >>> board = StepsBoard("lesson3", lang="en")
    >>> step = board.board["scenes"][0]["steps"][0]
    >>> board.answers = {step["id"]: [step["options"][0]["id"]]}
    >>> board.judgement.columns.tolist()
    ['step', 'answer', 'grade']
    """

    _esm: ClassVar[str] = es_module("steps")
    _css: ClassVar[str] = style_sheet("board", "codebox", "steps")

    def __init__(self, name: str, lang: Language | None = None) -> None:
        self.scenes = scenes(name)
        super().__init__(_table(name, self.scenes, lang or language()), ICONS)

    def __repr__(self) -> str:
        return f"StepsBoard({self.board['id']!r}, {len(self.board['scenes'])} scenes)"

    @property
    def judgement(self) -> pd.DataFrame:
        """Per step the answer and its grade: ``step``, ``answer`` (missing if open), ``grade`` (good, defensible, no, open)."""
        rows = []
        for scene in self.scenes:
            for step in scene.steps:
                chosen = (self.answers.get(step.id) or [None])[0]
                grade = next((option.grade for option in step.options if option.id == chosen), "open")
                rows.append((step.id, chosen if grade != "open" else None, grade))
        return pd.DataFrame(rows, columns=["step", "answer", "grade"])


def steps_sheet(name: str) -> dict[str, Any]:
    """What an answer code of these scenes is about (see :mod:`course.boards.sheet`)."""
    found = scenes(name)
    return sheet(f"{name}-steps", _version(found), [(step.id, [o.id for o in step.options]) for scene in found for step in scene.steps])


def _version(found: tuple[Scene, ...]) -> str:
    return version_of([[s.id, [[step.id, [o.id for o in step.options]] for step in s.steps]] for s in found])


def items(name: str, lang: Language) -> list[Item]:
    """The reference answers of all steps, for the lecturer."""
    found = []
    for number, scene in enumerate(scenes(name), start=1):
        for at, step in enumerate(scene.steps, start=1):
            answers = sorted(step.options, key=lambda option: ("good", "defensible", "no").index(option.grade))
            title = t("board.steps.item", lang, scene=number, step=at, title=scene.title[lang])
            # Where every step asks the same, what was said tells the steps apart.
            asked = step.paper.text[lang] if step.paper and len({one.question[lang] for one in scene.steps}) == 1 else step.question[lang]
            found.append(Item(title, asked, tuple(Answer(name_of(one, lang), one.grade, one.say[lang]) for one in answers),
                              step.discuss.get(lang, "")))  # fmt: skip
    return found


def name_of(option: Option, lang: Language) -> str:
    """The words of an answer, with its code if it has one."""
    if option.code is None:
        return option.text[lang]
    label = codebook.label(option.code, lang)
    return f"{label[:1].upper()}{label[1:]} ({option.code})"


def _table(name: str, found: tuple[Scene, ...], lang: Language) -> dict[str, Any]:
    words = labels("steps", lang)
    own = words["boards"][name]
    words = {**{key: value for key, value in words.items() if key not in ("boards", "owners", "item")}, **own.get("labels", {})}
    on_chain = any(step.at for scene in found for step in scene.steps)
    chain = [{"id": entry.code, "name": entry.label(lang)} for entry in codebook.family("step")] if on_chain else []
    return {
        "id": f"{name}-steps", "version": _version(found), "roles": True, "sheet": steps_sheet(name),
        "eyebrow": own["eyebrow"], "title": own["title"], "intro": own["intro"], "labels": words, "chain": chain,
        "scenes": [{"id": s.id, "no": no, "title": s.title[lang], "setting": s.setting[lang], "steps": [_row(step, lang) for step in s.steps]}
                   for no, s in enumerate(found, start=1)],
    }  # fmt: skip


def _shuffled(step: Step) -> list[Option]:
    """The options in an order that gives nothing away, the same on every run and in both languages."""
    return sorted(step.options, key=lambda option: hashlib.sha256(f"{step.id} {option.id}".encode()).digest())


def _row(step: Step, lang: Language) -> dict[str, Any]:
    paper = step.paper and {
        "kind": "" if step.paper.kind == WORDS else codebook.label(step.paper.kind, lang, "document_type"), "spoken": step.paper.kind == WORDS,
        "from": step.paper.sender.get(lang, ""), "date": day(step.paper.date, lang) if step.paper.date else "", "text": step.paper.text[lang],
    }
    return {
        "id": step.id, "kind": step.kind, "at": step.at, "question": step.question[lang], "paper": paper, "after": step.after.get(lang, ""),
        "ends": step.ends, "options": [
            {"id": one.id, "name": name_of(one, lang), "about": codebook.description(one.code, lang) if one.code else "", "grade": one.grade,
             "say": one.say[lang], "ends": one.ends} for one in _shuffled(step)],
    }  # fmt: skip
