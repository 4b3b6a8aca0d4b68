"""From a folder to checked rows: which files there are, then their cells, then the rules over all of them."""

from __future__ import annotations

from pathlib import Path

from course import codebook
from course.case_check import check_cells, check_references
from course.case_faults import Fault, file_of, near
from course.case_read import Sheet, read_sheet
from course.case_records import Tables, records
from course.case_rules import RULES as RULES_OF_CONTENT
from course.case_rules_links import RULES as RULES_OF_LINKS
from course.case_rules_time import RULES as RULES_OF_TIME
from course.case_schema import REFERENCE, TABLES

ALL_TABLES = (*TABLES, *REFERENCE)

__all__ = ["gather"]


def gather(folder: Path, sealed: bool = False) -> tuple[Tables, tuple[Fault, ...]]:
    """The rows of a case and everything that is wrong with it, in the order of the tables and their lines.

    Parameters
    ----------
    sealed
        The files are byte for byte those of which the cells were found sound before
        (:func:`course.datapackage.seal`), so only what is quick is checked again.
    """
    strays = _strays(folder)
    sheets = {name: _sheet(folder, name) for name in ALL_TABLES}
    if not sealed:
        check_cells(sheets)
    check_references(sheets)
    by_name = {name: records(sheet) for name, sheet in sheets.items()}
    unreadable = frozenset(name for name, sheet in sheets.items() if not sheet.readable)
    tables = Tables(by_name, unreadable)
    found = [fault for sheet in sheets.values() for fault in sheet.faults]
    found += [fault for rule in (*RULES_OF_CONTENT, *RULES_OF_TIME, *RULES_OF_LINKS) for fault in rule(tables)]
    return tables, tuple(dict.fromkeys(strays + sorted(found, key=_place)))


def _sheet(folder: Path, name: str) -> Sheet:
    path = folder / file_of(name)
    if path.exists():
        return read_sheet(path, name, codebook.columns(name))
    sheet = Sheet(name, codebook.columns(name))
    if name == "cases":
        sheet.blame(None, None, "missing_table", "", file_of(name))
        sheet.readable = False
    return sheet


def _strays(folder: Path) -> list[Fault]:
    """Files that were probably meant as a table, but would not be read: a slip in the name would lose them silently."""
    found = []
    for home, expected in ((folder, TABLES), (folder / "reference", REFERENCE)):
        for path in sorted(home.iterdir()) if home.is_dir() else ():
            if path.stem.casefold() not in expected and path.suffix.casefold() != ".csv":
                continue
            if path.name not in {f"{name}.csv" for name in expected}:
                close = near(path.stem, expected) or expected
                meant = ", ".join(file_of(name) for name in close)
                found.append(Fault(path.relative_to(folder).as_posix(), None, None, "unknown_file", path.name, meant))
    return found


def _place(fault: Fault) -> tuple[int, int, int]:
    table = ALL_TABLES.index(fault.table)
    names = [column.name for column in codebook.columns(fault.table)]
    column = names.index(fault.column) if fault.column in names else -1
    return table, fault.row or 0, column
