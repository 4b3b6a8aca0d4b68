"""What follows on the outcome of a link: the record of the decision, linking achieved or not, handovers, feedback."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from course import codebook
from course.synth.acting import act, back_holder, front_holder, later
from course.synth.feedback import heard
from course.synth.made import Row
from course.synth.making import Making
from course.synth.outcome import ADOPTED, VANISHED

CARRIED_ON = ("O1", "O2", "O3")
MINUTED = ("O4", "O5")

__all__ = ["follow_up", "give_feedback", "hand_over", "link_up"]


def link_up(making: Making) -> None:
    """What linking came to: as intended or one level less, and what it did to time and cost."""
    plan, draws = making.parameters.links, making.draws
    levels = [entry.code for entry in codebook.family("linkage")]
    chance = plan.linkage_succeeds[making.parameters.case.approach_route]
    for number, link in enumerate(making.tables["links"]):
        intended, carried_on = levels.index(cast(str, link["linkage_intended"])), link["outcome"] in CARRIED_ON
        achieved = intended if draws.chance(number, chance, "linkage succeeds") else max(intended - 1, 0)
        link["linkage_achieved"] = levels[achieved if carried_on else 0]
        linked = link["linkage_achieved"] != levels[0]
        if linked and draws.chance(number, plan.delayed, "delayed"):
            link["delay_weeks"] = draws.whole(number, *plan.delay_weeks, "delay")
        elif linked:
            link["delay_weeks"] = 0
        if linked:
            effects = list(plan.cost_effect)
            link["cost_effect"] = effects[draws.pick(number, list(plan.cost_effect.values()), "cost effect")]


def follow_up(making: Making, scaled: float) -> None:
    """The trace at ST6 and ST7 of what was decided; nothing where the trace ends.

    What was weighed and not adopted always stands in the minutes: without that, nobody could tell it from what vanished.
    """
    chance, draws = making.parameters.actions.chance, making.draws
    for number, link in enumerate(making.tables["links"]):
        row, decision, ends = making.contribution_of(link), making.decision_of(link), making.ends_on(link)
        if link["outcome"] == VANISHED:
            continue
        decided_on = cast("date | None", decision["decided_on"]) if decision else None
        too_late = decided_on is not None and decided_on < cast(date, row["received_on"])
        if decided_on and too_late and draws.chance(number, min(chance["BL13"] * scaled, 1.0), "fait accompli"):
            _record(making, link, row, "BL13", "ST6", decided_on)
        since = max(ends or _last_day(making, row), _last_day(making, row))
        if link["outcome"] in MINUTED:
            code = making.parameters.outcome.minuted_as[cast(str, link["reason"])]
            _record(making, link, row, code, "ST6", since + timedelta(days=1))
        elif ends and link["outcome"] in ADOPTED and draws.chance(number, min(chance["BG13"] * scaled, 1.0), "in the decision document"):
            _record(making, link, row, "BG13", "ST7", later(making, row, since, "records", str(link["rank"])))


def hand_over(making: Making, scaled: float) -> None:
    """Those who leave and hand over warmly pass on what was promised on their watch, and sometimes more."""
    plan = making.parameters.actions
    warm = [holder for holder in making.staff if holder.handover_type == "warm"]
    for number, link in enumerate(making.tables["links"]):
        promised = bool(link["commitment"]) or making.draws.chance(number, min(plan.chance["BG14"] * scaled, 1.0), "handed over")
        if link["outcome"] == VANISHED or not promised:
            continue
        row = making.contribution_of(link)
        acted = {cast(str, action["actor_id"]) for action in _for_pair(making, link)}
        for holder in warm:
            left = cast(date, holder.filled_to)
            if holder.actor_id in acted and left >= _last_day(making, row, holder.actor_id):
                act(making, row, "BG14", "ST7", left, holder, link, traced=True)
                break


def give_feedback(making: Making, scaled: float) -> None:
    """Who tells residents what came of it, and where the file stays silent."""
    chance, draws = making.parameters.actions.chance["BG15"], making.draws
    told = heard(making.parameters, making.tables["contributions"], making.tables["links"])
    for row in making.tables["contributions"]:
        contribution_id = cast(str, row["contribution_id"])
        if not draws.chance(making.number_of(row), min(chance * scaled, 1.0), "feedback on file"):
            continue
        links = making.links_of(contribution_id)
        since = max([_last_day(making, row), *(ends for link in links if (ends := making.ends_on(link)))])
        day = told.get(contribution_id) or later(making, row, since, "silence")
        held = front_holder(making, row, day)
        if held is None:
            continue
        # Somebody new to the file before the decision would change what counted for it.
        known = {making.post_of(cast(str, action["actor_id"])) for action in making.actions_on(contribution_id)}
        if contribution_id not in told:
            act(making, row, "BL16", "ST9", held[1], held[0], traced=False)
        elif held[1] == day and (day > since or held[0].actor_code in known):
            act(making, row, "BG15", "ST9", day, held[0])


def _record(making: Making, link: Row, row: Row, code: str, step: str, day: date) -> None:
    held = back_holder(making, row, link, day)
    if held and held[1] <= making.parameters.case.known_until and (code != "BL13" or held[1] == day):
        trace = "decision_document" if code in ("BG13", "BL13") else "minutes"
        act(making, row, code, step, held[1], held[0], link, traced=True, trace=trace)


def _for_pair(making: Making, link: Row) -> list[Row]:
    return [action for action in making.actions_on(cast(str, link["contribution_id"])) if action["link_id"] in (None, link["link_id"])]


def _last_day(making: Making, row: Row, actor_id: str | None = None) -> date:
    days = [cast(date, action["acted_on"]) for action in making.actions_on(cast(str, row["contribution_id"]))
            if actor_id in (None, action["actor_id"])]  # fmt: skip
    return max([cast(date, row["received_on"]), *days])
