"""The decisions of a case: their windows, when they were taken, and the document each stands in (2.3, 2.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import cast

from course import codebook, windows
from course.synth.draws import Draws
from course.synth.made import DecisionDocument, Row
from course.synth.parameters import Parameters

NEVER_DONE = frozenset({"rolling", "recurring"})
"""Kinds that are decided again and again, and therefore have no one day on which they were taken."""

__all__ = ["decision_documents", "decision_rows"]


def decision_rows(parameters: Parameters) -> list[Row]:
    """The table `decisions`, one row per decision and one per year for the calendar decisions, in order of the codes."""
    rows = [row for code in sorted(parameters.decisions.codes) for row in _windows(parameters, code)]
    early, late = _outside(parameters, rows)
    for number, row in enumerate(rows):
        decided = _decided_on(parameters, row, number, early, late)
        opens, closes = row["opens_on"], cast(date, row["closes_on"])
        outside = decided is not None and (decided > closes or (isinstance(opens, date) and decided < opens))
        row |= {"decided_on": decided, "outside_window": outside,
                "decision_document_id": None if decided is None else _document_id(parameters, row)}  # fmt: skip
    return rows


def decision_documents(parameters: Parameters, rows: Sequence[Row]) -> list[DecisionDocument]:
    """The document in which each decision that was taken stands."""
    draws = Draws(parameters.case.seed)
    return [
        DecisionDocument(
            cast(str, row["decision_document_id"]), cast(str, row["decision_id"]),
            kind.record[draws.whole(number, 0, len(kind.record) - 1, "record", cast(str, row["decision_id"]))],
            cast(date, row["decided_on"]), tuple(dict.fromkeys((kind.decides, *kind.prepares))))
        for number, row in enumerate(rows)
        if row["decided_on"] is not None
        for kind in [codebook.decision(cast(str, row["decision_code"]))]
    ]  # fmt: skip


def _windows(parameters: Parameters, code: str) -> Iterator[Row]:
    kind, case = codebook.decision(code), parameters.case
    base: Row = {
        "decision_id": f"{case.prefix}-{code}", "case_id": case.case_id, "decision_code": code, "cycle": None,
        "owner": kind.decides, "opens_on": None, "closes_on": None,
        "lead_weeks": parameters.decisions.lead_weeks.get(code, kind.lead_weeks), "irreversibility": kind.irreversibility,
        "kind": kind.kind,
    }  # fmt: skip
    if kind.kind != "calendar":
        opens, closes = windows.window_of(code, parameters.milestones)
        yield base | {"opens_on": opens, "closes_on": closes}
        return
    for year in windows.calendar_rows(code, parameters.milestones):
        yield base | {"decision_id": f"{case.prefix}-{code}-{year.cycle}", "cycle": year.cycle, "opens_on": year.opens_on,
                      "closes_on": year.closes_on}  # fmt: skip


def _outside(parameters: Parameters, rows: Sequence[Row]) -> tuple[set[int], set[int]]:
    """Which rows were decided before their window opened and which after it closed."""
    plan, draws = parameters.decisions, Draws(parameters.case.seed)
    possible = [n for n, row in enumerate(rows) if row["kind"] not in (*NEVER_DONE, "calendar") and row["opens_on"]
                and cast(date, row["closes_on"]) + timedelta(days=plan.days_outside[1]) <= parameters.case.known_until]  # fmt: skip
    order = [possible[place] for place in draws.order(len(possible), "outside the window")]
    return set(order[: plan.taken_early]), set(order[plan.taken_early : plan.taken_early + plan.taken_late])


def _decided_on(parameters: Parameters, row: Row, number: int, early: set[int], late: set[int]) -> date | None:
    plan, draws = parameters.decisions, Draws(parameters.case.seed)
    decision_id, opens, closes = cast(str, row["decision_id"]), row["opens_on"], cast(date, row["closes_on"])
    if row["kind"] in NEVER_DONE:
        return None
    away = draws.whole(0, *plan.days_outside, "days outside", decision_id)
    if number in early and isinstance(opens, date):
        day = opens - timedelta(days=away)
    elif number in late:
        day = closes + timedelta(days=away)
    else:
        before = draws.whole(0, *plan.days_before_closing, "days before closing", decision_id)
        day = max(closes - timedelta(days=before), opens) if isinstance(opens, date) else closes - timedelta(days=before)
    return _working_day(day, opens if number not in early else None, closes) if day <= parameters.case.known_until else None


def _working_day(day: date, opens: object, closes: date) -> date:
    """Not on a Saturday or Sunday, as long as that keeps the day on its own side of the window's edges."""
    friday = day - timedelta(days=max(day.weekday() - 4, 0))
    too_soon = isinstance(opens, date) and friday < opens <= day
    return day if too_soon or friday <= closes < day else friday


def _document_id(parameters: Parameters, row: Row) -> str:
    return f"{parameters.case.prefix}-DOC-{cast(str, row['decision_id']).split('-', 1)[1]}"
