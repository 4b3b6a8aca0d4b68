"""Where on the chain a contribution is, and where it was lost (model 3.5)."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

import course
from course import chain
from course.case import Case, names

MADE = sorted(name for name in names() if (Path(course.__file__).parents[1] / "datasets" / name / "truth").is_dir())


@pytest.fixture(scope="module")
def small() -> Case:
    return course.load("molenbeemd")


def changed(case: Case, contribution: str, *, registered: bool, acts: list[tuple[str, str]], outcome: str) -> Case:
    """The case with one contribution alone: its registration, its actions (step, trace) and the outcome of its only link."""
    row = case.contributions[case.contributions["contribution_id"] == contribution].copy()
    if not registered:
        row["registered_on"] = pd.NaT
    else:
        row["registered_on"] = row["received_on"]
    link = case.links.head(1).copy()
    link["contribution_id"], link["outcome"] = contribution, outcome
    actions = pd.concat([case.actions.head(1)] * len(acts), ignore_index=True) if acts else case.actions.head(0)
    if acts:
        actions["contribution_id"], actions["link_id"] = contribution, pd.NA
        actions["step"], actions["trace"] = [step for step, _ in acts], [trace for _, trace in acts]
    else:
        # A case must have some action to have traces at all: somebody else's.
        actions = case.actions.head(1)
    return dataclasses.replace(case, contributions=row, links=link, actions=actions)


@pytest.mark.parametrize("registered, acts, lost", [
    (False, [], "ST2"),
    (False, [("ST4", "none")], "ST2"),
    (True, [], "ST3"),
    (True, [("ST3", "note")], "ST4"),
    (True, [("ST4", "mail")], "ST5"),
    (True, [("ST4", "mail"), ("ST5", "none")], "ST5"),
    (False, [("ST4", "mail")], "ST5"),
    (True, [("ST6", "minutes"), ("ST3", "note")], "ST7"),
], ids=["never written down", "acted on without a trace", "only registered", "translated", "submitted, then silence",
        "weighed without a trace", "submitted, never registered", "in the minutes"])  # fmt: skip
def test_lost_at_the_step_after_the_last_trace(small: Case, registered: bool, acts: list[tuple[str, str]], lost: str) -> None:
    contribution = small.contributions["contribution_id"].iloc[-1]
    found = chain.contributions_on_the_chain(changed(small, contribution, registered=registered, acts=acts, outcome="O6"))
    assert found["lost_at_step"].tolist() == [lost]


@pytest.mark.parametrize("outcome, accounted", [("O1", True), ("O2", True), ("O3", True), ("O4", True), ("O5", False), ("O6", False)])
def test_only_four_outcomes_account_for_a_contribution(small: Case, outcome: str, accounted: bool) -> None:
    contribution = small.contributions["contribution_id"].iloc[-1]
    case = changed(small, contribution, registered=True, acts=[("ST4", "mail")], outcome=outcome)
    assert chain.contributions_on_the_chain(case)["accounted"].tolist() == [accounted]
    assert chain.accountability(case) == chain.Accountability(int(accounted), 1, 1, int(accounted))


@pytest.mark.parametrize("name", MADE)
def test_the_rules_find_every_loss_that_the_register_of_a_made_case_names(name: str) -> None:
    case = course.load(name)
    truth = pd.read_csv(case.folder / "truth" / "losses.csv", dtype="string").set_index("link_id")
    found = chain.where_lost(case).set_index("link_id")
    assert set(found.index) == set(truth.index)
    truth = truth.loc[found.index]
    assert found["accounted"].tolist() == truth["kept"].eq("true").tolist()
    assert found["lost_at_step"].fillna("").tolist() == truth["lost_at_step"].fillna("").tolist()


@pytest.mark.parametrize("name", MADE)
def test_nobody_falls_out_of_the_funnel_unseen(name: str) -> None:
    case = course.load(name)
    funnel, all_ = chain.funnel(case), len(case.contributions)
    count = chain.accountability(case)
    assert funnel["reached"].iloc[0] == all_
    assert funnel["reached"].is_monotonic_decreasing
    assert funnel["lost_here"].sum() == all_ - count.accounted
    assert (funnel["accounted"] <= funnel["reached"]).all()
    assert 0 < count.per_registered <= 1
    assert count.both <= count.accounted <= count.received


def test_a_case_without_actions_has_no_chain_to_show() -> None:
    merelhof = course.load("merelhof")
    assert not chain.has_traces(merelhof)
    with pytest.raises(ValueError, match="Merelhof has no links or no actions"):
        chain.funnel(merelhof)


def test_without_contributions_there_is_no_share() -> None:
    assert pd.isna(chain.Accountability(0, 0, 0, 0).per_registered)
    assert pd.isna(chain.Accountability(0, 0, 0, 0).per_received)
