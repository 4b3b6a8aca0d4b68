"""The lessons that can be given on another neighbourhood, and what is asked of their cards."""

from __future__ import annotations

import re
from dataclasses import dataclass

from course.case_faults import near, shown
from course.i18n import Language, t

LARGEST_SEED = 10**9 - 1

__all__ = ["LESSONS", "Lesson", "VariantError", "lesson", "seed_from"]


class VariantError(ValueError):
    """A variant that cannot be made, in one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson with a placing board.

    Attributes
    ----------
    parameters
        The course case whose parameters the variants share; only name and chance differ.
    cards
        How many cards lie on the board.
    most_words
        No card is longer, in either language.
    owners, late, tight, two_things, nowhere
        How many at least: organisations that decide, cards that came too late for the decision that deals with them best,
        cards for which there is hardly time, cards that ask two things, and cards that no decision deals with.
    """

    number: int
    parameters: str
    cards: int = 12
    most_words: int = 60
    owners: int = 3
    late: int = 2
    tight: int = 1
    two_things: int = 2
    nowhere: int = 1


LESSONS = {4: Lesson(4, "molenbeemd")}


def lesson(number: str, lang: Language) -> Lesson:
    """The lesson with this number.

    Raises
    ------
    VariantError
        If there is none, or its board has no variants.

    >>> lesson("4", "en").cards
    12
    """
    known = {str(key): one for key, one in LESSONS.items()}
    if number.strip() not in known:
        listed = ", ".join(near(number, known) or known)
        raise VariantError(t("classroom.fault.lesson", lang, given=shown(number), known=listed))
    return known[number.strip()]


def seed_from(text: str, lang: Language) -> int:
    """The seed: a whole number, 0 or higher.

    >>> seed_from("12", "en")
    12

    Raises
    ------
    VariantError
        If it is something else.
    """
    given = text.strip()
    if not re.fullmatch(r"[0-9]+", given) or len(given) > 20 or int(given) > LARGEST_SEED:
        raise VariantError(t("classroom.fault.seed", lang, given=shown(text), most=LARGEST_SEED))
    return int(given)
