"""Reading a CSV file of a case: text into rows of text, and everything that can be wrong before a cell is looked at."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from course.case_faults import Fault, near
from course.codebook import Column

__all__ = ["Line", "Sheet", "read_sheet"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(slots=True)
class Line:
    """One row of a file: its line number in an editor and its cells by column name."""

    number: int
    cells: dict[str, str]
    sound: bool = True
    """False when the row has too many or too few cells, so that no cell can be trusted."""


@dataclass(slots=True)
class Sheet:
    """One file as text.

    Attributes
    ----------
    readable
        False when nothing in the file could be used; what refers to it is then not checked.
    absent
        Known columns that the file does not have.
    """

    table: str
    columns: tuple[Column, ...]
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    absent: frozenset[str] = frozenset()
    readable: bool = True
    told: set[tuple[int, str]] = field(default_factory=set)
    """The cells, by line and column, of which a fault was told."""

    def blame(self, row: int | None, column: str | None, kind: str, given: str = "", expected: str = "") -> None:
        self.faults.append(Fault(self.table, row, column, kind, given, expected))
        if row is not None and column is not None:
            self.told.add((row, column))


def read_sheet(path: Path, table: str, columns: tuple[Column, ...]) -> Sheet:
    """Read one file; faults are collected in the sheet, never raised."""
    sheet = Sheet(table, columns)
    text = _text(path, sheet)
    if text is not None:
        _rows(text, sheet)
    sheet.readable = text is not None and bool(sheet.readable)
    return sheet


def _text(path: Path, sheet: Sheet) -> str | None:
    if path.is_dir():
        return sheet.blame(None, None, "not_a_file", path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        return sheet.blame(None, None, "unreadable", error.strerror or str(error))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sheet.blame(None, None, "encoding", "UTF-16", "UTF-8")
    try:
        # Spreadsheets put a byte-order mark before UTF-8; it is no part of the first column's name.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = data[error.start : error.start + 1].hex().upper()
        return sheet.blame(data.count(b"\n", 0, error.start) + 1, None, "encoding", f"0x{bad}", "UTF-8")
    if not text.strip():
        return sheet.blame(None, None, "empty_file", "", ",".join(c.name for c in sheet.columns))
    return text


def _rows(text: str, sheet: Sheet) -> None:
    # strict: a quote that is never closed would otherwise swallow the rest of the file without a word.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    blank: list[int] = []
    starts = 1
    try:
        for row in reader:
            number, starts = starts, reader.line_num + 1
            if not any(row):
                blank.append(number)
                continue
            if header is None:
                header = row
                if not _header(header, sheet):
                    return
            else:
                _line(number, row, header, sheet)
            # Only now: blank lines at the very end hide nothing and are left alone.
            for empty in blank:
                sheet.blame(empty, None, "blank_line")
            blank.clear()
    except csv.Error:
        sheet.blame(starts, None, "quotes")
        sheet.readable = False


def _header(header: list[str], sheet: Sheet) -> bool:
    known = {column.name: column for column in sheet.columns}
    if len(header) == 1 and header[0] not in known:
        for other in (";", "\t", "|"):
            if other in header[0]:
                sheet.blame(1, None, "delimiter", other, ",")
                sheet.readable = False
                return False
    absent = frozenset(known) - frozenset(header)
    dutch = {column.name_nl: column.name for column in sheet.columns}
    seen: set[str] = set()
    for place, name in enumerate(header, start=1):
        if not name.strip():
            sheet.blame(1, None, "nameless_column", str(place))
        elif name in seen:
            sheet.blame(1, name, "double_column", name)
        elif name not in known:
            guess = (dutch[name],) if name in dutch else near(name, sorted(absent) or known)
            sheet.blame(1, name, "unknown_column", name, ", ".join(guess or known))
        seen.add(name)
    for name in known:
        if name in absent:
            sheet.blame(1, name, "missing_column", "", name)
    sheet.absent = absent
    return True


def _line(number: int, row: list[str], header: list[str], sheet: Sheet) -> None:
    cells: dict[str, str] = {}
    for name, cell in zip(header, row):
        cells.setdefault(name, cell)
    line = Line(number, {column.name: cells.get(column.name, "") for column in sheet.columns})
    if len(row) != len(header):
        line.sound = False
        sheet.blame(number, None, "cell_count", str(len(row)), str(len(header)))
    for name, cell in cells.items():
        if found := _CONTROL.search(cell):
            sheet.blame(number, name, "control_character", found.group())
    sheet.lines.append(line)
