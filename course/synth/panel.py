"""The trust panel: the same residents in two rounds, with drop-out that is not a matter of chance (RQ7).

Who heard something back tends to trust a step more and to stay, the more so when it was clear, and again a step more when
it stated the reason; who heard nothing, a step less and to leave. Who trusts little leaves sooner, by the trust of that moment, which nobody has written down: those who are missing in the second
round are not missing at random, and that round looks better than it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from course.synth.draws import Draws
from course.synth.feedback import how_clear, number_of
from course.synth.made import Row
from course.synth.parameters import Parameters

LEAST, MOST = 1, 5
FAIR = 3
"""The level of clarity that adds nothing and takes nothing away."""

__all__ = ["panel_rows", "round_of"]


def round_of(contribution: Row, campaigns: Sequence[Row]) -> int:
    """The round in which a contribution came in; outside a campaign, that of the last round begun on its day."""
    by_campaign = {row["campaign_id"]: cast(int, row["round"]) for row in campaigns}
    if contribution["campaign_id"] is not None:
        return by_campaign[contribution["campaign_id"]]
    day = cast(date, contribution["received_on"])
    return max((cast(int, row["round"]) for row in campaigns if cast(date, row["starts_on"]) <= day), default=1)


def panel_rows(
    parameters: Parameters, contributions: Sequence[Row], campaigns: Sequence[Row], feedback: Sequence[Row]
) -> list[Row]:
    """The table `panel`: two rows for each member, a known contributor of round 1.

    Who dropped out has no trust in round 2. Who contributed in round 2 did take part in it, whatever was drawn.
    """
    draws, plan = Draws(parameters.case.seed), parameters.panel
    rounds = {row["contribution_id"]: round_of(row, campaigns) for row in contributions}
    first: dict[str, list[object]] = {}
    for row in contributions:
        if row["contributor"] is not None and rounds[row["contribution_id"]] == 1:
            first.setdefault(cast(str, row["contributor"]), []).append(row["contribution_id"])
    again = {row["contributor"] for row in contributions if rounds[row["contribution_id"]] > 1}
    told = _told_in_time(campaigns, feedback)
    known = sorted(first)
    order = draws.order(len(known), "panel", "members")
    members = sorted(known[place] for place in order[: round(len(known) * plan.share)])
    rows: list[Row] = []
    for member in members:
        answers = [told[contribution] for contribution in first[member] if contribution in told]
        before = int(tuple(plan.trust)[draws.pick(0, tuple(plan.trust.values()), "panel", "trust", member)])
        after = _after(parameters, draws, member, before, answers)
        stays = member in again or not _leaves(parameters, draws, member, after, bool(answers))
        rows += [_row(parameters, member, 1, True, before), _row(parameters, member, 2, stays, after if stays else None)]
    return rows


def _after(parameters: Parameters, draws: Draws, member: str, before: int, answers: Sequence[Row]) -> int:
    """The trust after what somebody heard, or did not; the clearest answer counts, and a reason wherever it stood."""
    plan = parameters.panel
    if not answers:
        return max(before - draws.chance(0, plan.trust_falls, "panel", "moves", member), LEAST)
    clarity = max(how_clear(parameters, number_of(answer)) for answer in answers)
    rises = min(max(plan.trust_rises + plan.clarity_raises * (clarity - FAIR), 0.0), 1.0)
    reason = any(answer["states_reason"] for answer in answers) and draws.chance(0, plan.reason_raises, "panel", "reason", member)
    return min(before + draws.chance(0, rises, "panel", "moves", member) + reason, MOST)


def _leaves(parameters: Parameters, draws: Draws, member: str, trust: int, was_heard: bool) -> bool:
    plan = parameters.panel
    occasions = plan.drop_out_heard if was_heard else plan.drop_out_unheard, plan.drop_out_trust[str(trust)]
    return any(draws.chance(number, chance, "panel", "leaves", member) for number, chance in enumerate(occasions))


def _told_in_time(campaigns: Sequence[Row], feedback: Sequence[Row]) -> dict[object, Row]:
    """The feedback up to the last day of round 2, on which the panel was asked again, by contribution."""
    last = max((cast(date, row["ends_on"]) for row in campaigns if row["round"] == 2), default=date.max)
    return {row["contribution_id"]: row for row in feedback if cast(date, row["given_on"]) <= last}


def _row(parameters: Parameters, member: str, number: int, took_part: bool, trust: int | None) -> Row:
    return {"contributor": member, "round": number, "case_id": parameters.case.case_id, "took_part": bool(took_part), "trust": trust}
