"""The room check: does this device show what a lesson needs? Opened beforehand by a student, or in the room."""

from __future__ import annotations

from typing import ClassVar

import anywidget
import traitlets

from course.boards.board import labels
from course.boards.modules import es_module, icons, style_sheet
from course.i18n import Language, language

CHECKS = ("browser", "storage", "files", "foreign", "size", "copy")
"""What is looked at, in the order in which it is told."""

__all__ = ["CHECKS", "RoomCheck"]


class RoomCheck(anywidget.AnyWidget):
    """Looks at browser, storage, files, requests to other hosts, letter size and copying, and says what to do.

    Parameters
    ----------
    lang
        ``nl`` or ``en``; the language of the page that is running if left out.

    Examples
    --------
    >>> RoomCheck("en")
    RoomCheck(6 checks)
    """

    _esm: ClassVar[str] = es_module("room_check")
    _css: ClassVar[str] = style_sheet("board", "room_check")
    board = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: Language | None = None) -> None:
        drawn = icons()
        super().__init__(board={"id": "room-check", "checks": list(CHECKS), "labels": labels("room", lang or language()),
                                "icons": {name: drawn[name] for name in ("yes", "partly", "no", "copy")}})

    def __repr__(self) -> str:
        return f"RoomCheck({len(CHECKS)} checks)"
