"""Every code with its label and description, and what to say about a code that does not exist."""

from __future__ import annotations

import difflib
import functools
import os.path
from dataclasses import dataclass

from course.codebook._files import in_language, rows
from course.i18n import Language

__all__ = ["Entry", "description", "entry", "families", "family", "family_label", "label", "near"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of one family.

    Attributes
    ----------
    family, code
        Together unique. Enums that are stored as a number have that number as their code (``"3"``).
    name_nl
        The Dutch name in exports with Dutch names; empty where it is the code itself.
    label_nl, label_en, description_nl, description_en
        What people read on screen. A description can be empty, a label never is.
    source
        Mark and reference: ``V`` verified, ``S`` one of the five source documents, ``L`` literature,
        ``A`` general knowledge, ``M`` modelling assumption.
    """

    family: str
    code: str
    name_nl: str
    label_nl: str
    label_en: str
    description_nl: str
    description_en: str
    source: str

    def label(self, lang: Language) -> str:
        return in_language(lang, self.label_nl, self.label_en)

    def description(self, lang: Language) -> str:
        return in_language(lang, self.description_nl, self.description_en)


@functools.cache
def _by_family() -> dict[str, dict[str, Entry]]:
    book: dict[str, dict[str, Entry]] = {}
    for row in rows("codes"):
        book.setdefault(row["family"], {})[row["code"]] = Entry(**row)
    # Titles and descriptions of columns stand in columns.csv only, so that the two cannot drift apart.
    for row in rows("columns"):
        code = f"{row['table']}.{row['name']}"
        book.setdefault("column", {})[code] = Entry(
            "column", code, row["name_nl"], row["title_nl"], row["title_en"], row["description_nl"],
            row["description_en"], "M")
    return book


@functools.cache
def _families_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, codes in _by_family().items():
        for code in codes:
            found[code] = (*found.get(code, ()), name)
    return found


def families() -> tuple[str, ...]:
    """The names of all families, in the order of the codebook.

    >>> families()[:4]
    ('family', 'theme', 'decision', 'owner_group')
    """
    return tuple(_by_family())


def family(name: str) -> tuple[Entry, ...]:
    """All codes of one family, in the order in which they stand on screen.

    Raises
    ------
    KeyError
        If there is no such family; the message names near ones.

    >>> [timing.code for timing in family("timing")]
    ['early', 'on_time', 'tight', 'late']
    """
    return tuple(_family(name).values())


def _family(name: str) -> dict[str, Entry]:
    if name not in _by_family():
        raise KeyError(f"{name!r} is no family of codes; nearest: {_nearest(name, families())}")
    return _by_family()[name]


def entry(code: str, family: str | None = None) -> Entry:
    """The entry of a code.

    Parameters
    ----------
    code
        For instance ``"D23"`` or ``"municipality"``.
    family
        Needed only for a code that stands in more families, such as ``"none"``.

    Raises
    ------
    KeyError
        If the code does not exist (the message names near ones) or stands in more families (it names those).

    >>> entry("T04").label("en")
    'cooking'
    >>> entry("none")
    Traceback (most recent call last):
    KeyError: "'none' stands in more families; say which: handover_type, invitation_language, linkage, trace"
    """
    homes = _families_of().get(code, ())
    if family is not None:
        codes = _family(family)
        if code not in codes:
            elsewhere = f", but it is one of {', '.join(homes)}" if homes else ""
            raise KeyError(f"{code!r} is no code of {family}{elsewhere}; nearest: {_nearest(code, tuple(codes))}")
        return codes[code]
    if not homes:
        raise KeyError(f"{code!r} is no code; nearest: {_nearest(code, tuple(_families_of()))}")
    if len(homes) > 1:
        raise KeyError(f"{code!r} stands in more families; say which: {', '.join(homes)}")
    return _by_family()[homes[0]][code]


def label(code: str, lang: Language, family: str | None = None) -> str:
    """The short name of a code on screen.

    >>> label("late", "nl"), label("GEM-OR", "en")
    ('dicht', 'public space and sewerage management')
    """
    return entry(code, family).label(lang)


def description(code: str, lang: Language, family: str | None = None) -> str:
    """What a code means, in plain words."""
    return entry(code, family).description(lang)


def family_label(name: str, lang: Language) -> str:
    """The title of a family of codes.

    >>> family_label("decision", "nl")
    'Besluiten'
    """
    _family(name)
    return entry(name, "family").label(lang)


def near(code: str, family: str | None = None, count: int = 3) -> tuple[str, ...]:
    """The codes that look most like `code`, best first; those of the same letter go before others.

    >>> near("T21")
    ('T20', 'T12', 'T01')
    """
    return _near(code, tuple(_family(family)) if family else tuple(_families_of()), count)


def _near(given: str, codes: tuple[str, ...], count: int = 3) -> tuple[str, ...]:
    wanted = given.casefold()
    matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)

    def distance(code: str) -> tuple[float, bool, int, bool]:
        other = code.casefold()
        matcher.set_seq1(other)
        shared = len(os.path.commonprefix([wanted, other]))
        return -matcher.ratio(), other[:1] != wanted[:1], -shared, sorted(other) != sorted(wanted)

    return tuple(sorted(codes, key=distance)[:count])


def _nearest(given: str, codes: tuple[str, ...]) -> str:
    return ", ".join(_near(given, codes))
