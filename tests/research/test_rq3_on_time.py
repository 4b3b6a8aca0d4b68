"""RQ3: is being on time associated with effect, even at equal cost and policy fit?

A student runs a logistic regression of adopted (O1 or O2) on timing, with cost, conflict with policy and irreversibility held
equal. The generator contains this effect: what is to be found is its size, and its exceptions.
"""

from __future__ import annotations

import pytest

from course.synth.parameters import Parameters
from tests.research import estimates
from tests.research.editions import Edition, parameters_of, shipped, without_effects


def adoption(edition: Edition) -> dict[str, estimates.Estimate]:
    links = edition.linked()
    return estimates.logistic(links["adopted"], {
        **estimates.dummies(links["timing"], without="late"), "high cost": links["cost_class"] == "high",
        "conflicts with policy": links["conflicts_with_policy"].fillna(False), "irreversibility": links["irreversibility"] - 2,
    })  # fmt: skip


@pytest.mark.parametrize("timing", ["on_time", "early"])
def test_being_on_time_goes_with_adoption_at_equal_cost_and_policy(timing: str) -> None:
    assert adoption(shipped())[f"timing={timing}"].is_found(+1)


@pytest.mark.parametrize("timing", ["on_time", "early"])
def test_that_is_not_found_where_time_makes_no_difference(timing: str) -> None:
    assert not adoption(without_effects())[f"timing={timing}"].is_found(+1)


@pytest.mark.parametrize("held_equal", ["high cost", "conflicts with policy", "irreversibility"])
def test_what_is_held_equal_works_against_adoption(held_equal: str) -> None:
    assert adoption(shipped())[held_equal].is_found(-1)


def test_size_of_the_effect_is_that_of_the_parameter() -> None:
    planted: Parameters = parameters_of()[0]
    assert adoption(shipped())["timing=on_time"].holds(planted.outcome.on_time)


def test_some_are_on_time_and_not_adopted_and_some_late_and_adopted() -> None:
    links = shipped().linked()
    shares = links.groupby("timing")["adopted"].mean()
    assert 0 < shares["late"] < shares["on_time"] < 1
