"""Another neighbourhood for the same lesson: the case, made by chance from a seed, and the cards for its board."""

from __future__ import annotations

from dataclasses import dataclass

from course.classroom.choosing import choose
from course.classroom.lessons import Lesson, VariantError
from course.classroom.neighbourhoods import neighbourhood
from course.i18n import Language
from course.synth.datasets import named
from course.synth.generate import generate
from course.synth.made import Made
from course.synth.parameter_file import case_parameters

DRAWS = 5
STEP = 10**9
"""Where chance gives a neighbourhood without the cards that were promised, it is drawn again this much further on."""

__all__ = ["Variant", "variant"]


@dataclass(frozen=True, slots=True)
class Variant:
    """A lesson on another neighbourhood: its case, and the contributions for the board in their order."""

    lesson: Lesson
    seed: int
    name: str
    made: Made
    cards: tuple[str, ...]


def variant(lesson: Lesson, seed: int, lang: Language) -> Variant:
    """The variant of a lesson that goes with a seed. The same seed gives the same variant, on every platform.

    Raises
    ------
    VariantError
        If there are no such cards in any of the neighbourhoods that the seed gives.
    """
    name = neighbourhood(seed)
    for draw in range(DRAWS):
        made = generate(named(case_parameters(lesson.parameters), name, seed + draw * STEP))
        try:
            return Variant(lesson, seed, name, made, choose(made, lesson, lang))
        except VariantError as fault:
            lacking = fault
    raise lacking
