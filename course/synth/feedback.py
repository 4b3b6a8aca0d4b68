"""Feedback: who hears back what came of their input, when, in which form, how clear, and with a reason or not.

Who hears back follows the same draw as the one by which :func:`course.synth.campaigns.by_habit` lets silence lower the
reach of the next round, so that both tell one story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from course.synth.draws import Draws
from course.synth.made import Row
from course.synth.parameters import Parameters

GIVES, WITHHOLDS, VANISHED, NO_REASON = "BG15", "BL16", "O6", "N16"
FORM_OF_TRACE = {"letter": "letter", "mail": "email", "minutes": "meeting", "agenda_item": "meeting"}
"""The form that follows from the trace of the action; otherwise it is drawn."""

__all__ = ["GIVES", "WITHHOLDS", "feedback_rows", "heard", "how_clear", "number_of", "with_feedback"]


def number_of(contribution: Row) -> int:
    """The number of a contribution, from 0, as in :class:`course.synth.made.Contact`."""
    return int(cast(str, contribution["contribution_id"]).rsplit("-", 1)[1]) - 1


def heard(parameters: Parameters, contributions: Sequence[Row], links: Sequence[Row]) -> dict[str, date]:
    """The contributions that get feedback, with the day of it: by habit, never when every link vanished (4.6, rule 5)."""
    draws, plan = Draws(parameters.case.seed), parameters.feedback
    outcomes = _outcomes(links)
    days: dict[str, date] = {}
    for row in contributions:
        contribution_id, number = cast(str, row["contribution_id"]), number_of(row)
        if not draws.chance(number, plan.habit, "hears back") or outcomes.get(contribution_id) == {VANISHED}:
            continue
        day = cast(date, row["received_on"]) + timedelta(days=draws.whole(number, *plan.days, "feedback", "days"))
        if day <= parameters.case.known_until:
            days[contribution_id] = day
    return days


def how_clear(parameters: Parameters, number: int) -> int:
    """How clear the feedback on a contribution is, 1–5, also where nobody asked."""
    levels = parameters.feedback.clarity
    return int(tuple(levels)[Draws(parameters.case.seed).pick(number, tuple(levels.values()), "feedback", "clarity")])


def feedback_rows(
    parameters: Parameters, contributions: Sequence[Row], links: Sequence[Row], actions: Sequence[Row] = ()
) -> list[Row]:
    """The table `feedback`, at most one row per contribution.

    An action BG15 with a trace is feedback on its own day; an action BL16 without one means that nobody wrote back.
    """
    given = heard(parameters, contributions, links)
    outcomes, told = _outcomes(links), _first_traces(actions)
    silent = {cast(str, row["contribution_id"]) for row in actions if row["action_code"] == WITHHOLDS}
    reasons = {cast(str, row["contribution_id"]) for row in links if row["reason"] not in (None, NO_REASON)}
    rows: list[Row] = []
    for row in contributions:
        contribution_id = cast(str, row["contribution_id"])
        act = told.get(contribution_id)
        if outcomes.get(contribution_id) == {VANISHED} or (act is None and (contribution_id in silent or contribution_id not in given)):
            continue
        day = cast(date, act["acted_on"]) if act else given[contribution_id]
        rows.append(_feedback(parameters, row, day, act, contribution_id in reasons))
    return rows


def with_feedback(parameters: Parameters, contributions: Sequence[Row], feedback: Sequence[Row]) -> list[Row]:
    """The contributions with `feedback_given` filled: yes exactly when there is a row; sometimes nobody knows."""
    draws = Draws(parameters.case.seed)
    told = {row["contribution_id"] for row in feedback}

    def given(row: Row) -> str:
        if row["contribution_id"] in told:
            return "yes"
        return "unknown" if draws.chance(number_of(row), parameters.feedback.unsure, "feedback", "unsure") else "no"

    return [row | {"feedback_given": given(row)} for row in contributions]


def _feedback(parameters: Parameters, contribution: Row, day: date, act: Row | None, has_reason: bool) -> Row:
    draws, plan, number = Draws(parameters.case.seed), parameters.feedback, number_of(contribution)
    forms = tuple(plan.form)
    form = forms[draws.pick(number, tuple(plan.form.values()), "feedback", "form")]
    asked = draws.chance(number, plan.clarity_asked, "feedback", "clarity asked")
    return {
        "feedback_id": f"{parameters.case.prefix}-F{number + 1:03d}", "contribution_id": contribution["contribution_id"], "given_on": day,
        "form": FORM_OF_TRACE.get(cast(str, act["trace"]), form) if act else form, "clarity": how_clear(parameters, number) if asked else None,
        "states_reason": has_reason and draws.chance(number, plan.states_reason, "feedback", "reason"),
    }  # fmt: skip


def _first_traces(actions: Sequence[Row]) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for row in actions:
        if row["action_code"] == GIVES and row["trace"] != "none":
            first = found.setdefault(cast(str, row["contribution_id"]), row)
            if cast(date, row["acted_on"]) < cast(date, first["acted_on"]):
                found[cast(str, row["contribution_id"])] = row
    return found


def _outcomes(links: Sequence[Row]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in links:
        found.setdefault(cast(str, row["contribution_id"]), set()).add(cast(str, row["outcome"]))
    return found
