"""Where on the chain from input to decision is a contribution, and where was it lost?

The rules of the model, section 3.5: ST1 (eliciting) to ST9 (feeding back). The last trace of a contribution is the highest
step among its actions with a trace; a date of registration is a trace at ST2. A contribution without an accountable outcome
(O1–O4) on any link was lost at the step after its last trace. Vanished is not the same as blocked: where something was lost
says nothing about anybody's intention (RQ1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from course import codebook

if TYPE_CHECKING:
    from course.case import Case

ACCOUNTABLE = ("O1", "O2", "O3", "O4")
"""Outcomes that somebody can be told: adopted, in part, passed on with owner and date, or not adopted with a reason."""
WEIGHED = "ST6"
"""From this step on a trace without a link says something about a contribution only if it has one link (4.6 rule 4)."""

__all__ = ["ACCOUNTABLE", "Accountability", "accountability", "contributions_on_the_chain", "funnel", "has_traces", "steps", "where_lost"]


@dataclass(frozen=True)
class Accountability:
    """How many contributions can be accounted for.

    Attributes
    ----------
    accounted, registered, received
        Contributions with at least one link O1–O4; with a date of registration; all of them.
    both
        Registered and accounted for. Somebody may have answered what was never registered, so this can be less than `accounted`.
    """

    accounted: int
    registered: int
    received: int
    both: int

    @property
    def per_registered(self) -> float:
        """What was registered: the share that can be accounted for, 0–1; NaN when nothing was registered."""
        return self.both / self.registered if self.registered else float("nan")

    @property
    def per_received(self) -> float:
        """`accounted` as a share of everything that came in, 0–1; NaN when nothing did."""
        return self.accounted / self.received if self.received else float("nan")


def steps() -> list[str]:
    """ST1 to ST9, in the order of the chain.

    >>> steps()[0], steps()[-1]
    ('ST1', 'ST9')
    """
    return [entry.code for entry in codebook.family("step")]


def has_traces(case: Case) -> bool:
    """Does this case tell what happened to its contributions after they came in? A lesson case may not."""
    return not case.actions.empty and not case.links.empty


def where_lost(case: Case) -> pd.DataFrame:
    """Every link: was it accounted for, how far does its trace go, and at which step was it lost?

    Parameters
    ----------
    case
        A case with links and actions.

    Returns
    -------
    DataFrame
        One row per link: ``contribution_id``, ``link_id``, ``outcome``, ``accounted`` (O1–O4), ``last_trace`` (ST1 when nothing
        was written down) and ``lost_at_step`` (missing when accounted for).

    Raises
    ------
    ValueError
        If the case has no links or no actions.

    >>> import course
    >>> lost = where_lost(course.load("molenbeemd"))
    >>> bool(lost.loc[lost["accounted"], "lost_at_step"].isna().all())
    True
    """
    _need_traces(case)
    order = steps()
    links = case.links[["contribution_id", "link_id", "outcome"]].copy()
    alone = links.groupby("contribution_id")["link_id"].transform("size").eq(1)
    traces = _traces(case)
    pairs = links.assign(alone=alone).merge(traces, on="contribution_id", suffixes=("", "_act"))
    counts = pairs["link_id_act"].eq(pairs["link_id"]) | (pairs["link_id_act"].isna() & (pairs["alone"] | pairs["place"].lt(order.index(WEIGHED))))
    furthest = pairs[counts.fillna(False).astype(bool)].groupby("link_id")["place"].max()
    place = links["link_id"].map(furthest).fillna(0).astype(int)
    links["accounted"] = links["outcome"].isin(ACCOUNTABLE).astype(bool)
    links["last_trace"] = [order[i] for i in place]
    after = pd.Series([order[min(i + 1, len(order) - 1)] for i in place], index=links.index, dtype="string")
    links["lost_at_step"] = after.mask(links["accounted"])
    return links.reset_index(drop=True)


def contributions_on_the_chain(case: Case) -> pd.DataFrame:
    """Every contribution: accounted for, its last trace, and the step at which it was lost.

    A contribution with several links counts as accounted for when one of them is. Otherwise it was lost where the link that
    came furthest was lost. One without any link was lost after its own last trace.

    Returns
    -------
    DataFrame
        One row per contribution: ``contribution_id``, ``registered``, ``accounted``, ``last_trace``, ``lost_at_step``.
    """
    order, lost = steps(), where_lost(case)
    place = {step: i for i, step in enumerate(order)}
    own = _traces(case).groupby("contribution_id")["place"].max()
    by_link = lost.assign(place=lost["last_trace"].map(place)).groupby("contribution_id").agg(accounted=("accounted", "any"), place=("place", "max"))
    found = case.contributions[["contribution_id"]].copy()
    found["registered"] = case.contributions["registered_on"].notna().astype(bool)
    found["accounted"] = found["contribution_id"].map(by_link["accounted"]).fillna(False).astype(bool)
    linked = found["contribution_id"].map(by_link["place"])
    at = linked.fillna(found["contribution_id"].map(own)).fillna(0).astype(int)
    found["last_trace"] = [order[i] for i in at]
    after = pd.Series([order[min(i + 1, len(order) - 1)] for i in at], index=found.index, dtype="string")
    found["lost_at_step"] = after.mask(found["accounted"])
    return found.reset_index(drop=True)


def funnel(case: Case) -> pd.DataFrame:
    """How many contributions came as far as each step, and how many were lost there.

    Returns
    -------
    DataFrame
        Nine rows: ``step``; ``reached`` (contributions whose last trace is this step or a later one; at ST1 all of them),
        ``accounted`` (those among them with an outcome O1–O4) and ``lost_here`` (not accounted for, and this is the first
        step without a trace). ``lost_here`` adds up to all contributions that were not accounted for.

    >>> import course
    >>> made = funnel(course.load("molenbeemd"))
    >>> bool(made["reached"].is_monotonic_decreasing)
    True
    """
    order, found = steps(), contributions_on_the_chain(case)
    at = found["last_trace"].map({step: i for i, step in enumerate(order)})
    rows = [(step, int(at.ge(i).sum()), int((at.ge(i) & found["accounted"]).sum()), int(found["lost_at_step"].eq(step).fillna(False).sum()))
            for i, step in enumerate(order)]
    return pd.DataFrame(rows, columns=["step", "reached", "accounted", "lost_here"])


def accountability(case: Case) -> Accountability:
    """How many contributions can be accounted for, beside what was registered and beside all that came in (3.5)."""
    found = contributions_on_the_chain(case)
    return Accountability(int(found["accounted"].sum()), int(found["registered"].sum()), len(found), int((found["registered"] & found["accounted"]).sum()))


def _traces(case: Case) -> pd.DataFrame:
    """Contribution, link (missing: none) and place on the chain of everything that was written down."""
    place = {step: i for i, step in enumerate(steps())}
    actions = case.actions[case.actions["trace"].ne("none").fillna(False).astype(bool)]
    written = pd.DataFrame({"contribution_id": actions["contribution_id"], "link_id": actions["link_id"], "place": actions["step"].map(place).astype(int)})
    noted = case.contributions.loc[case.contributions["registered_on"].notna(), ["contribution_id"]]
    return pd.concat([written, noted.assign(link_id=pd.NA, place=place["ST2"])], ignore_index=True)


def _need_traces(case: Case) -> None:
    if not has_traces(case):
        raise ValueError(f"the case {case.name} has no links or no actions, so nobody can tell how far a contribution came; take a made case, such as molenbeemd")
