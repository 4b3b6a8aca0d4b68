"""The table a placing board looks things up in: positions on the calendar, grades, timings and sentences.

Everything is worked out here, once, with the rules of :mod:`course.mapping` and :mod:`course.explain`.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Any

import pandas as pd

from course import codebook, explain, mapping
from course.boards.board import labels, version_of
from course.boards.sheet import sheet
from course.case import Case
from course.i18n import Language, section, t
from course.i18n.dates import day, month

# Above this many rows the owners of a board can be folded.
ROWS_IN_VIEW = 16
UI_ICONS = ["on_time", "tight", "early", "late", "good", "defensible", "no", "open", "yes", "partly", "cross", "none", "calendar", "hand",
            "back", "up", "fold", "next", "plus", "ask", "print", "save", "clear"]

__all__ = ["UI_ICONS", "Scale", "decision_rows", "owner_rows", "placing_table"]


class Scale:
    """Where a day lies between the first and the last day of the calendar, in per cent."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first = dt.date(first.year, 1 if first.month < 7 else 7, 1)
        self.last = dt.date(last.year, 7, 1) if last.month < 7 else dt.date(last.year + 1, 1, 1)

    @classmethod
    def of(cls, case: Case, days: Sequence[dt.date]) -> Scale:
        """The scale that shows every window of the case and these days."""
        opens = [_date(value) for value in case.decisions["opens_on"].dropna()]
        closes = [_date(value) for value in case.decisions["closes_on"]]
        return cls(min([*opens, *days]), max([*closes, *days]))

    def x(self, date: dt.date) -> float:
        share = (date - self.first).days / (self.last - self.first).days
        return round(min(max(share, 0.0), 1.0) * 100, 2)

    def ticks(self, lang: Language) -> list[dict[str, Any]]:
        """Half-years; the first one, and every January, carries the year."""
        dates = [dt.date(year, m, 1) for year in range(self.first.year, self.last.year + 1) for m in (1, 7)]
        inside = [date for date in dates if self.first <= date < self.last]
        return [{"x": self.x(date), "label": month(date, lang), "year": str(date.year) if date.month == 1 or date is inside[0] else ""}
                for date in inside]


def _date(value: Any) -> dt.date:
    return value.date() if isinstance(value, pd.Timestamp) else value


def _window(row: Any, scale: Scale, lang: Language) -> dict[str, Any]:
    closes = _date(row["closes_on"])
    opens = scale.first if pd.isna(row["opens_on"]) else _date(row["opens_on"])
    useful = max(opens, closes - dt.timedelta(weeks=int(row["lead_weeks"])))
    return {"opens": day(opens, lang), "closes": day(closes, lang), "o": day(opens, lang, short=True), "c": day(closes, lang, short=True),
            "x0": scale.x(opens), "x1": scale.x(closes), "xu": scale.x(useful)}


def owner_rows(case: Case, lang: Language) -> list[dict[str, str]]:
    """The owner groups with a decision in this case, in the order of the codebook."""
    present = {codebook.owner_group(codebook.decision(code).decides) for code in case.decisions["decision_code"]}
    return [{"id": e.code, "name": e.label(lang), "icon": e.code} for e in codebook.family("owner_group") if e.code in present]


def decision_rows(case: Case, scale: Scale, lang: Language) -> list[dict[str, Any]]:
    """The decisions of a case by owner, each with its windows as positions on the scale."""
    found = []
    for code, rows in case.decisions.groupby("decision_code", sort=True):
        decision = codebook.decision(str(code))
        found.append({
            "id": code, "owner": codebook.owner_group(decision.decides), "name": decision.short(lang), "about": decision.about(lang),
            "what": codebook.description(str(code), lang), "windows": [_window(row, scale, lang) for _, row in rows.iterrows()],
            "lead": int(rows["lead_weeks"].iloc[0]), "room": decision.room(lang),
            "record": ", ".join(codebook.label(record, lang, "document_type").lower() for record in decision.record),
        })
    order = {owner["id"]: place for place, owner in enumerate(owner_rows(case, lang))}
    return sorted(found, key=lambda d: order[d["owner"]])


def _who(row: Any, lang: Language) -> str:
    """Who said it, as far as they told: tenure first, then what they said about themselves."""
    known = [] if pd.isna(row["tenure"]) else [row["tenure"]]
    return ", ".join(codebook.group(code).singular(lang) for code in [*known, *row["attributes"]])


def _contribution(case: Case, contribution_id: str, no: int, scale: Scale, lang: Language) -> dict[str, Any]:
    row = case.contribution(contribution_id)
    groups = ([] if pd.isna(row["tenure"]) else [row["tenure"]]) + list(row["attributes"])
    return {"id": contribution_id, "no": no, "text": row[f"text_{lang}"], "channel": codebook.label(row["channel"], lang),
            "received": day(_date(row["received_on"]), lang), "x": scale.x(_date(row["received_on"])),
            "who": _who(row, lang), "groups": groups}


def _points(explanation: explain.Explanation) -> list[list[str]]:
    return [[p.question, p.mark, p.word, p.text] for p in explanation.points]


def _pairs(case: Case, contribution_id: str, lang: Language) -> dict[str, dict[str, Any]]:
    rows_of = {str(code): list(rows["decision_id"]) for code, rows in case.decisions.groupby("decision_code")}
    table = {}
    for pair in mapping.pairs(case, contribution_id):
        text = explain.explain(case, contribution_id, pair.decision_code, lang)
        table[pair.decision_code] = {"timing": pair.timing, "letters": pair.letters, "window": rows_of[pair.decision_code].index(pair.decision_id),
                                     "say": text.say, "points": _points(text)}
    return table


def _reason_table(case: Case, contribution_id: str, lang: Language) -> dict[str, dict[str, Any]]:
    table = {}
    for entry in codebook.family("reason"):
        verdict = mapping.verdict_on_reason(case, contribution_id, entry.code)
        text = explain.explain_reason(case, contribution_id, entry.code, lang)
        table[entry.code] = {"grade": verdict.grade, "why": verdict.why, "say": text.say, "points": _points(text)}
    return table


def _combinations(pairs: dict[str, dict[str, dict[str, Any]]]) -> dict[str, list[str]]:
    """Grade and why of every sequence of letters that one to three placements on this board can give."""
    table: dict[str, list[str]] = {}
    for by_decision in pairs.values():
        kinds = sorted({pair["letters"] for pair in by_decision.values()})
        for count in range(1, mapping.MOST_DECISIONS + 1):
            for letters in itertools.product(kinds, repeat=count):
                verdict = mapping.combine(letters)
                table[" ".join(letters)] = [verdict.grade, verdict.why]
    return dict(sorted(table.items()))


def _groups(case: Case, lang: Language) -> list[dict[str, Any]]:
    """Who lives here: tenure first, then attributes; `first` opens a new block."""
    kinds_seen: set[str] = set()
    groups = []
    for row in case.population.itertuples(index=False):
        group = codebook.group(row.group_code)
        groups.append({"id": row.group_code, "name": group.plural(lang)[:1].upper() + group.plural(lang)[1:], "plural": group.plural(lang),
                       "share": round(float(row.share) * 100), "first": bool(kinds_seen) and group.kind not in kinds_seen})
        kinds_seen.add(group.kind)
    return groups


def _reasons(lang: Language) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    kinds = [{"id": e.code, "name": e.label(lang)[:1].upper() + e.label(lang)[1:]} for e in codebook.family("reason_category")]
    reasons = [codebook.reason(e.code) for e in codebook.family("reason")]
    return kinds, [{"id": r.code, "kind": r.category, "name": r.label(lang)[:1].upper() + r.label(lang)[1:], "ask": r.check(lang)} for r in reasons]


def placing_options() -> list[str]:
    """All that a contribution can be placed at, in any case: every decision, and every reason why none deals with it."""
    return [entry.code for family in ("decision", "reason") for entry in codebook.family(family)]


def placing_sheet(case: Case, contribution_ids: Sequence[str], seed: int = 0) -> dict[str, Any]:
    """What an answer code of a placing board is about (see :mod:`course.boards.sheet`)."""
    version = _version(case, contribution_ids)
    return sheet("placing", [case.case_id, version], [(c, placing_options()) for c in contribution_ids], most=mapping.MOST_DECISIONS, seed=seed)


def _version(case: Case, contribution_ids: Sequence[str]) -> str:
    order = {owner["id"]: place for place, owner in enumerate(owner_rows(case, "nl"))}
    codes = sorted(case.decisions["decision_code"].unique())
    return version_of([list(contribution_ids), sorted(codes, key=lambda code: order[codebook.owner_group(codebook.decision(code).decides)])])


def placing_table(case: Case, contribution_ids: Sequence[str], lang: Language, seed: int = 0) -> dict[str, Any]:
    """Everything a placing board needs for these contributions, in one language.

    Parameters
    ----------
    seed
        Of a case that was made by chance for one class; 0 otherwise. Answer codes carry it.

    Raises
    ------
    KeyError
        If the case has no such contribution.
    """
    received = [_date(case.contribution(c)["received_on"]) for c in contribution_ids]
    scale = Scale.of(case, received)
    words = labels("placing", lang)
    words["several"] = section("explain.several", lang)
    words["notPlaced"] = t("explain.open", lang)
    pairs = {c: _pairs(case, c, lang) for c in contribution_ids}
    kinds, reasons = _reasons(lang)
    decisions = decision_rows(case, scale, lang)
    return {
        "id": f"{case.case_id}-placing", "version": _version(case, contribution_ids), "roles": True, "sheet": placing_sheet(case, contribution_ids, seed),
        "eyebrow": words["eyebrow"].format(case=case.name), "title": words["title"], "intro": words["intro"], "labels": words,
        "axis": scale.ticks(lang), "owners": owner_rows(case, lang), "decisions": decisions, "folds": len(decisions) > ROWS_IN_VIEW,
        "contributions": [_contribution(case, c, no, scale, lang) for no, c in enumerate(contribution_ids, start=1)],
        "reasonKinds": kinds, "reasons": reasons, "most": mapping.MOST_DECISIONS,
        "pairs": pairs, "reasonTable": {c: _reason_table(case, c, lang) for c in contribution_ids},
        "combinations": _combinations(pairs), "accounted": sorted(mapping.ACCOUNTED),
        "sample": {c: list(mapping.sample_answer(case, c)) for c in contribution_ids},
        "attainable": mapping.best_attainable(case, contribution_ids), "groups": _groups(case, lang),
    }
