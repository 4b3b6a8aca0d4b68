"""What each decision could do for each contribution: the fit of the reference weighed with the window of the day.

The reference of a case says per contribution and decision how well they fit (3 exactly this, 2 defensible, 1 only
touches it, 0 not) and for which part of the contribution; the window says whether it was still possible on the day
the contribution came in (model 2.4).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import pandas as pd

from course import windows
from course.case import Case

IN_TIME = frozenset({"on_time", "tight"})

# One letter per part of a contribution says what a placement does for that part.
STRENGTH = {"g": 3, "d": 2, "s": 1, "n": 0}

__all__ = ["IN_TIME", "STRENGTH", "Pair", "fits_of_reasons", "pair", "pairs", "parts_of"]


@dataclass(frozen=True)
class Pair:
    """What one decision could do for one contribution on the day it came in.

    `fits` holds the fit (0–3) per part, in the order of the parts; `letters` the same weighed with the timing:
    ``g`` good, ``d`` defensible, ``s`` only beside another placement, ``n`` nothing.
    """

    contribution_id: str
    decision_id: str
    decision_code: str
    timing: str
    fits: tuple[int, ...]
    letters: str

    @property
    def fit(self) -> int:
        return max(self.fits)


@functools.lru_cache(maxsize=8)
def _reference(case: Case) -> tuple[dict[str, dict[str, dict[int, int]]], dict[str, dict[str, int]]]:
    """By contribution: fits by decision code and part, and fits by reason."""
    by_decision: dict[str, dict[str, dict[int, int]]] = {}
    by_reason: dict[str, dict[str, int]] = {}
    code_of = dict(zip(case.decisions["decision_id"], case.decisions["decision_code"], strict=True))
    for row in case.reference.placements.itertuples(index=False):
        if pd.isna(row.decision_id):
            by_reason.setdefault(row.contribution_id, {})[row.reason] = int(row.fit)
        else:
            fits = by_decision.setdefault(row.contribution_id, {}).setdefault(code_of[row.decision_id], {})
            fits[int(row.part)] = int(row.fit)
    return by_decision, by_reason


@functools.lru_cache(maxsize=8)
def _parts(case: Case) -> dict[str, tuple[int, ...]]:
    grouped: dict[str, list[int]] = {}
    for row in case.reference.parts.itertuples(index=False):
        grouped.setdefault(row.contribution_id, []).append(int(row.part))
    return {contribution: tuple(sorted(parts)) for contribution, parts in grouped.items()}


def parts_of(case: Case, contribution_id: str) -> tuple[int, ...]:
    """The parts of a contribution that ask for a place of their own: ``(1,)`` or ``(1, 2)``."""
    return _parts(case).get(contribution_id, (1,))


def _letter(fit: int, timing: str, *, open_elsewhere: bool) -> str:
    if timing == "late" or fit == 0:
        return "n"
    if fit == 3:
        # Keeping input for a window that has yet to open is the best there is, unless another such window is open now.
        return "g" if timing in IN_TIME or not open_elsewhere else "d"
    return "d" if fit == 2 else "s"


@functools.lru_cache(maxsize=4096)
def _open_now(case: Case, contribution_id: str) -> frozenset[int]:
    """The parts of a contribution for which a decision about exactly this could still be taken in hand that day."""
    received = case.contribution(contribution_id)["received_on"]
    return frozenset(
        part for code, fits in _reference(case)[0].get(contribution_id, {}).items() for part, fit in fits.items()
        if fit == 3 and _timing(case, code, received)[1] in IN_TIME)


def _timing(case: Case, decision_code: str, received_on: pd.Timestamp) -> tuple[str, windows.Timing]:
    """The decision of that day and what was still possible."""
    rows = _rows(case, decision_code)
    row = rows[windows.place_in(received_on, [one.closes_on for one in rows])]
    return str(row.decision_id), windows.timing(received_on, row.opens_on, row.closes_on, int(row.lead_weeks))


@functools.lru_cache(maxsize=1024)
def _rows(case: Case, decision_code: str) -> tuple[Any, ...]:
    # As tuples, for `windows.row_for` searches and sorts the frame again for every contribution.
    return tuple(windows.rows_of(case.decisions, decision_code).itertuples(index=False))


@functools.lru_cache(maxsize=4096)
def pair(case: Case, contribution_id: str, decision_code: str) -> Pair:
    """What `decision_code` could do for a contribution, with the window of the day it came in.

    For a calendar decision the row of model 2.4 rule 4 is taken.

    Raises
    ------
    KeyError
        If the case has no such contribution or decision.
    """
    contribution = case.contribution(contribution_id)
    decision_id, timing = _timing(case, decision_code, contribution["received_on"])
    by_part, parts = _reference(case)[0].get(contribution_id, {}).get(decision_code, {}), parts_of(case, contribution_id)
    fits = tuple(by_part.get(part, 0) for part in parts)
    open_now = _open_now(case, contribution_id)
    letters = "".join(_letter(fit, timing, open_elsewhere=part in open_now) for part, fit in zip(parts, fits, strict=True))
    return Pair(contribution_id, decision_id, decision_code, timing, fits, letters)


@functools.lru_cache(maxsize=4096)
def pairs(case: Case, contribution_id: str) -> tuple[Pair, ...]:
    """The pairs of one contribution with every decision code of the case, in the order of the decisions table."""
    return tuple(pair(case, contribution_id, code) for code in case.decisions["decision_code"].unique())


def fits_of_reasons(case: Case, contribution_id: str) -> dict[str, int]:
    """How well each reason for *no decision here* fits a contribution, as far as the reference speaks of it."""
    return dict(_reference(case)[1].get(contribution_id, {}))
