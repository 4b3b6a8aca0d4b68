"""Who was heard, compared with who lives there."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

import course
from course import reach
from course.case import Case


@pytest.fixture(scope="module")
def case() -> Case:
    return course.load("molenbeemd")


def with_people(case: Case, people: list[tuple[str | None, str | None, tuple[str, ...]]]) -> Case:
    """The case with these contributions: pseudonym, tenure, what they said about themselves."""
    rows = pd.concat([case.contributions.head(1)] * len(people), ignore_index=True)
    rows["contribution_id"] = [f"X-{n}" for n in range(len(people))]
    rows["contributor"] = pd.array([who for who, _, _ in people], dtype="string")
    rows["tenure"] = pd.array([tenure for _, tenure, _ in people], dtype="string")
    rows["attributes"] = [said for _, _, said in people]
    return dataclasses.replace(case, contributions=rows)


def of(frame: pd.DataFrame, group: str) -> pd.Series:
    return frame.set_index("group_code").loc[group]


def test_people_are_counted_and_not_what_they_said(case: Case) -> None:
    heard = reach.who_was_heard(with_people(case, [("p1", "G01", ()), ("p1", "G01", ("G05",)), ("p2", "G03", ())]))
    assert of(heard, "G01")["heard"] == 1
    assert of(heard, "G01")["heard_in_all"] == 2
    assert of(heard, "G05")["heard"] == 1


def test_whoever_said_nothing_may_belong_to_every_group(case: Case) -> None:
    heard = reach.who_was_heard(with_people(case, [("p1", "G01", ("G05",)), ("p2", None, ())]))
    assert (of(heard, "G01")["lowest"], of(heard, "G01")["highest"]) == (0.5, 1.0)
    assert (of(heard, "G03")["lowest"], of(heard, "G03")["highest"]) == (0.0, 0.5)
    assert (of(heard, "G10")["lowest"], of(heard, "G10")["highest"]) == (0.0, 0.5)


def test_somebody_without_a_pseudonym_is_a_person(case: Case) -> None:
    assert of(reach.who_was_heard(with_people(case, [(None, "G01", ()), (None, "G01", ())])), "G01")["heard"] == 2


def test_a_channel_through_which_nobody_was_heard_has_no_shares(case: Case) -> None:
    nobody = dataclasses.replace(case, contributions=case.contributions.head(0))
    heard = reach.who_was_heard(nobody, "K01")
    assert heard["heard_in_all"].eq(0).all()
    assert heard["lowest"].isna().all()


def test_an_unknown_channel_is_refused(case: Case) -> None:
    with pytest.raises(KeyError, match="K99"):
        reach.who_was_heard(case, "K99")


def test_the_channels_together_hear_no_more_people_than_there_are(case: Case) -> None:
    whole = of(reach.who_was_heard(case), "G01")["heard_in_all"]
    parts = [of(reach.who_was_heard(case, channel), "G01")["heard_in_all"] for channel in case.contributions["channel"].unique()]
    assert max(parts) <= whole <= sum(parts)


def test_a_group_is_new_only_the_first_time(case: Case) -> None:
    cost = reach.cost_of_new_groups(case)
    named = [group for groups in cost["new_groups"] for group in groups]
    assert len(named) == len(set(named))
    assert named
    assert cost["starts_on"].is_monotonic_increasing
    assert cost.loc[cost["new_groups"].map(len) == 0, "hours_per_new_group"].isna().all()


def test_hours_are_shared_by_the_groups_they_reached_first(case: Case) -> None:
    first = case.campaigns.sort_values("starts_on").head(1).copy()
    first["hours"] = pd.array([12.0], dtype="Float64")
    people = with_people(case, [("p1", "G01", ("G05", "G08"))])
    people.contributions["campaign_id"] = first["campaign_id"].iloc[0]
    row = reach.cost_of_new_groups(dataclasses.replace(people, campaigns=first)).iloc[0]
    assert row["new_groups"] == ("G01", "G05", "G08")
    assert row["hours_per_new_group"] == pytest.approx(4.0)
    assert isinstance(row["starts_on"], dt.datetime)
