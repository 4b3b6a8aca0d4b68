"""Chooses the cards of a board so that every variant of a lesson asks the same of a class.

The choice starts with the cards that meet most of what is asked, and then swaps one card at a time as long as that helps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from course import codebook
from course.classroom.cards import Card, alike, cards
from course.classroom.lessons import Lesson, VariantError
from course.i18n import Language, t
from course.synth.draws import Draws
from course.synth.made import Made

MOST_OF_A_THEME, MOST_OF_A_DECISION, MOST_LATE, MOST_TWO_THINGS, MOST_NOWHERE, MOST_MOODS, MOST_EARLY = 2, 3, 4, 4, 2, 1, 3
LEAST_TENURE, LEAST_EXACT = 6, 6
"""So many cards say who is speaking, and can go to a decision that is exactly about them."""

STARTS = 12

# What was promised weighs more than what is only nicer.
PROMISED, NICER = 100, 1

__all__ = ["choose", "shortfall"]


def choose(made: Made, lesson: Lesson, lang: Language) -> tuple[str, ...]:
    """The contributions for the board of a lesson, in the order in which they come in.

    Raises
    ------
    VariantError
        If this neighbourhood has no such set of cards.
    """
    fitting = [card for card in cards(made) if card.words < lesson.most_words and not card.copied and (card.decision or card.nowhere or card.mood)]
    order = Draws(made.parameters.case.seed).order(len(fitting), "cards of the lesson")
    open_to = [fitting[int(place)] for place in order]
    chosen = _best(open_to, lesson)
    if len(chosen) < lesson.cards or shortfall(chosen, lesson) >= PROMISED:
        raise VariantError(t("classroom.fault.cards", lang, seed=made.parameters.case.seed, other=made.parameters.case.seed + 1))
    return tuple(card.contribution_id for card in _in_order(chosen))


def shortfall(chosen: Sequence[Card], lesson: Lesson) -> int:
    """How far these cards are from what is asked; below :data:`PROMISED` everything promised is there."""
    themes = {theme for card in chosen for theme in card.themes}
    missing = [
        lesson.owners - len({card.owner for card in chosen} - {None}),
        lesson.late - sum(card.late for card in chosen),
        lesson.tight - sum(card.tight for card in chosen),
        lesson.two_things - sum(card.two_things for card in chosen),
        lesson.nowhere - sum(card.nowhere for card in chosen),
        sum(not {pair.first, pair.second} & themes for pair in codebook.theme_pairs()),
        sum(alike(one, other) for place, one in enumerate(chosen) for other in chosen[:place]),
    ]
    over = [
        sum(card.late for card in chosen) - MOST_LATE, sum(card.two_things for card in chosen) - MOST_TWO_THINGS,
        sum(card.nowhere for card in chosen) - MOST_NOWHERE, sum(card.mood for card in chosen) - MOST_MOODS, sum(card.early for card in chosen) - MOST_EARLY,
        LEAST_TENURE - sum(card.tenure is not None for card in chosen), LEAST_EXACT - sum(card.exact for card in chosen),
        _over(Counter(card.themes[0] for card in chosen), MOST_OF_A_THEME),
        _over(Counter(card.decision for card in chosen if card.decision), MOST_OF_A_DECISION),
    ]  # fmt: skip
    return PROMISED * sum(max(count, 0) for count in missing) + NICER * sum(max(count, 0) for count in over)


def _over(counts: Counter[str], most: int) -> int:
    return sum(max(count - most, 0) for count in counts.values())


def _best(open_to: Sequence[Card], lesson: Lesson) -> list[Card]:
    """The best set from several starts; a swap at a time can get stuck."""
    best: list[Card] = []
    for start in range(STARTS):
        turn = start * lesson.cards % max(len(open_to), 1)
        turned = [*open_to[turn:], *open_to[:turn]]
        found = _swapped(_first(turned, lesson), turned, lesson)
        if not best or shortfall(found, lesson) < shortfall(best, lesson):
            best = found
        if not shortfall(best, lesson):
            break
    return best


def _first(open_to: Sequence[Card], lesson: Lesson) -> list[Card]:
    chosen: list[Card] = []
    while len(chosen) < min(lesson.cards, len(open_to)):
        rest = [card for card in open_to if card not in chosen]
        chosen.append(min(rest, key=lambda card: shortfall([*chosen, card], lesson)))
    return chosen


def _swapped(chosen: list[Card], open_to: Sequence[Card], lesson: Lesson) -> list[Card]:
    """The best set that is reached by swapping one card at a time."""
    lacking = shortfall(chosen, lesson)
    while lacking:
        tries = (
            [*chosen[:place], card, *chosen[place + 1 :]]
            for place in range(len(chosen)) for card in open_to if card not in chosen
        )  # fmt: skip
        better = min(tries, key=lambda one: shortfall(one, lesson), default=chosen)
        if (left := shortfall(better, lesson)) >= lacking:
            break
        chosen, lacking = better, left
    return chosen


def _in_order(chosen: Sequence[Card]) -> list[Card]:
    """An easy card first and a card about two things not yet second; the rest as they were drawn."""
    easy = next((card for card in chosen if card.exact and not card.two_things and not card.late and not card.tight), chosen[0])
    rest = [card for card in chosen if card is not easy]
    return [easy, *sorted(rest, key=lambda card: (card.two_things or card.nowhere) and card in rest[:2])]
