"""RQ7: does feedback affect participation and trust in the next round?

A student follows the same people over two rounds: who heard something back before round 2 ended, who took part again, and how
their trust moved. Those who dropped out are not missing at random, so the trust of round 2 flatters.
"""

from __future__ import annotations

import pandas as pd

from tests.research import estimates
from tests.research.editions import Edition, shipped, without_effects


def two_rounds(edition: Edition) -> pd.DataFrame:
    """One row per member of the panel: `before`, `after` (missing for who dropped out), `stayed` and `heard`."""
    panel, key = edition["panel"], ["case_id", "contributor"]
    first = panel[panel["round"] == 1].set_index(key)["trust"].rename("before")
    second = panel[panel["round"] == 2].set_index(key).rename(columns={"trust": "after", "took_part": "stayed"})[["after", "stayed"]]
    campaigns = edition["campaigns"]
    last = campaigns[campaigns["round"] == 2].groupby("case_id")["ends_on"].max()
    told = edition["feedback"].merge(edition["contributions"][["contribution_id", "contributor"]], on="contribution_id")
    told = told[told["given_on"] <= told["case_id"].map(last)].groupby(key).size().rename("heard")
    rows = pd.concat([first, second], axis=1).join(told).reset_index()
    rows["heard"], rows["stayed"] = rows["heard"].notna(), rows["stayed"].astype(bool)
    return rows.assign(before=rows["before"].astype(float), after=rows["after"].astype(float))


def stays(edition: Edition) -> estimates.Estimate:
    rows = two_rounds(edition)
    return estimates.mean_within(rows["stayed"], rows["heard"], rows["case_id"])


def trusts_more(edition: Edition) -> estimates.Estimate:
    rows = two_rounds(edition).dropna(subset=["after"])
    return estimates.mean_within(rows["after"] - rows["before"], rows["heard"], rows["case_id"])


def trust_of_who_leaves(edition: Edition) -> estimates.Estimate:
    rows = two_rounds(edition)
    return estimates.mean_within(rows["before"], ~rows["stayed"], rows["case_id"])


def test_who_heard_something_back_takes_part_again_more_often() -> None:
    assert stays(shipped()).is_found(+1)


def test_who_heard_something_back_trusts_more_afterwards() -> None:
    assert trusts_more(shipped()).is_found(+1)


def test_neither_is_found_where_feedback_makes_no_difference() -> None:
    assert not stays(without_effects()).is_found(+1)
    assert not trusts_more(without_effects()).is_found(+1)


def test_who_drops_out_trusted_less_so_round_two_flatters() -> None:
    """The pitfall of this question: the mean of round 2 is of those who stayed."""
    assert trust_of_who_leaves(shipped()).is_found(-1)
    assert not trust_of_who_leaves(without_effects()).is_found(-1)
    rows = two_rounds(shipped())
    assert rows.loc[rows["stayed"], "before"].mean() > rows["before"].mean()
