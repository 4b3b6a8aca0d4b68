"""The documents of a case: the record of each decision, and the papers that actions leave behind.

A decision document names input when an action recorded or weighed it there, and a reason when one was weighed for a
link that was not adopted. The other papers follow from the trace of an action: a line in the register, a theme note,
minutes, a handover file, a letter to residents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from course.synth.excerpts import Said, excerpt
from course.synth.feedback import NO_REASON, number_of
from course.synth.made import DecisionDocument, Row
from course.synth.parameters import Parameters

Tables = Mapping[str, Sequence[Row]]

TYPE_OF_ACTION = {"BG01": "input_form", "BG09": "advisory_memo", "BG11": "participation_plan", "BG12": "trade_off_memo",
                  "BG14": "handover_file", "BL15": "participation_plan"}  # fmt: skip
TYPE_OF_TRACE = {"register_entry": "register_entry", "note": "theme_note", "minutes": "steering_group_minutes",
                 "work_order": "work_plan", "letter": "reply_letter"}  # fmt: skip
PAPER_TRACES = frozenset({*TYPE_OF_TRACE, "other"})
RECORDS_OR_WEIGHS = frozenset({"BG12", "BG13"})
LEAVES_OUT = frozenset({"BG11", "BL03", "BL04", "BL15"})
"""Actions whose paper does not name what residents said: setting limits or asking again, watering down, individualising."""
FOR_ONE = frozenset({"register_entry", "input_form", "reply_letter"})
"""Papers about one contribution; the others are shared by all that the same person did on one day."""
TOGETHER = frozenset({"piggy_back", "linkage"})

__all__ = ["Tables", "documents"]


@dataclass(slots=True)
class _Paper:
    document_type: str
    dated_on: date
    contributions: list[Row] = field(default_factory=list)
    actions: list[Row] = field(default_factory=list)


def documents(parameters: Parameters, records: Sequence[DecisionDocument], tables: Tables) -> tuple[list[Row], list[Row]]:
    """The table `documents`, and the table `actions` with the document of each action filled in.

    Parameters
    ----------
    tables
        Rows of `contributions`, `decisions`, `links`, `actions`, `actors` and `feedback`. An action that already has a
        `document_id` keeps it: the document is made if it is not one of the `records`.
    """
    of = {cast(str, row["contribution_id"]): row for row in tables["contributions"]}
    known = {record.document_id for record in records}
    papers, actions = _papers(parameters, tables, of, known)
    rows = [_record_row(parameters, record, tables, of) for record in records]
    rows += [_paper_row(parameters, document_id, paper, tables) for document_id, paper in papers.items()]
    return rows, actions


def _papers(
    parameters: Parameters, tables: Tables, of: Mapping[str, Row], known: set[str]
) -> tuple[dict[str, _Paper], list[Row]]:
    record_of = {row["decision_id"]: row["decision_document_id"] for row in tables["decisions"]}
    decision_of = {row["link_id"]: row["decision_id"] for row in tables["links"]}
    papers: dict[str, _Paper] = {}
    ids: dict[tuple[object, ...], str] = {}
    actions: list[Row] = []
    for act in tables["actions"]:
        contribution = of[cast(str, act["contribution_id"])]
        document_id, kind = cast("str | None", act["document_id"]), _type(act)
        if document_id is None and act["trace"] == "decision_document":
            document_id = cast("str | None", record_of.get(decision_of.get(act["link_id"])))
        elif document_id is None and act["trace"] in PAPER_TRACES and kind:
            one = contribution["contribution_id"] if kind in FOR_ONE else contribution["theme_ref"] if kind == "theme_note" else None
            key = (kind, act["actor_id"], act["acted_on"], one)
            document_id = ids.setdefault(key, f"{parameters.case.prefix}-DOC-{len(ids) + 1:04d}")
        if document_id and document_id not in known:
            paper = papers.setdefault(document_id, _Paper(kind or "theme_note", cast(date, act["acted_on"])))
            paper.actions.append(act)
            if contribution not in paper.contributions:
                paper.contributions.append(contribution)
        actions.append(act | {"document_id": document_id})
    return papers, actions


def _type(act: Row) -> str | None:
    by_trace = TYPE_OF_TRACE.get(cast(str, act["trace"]))
    by_action = TYPE_OF_ACTION.get(cast(str, act["action_code"])) if act["trace"] in ("note", "other", "letter") else None
    return by_action or by_trace


def _record_row(parameters: Parameters, record: DecisionDocument, tables: Tables, of: Mapping[str, Row]) -> Row:
    links = [row for row in tables["links"] if row["decision_id"] == record.decision_id]
    weighed = {row["link_id"] for row in tables["actions"] if row["action_code"] in RECORDS_OR_WEIGHS and row["trace"] != "none"}
    named = [row for row in links if row["link_id"] in weighed and row["outcome"] not in ("O5", "O6")]
    said = Said()
    if named:
        theme = _most_common(cast(str, of[cast(str, row["contribution_id"])]["theme_ref"]) for row in named)
        times = sum(of[cast(str, row["contribution_id"])]["theme_ref"] == theme for row in links)
        said = Said(theme, times, _reason(row for row in named if row["outcome"] != "O1"))
    departments = dict.fromkeys(record.departments) | dict.fromkeys(_joined(tables, links))
    return _row(parameters, record.document_id, record.document_type, record.dated_on, said, tuple(departments))


def _paper_row(parameters: Parameters, document_id: str, paper: _Paper, tables: Tables) -> Row:
    codes = {cast(str, act["action_code"]) for act in paper.actions}
    owner = {row["decision_id"]: cast(str, row["owner"]) for row in tables["decisions"]}
    post = {row["actor_id"]: cast(str, row["actor_code"]) for row in tables["actors"]}
    ids, meant = {row["contribution_id"] for row in paper.contributions}, {act["link_id"] for act in paper.actions}
    links = [row for row in tables["links"] if row["link_id"] in meant or (None in meant and row["contribution_id"] in ids)]
    departments = dict.fromkeys(post[act["actor_id"]] for act in paper.actions)
    if paper.document_type not in FOR_ONE:
        departments |= dict.fromkeys(owner[row["decision_id"]] for row in links if row["decision_id"])
    said = _said(paper, codes, links, tables)
    return _row(parameters, document_id, paper.document_type, paper.dated_on, said, tuple(departments))


def _said(paper: _Paper, codes: set[str], links: Sequence[Row], tables: Tables) -> Said:
    if codes <= LEAVES_OUT or (paper.document_type == "handover_file" and not any(row["commitment"] for row in links)):
        return Said()
    theme = _most_common(cast(str, row["theme_ref"]) for row in paper.contributions)
    first, reason = paper.contributions[0], None
    if paper.document_type == "reply_letter":
        stated = {row["contribution_id"] for row in tables["feedback"] if row["states_reason"]}
        reason = _reason(row for row in links if row["contribution_id"] in stated)
    elif paper.document_type in ("steering_group_minutes", "trade_off_memo"):
        reason = _reason(row for row in links if row["outcome"] == "O4")
    if paper.document_type in FOR_ONE:
        times = 1
    else:
        registered = [cast("date | None", row["registered_on"]) for row in tables["contributions"] if row["theme_ref"] == theme]
        times = max(sum(day is not None and day <= paper.dated_on for day in registered), 1)
    return Said(theme, times, reason, number_of(first) + 1,
                cast(str, first["channel"]), cast(date, first["received_on"]))  # fmt: skip


def _row(parameters: Parameters, document_id: str, kind: str, day: date, said: Said, departments: tuple[str, ...]) -> Row:
    words = excerpt(parameters, document_id, kind, day, said)
    return {
        "document_id": document_id, "case_id": parameters.case.case_id, "document_type": kind, "dated_on": day,
        "excerpt_nl": words["nl"], "excerpt_en": words["en"], "mentions_input": said.theme is not None,
        "states_reason": said.reason is not None, "departments": departments,
    }  # fmt: skip


def _joined(tables: Tables, links: Sequence[Row]) -> list[str]:
    """The owners of other decisions to which the same input was linked together with this one."""
    together = {row["contribution_id"] for row in links if row["linkage_achieved"] in TOGETHER}
    owner = {row["decision_id"]: cast(str, row["owner"]) for row in tables["decisions"]}
    return [owner[row["decision_id"]] for row in tables["links"] if row["contribution_id"] in together and row["decision_id"]]


def _reason(links: Iterable[Row]) -> str | None:
    reasons = [cast(str, row["reason"]) for row in links if row["reason"] not in (None, NO_REASON)]
    return _most_common(reasons) if reasons else None


def _most_common(codes: Iterable[str]) -> str:
    counted = Counter(codes)
    return min(counted, key=lambda code: (-counted[code], code))
