"""What parameters must have in common: dates within the project, rounds after one another, staff changes that fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby

from course.synth import staff
from course.synth.parameter_faults import ParameterFault
from course.synth.parameters import CampaignPlan, OutsidePlan, Parameters

__all__ = ["faults"]


def faults(parameters: Parameters, wrong: Collection[str] = ()) -> Iterator[ParameterFault]:
    """Everything that does not go together.

    Parameters
    ----------
    wrong
        Places that are known to be wrong already: what depends on them is not told a second time.
    """

    def right(*places: str) -> bool:
        return not any(bad == place or bad.startswith((f"{place}.", f"{place}[")) for bad in wrong for place in places)

    if right("population"):
        yield from _apart_groups_fit(parameters)
    if right("case.building_period"):
        first, last = parameters.case.building_period.split("-")
        if first > last:
            yield ParameterFault("case.building_period", "turned_round", f"{first}-{last}", f"{last}-{first}")
    if not right("case.date_m8", "case.milestones", "case.known_until"):
        return
    unsorted = list(_milestones_rise(parameters))
    yield from unsorted
    if unsorted:
        return
    if right("campaigns", "outside"):
        yield from _windows_lie_in_the_project(parameters)
        yield from _rounds_follow_one_another(parameters)
    if right("staff", "decisions.codes"):
        yield from _changes_fit(parameters)


def _apart_groups_fit(parameters: Parameters) -> Iterator[ParameterFault]:
    shares = parameters.population.attributes
    for code in shares:
        others = [other for pair in parameters.population.apart for other in pair.split("+") if code in pair and other != code]
        total = shares[code] + sum(shares[other] for other in others)
        if others and total > 1 + 1e-9:
            yield ParameterFault("population.attributes", "too_crowded", f"{total:.6g}", ", ".join([code, *others]))


def _milestones_rise(parameters: Parameters) -> Iterator[ParameterFault]:
    dates = list(parameters.milestones.items())
    for (before, first), (after, second) in zip(dates, dates[1:]):
        if second <= first:
            place = "case.milestones." + (after if after in parameters.case.milestones else before)
            yield ParameterFault(place, "milestones_rise", f"{after} {second}", f"{before} {first}")
    m1 = parameters.milestones["M1"]
    if parameters.case.known_until < m1:
        yield ParameterFault("case.known_until", "out_of_range", str(parameters.case.known_until), f"{m1}–…")


def _plans(parameters: Parameters) -> Iterator[tuple[str, CampaignPlan | OutsidePlan]]:
    for name in ("campaigns", "outside"):
        for number, plan in enumerate(getattr(parameters, name), 1):
            yield f"{name}[{number}]", plan


def _windows_lie_in_the_project(parameters: Parameters) -> Iterator[ParameterFault]:
    first, last = parameters.milestones["M0"], min(parameters.milestones["M10"], parameters.case.known_until)
    for place, plan in _plans(parameters):
        if plan.ends_on < plan.starts_on:
            yield ParameterFault(f"{place}.ends_on", "ends_before_start", str(plan.ends_on), str(plan.starts_on))
            continue
        for name in ("starts_on", "ends_on"):
            day: date = getattr(plan, name)
            if not first <= day <= last:
                yield ParameterFault(f"{place}.{name}", "outside_project", str(day), f"{first}–{last}")


def _rounds_follow_one_another(parameters: Parameters) -> Iterator[ParameterFault]:
    plans = sorted(_plans(parameters), key=lambda placed: placed[1].round)
    until: date | None = None
    for expected, (number, group) in enumerate(groupby(plans, key=lambda placed: placed[1].round), 1):
        placed = list(group)
        if number != expected:
            yield ParameterFault(f"{placed[0][0]}.round", "round_missing", str(number), str(expected))
            return
        for place, plan in placed:
            if until is not None and plan.starts_on <= until:
                yield ParameterFault(f"{place}.starts_on", "rounds_overlap", str(plan.starts_on), str(until))
        until = max(plan.ends_on for _, plan in placed)


def _changes_fit(parameters: Parameters) -> Iterator[ParameterFault]:
    most = staff.most_changes(parameters)
    if parameters.staff.changes > most:
        yield ParameterFault("staff.changes", "out_of_range", str(parameters.staff.changes), f"0–{most}")
