"""Who was heard, compared with who lives there?

Contributors are counted, not contributions. What somebody did not say about themselves is unknown: it never counts as *does
not belong to the group* (RQ2). So every share has a lowest value, if none of the unknown belong, and a highest, if all do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from course import codebook

if TYPE_CHECKING:
    from course.case import Case

__all__ = ["cost_of_new_groups", "who_was_heard"]


def who_was_heard(case: Case, channel: str | None = None) -> pd.DataFrame:
    """Each group: its share of the residents, and its lowest and highest share of the people who were heard.

    Parameters
    ----------
    case
        The case; only its population and contributions count.
    channel
        K01–K18: only people heard through this channel. All channels if left out.

    Returns
    -------
    DataFrame
        One row per group of the population: ``group_code``, ``share_of_residents`` (0–1), ``heard`` (contributors who are
        known to belong), ``heard_unknown`` (contributors of whom it is not known), ``heard_in_all``, ``lowest`` and ``highest``
        (0–1; missing when nobody was heard).

    Raises
    ------
    KeyError
        If there is no such channel.

    >>> import course
    >>> heard = who_was_heard(course.load("molenbeemd"))
    >>> bool((heard["lowest"] <= heard["highest"]).all())
    True
    """
    if channel is not None:
        codebook.entry(channel, "channel")
    people = _people(case.contributions if channel is None else case.contributions[case.contributions["channel"].eq(channel).fillna(False).astype(bool)])
    rows = []
    for group in case.population.itertuples(index=False):
        known, unknown = _belonging(people, group.group_code)
        rows.append((group.group_code, float(group.share), known, unknown, len(people)))
    found = pd.DataFrame(rows, columns=["group_code", "share_of_residents", "heard", "heard_unknown", "heard_in_all"])
    everybody = found["heard_in_all"].where(found["heard_in_all"] > 0)
    return found.assign(lowest=found["heard"] / everybody, highest=(found["heard"] + found["heard_unknown"]) / everybody)


def cost_of_new_groups(case: Case) -> pd.DataFrame:
    """Each campaign in order of its first day: hours, people heard, groups heard for the first time, hours per new group.

    Returns
    -------
    DataFrame
        ``campaign_id``, ``channel``, ``starts_on``, ``hours``, ``heard`` (people), ``new_groups`` (codes, as a tuple; only
        groups somebody is known to belong to) and ``hours_per_new_group`` (missing when there is none).
    """
    seen: set[str] = set()
    rows = []
    for campaign in case.campaigns.sort_values(["starts_on", "campaign_id"]).itertuples(index=False):
        people = _people(case.contributions[case.contributions["campaign_id"].eq(campaign.campaign_id).fillna(False).astype(bool)])
        here = {code for code in case.population["group_code"] if _belonging(people, code)[0]}
        new = tuple(sorted(here - seen))
        seen |= here
        hours = float(campaign.hours)
        rows.append((campaign.campaign_id, campaign.channel, campaign.starts_on, hours, len(people), new, hours / len(new) if new else float("nan")))
    return pd.DataFrame(rows, columns=["campaign_id", "channel", "starts_on", "hours", "heard", "new_groups", "hours_per_new_group"])


def _people(contributions: pd.DataFrame) -> pd.DataFrame:
    """One row per contributor: tenure and everything they said about themselves. Without a pseudonym each is a person."""
    who = contributions["contributor"].astype("string").fillna(contributions["contribution_id"].astype("string"))
    frame = pd.DataFrame({"who": who, "tenure": contributions["tenure"].astype("string"), "attributes": contributions["attributes"]})
    return frame.groupby("who", sort=True).agg(tenure=("tenure", "first"), attributes=("attributes", lambda all_: frozenset().union(*all_))).reset_index()


def _belonging(people: pd.DataFrame, group: str) -> tuple[int, int]:
    """How many are known to belong, and of how many it is not known."""
    if codebook.group(group).kind == "tenure":
        return int(people["tenure"].eq(group).fillna(False).sum()), int(people["tenure"].isna().sum())
    known = people["attributes"].map(lambda said: group in said)
    silent = people["attributes"].map(lambda said: not said)
    return int(known.sum()), int(silent.sum())
