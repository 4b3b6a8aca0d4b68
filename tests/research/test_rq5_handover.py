"""RQ5: what happens to commitments at staff change, with and without warm handover?

A student takes every link whose file changed hands before the decision, and compares what was kept (O1 to O4) by the kind of
handover, within cases. There are few changes per case, so the three cases are pooled.
"""

from __future__ import annotations

import pandas as pd
import pytest

from course.chain import ACCOUNTABLE
from tests.research import estimates
from tests.research.editions import Edition, shipped, without_effects


def changed_hands(edition: Edition) -> pd.DataFrame:
    """Links with `handover`: the poorest handover by somebody who acted for it or owned the decision, or `stayed`; and `kept`."""
    links, actors = edition.linked(), edition["actors"]
    acted = edition["actions"].merge(actors[["actor_id", "actor_code"]], on="actor_id").groupby("contribution_id")["actor_code"].agg(set)
    left = actors[actors["filled_to"].notna() & actors["handover_type"].notna()]
    found = []
    for link in links.itertuples():
        posts = {*acted.get(link.contribution_id, ()), link.owner}
        gone = left[(left["case_id"] == link.case_id) & left["actor_code"].isin(posts)
                    & (left["filled_to"] > link.received_on) & (left["filled_to"] <= link.until)]  # fmt: skip
        kinds = set(gone["handover_type"])
        found.append(next((kind for kind in ("none", "document", "warm") if kind in kinds), "stayed"))
    return links.assign(handover=found, kept=links["outcome"].isin(ACCOUNTABLE), commitment=links["commitment"].fillna(False).astype(bool))


def kept(rows: pd.DataFrame, kind: str, other: str) -> estimates.Estimate:
    """The share kept after one kind of handover, less that after another, within cases."""
    both = rows[rows["handover"].isin([kind, other])]
    return estimates.mean_within(both["kept"], both["handover"] == kind, both["case_id"])


@pytest.mark.parametrize("other", ["warm", "document"])
def test_less_is_kept_without_handover_than_with_one(other: str) -> None:
    assert kept(changed_hands(shipped()), "none", other).is_found(-1)


@pytest.mark.parametrize("other", ["warm", "document"])
def test_that_is_not_found_where_handover_makes_no_difference(other: str) -> None:
    assert not kept(changed_hands(without_effects()), "none", other).is_found(-1)


def test_less_is_kept_after_a_document_than_after_a_warm_handover() -> None:
    assert kept(changed_hands(shipped()), "document", "warm").is_found(-1)
    assert not kept(changed_hands(without_effects()), "document", "warm").is_found(-1)


def test_commitments_are_lost_too() -> None:
    """The question itself: what was promised, with and without a warm handover."""
    rows = changed_hands(shipped())
    assert kept(rows[rows["commitment"]], "none", "warm").is_found(-1)


def test_there_are_staff_changes_enough_to_compare() -> None:
    actors = shipped()["actors"]
    assert actors["handover_type"].notna().sum() >= 30
    assert set(actors["handover_type"].dropna()) == {"none", "document", "warm"}
