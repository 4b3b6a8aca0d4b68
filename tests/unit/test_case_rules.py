"""Each integrity rule of the model (4.6) finds what breaks it, in a case that is otherwise sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from course import case

TINY = Path(__file__).parents[1] / "data" / "tiny"

# table, what stands there, what is put there, line and column of the fault, its kind
BREAKS = [
    # rule 1
    ("contributions", "TN-01,tiny,TN-C01,K01", "TN-01,tiny,TN-C01,K02", 2, "channel", "channel_of_campaign"),
    ("contributions", "Maak er eens een bankje bij.", "", 3, "text_nl", "empty_cell"),
    ("codings", "on_time", "D23", 5, "code", "unknown_code"),
    # rule 2
    ("cases", "2026-05-01", "2025-11-01", 2, "date_m3", "milestones_rise"),
    ("contributions", "2026-10-06,2026-10-07", "2026-10-06,2026-10-05", 4, "registered_on", "registered_before_received"),
    ("decisions", "2026-09-01,2027-03-01", "2026-09-01,2026-08-31", 7, "closes_on", "window_reversed"),
    ("campaigns", "2026-09-15,2026-10-31", "2026-09-15,2026-09-14", 2, "ends_on", "period_reversed"),
    ("actors", "2025-05-01,2026-11-30", "2025-05-01,2025-04-30", 2, "filled_to", "period_reversed"),
    ("decisions", "2024-04-20,false", "2024-04-20,true", 2, "outside_window", "outside_window"),
    ("decisions", "2027-03-05,true", "2027-02-05,true", 7, "outside_window", "outside_window"),
    ("actors", "2026-11-30,none", "2026-11-30,", 2, "handover_type", "handover"),
    ("actors", "2027-01-15,,", "2026-11-30,,", 3, "filled_from", "post_taken"),
    ("actions", "2026-11-21,TN-A01", "2026-11-19,TN-A01", 5, "acted_on", "action_too_early"),
    ("actions", "TN-L1,3,", "TN-L1,4,", 4, "sequence", "sequence"),
    ("actions", "2,2026-11-02", "2,2026-10-06", 3, "acted_on", "action_order"),
    # rule 3
    ("decisions", "2026-09-01,2027-03-01", "2026-09-02,2027-03-01", 7, "opens_on", "window_of_milestone"),
    ("decisions", "GEM-BW,,2024-05-01", "GEM-BW,2024-01-01,2024-05-01", 2, "opens_on", "window_open_from_start"),
    ("decisions", "2025-11-14", "2025-11-30", 3, "closes_on", "window_of_milestone"),
    ("decisions", "TN-D07-2025,tiny,D07,2025", "TN-D07-2025,tiny,D07,2024", 3, "cycle", "cycle_outside"),
    ("decisions", "TN-D07-2025,tiny,D07,2025", "TN-D07-2025,tiny,D07,", 3, "cycle", "cycle_needed"),
    ("decisions", "TN-D12,tiny,D12,", "TN-D12,tiny,D12,2027", 6, "cycle", "cycle_not_needed"),
    ("decisions", "TN-D12,tiny,D12", "TN-D12,tiny,D01", 6, "decision_code", "decision_twice"),
    ("decisions", "6,2,milestone", "6,2,rolling", 7, "kind", "kind_of_decision"),
    ("links", "1,on_time", "1,tight", 2, "timing", "timing"),
    ("links", "1,on_time", "1,", 2, "timing", "empty_cell"),
    ("links", "TN-D07-2027", "TN-D07-2026", 4, "decision_id", "calendar_row"),
    ("links", "TN-D12,false,2", "TN-D12,false,3", 2, "rank", "ranks"),
    ("links", "TN-L3,TN-02", "TN-L3,TN-03", 5, "no_decision", "no_decision_alone"),
    # rule 4
    ("links", ",true,1,", ",false,1,", 5, "no_decision", "no_decision"),
    ("links", ",true,1,,", ",true,1,late,", 5, "timing", "timing_without_decision"),
    ("links", "false,O5,N16", "false,O1,", 5, "outcome", "no_decision_adopted"),
    ("links", "true,O2,N03", "true,O1,N03", 2, "reason", "reason_not_here"),
    ("links", "true,O2,N03", "true,O4,", 2, "reason", "reason_needed"),
    ("links", "true,O2,N03", "true,O4,N16", 2, "reason", "reason_known_here"),
    ("links", "false,O5,N16", "false,O5,N03", 5, "reason", "reason_unknown_here"),
    ("links", "O3,,COR-BE,2027-04-01", "O3,,,2027-04-01", 3, "new_owner", "passed_on"),
    ("links", "O3,,COR-BE,2027-04-01", "O3,,COR-BE,", 3, "new_date", "passed_on"),
    ("links", "true,O2,N03,", "true,O2,N03,COR-BE", 2, "new_owner", "not_passed_on"),
    ("links", "true,O2,N03", "true,O6,", 2, "outcome", "vanished"),
    ("actions", "TN-02,,1", "TN-02,TN-L4,1", 5, "link_id", "link_of_other"),
    # rule 5
    ("contributions", ",,unknown,,wish", ",,self_reported,,wish", 3, "group_source", "group_source"),
    ("contributions", "G02,,inferred", "G02,,unknown", 4, "group_source", "group_source"),
    ("contributions", "G02,,inferred", "G02,G05,inferred", 4, "group_source", "inferred_attributes"),
    ("contributions", "T01,yes", "T01,no", 2, "feedback_given", "feedback_yes"),
    ("contributions", "T20,,unknown", "T20,,yes", 4, "feedback_given", "feedback_row"),
    ("feedback", "TN-F1,TN-01", "TN-F1,TN-02", 2, "feedback_given", "feedback_row"),
    # rule 6
    ("population", "36,0.18", "36,0.28", None, "share", "shares_add_up"),
    ("population", "G05,36", "G05,72", 6, "share", "share_of_persons"),
    # rule 7
    ("cases", ",true,", ",false,", 2, "synthetic", "synthetic"),
    # the reference
    ("reference/placements", "TN-D23,,3,Hier", "TN-D23,N03,3,Hier", 2, "decision_id", "decision_or_reason"),
    ("reference/placements", "TN-03,1,,N06", "TN-03,1,,", 6, "decision_id", "decision_or_reason"),
    ("reference/placements", "TN-03,1", "TN-03,2", 6, "part", "no_such_part"),
    ("reference/placements", "TN-01,1,TN-D23", "TN-01,2,TN-D23", 3, None, "double_key"),
    ("reference/parts", "TN-02,1", "TN-02,2", 3, "contribution_id", "no_first_part"),
    ("reference/parts", "TN-01,2", "TN-03,2", 3, "part", "part_unplaced"),
]


@pytest.mark.parametrize(("table", "old", "new", "line", "column", "kind"), BREAKS)
def test_a_broken_rule_is_found_where_it_is_broken(
    tmp_path: Path, table: str, old: str, new: str, line: int | None, column: str | None, kind: str
) -> None:
    folder = shutil.copytree(TINY, tmp_path / "tiny")
    path = folder / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")
    found = case.faults(folder)
    assert (line, column, kind) in {(fault.row, fault.column, fault.kind) for fault in found}, found


def test_a_year_that_is_left_out_is_missed(tmp_path: Path) -> None:
    folder = shutil.copytree(TINY, tmp_path / "tiny")
    path = folder / "decisions.csv"
    path.write_text("".join(row for row in path.read_text("utf-8").splitlines(True) if "D07-2026" not in row), "utf-8")
    assert [(fault.kind, fault.expected) for fault in case.faults(folder)] == [("cycle_missing", "2026")]


def test_four_links_are_one_too_many(tmp_path: Path) -> None:
    folder = shutil.copytree(TINY, tmp_path / "tiny")
    path = folder / "links.csv"
    more = "TN-L{n},TN-01,TN-D07-2026,false,{n},tight,low,false,none,none,false,O6,,,,,unknown\n"
    path.write_text(path.read_text("utf-8") + more.format(n=3).replace("L3", "L5") + more.format(n=3).replace("L3", "L6"), "utf-8")
    assert {"too_many_links", "ranks"} <= {fault.kind for fault in case.faults(folder)}


def test_a_real_neighbourhood_gives_no_case_its_name(tmp_path: Path) -> None:
    folder = shutil.copytree(TINY, tmp_path / "tiny")
    header = "neighbourhood_key,neighbourhood,municipality,residents_printed,residents,joined_later,left_early,source\n"
    (folder / "reference_neighbourhoods.csv").write_text(f"{header}W-01,Proefveld,Stad,1.000,1000,false,false,S\n", "utf-8")
    assert [(fault.table, fault.kind) for fault in case.faults(folder)] == [("cases", "real_name")]


def test_a_course_case_must_show_every_theme_three_times_and_a_lesson_set_need_not(tmp_path: Path) -> None:
    folder = shutil.copytree(TINY, tmp_path / "tiny")
    path = folder / "contributions.csv"
    row = path.read_text("utf-8").splitlines()[2]
    for count in (21, 22):
        more = "".join(row.replace("TN-02", f"TN-1{n:02}") + "\n" for n in range(count))
        path.write_text((TINY / "contributions.csv").read_text("utf-8") + more, "utf-8")
        found = [fault for fault in case.faults(folder) if fault.kind == "too_few"]
        assert bool(found) == (count == 22)
    assert "T13: 0" in {fault.given for fault in found}
    assert not any(fault.given.startswith("T15:") for fault in found)
