"""From text to values: the rows of a case as the rules read them, and as the frames of a :class:`course.case.Case`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from course.case_faults import Fault
from course.case_read import Line, Sheet
from course.case_schema import allowed, nearest
from course.codebook import Column

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | float | bool | date | tuple[str, ...] | None

__all__ = ["Record", "Tables", "Value", "frame", "parse", "records"]

_FORMS = {
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "integer": re.compile(r"-?(0|[1-9][0-9]{0,17})"),
    "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?"),
    "boolean": re.compile(r"true|false"),
}
NOT_A = {"date": "not_a_date", "integer": "not_an_integer", "number": "not_a_number", "boolean": "not_a_boolean"}


@dataclass(slots=True)
class Record:
    """One row with its values; `bad` are the columns whose value is already known to be wrong."""

    table: str
    line: int
    values: Mapping[str, Value]
    bad: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def fault(self, column: str | None, kind: str, given: object = "", expected: object = "") -> Fault:
        """A fault in this row; dates and numbers are written as in the file."""
        return Fault(self.table, self.line, column, kind, _written(given), _written(expected))


@dataclass(slots=True)
class Tables:
    """All rows of a case, for the rules."""

    by_name: dict[str, list[Record]] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()

    def rows(self, table: str, *columns: str) -> Iterator[Record]:
        """The rows of a table in which none of these columns is wrong already: a fault is told once."""
        return (row for row in self.by_name.get(table, []) if not row.bad.intersection(columns))

    def has(self, table: str) -> bool:
        """Is there a row?"""
        return bool(self.by_name.get(table))

    def complete(self, table: str, *columns: str) -> bool:
        """Can these columns be added up or compared as a whole: is the file readable and no value in them wrong?"""
        rows = self.by_name.get(table, [])
        return table not in self.unreadable and not any(row.bad.intersection(columns) for row in rows)


def parse(column: Column, cell: str) -> Value:
    """The value of a cell.

    Raises
    ------
    ValueError
        With the kind of fault as its message.
    """
    if cell == "":
        return () if column.list else None
    if column.list:
        return tuple(cell.split("|"))
    if column.type == "string":
        if column.required and not cell.strip():
            raise ValueError("empty_cell")
        return cell
    if not _FORMS[column.type].fullmatch(cell):
        raise ValueError(NOT_A[column.type])
    if column.type == "date":
        # A frame counts nanoseconds and ends in 2262; a year such as 0207 is a slip of the hand anyway.
        if not 1900 <= int(cell[:4]) < 2200:
            raise ValueError("not_a_date")
        try:
            return date.fromisoformat(cell)
        except ValueError:
            raise ValueError("not_a_date") from None
    if column.type == "boolean":
        return cell == "true"
    return int(cell) if column.type == "integer" else float(cell)


def records(sheet: Sheet) -> list[Record]:
    """The rows of a sheet with values; a cell that cannot be read is told in the sheet's faults, unless it was already."""
    choices = {column.name: frozenset(allowed(column)) for column in sheet.columns if column.list}
    return [_record(sheet, line, choices) for line in sheet.lines]


def _record(sheet: Sheet, line: Line, choices: Mapping[str, frozenset[str]]) -> Record:
    values: dict[str, Value] = {}
    bad = set(sheet.absent) if line.sound else {column.name for column in sheet.columns}
    for column in sheet.columns:
        cell = line.cells[column.name]
        values[column.name] = () if column.list else None
        if (line.number, column.name) in sheet.told:
            bad.add(column.name)
            if column.type != "string":
                continue
        try:
            values[column.name] = parse(column, cell)
        except ValueError as kind:
            if column.name not in bad:
                sheet.blame(line.number, column.name, str(kind), cell)
                bad.add(column.name)
            continue
        if column.list and column.name not in bad:
            for item, fault in _items(cell, choices[column.name]):
                meant = nearest(column, item) if fault == "unknown_code" else ""
                sheet.blame(line.number, column.name, fault, item, meant)
                bad.add(column.name)
    return Record(sheet.table, line.number, values, frozenset(bad))


def _items(cell: str, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    items = cell.split("|") if cell else []
    for place, item in enumerate(items):
        if not item:
            yield cell, "empty_item"
        elif known and item not in known:
            yield item, "unknown_code"
        elif item in items[:place]:
            yield item, "double_item"


def frame(rows: list[Record], columns: tuple[Column, ...]) -> pd.DataFrame:
    """Rows as a frame: ``string``, ``Int64``, ``Float64``, ``boolean``, ``datetime64[ns]``; lists are tuples."""
    import pandas as pd

    return pd.DataFrame({column.name: _series([row[column.name] for row in rows], column) for column in columns})


def _series(values: list[Value], column: Column) -> pd.Series:
    import numpy as np
    import pandas as pd

    if column.list:
        series = pd.Series([None] * len(values), dtype=object)
        series[:] = values
        return series
    if column.type == "date":
        days = [np.datetime64("NaT", "ns") if day is None else np.datetime64(day, "ns") for day in values]
        return pd.Series(np.array(days, dtype="datetime64[ns]"))
    kinds = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    return pd.Series(values, dtype=kinds[column.type])


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value))
    return str(value)
