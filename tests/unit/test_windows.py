"""The rules of the model, 2.4, on the examples that were checked by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from course import windows

D23 = date(2027, 3, 1), date(2027, 8, 31), 6
D07 = pd.DataFrame(
    {
        "decision_id": ["MH-D07-2027", "MH-D07-2026", "MH-D23"],
        "decision_code": ["D07", "D07", "D23"],
        "cycle": [2027, 2026, None],
        "opens_on": pd.to_datetime(["2027-03-01", "2026-03-01", "2027-03-01"]),
        "closes_on": pd.to_datetime(["2027-11-14", "2026-11-14", "2027-08-31"]),
        "lead_weeks": [20, 20, 6],
    }
)
PROJECT = {
    "M0": date(2024, 5, 1), "M1": date(2025, 5, 1), "M2": date(2025, 11, 1), "M3": date(2026, 5, 1),
    "M4": date(2026, 9, 1), "M5": date(2027, 3, 1), "M6": date(2027, 8, 1), "M7": date(2027, 11, 1),
    "M8": date(2028, 5, 1), "M9": date(2029, 5, 1), "M10": date(2029, 11, 1),
}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-02-28", "early"),
        ("2027-03-01", "on_time"),
        ("2027-07-20", "on_time"),
        ("2027-07-21", "tight"),
        ("2027-08-31", "tight"),
        ("2027-09-01", "late"),
    ],
)
def test_the_cooking_decision_on_each_side_of_each_boundary(day: str, expected: str) -> None:
    assert windows.timing(date.fromisoformat(day), *D23) == expected
    assert windows.timing(pd.Timestamp(day), *D23) == expected


def test_a_window_without_an_opening_day_is_never_early() -> None:
    assert windows.timing(date(1999, 1, 1), None, date(2024, 5, 1), 12) == "on_time"
    assert windows.timing(date(1999, 1, 1), pd.NaT, date(2024, 5, 1), 12) == "on_time"


@pytest.mark.parametrize("nothing", [None, pd.NaT, "2027-03-01"])
def test_a_day_of_receipt_that_is_no_date_is_refused_by_name(nothing: object) -> None:
    with pytest.raises(TypeError, match="received_on"):
        windows.timing(nothing, *D23)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "row", "timing", "missed"),
    [
        ("2026-06-27", "MH-D07-2026", "on_time", None),
        ("2026-06-28", "MH-D07-2026", "tight", None),
        ("2026-11-14", "MH-D07-2026", "tight", None),
        ("2026-11-15", "MH-D07-2027", "early", 2026),
        ("2027-11-15", "MH-D07-2027", "late", 2027),
    ],
)
def test_the_budget_takes_the_first_year_that_has_not_closed(day: str, row: str, timing: str, missed: int | None) -> None:
    received = date.fromisoformat(day)
    found = windows.row_for(D07, "D07", received)
    assert found["decision_id"] == row
    assert windows.timing(received, found["opens_on"], found["closes_on"], found["lead_weeks"]) == timing
    assert windows.missed_cycle(D07, "D07", received) == missed


def test_a_decision_without_years_has_one_row_and_no_missed_cycle() -> None:
    assert windows.row_for(D07, "D23", date(2030, 1, 1))["decision_id"] == "MH-D23"
    assert windows.missed_cycle(D07, "D23", date(2030, 1, 1)) is None


def test_a_decision_that_the_case_does_not_have_is_named() -> None:
    with pytest.raises(KeyError, match=r"'D40'.*D07, D23"):
        windows.row_for(D07, "D40", date(2027, 1, 1))


@pytest.mark.parametrize(("code", "years"), [("D07", [2025, 2026, 2027]), ("D16", [2025, 2026]), ("D17", [2025, 2026, 2027])])
def test_calendar_decisions_have_a_row_for_each_year_that_is_still_useful(code: str, years: list[int]) -> None:
    assert [row.cycle for row in windows.calendar_rows(code, PROJECT)] == years


def test_yearly_windows_stand_in_the_model() -> None:
    found = {code: windows.calendar_rows(code, PROJECT)[0] for code in ("D07", "D16", "D17")}
    assert (found["D07"].opens_on, found["D07"].closes_on) == (date(2025, 3, 1), date(2025, 11, 14))
    assert (found["D16"].opens_on, found["D16"].closes_on) == (date(2025, 6, 1), date(2025, 11, 30))
    assert (found["D17"].opens_on, found["D17"].closes_on) == (date(2025, 3, 1), date(2025, 12, 14))


def test_a_cycle_that_closes_on_the_first_milestone_is_left_out_and_on_the_last_one_is_kept() -> None:
    project = {"M1": date(2026, 11, 14), "M8": date(2027, 11, 14)}
    assert [row.cycle for row in windows.calendar_rows("D07", project)] == [2027]


def test_asking_the_wrong_kind_of_window_says_which_question_to_ask() -> None:
    with pytest.raises(ValueError, match="calendar_rows"):
        windows.window_of("D07", PROJECT)
    with pytest.raises(ValueError, match="window_of"):
        windows.calendar_rows("D23", PROJECT)
    with pytest.raises(KeyError, match="M4"):
        windows.window_of("D23", {"M0": date(2024, 5, 1)})


def test_milestones_count_calendar_months_and_stop_at_the_end_of_a_shorter_one() -> None:
    assert windows.milestone_dates(date(2028, 5, 1)) == PROJECT
    dates = windows.milestone_dates(date(2028, 8, 31))
    assert (dates["M5"], dates["M7"], dates["M10"]) == (date(2027, 6, 30), date(2028, 2, 29), date(2030, 2, 28))


def test_half_of_early_input_is_gone_after_six_months() -> None:
    assert windows.share_left(date(2026, 3, 1), date(2027, 3, 1)) == pytest.approx(0.5 ** (365 / 182.625))
    assert windows.share_left(date(2027, 3, 1), date(2027, 3, 1)) == 1.0
    assert windows.share_left(date(2027, 4, 1), date(2027, 3, 1)) == 1.0
    assert windows.share_left(date(2027, 4, 1), None) == 1.0


@pytest.mark.parametrize(
    ("code", "channel", "expected"),
    [("D05", "K15", True), ("D05", "K18", False), ("D35", "K18", True), ("D21", "K15", False), ("D23", "K03", True)],
)
def test_formal_decisions_ask_for_their_own_form(code: str, channel: str, expected: bool) -> None:
    assert windows.counts(code, "on_time", channel, D23[1]) is expected


def test_someone_else_can_put_input_in_the_form_in_time_but_not_after() -> None:
    assert windows.counts("D05", "tight", "K03", D23[1], translated_on=[D23[1]])
    assert not windows.counts("D05", "tight", "K03", D23[1], translated_on=[date(2027, 9, 1)])
    assert not windows.counts("D21", "tight", "K03", D23[1], translated_on=[D23[1]])


@pytest.mark.parametrize("timing", ["early", "late"])
def test_input_out_of_time_does_not_count_in_any_form(timing: windows.Timing) -> None:
    assert not windows.counts("D05", timing, "K15", D23[1])
    assert not windows.counts("D23", timing, "K03", D23[1])
