"""What every importer hands back: the contributions, and what there is to say about them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from course.importers.privacy import Personal

__all__ = ["COLUMNS", "Fault", "ImportFault", "Imported", "contributions_frame"]

#: Columns of `Imported.contributions`, with their pandas types.
COLUMNS: dict[str, str] = {
    "contribution_id": "string",
    "channel": "string",
    "received_on": "datetime64[ns]",
    "text": "string",
    "contributor": "string",
    "agrees": "Int64",
    "disagrees": "Int64",
    "passes": "Int64",
    "moderated": "string",
    "seed": "boolean",
    "meta": "boolean",
}


#: Faults that `print` shows; `Imported.faults` has them all.
SHOWN = 20


class ImportFault(ValueError):
    """The export cannot be read at all; the message says what was given, what was expected and what to do."""


@dataclass(frozen=True)
class Fault:
    """One place in an export that is not as it should be; the rest was read.

    `row` counts as a spreadsheet does: the header is row 1, the first statement row 2.
    """

    file: str
    message: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = ", ".join(str(part) for part in (self.file, self.row, self.column) if part is not None)
        return f"{place}: {self.message}"


@dataclass(frozen=True, repr=False)
class Imported:
    """A conversation read from an export.

    Attributes
    ----------
    contributions : DataFrame
        Every statement of the export, in the order of the file, with the columns of `COLUMNS`.
        `text` is what was written, untouched. A case has `text_nl` and `text_en` because its author wrote
        both; an export has one language and does not say which, so there is one column and no guess.
        `moderated` is ``accepted``, ``undecided`` or ``rejected``: what the moderators of the platform chose.
    topic : str
        The question or title of the conversation; empty when the export does not have it.
    source : str
        Name of the folder or file that was read.
    generation : str or None
        ``"milliseconds"`` or ``"seconds"``: the unit of the timestamps, which tells two generations of exports
        apart; None when there is no readable timestamp.
    sign : str
        What is known about agree and disagree, see `course.importers.polis_sign`.
    notes : tuple of str
        What was detected and what was done about it, in the reader's language.
    faults : tuple of Fault
        Places that are not right: a date that is no date, a row that breaks off.
    personal : tuple of Personal
        Where a text seems to hold an e-mail address, a phone number or a postcode. Nothing is removed.
    """

    contributions: pd.DataFrame
    topic: str
    source: str
    generation: str | None
    sign: str
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    personal: tuple[Personal, ...] = ()

    @property
    def accepted(self) -> pd.DataFrame:
        """The statements that have words and were not rejected by the moderators."""
        frame = self.contributions
        kept = frame["moderated"].fillna("undecided").ne("rejected") & frame["text"].str.strip().ne("")
        return frame[kept.astype(bool)].reset_index(drop=True)

    @property
    def rejected(self) -> pd.DataFrame:
        """The statements that the moderators of the platform took out of the conversation."""
        frame = self.contributions
        return frame[frame["moderated"].eq("rejected").fillna(False).astype(bool)].reset_index(drop=True)

    def __repr__(self) -> str:
        return f"Imported({self.source!r}, {len(self.contributions)} contributions, {len(self.faults)} faults)"

    def __str__(self) -> str:
        lines = [self.topic or self.source, *(f"- {note}" for note in self.notes)]
        more = len(self.faults) - SHOWN
        return "\n".join(lines + [f"! {fault}" for fault in self.faults[:SHOWN]] + [f"! (+{more})"] * (more > 0))


def contributions_frame(columns: dict[str, list[object]]) -> pd.DataFrame:
    """A frame with exactly the columns and types of `COLUMNS`; what is not given is missing.

    >>> contributions_frame({"contribution_id": ["P-0001"], "text": ["De lift is stuk"]}).shape
    (1, 11)
    """
    length = len(next(iter(columns.values()), []))
    filled = {name: columns.get(name, [None] * length) for name in COLUMNS}
    return pd.DataFrame({name: pd.Series(values, dtype=COLUMNS[name]) for name, values in filled.items()})
