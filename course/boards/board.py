"""What the boards have in common: an anywidget whose front end is one ES module and whose content is one table."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import anywidget
import traitlets

from course import codebook
from course.boards.modules import icons
from course.i18n import Language, section

# Of the tools at the foot of every board.
TOOLS = ("cards", "clear", "code", "copy", "lot", "print", "save")

_CODE = re.compile(r"(?<![\w-])[A-Z]{1,2}\d{1,2}(?![\w-])")

__all__ = ["Board", "codes_in", "labels", "version_of"]


def labels(kind: str, lang: Language) -> dict[str, Any]:
    """The words of one kind of board: its own over the common ones."""
    common, own = section("board.common", lang), section(f"board.{kind}", lang)
    return {**common, **own, **{part: {**common[part], **own.get(part, {})} for part in ("say", "code")}}


def version_of(content: object) -> str:
    """A short mark of the content a board's answers belong to: answers to other content are not brought back."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def codes_in(content: object) -> list[str]:
    """The codes of the codebook that stand in this content, in order, so that a page can say what they mean.

    >>> codes_in({"say": "Too late (BL09), and not H2O.", "id": ["D23"]})
    ['BL09', 'D23']
    """
    known = set()
    for found in set(_CODE.findall(json.dumps(content, ensure_ascii=False))):
        try:
            codebook.entry(found)
        except KeyError:
            continue
        known.add(found)
    return sorted(known)


class Board(anywidget.AnyWidget):
    """A board with cards: what lies where (`answers`), whether it was checked, and the answers of the first check.

    Attributes
    ----------
    board : dict
        Everything the page needs: cards, targets, words, and the tables it looks things up in.
    answers : dict[str, list[str]]
        Per card the codes it lies at, most important first.
    checked : bool
        Has the student asked for the judgement?
    first : dict or None
        The answers at the first check; later changes are a second round.
    """

    board = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    checked = traitlets.Bool(False).tag(sync=True)
    first = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)

    def __init__(self, board: dict[str, Any], needs_icons: list[str]) -> None:
        drawn = icons()
        super().__init__(board={**board, "codes": codes_in(board), "icons": {name: drawn[name] for name in sorted({*needs_icons, *TOOLS})}})

    def __repr__(self) -> str:
        # Without the address that the default carries: the same notebook gives the same bytes every run.
        return f"{type(self).__name__}({self.board['id']!r}, {len(self.board['contributions'])} cards)"
