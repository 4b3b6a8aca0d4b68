"""Dates as people read them: ``14 feb 2028`` and ``14 Feb 2028``."""

from __future__ import annotations

import datetime as dt

from course.i18n import Language, section, t

__all__ = ["day", "month", "span"]


def month(date: dt.date, lang: Language) -> str:
    """The short name of the month: ``mrt`` or ``Mar``."""
    return section("dates.months", lang).split()[date.month - 1]


def day(date: dt.date, lang: Language, *, short: bool = False) -> str:
    """One day, with the year in two figures when `short`.

    >>> day(dt.date(2028, 2, 14), "nl")
    '14 feb 2028'
    >>> day(dt.date(2028, 2, 14), "en", short=True)
    '14 Feb ’28'
    """
    year = f"’{date.year % 100:02d}" if short else str(date.year)
    return f"{date.day} {month(date, lang)} {year}"


def span(days: int, lang: Language) -> str:
    """A length of time in words: days under two weeks, then whole weeks.

    >>> span(1, "en"), span(13, "nl"), span(70, "nl")
    ('1 day', '13 dagen', '10 weken')
    """
    number, unit = (days, "day") if days < 14 else (days // 7, "week")
    return t(f"dates.{unit if number == 1 else unit + 's'}", lang, n=number)
