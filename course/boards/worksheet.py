"""The worksheet: questions of a lesson that a student answers on the page."""

from __future__ import annotations

from typing import Any, ClassVar

import anywidget
import traitlets

from course.boards.board import labels
from course.boards.modules import es_module, icons, style_sheet
from course.i18n import Language, language, section

KINDS = ("choice", "text", "recall")

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
    _css: ClassVar[str] = style_sheet("board", "worksheet")
    board = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, key: str, lang: Language | None = None) -> None:
        lang = lang or language()
        sheet = section(key, lang)
        super().__init__(board={
            "id": key, "title": sheet["title"], "intro": sheet.get("intro", ""), "fields": _fields(key, lang),
            "labels": labels("worksheet", lang), "icons": {name: icons()[name] for name in ("clear", "copy")},
        })

    def __repr__(self) -> str:
        return f"Worksheet({self.board['id']!r})"
