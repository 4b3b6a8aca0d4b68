"""What can be wrong with a file of parameters, and how it is told: all faults at once, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course.case_faults import MOST_LINES, shown
from course.i18n import Language, language, t

__all__ = ["ParameterError", "ParameterFault"]


@dataclass(frozen=True, slots=True)
class ParameterFault:
    """One thing that is wrong in one place.

    Attributes
    ----------
    place
        The parameter, as in ``staff.vacancy_weeks``; ``""`` when the fault is about the file as a whole.
    kind
        Which fault: the key of its text under ``synth.faults``.
    given, expected
        What stands there, and what may stand there (a range, a sum, a type).
    nearest
        Names that may have been meant.
    """

    place: str
    kind: str
    given: str = ""
    expected: str = ""
    nearest: tuple[str, ...] = ()

    def told(self, lang: Language) -> str:
        """One line: where, what is given, what is allowed, and what may have been meant.

        >>> print(ParameterFault("campaigns[2].hours", "out_of_range", "-8", "0–100000").told("en"))
        campaigns[2].hours: -8 is outside the allowed range, 0–100000. Choose a value within it.
        """
        what = t(f"synth.faults.{self.kind}", lang, given=shown(self.given), expected=shown(self.expected, 300))
        meant = t("synth.nearest", lang, names=", ".join(self.nearest)) if self.nearest else ""
        return " ".join(part for part in (f"{shown(self.place, 100)}:" if self.place else "", what, meant) if part)


class ParameterError(ValueError):
    """Parameters that cannot be used, with everything that is wrong in them.

    Attributes
    ----------
    faults : tuple of ParameterFault
        All of them; the message shows the first 50.
    """

    def __init__(self, source: str, faults: Iterable[ParameterFault], lang: Language | None = None) -> None:
        self.source = source
        self.faults = tuple(faults)
        self.lang: Language = lang or language()
        super().__init__(self._message())

    def _message(self) -> str:
        told = [f"- {fault.told(self.lang)}" for fault in self.faults[:MOST_LINES]]
        count = len(self.faults)
        heading = t("synth.one_fault" if count == 1 else "synth.more_faults", self.lang, source=shown(self.source), count=count)
        rest = [t("case.and_more", self.lang, count=count - MOST_LINES)] if count > MOST_LINES else []
        return "\n".join([heading, *told, *rest])

    def __reduce__(self) -> tuple[type[ParameterError], tuple[str, tuple[ParameterFault, ...], Language]]:
        # Exceptions are pickled by their message; this one is built from its faults.
        return type(self), (self.source, self.faults, self.lang)
