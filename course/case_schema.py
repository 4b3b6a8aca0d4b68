"""The schema of each table, built from the codebook, as Frictionless and the data package want it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from course import codebook
from course.case_faults import near
from course.codebook import Column

TABLES: tuple[str, ...] = (
    "reference_neighbourhoods", "cases", "population", "actors", "campaigns", "contributions", "decisions",
    "links", "actions", "documents", "feedback", "panel", "codings", "codebook",
)  # fmt: skip
"""The fourteen tables of a case, in the order of the model (4.9.1)."""

REFERENCE: tuple[str, ...] = ("parts", "placements")
"""The tables in the folder ``reference``: what a contribution asks, and where it could go and why."""

GROUP_KINDS = {"contributions.tenure": "tenure", "contributions.attributes": "attribute"}

FIRST_CODES = 8

_ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_PATTERNS = {"cases.building_period": r"[0-9]{4}-[0-9]{4}"}

__all__ = ["GROUP_KINDS", "REFERENCE", "TABLES", "allowed", "descriptor", "nearest", "pattern"]


def allowed(column: Column) -> tuple[str, ...]:
    """The codes that may stand in a column, as text; empty if any value may.

    >>> allowed(next(c for c in codebook.columns("contributions") if c.name == "tenure"))
    ('G01', 'G02', 'G03', 'G04')
    """
    if column.family is None:
        return ()
    codes = tuple(entry.code for entry in codebook.family(column.family))
    # Tenure and attributes share one family of codes, but neither may hold the other's.
    kind = GROUP_KINDS.get(f"{column.table}.{column.name}")
    return codes if kind is None else tuple(code for code in codes if codebook.group(code).kind == kind)


def nearest(column: Column, given: str) -> str:
    """What may have been meant by a code that a column does not know, as a text: near codes, or else the first ones.

    >>> owner = next(c for c in codebook.columns("contributions") if c.name == "tone")
    >>> nearest(owner, "bezorgd"), nearest(owner, "worryed")
    ('worried', 'worried')
    """
    codes = allowed(column)
    dutch = [e.code for e in codebook.family(column.family or "") if e.name_nl == given and e.code in codes]
    found = dutch or near(given, codes) or codes[:FIRST_CODES]
    return ", ".join(found) + (", …" if len(found) == FIRST_CODES < len(codes) else "")


def pattern(column: Column) -> str | None:
    """The form a text must have, as a regular expression; None if it is free."""
    own = _PATTERNS.get(f"{column.table}.{column.name}")
    is_id = column.key and column.type == "string" and not (column.family or column.foreign)
    return own or (_ID if is_id else None)


def descriptor(table: str, present: Collection[str]) -> dict[str, Any]:
    """The Table Schema of one table.

    Parameters
    ----------
    present
        The tables of this case; a reference to a table that is not there is left out.
    """
    columns = codebook.columns(table)
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if key := [column.name for column in columns if column.key]:
        schema["primaryKey"] = key
    foreign = [(column.name, *column.foreign.split(".")) for column in columns if column.foreign]
    if links := [_reference(*link) for link in foreign if link[1] in present]:
        schema["foreignKeys"] = links
    return schema


def _reference(column: str, table: str, other: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": table, "fields": [other]}}


def _field(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": column.name,
        "type": "list" if column.list else column.type,
        "title": column.title_en,
        "title_nl": column.title_nl,
        "description": column.description_en,
        "description_nl": column.description_nl,
    }
    if column.list:
        made |= {"delimiter": "|", "itemType": "string"}
    if column.type == "boolean":
        made |= {"trueValues": ["true"], "falseValues": ["false"]}
    if constraints := _constraints(column):
        made["constraints"] = constraints
    return made


def _constraints(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if column.required:
        limits["required"] = True
    if (codes := allowed(column)) and not column.list:
        limits["enum"] = [int(code) for code in codes] if column.type == "integer" else list(codes)
    if form := pattern(column):
        limits["pattern"] = form
    for name, bound in (("minimum", column.minimum), ("maximum", column.maximum)):
        if bound is not None:
            limits[name] = bound
    return limits
