"""Faults planted on purpose in a copy of the tables, for an exercise in cleaning data. The tables themselves stay sound.

Everything works on cells as they stand in the files. The register says for each fault where it is, what stood there
and what stands there now, so that the work can be marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from course import codebook
from course.i18n import LANGUAGES, t
from course.synth.defect_cells import KINDS, Cell, Changed, candidates_of, changes
from course.synth.draws import Draws
from course.synth.made import Row
from course.synth.parameters import Parameters

Sheet: TypeAlias = list[list[str]]
"""The rows of a file, its header first."""

WHOLE_ROW = "double_row"

__all__ = ["Dirty", "Sheet", "planted"]


@dataclass(frozen=True, slots=True)
class Dirty:
    """What was planted.

    Attributes
    ----------
    sheets
        The files that changed, by the name of their table.
    register
        One row per fault: file, line as an editor numbers it, column, kind, what stood there, what stands there now, and what
        that kind of fault is. Where a fault is about several cells, from `column` on, they are joined with ``|``.
    """

    sheets: dict[str, Sheet] = field(default_factory=dict)
    register: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _Fault:
    table: str
    row: list[str]
    column: str | None
    kind: str
    original: str
    changed: str


def planted(parameters: Parameters, sheets: Mapping[str, Sheet]) -> Dirty:
    """Plant the faults that the parameters ask for, each in a row of its own; fewer when there is no more room for a kind.

    Parameters
    ----------
    sheets
        The rows of each table as text, header first, by the name of the table. They are not changed.
    """
    # In an order of its own, whatever that in the file; a row is doubled last, so that its double is sound.
    wanted = {kind: number for kind in (*KINDS, WHOLE_ROW) if (number := parameters.planted.defects.get(kind, 0))}
    if not wanted:
        return Dirty()
    copies = {table: [list(row) for row in sheet] for table, sheet in sheets.items()}
    draws, taken, faults = Draws(parameters.case.seed), set[int](), list[_Fault]()
    for kind, number in wanted.items():
        planting = _double_rows if kind == WHOLE_ROW else _cells(kind)
        faults += planting(draws, copies, number, taken)
    touched = {fault.table for fault in faults}
    register = sorted((_entry(fault, copies[fault.table]) for fault in faults), key=_place)
    return Dirty({table: sheet for table, sheet in copies.items() if table in touched}, register)


_Planting: TypeAlias = Callable[[Draws, dict[str, Sheet], int, set[int]], Iterator[_Fault]]


def _cells(kind: str) -> _Planting:
    def plant(draws: Draws, copies: dict[str, Sheet], number: int, taken: set[int]) -> Iterator[_Fault]:
        found = [cell for cell in _all_cells(copies) if candidates_of(kind)(cell)]
        left = number
        for place in draws.order(len(found), "defects", kind):
            cell = found[place]
            if left and id(cell.row) not in taken:
                made: Changed | None = changes(kind)(draws, int(place), cell)
                if made is not None:
                    taken.add(id(cell.row))
                    left -= 1
                    yield _Fault(cell.table, cell.row, cell.column.name, kind, *made)

    return plant


def _double_rows(draws: Draws, copies: dict[str, Sheet], number: int, taken: set[int]) -> Iterator[_Fault]:
    rows = [(table, row) for table, sheet in copies.items() for row in sheet[1:] if id(row) not in taken and len(sheet) > number]
    for place in draws.order(len(rows), "defects", WHOLE_ROW)[:number]:
        table, row = rows[place]
        double, sheet = list(row), copies[table]
        after = next(at for at, one in enumerate(sheet) if one is row) + draws.whole(int(place), 1, 3, "defects", "further on")
        sheet.insert(after, double)
        taken |= {id(row), id(double)}
        yield _Fault(table, double, None, WHOLE_ROW, row[0], row[0])


def _all_cells(copies: Mapping[str, Sheet]) -> Iterator[Cell]:
    for table, sheet in copies.items():
        columns = {column.name: column for column in codebook.columns(table)}
        for row in sheet[1:]:
            for at, name in enumerate(sheet[0]):
                yield Cell(table, columns[name], at, row, sheet, copies)


def _entry(fault: _Fault, sheet: Sheet) -> Row:
    line = 1
    for row in sheet:
        if row is fault.row:
            break
        # A text may hold line ends of its own; an editor counts those too.
        line += 1 + sum(cell.count("\n") for cell in row)
    return {"file": f"{fault.table}.csv", "row": line, "column": fault.column, "kind": fault.kind,
            "original": fault.original, "changed": fault.changed,
            **{f"explanation_{lang}": t(f"synth.defect.{fault.kind}", lang) for lang in LANGUAGES}}  # fmt: skip


def _place(entry: Row) -> tuple[str, int]:
    return str(entry["file"]), int(str(entry["row"]))

