"""RQ6: do participation and back-office professionals read the same input differently?

A student computes Krippendorff's alpha within each role and over both, before and after discussion, with an interval by
redrawing the items; and looks at what kind of disagreement the coders named. With few items an interval is wide: cases are
pooled, each with coders and items of its own.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from course import agreement
from tests.research.editions import Edition, shipped, without_effects
from tests.research.estimates import Estimate

VARIABLES = ("theme", "decision")
SEED, RESAMPLES = 20260101, 400


def codings(edition: Edition, case_id: str, variable: str, coding_round: int) -> pd.DataFrame:
    rows = edition.case(case_id)["codings"]
    return rows[(rows["variable"] == variable) & (rows["coding_round"] == coding_round)]


def drawn(rows: pd.DataFrame) -> np.ndarray:
    """Alpha for redrawn items; the same seed draws the same items, so that differences can be taken."""
    return agreement.resampled(agreement.count_codings(rows), seed=SEED, resamples=RESAMPLES)


def within_above_across(edition: Edition) -> Estimate:
    """Alpha within the roles (their mean), less alpha over everybody: mean over cases and variables, first round."""
    found = []
    for case_id in edition["cases"]["case_id"]:
        for variable in VARIABLES:
            rows = codings(edition, case_id, variable, 1)
            within = [drawn(rows[rows["role"] == role]) for role in ("participation", "back_office")]
            found.append(np.nanmean(within, axis=0) - drawn(rows))
    return _mean_of(found)


def after_above_before(edition: Edition) -> Estimate:
    """Alpha over everybody after discussion, less the same before."""
    found = [drawn(codings(edition, case_id, variable, 2)) - drawn(codings(edition, case_id, variable, 1))
             for case_id in edition["cases"]["case_id"] for variable in VARIABLES]  # fmt: skip
    return _mean_of(found)


def _mean_of(found: list[np.ndarray]) -> Estimate:
    values = np.array([np.nanmean(one) for one in found])
    errors = np.array([np.nanstd(one) for one in found])
    # The two variables of a case share their items, so their errors are not taken to cancel.
    cases = errors.reshape(-1, len(VARIABLES)).mean(axis=1)
    return Estimate(float(values.mean()), float(np.sqrt((cases**2).sum()) / len(cases)))


def test_roles_agree_more_within_than_across() -> None:
    assert within_above_across(shipped()).is_found(+1)


def test_that_is_not_found_where_roles_read_alike() -> None:
    assert not within_above_across(without_effects()).is_found(+1)


def test_discussion_brings_codes_closer() -> None:
    assert after_above_before(shipped()).is_found(+1)


@pytest.mark.parametrize("case_id", shipped()["cases"]["case_id"])
def test_items_planted_to_split_the_roles_are_where_roles_differ(case_id: str) -> None:
    edition = shipped().case(case_id)
    planted = edition.truth["disagreements"].query("split_by_role")
    split = {(row.contribution_id, variable) for row in planted.itertuples() for variable in row.variables.split("|")}
    rows = edition["codings"].query("coding_round == 1")
    most = rows.groupby(["contribution_id", "variable", "role"])["code"].agg(lambda codes: codes.mode().iloc[0]).unstack()
    differs = most["participation"] != most["back_office"]
    assert split
    assert differs.loc[sorted(split)].mean() > differs.drop(sorted(split)).mean() + 0.2


def test_coders_name_every_type_of_disagreement() -> None:
    planted = set(shipped().truth["disagreements"]["disagreement_type"].dropna())
    named = shipped()["codings"].query("variable == 'disagreement_type'")["code"].dropna()
    assert planted == {f"DT{number}" for number in range(1, 7)}
    assert planted <= set(named)
