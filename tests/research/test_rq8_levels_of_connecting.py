"""RQ8: when does coordination, piggy-backing or linkage succeed, and does it differ by approach route?

A student compares cases of both routes: how often the level that was intended was reached. With a handful of cases this
describes; it proves no cause (P31-07).
"""

from __future__ import annotations

import pandas as pd

from course import codebook
from tests.research import estimates
from tests.research.editions import Edition, shipped, without_effects

ORDER = {entry.code: place for place, entry in enumerate(codebook.family("linkage"))}


def intended(edition: Edition) -> pd.DataFrame:
    """Links with an intended level above none: `route`, and whether that level or a higher one was `reached`."""
    links = edition.linked().merge(edition["cases"][["case_id", "approach_route"]], on="case_id").rename(columns={"approach_route": "route"})
    links = links[links["linkage_intended"].notna() & (links["linkage_intended"] != "none")]
    return links.assign(reached=links["linkage_achieved"].map(ORDER) >= links["linkage_intended"].map(ORDER))


def route_b_above_a(edition: Edition) -> estimates.Estimate:
    links = intended(edition)
    reached = {route: estimates.mean(rows["reached"]) for route, rows in links.groupby("route")}
    return reached["B"] - reached["A"]


def test_intended_level_is_reached_more_often_on_route_b() -> None:
    assert route_b_above_a(shipped()).is_found(+1)


def test_that_is_not_found_where_the_route_makes_no_difference() -> None:
    assert not route_b_above_a(without_effects()).is_found(+1)


def test_both_routes_are_in_the_edition_and_every_level_was_intended() -> None:
    links = intended(shipped())
    assert set(links["route"]) == {"A", "B"}
    assert set(links["linkage_intended"]) == set(ORDER) - {"none"}
