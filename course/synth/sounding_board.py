"""The sounding board (K09): a small group of which a third changes every half year (P31-76), and so its usual suspects."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np
from numpy.typing import NDArray

from course.synth.draws import Draws, numbered
from course.synth.made import Campaign, People, Turnout
from course.synth.parameters import Parameters
from course.synth.reach import chances, months_between

SOUNDING_BOARD = "K09"
HALF_YEAR = 6

__all__ = ["SOUNDING_BOARD", "SoundingBoard"]


class SoundingBoard:
    """The members from half year to half year, counted from the first meeting. Ask for its campaigns in order of time."""

    def __init__(self, parameters: Parameters, residents: People) -> None:
        self._parameters, self._residents = parameters, residents
        self._draws = Draws(parameters.case.seed)
        self._began: date | None = None
        self._terms: list[NDArray[np.int64]] = []

    def turnout(self, campaign: Campaign, unheard: Collection[int] = ()) -> Turnout:
        """Every member of every half year in the campaign says something, as far as the hours go."""
        self._began = self._began or campaign.starts_on
        members = self.terms(campaign, unheard)
        first = months_between(self._began, campaign.starts_on) // HALF_YEAR
        days = np.array([campaign.starts_on], dtype="datetime64[D]")[:0]
        spoken: list[NDArray[np.int64]] = []
        for term in range(first, len(members)):
            spoken.append(members[term])
            days = np.concatenate([days, self._days(campaign, term, members[term])])
        willing = np.concatenate(spoken)
        order = self._draws.order(len(willing), "turn", campaign.number, SOUNDING_BOARD)
        heard = order[: campaign.capacity]
        return Turnout(campaign, willing[order], willing[heard], days[heard])

    def terms(self, campaign: Campaign, unheard: Collection[int] = ()) -> list[NDArray[np.int64]]:
        """The members of each half year up to the end of the campaign; those before it stay as they were."""
        began = self._began or campaign.starts_on
        chance = chances(self._parameters, self._residents, campaign, unheard)
        while len(self._terms) <= months_between(began, campaign.ends_on) // HALF_YEAR:
            self._terms.append(self._next_term(chance))
        return self._terms

    def _next_term(self, chance: NDArray[np.float64]) -> NDArray[np.int64]:
        term, everybody = len(self._terms), numbered(len(self._residents))
        before = self._terms[-1] if self._terms else everybody[:0]
        leave = int(round(len(before) * self._parameters.reach.group_turnover, 6) + 0.5)
        stay = before[np.sort(self._draws.order(len(before), "stays", term)[leave:])]
        willing = everybody[self._draws.chance(everybody, chance, "reach", SOUNDING_BOARD, term)]
        new = willing[~np.isin(willing, before)]
        new = new[np.argsort(self._draws.bits(new, "joins", term), kind="stable")]
        return np.concatenate([stay, new[: max(self._parameters.reach.group_size - len(stay), 0)]])

    def _days(self, campaign: Campaign, term: int, members: NDArray[np.int64]) -> NDArray[np.datetime64]:
        days = np.arange(np.datetime64(campaign.starts_on, "D"), np.datetime64(campaign.ends_on, "D") + 1)
        assert self._began is not None
        within = [day for day in days.tolist() if months_between(self._began, day) // HALF_YEAR == term and day.weekday() < 6]
        offered = np.array(within or [campaign.ends_on], dtype="datetime64[D]")
        return offered[self._draws.whole(members, 0, len(offered) - 1, "day", SOUNDING_BOARD, campaign.number)]
