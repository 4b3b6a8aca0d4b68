"""The coding board: give statements a theme, without a reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import pandas as pd

from course import codebook
from course.boards.board import Board, labels, version_of
from course.boards.modules import es_module, style_sheet
from course.boards.sheet import sheet
from course.i18n import Language, language
from course.i18n.dates import day

MOST_THEMES = 2
OTHER = "T20"
UI_ICONS = ["back", "clear", "cross", "hand", "next", "plus", "print", "save", "theme", "up", "yes"]

__all__ = ["CodingBoard", "coding_options"]


def coding_options() -> list[str]:
    """What a statement can be coded as."""
    return [entry.code for entry in codebook.family("theme")]


def _cards(statements: pd.DataFrame, lang: Language, votes: str) -> list[dict[str, Any]]:
    """Cards from a frame with at least an id and a text; date, channel and votes where they are there."""
    cards = []
    for no, row in enumerate(statements.to_dict("records"), start=1):
        text = next((row[name] for name in ("text", f"text_{lang}") if isinstance(row.get(name), str)), None)
        if text is None:
            raise ValueError(f"{row['contribution_id']!r} has no text to show; fill the column text (or text_{lang}), or leave the row out")
        received, channel = row.get("received_on"), row.get("channel")
        card = {"id": row["contribution_id"], "no": no, "text": text, "who": "", "groups": [],
                "received": day(received, lang) if received is not None and not pd.isna(received) else "",
                "channel": codebook.label(channel, lang) if isinstance(channel, str) else ""}
        if not any(pd.isna(row.get(name, pd.NA)) for name in ("agrees", "disagrees")):
            card["who"] = votes.format(agrees=int(row["agrees"]), disagrees=int(row["disagrees"]))
        cards.append(card)
    return cards


class CodingBoard(Board):
    """Give every statement one theme of T01–T20, and a second one where needed (model 3.4 rule 1).

    Parameters
    ----------
    statements
        A frame with ``contribution_id`` and ``text`` (or ``text_nl`` and ``text_en``): the contributions of a case, or
        what :mod:`course.importers` read. Shown where present: ``received_on``, ``channel``, ``agrees``, ``disagrees``.
    source
        What the statements come from, as the board names it.
    lang
        ``nl`` or ``en``; the language of the lesson that is running if left out.

    Raises
    ------
    ValueError
        If there is no statement to code, a statement has no id or no text, or an id stands there twice.
    """

    _esm: ClassVar[str] = es_module("coding")
    _css: ClassVar[str] = style_sheet("board", "codebox", "coding")

    def __init__(self, statements: pd.DataFrame, source: str, lang: Language | None = None) -> None:
        lang = lang or language()
        if "contribution_id" not in statements:
            raise ValueError(f"the statements have no column contribution_id; they have: {', '.join(map(str, statements.columns)) or 'none'}")
        ids: Sequence[str] = list(statements["contribution_id"])
        if not ids:
            raise ValueError("there is no statement to code; choose at least one row")
        if len(set(ids)) < len(ids):
            raise ValueError(f"{next(i for i in ids if ids.count(i) > 1)!r} stands there twice; give every statement its own id")
        words = labels("coding", lang)
        cards = _cards(statements, lang, words["votes"])
        themes = [{"id": e.code, "name": e.label(lang), "about": e.description(lang)} for e in codebook.family("theme")]
        doubts = [{"themes": [p.first, p.second], "question": p.question(lang)} for p in codebook.theme_pairs()]
        version = version_of([[c["id"], c["text"]] for c in cards])
        super().__init__({
            "id": f"coding-{version_of([source])}", "version": version, "roles": True,
            "sheet": sheet("coding", version, [(c["id"], coding_options()) for c in cards], most=MOST_THEMES),
            "eyebrow": words["eyebrow"].format(source=source), "title": words["title"], "intro": words["intro"], "labels": words,
            "contributions": cards, "themes": themes, "doubts": doubts, "most": MOST_THEMES, "other": OTHER,
        }, UI_ICONS)

    @property
    def codes(self) -> pd.DataFrame:
        """The themes chosen so far: ``contribution_id``, ``theme``, ``theme2`` (missing where none was chosen)."""
        rows = [(c, codes[0], codes[1] if len(codes) > 1 else pd.NA) for c, codes in self.answers.items()]
        return pd.DataFrame(rows, columns=["contribution_id", "theme", "theme2"])
