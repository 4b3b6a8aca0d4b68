"""What can be wrong with a case, and how it is told: one fault a line, all faults at once."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from course.i18n import Language, language, t

MOST_LINES = 50
LONGEST_GIVEN = 60
ALIKE = 0.6

__all__ = ["MOST_LINES", "CaseError", "Fault", "file_of", "lines", "near", "shown"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in one place.

    Attributes
    ----------
    table
        English name of the table, ``""`` when the fault is about the case as a whole.
    row
        Line in the file as an editor numbers it (the header is line 1), or None for the file as a whole.
    column
        Name of the column, or None.
    kind
        Which fault: the key of its text under ``case.faults`` in ``i18n``.
    given, expected
        What stands there and what should, verbatim; ``""`` where there is nothing to say.
    """

    table: str
    row: int | None
    column: str | None
    kind: str
    given: str = ""
    expected: str = ""

    def told(self, lang: Language) -> str:
        """One sentence or two: where, what is given, what was expected and what to do next.

        >>> Fault("actors", 3, "filled_from", "not_a_date", "2027-02-30").told("en")
        'actors.csv, line 3, column filled_from: “2027-02-30” is no date. Write an existing day as year-month-day, such as 2027-03-01.'
        """
        place = [file_of(self.table)] if self.table else []
        if self.row is not None:
            place.append(t("case.line", lang, row=self.row))
        if self.column is not None:
            place.append(t("case.column", lang, column=self.column))
        what = t(f"case.faults.{self.kind}", lang, given=shown(self.given), expected=shown(self.expected, 200))
        return f"{', '.join(place)}: {what}" if place else what


class CaseError(ValueError):
    """A case that cannot be used, with everything that is wrong in it.

    Attributes
    ----------
    faults : tuple of Fault
        All of them; the message shows the first 50.
    """

    def __init__(self, case: str, faults: Iterable[Fault], lang: Language | None = None) -> None:
        self.case = case
        self.faults = tuple(faults)
        self.lang: Language = lang or language()
        super().__init__(self._message())

    def _message(self) -> str:
        told = lines(self.faults[:MOST_LINES], self.lang)
        if len(told) == 1 and not self.faults[0].table:
            return told[0]
        if len(self.faults) == 1:
            heading = t("case.one_fault", self.lang, case=shown(self.case))
        else:
            heading = t("case.more_faults", self.lang, case=shown(self.case), count=len(self.faults))
        left = len(self.faults) - MOST_LINES
        rest = [t("case.and_more", self.lang, count=left)] if left > 0 else []
        return "\n".join([heading, *(f"- {line}" for line in told), *rest])

    def __reduce__(self) -> tuple[type[CaseError], tuple[str, tuple[Fault, ...], Language]]:
        # Exceptions are pickled by their message; this one is built from its faults.
        return type(self), (self.case, self.faults, self.lang)


def lines(faults: Iterable[Fault], lang: Language) -> list[str]:
    """Each fault as a line."""
    return [fault.told(lang) for fault in faults]


def file_of(table: str) -> str:
    """Where a table stands in the folder of its case.

    >>> file_of("actors"), file_of("parts"), file_of("notes.txt")
    ('actors.csv', 'reference/parts.csv', 'notes.txt')
    """
    if "." in table:
        return table
    return f"reference/{table}.csv" if table in ("placements", "parts") else f"{table}.csv"


def near(given: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names that look like what was given, best first; at most three, none if none does.

    >>> near("recieved_on", ["received_on", "registered_on", "tone"])
    ('received_on', 'registered_on')
    >>> near("T21", ["T01", "T02", "T12", "T20"])
    ('T01', 'T20', 'T02')
    """
    wanted = given.strip().casefold()
    matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)
    found: list[tuple[float, int, int, str]] = []
    for place, name in enumerate(known):
        plain = name.casefold()
        matcher.set_seq1(plain)
        if matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
            same = sum(one == other for one, other in zip(plain, wanted))
            found.append((-matcher.ratio(), -same, place, name))
    return tuple(name for *_, name in sorted(found)[:3])


def shown(text: str, longest: int = LONGEST_GIVEN) -> str:
    """A text from a file as it can safely stand in a message: one line, not too long, nothing invisible.

    >>> print(shown("two" + chr(10) + "lines" + chr(0)))
    two\\nlines\\x00
    """
    visible = "".join(repr(c)[1:-1] if _hides(c) else c for c in text[: longest + 1])
    return visible if len(text) <= longest else f"{visible[:longest]}…"


def _hides(char: str) -> bool:
    # Bidirectional controls would turn the rest of the message around; joiners inside an emoji may stay.
    return unicodedata.category(char) in ("Cc", "Cs") or unicodedata.bidirectional(char) in (
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    )
