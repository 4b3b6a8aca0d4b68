"""RQ2: who is reached through which channel, compared with who lives there?

A student divides the people heard by the people who live there, per channel and tenure, and compares with what the codebook
expects of that channel.
"""

from __future__ import annotations

import numpy as np

from course import codebook, reach
from course.synth.made import TENURES
from tests.research.editions import Edition, shipped, without_effects
from tests.research.estimates import Estimate


def follows_the_channels(edition: Edition) -> Estimate:
    """A score test: do the people heard through a channel have a tenure that it reaches better than chance would give?

    Within each case and channel the tenures of the people heard are compared with those of all residents; what is added up is
    the level (0 to 4) that the codebook gives each tenure for the channel, above its mean among residents.
    """
    seen = variance = people = 0.0
    for case in edition.as_cases():
        residents = case.population.set_index("group_code")["share"].astype(float)
        living = residents.loc[list(TENURES)].to_numpy() / residents.loc[list(TENURES)].sum()
        for channel in sorted(case.contributions["channel"].unique()):
            levels = np.array([codebook.reach(channel, tenure) for tenure in TENURES], dtype=float)
            heard = reach.who_was_heard(case, channel).set_index("group_code").loc[list(TENURES), "heard"].to_numpy(float)
            seen += float(heard @ (levels - living @ levels))
            variance += float(heard.sum() * (living @ (levels - living @ levels) ** 2))
            people += float(heard.sum())
    return Estimate(seen / people, float(np.sqrt(variance)) / people)


def test_each_channel_reaches_the_tenures_that_it_is_known_to_reach() -> None:
    assert follows_the_channels(shipped()).is_found(+1)


def test_that_is_not_found_where_every_channel_reaches_everybody_alike() -> None:
    assert not follows_the_channels(without_effects()).is_found(+1)


def test_share_of_each_group_has_a_lowest_and_a_highest_value() -> None:
    """The pitfall of this question: who said nothing about themselves still belongs somewhere."""
    for case in shipped().as_cases():
        heard = reach.who_was_heard(case)
        assert (heard["lowest"] < heard["highest"]).all()


def test_first_campaigns_reach_a_new_group_in_fewer_hours_than_later_ones() -> None:
    for case in shipped().as_cases():
        campaigns = reach.cost_of_new_groups(case)
        half = len(campaigns) // 2
        new = campaigns["new_groups"].map(len)
        assert new[:half].sum() > new[half:].sum()
        assert campaigns["hours"][:half].sum() / new[:half].sum() < campaigns["hours"][half:].sum() / max(new[half:].sum(), 0.5)
