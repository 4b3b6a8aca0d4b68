"""The campaigns of a case: who wants to say something in each, and who of them fits in the hours (3.2)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from course.synth.draws import Draws, numbered
from course.synth.made import Campaign, Contact, People, Row, Turnout
from course.synth.parameters import Parameters
from course.synth.reach import COACH, chances
from course.synth.sounding_board import SOUNDING_BOARD, SoundingBoard

Unheard: TypeAlias = Callable[[int, Sequence[Contact]], Collection[int]]
"""Given a round and all contacts so far: who took part in it and heard nothing before the next one."""

__all__ = ["Unheard", "by_habit", "campaign_rows", "campaigns", "contacts", "turnouts"]


def campaigns(parameters: Parameters) -> tuple[Campaign, ...]:
    """All campaigns with their ids, in order of round and first day; input outside campaigns comes last in its round."""
    planned = [Campaign(None, number, plan.channel, plan.round, plan.starts_on, plan.ends_on, plan.hours,
                        plan.invitation_language, plan.invited or None)
               for number, plan in enumerate(parameters.campaigns, 1)]  # fmt: skip
    outside = [Campaign(None, number, plan.channel, plan.round, plan.starts_on, plan.ends_on, plan.hours, "none", None)
               for number, plan in enumerate(parameters.outside, 1)]  # fmt: skip
    planned.sort(key=lambda campaign: (campaign.round, campaign.starts_on, campaign.ends_on, campaign.number))
    named = [_named(parameters, number, campaign) for number, campaign in enumerate(planned, 1)]
    return tuple(sorted([*named, *outside], key=lambda campaign: campaign.round))


def _named(parameters: Parameters, number: int, plan: Campaign) -> Campaign:
    return Campaign(f"{parameters.case.prefix}-C{number:02d}", number, plan.channel, plan.round, plan.starts_on, plan.ends_on,
                    plan.hours, plan.invitation_language, plan.invited)  # fmt: skip


def contacts(parameters: Parameters, residents: People, unheard: Unheard | None = None) -> list[Contact]:
    """Everything that is said to somebody: who, through which channel, on which day. In order of the day, from 0.

    Parameters
    ----------
    unheard
        Tells after each round who took part and heard nothing, so that the next round can suffer from it. The process
        can hand in what really happened; by default it is drawn from the habit of giving feedback.
    """
    return [contact for _, found in _rounds(parameters, residents, unheard) for contact in found]


def turnouts(parameters: Parameters, residents: People, unheard: Unheard | None = None) -> list[Turnout]:
    """For each campaign who wanted to say something and who was heard: the silent part is in the data too."""
    return [turnout for found, _ in _rounds(parameters, residents, unheard) for turnout in found]


def by_habit(parameters: Parameters) -> Unheard:
    """Who hears nothing, if all that is known is how often this project gives feedback."""
    draws = Draws(parameters.case.seed)

    def unheard(number: int, so_far: Sequence[Contact]) -> set[int]:
        spoke = [contact for contact in so_far if contact.round == number]
        heard = {c.person for c in spoke if draws.chance(c.number, parameters.feedback.habit, "hears back")}
        return {contact.person for contact in spoke} - heard

    return unheard


def campaign_rows(parameters: Parameters) -> list[Row]:
    """The table `campaigns`."""
    return [
        {"campaign_id": campaign.campaign_id, "case_id": parameters.case.case_id, "channel": campaign.channel,
         "round": campaign.round, "starts_on": campaign.starts_on, "ends_on": campaign.ends_on, "hours": campaign.hours,
         "invitation_language": campaign.invitation_language, "invited": campaign.invited}
        for campaign in campaigns(parameters) if campaign.campaign_id
    ]  # fmt: skip


def _rounds(
    parameters: Parameters, residents: People, unheard: Unheard | None
) -> list[tuple[list[Turnout], list[Contact]]]:
    told, every = unheard or by_habit(parameters), campaigns(parameters)
    coach_since = min((campaign.starts_on for campaign in every if campaign.channel == COACH), default=None)
    board = SoundingBoard(parameters, residents)
    rounds: list[tuple[list[Turnout], list[Contact]]] = []
    so_far: list[Contact] = []
    for number, group in groupby(every, key=lambda campaign: campaign.round):
        silent = frozenset(told(number - 1, tuple(so_far))) if so_far else frozenset()
        held = [_turnout(parameters, residents, campaign, silent, coach_since, board) for campaign in group]
        found = _numbered(held, len(so_far))
        so_far += found
        rounds.append((held, found))
    return rounds


def _turnout(
    parameters: Parameters, residents: People, campaign: Campaign, silent: frozenset[int], coach_since: date | None, board: SoundingBoard
) -> Turnout:
    if campaign.channel == SOUNDING_BOARD:
        return board.turnout(campaign, silent)
    draws, everybody = Draws(parameters.case.seed), numbered(len(residents))
    label = campaign.campaign_id or f"outside {campaign.number}"
    days = _days(parameters, campaign, everybody, label)
    chance = chances(parameters, residents, campaign, silent, days, coach_since)
    willing = everybody[draws.chance(everybody, chance, "reach", label)]
    willing = willing[np.argsort(draws.bits(willing, "turn", label), kind="stable")]
    heard = willing[: campaign.capacity]
    return Turnout(campaign, willing, heard, days[heard])


def _days(parameters: Parameters, campaign: Campaign, persons: NDArray[np.int64], label: str) -> NDArray[np.datetime64]:
    days = Draws(parameters.case.seed).day_between(persons, campaign.starts_on, campaign.ends_on, "day", label)
    if campaign.channel in parameters.reach.sundays or campaign.starts_on == campaign.ends_on:
        return days
    # The first of January 1970 was a Thursday. Nobody rings a doorbell on a Sunday.
    sunday = days.astype(np.int64) % 7 == 3
    aside = np.where(days < np.datetime64(campaign.ends_on, "D"), 1, -1).astype("timedelta64[D]")
    return np.where(sunday, days + aside, days)


def _numbered(held: Sequence[Turnout], first: int) -> list[Contact]:
    said = [
        (day, place, int(person), turnout.campaign)
        for place, turnout in enumerate(held)
        for person, day in zip(turnout.heard, turnout.days.tolist())
    ]
    said.sort(key=lambda one: one[:3])
    return [
        Contact(number, person, campaign.channel, campaign.campaign_id, day, campaign.round)
        for number, (day, _, person, campaign) in enumerate(said, first)
    ]
