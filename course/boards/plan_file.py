"""Opportunities to connect, as a TOML file beside this module: read and checked, with every fault told at once (model 2.3, P31-58 to P31-67)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from course import codebook
from course.boards.answers import GRADES
from course.i18n import LANGUAGES

LEVELS = tuple(entry.code for entry in codebook.family("linkage"))

_FOLDER = resources.files(__package__).joinpath("plans")

Both = Mapping[str, str]

__all__ = ["LEVELS", "Level", "Opportunities", "Opportunity", "PlanError", "opportunities", "read"]


class PlanError(ValueError):
    """A file of opportunities with faults, each named with its place."""


@dataclass(frozen=True, slots=True)
class Level:
    """What one level of connecting asks and brings.

    Attributes
    ----------
    cost
        ``lower``, ``equal``, ``higher`` or ``unknown`` for all parties together, beside not connecting.
    weeks
        How many weeks later the heat works start because of it.
    openings
        How many times street or pavement opens.
    yes
        The decisions that must say yes.
    """

    grade: str
    cost: str
    weeks: int
    openings: int
    yes: tuple[str, ...]
    say: Both


@dataclass(frozen=True, slots=True)
class Opportunity:
    """Something residents ask, beside works of another owner. `heat` and `other` are first and last day of the works."""

    id: str
    title: Both
    says: Both
    works: Both
    owner: str
    heat: tuple[dt.date, dt.date]
    other: tuple[dt.date, dt.date]
    sample: str
    levels: Mapping[str, Level]
    discuss: Both


@dataclass(frozen=True, slots=True)
class Opportunities:
    """All opportunities of a lesson: the case and the day on which they are weighed, and the room there is."""

    case: str
    day: dt.date
    weeks: int
    talks: int
    opportunities: tuple[Opportunity, ...]


@cache
def opportunities(name: str) -> Opportunities:
    """The opportunities of the course with this name, such as ``lesson5``.

    Raises
    ------
    KeyError
        If there is no such file.
    PlanError
        If the file has faults.

    >>> len(opportunities("lesson5").opportunities)
    8
    """
    file = _FOLDER.joinpath(f"{name}.toml")
    if not file.is_file():
        there = sorted(one.name.removesuffix(".toml") for one in _FOLDER.iterdir() if one.name.endswith(".toml"))
        raise KeyError(f"no opportunities {name!r}; there are {', '.join(there)}")
    return read(file.read_text("utf-8"), name)


def read(text: str, name: str) -> Opportunities:
    """Opportunities from TOML.

    Raises
    ------
    PlanError
        With every fault: a missing text or value, an unknown code, grade or level, works that end before they begin, a sample
        that is not good, an opportunity without a level that does not hold.
    """
    given = tomllib.loads(text)
    if faults := list(_faults(given)):
        raise PlanError(f"{name}: " + "; ".join(faults))
    return Opportunities(given["case"], given["day"], given["weeks"], given["talks"], tuple(map(_opportunity, given["opportunity"])))


def _opportunity(one: dict[str, Any]) -> Opportunity:
    levels = {code: Level(**{**one[code], "yes": tuple(one[code]["yes"])}) for code in LEVELS}
    return Opportunity(one["id"], one["title"], one["says"], one["works"], one["owner"], tuple(one["heat"]), tuple(one["other"]), one["sample"], levels, one["discuss"])


def _faults(given: dict[str, Any]) -> Iterator[str]:
    for name, kind in (("case", str), ("day", dt.date), ("weeks", int), ("talks", int)):
        if not isinstance(given.get(name), kind):
            yield f"{name} is {given.get(name)!r}; expected a {kind.__name__}"
    found = given.get("opportunity", [])
    if not found:
        yield "there is no [[opportunity]]"
    ids = [one.get("id") for one in found]
    for twice in sorted({str(one) for one in ids if ids.count(one) > 1}):
        yield f"the id {twice!r} stands there twice"
    for one in found:
        yield from _faults_of(f"opportunity {one.get('id')!r}", one)


def _faults_of(place: str, one: dict[str, Any]) -> Iterator[str]:
    yield from _both(place, one, "title", "says", "works", "discuss")
    yield from _word(place, "owner", one.get("owner"), [entry.code for entry in codebook.family("actor")])
    for name in ("heat", "other"):
        days = one.get(name)
        if not (isinstance(days, list) and len(days) == 2 and all(isinstance(day, dt.date) for day in days) and days[0] <= days[1]):
            yield f"{place}: {name} is {days!r}; expected a first and a last day, the first not after the last"
    for code in LEVELS:
        here, level = f"{place}, level {code!r}", one.get(code)
        if not isinstance(level, dict):
            yield f"{here} is missing"
            continue
        yield from _both(here, level, "say")
        yield from _word(here, "grade", level.get("grade"), GRADES)
        yield from _word(here, "cost", level.get("cost"), [entry.code for entry in codebook.family("cost_effect")])
        for name in ("weeks", "openings"):
            if not (isinstance(level.get(name), int) and level[name] >= 0):
                yield f"{here}: {name} is {level.get(name)!r}; expected a whole number from 0"
        for decision in level.get("yes", [None]):
            yield from _word(here, "yes", decision, [entry.code for entry in codebook.family("decision")])
    grades = {code: one[code].get("grade") for code in LEVELS if isinstance(one.get(code), dict)}
    if grades.get(one.get("sample")) != "good":
        yield f"{place}: the sample is {one.get('sample')!r}; expected a level that is good"
    if "no" not in grades.values() or sum(grade in ("good", "defensible") for grade in grades.values()) < 2:
        yield f"{place} has the grades {list(grades.values())}; give two levels that hold and one that does not"


def _both(place: str, given: dict[str, Any], *names: str) -> Iterator[str]:
    for name in names:
        held = given.get(name)
        missing = [lang for lang in LANGUAGES if not (isinstance(held, dict) and str(held.get(lang, "")).strip())]
        if missing:
            yield f"{place}: {name} has no text in {' and '.join(missing)}"


def _word(place: str, name: str, given: object, allowed: tuple[str, ...] | list[str]) -> Iterator[str]:
    if given not in allowed:
        yield f"{place}: {name} is {given!r}; expected one of {', '.join(allowed)}"
