"""What a parameter carries beside its value: what it means, in which unit, between which limits, and on whose word."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from course import codebook

__all__ = ["Meaning", "codes_of", "meaning", "parameter", "section"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a parameter.

    Attributes
    ----------
    nl, en
        What it is, in one sentence.
    unit
        Key of the unit under ``synth.unit`` in the texts on screen.
    low, high
        The allowed range of a number, of every number in a table, or of a date; None where there is none.
    mark
        ``M`` for an assumption; otherwise the id of the source.
    codes
        The values a text, or every text in a list, may have; empty when any may.
    keys
        The names a table may have; empty when any may.
    adds_up
        The numbers in the table are shares of one whole.
    """

    nl: str
    en: str
    unit: str
    low: float | date | None
    high: float | date | None
    mark: str
    codes: tuple[str, ...]
    keys: tuple[str, ...]
    adds_up: bool


def parameter(
    default: Any,
    nl: str,
    en: str,
    unit: str = "text",
    low: float | date | None = None,
    high: float | date | None = None,
    *,
    mark: str = "M",
    codes: tuple[str, ...] = (),
    keys: tuple[str, ...] = (),
    adds_up: bool = False,
) -> Any:
    """A field of a parameter class, with its default and its meaning."""
    known = {"meaning": Meaning(nl, en, unit, low, high, mark, codes, keys, adds_up)}
    if isinstance(default, Mapping):
        return dataclasses.field(default_factory=lambda: dict(default), metadata=known)
    return dataclasses.field(default=default, metadata=known)


def section(kind: Any, nl: str, en: str) -> Any:
    """A field that holds a group of parameters: `kind` makes its default."""
    known = {"meaning": Meaning(nl, en, "section", None, None, "", (), (), False)}
    return dataclasses.field(default_factory=kind, metadata=known)


def meaning(of: dataclasses.Field[Any]) -> Meaning:
    """The meaning of a field."""
    return of.metadata["meaning"]


def codes_of(family: str, *without: str) -> tuple[str, ...]:
    """The codes of a family, in the order of the codebook.

    >>> codes_of("outcome", "O1", "O2")
    ('O3', 'O4', 'O5', 'O6')
    """
    return tuple(entry.code for entry in codebook.family(family) if entry.code not in without)
