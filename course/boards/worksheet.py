"""The worksheet: questions of a lesson that a student answers on the page."""

from __future__ import annotations

from typing import Any, ClassVar

import anywidget
import traitlets

from course.boards.board import labels
from course.boards.modules import es_module, icons, style_sheet
from course.boards.sheet import exercises, sheet
from course.i18n import Language, language, section

KINDS = ("choice", "text", "recall")
AGAIN = "_again"
"""What the key of a sheet ends on that asks the questions of another one once more, after the discussion."""

__all__ = ["Worksheet"]


def _fields(key: str, lang: Language) -> list[dict[str, Any]]:
    fields = []
    for field in section(key, lang)["fields"]:
        if field["kind"] not in KINDS:
            raise ValueError(f"{key}: {field['kind']!r} is no kind of question; choose one of {', '.join(KINDS)}")
        if field["kind"] == "recall":
            earlier = [f for f in section(field["sheet"], lang)["fields"] if f["kind"] == "choice"]
            field = {**field, "fields": earlier}
        fields.append(field)
    return fields


def worksheet_sheet(key: str, lang: Language) -> dict[str, Any]:
    """What an answer code of a worksheet is about: its questions with a choice (see :mod:`course.boards.sheet`)."""
    choices = [(field["id"], [value for value, _ in field["options"]]) for field in section(key, lang)["fields"] if field["kind"] == "choice"]
    return sheet(key, "", choices)


class Worksheet(anywidget.AnyWidget):
    """Questions with one choice, or some words of one's own, kept in the browser.

    Parameters
    ----------
    key
        Where the sheet stands in ``i18n``: ``title``, ``intro`` and ``fields``. A field has an ``id``, a ``question`` and
        a ``kind``: ``choice`` (``options``: pairs of value and text), ``text`` (``most``: words, ``rows``) or ``recall``
        (``sheet``: the key of an earlier sheet whose choices are shown here).
    lang
        ``nl`` or ``en``; the language of the lesson that is running if left out.

    Raises
    ------
    KeyError
        If no such sheet stands in ``i18n``.
    ValueError
        If a field has an unknown kind.
    """

    _esm: ClassVar[str] = es_module("worksheet")
    _css: ClassVar[str] = style_sheet("board", "codebox", "worksheet")
    board = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, key: str, lang: Language | None = None) -> None:
        lang = lang or language()
        words, fields, first = section(key, lang), _fields(key, lang), key.removesuffix(AGAIN)
        coded = first in exercises()
        super().__init__(board={
            "id": key, "title": words["title"], "intro": words.get("intro", ""), "fields": fields, "labels": labels("worksheet", lang), "roles": False,
            # What was written in words of one's own is in no code.
            "sheet": worksheet_sheet(first, lang) if coded else None, "round": 1 if first == key else 2,
            # By this mark the slips at the end of a lesson are found in what a class hands in.
            "mark": f"[{key}]" if key.endswith(".exit") else "",
            "icons": {name: icons()[name] for name in (("clear", "code", "copy") if coded else ("clear", "copy"))},
        })

    def __repr__(self) -> str:
        return f"Worksheet({self.board['id']!r})"
