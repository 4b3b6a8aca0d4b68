"""Which reason is given, and to whom something is passed on: only what can be true of the link (3.7)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from course import codebook
from course.synth.made import Row
from course.synth.making import Making
from course.synth.outcome import lost_handover

NEVER_MISPLACED = ("N01", "N02")
NO_REASON = "N16"

__all__ = ["give_reason", "pass_on", "possible_reasons"]


def possible_reasons(making: Making, link: Row) -> tuple[str, ...]:
    """The reasons that can hold for a link, going by its columns and what happened.

    A reason that needs a cause (a closed window, high cost, a vacancy) is only given where the cause is there. A promise
    is lost (N11) only where nothing of it was adopted or passed on.
    """
    contribution, decision = making.contribution_of(link), making.decision_of(link)
    codes = {action["action_code"] for action in making.actions_on(cast(str, link["contribution_id"]))}
    holds = {
        "N01": True,
        "N02": decision is not None,
        "N03": link["cost_class"] in ("high", "medium") and decision is not None,
        "N04": bool(link["conflicts_with_policy"]),
        "N05": bool(set(making.parameters.outcome.sensitive) & set(cast("tuple[str, ...]", contribution["attributes"] or ()))),
        "N06": decision is None or link["rank"] != 1,
        "N07": decision is None or codebook.owner_group(cast(str, decision["owner"])) != "municipality",
        "N08": link["timing"] == "late",
        "N09": link["timing"] == "tight",
        "N10": _vacant(making, link),
        "N11": link["outcome"] == "O4" and bool(link["commitment"]) and lost_handover(making, link),
        "N12": cast(int, contribution["concreteness"]) <= 1,
        "N13": "BL11" in codes,
        "N14": bool(link["conflicts_with_policy"]),
        "N15": contribution["theme_ref"] == "T10" or contribution["tone"] == "angry",
    }
    return tuple(code for code, true in holds.items() if true)


def give_reason(making: Making, link: Row, number: int) -> None:
    """Fill in the reason of one link, given its outcome."""
    plan, draws = making.parameters.outcome, making.draws
    if link["outcome"] == "O5":
        link["reason"] = NO_REASON
    elif link["outcome"] == "O4" or (link["outcome"] in ("O2", "O3") and draws.chance(number, plan.reason_with_part, "reason with part")):
        possible = [code for code in possible_reasons(making, link) if plan.reasons[code]] or list(NEVER_MISPLACED[:1])
        weights = [plan.reasons[code] or 1 for code in possible]
        link["reason"] = possible[draws.pick(number, weights, "reason")]
    else:
        link["reason"] = None


def pass_on(making: Making, link: Row, number: int) -> None:
    """Fill in to whom and until when a link with outcome O3 was passed on: who takes a later decision on the same theme."""
    plan, draws = making.parameters.outcome, making.draws
    if link["outcome"] != "O3":
        link["new_owner"] = link["new_date"] = None
        return
    contribution, decision = making.contribution_of(link), making.decision_of(link)
    since = max(cast(date, contribution["received_on"]), making.ends_on(link) or cast(date, contribution["received_on"]))
    owners = [
        cast(str, other["owner"]) for other in making.tables["decisions"]
        if contribution["theme_ref"] in codebook.decision(cast(str, other["decision_code"])).themes
        and cast(date, other["closes_on"]) > since and (decision is None or other["decision_code"] != decision["decision_code"])
    ] or [cast(str, decision["owner"]) if decision else "GEM-WK"]  # fmt: skip
    link["new_owner"] = owners[draws.whole(number, 0, len(owners) - 1, "new owner")]
    link["new_date"] = since + timedelta(weeks=draws.whole(number, *plan.new_date_weeks, "new date"))


def _vacant(making: Making, link: Row) -> bool:
    """Was a post that takes or prepares the decision vacant between receipt and decision?"""
    decision, ends = making.decision_of(link), making.ends_on(link)
    if decision is None or ends is None:
        return False
    kind, received = codebook.decision(cast(str, decision["decision_code"])), cast(date, making.contribution_of(link)["received_on"])
    return any(
        making.staff.at(post, cast(date, left.filled_to) + timedelta(days=1)) is None
        for post in (kind.decides, *kind.prepares) for left in making.staff.left_between(post, received, ends)
    )  # fmt: skip
