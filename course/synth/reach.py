"""Whom a channel reaches: levels from the reach matrix, the interaction rules, and the chance they become (3.2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np
from numpy.typing import NDArray

from course import codebook
from course.synth.made import ATTRIBUTES, TENURES, Campaign, People
from course.synth.parameters import Parameters

TOP = 4
COACH = "K07"
PLAIN = ("nl_plain", "multilingual")

__all__ = ["chances", "coach_factor", "group_level", "levels", "months_between"]


def group_level(parameters: Parameters, channel: str, group: str, invitation: str = "nl") -> int:
    """The level of one group for one channel, after the rule on invitations.

    An invitation in plain language or in more languages raises it for people who find reading hard or speak little Dutch.

    >>> group_level(Parameters(), "K02", "G05"), group_level(Parameters(), "K02", "G05", "nl_plain")
    (0, 1)
    """
    level = parameters.reach.levels.get(f"{channel}-{group}", codebook.reach(channel, group))
    if invitation in PLAIN and group in parameters.reach.helped_by_plain:
        level += parameters.reach.plain_invitation_levels
    return min(level, TOP)


def levels(parameters: Parameters, residents: People, campaign: Campaign, unheard: Collection[int] = ()) -> NDArray[np.int8]:
    """For everybody the level at which this campaign reaches them.

    The mean of the tenure and all attributes, rounded down; a tenure of level 0 stays 0. Then the rule on silence: who
    took part in the round before and heard nothing is harder to reach.
    """
    matrix = {g: group_level(parameters, campaign.channel, g, campaign.invitation_language) for g in (*TENURES, *ATTRIBUTES)}
    own = np.array([matrix[group] for group in TENURES], dtype=np.int8)[residents.tenure]
    total, groups = own.astype(np.int64), np.ones(len(residents), dtype=np.int64)
    for group in ATTRIBUTES:
        held = residents.has(group)
        total += matrix[group] * held
        groups += held
    found = np.where(own == 0, 0, total // groups).astype(np.int8)
    silent = np.fromiter(sorted(unheard), dtype=np.int64, count=len(unheard))
    found[silent] -= parameters.reach.silence_levels
    return np.clip(found, 0, TOP).astype(np.int8)


def chances(
    parameters: Parameters,
    residents: People,
    campaign: Campaign,
    unheard: Collection[int] = (),
    days: NDArray[np.datetime64] | None = None,
    coach_since: date | None = None,
) -> NDArray[np.float64]:
    """For everybody the chance that this campaign brings a usable contribution of theirs.

    Parameters
    ----------
    unheard
        Who took part in the round before and heard nothing.
    days, coach_since
        For the neighbourhood coach (K07): the day on which each would be met, and since when the coach has been there.
    """
    found = levels(parameters, residents, campaign, unheard)
    table = np.array([parameters.reach.chances[str(level)] for level in range(TOP + 1)])
    if campaign.channel in parameters.reach.members_only:
        table[0] = 0.0
    chance = table[found]
    if campaign.channel == COACH and days is not None and coach_since is not None:
        days_met, place = np.unique(days, return_inverse=True)
        factors = [coach_factor(parameters, months_between(coach_since, day)) for day in days_met.tolist()]
        chance = np.minimum(chance * np.array(factors)[place], 1.0)
    return chance


def coach_factor(parameters: Parameters, months: int) -> float:
    """What the chance with the coach is multiplied by after so many whole months of presence.

    >>> [coach_factor(Parameters(), months) for months in (0, 3, 4, 8)]
    [0.5, 0.5, 1.0, 1.2]
    """
    rules = parameters.reach
    if months < rules.coach_starts_up_months:
        return rules.coach_factor_at_start
    grown = 1 + rules.coach_growth_per_month * (months - rules.coach_starts_up_months)
    return round(min(grown, rules.coach_factor_at_most), 9)


def months_between(first: date, last: date) -> int:
    """Whole calendar months from the first day to the last.

    >>> months_between(date(2027, 1, 31), date(2027, 3, 30)), months_between(date(2027, 1, 18), date(2027, 5, 18))
    (1, 4)
    """
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
