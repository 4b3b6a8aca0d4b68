"""The lesson planner on the page: every plan that can be chosen, worked out here; the page looks up and adds times."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from course.boards.modules import es_module, icons, style_sheet
from course.classroom.about import PHASES
from course.classroom.agenda import BREAK, BREAK_FROM, LENGTHS, MODES, AgendaError, break_after, fitting, hints, share_of
from course.classroom.lesson_text import LessonText, lesson_text, numbered
from course.i18n import Language, language, section, t

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
ICONS = ("copy", "next", "print", "save")

__all__ = ["LessonPlanner"]


class LessonPlanner(anywidget.AnyWidget):
    """Choose lessons, time and room, and get the plan with clock times and everything that goes with it.

    Parameters
    ----------
    lang
        ``nl`` or ``en``; the language of the page if left out.

    Examples
    --------
    >>> LessonPlanner("en")
    LessonPlanner(5 lessons)
    """

    _esm: ClassVar[str] = es_module("planner")
    _css: ClassVar[str] = style_sheet("board", "planner")
    board = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: Language | None = None) -> None:
        lang = lang or language()
        lessons = [lesson_text(path, lang) for path in numbered(LESSONS / lang).values()]
        splits = {str(minutes): _splits(minutes, len(lessons), lang) for minutes in LENGTHS}
        shares = sorted({split["share"] for rows in splits.values() for split in rows})
        super().__init__(board={
            "id": "lesson-planner", "labels": {**section("planner.board", lang), "break": t("planner.break", lang), "page": section("planner.page", lang),
                                               "tooMany": section("planner.fault.too_many", lang), "noLessons": section("planner.fault.no_lessons", lang)},
            "lessons": [_lesson(lesson, shares) for lesson in lessons], "lengths": list(LENGTHS), "splits": splits, "pause": BREAK, "modes": list(MODES),
            "hints": {phase: {mode: "".join(hints(phase, [mode], lang)) for mode in MODES} for phase in PHASES}, "need": section("planner.need", lang),
            "icons": {name: icons()[name] for name in ICONS},
        })  # fmt: skip

    def __repr__(self) -> str:
        return f"LessonPlanner({len(self.board['lessons'])} lessons)"


def _splits(minutes: int, lessons: int, lang: Language) -> list[dict[str, int]]:
    """For one lesson, two, and so on as far as there is time: minutes per lesson, and after which lesson the break comes (0 for none)."""
    found = []
    for many in range(1, lessons + 1):
        try:
            share = share_of(minutes, many, lang)
        except AgendaError:
            break
        found.append({"share": share, "breakAfter": (many + 1) // 2 if minutes >= BREAK_FROM and many > 1 else 0, "inside": int(minutes >= BREAK_FROM and many == 1)})
    return found


def _lesson(lesson: LessonText, shares: list[int]) -> dict[str, Any]:
    sizes = {str(share): fitting(lesson.about, share) for share in shares}
    return {
        "number": lesson.about.number, "title": lesson.title, "stem": lesson.stem, "first": lesson.first, "summary": lesson.about.summary,
        "parts": [{"phase": part.phase, "title": told.title, "you": told.you, "they": told.they, "watch": told.watch} for part, told in zip(lesson.about.parts, lesson.parts, strict=True)],
        "sizes": {share: list(parts) for share, parts in sizes.items()}, "breakAfter": {share: break_after(parts) for share, parts in sizes.items()},
    }  # fmt: skip
