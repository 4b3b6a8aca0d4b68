"""Whom does a plan of channels reach? The residents of a case, drawn once, and a plan that spends hours on channels.

Chances come from the reach matrix and its interaction rules (model 3.2), everything else from ``mixing.toml``: all of it
assumptions (M). The draws belong to the residents and not to the plan, so two plans can be compared person by person.
"""

from __future__ import annotations

import dataclasses
import math
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course import codebook
from course.synth.draws import Draws, numbered
from course.synth.made import ATTRIBUTES, TENURES, Campaign, People
from course.synth.parameter_file import case_parameters
from course.synth.parameters import Parameters
from course.synth.people import people
from course.synth.reach import COACH, chances, coach_factor

GROUPS: tuple[str, ...] = (*TENURES, *ATTRIBUTES)
SWITCHES = ("plain", "evening", "early", "feedback")
MONTHS = {False: 1, True: 5}
"""How long the coach has been there halfway the first round, without and with a start four months earlier (BK-21)."""

__all__ = ["GROUPS", "SWITCHES", "Listed", "Mix", "MixRules", "Outcome", "Plan", "mix", "rules"]


@dataclass(frozen=True, slots=True)
class MixRules:
    """The values of ``mixing.toml``: hours, limits, and what working hours do to reach. All M.

    Attributes
    ----------
    newly
        From how many people on a group counts as newly heard.
    part
        Of its share of the residents, what each of `groups` must at least have among the people who are heard (0–1).
    cost
        Hours per switch.
    moment
        ``channels`` and ``groups`` of which the level falls by ``levels`` when people are met in office hours only.
    """

    case: str
    channels: tuple[str, ...]
    hours: tuple[int, ...]
    budget: int
    people: int
    part: float
    groups: tuple[str, ...]
    newly: int
    moment: Mapping[str, Any]
    cost: Mapping[str, int]


@cache
def rules() -> MixRules:
    """The rules that the course comes with.

    >>> rules().budget
    100
    """
    given = tomllib.loads(resources.files(__package__).joinpath("mixing.toml").read_text("utf-8"))
    return MixRules(**{one.name: tuple(given[one.name]) if isinstance(given[one.name], list) else given[one.name] for one in dataclasses.fields(MixRules)})


@dataclass(frozen=True)
class Plan:
    """Hours per channel, and four choices that hold for the whole plan.

    Attributes
    ----------
    hours
        Per channel (K01–K18) how many hours; a channel that is left out gets none.
    plain
        Is the invitation written in plain language, and translated?
    evening
        Are people met in the evening and on Saturday as well?
    early
        Has the neighbourhood coach walked around for four months before the round begins (BK-21)?
    feedback
        Does everybody hear what was done with what they said, before the next round (BL16 if not)?
    """

    hours: Mapping[str, int] = field(default_factory=dict)
    plain: bool = False
    evening: bool = False
    early: bool = False
    feedback: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Who speaks through one channel, in the order in which they come.

    Attributes
    ----------
    persons
        Numbers of residents.
    fragile
        Those of them who stay away when they took part before and heard nothing.
    factor
        What the number of talks that fit in the hours is multiplied by (the coach in the first months).
    """

    persons: tuple[int, ...]
    fragile: frozenset[int]
    factor: float


@dataclass(frozen=True)
class Outcome:
    """What a plan brings.

    Attributes
    ----------
    hours
        What it takes, with the four choices.
    heard
        Residents who are heard in the first round.
    again
        Of them, those who are heard in the second round as well, when the same plan is carried out three months later.
    again_if_told
        The same if everybody had heard what was done with what they said.
    by_channel
        Per channel with hours, in the order of the rules: who is heard through it.
    new_groups
        Per channel with hours: the groups that come to `newly` people with it, and had not with the channels before it.
    groups
        Per group ``(lives, heard, known, unknown)``: residents, residents who are heard, and of these the ones of whom it is
        known that they belong, or not known whether they do.
    reached
        Those of the groups of P31-79 that have at least their part.
    grade, why
        ``good``, ``defensible``, ``no`` or ``open`` (no channel chosen), and the name of the reason.
    """

    hours: int
    heard: frozenset[int]
    again: frozenset[int]
    again_if_told: frozenset[int]
    by_channel: Mapping[str, frozenset[int]]
    new_groups: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[int, int, int, int]]
    reached: tuple[str, ...]
    grade: str
    why: str


class Mix:
    """The residents of one case, and who of them would speak through each channel.

    Parameters
    ----------
    parameters
        The case whose residents these are; its reach rules count.
    given
        Hours and limits.

    Examples
    --------
    >>> found = mix().outcome(Plan({"K02": 10, "K05": 10}))
    >>> found.grade, len(found.heard) > 60
    ('no', True)
    """

    def __init__(self, parameters: Parameters, given: MixRules) -> None:
        self.parameters, self.rules = parameters, given
        self.residents: People = people(parameters)
        self._draws = Draws(parameters.case.seed)
        self._listed: dict[tuple[str, int, bool, bool, bool], Listed] = {}

    # ---------- who lives here, and what is known of them
    def members(self, group: str) -> frozenset[int]:
        """Everybody who belongs to this group (G01–G11)."""
        return self._members[group]

    @cached_property
    def _members(self) -> dict[str, frozenset[int]]:
        return {group: frozenset(np.flatnonzero(self.residents.has(group)).tolist()) for group in GROUPS}

    def knows(self, person: int, channels: Collection[str]) -> tuple[str, ...]:
        """Of which groups it is known that this person belongs to them, when heard through these channels.

        As in the made cases: some people say who they are; at a door or on a form the address gives away the tenure.
        """
        plan = self.parameters.contributions
        says = self._draws.chance(person, plan.group_source["self_reported"], "mix says")
        tenure = says or any(channel in plan.address_known for channel in channels)
        told = [code for code in self.residents.attributes_of(person) if says and self._draws.chance(person, plan.attribute_told, "mix tells", code)]
        return (*([self.residents.tenure_of(person)] if tenure else []), *told)

    # ---------- who speaks
    def listed(self, channel: str, round_: int, plan: Plan) -> Listed:
        """Who would speak through this channel in this round under the choices of the plan, hours aside."""
        key = (channel, round_, plan.plain, plan.evening or channel not in self.rules.moment["channels"], plan.early and channel == COACH)
        if key not in self._listed:
            self._listed[key] = self._make(*key)
        return self._listed[key]

    def _make(self, channel: str, round_: int, plain: bool, evening: bool, early: bool) -> Listed:
        count = len(self.residents)
        campaign = Campaign(None, round_, channel, round_, self.parameters.milestones["M1"], self.parameters.milestones["M1"], 0.0,
                            "nl_plain" if plain else "nl", None)
        parameters = self.parameters if evening else self._at_work
        willing = self._draws.chance(numbered(count), chances(parameters, self.residents, campaign), "mix", channel, round_)
        silenced = self._draws.chance(numbered(count), chances(parameters, self.residents, campaign, unheard=range(count)), "mix", channel, round_)
        place = np.empty(count, dtype=np.int64)
        place[self._draws.order(count, "mix order", channel, round_)] = numbered(count)
        found = np.flatnonzero(willing)
        found = found[np.argsort(place[found])]
        factor = coach_factor(parameters, MONTHS[early]) if channel == COACH and round_ == 1 else 1.0
        return Listed(tuple(found.tolist()), frozenset(np.flatnonzero(willing & ~silenced).tolist()), factor)

    @cached_property
    def _at_work(self) -> Parameters:
        """The same reach, with lower levels for whom office hours do not suit."""
        moment, reach = self.rules.moment, self.parameters.reach
        lower = {f"{channel}-{group}": max(reach.levels.get(f"{channel}-{group}", codebook.reach(channel, group)) - moment["levels"], 0)
                 for channel in moment["channels"] for group in moment["groups"]}
        return dataclasses.replace(self.parameters, reach=dataclasses.replace(reach, levels={**reach.levels, **lower}))

    def capacity(self, channel: str, hours: int, factor: float = 1.0) -> int:
        """How many people can be heard in these hours."""
        return int(round(factor * hours / codebook.channel(channel).hours, 6))

    def _round(self, plan: Plan, round_: int, silent: Collection[int] = ()) -> dict[str, frozenset[int]]:
        found = {}
        for channel in self.rules.channels:
            if hours := plan.hours.get(channel, 0):
                listed = self.listed(channel, round_, plan)
                come = [one for one in listed.persons if not (one in silent and one in listed.fragile)]
                found[channel] = frozenset(come[: self.capacity(channel, hours, listed.factor)])
        return found

    # ---------- what comes of a plan
    def outcome(self, plan: Plan) -> Outcome:
        """What this plan brings, and whether that is wide enough.

        Raises
        ------
        ValueError
            For a channel or a number of hours that the rules do not know.
        """
        self._check(plan)
        first = self._round(plan, 1)
        heard = frozenset().union(*first.values())
        told, untold = (frozenset().union(*self._round(plan, 2, silent).values()) & heard for silent in ((), heard))
        groups = dict(self._groups(heard, first))
        reached = tuple(code for code in self.rules.groups if heard and groups[code][1] >= self.needed(code, len(heard)))
        hours = sum(plan.hours.values()) + sum(self.rules.cost[name] for name in SWITCHES if getattr(plan, name))
        why = self._why(hours, len(heard), len(reached), plan.feedback)
        return Outcome(hours, heard, told if plan.feedback else untold, told, first, dict(self._new(first)), groups, reached, GRADES[why], why)

    def _check(self, plan: Plan) -> None:
        for channel, hours in plan.hours.items():
            if channel not in self.rules.channels:
                raise ValueError(f"{channel!r} is no channel of this plan; choose from {', '.join(self.rules.channels)}")
            if hours not in self.rules.hours:
                raise ValueError(f"{hours!r} hours for {channel}; choose from {', '.join(map(str, self.rules.hours))}")

    def _groups(self, heard: Collection[int], by_channel: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
        through = {person: [channel for channel, persons in by_channel.items() if person in persons] for person in heard}
        known = {person: self.knows(person, channels) for person, channels in through.items()}
        for group in GROUPS:
            members, kind = self.members(group), TENURES if group in TENURES else ATTRIBUTES
            silent = sum(1 for codes in known.values() if not any(code in kind for code in codes))
            yield group, (len(members), len(members & heard), sum(1 for codes in known.values() if group in codes), silent)

    def _new(self, by_channel: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, tuple[str, ...]]]:
        so_far: frozenset[int] = frozenset()
        for channel, persons in by_channel.items():
            after = so_far | persons
            yield channel, tuple(g for g in GROUPS if len(self.members(g) & so_far) < self.rules.newly <= len(self.members(g) & after))
            so_far = after

    def needed(self, group: str, heard: int) -> int:
        """How many of `heard` people must belong to a group for it to have its part.

        >>> [mix().needed("G10", heard) for heard in (0, 50, 100)]
        [0, 4, 8]
        """
        return math.ceil(round(self.rules.part * len(self.members(group)) * heard / len(self.residents), 9))

    def _why(self, hours: int, heard: int, reached: int, feedback: bool) -> str:
        if not heard:
            return "open"
        if hours > self.rules.budget:
            return "over"
        if heard < self.rules.people:
            return "few"
        missing = len(self.rules.groups) - reached
        if missing == 0:
            return "whole" if feedback else "once"
        return "nearly" if missing == 1 and feedback else "narrow"

    def whys(self) -> dict[str, str]:
        """The reason for every state of a plan, as a table: ``over|few|missing groups|feedback``."""
        table = {}
        for over in (0, 1):
            for few in (0, 1):
                for missing in range(len(self.rules.groups) + 1):
                    for feedback in (0, 1):
                        table[f"{over}{few}{missing}{feedback}"] = self._why(
                            self.rules.budget + over, self.rules.people - few, len(self.rules.groups) - missing, bool(feedback))
        return table


GRADES = {"open": "open", "over": "no", "few": "no", "narrow": "no", "nearly": "defensible", "once": "defensible", "whole": "good"}
"""Per reason the grade of a plan."""


@cache
def mix() -> Mix:
    """The residents and the rules of the course."""
    return Mix(case_parameters(rules().case), rules())
