"""The self-assessment: twelve competences in four levels (model 3.10), before the lessons and after.

It is for the student alone. A class may put the levels beside each other, but nobody is right: there is no judgement.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from course import codebook
from course.boards.board import Board, labels, version_of
from course.boards.modules import es_module, style_sheet
from course.boards.sheet import sheet
from course.i18n import LANGUAGES, Language, language

LEVELS = ("1", "2", "3", "4")
SIDES = {"participation": "CP", "back_office": "CB"}
"""Per role the letters that its competences begin with."""

_LEVEL = re.compile(r"(?:^| )([1-4]): ")

__all__ = ["LEVELS", "SIDES", "Competences", "competence_sheet", "levels_of"]


def levels_of(code: str, lang: Language) -> dict[str, str]:
    """What somebody does at each level of a competence.

    >>> list(levels_of("CP1", "en"))
    ['1', '2', '3', '4']
    >>> levels_of("CP1", "en")["1"]
    'Uses one familiar channel and notes what is said.'

    Raises
    ------
    ValueError
        If the description in the codebook does not tell all four levels, in order.
    """
    told = codebook.description(code, lang)
    _, *parts = _LEVEL.split(told)
    found = dict(zip(parts[::2], parts[1::2], strict=True))
    if tuple(found) != LEVELS:
        raise ValueError(f"{code} tells the levels {', '.join(found) or 'none'}; expected {', '.join(LEVELS)}, written as '1: … 2: …'")
    return found


def _codes(side: str) -> list[str]:
    return [entry.code for entry in codebook.family("competence") if entry.code.startswith(SIDES[side])]


def competence_sheet() -> dict[str, Any]:
    """What an answer code of the self-assessment is about (see :mod:`course.boards.sheet`)."""
    codes = [code for side in SIDES for code in _codes(side)]
    return sheet("competences", [[levels_of(code, lang) for lang in LANGUAGES] for code in codes], [(code, LEVELS) for code in codes])


class Competences(Board):
    """Twelve competences with four levels each: where are you now, and where were you before?

    `first` holds the levels from before the lessons, `answers` those from after.

    Parameters
    ----------
    lang
        ``nl`` or ``en``; the language of the page that is running if left out.

    Examples
    --------
    >>> Competences("en")
    Competences(12 competences)
    """

    _esm: ClassVar[str] = es_module("competences")
    _css: ClassVar[str] = style_sheet("board", "codebox", "worksheet", "competences")

    def __init__(self, lang: Language | None = None) -> None:
        lang = lang or language()
        words = labels("competences", lang)
        title = {key: words.pop(key) for key in ("eyebrow", "title", "intro")}
        sides = [{"id": side, **words.pop(side), "competences": [
            {"id": code, "name": _upper(codebook.label(code, lang)), "levels": list(levels_of(code, lang).values())} for code in _codes(side)]} for side in SIDES]
        super().__init__({"id": "competences", "version": version_of(sides), "roles": False, "sheet": competence_sheet(), **title, "labels": words, "sides": sides}, [])

    def __repr__(self) -> str:
        return f"Competences({sum(len(side['competences']) for side in self.board['sides'])} competences)"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
