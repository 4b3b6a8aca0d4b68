"""Is this contribution still in time for that decision?

The rules of the model, section 2.4, as pure functions: dates go in as :class:`datetime.date` (a pandas
``Timestamp`` does too), plain values come out. No rule here looks at texts, boards or files.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from course import codebook

if TYPE_CHECKING:
    import pandas as pd

Timing = Literal["early", "on_time", "tight", "late"]
TIMINGS: tuple[Timing, ...] = ("early", "on_time", "tight", "late")

HALF_LIFE_DAYS = 182.625
"""Half of unregistered early input is gone after six months (rule 2; an assumption, not a finding)."""

__all__ = [
    "FORMAL_CHANNELS", "TIMINGS", "CalendarRow", "Timing", "calendar_rows", "counts", "last_useful_day",
    "milestone_dates", "missed_cycle", "place_in", "row_for", "rows_of", "share_left", "timing", "window_of",
]  # fmt: skip


@dataclass(frozen=True)
class CalendarRow:
    """One year of a calendar decision; `cycle` is the year it closes."""

    cycle: int
    opens_on: date
    closes_on: date


FORMAL_CHANNELS: Mapping[str, str | None] = {
    "D05": "K15",
    "D06": "K15",
    "D15": "K15",
    "D21": None,
    "D31": "K15",
    "D35": "K18",
}
"""The required form per formal decision (rule 5). D21 has none: the consent form is a vote, not a contribution."""


def timing(received_on: date, opens_on: date | None, closes_on: date, lead_weeks: int) -> Timing:
    """What was still possible on the day the input came in (rule 1).

    The closing day itself still counts, and input received exactly `lead_weeks` before closing is on time.
    An empty `opens_on` means open from the start: never early.

    >>> window = date(2027, 3, 1), date(2027, 8, 31), 6
    >>> for day in ("2027-02-28", "2027-03-01", "2027-07-20", "2027-07-21", "2027-08-31", "2027-09-01"):
    ...     print(day, timing(date.fromisoformat(day), *window))
    2027-02-28 early
    2027-03-01 on_time
    2027-07-20 on_time
    2027-07-21 tight
    2027-08-31 tight
    2027-09-01 late
    """
    received, closes = _day("received_on", received_on), _day("closes_on", closes_on)
    opens = _perhaps("opens_on", opens_on)
    if received > closes:
        return "late"
    if opens is not None and received < opens:
        return "early"
    # Counted in days left, because adding weeks to a date near the end of the calendar overflows.
    return "tight" if (closes - received).days < 7 * lead_weeks else "on_time"


def last_useful_day(closes_on: date, lead_weeks: int) -> date:
    """The last day on which input is on time rather than tight.

    >>> last_useful_day(date(2027, 8, 31), 6)
    datetime.date(2027, 7, 20)
    """
    return _day("closes_on", closes_on) - timedelta(weeks=int(lead_weeks))


def share_left(received_on: date, opens_on: date | None) -> float:
    """Which share of early input that nobody registered is still known when the window opens (rule 2).

    Returns
    -------
    float
        Between 0 and 1; 1.0 for input that is not early.

    >>> share_left(date(2027, 3, 1), date(2027, 3, 1))
    1.0
    >>> round(share_left(date(2026, 3, 1), date(2027, 3, 1)), 3)
    0.25
    """
    opens = _perhaps("opens_on", opens_on)
    days = 0 if opens is None else (opens - _day("received_on", received_on)).days
    return 0.5 ** (max(days, 0) / HALF_LIFE_DAYS)


def milestone_dates(date_m8: date) -> dict[str, date]:
    """The default dates of M0 to M10, counted from the start of the works (rule 3).

    Calendar months, on the same day of the month or the last day of a shorter month.

    >>> dates = milestone_dates(date(2028, 8, 31))
    >>> dates["M5"], dates["M6"], dates["M7"], dates["M10"]
    (datetime.date(2027, 6, 30), datetime.date(2027, 11, 30), datetime.date(2028, 2, 29), datetime.date(2030, 2, 28))
    """
    start = _day("date_m8", date_m8)
    codes = [entry.code for entry in codebook.family("milestone")]
    return {code: _months_later(start, codebook.milestone(code).offset_months) for code in codes}


def window_of(decision_code: str, milestones: Mapping[str, date]) -> tuple[date | None, date]:
    """From when until when a decision is open, given the dates of the milestones (rule 3).

    Returns
    -------
    tuple of date or None, date
        `opens_on` (None for D01, which is open from the start) and `closes_on`.

    Raises
    ------
    KeyError
        For a code that is not in the codebook.
    ValueError
        For a calendar decision, which has a window per year: use :func:`calendar_rows`.

    >>> window_of("D23", {"M4": date(2027, 3, 1), "M5": date(2027, 8, 31)})
    (datetime.date(2027, 3, 1), datetime.date(2027, 8, 31))
    >>> window_of("D01", {"M0": date(2024, 5, 1)})
    (None, datetime.date(2024, 5, 1))
    """
    decision = codebook.decision(decision_code)
    if decision.kind == "calendar":
        raise ValueError(f"{decision_code} has a window every year; ask calendar_rows({decision_code!r}, milestones)")
    opens = None if decision.opens is None else _milestone(decision.opens, milestones)
    return opens, _milestone(decision.closes, milestones)


def calendar_rows(decision_code: str, milestones: Mapping[str, date]) -> tuple[CalendarRow, ...]:
    """The yearly windows of a calendar decision during the project, first year first (rule 4).

    >>> project = {"M1": date(2026, 4, 1), "M7": date(2027, 11, 1), "M8": date(2028, 5, 1)}
    >>> for row in calendar_rows("D07", project):
    ...     print(row.cycle, row.opens_on, row.closes_on)
    2026 2026-03-01 2026-11-14
    2027 2027-03-01 2027-11-14
    >>> [row.cycle for row in calendar_rows("D16", project)]
    [2026]
    """
    yearly = codebook.decision(decision_code)
    if yearly.kind != "calendar" or yearly.opens is None or yearly.last_useful is None:
        raise ValueError(f"{decision_code} has one window, not one a year; ask window_of({decision_code!r}, milestones)")
    after, until = _milestone("M1", milestones), _milestone(yearly.last_useful, milestones)
    rows = (
        CalendarRow(year, _in_year(year, yearly.opens), _in_year(year, yearly.closes))
        for year in range(after.year, until.year + 1)
    )
    return tuple(row for row in rows if after < row.closes_on <= until)


def place_in(received_on: date, closings: Iterable[date]) -> int:
    """Which of these closing days, in rising order, input of that day belongs to: the first not past, or the last.

    >>> place_in(date(2026, 11, 15), [date(2026, 11, 14), date(2027, 11, 14)])
    1
    >>> place_in(date(2027, 11, 15), [date(2026, 11, 14), date(2027, 11, 14)])
    1
    """
    days = [_day("closes_on", day) for day in closings]
    received = _day("received_on", received_on)
    return next((place for place, day in enumerate(days) if day >= received), len(days) - 1)


def row_for(decisions: pd.DataFrame, decision_code: str, received_on: date) -> pd.Series:
    """The row of `decisions` that a contribution received on that day belongs to (rule 4).

    The first row that closes on or after the day; if there is none, the last row, and then it is late.
    Most decisions have one row.

    Raises
    ------
    KeyError
        If this case has no such decision.
    """
    rows = rows_of(decisions, decision_code)
    return rows.iloc[place_in(received_on, rows["closes_on"])]


def rows_of(decisions: pd.DataFrame, decision_code: str) -> pd.DataFrame:
    """The rows of `decisions` with that code, the first to close first: one, or one a year for a calendar decision.

    Raises
    ------
    KeyError
        If this case has no such decision.
    """
    rows = decisions[decisions["decision_code"] == decision_code].sort_values("closes_on", kind="stable")
    if rows.empty:
        known = ", ".join(sorted(set(decisions["decision_code"].dropna())))
        raise KeyError(f"{decision_code!r} is no decision in this case; those are: {known or 'none'}")
    return rows


def missed_cycle(decisions: pd.DataFrame, decision_code: str, received_on: date) -> int | None:
    """The year of the last cycle that had closed before that day; None if there is none (rule 4)."""
    if codebook.decision(decision_code).kind != "calendar":
        return None
    received = _day("received_on", received_on)
    closings = decisions.loc[decisions["decision_code"] == decision_code, "closes_on"]
    return max((closes.year for closes in closings if closes.date() < received), default=None)


def counts(
    decision_code: str,
    timing: Timing,
    channel: str,
    closes_on: date,
    translated_on: Iterable[date] = (),
) -> bool:
    """Does input on a formal decision count, that is: in time and in the required form? (rule 5)

    For a decision that is not formal, being in time is enough.

    Parameters
    ----------
    translated_on
        The days of the BG01 actions on this link: someone put the input in the form of the decision document.

    >>> counts("D05", "tight", "K15", date(2027, 9, 1))
    True
    >>> counts("D05", "on_time", "K03", date(2027, 9, 1))
    False
    >>> counts("D05", "on_time", "K03", date(2027, 9, 1), translated_on=[date(2027, 9, 1)])
    True
    >>> counts("D21", "on_time", "K15", date(2027, 9, 1))
    False
    """
    if timing not in TIMINGS:
        raise ValueError(f"{timing!r} is no timing; choose one of {', '.join(TIMINGS)}")
    if timing not in ("on_time", "tight"):
        return False
    if decision_code not in FORMAL_CHANNELS:
        return True
    form, closes = FORMAL_CHANNELS[decision_code], _day("closes_on", closes_on)
    return form is not None and (channel == form or any(_day("translated_on", day) <= closes for day in translated_on))


def _perhaps(name: str, value: date | None) -> date | None:
    # NaT calls itself a datetime but equals nothing, itself included.
    return None if value is None or value != value else _day(name, value)


def _day(name: str, value: date) -> date:
    if not isinstance(value, date) or value != value:
        raise TypeError(f"{name} is {value!r}; a date is needed, such as date(2027, 3, 1)")
    return value.date() if isinstance(value, datetime) else value


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _in_year(year: int, day_of_year: str) -> date:
    return date.fromisoformat(f"{year:04}-{day_of_year}")


def _milestone(code: str, milestones: Mapping[str, date]) -> date:
    if code not in milestones:
        raise KeyError(f"the date of {code} is needed; given were {', '.join(milestones) or 'none'}")
    return _day(code, milestones[code])
