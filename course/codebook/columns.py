"""The tables of a case, column by column."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal, cast

from course.codebook import entries
from course.codebook._files import in_language, rows
from course.i18n import Language

__all__ = ["Column", "ColumnType", "columns"]

ColumnType = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table.

    Attributes
    ----------
    name, name_nl
        The name in files, and the Dutch name for exports that carry those.
    required
        Never empty.
    family
        The family of codes its values come from, or None.
    list
        Holds several values, joined with ``|``.
    minimum, maximum
        Bounds of a number, both included, or None.
    key
        Part of the key of its table.
    foreign
        The column it refers to, as ``table.column``, or None.
    """

    table: str
    name: str
    name_nl: str
    title_nl: str
    title_en: str
    description_nl: str
    description_en: str
    type: ColumnType
    required: bool
    family: str | None
    list: bool
    minimum: float | None
    maximum: float | None
    key: bool
    foreign: str | None

    def title(self, lang: Language) -> str:
        return in_language(lang, self.title_nl, self.title_en)

    def description(self, lang: Language) -> str:
        return in_language(lang, self.description_nl, self.description_en)


def _number(cell: str) -> float | None:
    if not cell:
        return None
    return float(cell) if "." in cell else int(cell)


@functools.cache
def _by_table() -> dict[str, tuple[Column, ...]]:
    tables: dict[str, tuple[Column, ...]] = {}
    for row in rows("columns"):
        column = Column(
            **{name: row[name] for name in ("table", "name", "name_nl", "title_nl", "title_en", "description_nl",
                                            "description_en")},
            type=cast(ColumnType, row["type"]), required=row["required"] == "true", family=row["family"] or None,
            list=row["list"] == "true", minimum=_number(row["minimum"]), maximum=_number(row["maximum"]),
            key=row["key"] == "true", foreign=row["foreign"] or None)
        tables[column.table] = (*tables.get(column.table, ()), column)
    return tables


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in the order of the file.

    Besides the fourteen tables of a case there are ``placements`` and ``parts``, its reference.

    Raises
    ------
    KeyError
        If there is no such table; the message names near ones.

    >>> [column.name for column in columns("population") if column.key]
    ['case_id', 'group_code']
    """
    entries.entry(table, "table")
    return _by_table()[table]
