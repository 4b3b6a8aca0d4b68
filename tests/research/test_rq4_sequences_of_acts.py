"""RQ4: which sequences of actions precede adoption or vanishing?

A student compares contributions with and without a sequence among like ones (same timing, same cost), with the odds ratio of
Mantel and Haenszel. A sequence says nothing about anybody's motive.
"""

from __future__ import annotations

import pandas as pd
import pytest

from tests.research import estimates
from tests.research.editions import Edition, shipped, without_effects


def acts_until(edition: Edition) -> pd.Series:
    """For each link the acts that could count for it, in order: on it or on its contribution, up to the day of the decision."""
    links = edition.linked()[["link_id", "contribution_id", "until"]]
    acts = edition["actions"].merge(links, on="contribution_id", suffixes=("_of_act", ""))
    counts = acts["link_id_of_act"].isna() | (acts["link_id_of_act"] == acts["link_id"])
    return acts[counts & (acts["acted_on"] <= acts["until"])].sort_values(["link_id", "sequence"]).groupby("link_id")["action_code"].agg(tuple)


def odds(edition: Edition, *sequence: str) -> estimates.Estimate:
    """The log odds of adoption when these acts came in this order, among links with the same timing and cost."""
    links, acts = edition.linked(), acts_until(edition).to_dict()
    exposed = links["link_id"].map(lambda link: has_in_order(acts.get(link, ()), sequence))
    return estimates.matched_odds(links["adopted"], exposed, [links["timing"], links["cost_class"]])


def has_in_order(codes: tuple[str, ...], sequence: tuple[str, ...]) -> bool:
    rest = iter(codes)
    return all(wanted in rest for wanted in sequence)


def test_order_matters_in_a_sequence() -> None:
    assert has_in_order(("BG01", "BL03", "BG07"), ("BG01", "BG07"))
    assert not has_in_order(("BG07", "BG01"), ("BG01", "BG07"))


@pytest.mark.parametrize("sequence", [("BG01",), ("BG01", "BG07")], ids="-".join)
def test_translating_goes_with_adoption_alone_and_when_an_ally_follows(sequence: tuple[str, ...]) -> None:
    assert odds(shipped(), *sequence).is_found(+1)


@pytest.mark.parametrize("sequence", [("BG01",), ("BG01", "BG07")], ids="-".join)
def test_that_is_not_found_where_no_act_makes_a_difference(sequence: tuple[str, ...]) -> None:
    assert not odds(without_effects(), *sequence).is_found(+1)


def test_contested_input_is_not_adopted_more_often() -> None:
    assert not odds(shipped(), "BL11").is_found(+1)
