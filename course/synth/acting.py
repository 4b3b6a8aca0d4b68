"""Who does what with a contribution, when, and what is left of it on paper (3.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from course import codebook
from course.synth.made import Holder, Row
from course.synth.making import Making

FRONT = ("GEM-PA", "COR-BE", "WAR-KL", "NET-OM", "GEM-WK", "GEM-SD", "BIN-KG")
"""Posts that keep in touch with residents."""

HEARD_BY = {"K06": "BIN-KG", "K08": "GEM-WK", "K10": "COR-BE", "K11": "COR-BE", "K13": "COR-BE", "K15": "GEM-PA", "K16": "GEM-SD"}
"""Who takes it in where the channel leaves no doubt; elsewhere it can be any of them."""

STEP = {"AM01": "ST3", "AM02": "ST5", "AM03": "ST5", "AM04": "ST2", "AM05": "ST4", "AM06": "ST5"}
"""At which step the ambivalent acts are done; the others have a step of their own in the codebook."""

TRACE = {
    "BG01": "note", "BG02": "register_entry", "BG03": "note", "BG04": "note", "BG05": "agenda_item", "BG06": "agenda_item", "BG07": "mail",
    "BG08": "note", "BG09": "note", "BG10": "decision_document", "BG11": "letter", "BG12": "minutes", "BG13": "decision_document",
    "BG14": "other", "BG15": "letter", "BG16": "minutes", "BL01": "none", "BL02": "none", "BL03": "note", "BL04": "note",
    "BL05": "agenda_item", "BL06": "mail", "BL07": "minutes", "BL08": "minutes", "BL09": "minutes", "BL10": "minutes", "BL11": "minutes",
    "BL12": "note", "BL13": "decision_document", "BL14": "mail", "BL15": "letter", "BL16": "none", "AM01": "note", "AM02": "minutes",
    "AM03": "letter", "AM04": "register_entry", "AM05": "none", "AM06": "minutes",
}  # fmt: skip
"""What an act leaves behind when it leaves something."""

MOTIVES: Mapping[str, Sequence[str]] = {
    "safeguarding": ("diligence", "feasibility", "unknown"),
    "blocking": ("workload", "risk_avoidance", "organisational_interest", "belief_about_residents", "feasibility", "unknown"),
    "ambivalent": ("workload", "diligence", "feasibility", "unknown"),
}

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
    motives = MOTIVES[codebook.action(code).family]
    motive = motives[draws.whole(number, 0, len(motives) - 1, "motive", label)]
    row: Row = {
        "action_id": None, "contribution_id": contribution["contribution_id"], "link_id": link["link_id"] if link else None,
        "sequence": None, "acted_on": day, "actor_id": holder.actor_id, "action_code": code, "step": step,
        "trace": (trace or TRACE[code]) if traced else "none", "document_id": None,
        "motive": motive if draws.chance(number, plan.motive_known, "motive known", label) else None,
    }  # fmt: skip
    making.add_action(row)
    return row


def holder_for(making: Making, contribution: Row, code: str, day: date, link: Row | None) -> tuple[Holder, date] | None:
    """Who does this, and on which day: later when the post is vacant; None when nobody does before the case ends."""
    done_by = codebook.action(code).performed_by
    back = done_by == "back_office" or (
        done_by != "participation" and making.draws.chance(making.number_of(contribution), 0.5, "front or back", code)
    )
    held = back_holder(making, contribution, link, day) if back and link else None
    return held or front_holder(making, contribution, day)


def front_holder(making: Making, contribution: Row, day: date) -> tuple[Holder, date] | None:
    """The professional in touch with this resident, the same for all that is done with one contribution."""
    own = HEARD_BY.get(cast(str, contribution["channel"]))
    return _first(making, [own] if own and own in making.staff.posts else _turned(making, contribution, FRONT, "front"), day)


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
