"""The board to mix channels: spend hours on ways to hear residents, and see who is reached (model 3.1 to 3.3)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, ClassVar

import pandas as pd

from course import codebook
from course.boards.answers import Answer, Item
from course.boards.board import Board, labels, version_of
from course.boards.modules import es_module, style_sheet
from course.boards.sheet import sheet
from course.i18n import Language, enumeration, language, t
from course.mixing import GRADES, GROUPS, SWITCHES, Mix, Outcome, Plan, mix, rules
from course.synth.made import TENURES

ICONS = ["good", "defensible", "no", "open", "yes", "cross"]
VARIANTS = ("plain", "evening", "early")
"""The choices that change who comes in the first place; feedback changes who comes back."""

SAMPLES = (
    Plan({"K08": 40, "K10": 40}, plain=True, feedback=True),
    Plan({"K04": 40, "K05": 10}, plain=True, evening=True, feedback=True),
    Plan({"K04": 40, "K09": 20}, plain=True, evening=True),
    Plan({"K04": 20, "K08": 20, "K10": 40}, plain=True, feedback=True),
    Plan({"K02": 10, "K05": 10}),
    Plan({"K02": 10, "K03": 20, "K05": 10}, plain=True, feedback=True),
)
"""Plans for the lecturer to talk about: from wide to narrow."""

__all__ = ["MixBoard", "items", "mix_sheet", "plan_of"]


class MixBoard(Board):
    """Spend a budget of hours on channels, and see who of the residents is heard.

    Parameters
    ----------
    lang
        ``nl`` or ``en``; the language of the lesson that is running if left out.

    Examples
    --------
    >>> board = MixBoard("en")
    >>> board.answers = {"K02": ["10"], "K05": ["10"]}
    >>> board.outcome.why
    'narrow'
    """

    _esm: ClassVar[str] = es_module("mix")
    _css: ClassVar[str] = style_sheet("board", "codebox", "choices", "mix")

    def __init__(self, lang: Language | None = None) -> None:
        self.mix = mix()
        super().__init__(_table(self.mix, lang or language()), ICONS)

    def __repr__(self) -> str:
        return f"MixBoard({len(self.mix.rules.channels)} channels, {len(self.mix.residents)} residents)"

    @property
    def outcome(self) -> Outcome:
        """What the plan on the board brings."""
        return self.mix.outcome(plan_of(self.answers))

    @property
    def groups(self) -> pd.DataFrame:
        """Per group ``lives``, ``heard``, ``known`` and ``unknown`` (numbers of people)."""
        return pd.DataFrame.from_dict(self.outcome.groups, orient="index", columns=["lives", "heard", "known", "unknown"])


def plan_of(answers: Mapping[str, Any]) -> Plan:
    """The plan that these answers stand for.

    >>> plan_of({"K02": ["10"], "feedback": ["yes"]})
    Plan(hours={'K02': 10}, plain=False, evening=False, early=False, feedback=True)
    """
    hours = {code: int(value[0]) for code, value in answers.items() if code not in SWITCHES}
    return Plan({code: count for code, count in hours.items() if count}, **{name: answers.get(name, ["no"])[0] == "yes" for name in SWITCHES})


@functools.cache
def items(lang: Language) -> list[Item]:
    """Plans with their judgement, for the lecturer."""
    found = mix()
    plans = [(plan, found.outcome(plan)) for plan in SAMPLES]
    answers = tuple(Answer(_name(plan, lang), outcome.grade, why(found, outcome, lang)) for plan, outcome in
                    sorted(plans, key=lambda pair: ("good", "defensible", "no").index(pair[1].grade)))
    return [Item(t("board.mix.item", lang), "", answers, t("board.mix.discuss", lang))]


def why(found: Mix, outcome: Outcome, lang: Language) -> str:
    """The reason of the board for this plan."""
    missing = [codebook.group(code).plural(lang) for code in found.rules.groups if code not in outcome.reached]
    return t(f"board.mix.whys.{outcome.why}", lang, hours=outcome.hours, budget=found.rules.budget, heard=len(outcome.heard),
             least=found.rules.people, missing=enumeration(missing, lang))  # fmt: skip


def _name(plan: Plan, lang: Language) -> str:
    parts = [t("board.mix.given", lang, name=codebook.label(code, lang), n=hours) for code, hours in plan.hours.items()]
    parts += [t(f"board.mix.switches.{name}.short", lang) for name in SWITCHES if getattr(plan, name)]
    said = "; ".join(parts)
    return said[:1].upper() + said[1:]


def mix_sheet() -> dict[str, Any]:
    """What an answer code of this board is about (see :mod:`course.boards.sheet`)."""
    told = rules()
    hours = [(code, [str(one) for one in told.hours]) for code in told.channels]
    return sheet("lesson2-mix", [told.budget, told.people], [*hours, *((name, ["no", "yes"]) for name in SWITCHES)])


def _table(found: Mix, lang: Language) -> dict[str, Any]:
    told, words = found.rules, labels("mix", lang)
    switches, title = words.pop("switches"), {name: words.pop(name) for name in ("eyebrow", "title", "intro", "channelsName", "channelsAbout", "switchesName", "switchesAbout")}
    words = {key: value for key, value in words.items() if key not in ("item", "discuss", "given", "channel", "takes")}
    lists, channels = _lists(found)
    bits = {group: 1 << place for place, group in enumerate(GROUPS)}
    rows = [{"id": code, "name": _upper(codebook.label(code, lang)), "biases": list(codebook.channel(code).biases),
             "about": t("board.mix.channel", lang, hours=_number(codebook.channel(code).hours, lang), about=codebook.description(code, lang)),
             "options": [{"id": str(hours), "name": str(hours)} for hours in told.hours]} for code in told.channels]
    choice = [{"id": name, "name": switches[name]["name"], "about": switches[name]["about"], "options": [
        {"id": "no", "name": switches[name]["no"]}, {"id": "yes", "name": t("board.mix.takes", lang, name=switches[name]["yes"], n=told.cost[name])}]} for name in SWITCHES]
    return {
        "id": "lesson2-mix", "version": version_of([lists, channels, told.budget, told.people, told.part]), "roles": True,
        "sheet": mix_sheet(), "eyebrow": title["eyebrow"],
        "title": title["title"], "intro": t("board.mix.intro", lang, budget=told.budget, name=found.parameters.case.name, people=len(found.residents)),
        "labels": words, "starts": True,
        "groups": [{"name": title["channelsName"], "about": title["channelsAbout"], "rows": rows},
                   {"name": title["switchesName"], "about": title["switchesAbout"], "rows": choice}],
        "channels": channels, "switches": [{"id": name, "hours": told.cost[name]} for name in SWITCHES], "variants": list(VARIANTS), "lists": lists,
        "belongs": _masks(found, bits), "told": _told(found, bits), "tenures": sum(bits[code] for code in TENURES), "order": _order(found),
        "people": [{"id": code, "bit": bits[code], "name": codebook.group(code).plural(lang), "lives": len(found.members(code)),
                    "need": _needed(found, code) if code in told.groups else None} for code in GROUPS],
        "biases": [{"id": entry.code, "name": _upper(entry.label(lang)), "about": entry.description(lang)} for entry in codebook.family("bias")],
        "budget": told.budget, "least": told.people, "part": told.part, "newly": told.newly, "whys": found.whys(), "grades": GRADES,
    }  # fmt: skip


def _lists(found: Mix) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every list of who would speak, once, and per channel which of them holds under which choices."""
    lists: list[dict[str, Any]] = []
    places: dict[str, int] = {}
    channels = []
    for code in found.rules.channels:
        named = {}
        for round_ in (1, 2):
            for number in range(2 ** len(VARIANTS)):
                on = [bool(number >> place & 1) for place in reversed(range(len(VARIANTS)))]
                listed = found.listed(code, round_, Plan(**dict(zip(VARIANTS, on, strict=True))))
                room = {str(hours): found.capacity(code, hours, listed.factor) for hours in found.rules.hours if hours}
                # Who stays away in silence makes room for the next, so of the second round everybody is handed over.
                persons = [-1 - person if person in listed.fragile else person for person in listed.persons] if round_ == 2 else list(listed.persons[: max(room.values())])
                made = {"persons": persons, "room": room}
                place = places.setdefault(repr(made), len(lists))
                if place == len(lists):
                    lists.append(made)
                named[f"{round_}{''.join(str(int(one)) for one in on)}"] = place
        channels.append({"id": code, "lists": named, "address": code in found.parameters.contributions.address_known})
    return lists, channels


def _masks(found: Mix, bits: Mapping[str, int]) -> list[int]:
    return [sum(bits[code] for code in (found.residents.tenure_of(person), *found.residents.attributes_of(person))) for person in range(len(found.residents))]


def _told(found: Mix, bits: Mapping[str, int]) -> list[int]:
    return [sum(bits[code] for code in found.knows(person, ())) for person in range(len(found.residents))]


def _order(found: Mix) -> list[int]:
    """Residents as they are drawn: tenure by tenure, those of the four groups together within it."""
    four = [any(person in found.members(code) for code in found.rules.groups) for person in range(len(found.residents))]
    return sorted(range(len(found.residents)), key=lambda person: (found.residents.tenure_of(person), not four[person], person))


def _needed(found: Mix, group: str) -> list[int]:
    most = sum(found.capacity(code, max(found.rules.hours), 1.5) for code in found.rules.channels)
    return [found.needed(group, heard) for heard in range(min(most, len(found.residents)) + 1)]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(value: float, lang: Language) -> str:
    return f"{value:g}".replace(".", "," if lang == "nl" else ".")
