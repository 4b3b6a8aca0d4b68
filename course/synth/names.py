"""Invented names for those who hold a post. Made of parts that are rare as surnames, so that nobody is meant."""

from __future__ import annotations

from course.synth.draws import Draws

INITIALS = "ABCDEFGHIJKLMNOPRSTVWYZ"
FIRST = ("Akker", "Bolder", "Distel", "Elzen", "Fluiter", "Gaffel", "Hazel", "Iepen", "Kamper", "Linnen", "Mantel", "Nevel",
         "Okker", "Plaggen", "Rogge", "Sikkel", "Terpen", "Vlinder", "Wimpel", "Zilver")  # fmt: skip
LAST = ("beek", "dam", "eik", "gaard", "hoorn", "kreek", "land", "mond", "oever", "schaar", "tocht", "vliet", "wiel", "zand")

__all__ = ["holder_names"]


def holder_names(draws: Draws, count: int) -> tuple[str, ...]:
    """So many different names.

    >>> len(set(holder_names(Draws(3), 200)))
    200
    """
    order = draws.order(len(INITIALS) * len(FIRST) * len(LAST), "names")[:count]
    return tuple(_name(int(number)) for number in order)


def _name(number: int) -> str:
    rest, last = divmod(number, len(LAST))
    initial, first = divmod(rest, len(FIRST))
    return f"{INITIALS[initial]}. {FIRST[first]}{LAST[last]}"
