"""The plan of a meeting: which part of which lesson when, with breaks, for the time there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from course.classroom.about import About
from course.classroom.lesson_text import LessonText
from course.i18n import Language, t

LENGTHS = (45, 60, 90, 180)
"""How long a meeting can be, in minutes."""
BREAK = 15
BREAK_FROM = 120
"""A meeting of so many minutes or more has a break."""
GROW = ("activation", "exercise", "reveal", "plenary", "transfer")
"""Phases that take the time that is left: those in which students do something."""
MODES = ("cards", "online", "practice")
"""Without laptops, online, and with people who work in the field."""

__all__ = ["BREAK", "LENGTHS", "MODES", "AgendaError", "Row", "agenda", "break_after", "fitting", "hints", "share_of"]


class AgendaError(ValueError):
    """A meeting that cannot be planned, in one sentence that says what to choose."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the plan.

    Attributes
    ----------
    start, end
        Minutes from the beginning of the meeting.
    lesson
        Its number; 0 for a break.
    phase
        Of :data:`course.classroom.about.PHASES`; ``break`` for a break.
    part
        Place of the part in the lesson; -1 for a break.
    title, you, they, watch
        What happens, what lecturer and students do, and what to watch for.
    hints
        What is different with cards, online or with practitioners.
    """

    start: int
    end: int
    lesson: int
    phase: str
    part: int
    title: str
    you: str = ""
    they: str = ""
    watch: str = ""
    hints: tuple[str, ...] = ()

    def clock(self, begins: dt.time) -> tuple[str, str]:
        """From when until when, for a meeting that begins at this time.

        >>> Row(75, 90, 0, "break", -1, "").clock(dt.time(13, 30))
        ('14:45', '15:00')
        """
        day = dt.datetime.combine(dt.date(2027, 1, 1), begins)
        return (f"{day + dt.timedelta(minutes=self.start):%H:%M}", f"{day + dt.timedelta(minutes=self.end):%H:%M}")


def share_of(minutes: int, lessons: int, lang: Language) -> int:
    """How many minutes each lesson gets.

    >>> share_of(180, 2, "en")
    82

    Raises
    ------
    AgendaError
        If the meeting has another length than :data:`LENGTHS`, or is too short for so many lessons.
    """
    if minutes not in LENGTHS:
        raise AgendaError(t("planner.fault.minutes", lang, given=minutes, known=", ".join(map(str, LENGTHS))))
    if not lessons:
        raise AgendaError(t("planner.fault.no_lessons", lang))
    free = minutes - (BREAK if minutes >= BREAK_FROM else 0)
    if free // lessons < LENGTHS[0]:
        raise AgendaError(t("planner.fault.too_many", lang, minutes=minutes, lessons=lessons, most=free // LENGTHS[0]))
    return free // lessons


def fitting(lesson: About, share: int) -> tuple[int, ...]:
    """The minutes of each part when a lesson has this many minutes; 0 for a part that is left out.

    The longest form of the lesson that fits, with what is left divided over the parts in which students do something.
    """
    forms = {lesson.minutes: tuple(part.minutes for part in lesson.parts), **lesson.variants}
    base = forms[max(length for length in forms if length <= share)]
    grown = [part.phase in GROW and minutes > 0 for part, minutes in zip(lesson.parts, base, strict=True)]
    left, weight = share - sum(base), sum(minutes for minutes, grows in zip(base, grown, strict=True) if grows)
    exact = [minutes + left * minutes / weight if grows else float(minutes) for minutes, grows in zip(base, grown, strict=True)]
    found = [int(minutes) for minutes in exact]
    order = sorted(range(len(exact)), key=lambda place: found[place] - exact[place])
    for place in order[: share - sum(found)]:
        found[place] += 1
    return tuple(found)


def break_after(parts: Sequence[int]) -> int:
    """After which part of a single lesson the break comes: the end of a part closest to the middle.

    >>> break_after([5, 20, 60, 30, 50])
    2
    """
    ends = [sum(parts[: place + 1]) for place in range(len(parts) - 1)]
    return min(range(len(ends)), key=lambda place: abs(ends[place] - sum(parts) / 2))


def hints(phase: str, modes: Sequence[str], lang: Language) -> tuple[str, ...]:
    """What is different in a phase with cards, online or with practitioners."""
    return tuple(text for mode in modes if (text := t(f"planner.hints.{mode}.{phase}", lang)))


def agenda(lessons: Sequence[LessonText], minutes: int, *, modes: Sequence[str] = ()) -> list[Row]:
    """The plan of a meeting with these lessons, in order.

    Parameters
    ----------
    modes
        Of :data:`MODES`.

    Raises
    ------
    AgendaError
        As :func:`share_of`, and if a mode is not known.
    """
    lang = lessons[0].lang if lessons else "nl"
    if strange := [mode for mode in modes if mode not in MODES]:
        raise AgendaError(t("planner.fault.mode", lang, given=strange[0]))
    share = share_of(minutes, len(lessons), lang)
    rows: list[Row] = []
    now = 0

    def pause() -> None:
        nonlocal now
        rows.append(Row(now, now + BREAK, 0, "break", -1, t("planner.break", lang)))
        now += BREAK

    for place, lesson in enumerate(lessons):
        sizes = fitting(lesson.about, share)
        alone = break_after(sizes) if len(lessons) == 1 and minutes >= BREAK_FROM else -1
        for number, (part, size, told) in enumerate(zip(lesson.about.parts, sizes, lesson.parts, strict=True)):
            if size:
                rows.append(Row(now, now + size, lesson.about.number, part.phase, number, told.title, told.you, told.they, told.watch, hints(part.phase, modes, lang)))
                now += size
            if number == alone:
                pause()
        if minutes >= BREAK_FROM and len(lessons) > 1 and place == (len(lessons) + 1) // 2 - 1:
            pause()
    return rows
