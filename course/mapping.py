"""Placing contributions on decisions: how good is a placement, what is still within reach, what counts as accounted for.

A *placement* is the answer for one contribution: one to three decision codes in order of importance, or one reason
(N01–N16) why no decision here deals with it, or nothing yet. The reference of a case says per contribution and
decision how well they fit (3 exactly this, 2 defensible, 1 only touches it, 0 not) and for which part of the
contribution; the window says whether it was still possible on the day the contribution came in (model 2.4).
Nothing here knows a screen: the sentences are in :mod:`course.explain`, the boards in :mod:`course.boards`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from course import codebook, windows
from course.case import Case

Grade = Literal["good", "defensible", "no", "open"]
Answer = Sequence[str]

GRADES: tuple[Grade, ...] = ("good", "defensible", "no", "open")
ACCOUNTED: frozenset[Grade] = frozenset({"good", "defensible"})
MOST_DECISIONS = 3
IN_TIME = frozenset({"on_time", "tight"})

# One letter per part of a contribution says what a placement does for that part.
_STRENGTH = {"g": 3, "d": 2, "s": 1, "n": 0}

__all__ = [
    "ACCOUNTED", "GRADES", "MOST_DECISIONS", "Judgement", "Pair", "Verdict", "accounted", "best_attainable", "check",
    "combine", "judge", "pair", "pairs", "parts_of", "sample_answer", "verdict_on_reason",
]


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


@dataclass(frozen=True)
class Verdict:
    """A grade and the name of the sentence that says why the whole answer got it."""

    grade: Grade
    why: str


@dataclass(frozen=True)
class Judgement:
    """The verdict on the answer for one contribution."""

    contribution_id: str
    answer: tuple[str, ...]
    grade: Grade
    why: str


def is_reason(code: str) -> bool:
    """Is this a reason for *no decision here* rather than a decision code?"""
    return code.startswith("N")


@functools.lru_cache(maxsize=8)
def _reference(case: Case) -> tuple[dict[tuple[str, str], dict[int, int]], dict[tuple[str, str], int]]:
    """Fits by (contribution, decision code) and part, and by (contribution, reason)."""
    by_decision: dict[tuple[str, str], dict[int, int]] = {}
    by_reason: dict[tuple[str, str], int] = {}
    code_of = dict(zip(case.decisions["decision_id"], case.decisions["decision_code"], strict=True))
    for row in case.reference.placements.itertuples(index=False):
        if pd.isna(row.decision_id):
            by_reason[row.contribution_id, row.reason] = int(row.fit)
        else:
            by_decision.setdefault((row.contribution_id, code_of[row.decision_id]), {})[int(row.part)] = int(row.fit)
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
        part for (contribution, code), fits in _reference(case)[0].items() if contribution == contribution_id
        for part, fit in fits.items() if fit == 3 and _timing(case, code, received)[1] in IN_TIME)


def _timing(case: Case, decision_code: str, received_on: pd.Timestamp) -> tuple[str, windows.Timing]:
    """The decision of that day and what was still possible."""
    row = windows.row_for(case.decisions, decision_code, received_on)
    return str(row["decision_id"]), windows.timing(received_on, row["opens_on"], row["closes_on"], int(row["lead_weeks"]))


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
    by_part, parts = _reference(case)[0].get((contribution_id, decision_code), {}), parts_of(case, contribution_id)
    fits = tuple(by_part.get(part, 0) for part in parts)
    open_now = _open_now(case, contribution_id)
    letters = "".join(_letter(fit, timing, open_elsewhere=part in open_now) for part, fit in zip(parts, fits, strict=True))
    return Pair(contribution_id, decision_id, decision_code, timing, fits, letters)


def pairs(case: Case, contribution_id: str) -> tuple[Pair, ...]:
    """The pairs of one contribution with every decision code of the case, in the order of the decisions table."""
    return tuple(pair(case, contribution_id, code) for code in case.decisions["decision_code"].unique())


def combine(letters: Sequence[str]) -> Verdict:
    """The verdict on one to three placements together, from the letters of each, most important first.

    Every part of the contribution must lie somewhere; a placement that does nothing costs the full mark; so does
    putting the placement that decides behind one that does not.

    >>> combine(["g"])
    Verdict(grade='good', why='single')
    >>> combine(["gn", "ng"])
    Verdict(grade='good', why='both')
    >>> combine(["gn"])
    Verdict(grade='defensible', why='half')
    >>> combine(["g", "n"]).why
    'mixed'
    """
    best = ["".join(max(column, key=_STRENGTH.__getitem__)) for column in zip(*letters, strict=True)]
    placed = [_STRENGTH[letter] >= 2 for letter in best]
    if not any(placed):
        return Verdict("no", "single" if len(letters) == 1 else "side" if "s" in best else "none")
    if any(set(each) == {"n"} for each in letters):
        return Verdict("defensible", "mixed")
    if not all(placed):
        return Verdict("defensible", "half")
    if set(best) != {"g"}:
        return Verdict("defensible", "single" if len(letters) == 1 else "weak")
    if "g" not in letters[0]:
        return Verdict("defensible", "order")
    return Verdict("good", "single" if len(letters) == 1 else "both")


def _in_reach(case: Case, contribution_id: str) -> list[Pair]:
    return [p for p in pairs(case, contribution_id) if _STRENGTH[max(p.letters, key=_STRENGTH.__getitem__)] >= 2]


def verdict_on_reason(case: Case, contribution_id: str, reason: str) -> Verdict:
    """The verdict on *no decision here, because …*.

    The reference of the case speaks first. Where it is silent: *window closed* (N08) holds when every decision that
    deals with it was closed, *too little preparation time* (N09) when all that remains is tight, and *no reason
    recorded* (N16) never accounts for anything.

    Raises
    ------
    KeyError
        If the reason is not one of N01–N16; the message names near ones.
    """
    codebook.reason(reason)
    stated = _reference(case)[1].get((contribution_id, reason))
    if stated is not None:
        return Verdict({3: "good", 2: "defensible", 1: "defensible"}.get(stated, "no"), "stated")
    about = [p for p in pairs(case, contribution_id) if p.fit >= 2]
    reachable = _in_reach(case, contribution_id)
    if reason == "N08" and about and not reachable:
        return Verdict("defensible", "closed")
    if reason == "N09" and reachable and all(p.timing == "tight" for p in reachable):
        return Verdict("defensible", "tight")
    if reason == "N16":
        return Verdict("no", "unrecorded")
    return Verdict("no", "reachable" if reachable else "other_reason")


def judge(case: Case, contribution_id: str, answer: Answer) -> Judgement:
    """Judge the answer for one contribution.

    Parameters
    ----------
    answer
        Up to three decision codes in order of importance, or one reason N01–N16, or nothing.

    Raises
    ------
    ValueError
        If the answer mixes decisions and reasons, repeats one, or holds more than three.
    KeyError
        If a code or the contribution does not exist in this case.
    """
    given = check(answer)
    if not given:
        verdict = Verdict("open", "open")
    elif is_reason(given[0]):
        verdict = verdict_on_reason(case, contribution_id, given[0])
    else:
        verdict = combine([pair(case, contribution_id, code).letters for code in given])
    return Judgement(contribution_id, given, verdict.grade, verdict.why)


def check(answer: Answer) -> tuple[str, ...]:
    """The answer as a tuple, if it has a shape an answer can have; ValueError otherwise.

    >>> check(["D23", "D29"])
    ('D23', 'D29')
    """
    if isinstance(answer, str):
        raise ValueError(f"{answer!r} is one text; give a list of codes, such as [{answer!r}]")
    given = tuple(answer)
    if len(set(given)) < len(given):
        raise ValueError(f"{list(given)} names the same code twice; give each decision once")
    if any(map(is_reason, given)) and len(given) > 1:
        raise ValueError(f"{list(given)} mixes a reason with something else; give decisions, or one reason")
    if len(given) > MOST_DECISIONS:
        raise ValueError(f"{list(given)} holds {len(given)} decisions; at most {MOST_DECISIONS} fit (model 2.4 rule 9)")
    return given


def accounted(judgements: Iterable[Judgement]) -> int:
    """How many contributions are accounted for: placed well or defensibly."""
    return sum(j.grade in ACCOUNTED for j in judgements)


def sample_answer(case: Case, contribution_id: str) -> tuple[str, ...]:
    """One answer that the reference supports best: not the only one.

    Per part the decision with the strongest letter, then the higher fit, then the one that is hardest to reverse
    later (model 2.3): what closes for good is served first. A reason where that is stronger than any decision.
    """
    irreversible = case.decisions.drop_duplicates("decision_code").set_index("decision_code")["irreversibility"]
    candidates = pairs(case, contribution_id)
    chosen: list[Pair] = []
    for part in range(len(parts_of(case, contribution_id))):
        best = max(candidates, key=lambda p: (_STRENGTH[p.letters[part]], p.fits[part], irreversible[p.decision_code]))
        if _STRENGTH[best.letters[part]] >= 2 and best not in chosen:
            chosen.append(best)
    reasons = {code: fit for (contribution, code), fit in _reference(case)[1].items() if contribution == contribution_id}
    strongest = max(reasons, key=reasons.__getitem__, default=None)
    answer = tuple(p.decision_code for p in chosen)
    if strongest and reasons[strongest] == 3 and (not answer or judge(case, contribution_id, answer).grade != "good"):
        return (strongest,)
    if not answer and strongest and reasons[strongest] > 0:
        return (strongest,)
    return answer or ("N08",)


def best_attainable(case: Case, contribution_ids: Iterable[str]) -> int:
    """How many of these contributions can be accounted for at all."""
    return accounted(judge(case, c, sample_answer(case, c)) for c in contribution_ids)


def judge_all(case: Case, answers: Mapping[str, Answer]) -> pd.DataFrame:
    """Judge many answers at once.

    Returns
    -------
    DataFrame
        One row per contribution: ``contribution_id``, ``answer`` (tuple), ``grade``, ``why``.
    """
    return pd.DataFrame([judge(case, c, a) for c, a in answers.items()], columns=["contribution_id", "answer", "grade", "why"])
