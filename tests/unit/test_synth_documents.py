"""Documents, their words, and feedback."""

from __future__ import annotations

import dataclasses
import string
import tomllib
from collections import Counter
from datetime import date
from importlib import resources

import pytest

from course import codebook
from course.synth.documents import documents
from course.synth.excerpts import Said, excerpt, themes_in_words
from course.synth.feedback import feedback_rows, heard, with_feedback
from course.synth.made import DecisionDocument, Row
from course.synth.parameters import Parameters

PARAMETERS = Parameters()
TYPES = tuple(entry.code for entry in codebook.family("document_type"))
SLOTS = {"name", "street", "municipality", "corporation", "heat", "grid", "initiative", "year", "next", "number", "day", "channel"}


def words(name: str) -> dict[str, object]:
    return tomllib.loads(resources.files("course.synth").joinpath("papers", f"{name}.toml").read_text("utf-8"))


def said(number: int, theme: str = "T13", registered: bool = True) -> Row:
    return {"contribution_id": f"VB-{number:03d}", "channel": "K01", "received_on": date(2026, 6, number),
            "registered_on": date(2026, 6, number) if registered else None, "theme_ref": theme}  # fmt: skip


def link(number: int, outcome: str, reason: str | None = None, **more: object) -> Row:
    return {"link_id": f"VB-L{number:04d}", "contribution_id": f"VB-{number:03d}", "decision_id": "VB-D18", "outcome": outcome,
            "reason": reason, "commitment": False, "linkage_achieved": "none", **more}  # fmt: skip


def act(number: int, code: str, step: str, trace: str, on_link: bool = True, **more: object) -> Row:
    return {"contribution_id": f"VB-{number:03d}", "link_id": f"VB-L{number:04d}" if on_link else None, "acted_on": date(2026, 9, 1),
            "actor_id": "VB-A01", "action_code": code, "step": step, "trace": trace, "document_id": None, **more}  # fmt: skip


def case(actions: list[Row], links: list[Row], feedback: list[Row] | None = None) -> dict[str, list[Row]]:
    return {
        "contributions": [said(number) for number in range(1, 6)], "links": links, "actions": actions, "feedback": feedback or [],
        "decisions": [{"decision_id": "VB-D18", "owner": "COR-BS", "decision_document_id": "VB-DOC-D18"}],
        "actors": [{"actor_id": "VB-A01", "actor_code": "GEM-PA"}],
    }  # fmt: skip


RECORD = DecisionDocument("VB-DOC-D18", "VB-D18", "specification", date(2026, 12, 1), ("COR-BS", "COR-PM"))


def test_every_document_type_has_words_of_its_own_in_both_languages() -> None:
    groups = words("groups")["group"]
    assert isinstance(groups, list)
    assert Counter(kind for group in groups for kind in group["types"]) == Counter(TYPES)
    for group in groups:
        assert len(group["nl"]) == len(group["en"]) >= 4, group["id"]
        for dutch, english in zip(group["nl"], group["en"]):
            slots = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (dutch, english)]
            assert slots[0] == slots[1] <= SLOTS, dutch
    texts = [text for group in groups for lang in ("nl", "en") for text in group[lang]]
    assert len(set(texts)) == len(texts)


def test_there_are_words_for_every_theme_reason_and_manner() -> None:
    wording = words("wording")
    assert list(themes_in_words()) == [entry.code for entry in codebook.family("theme")]
    assert list(wording["reason"]) == [entry.code for entry in codebook.family("reason") if entry.code != "N16"]  # type: ignore[call-overload]
    for manner in wording["manner"].values():  # type: ignore[attr-defined]
        assert len(manner["input_nl"]) == len(manner["input_en"]) and len(manner["reason_nl"]) == len(manner["reason_en"])


@pytest.mark.parametrize("kind", TYPES)
def test_an_excerpt_names_input_and_reason_only_when_told(kind: str) -> None:
    day = date(2027, 3, 1)
    plain, named, why = (excerpt(PARAMETERS, "VB-DOC-1", kind, day, one) for one in (Said(), Said("T13", 3), Said("T13", 3, "N03")))
    for lang in ("nl", "en"):
        theme = themes_in_words()["T13"][0 if lang == "nl" else 1]
        assert theme not in plain[lang] and theme in named[lang] and theme in why[lang]  # type: ignore[index]
        assert plain[lang] == named[lang][: len(plain[lang])] and named[lang] == why[lang][: len(named[lang])]  # type: ignore[index]
        assert "{" not in why[lang] and why[lang].endswith((".", "!"))  # type: ignore[index]


def test_a_decision_document_names_what_was_weighed_and_why_not() -> None:
    weighed = case([act(1, "BG12", "ST5", "minutes"), act(2, "BG01", "ST3", "note")], [link(1, "O4", "N03"), link(2, "O1")])
    silent = case([act(1, "BG12", "ST5", "none")], [link(1, "O5", "N16"), link(2, "O6")])
    for tables, mentions in ((weighed, True), (silent, False)):
        row = documents(PARAMETERS, [RECORD], tables)[0][0]
        assert (row["mentions_input"], row["states_reason"]) == (mentions, mentions)
        assert row["departments"] == ("COR-BS", "COR-PM")


def test_one_bundle_is_one_theme_note_and_every_action_gets_its_paper() -> None:
    tables = case([act(n, "BG03", "ST3", "note", on_link=False) for n in (1, 2, 3)] + [act(4, "BG02", "ST2", "register_entry"),
                  act(5, "BL04", "ST3", "note", acted_on=date(2026, 9, 2)), act(5, "BG07", "ST4", "mail"),
                  act(1, "BG13", "ST7", "decision_document")],
                 [link(n, "O2") for n in range(1, 6)])  # fmt: skip
    rows, actions = documents(PARAMETERS, [RECORD], tables)
    assert [row["document_id"] for row in actions] == ["VB-DOC-0001"] * 3 + ["VB-DOC-0002", "VB-DOC-0003", None, "VB-DOC-D18"]
    assert [(row["document_type"], row["mentions_input"]) for row in rows[1:]] == [
        ("theme_note", True), ("register_entry", True), ("theme_note", False)]  # fmt: skip
    assert "5 times" in str(rows[1]["excerpt_en"]) or "Mentioned" not in str(rows[1]["excerpt_en"])
    assert rows[1]["departments"] == ("GEM-PA", "COR-BS") and rows[2]["departments"] == ("GEM-PA",)


def test_a_letter_states_the_reason_only_if_the_feedback_does() -> None:
    for stated in (True, False):
        told: list[Row] = [{"contribution_id": "VB-001", "states_reason": stated}]
        tables = case([act(1, "BG15", "ST9", "letter", on_link=False)], [link(1, "O4", "N08")], told)
        letter = documents(PARAMETERS, [RECORD], tables)[0][1]
        assert (letter["document_type"], letter["states_reason"]) == ("reply_letter", stated)


def test_linking_brings_the_other_owner_into_the_document() -> None:
    tables = case([], [link(1, "O1", linkage_achieved="linkage"), link(1, "O2", decision_id="VB-D09", link_id="VB-L0009")])
    tables["decisions"].append({"decision_id": "VB-D09", "owner": "GEM-BW", "decision_document_id": None})
    assert documents(PARAMETERS, [RECORD], tables)[0][0]["departments"] == ("COR-BS", "COR-PM", "GEM-BW")


def test_feedback_follows_habit_reason_and_trace() -> None:
    always = dataclasses.replace(PARAMETERS, feedback=dataclasses.replace(PARAMETERS.feedback, habit=1.0, states_reason=1.0, unsure=0.0))
    rows = [said(number) for number in range(1, 6)]
    links = [link(1, "O4", "N03"), link(2, "O5", "N16"), link(3, "O6"), link(4, "O1"), link(5, "O2")]
    acts = [act(4, "BG15", "ST9", "mail"), act(5, "BL16", "ST9", "none")]
    feedback = feedback_rows(always, rows, links, acts)
    assert [row["contribution_id"] for row in feedback] == ["VB-001", "VB-002", "VB-004"]
    assert [row["states_reason"] for row in feedback] == [True, False, False]
    assert (feedback[2]["given_on"], feedback[2]["form"]) == (date(2026, 9, 1), "email")
    assert [row["feedback_given"] for row in with_feedback(always, rows, feedback)] == ["yes", "yes", "no", "yes", "no"]
    assert all(day > date(2026, 6, 1) for day in heard(always, rows, links).values())
    never = dataclasses.replace(PARAMETERS, feedback=dataclasses.replace(PARAMETERS.feedback, habit=0.0, unsure=1.0))
    assert feedback_rows(never, rows, links) == []
    assert {row["feedback_given"] for row in with_feedback(never, rows, [])} == {"unknown"}
