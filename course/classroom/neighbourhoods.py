"""Invented names for the neighbourhoods of variants: made of things from a drawer, so that no place is meant."""

from __future__ import annotations

THINGS = (
    "Vingerhoed", "Theelicht", "Kapstok", "Wafelijzer", "Paraplu", "Zandloper", "Breinaald", "Krijtstreep", "Stoofpeer", "Knopendoos",
    "Fluitketel", "Notenkraker", "Puntmuts", "Slingerklok", "Tuimelraam", "Lampion", "Kniekous", "Vliegertouw", "Theemuts", "Regenlaars",
    "Speldenkussen", "Gieter", "Koekblik", "Draaimolen",
)  # fmt: skip
ENDINGS = ("hof", "veld", "gaarde", "kamp", "hagen")

__all__ = ["neighbourhood"]


def neighbourhood(seed: int) -> str:
    """The name that goes with a seed; 120 seeds in a row give 120 names.

    >>> neighbourhood(0), neighbourhood(1), neighbourhood(24)
    ('Vingerhoedhof', 'Theelichtveld', 'Vingerhoedkamp')
    """
    place = seed % (len(THINGS) * len(ENDINGS))
    return THINGS[place % len(THINGS)] + ENDINGS[(place % len(THINGS) + 3 * (place // len(THINGS))) % len(ENDINGS)]
