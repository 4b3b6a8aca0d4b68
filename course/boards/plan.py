"""The board to plan levels of connecting: opportunities beside running works, and what each level asks (P31-58 to P31-67)."""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd

from course import codebook, windows
from course.boards.answers import Answer, Item
from course.boards.board import Board, labels, version_of
from course.boards.modules import es_module, style_sheet
from course.boards.plan_file import LEVELS, Level, Opportunities, Opportunity, opportunities
from course.boards.sheet import sheet
from course.case import Case, load
from course.i18n import Language, language, t
from course.i18n.dates import day

ICONS = ["good", "defensible", "no", "open", *windows.TIMINGS]

__all__ = ["PlanBoard", "items"]


class PlanBoard(Board):
    """Choose for every opportunity whether and how far to connect, and see what that asks of time and of others.

    Parameters
    ----------
    name
        The file with opportunities, such as ``lesson5``.
    lang
        ``nl`` or ``en``; the language of the lesson that is running if left out.

    Raises
    ------
    KeyError
        If there are no opportunities with this name.

    Examples
    --------
    >>> board = PlanBoard("lesson5", "en")
    >>> board.answers = {"sewer": ["piggy_back"], "debts": ["none"]}
    >>> board.totals
    {'weeks': 4, 'talks': 2, 'openings': 1, 'fit': 'fits'}
    """

    _esm: ClassVar[str] = es_module("plan")
    _css: ClassVar[str] = style_sheet("board", "codebox", "choices", "plan")

    def __init__(self, name: str, lang: Language | None = None) -> None:
        self.found = opportunities(name)
        super().__init__(_table(name, self.found, lang or language()), ICONS)

    def __repr__(self) -> str:
        return f"PlanBoard({self.board['id']!r}, {len(self.found.opportunities)} opportunities)"

    def _chosen(self, one: Opportunity) -> Level | None:
        return one.levels.get((self.answers.get(one.id) or [""])[0])

    @property
    def judgement(self) -> pd.DataFrame:
        """Per opportunity the level and its grade: ``opportunity``, ``level`` (missing if open), ``grade``."""
        rows = [(one.id, (self.answers.get(one.id) or [None])[0] if level else None, level.grade if level else "open")
                for one in self.found.opportunities for level in [self._chosen(one)]]
        return pd.DataFrame(rows, columns=["opportunity", "level", "grade"])

    @property
    def totals(self) -> dict[str, int | str]:
        """What the plan asks: ``weeks``, ``talks``, ``openings``, and ``fit`` (``fits``, ``late``, ``busy`` or ``both``)."""
        levels = [level for one in self.found.opportunities if (level := self._chosen(one))]
        weeks, talks = sum(level.weeks for level in levels), sum(len(level.yes) for level in levels)
        return {"weeks": weeks, "talks": talks, "openings": sum(level.openings for level in levels), "fit": FITS[weeks > self.found.weeks, talks > self.found.talks]}


FITS = {(False, False): "fits", (True, False): "late", (False, True): "busy", (True, True): "both"}
"""Does the plan fit, by *too many weeks* and *too many talks*?"""


def plan_sheet(name: str) -> dict[str, Any]:
    """What an answer code of these opportunities is about (see :mod:`course.boards.sheet`)."""
    found = opportunities(name)
    return sheet(f"{name}-plan", _version(found), [(one.id, list(LEVELS)) for one in found.opportunities])


def _version(found: Opportunities) -> str:
    told: list[Any] = [[one.id, [[code, one.levels[code].weeks, len(one.levels[code].yes)] for code in LEVELS]] for one in found.opportunities]
    return version_of([*told, found.weeks, found.talks])


def items(name: str, lang: Language) -> list[Item]:
    """The reference answers of all opportunities, for the lecturer."""
    found = []
    for one in opportunities(name).opportunities:
        order = sorted(LEVELS, key=lambda code: (code != one.sample, ("good", "defensible", "no").index(one.levels[code].grade)))
        found.append(Item(one.title[lang], one.says[lang], tuple(Answer(_name(code, lang), one.levels[code].grade, one.levels[code].say[lang]) for code in order), one.discuss[lang]))
    return found


def _name(level: str, lang: Language) -> str:
    return t(f"board.plan.levels.{level}", lang)


def _table(name: str, found: Opportunities, lang: Language) -> dict[str, Any]:
    words, case = labels("plan", lang), load(found.case)
    own = words["boards"][name]
    words = {key: value for key, value in words.items() if key not in ("boards", "levels", "about", "owner")}
    rows = [_row(one, found, case, lang) for one in found.opportunities]
    return {
        "id": f"{name}-plan", "version": _version(found), "roles": True, "sheet": plan_sheet(name),
        "eyebrow": own["eyebrow"], "title": own["title"], "intro": t(f"board.plan.boards.{name}.intro", lang, day=day(found.day, lang), weeks=found.weeks, talks=found.talks),
        "labels": words, "starts": False,
        "legend": [[_name(code, lang), t(f"board.plan.about.{code}", lang)] for code in LEVELS], "groups": [{"name": "", "about": "", "rows": rows}], "weeks": found.weeks, "talks": found.talks,
        "fits": {f"{int(late)}{int(busy)}": fit for (late, busy), fit in FITS.items()},
    }  # fmt: skip


def _row(one: Opportunity, found: Opportunities, case: Case, lang: Language) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.title[lang], "says": one.says[lang], "works": one.works[lang],
        "owner": t("board.plan.owner", lang, name=codebook.label(one.owner, lang)), "sample": one.sample,
        "options": [{"id": code, "name": _name(code, lang), "grade": level.grade,
                     "cost": codebook.label(level.cost, lang, "cost_effect"), "weeks": level.weeks, "openings": level.openings,
                     "yes": [_asked(code_, found, case, lang) for code_ in level.yes], "say": level.say[lang]}
                    for code, level in ((code, one.levels[code]) for code in LEVELS)],
    }  # fmt: skip


def _asked(code: str, found: Opportunities, case: Case, lang: Language) -> dict[str, str]:
    """A decision that must say yes: its name, who takes it, and whether that can still be done on the day."""
    row = windows.row_for(case.decisions, code, found.day)
    timing = windows.timing(found.day, row["opens_on"], row["closes_on"], int(row["lead_weeks"]))
    name, owner = codebook.decision(code).short(lang), codebook.label(codebook.owner_group(str(row["owner"])), lang, "owner_group")
    return {"id": code, "name": name, "owner": "" if owner.casefold() == name.casefold() else owner,
            "timing": timing, "when": codebook.label(timing, lang, "timing"), "closes": day(row["closes_on"].date(), lang)}  # fmt: skip
