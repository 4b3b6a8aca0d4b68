"""RQ1: where in the chain does input vanish, and is that accounted for?

A student counts per step how many contributions came so far (a funnel), and compares what was registered with what was not.
"""

from __future__ import annotations

import pandas as pd
import pytest

from course import chain
from tests.research import estimates
from tests.research.editions import Edition, shipped, without_effects


def on_the_chain(edition: Edition) -> pd.DataFrame:
    return pd.concat([chain.contributions_on_the_chain(case).assign(case_id=case.name) for case in edition.as_cases()], ignore_index=True)


def accounted_when_registered(edition: Edition) -> estimates.Estimate:
    """The share accounted for among registered contributions, less that among the others, within cases."""
    found = on_the_chain(edition)
    return estimates.mean_within(found["accounted"], found["registered"], found["case_id"])


def test_what_was_registered_is_accounted_for_more_often() -> None:
    assert accounted_when_registered(shipped()).is_found(+1)


def test_that_is_not_found_where_registering_makes_no_difference() -> None:
    assert not accounted_when_registered(without_effects()).is_found(+1)


def test_input_vanishes_at_every_step_and_most_where_it_is_weighed_and_written_down() -> None:
    lost = on_the_chain(shipped())["lost_at_step"].value_counts()
    assert set(lost.index) >= {"ST2", "ST4", "ST5", "ST6", "ST7"}
    assert set(lost.index[:2]) <= {"ST2", "ST6", "ST7"}


def test_the_step_agrees_with_what_was_planted() -> None:
    truth = shipped().truth["losses"].dropna(subset=["link_id"]).set_index("link_id")
    found = pd.concat([chain.where_lost(case) for case in shipped().as_cases()]).set_index("link_id")
    both = found.join(truth[["kept", "lost_at_step"]].rename(columns={"lost_at_step": "planted"}), how="inner")
    assert len(both) == len(truth)
    assert (both["accounted"] == both["kept"]).all()
    assert (both.loc[~both["accounted"], "lost_at_step"] == both.loc[~both["accounted"], "planted"]).all()


def test_vanished_is_not_the_same_as_blocked() -> None:
    """The pitfall of this question: much that was lost was never blocked by anybody."""
    found = on_the_chain(shipped())
    lost = found.loc[~found["accounted"], "contribution_id"]
    blocked = estimates.mean(shipped().acts().loc[lost].map(lambda codes: any(code.startswith("BL") for code in codes)))
    assert blocked.high < 0.8


@pytest.mark.parametrize("case", shipped().as_cases(), ids=lambda case: case.name)
def test_each_case_alone_shows_a_funnel_that_narrows(case: object) -> None:
    steps = chain.funnel(case)  # type: ignore[arg-type]
    assert steps["reached"].is_monotonic_decreasing
    assert steps["reached"].iloc[-1] < steps["reached"].iloc[0] / 2
