"""Who lives there: everybody of 18 and over, with one tenure and a set of attributes that overlap (3.1)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from course.synth.draws import Draws
from course.synth.made import ATTRIBUTES, TENURES, People, Row
from course.synth.parameters import Parameters

__all__ = ["case_row", "largest_remainder", "people", "population_rows"]


def largest_remainder(total: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Whole numbers in proportion to the shares that add up to `total` exactly.

    >>> largest_remainder(10, {"a": 1, "b": 1, "c": 1})
    {'a': 4, 'b': 3, 'c': 3}
    """
    # Rounded first, so that a last bit never decides who gets the one that is left over.
    whole = sum(shares.values())
    exact = {name: round(total * share / whole, 9) for name, share in shares.items()}
    counts = {name: int(size) for name, size in exact.items()}
    by_remainder = sorted(exact, key=lambda name: counts[name] - exact[name])
    for name in by_remainder[: total - sum(counts.values())]:
        counts[name] += 1
    return counts


def people(parameters: Parameters) -> People:
    """Everybody who lives there.

    The number of persons per tenure and per attribute is exact. Attributes are dealt out independently of one another,
    apart from those that do not go together; nobody gets more than `most_attributes`, as far as the shares leave room.
    """
    plan, draws, count = parameters.population, Draws(parameters.case.seed), parameters.case.residents
    tenure = np.empty(count, dtype=np.int8)
    homes = largest_remainder(count, plan.tenure)
    tenure[draws.order(count, "tenure")] = np.repeat(
        np.arange(len(TENURES), dtype=np.int8), [homes.get(code, 0) for code in TENURES])
    attributes = np.zeros(count, dtype=np.uint8)
    held = np.zeros(count, dtype=np.int8)
    for place, code in enumerate(ATTRIBUTES):
        apart = [other for pair in plan.apart for other in pair.split("+") if code in pair.split("+") and other != code]
        closed = np.uint8(sum(1 << ATTRIBUTES.index(other) for other in apart))
        order = draws.order(count, "attribute", code)
        open_to = order[(attributes[order] & closed) == 0]
        full = held[open_to] >= plan.most_attributes
        # Those who have enough already come last: an exact share goes before the limit.
        chosen = np.concatenate([open_to[~full], open_to[full]])[: int(round(count * plan.attributes.get(code, 0), 6) + 0.5)]
        attributes[chosen] |= np.uint8(1 << place)
        held[chosen] += 1
    return People(tenure, attributes)


def population_rows(parameters: Parameters, residents: People) -> list[Row]:
    """The table `population`: how many persons in each group, and their share of all residents."""
    counts = {code: int(residents.has(code).sum()) for code in (*TENURES, *ATTRIBUTES)}
    return [
        {"case_id": parameters.case.case_id, "group_code": code, "persons": count, "share": round(count / len(residents), 4)}
        for code, count in counts.items()
    ]


def case_row(parameters: Parameters) -> Row:
    """The one row of the table `cases`."""
    case = parameters.case
    dates = {f"date_{code.lower()}": day for code, day in parameters.milestones.items()}
    return {
        "case_id": case.case_id, "name": case.name, "dwellings": case.dwellings, "building_period": case.building_period,
        "approach_route": case.approach_route, "heat_option": case.heat_option, **dates, "synthetic": True, "seed": case.seed,
    }  # fmt: skip
