"""The kinds of fault in a cell: where each kind can be planted, and what it makes of the cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from course import codebook
from course.codebook import Column
from course.synth.draws import Draws

SEVERAL = "|"
"""Between the cells of one fault in the register; so a cell that holds several values itself is no part of such a fault."""

Changed: TypeAlias = tuple[str, str]
"""What stood there and what stands there now."""

__all__ = ["Cell", "Changed", "KINDS", "candidates_of", "changes"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the row, the sheet and the tables it stands in; planting changes the row."""

    table: str
    column: Column
    at: int
    row: list[str]
    sheet: list[list[str]]
    tables: Mapping[str, list[list[str]]]

    @property
    def text(self) -> str:
        return self.row[self.at]

    def other(self, column: str) -> str:
        """What stands in another column of the same row; empty when there is no such column."""
        header = self.sheet[0]
        return self.row[header.index(column)] if column in header else ""

    def put(self, text: str) -> Changed:
        before, self.row[self.at] = self.text, text
        return before, text


Where: TypeAlias = Callable[[Cell], bool]
Plant: TypeAlias = Callable[[Draws, int, Cell], "Changed | None"]


def _wrong_join(draws: Draws, place: int, cell: Cell) -> Changed | None:
    """Another existing row is meant: only what else the row says gives it away."""
    header = cell.sheet[0]
    channel = header.index("channel") if "channel" in header else cell.at
    ids = [row[cell.at] for row in cell.sheet[1:] if row[cell.at] and row[channel] != cell.row[channel]]
    return cell.put(ids[draws.whole(place, 0, len(ids) - 1, "defects", "joined to")]) if ids else None


def _other_notation(draws: Draws, place: int, cell: Cell) -> Changed:
    year, month, day = cell.text.split("-")
    return cell.put(f"{day}-{month}-{year}" if draws.whole(place, 0, 1, "defects", "notation") else f"{int(day)}/{int(month)}/{year}")


def _with_separator(draws: Draws, place: int, cell: Cell) -> Changed:
    return cell.put(f"{int(cell.text):,}".replace(",", "."))


def _shifted(draws: Draws, place: int, cell: Cell) -> Changed:
    """From this cell on everything stands one place to the right; the last cell was empty and drops off."""
    before = cell.row[cell.at :]
    cell.row[cell.at :] = ["", *before[:-1]]
    return SEVERAL.join(before), SEVERAL.join(cell.row[cell.at :])


def _with_spaces(draws: Draws, place: int, cell: Cell) -> Changed:
    forms = f"{cell.text} ", f" {cell.text}", f"{cell.text}\u00a0"
    return cell.put(forms[draws.whole(place, 0, 2, "defects", "spaces")])


def _in_other_case(draws: Draws, place: int, cell: Cell) -> Changed:
    return cell.put(cell.text.lower() if cell.text != cell.text.lower() else cell.text.capitalize())


def _as_percentage(draws: Draws, place: int, cell: Cell) -> Changed:
    return cell.put(f"{float(cell.text) * 100:.1f}%".replace(".", ","))


def _misread(draws: Draws, place: int, cell: Cell) -> Changed:
    return cell.put(cell.text.encode("utf-8").decode("cp1252"))


def _swapped(draws: Draws, place: int, cell: Cell) -> Changed:
    at = cell.at
    cell.row[at], cell.row[at + 1] = cell.row[at + 1], cell.row[at]
    return SEVERAL.join((cell.row[at + 1], cell.row[at])), SEVERAL.join((cell.row[at], cell.row[at + 1]))


def _can_be_misread(text: str) -> bool:
    try:
        return text.encode("utf-8").decode("cp1252") != text
    except UnicodeDecodeError:  # five bytes have no character in that code page
        return False


def _is_code(cell: Cell) -> bool:
    return cell.column.family is not None and cell.column.type == "string" and not cell.column.list and cell.text != ""


def _joins(cell: Cell) -> bool:
    """Where a wrong join can be found: the link is of another contribution, or the campaign of another channel."""
    if cell.table == "actions":
        return cell.column.name == "contribution_id" and cell.other("link_id") != ""
    return cell.table == "contributions" and cell.column.name == "campaign_id" and cell.text != ""


def _can_shift(cell: Cell) -> bool:
    in_the_middle = 2 <= cell.at < len(cell.row) - 1
    told_apart = not any(SEVERAL in text for text in cell.row[cell.at :])
    return in_the_middle and cell.text != "" and cell.row[-1] == "" and cell.row[cell.at + 1] != "" and told_apart


def _can_swap(cell: Cell) -> bool:
    """A date and the date, code, number or id beside it; nobody takes a whole text for a date."""
    if cell.column.type != "date" or cell.text == "" or cell.at + 1 == len(cell.row):
        return False
    columns = {column.name: column for column in codebook.columns(cell.table)}
    beside, after = columns[cell.sheet[0][cell.at + 1]], cell.row[cell.at + 1]
    short = beside.type != "string" or beside.family is not None or beside.foreign is not None
    return short and after not in ("", cell.text) and SEVERAL not in after


KINDS: Mapping[str, tuple[Where, Plant]] = {
    "wrong_join": (_joins, _wrong_join),
    "two_date_notations": (lambda cell: cell.column.type == "date" and cell.text != "", _other_notation),
    "thousands_separator": (lambda cell: cell.column.type == "integer" and len(cell.text) > 3, _with_separator),
    "blank_for_unknown": (lambda cell: _is_code(cell) and cell.text == "unknown", lambda draws, place, cell: cell.put("")),
    "shifted_column": (_can_shift, _shifted),
    "stray_spaces": (_is_code, _with_spaces),
    "code_in_other_case": (_is_code, _in_other_case),
    "share_as_percentage": (lambda cell: cell.column.name == "share" and cell.text != "", _as_percentage),
    "wrong_encoding": (lambda cell: cell.column.type == "string" and _can_be_misread(cell.text), _misread),
    "swapped_columns": (_can_swap, _swapped),
}
"""Per kind: in which cells it can be planted, and how. Rows that are doubled are no matter of cells."""


def candidates_of(kind: str) -> Where:
    """In which cells a fault of this kind can be planted."""
    return KINDS[kind][0]


def changes(kind: str) -> Plant:
    """How a fault of this kind is planted; it gives None when this cell offers nothing after all."""
    return KINDS[kind][1]
