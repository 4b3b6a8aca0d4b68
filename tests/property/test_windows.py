"""The rules of the model, 2.4, for any date and any window."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from course import windows

DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
LEADS = st.integers(0, 60)


@st.composite
def windows_of_any_length(draw: st.DrawFn) -> tuple[date | None, date, int]:
    opens = draw(st.none() | DAYS)
    closes = (opens or draw(DAYS)) + timedelta(days=draw(st.integers(0, 2000)))
    return opens, closes, draw(LEADS)


@given(DAYS, windows_of_any_length())
def test_every_day_has_exactly_one_answer(day: date, window: tuple[date | None, date, int]) -> None:
    opens, closes, lead = window
    late = day > closes
    early = not late and opens is not None and day < opens
    tight = not late and not early and day + timedelta(weeks=lead) > closes
    truths = {"late": late, "early": early, "tight": tight, "on_time": not (late or early or tight)}
    assert [name for name, true in truths.items() if true] == [windows.timing(day, *window)]


@given(windows_of_any_length(), st.lists(DAYS, min_size=2, max_size=40))
def test_time_only_runs_from_early_to_late(window: tuple[date | None, date, int], days: list[date]) -> None:
    answers = [windows.TIMINGS.index(windows.timing(day, *window)) for day in sorted(days)]
    assert answers == sorted(answers)


@given(windows_of_any_length())
def test_the_boundaries_are_where_the_model_puts_them(window: tuple[date | None, date, int]) -> None:
    opens, closes, lead = window
    assert windows.timing(closes + timedelta(days=1), *window) == "late"
    assert windows.timing(closes, *window) == ("tight" if lead else "on_time")
    if opens is not None:
        assert windows.timing(opens - timedelta(days=1), *window) == "early"
        assert windows.timing(opens, *window) != "early"
    last = windows.last_useful_day(closes, lead)
    if opens is None or last >= opens:
        assert windows.timing(last, *window) == "on_time"
    if lead and (opens is None or last + timedelta(days=1) >= opens):
        assert windows.timing(last + timedelta(days=1), *window) == "tight"


@given(DAYS, st.none() | DAYS)
def test_what_is_left_of_early_input_is_a_share_and_never_grows_with_waiting(day: date, opens: date | None) -> None:
    share = windows.share_left(day, opens)
    assert 0 < share <= 1
    assert (share < 1) == (opens is not None and day < opens)
    assert windows.share_left(day - timedelta(days=1), opens) <= share


@given(DAYS)
def test_default_milestones_rise(date_m8: date) -> None:
    dates = windows.milestone_dates(date_m8)
    assert list(dates.values()) == sorted(set(dates.values())) and dates["M8"] == date_m8


@given(DAYS, st.sampled_from(["D07", "D16", "D17"]), DAYS)
def test_a_calendar_decision_takes_the_first_row_that_has_not_closed_or_else_the_last(
    date_m8: date, code: str, received: date
) -> None:
    rows = windows.calendar_rows(code, windows.milestone_dates(date_m8))
    frame = pd.DataFrame(
        {"decision_code": code, "cycle": [r.cycle for r in rows], "closes_on": pd.to_datetime([r.closes_on for r in rows])}
    ).sample(frac=1, random_state=0)
    chosen = windows.row_for(frame, code, received)["cycle"]
    open_still = [row.cycle for row in rows if row.closes_on >= received]
    assert chosen == (min(open_still) if open_still else rows[-1].cycle)
    closed = [row.cycle for row in rows if row.closes_on < received]
    assert windows.missed_cycle(frame, code, received) == (max(closed) if closed else None)
