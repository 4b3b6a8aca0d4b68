"""What an answer code is about: the questions of one exercise, in order, and what can be answered to each.

A code carries places, not words. So a sheet that changes (another card, another answer to choose) gets another mark, and
a code made on the old one says that it belongs to another version.
"""

from __future__ import annotations

import functools
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

MARKS = 32**3
LARGEST_SEED = 32**6 - 1

__all__ = ["LARGEST_SEED", "MARKS", "Exercise", "Sheet", "exercises", "sheet", "sheet_of"]


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise that answer codes know: its name, its number in a code, and its lesson (0 for none)."""

    name: str
    number: int
    lesson: int


# Compared by identity, not by its hundreds of words: one edition of an exercise has one sheet.
@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """The questions of one exercise on one case.

    Attributes
    ----------
    number
        Of the exercise, as in ``numbers.toml``.
    mark
        Tells versions apart: from 0, below 32,768.
    seed
        Of the case, if it is a variant made by chance; 0 otherwise.
    most
        How many answers a question can have, most important first: 1 to 3.
    items
        The questions.
    options
        Per question what can be answered.
    """

    number: int
    mark: int
    seed: int
    most: int
    items: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]


@functools.cache
def exercises() -> Mapping[str, Exercise]:
    """Every exercise that gives codes, by name."""
    told = tomllib.loads(resources.files(__package__).joinpath("numbers.toml").read_text("utf-8"))
    return {name: Exercise(name, **row) for part in told.values() for name, row in part.items()}


def sheet(name: str, version: object, items: Sequence[tuple[str, Sequence[str]]], *, most: int = 1, seed: int = 0) -> dict[str, Any]:
    """The sheet of an exercise, in the form in which a page gets it: every list of answers once.

    Parameters
    ----------
    name
        The exercise, as in ``numbers.toml``.
    version
        What tells this content from another: a value that JSON can write.

    Raises
    ------
    ValueError
        If the exercise has no number, or the seed does not fit in a code.

    >>> made = sheet("lesson4.vote", 1, [("where", ["D09", "none"]), ("again", ["D09", "none"])])
    >>> made["lists"], made["of"]
    ([['D09', 'none']], [0, 0])
    """
    if name not in exercises():
        raise ValueError(f"{name!r} has no number yet; give it one in course/boards/numbers.toml")
    if not 0 <= seed <= LARGEST_SEED:
        raise ValueError(f"seed {seed} does not fit in an answer code; choose one from 0 to {LARGEST_SEED}")
    lists: list[list[str]] = []
    of = []
    for _, options in items:
        if list(options) not in lists:
            lists.append(list(options))
        of.append(lists.index(list(options)))
    names = [item for item, _ in items]
    told = json.dumps([name, version, names, lists, of, most], sort_keys=True, ensure_ascii=False)
    mark = int.from_bytes(hashlib.sha256(told.encode()).digest()[:4], "big") % MARKS
    return {"number": exercises()[name].number, "mark": mark, "seed": seed, "most": most, "items": names, "lists": lists, "of": of}


def sheet_of(told: Mapping[str, Any]) -> Sheet:
    """The sheet that :func:`sheet` made, with the answers of each question written out."""
    lists = [tuple(options) for options in told["lists"]]
    return Sheet(told["number"], told["mark"], told["seed"], told["most"], tuple(told["items"]), tuple(lists[place] for place in told["of"]))
