"""RQ7: does feedback affect participation and trust in the next round?

A student follows the same people over two rounds: who heard something back before round 2 ended, who took part again, how
their trust moved, and whether a stated reason and clear words made a difference. Those who dropped out are not missing at
random, so the trust of round 2 flatters.
"""

from __future__ import annotations

import pandas as pd

from tests.research import estimates
from tests.research.editions import Edition, shipped, without_effects

FAIR = 3
"""The middle of the five levels of clarity."""


def two_rounds(edition: Edition) -> pd.DataFrame:
    """One row per member of the panel: `before`, `after` (missing for who dropped out), `stayed` and `heard`; with `reason`, `clarity` of what they heard."""
    panel, key = edition["panel"], ["case_id", "contributor"]
    first = panel[panel["round"] == 1].set_index(key)["trust"].rename("before")
    second = panel[panel["round"] == 2].set_index(key).rename(columns={"trust": "after", "took_part": "stayed"})[["after", "stayed"]]
    campaigns = edition["campaigns"]
    last = campaigns[campaigns["round"] == 2].groupby("case_id")["ends_on"].max()
    told = edition["feedback"].merge(edition["contributions"][["contribution_id", "contributor"]], on="contribution_id")
    told = told[told["given_on"] <= told["case_id"].map(last)].groupby(key).agg(
        heard=("given_on", "size"), reason=("states_reason", "any"), clarity=("clarity", "max"))
    rows = pd.concat([first, second], axis=1).join(told).reset_index()
    rows["heard"], rows["stayed"] = rows["heard"].notna(), rows["stayed"].astype(bool)
    return rows.assign(before=rows["before"].astype(float), after=rows["after"].astype(float))


def stays(edition: Edition) -> estimates.Estimate:
    rows = two_rounds(edition)
    return estimates.mean_within(rows["stayed"], rows["heard"], rows["case_id"])


def trusts_more(edition: Edition) -> estimates.Estimate:
    rows = two_rounds(edition).dropna(subset=["after"])
    return estimates.mean_within(rows["after"] - rows["before"], rows["heard"], rows["case_id"])


def gains(edition: Edition) -> pd.DataFrame:
    """Who heard something back and took part again, with what they gained in trust."""
    rows = two_rounds(edition)
    rows = rows[rows["heard"]].dropna(subset=["after"])
    return rows.assign(gain=rows["after"] - rows["before"], reason=rows["reason"].astype(bool))


def reason_helps(edition: Edition) -> estimates.Estimate:
    """Compared with others who trusted as much before, since nobody trusts more than 5."""
    rows = gains(edition)
    return estimates.mean_within(rows["gain"], rows["reason"], rows["before"])


def clear_words_help(edition: Edition) -> estimates.Estimate:
    rows = gains(edition).dropna(subset=["clarity"])
    return estimates.mean_within(rows["gain"], rows["clarity"] > FAIR, rows["before"])


def trust_of_who_leaves(edition: Edition) -> estimates.Estimate:
    rows = two_rounds(edition)
    return estimates.mean_within(rows["before"], ~rows["stayed"], rows["case_id"])


def test_who_heard_something_back_takes_part_again_more_often() -> None:
    assert stays(shipped()).is_found(+1)


def test_who_heard_something_back_trusts_more_afterwards() -> None:
    assert trusts_more(shipped()).is_found(+1)


def test_who_heard_the_reason_trusts_more_than_who_only_heard_something() -> None:
    assert reason_helps(shipped()).is_found(+1)


def test_who_understood_it_well_trusts_more() -> None:
    assert clear_words_help(shipped()).is_found(+1)


def test_none_of_it_is_found_where_feedback_makes_no_difference() -> None:
    assert not stays(without_effects()).is_found(+1)
    for question in (trusts_more, reason_helps, clear_words_help):
        assert not question(without_effects()).is_found(+1)


def test_who_drops_out_trusted_less_so_round_two_flatters() -> None:
    """The pitfall of this question: the mean of round 2 is of those who stayed."""
    assert trust_of_who_leaves(shipped()).is_found(-1)
    assert not trust_of_who_leaves(without_effects()).is_found(-1)
    rows = two_rounds(shipped())
    assert rows.loc[rows["stayed"], "before"].mean() > rows["before"].mean()
