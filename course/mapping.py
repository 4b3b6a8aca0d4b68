"""Placing contributions on decisions: how good is a placement, what is still within reach, what counts as accounted for.

A *placement* is the answer for one contribution: one to three decision codes in order of importance, or one reason
(N01–N16) why no decision here deals with it, or nothing yet. What each decision could do is in :mod:`course.pairs`.
Nothing here knows a screen: the sentences are in :mod:`course.explain`, the boards in :mod:`course.boards`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from course import codebook
from course.case import Case
from course.pairs import STRENGTH, Pair, fits_of_reasons, pair, pairs, parts_of

Grade = Literal["good", "defensible", "no", "open"]
Answer = Sequence[str]

GRADES: tuple[Grade, ...] = ("good", "defensible", "no", "open")
ACCOUNTED: frozenset[Grade] = frozenset({"good", "defensible"})
MOST_DECISIONS = 3

__all__ = [
    "ACCOUNTED", "GRADES", "MOST_DECISIONS", "Judgement", "Pair", "Verdict", "accounted", "best_attainable", "check",
    "combine", "in_reach", "judge", "pair", "pairs", "parts_of", "sample_answer", "verdict_on_reason",
]


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
    best = ["".join(max(column, key=STRENGTH.__getitem__)) for column in zip(*letters, strict=True)]
    placed = [STRENGTH[letter] >= 2 for letter in best]
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


def in_reach(case: Case, contribution_id: str) -> list[Pair]:
    """The decisions that could still take up a contribution, or part of it, on the day it came in."""
    return [p for p in pairs(case, contribution_id) if STRENGTH[max(p.letters, key=STRENGTH.__getitem__)] >= 2]


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
    stated = fits_of_reasons(case, contribution_id).get(reason)
    if stated is not None:
        return Verdict({3: "good", 2: "defensible", 1: "defensible"}.get(stated, "no"), "stated")
    about = [p for p in pairs(case, contribution_id) if p.fit >= 2]
    reachable = in_reach(case, contribution_id)
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
        If the answer mixes decisions and reasons, repeats one, holds more than three, or is one text instead of a list.
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
        best = max(candidates, key=lambda p: (STRENGTH[p.letters[part]], p.fits[part], irreversible[p.decision_code]))
        if STRENGTH[best.letters[part]] >= 2 and best not in chosen:
            chosen.append(best)
    reasons = fits_of_reasons(case, contribution_id)
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
