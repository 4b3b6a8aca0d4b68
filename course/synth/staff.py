"""The posts of a case, who holds them when, how long they stay vacant, and how those who leave hand over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from course import codebook
from course.synth.draws import Draws
from course.synth.made import Holder, Row, Staff
from course.synth.names import holder_names
from course.synth.parameters import Parameters
from course.synth.people import largest_remainder

__all__ = ["actor_rows", "most_changes", "posts_of", "staff"]


def posts_of(parameters: Parameters) -> dict[str, date]:
    """The posts of a case, in the order of the codebook, with the day on which each begins."""
    dates, starts = parameters.milestones, parameters.staff.starts
    needed: dict[str, date] = {}
    for code in parameters.decisions.codes:
        decision = codebook.decision(code)
        # A calendar decision opens on a day of the year, and from M1 there is a row for it.
        opens = dates.get(decision.opens or "M0", dates["M1"])
        for actor in (decision.decides, *decision.prepares):
            needed[actor] = min(needed.get(actor, opens), opens)
    for actor in parameters.staff.posts:
        needed.setdefault(actor, dates["M10"])
    order = [entry.code for entry in codebook.family("actor") if entry.code in needed]
    return {actor: min(needed[actor], dates[starts[codebook.owner_group(actor)]]) for actor in order}


def staff(parameters: Parameters) -> Staff:
    """Everybody who holds or held a post."""
    plan, draws = parameters.staff, Draws(parameters.case.seed)
    posts = posts_of(parameters)
    spans = dict(_spans(parameters, posts))
    leaving = _changes_per_post(parameters, spans, draws)
    days = {actor: _leaving_days(parameters, actor, spans[actor], count, draws) for actor, count in leaving.items()}
    departures = [(actor, place) for actor in posts for place in range(len(days.get(actor, ())))]
    handover = dict(zip(departures, _dealt(plan.handover, len(departures), draws)))
    ends = [actor for actor in posts if days.get(actor)]
    vacant = {ends[place] for place in draws.order(len(ends), "left vacant")[: plan.left_vacant]}
    names = iter(holder_names(draws, len(posts) + len(departures)))
    numbers = iter(range(1, len(posts) + len(departures) + 1))
    held: dict[str, tuple[Holder, ...]] = {}
    for actor, starts in posts.items():
        holders: list[Holder] = []
        for place, left in enumerate([*days.get(actor, ()), None]):
            if left is None and (actor in vacant or (place and starts > parameters.case.known_until)):
                break
            handed = handover[actor, place] if left is not None else None
            holders.append(Holder(f"{parameters.case.prefix}-A{next(numbers):02d}", actor, codebook.actor(actor).position,
                                  next(names), starts, left, handed))  # fmt: skip
            if left is not None:
                gap = draws.whole(place, *plan.vacancy_weeks, "vacancy", actor)
                starts = left + timedelta(days=1 + 7 * gap)
        held[actor] = tuple(holders)
    return Staff(held)


def most_changes(parameters: Parameters) -> int:
    """How many departures fit in the case at most."""
    return sum(room for _, room in _rooms(parameters, dict(_spans(parameters, posts_of(parameters)))))


def actor_rows(parameters: Parameters, posts: Staff) -> list[Row]:
    """The table `actors`."""
    return [
        {"actor_id": holder.actor_id, "case_id": parameters.case.case_id, "actor_code": holder.actor_code,
         "position": holder.position, "filled_from": holder.filled_from, "filled_to": holder.filled_to,
         "handover_type": holder.handover_type}
        for holder in posts
    ]  # fmt: skip


def _spans(parameters: Parameters, posts: dict[str, date]) -> Iterator[tuple[str, tuple[date, date]]]:
    """The days on which the holder of each post that changes hands may leave, first and last."""
    plan, dates = parameters.staff, parameters.milestones
    for actor, starts in posts.items():
        if plan.weights.get(codebook.actor(actor).position):
            first = max(dates[plan.first_change], starts + timedelta(days=plan.least_stay_days))
            yield actor, (first, min(dates[plan.last_change], parameters.case.known_until))


def _rooms(parameters: Parameters, spans: dict[str, tuple[date, date]]) -> Iterator[tuple[str, int]]:
    for actor, (first, last) in spans.items():
        days = (last - first).days
        yield actor, 0 if days < 0 else 1 + days // _apart(parameters)


def _apart(parameters: Parameters) -> int:
    """Days between two departures from one post: the longest vacancy and the shortest stay."""
    return 7 * parameters.staff.vacancy_weeks[1] + parameters.staff.least_stay_days + 1


def _changes_per_post(parameters: Parameters, spans: dict[str, tuple[date, date]], draws: Draws) -> dict[str, int]:
    plan, rooms = parameters.staff, dict(_rooms(parameters, spans))
    counts = dict.fromkeys(rooms, 0)
    for change in range(plan.changes):
        # Each departure makes the next from the same post less likely, so that changes spread over the posts.
        weights = [
            plan.weights[codebook.actor(actor).position] / (1 + plan.spread * counts[actor]) if counts[actor] < rooms[actor] else 0.0
            for actor in rooms
        ]
        counts[list(rooms)[draws.pick(change, weights, "who leaves")]] += 1
    return counts


def _leaving_days(parameters: Parameters, actor: str, span: tuple[date, date], count: int, draws: Draws) -> list[date]:
    # Days drawn in what is left when the least distances are taken out, and those put back afterwards.
    first, last = span
    apart = _apart(parameters)
    free = (last - first).days - apart * (count - 1)
    drawn = np.sort(draws.whole(np.arange(count, dtype=np.int64), 0, max(free, 0), "leaves", actor)) if count else []
    return [first + timedelta(days=int(day) + apart * place) for place, day in enumerate(drawn)]


def _dealt(shares: dict[str, float], count: int, draws: Draws) -> list[str]:
    kinds = [kind for kind, number in largest_remainder(count, shares).items() for _ in range(number)]
    return [kinds[place] for place in draws.order(count, "handover")]
