"""The truth about a made case: where input was lost or kept, and which faults were planted where."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date

import pytest

from course import codebook
from course.synth.defect_cells import KINDS
from course.synth.defects import WHOLE_ROW, Sheet, planted
from course.synth.generate import generate
from course.synth.made import Row
from course.synth.parameter_file import case_parameters
from course.synth.parameters import Parameters
from course.synth.parameters_outcome import DEFECTS, SURPRISES
from course.synth.truth import explained, losses

RECEIVED = date(2026, 6, 1)


def case(
    outcome: str, *actions: Row, registered: bool = True, reason: str | None = None, left: date | None = None, links: int = 1,
    promised: bool = False,
) -> Row:  # fmt: skip
    """The entry in the register for the first link of one contribution."""
    tables: dict[str, list[Row]] = {
        "contributions": [{"contribution_id": "VB-001", "received_on": RECEIVED, "registered_on": RECEIVED if registered else None}],
        "decisions": [{"decision_id": "VB-D09", "owner": "GEM-BW", "decided_on": date(2026, 12, 1), "closes_on": date(2027, 1, 1)}],
        "links": [{"contribution_id": "VB-001", "link_id": f"VB-L{n}", "decision_id": "VB-D09", "outcome": outcome, "reason": reason,
                   "commitment": promised} for n in range(1, links + 1)],
        "actions": list(actions),
        "actors": [{"actor_id": "VB-A01", "actor_code": "GEM-PA", "filled_to": left, "handover_type": "none" if left else None}],
    }  # fmt: skip
    return losses(tables)[0]


def act(code: str, step: str, trace: str = "note", link: str | None = "VB-L1", day: date = date(2026, 7, 1)) -> Row:
    return {"contribution_id": "VB-001", "link_id": link, "actor_id": "VB-A01", "action_code": code, "step": step, "trace": trace,
            "acted_on": day}  # fmt: skip


@pytest.mark.parametrize(
    ("actions", "registered", "step"),
    [
        ((), False, "ST2"),
        ((), True, "ST3"),
        ((act("BG01", "ST3"), act("BG06", "ST4", "agenda_item")), True, "ST5"),
        ((act("BG01", "ST3"), act("BG06", "ST4", "none")), True, "ST4"),
        ((act("BG03", "ST3", link=None),), False, "ST4"),
        ((act("BG13", "ST7"), act("BG15", "ST9", "letter")), True, "ST9"),
    ],
)
def test_input_is_lost_at_the_step_after_its_last_trace(actions: tuple[Row, ...], registered: bool, step: str) -> None:
    assert case("O6", *actions, registered=registered)["lost_at_step"] == step


def test_an_act_on_no_link_counts_late_only_if_there_is_one_link() -> None:
    letter = act("BG15", "ST9", "letter", link=None)
    assert case("O6", letter)["lost_at_step"] == "ST9"
    assert case("O6", letter, links=2)["lost_at_step"] == "ST3"
    assert case("O6", act("BG01", "ST3", link="VB-L2"), links=2)["lost_at_step"] == "ST3"


@pytest.mark.parametrize("outcome", [entry.code for entry in codebook.family("outcome")])
def test_kept_means_accounted_for(outcome: str) -> None:
    entry = case(outcome, reason="N03" if outcome == "O4" else None)
    assert entry["kept"] is (outcome <= "O4")
    assert (entry["lost_at_step"] is None) is entry["kept"]
    assert entry["explanation_nl"] and entry["explanation_en"] and "{" not in str(entry["explanation_en"])


def test_the_cause_is_the_act_or_reason_that_explains_it() -> None:
    assert case("O4", reason="N03")["cause"] == "N03"
    assert case("O1", act("BG03", "ST3"), act("BG07", "ST4"))["cause"] == "BG07"
    assert case("O2")["cause"] is None
    assert case("O6", act("BL03", "ST3"))["cause"] == "BL03"
    assert case("O6")["cause"] == "N16" and case("O6", registered=False)["cause"] == "BL02"
    assert case("O6", act("BL03", "ST3"), left=date(2026, 9, 1), promised=True)["cause"] == "N11"
    assert case("O6", act("BL03", "ST3"), left=date(2026, 9, 1))["cause"] == "FI08"
    assert "turnover" in str(case("O6", act("BL03", "ST3"), left=date(2026, 9, 1))["explanation_en"])
    assert case("O6", act("BL03", "ST3", day=date(2026, 12, 2)), left=date(2026, 9, 1), promised=True)["cause"] == "BL03"
    assert case("O6", act("BL03", "ST3"), left=date(2027, 9, 1))["cause"] == "BL03"


def test_every_surprise_is_explained_in_both_languages() -> None:
    for row in explained([{"surprise": kind} for kind in SURPRISES]):
        assert row["explanation_nl"] and row["explanation_en"] and row["explanation_nl"] != row["explanation_en"]


# What every table holds, as text, with something for every kind of fault.
SHEETS: dict[str, Sheet] = {
    "population": [["case_id", "group_code", "persons", "share"],
                   *(["voorbeeld", f"G{n:02d}", str(900 + 100 * n), f"0.{n}5"] for n in range(1, 10))],
    "campaigns": [["campaign_id", "case_id", "channel", "round", "starts_on", "ends_on", "hours", "invitation_language", "invited"],
                  *([f"VB-C{n:02d}", "voorbeeld", f"K{n:02d}", "1", f"2026-0{n}-01", f"2026-0{n}-20", "8", "nl", "1200"]
                    for n in range(1, 10))],
    "contributions": [["contribution_id", "campaign_id", "channel", "received_on", "text_nl", "group_source", "feedback_given"],
                      *([f"VB-{n:03d}", f"VB-C0{n % 9 + 1}", f"K0{n % 9 + 1}", "2026-03-14", "Zo’n café\nop de hoek, één trap.",
                         "unknown", "unknown"] for n in range(1, 60))],
    "actions": [["action_id", "contribution_id", "link_id", "sequence", "acted_on", "action_code", "trace", "motive"],
                *([f"VB-X{n:04d}", f"VB-{n % 59 + 1:03d}", f"VB-L{n:04d}", "1", "2026-05-06", "BG02", "mail", ""] for n in range(1, 200))],
}  # fmt: skip


def with_defects(counts: dict[str, int]) -> Parameters:
    default = Parameters()
    return dataclasses.replace(default, planted=dataclasses.replace(default.planted, defects=counts))


def test_every_kind_of_defect_can_be_asked_for_and_is_explained() -> None:
    assert set(DEFECTS) == {WHOLE_ROW, *KINDS}
    dirty = planted(with_defects(dict.fromkeys(DEFECTS, 1)), SHEETS)
    assert all(row["explanation_nl"] and row["explanation_en"] and row["explanation_nl"] != row["explanation_en"] for row in dirty.register)
    assert len({row["explanation_nl"] for row in dirty.register}) == len(DEFECTS)


def test_the_register_tells_every_fault_and_nothing_else() -> None:
    before = {table: [list(row) for row in sheet] for table, sheet in SHEETS.items()}
    dirty = planted(with_defects(dict.fromkeys(DEFECTS, 3)), SHEETS)
    assert before == SHEETS
    assert Counter(row["kind"] for row in dirty.register) == dict.fromkeys(DEFECTS, 3)
    for table, sheet in dirty.sheets.items():
        lines = {}
        line = 1
        for row in sheet:
            lines[line] = row
            line += 1 + sum(cell.count("\n") for cell in row)
        faults = {int(str(row["row"])): row for row in dirty.register if row["file"] == f"{table}.csv"}
        for fault_line, fault in faults.items():
            row, at = lines[fault_line], sheet[0].index(str(fault["column"])) if fault["column"] else 0
            shown = str(fault["changed"]).split("|")
            assert row[at : at + len(shown)] == shown
            assert len(row) == len(sheet[0]) and (fault["kind"] == "double_row" or fault["changed"] != fault["original"])
        sound = [row for number, row in lines.items() if number not in faults]
        assert all(row in before[table] for row in sound)
        doubles = sum(fault["kind"] == "double_row" for fault in faults.values())
        assert len(sheet) == len(before[table]) + doubles


def test_only_what_belongs_to_short_cells_changes_places() -> None:
    swapped = [row for row in planted(with_defects({"swapped_columns": 400}), SHEETS).register]
    assert {(row["file"], row["column"]) for row in swapped} == {
        ("actions.csv", "acted_on"), ("campaigns.csv", "starts_on"), ("campaigns.csv", "ends_on")}
    assert all(len(str(row["original"]).split("|")) == 2 for row in swapped)


def test_planting_is_the_same_each_time_and_stops_where_there_is_no_room() -> None:
    dirty = planted(with_defects({"share_as_percentage": 400, "double_row": 2}), SHEETS)
    assert dirty == planted(with_defects({"double_row": 2, "share_as_percentage": 400}), SHEETS)
    assert Counter(row["kind"] for row in dirty.register) == {"share_as_percentage": 9, "double_row": 2}
    assert planted(Parameters(), SHEETS).sheets == {}


def test_a_wrong_join_can_be_found_from_the_rest_of_the_row() -> None:
    dirty = planted(with_defects({"wrong_join": 30}), SHEETS)
    channel = {row[0]: row[2] for row in SHEETS["campaigns"][1:]}
    for row in dirty.register:
        if row["file"] == "contributions.csv":
            assert channel[str(row["original"])] != channel[str(row["changed"])]


def test_a_generated_case_tells_the_truth_about_every_link() -> None:
    made = generate(case_parameters("kievitsveen"))
    entries = made.truth["losses"]
    assert [row["link_id"] for row in entries] == [row["link_id"] for row in made.tables["links"]]
    outcome = {row["link_id"]: str(row["outcome"]) for row in made.tables["links"]}
    assert all(row["kept"] is (outcome[row["link_id"]] <= "O4") for row in entries)
    # What vanished left no trace at ST6 or later, so it was lost at ST6 at the latest.
    assert all(str(row["lost_at_step"]) <= "ST6" for row in entries if outcome[row["link_id"]] == "O6")
    # The cause says what the formula was given: the same departures, counted in the same way.
    lost = {row["link_id"]: row["lost_handover"] for row in made.truth["chances"]}
    by_departure = {row["link_id"] for row in entries if row["cause"] in ("N11", "FI08")}
    assert by_departure >= {row["link_id"] for row in entries if not row["kept"] and lost[row["link_id"]]}
    assert by_departure <= {link for link, value in lost.items() if value}
    known = {entry.code for family in ("action", "reason", "internal_factor") for entry in codebook.family(family)}
    assert {row["cause"] for row in entries} <= known | {None}
    assert made.truth == generate(case_parameters("kievitsveen")).truth
