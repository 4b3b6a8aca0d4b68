"""Why a placement fits or not, in sentences: does this decision deal with it, is it theirs, was there still time.

Every sentence that a board shows about an answer is made here, once, in both languages. The written explanations of
the reference come first; where the reference is silent, the sentence names what this decision is about and what this
contribution is about.
"""

from __future__ import annotations

import functools
import zlib
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from course import codebook, mapping, pairs, windows
from course.case import Case
from course.i18n import Language, section, t
from course.i18n.dates import day, span

Mark = Literal["yes", "partly", "no"]

# Decided together with others (model 2.3, "Shared or split authority").
JOINT = frozenset({"D03", "D04", "D17", "D39"})

__all__ = ["Explanation", "Point", "explain", "explain_reason"]


@dataclass(frozen=True)
class Point:
    """The answer to one question about a placement: a mark, a word for it, and the sentence."""

    question: Literal["fit", "owner", "time", "none", "check"]
    mark: Mark
    word: str
    text: str


@dataclass(frozen=True)
class Explanation:
    """What there is to say about one contribution at one decision, or with one reason."""

    say: str
    points: tuple[Point, ...]


@functools.lru_cache(maxsize=8)
def _written(case: Case) -> dict[tuple[str, str], dict[int, dict[str, str]]]:
    code_of = dict(zip(case.decisions["decision_id"], case.decisions["decision_code"], strict=True))
    texts: dict[tuple[str, str], dict[int, dict[str, str]]] = {}
    for row in case.reference.placements.itertuples(index=False):
        code = row.reason if pd.isna(row.decision_id) else code_of[row.decision_id]
        texts.setdefault((row.contribution_id, code), {})[int(row.part)] = {
            "nl": row.explanation_nl, "en": row.explanation_en}
    return texts


@functools.lru_cache(maxsize=8)
def _asks(case: Case, lang: Language) -> dict[str, str]:
    """What each contribution asks for, all its parts together."""
    parts = case.reference.parts.sort_values("part").groupby("contribution_id", sort=False)[f"asks_{lang}"]
    return {str(contribution): t("explain.and", lang).join(asks) for contribution, asks in parts}


def _owner_name(case: Case, decision_code: str, lang: Language) -> str:
    """The organisation that decides, as it begins a sentence."""
    group = codebook.owner_group(codebook.decision(decision_code).decides)
    return t(f"explain.organisation.{group}", lang)


def _owners_that_can(case: Case, contribution_id: str) -> set[str]:
    return {codebook.owner_group(codebook.decision(p.decision_code).decides)
            for p in pairs.pairs(case, contribution_id) if p.fit >= 2}


def _best_written(case: Case, pair: pairs.Pair, lang: Language) -> str | None:
    """The written explanations of this pair: of every part it serves, or of the near miss."""
    texts = _written(case).get((pair.contribution_id, pair.decision_code))
    if not texts:
        return None
    served = [part for part, fit in zip(pairs.parts_of(case, pair.contribution_id), pair.fits, strict=True) if fit]
    return " ".join(texts[part][lang] for part in served or sorted(texts) if part in texts)


def _unwritten(case: Case, pair: pairs.Pair, lang: Language) -> str:
    decision = codebook.decision(pair.decision_code)
    contribution = case.contribution(pair.contribution_id)
    themes = {contribution["theme_ref"], contribution["theme2_ref"]}
    shared = [theme for theme in decision.themes if theme in themes]
    if shared:
        kind = "near"
    elif codebook.owner_group(decision.decides) in _owners_that_can(case, pair.contribution_id):
        kind = "owner"
    else:
        kind = "far"
    variants = section(f"explain.fit.{kind}", lang)
    # A checksum, not hash(): the same sentence on every machine and in every run.
    text = variants[zlib.crc32(f"{pair.contribution_id}{pair.decision_code}".encode()) % len(variants)]
    owner = _owner_name(case, pair.decision_code, lang)
    return text.format(owner=owner[:1].lower() + owner[1:], topic=t(f"explain.topic.{pair.decision_code}", lang),
                       asks=_asks(case, lang)[pair.contribution_id],
                       theme=codebook.label(shared[0], lang, "theme") if shared else "")


def _fit_point(case: Case, pair: pairs.Pair, lang: Language) -> Point:
    mark: Mark = "yes" if pair.fit == 3 else "partly" if pair.fit else "no"
    return Point("fit", mark, t(f"explain.word.{mark}", lang),
                 _best_written(case, pair, lang) or _unwritten(case, pair, lang))


def _owner_point(case: Case, pair: pairs.Pair, lang: Language) -> Point:
    group = codebook.owner_group(codebook.decision(pair.decision_code).decides)
    if pair.fit:
        mark, key = "yes", "joint" if pair.decision_code in JOINT else "yes"
    elif group in _owners_that_can(case, pair.contribution_id):
        mark, key = "partly", "other_decision"
    else:
        mark, key = "no", "no"
    owner = _owner_name(case, pair.decision_code, lang)
    return Point("owner", mark, t(f"explain.word.{mark}", lang), t(f"explain.owner.{key}", lang, Owner=owner))


def _time_point(case: Case, pair: pairs.Pair, lang: Language) -> Point:
    contribution = case.contribution(pair.contribution_id)
    received = contribution["received_on"]
    row = case.decision(pair.decision_id)
    missed = windows.missed_cycle(case.decisions, pair.decision_code, received)
    # What to do before or after the window is advice for a decision that deals with it, not for any other.
    key = f"plain.{pair.timing}" if not pair.fit else "early_cycle" if pair.timing == "early" and missed else pair.timing
    text = t(f"explain.time.{key}", lang, missed=missed,
             opens="" if pd.isna(row["opens_on"]) else day(row["opens_on"], lang), closes=day(row["closes_on"], lang),
             left=span((row["closes_on"] - received).days, lang), lead=span(int(row["lead_weeks"]) * 7, lang),
             room=codebook.decision(pair.decision_code).room(lang))
    counts = windows.counts(pair.decision_code, pair.timing, contribution["channel"], row["closes_on"])
    if pair.fit and pair.timing in pairs.IN_TIME and not counts:
        text = f"{text} {t('explain.time.form', lang)}"
    mark: Mark = {"on_time": "yes", "tight": "partly", "early": "partly"}.get(pair.timing, "no")
    return Point("time", mark, t(f"explain.word.{pair.timing}", lang), text)


def _say(pair: pairs.Pair) -> str:
    verdict = mapping.combine([pair.letters])
    if verdict.why == "half":
        return "half"
    if verdict.grade == "good":
        return {"tight": "good_tight", "early": "early"}.get(pair.timing, "good")
    if verdict.grade == "defensible":
        return {"early": "early", "tight": "defensible_tight"}.get(pair.timing, "defensible")
    if pair.timing == "late" and pair.fit >= 2:
        return "late"
    return "side" if pair.fit and pair.timing != "late" else "no"


def explain(case: Case, contribution_id: str, decision_code: str, lang: Language) -> Explanation:
    """Explain one contribution at one decision: a sentence, then *about this?*, *theirs?*, *in time?*.

    Raises
    ------
    KeyError
        If the case has no such contribution or decision.
    """
    pair = pairs.pair(case, contribution_id, decision_code)
    points = (_fit_point(case, pair, lang), _owner_point(case, pair, lang), _time_point(case, pair, lang))
    return Explanation(t(f"explain.pair.{_say(pair)}", lang), points)


def explain_reason(case: Case, contribution_id: str, reason: str, lang: Language) -> Explanation:
    """Explain *no decision here, because …*: is there really none, and can the reason be checked?

    Raises
    ------
    KeyError
        If the reason is not one of N01–N16.
    """
    verdict = mapping.verdict_on_reason(case, contribution_id, reason)
    reachable = bool(mapping.in_reach(case, contribution_id))
    held = verdict.grade in mapping.ACCOUNTED
    mark: Mark = "no" if reachable and not held else "partly" if reachable else "yes"
    none_key = {"no": "none_no", "partly": "none_stated", "yes": "none_yes"}[mark]
    none = Point("none", mark, t(f"explain.word.{mark}", lang), t(f"explain.reason.{none_key}", lang))
    question = codebook.reason(reason).check(lang)
    if reason == "N16":
        check_mark, text = "no", t("explain.reason.check_none", lang, check=question)
    elif reason == "N08":
        check_mark, key = ("yes", "dates") if held else ("no", "dates_no" if reachable else "dates_none")
        text = t(f"explain.reason.check_{key}", lang)
    else:
        check_mark, text = "partly", t("explain.reason.check_question", lang, check=question)
    check = Point("check", check_mark, t(f"explain.word.{check_mark}", lang), text)
    written = [texts[lang] for texts in _written(case).get((contribution_id, reason), {}).values()]
    return Explanation(" ".join([t(f"explain.reason.{verdict.grade}", lang), *written]), (none, check))
