"""The codebook holds every code of the model, in both languages, and its files agree with each other."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from course import codebook

DATA = resources.files("course.codebook").joinpath("data")

CODED_FAMILIES = {
    "actor": 32, "milestone": 11, "decision": 40, "constraint": 30, "theme": 20, "group": 11, "channel": 18, "bias": 12,
    "step": 9, "outcome": 6, "action": 38, "reason": 16, "internal_factor": 14, "external_factor": 12, "competence": 12,
    "disagreement_type": 6, "research_question": 8, "document_type": 63, "owner_group": 12,
}
ENUMS = {
    "position": 6, "handover_type": 3, "approach_route": 2, "heat_option": 5, "invitation_language": 4,
    "group_source": 3, "contribution_type": 8, "scale": 6, "concreteness": 4, "tone": 5, "feedback_given": 3, "kind": 6,
    "irreversibility": 4, "timing": 4, "cost_class": 4, "cost_effect": 4, "linkage": 4, "trace": 10, "motive": 7,
    "feedback_form": 6, "clarity": 5, "trust": 5, "coder_role": 3, "certainty": 3, "variable": 10, "special": 1,
    "action_family": 3, "performed_by": 3, "group_kind": 2, "rung": 5, "constraint_type": 15, "reason_category": 9,
    "factor_direction": 3, "competence_level": 4, "mark": 5,
}
TABLES = (
    "reference_neighbourhoods", "cases", "population", "actors", "campaigns", "contributions", "decisions", "links",
    "actions", "documents", "feedback", "panel", "codings", "codebook",
)
REFERENCE = ("placements", "parts")
# Families whose descriptions students read in the glossary.
EXPLAINED = (
    "decision", "theme", "channel", "group", "step", "outcome", "action", "reason", "constraint", "actor", "milestone",
    "bias", "document_type", "owner_group", "disagreement_type", "internal_factor", "external_factor", "competence",
    "timing", "kind", "rung", "mark", "table", "column", "family",
)


def cells(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(DATA.joinpath(f"{name}.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(("family", "count"), [*CODED_FAMILIES.items(), *ENUMS.items()])
def test_every_family_of_the_model_is_complete(family: str, count: int) -> None:
    assert len(codebook.family(family)) == count


def test_there_are_no_families_beyond_the_model() -> None:
    assert set(codebook.families()) == {*CODED_FAMILIES, *ENUMS, "table", "column", "family"}
    assert {entry.code for entry in codebook.family("family")} == set(codebook.families())


def test_no_code_occurs_twice_in_a_family() -> None:
    pairs = [(row["family"], row["code"]) for row in cells("codes")]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("family", codebook.families())
def test_both_languages_are_filled(family: str) -> None:
    for entry in codebook.family(family):
        assert entry.label_nl.strip() and entry.label_en.strip(), entry
        assert bool(entry.description_nl) == bool(entry.description_en), entry
        assert entry.source[:1] in "VSLAM", entry
        if family in EXPLAINED:
            assert entry.description_nl.endswith((".", "?", "’")), entry
            assert entry.description_en.endswith((".", "?", "’")), entry


@pytest.mark.parametrize("name", [path.name for path in DATA.iterdir()])
def test_files_are_clean_text(name: str) -> None:
    raw = DATA.joinpath(name).read_bytes()
    text = raw.decode("utf-8")
    assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf") and text.endswith("\n")
    for row in csv.reader(text.splitlines()):
        assert all(cell == cell.strip() and "  " not in cell and "'" not in cell for cell in row), row


def test_labels_do_not_repeat_within_a_family() -> None:
    for family in codebook.families():
        if family == "column":  # a title such as "casus" stands in many tables
            continue
        for lang in ("nl", "en"):
            labels = [entry.label(lang) for entry in codebook.family(family)]
            assert len(labels) == len(set(labels)), (family, lang)


@pytest.mark.parametrize("decision", [codebook.decision(entry.code) for entry in codebook.family("decision")],
                         ids=lambda decision: decision.code)
def test_a_decision_refers_to_codes_that_exist(decision: codebook.DecisionType) -> None:
    for code in (decision.decides, *decision.prepares):
        codebook.actor(code)
    for family, codes in (("document_type", decision.record), ("constraint", decision.constraints),
                          ("theme", decision.themes), ("kind", (decision.kind,)),
                          ("irreversibility", (str(decision.irreversibility),))):
        assert codes
        for code in codes:
            codebook.entry(code, family)
    if decision.kind == "calendar":
        assert decision.opens and decision.opens < decision.closes
        codebook.milestone(decision.last_useful or "")
    else:
        assert decision.last_useful is None
        closes = codebook.milestone(decision.closes).offset_months
        assert decision.opens is None or codebook.milestone(decision.opens).offset_months < closes
    assert (decision.opens is None) == (decision.code == "D01")
    assert decision.lead_weeks >= 1


def test_names_of_decisions_fit_on_a_small_card() -> None:
    for lang in ("nl", "en"):
        decisions = [codebook.decision(entry.code) for entry in codebook.family("decision")]
        assert max(len(decision.short(lang)) for decision in decisions) <= 24
        assert max(len(decision.about(lang)) for decision in decisions) <= 38
        assert len({decision.short(lang) for decision in decisions}) == 40
        assert all(not decision.room(lang).endswith(".") for decision in decisions)


def test_the_three_yearly_decisions_have_days_of_the_year() -> None:
    days = {code: (codebook.decision(code).opens, codebook.decision(code).closes, codebook.decision(code).last_useful)
            for code in ("D07", "D16", "D17")}
    assert days == {"D07": ("03-01", "11-14", "M8"), "D16": ("06-01", "11-30", "M7"), "D17": ("03-01", "12-14", "M8")}


@pytest.mark.parametrize(("theme", "expected"), [
    ("T01", "D03 D08 D17 D19 D20 D21 D24 D28 D29 D38"),
    ("T02", "D13 D29 D35 D37"),
    ("T04", "D23 D32"),
    ("T05", "D10 D11 D20 D22 D31 D34"),
    ("T06", "D04 D10 D11 D15 D16 D19 D22 D34 D39"),
    ("T10", "D05 D06 D12 D14 D21 D37 D39 D40"),
    ("T13", "D08 D18 D25 D26"),
    ("T15", "D04 D07 D09 D10 D15 D31 D33"),
    ("T18", "D01 D04 D05 D07 D13 D16 D17 D24 D38"),
    ("T20", ""),
])
def test_the_index_from_theme_to_decisions(theme: str, expected: str) -> None:
    bearing = [entry.code for entry in codebook.family("decision") if theme in codebook.decision(entry.code).themes]
    assert bearing == expected.split()


def test_the_municipality_owns_sixteen_decisions_and_the_contractor_none() -> None:
    owners = [codebook.owner_group(codebook.decision(entry.code).decides) for entry in codebook.family("decision")]
    assert owners.count("municipality") == 16
    assert owners.count("housing_corporation") == 10
    assert set(owners) == {entry.code for entry in codebook.family("owner_group")} - {"contractor"}


def test_actors_have_a_known_group_and_position() -> None:
    for entry in codebook.family("actor"):
        actor = codebook.actor(entry.code)
        codebook.entry(actor.group, "owner_group")
        codebook.entry(actor.position, "position")
        assert actor.content_nl and actor.content_en


def test_actions_have_a_family_an_actor_and_a_step() -> None:
    counts = {"safeguarding": 0, "blocking": 0, "ambivalent": 0}
    for entry in codebook.family("action"):
        action = codebook.action(entry.code)
        counts[action.family] += 1
        if action.family == "ambivalent":
            assert (action.performed_by, action.step, action.effect) == (None, None, None)
        else:
            codebook.entry(action.performed_by or "", "performed_by")
            codebook.entry(action.step or "", "step")
            assert action.trace_nl and action.trace_en
            assert (action.effect is None) == (action.family == "blocking")
    assert counts == {"safeguarding": 16, "blocking": 16, "ambivalent": 6}


def test_channels_have_a_rung_biases_and_a_reach() -> None:
    for entry in codebook.family("channel"):
        channel = codebook.channel(entry.code)
        assert (channel.rung is None) == (channel.code == "K14")
        assert 1 <= channel.depth <= 4 and 1 <= channel.record <= 4 and channel.hours > 0
        for bias in channel.biases:
            codebook.entry(bias, "bias")
        assert {codebook.reach(channel.code, group.code) for group in codebook.family("group")} <= {0, 1, 2, 3, 4}
    assert [codebook.reach("K11", f"G{n:02}") for n in range(1, 12)] == [2, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0]


def test_a_reason_ends_with_its_check_question() -> None:
    for entry in codebook.family("reason"):
        reason = codebook.reason(entry.code)
        codebook.entry(reason.category, "reason_category")
        for lang in ("nl", "en"):
            assert entry.description(lang).endswith(reason.check(lang)) and reason.check(lang).endswith("?")


def test_groups_are_four_tenures_and_seven_attributes() -> None:
    kinds = [codebook.group(entry.code).kind for entry in codebook.family("group")]
    assert kinds == ["tenure"] * 4 + ["attribute"] * 7


def test_theme_pairs_name_both_themes_in_the_question() -> None:
    pairs = codebook.theme_pairs()
    assert len(pairs) == 8
    for pair in pairs:
        for lang in ("nl", "en"):
            assert pair.first in pair.question(lang) or pair.second in pair.question(lang)
        codebook.entry(pair.first, "theme")
        codebook.entry(pair.second, "theme")


def test_milestones_rise() -> None:
    offsets = [codebook.milestone(f"M{n}").offset_months for n in range(11)]
    assert offsets == [-48, -36, -30, -24, -20, -14, -9, -6, 0, 12, 18]


def test_columns_describe_every_table() -> None:
    assert {entry.code for entry in codebook.family("table")} == {*TABLES, *REFERENCE}
    for table in (*TABLES, *REFERENCE):
        columns = codebook.columns(table)
        assert len({column.name for column in columns}) == len(columns)
        assert len({column.title("nl") for column in columns}) == len(columns)
        assert all(column.required for column in columns if column.key)
        assert any(column.key for column in columns) or table == "placements"
    assert len(codebook.family("column")) == sum(len(codebook.columns(table)) for table in (*TABLES, *REFERENCE))


@pytest.mark.parametrize("column", [c for table in (*TABLES, *REFERENCE) for c in codebook.columns(table)],
                         ids=lambda column: f"{column.table}.{column.name}")
def test_a_column_refers_to_things_that_exist(column: codebook.Column) -> None:
    assert column.type in {"string", "integer", "number", "boolean", "date"}
    if column.family:
        codebook.entry(column.family, "family")
        if column.type == "integer":
            codes = [int(entry.code) for entry in codebook.family(column.family)]
            assert (min(codes), max(codes)) == (column.minimum, column.maximum)
    if column.foreign:
        table, name = column.foreign.split(".")
        assert next(c for c in codebook.columns(table) if c.name == name).key
    assert not (column.list and column.type != "string")


def test_columns_that_may_be_empty_are_those_of_the_model() -> None:
    empty = {table: {c.name for c in codebook.columns(table) if not c.required} for table in TABLES}
    assert {table: names for table, names in empty.items() if names} == {
        "cases": {"seed"},
        "actors": {"filled_to", "handover_type"},
        "campaigns": {"invited"},
        "contributions": {"campaign_id", "registered_on", "tenure", "attributes", "contributor", "theme2_ref"},
        "decisions": {"cycle", "opens_on", "decided_on", "decision_document_id"},
        "links": {"decision_id", "timing", "reason", "new_owner", "new_date", "delay_weeks"},
        "actions": {"link_id", "document_id", "motive"},
        "feedback": {"clarity"},
        "panel": {"trust"},
        "codings": {"certainty", "explanation"},
        "codebook": {"name_nl", "description_nl", "description_en"},
    }


def test_an_unknown_code_is_told_with_near_ones() -> None:
    with pytest.raises(KeyError, match="'T21' is no code; nearest: T20, T12"):
        codebook.entry("T21")
    with pytest.raises(KeyError, match="'d23' is no code; nearest: D23"):
        codebook.entry("d23")
    with pytest.raises(KeyError, match="'T05' is no code of decision, but it is one of theme; nearest: D05"):
        codebook.decision("T05")
    with pytest.raises(KeyError, match="'themes' is no family of codes; nearest: theme"):
        codebook.family("themes")
    with pytest.raises(KeyError, match="nearest: contributions"):
        codebook.columns("contribution")


def test_a_code_in_more_families_needs_its_family() -> None:
    with pytest.raises(KeyError, match="say which: handover_type, invitation_language, linkage, trace"):
        codebook.label("none", "nl")
    assert codebook.label("none", "nl", family="trace") == "geen spoor"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'de' is not known; choose one of nl, en"):
        codebook.label("D01", "de")  # type: ignore[arg-type]
