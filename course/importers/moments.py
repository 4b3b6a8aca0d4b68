"""Dates from an export: a number since 1970 in seconds or milliseconds, or a date as JavaScript or Java prints it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

__all__ = ["Unit", "moment_of_number", "moment_of_words"]

Unit = Literal["seconds", "milliseconds"]

#: A number this large is not seconds (that would be the year 5138) but milliseconds (1973 and later).
_MILLISECONDS_FROM = 100_000_000_000
_EARLIEST, _LATEST = dt.datetime(2005, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
_MONTHS = {m: i for i, m in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
# Java prints a zone by name. Only names with one meaning in these files are read; another makes the date unknown.
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5}
_ZONES |= {"MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_CLOCK = r"(\d{2}):(\d{2}):(\d{2})"
_JAVA = re.compile(rf"\w{{3}} (\w{{3}}) (\d{{1,2}}) {_CLOCK} ([A-Z]{{1,5}}) (\d{{4}})")
_JAVASCRIPT = re.compile(rf"\w{{3}} (\w{{3}}) (\d{{1,2}}) (\d{{4}}) {_CLOCK} GMT([+-]\d{{4}})")


def moment_of_number(written: str) -> tuple[dt.datetime, Unit] | None:
    """The moment a timestamp stands for, and its unit, told by its size; None when it is no timestamp.

    >>> moment_of_number("1767225600")[0] == moment_of_number("1767225600000")[0]
    True
    >>> moment_of_number("1,77E+12")
    """
    if not re.fullmatch(r"\d{1,16}(?:\.0+)?", written.strip()):
        return None
    number = int(float(written)) if "." in written else int(written)
    unit: Unit = "milliseconds" if number >= _MILLISECONDS_FROM else "seconds"
    try:
        moment = dt.datetime.fromtimestamp(number / 1000 if unit == "milliseconds" else number, dt.UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return (moment, unit) if _EARLIEST <= moment < _LATEST else None


def moment_of_words(written: str) -> dt.datetime | None:
    """The moment of a date as Polis prints it, or of an ISO date with an offset; None when it is neither.

    >>> moment_of_words("Thu Jan 01 01:00:00 CET 2026").isoformat()
    '2026-01-01T00:00:00+00:00'
    >>> moment_of_words("Thu Jan 01 2026 01:00:00 GMT+0100 (Central European Standard Time)").isoformat()
    '2026-01-01T00:00:00+00:00'
    """
    written = written.strip()
    try:
        if found := _JAVA.fullmatch(written):
            month, day, hour, minute, second, zone, year = found.groups()
            offset = dt.timedelta(hours=_ZONES[zone])
        elif found := _JAVASCRIPT.match(written):
            month, day, year, hour, minute, second, zone = found.groups()
            offset = dt.timedelta(minutes=int(zone[0] + "1") * (int(zone[1:3]) * 60 + int(zone[3:])))
        else:
            moment = dt.datetime.fromisoformat(written)
            moment = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
            return moment if _EARLIEST <= moment < _LATEST else None
        numbers = (int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second))
        moment = dt.datetime(*numbers, tzinfo=dt.UTC) - offset
    except (KeyError, ValueError, OverflowError):
        return None
    return moment if _EARLIEST <= moment < _LATEST else None
