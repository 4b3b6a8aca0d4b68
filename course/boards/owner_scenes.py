"""Guess the owner: the forty decisions of the catalogue as scenes, with reasons made from the codebook."""

from __future__ import annotations

from functools import cache

from course import codebook
from course.boards.scene_file import Option, Scene, Step
from course.i18n import LANGUAGES, t

ROUNDS = 5
"""Five rounds of eight decisions, each with owners of all kinds."""

CHOICES = 4
FAMILIAR = ("municipality", "housing_corporation", "heat_company", "grid_operator", "tenants")
"""Owners that people think of first; they fill up the choices."""

__all__ = ["owner_scenes"]


@cache
def owner_scenes() -> tuple[Scene, ...]:
    """All forty decisions (2.3), in five rounds.

    Who decides is the good answer. Who prepares it can be defended: they know more of it, and will pass it on.

    >>> [len(scene.steps) for scene in owner_scenes()]
    [8, 8, 8, 8, 8]
    """
    codes = [entry.code for entry in codebook.family("decision")]
    return tuple(
        Scene(f"round-{number + 1}", _both("board.steps.owners.round", no=number + 1), _both("board.steps.owners.setting"),
              tuple(_step(code) for code in codes[number::ROUNDS]))
        for number in range(ROUNDS)
    )  # fmt: skip


def _step(code: str) -> Step:
    decision = codebook.decision(code)
    owner = codebook.owner_group(decision.decides)
    prepares = list(dict.fromkeys(group for actor in decision.prepares if (group := codebook.owner_group(actor)) != owner))
    others = [group for group in FAMILIAR if group not in (owner, *prepares)]
    groups = [owner, *prepares, *others][: max(CHOICES, len(prepares) + 2)]
    question = {lang: t("board.steps.owners.question", lang, name=decision.short(lang), about=decision.about(lang)) for lang in LANGUAGES}
    return Step(f"owner-{code}", "guess", None, question, tuple(_option(code, group, owner, group in prepares) for group in groups), None, {}, {}, None)


def _option(code: str, group: str, owner: str, prepares: bool) -> Option:
    decision = codebook.decision(code)
    grade = "good" if group == owner else "defensible" if prepares else "no"
    say, text = {}, {}
    for lang in LANGUAGES:
        name = codebook.label(group, lang, "owner_group")
        text[lang] = name[:1].upper() + name[1:]
        record = codebook.label(decision.record[0], lang, "document_type") if decision.record else ""
        say[lang] = t(f"board.steps.owners.{grade}", lang, decides=codebook.label(decision.decides, lang, "actor"), record=record, code=code,
                      owner=codebook.label(owner, lang, "owner_group"))  # fmt: skip
    return Option(group, None, text, grade, say, None)


def _both(key: str, **values: object) -> dict[str, str]:
    return {lang: t(key, lang, **values) for lang in LANGUAGES}
