"""Which decisions a contribution bears on, in which order, and whether it came in time for each (2.3, 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from course import codebook, windows
from course.synth.choosing import OFF_TOPIC
from course.synth.draws import Draws
from course.synth.made import People, Row
from course.synth.parameters import Parameters
from course.synth.speech import Utterance

VOTE, PROPOSAL = "D21", "D20"
"""The consent form is a vote; what people say about the proposal belongs to the proposal (2.4, rule 5)."""

__all__ = ["link_rows"]


def link_rows(
    parameters: Parameters, residents: People, utterances: Sequence[Utterance], decisions: Sequence[Row]
) -> list[Row]:
    """The table `links`, still without what came of them; in the order of the contributions, then of rank."""
    plan, draws = parameters.links, Draws(parameters.case.seed)
    rows: list[Row] = []
    for said in utterances:
        chosen = _chosen(parameters, residents, said, decisions)
        for rank, decision in enumerate(chosen or [None], 1):
            number = len(rows)
            intended = _one(draws, number, plan.linkage_intended, "linkage") if decision else "none"
            rows.append({
                "link_id": f"{parameters.case.prefix}-L{number + 1:04d}",
                "contribution_id": parameters.contribution_id(said.contact.number),
                "decision_id": decision["decision_id"] if decision else None, "no_decision": decision is None, "rank": rank,
                "timing": _timing(said, decision) if decision else None,
                "cost_class": _one(draws, number, plan.cost_class, "cost"),
                "conflicts_with_policy": draws.chance(number, plan.conflicts_with_policy, "policy"),
                "linkage_intended": intended, "linkage_achieved": "none",
                "commitment": decision is not None and draws.chance(number, plan.commitment, "commitment"),
                "outcome": None, "reason": None, "new_owner": None, "new_date": None, "delay_weeks": None, "cost_effect": "unknown",
            })  # fmt: skip
    return rows


def _chosen(parameters: Parameters, residents: People, said: Utterance, decisions: Sequence[Row]) -> list[Row]:
    draws, number = Draws(parameters.case.seed), said.contact.number
    found = _fitting(parameters, residents, said, decisions)
    if not found:
        return []
    many = 1 + draws.pick(number, list(parameters.links.decisions_each.values()), "how many decisions")
    chosen = found[:many]
    in_time = [row for row in found if _timing(said, row) != "late"]
    if in_time and not any(row in chosen for row in in_time):
        chosen[-1] = in_time[0]
    return chosen


def _fitting(parameters: Parameters, residents: People, said: Utterance, decisions: Sequence[Row]) -> list[Row]:
    """The decisions this input bears on, those it fits best first; of a yearly decision only the year it falls in."""
    if said.theme == OFF_TOPIC:
        return []
    draws, number = Draws(parameters.case.seed), said.contact.number
    years: dict[str, list[Row]] = {}
    for row in decisions:
        years.setdefault(cast(str, row["decision_code"]), []).append(row)
    ranked: list[tuple[tuple[int, ...], Row]] = []
    for code, rows in years.items():
        themes = codebook.decision(code).themes
        if code == VOTE and PROPOSAL in years or not {said.theme, said.theme2} & set(themes):
            continue
        row = rows[windows.place_in(said.contact.received_on, [cast(date, year["closes_on"]) for year in rows])]
        main, second = said.theme in themes, said.theme2 in themes
        meant = parameters.links.meant_for.get(code, "")
        concerned = not meant or residents.tenure_of(said.contact.person) in meant.split("+")
        key = (-2 * main - second - 2 * concerned, int(_timing(said, row) == "late"), draws.bits(number, "which decision", code))
        ranked.append((key, row))
    # Sorted by key alone: rows are not to be compared.
    return [row for _, row in sorted(ranked, key=lambda one: one[0])]


def _timing(said: Utterance, decision: Row) -> str:
    opens, closes = cast("date | None", decision["opens_on"]), cast(date, decision["closes_on"])
    return windows.timing(said.contact.received_on, opens, closes, cast(int, decision["lead_weeks"]))


def _one(draws: Draws, number: int, shares: dict[str, float], *labels: str) -> str:
    return list(shares)[draws.pick(number, list(shares.values()), *labels)]
