"""The outcome of each link: the formula of the model (3.8), drawn with the seed of the case and the sizes from the parameters."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import cast

from course import windows
from course.synth.made import Row
from course.synth.making import Making

TERM_OF_ACTION = {"BG01": "translated", "BG07": "ally", "BG03": "bundled", "BG04": "substantiated", "BG10": "room", "BL11": "contested"}
NAMES = ("on_time", *TERM_OF_ACTION.values(), "conflicts_with_policy", "high_cost", "lost_handover", "irreversibility")
"""The terms of the score, as the parameters call them."""
ACCOUNTABLE = ("O1", "O2", "O3", "O4")
ADOPTED = ("O1", "O2")
VANISHED = "O6"
POOREST_FIRST = ("none", "document", "warm")

__all__ = [
    "ACCOUNTABLE", "ADOPTED", "NAMES", "VANISHED", "chance_of_adoption", "draw_outcomes", "lost_handover", "poorest_handover",
    "terms",
]  # fmt: skip


def terms(making: Making, link: Row) -> dict[str, float]:
    """The value of each term of the score of a link to a decision; all of them follow from columns."""
    decision, contribution = cast(Row, making.decision_of(link)), making.contribution_of(link)
    codes = {cast(str, action["action_code"]) for action in _counting(making, link)}
    return {
        "on_time": _on_time(making, link, contribution, decision),
        **{name: float(code in codes) for code, name in TERM_OF_ACTION.items()},
        "conflicts_with_policy": float(bool(link["conflicts_with_policy"])),
        "high_cost": float(link["cost_class"] == "high"),
        "lost_handover": float(lost_handover(making, link)),
        "irreversibility": float(cast(int, decision["irreversibility"]) - 2),
    }


def chance_of_adoption(making: Making, link: Row) -> float:
    """The chance of O1 or O2; 0 where no decision deals with it."""
    if link["no_decision"]:
        return 0.0
    plan = making.parameters.outcome
    score = math.fsum([plan.start, *(getattr(plan, name) * value for name, value in terms(making, link).items())])
    # Rounded before it decides anything, so that a last bit never does.
    return round(1 / (1 + math.exp(-round(score, 9))), 9)


def lost_handover(making: Making, link: Row) -> bool:
    """Did somebody who acted for this pair, or the owner of the decision, leave without handing over before the decision?"""
    return poorest_handover(making, link) == POOREST_FIRST[0]


def poorest_handover(making: Making, link: Row) -> str | None:
    """How those handed over who acted for this pair, or owned the decision, and left before it: the poorest; None for nobody."""
    received, ends = cast(date, making.contribution_of(link)["received_on"]), making.ends_on(link)
    decision = making.decision_of(link)
    until = ends or making.parameters.case.known_until
    posts = {_post_of(making, action) for action in _counting(making, link)}
    if decision is not None:
        posts.add(cast(str, decision["owner"]))
    kinds = {left.handover_type for post in posts for left in making.staff.left_between(post, received, until)}
    return next((kind for kind in POOREST_FIRST if kind in kinds), None)


def draw_outcomes(making: Making) -> None:
    """Fill in what came of each link, in the order of the links."""
    plan, draws = making.parameters.outcome, making.draws
    for number, link in enumerate(making.tables["links"]):
        if draws.chance(number, chance_of_adoption(making, link), "adopted"):
            link["outcome"] = "O1" if draws.chance(number, plan.adopted_whole, "adopted whole") else "O2"
            continue
        if making.contribution_of(link)["registered_on"] is None:
            table = plan.not_registered
        else:
            table = {"none": plan.registered_lost_handover, "document": plan.registered_document_handover,
                     "warm": plan.registered_warm_handover, None: plan.registered}[poorest_handover(making, link)]  # fmt: skip
        link["outcome"] = list(table)[draws.pick(number, list(table.values()), "not adopted")]


def _counting(making: Making, link: Row) -> Iterable[Row]:
    """The actions that count for a link: on it, or on the contribution without a link, on or before the day of the decision."""
    until = making.ends_on(link) or making.parameters.case.known_until
    for action in making.actions_on(cast(str, link["contribution_id"])):
        if action["link_id"] in (None, link["link_id"]) and cast(date, action["acted_on"]) <= until:
            yield action


def _post_of(making: Making, action: Row) -> str:
    return making.post_of(cast(str, action["actor_id"]))


def _on_time(making: Making, link: Row, contribution: Row, decision: Row) -> float:
    timing = link["timing"]
    if timing == "early":
        if contribution["registered_on"] is not None:
            return 1.0
        return round(windows.share_left(cast(date, contribution["received_on"]), cast("date | None", decision["opens_on"])), 9)
    return {"on_time": 1.0, "tight": making.parameters.outcome.tight_counts, "late": 0.0}[cast(str, timing)]
