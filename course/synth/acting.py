"""Who does what with a contribution, when, and what is left of it on paper (3.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from course import codebook
from course.synth.made import Holder, Row
from course.synth.making import Making

STEP = {"AM01": "ST3", "AM02": "ST5", "AM03": "ST5", "AM04": "ST2", "AM05": "ST4", "AM06": "ST5"}
"""At which step the ambivalent acts are done; the others have a step of their own in the codebook."""

__all__ = ["STEP", "act", "back_holder", "front_holder", "holder_for", "later", "step_of"]


def step_of(code: str) -> str:
    """The step at which an act is done.

    >>> step_of("BG01"), step_of("AM02")
    ('ST3', 'ST5')
    """
    return codebook.action(code).step or STEP[code]


def act(
    making: Making, contribution: Row, code: str, step: str, day: date, holder: Holder, link: Row | None = None, *,
    traced: bool | None = None, trace: str | None = None,
) -> Row:  # fmt: skip
    """Add an act of somebody on a contribution, and on one of its links when given.

    Parameters
    ----------
    traced
        Whether it leaves a trace; drawn when not given.
    trace
        Another trace than is usual for this act.
    """
    plan, draws = making.parameters.actions, making.draws
    number, label = making.number_of(contribution), f"{code} {link['rank'] if link else 0} {step}"
    if traced is None:
        traced = draws.chance(number, plan.trace, "trace", label)
    row: Row = {
        "action_id": None, "contribution_id": contribution["contribution_id"], "link_id": link["link_id"] if link else None,
        "sequence": None, "acted_on": day, "actor_id": holder.actor_id, "action_code": code, "step": step,
        "trace": (trace or plan.leaves[code]) if traced else "none", "document_id": None,
        "motive": _motive(making, number, code, label) if draws.chance(number, plan.motive_known, "motive known", label) else None,
    }  # fmt: skip
    making.add_action(row)
    return row


def _motive(making: Making, number: int, code: str, label: str) -> str | None:
    kind = f"{codebook.action(code).family}-"
    weights = {key.removeprefix(kind): weight for key, weight in making.parameters.actions.motives.items() if key.startswith(kind)}
    return list(weights)[making.draws.pick(number, list(weights.values()), "motive", label)] if any(weights.values()) else None


def holder_for(making: Making, contribution: Row, code: str, day: date, link: Row | None) -> tuple[Holder, date] | None:
    """Who does this, and on which day: later when the post is vacant; None when nobody does before the case ends."""
    done_by = codebook.action(code).performed_by
    back = done_by == "back_office" or (
        done_by != "participation"
        and making.draws.chance(making.number_of(contribution), making.parameters.actions.by_back_office, "front or back", code)
    )
    held = back_holder(making, contribution, link, day) if back and link else None
    return held or front_holder(making, contribution, day)


def front_holder(making: Making, contribution: Row, day: date) -> tuple[Holder, date] | None:
    """The professional in touch with this resident, the same for all that is done with one contribution."""
    plan = making.parameters.staff
    own = plan.takes_in.get(cast(str, contribution["channel"]))
    return _first(making, [own] if own and own in making.staff.posts else _turned(making, contribution, plan.in_touch, "front"), day)


def back_holder(making: Making, contribution: Row, link: Row | None, day: date) -> tuple[Holder, date] | None:
    """Somebody who prepares the decision, or else who takes it."""
    decision = making.decision_of(link) if link else None
    if decision is None:
        return None
    kind = codebook.decision(cast(str, decision["decision_code"]))
    prepare = [code for code in kind.prepares if codebook.actor(code).position != "front_office"]
    return _first(making, [*_turned(making, contribution, prepare, "back"), kind.decides], day)


def _first(making: Making, posts: Sequence[str], day: date) -> tuple[Holder, date] | None:
    known_until = making.parameters.case.known_until
    # The post itself, also when that means waiting until the vacancy is filled; another only where it does not exist.
    for post in posts:
        holder = making.staff.next_from(post, day)
        began = making.staff.posts.get(post, ())
        if holder and began and began[0].filled_from <= day and max(day, holder.filled_from) <= known_until:
            return holder, max(day, holder.filled_from)
    return None


def _turned(making: Making, contribution: Row, posts: Sequence[str], label: str) -> list[str]:
    start = making.draws.whole(making.number_of(contribution), 0, len(posts) - 1, label) if posts else 0
    return [*posts[start:], *posts[:start]]


def later(making: Making, contribution: Row, day: date, *labels: str) -> date:
    """Some days after another action."""
    days = making.draws.whole(making.number_of(contribution), *making.parameters.actions.days_between, "days between", *labels)
    return day + timedelta(days=days)
