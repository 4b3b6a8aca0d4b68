"""The answer key of a board: per card one answer with its reasons, what else can be defended, and what does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from course import codebook, explain, mapping
from course.case import Case
from course.i18n import Language, t
from course.i18n.dates import day

MOST_OTHERS = 3
NOTICES = ("late", "tight", "early", "two", "nowhere")

__all__ = ["Choice", "KeyCard", "answer_key", "received"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision or reason, and the sentences that say why it holds or not."""

    code: str
    name: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyCard:
    """What the key says about one card.

    Attributes
    ----------
    grade
        Of the sample answer: ``good`` or ``defensible``.
    sample
        The sample answer, most important first.
    others
        Other single answers that can be defended; at most three.
    wrong
        The answer that looks right and does not hold.
    notices
        What makes the card special, as words on the page.
    """

    contribution_id: str
    number: int
    text: str
    received: str
    asks: str
    grade: str
    sample: tuple[Choice, ...]
    others: tuple[Choice, ...]
    wrong: Choice
    notices: tuple[str, ...]


def answer_key(case: Case, contribution_ids: Sequence[str], lang: Language) -> tuple[KeyCard, ...]:
    """The key of a board with these cards, in their order.

    Raises
    ------
    KeyError
        If the case has no such contribution.
    """
    return tuple(_card(case, contribution_id, number, lang) for number, contribution_id in enumerate(contribution_ids, 1))


def _card(case: Case, contribution_id: str, number: int, lang: Language) -> KeyCard:
    said = case.contribution(contribution_id)
    answer = mapping.sample_answer(case, contribution_id)
    asks = case.reference.parts[case.reference.parts["contribution_id"] == contribution_id].sort_values("part")[f"asks_{lang}"]
    return KeyCard(
        contribution_id, number, str(said[f"text_{lang}"]), received(said, lang), t("explain.and", lang).join(asks),
        mapping.judge(case, contribution_id, answer).grade, tuple(_choice(case, contribution_id, code, lang) for code in answer),
        tuple(_choice(case, contribution_id, code, lang) for code in _others(case, contribution_id, answer)),
        _choice(case, contribution_id, _wrong(case, contribution_id), lang),
        tuple(t(f"classroom.key.{notice}", lang) for notice in _notices(case, contribution_id, answer)),
    )  # fmt: skip


def received(said: pd.Series, lang: Language) -> str:
    """Through which channel a contribution came in, when, and from whom as far as they told."""
    known = [] if pd.isna(said["tenure"]) else [said["tenure"]]
    who = ", ".join(codebook.group(code).singular(lang) for code in [*known, *said["attributes"]])
    key = "classroom.key.received_who" if who else "classroom.key.received"
    return t(key, lang, channel=codebook.label(said["channel"], lang), day=day(said["received_on"], lang), who=who)


def _choice(case: Case, contribution_id: str, code: str, lang: Language) -> Choice:
    if mapping.is_reason(code):
        told = explain.explain_reason(case, contribution_id, code, lang)
        reason = codebook.label(code, lang)
        return Choice(code, t("classroom.key.no_decision", lang, reason=reason), (told.say, *(p.text for p in told.points if p.question == "check")))
    decision = codebook.decision(code)
    owner = codebook.label(codebook.owner_group(decision.decides), lang, "owner_group")
    points = {point.question: point.text for point in explain.explain(case, contribution_id, code, lang).points}
    name = t("classroom.key.owner", lang, decision=decision.short(lang), owner=owner)
    return Choice(code, name, (points["fit"], points["time"]))


def _others(case: Case, contribution_id: str, answer: Sequence[str]) -> Iterator[str]:
    """Other single answers that account for the card, the strongest first."""
    found = [(p.decision_code, mapping.combine([p.letters]).grade, p.fit) for p in mapping.pairs(case, contribution_id)]
    reasons = [(entry.code, mapping.verdict_on_reason(case, contribution_id, entry.code).grade, 0) for entry in codebook.family("reason")]
    holding = [one for one in [*found, *reasons] if one[1] in mapping.ACCOUNTED and one[0] not in answer]
    holding.sort(key=lambda one: (mapping.GRADES.index(one[1]), -one[2]))
    return iter([code for code, _, _ in holding[:MOST_OTHERS]])


def _wrong(case: Case, contribution_id: str) -> str:
    """What a class is likely to choose and cannot hold: the closed decision, then the one that only looks right."""
    pairs = mapping.pairs(case, contribution_id)
    no = {p.decision_code: p for p in pairs if mapping.combine([p.letters]).grade == "no"}
    closed = max((p for p in no.values() if p.timing == "late" and p.fit >= 2), key=lambda p: p.fit, default=None)
    if closed:
        return closed.decision_code
    written = case.reference.placements
    mine = written[(written["contribution_id"] == contribution_id) & written["decision_id"].notna() & (written["fit"] == 0)]
    code_of = dict(zip(case.decisions["decision_id"], case.decisions["decision_code"], strict=True))
    near = [code_of[decision] for decision in mine["decision_id"] if code_of[decision] in no]
    touching = [code for code, p in no.items() if p.fit]
    return (near or touching or ["N16"])[0]


def _notices(case: Case, contribution_id: str, answer: Sequence[str]) -> Iterator[str]:
    pairs = mapping.pairs(case, contribution_id)
    chosen = [p for p in pairs if p.decision_code in answer]
    parts = mapping.parts_of(case, contribution_id)
    best = [[p for p in pairs if p.fits[part] >= 2 and p.fits[part] == max(q.fits[part] for q in pairs)] for part in range(len(parts))]
    held = {
        "late": bool(chosen) and any(group and all(p.timing == "late" for p in group) for group in best),
        "tight": any(p.timing == "tight" for p in chosen), "early": any(p.timing == "early" for p in chosen),
        "two": len(parts) > 1, "nowhere": not any(p.fit >= 2 for p in pairs),
    }  # fmt: skip
    return (notice for notice in NOTICES if held[notice])
