"""Checking the cells of a case against the schema of the codebook, with Frictionless.

Frictionless judges types, required cells, codes, bounds, forms and keys. Its words are written for
people who know schemas, so each of its findings becomes a :class:`~course.case_faults.Fault`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from course.case_faults import near
from course.case_read import Sheet
from course.case_records import NOT_A, parse
from course.case_schema import descriptor, nearest
from course.codebook import Column

if TYPE_CHECKING:
    from frictionless import Schema

_CONSTRAINTS = {"required": "empty_cell", "enum": "unknown_code", "pattern": "wrong_form", "minimum": "too_small", "maximum": "too_large"}
_PROSE = ("title", "title_nl", "description", "description_nl")
_EXAMPLES = {"building_period": "1958-1964"}
_EVERY = 10**9

__all__ = ["check_cells", "check_references"]


def check_cells(sheets: Mapping[str, Sheet]) -> None:
    """Add every fault in a cell or a key to the sheet it is in."""
    # Imported here: with what it imports in turn it takes seconds, and a case under seal does not need it.
    from frictionless import Resource

    for name, sheet in sheets.items():
        if not sheet.lines:
            continue
        # Rows in memory rather than paths: Frictionless distrusts absolute paths, and line numbers stay ours.
        report = Resource(name=name, data=_data(sheet), schema=_schema(name)).validate(limit_errors=_EVERY)
        for error in (*report.errors, *(error for task in report.tasks for error in task.errors)):
            _blame(sheet, error)


def check_references(sheets: Mapping[str, Sheet]) -> None:
    """Add every reference to a row that is not there to the sheet it is in."""
    for sheet in sheets.values():
        _check_references(sheet, sheets)


@cache
def _schema(table: str) -> Schema:
    from frictionless import Schema

    made = descriptor(table, present=())
    # Titles and descriptions are for the data package; Frictionless would copy them for every field of every row.
    made["fields"] = [{word: value for word, value in field.items() if word not in _PROSE} for field in made["fields"]]
    return Schema.from_descriptor(made)


def _data(sheet: Sheet) -> list[list[str]]:
    names = [column.name for column in sheet.columns]
    return [names, *([line.cells[name] for name in names] for line in sheet.lines)]


def _check_references(sheet: Sheet, sheets: Mapping[str, Sheet]) -> None:
    # Frictionless can do this too, but opens both tables again for every reference and does not say what is near.
    for column in sheet.columns:
        if column.foreign is None or column.name in sheet.absent:
            continue
        table, other = column.foreign.split(".")
        if not sheets[table].readable or other in sheets[table].absent:
            continue
        known = dict.fromkeys(line.cells[other] for line in sheets[table].lines)
        for line in sheet.lines:
            cell = line.cells[column.name]
            if cell and line.sound and cell not in known:
                hint = ", ".join(near(cell, known) or list(known)[:3])
                sheet.blame(line.number, column.name, "dangling", cell, column.foreign + (f" ({hint})" if hint else ""))


def _blame(sheet: Sheet, error: Any) -> None:
    row = getattr(error, "row_number", None)
    if row is None:
        sheet.blame(None, None, "other", error.message)
        return
    line = sheet.lines[row - 2]
    columns = {column.name: column for column in sheet.columns}
    if not line.sound:
        return
    if error.type == "blank-row":
        # The line is not blank: what stands on it is in no column that is known, and that was told of the header.
        for column in sheet.columns:
            if column.required and column.name not in sheet.absent:
                sheet.blame(line.number, column.name, "empty_cell")
    elif error.type == "primary-key":
        _blame_key(sheet, row - 2, [column.name for column in sheet.columns if column.key])
    elif getattr(error, "field_name", None) in columns:
        _blame_cell(sheet, line.number, columns[error.field_name], line.cells[error.field_name], error)
    else:
        sheet.blame(line.number, None, "other", error.message)


def _blame_key(sheet: Sheet, at: int, key: list[str]) -> None:
    values = [sheet.lines[at].cells[name] for name in key]
    if not all(values) or sheet.absent.intersection(key):
        return  # told as an empty cell or a missing column
    first = next(line.number for line in sheet.lines if [line.cells[name] for name in key] == values)
    sheet.blame(sheet.lines[at].number, key[-1] if len(key) == 1 else None, "double_key", " + ".join(values), str(first))


def _blame_cell(sheet: Sheet, row: int, column: Column, cell: str, error: Any) -> None:
    if column.name in sheet.absent or (row, column.name) in sheet.told:
        return
    rule = error.note.split('"')[1] if error.type == "constraint-error" else ""
    kind = NOT_A.get(column.type, "other") if error.type == "type-error" else _CONSTRAINTS.get(rule, "other")
    if kind in ("unknown_code", "too_small", "too_large"):
        # Frictionless reads 1_000 and NaN as numbers and then finds them too small; say what is the matter.
        try:
            parse(column, cell)
        except ValueError as form:
            kind = str(form)
    expected = {
        "unknown_code": lambda: nearest(column, cell),
        "too_small": lambda: str(column.minimum),
        "too_large": lambda: str(column.maximum),
        "wrong_form": lambda: _EXAMPLES.get(column.name, "MH-07"),
    }.get(kind, str)()
    sheet.blame(row, column.name, kind, error.message if kind == "other" else cell, expected)
