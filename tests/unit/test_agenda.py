"""The plan of a meeting: it fills the time there is, keeps the order, and says what does not fit."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from course.book.plan_folder import write
from course.book.slides import slides
from course.classroom.agenda import BREAK, LENGTHS, AgendaError, agenda, fitting
from course.classroom.lesson_text import LessonText, LessonTextError, lesson_text, numbered
from course.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
LESSONS = {lang: {number: lesson_text(path, lang) for number, path in numbered(ROOT / "lessons" / lang).items()} for lang in LANGUAGES}
every_lesson = pytest.mark.parametrize(("lang", "number"), [(lang, number) for lang in LANGUAGES for number in range(1, 6)])


def chosen(*numbers: int, lang: str = "en") -> list[LessonText]:
    return [LESSONS[lang][number] for number in numbers]


@every_lesson
def test_every_part_of_a_lesson_has_words_for_lecturer_and_students(lang: str, number: int) -> None:
    lesson = LESSONS[lang][number]
    assert [part.end - part.start for part in lesson.parts] == [part.minutes for part in lesson.about.parts]
    assert all(part.title and part.you and part.they and part.watch for part in lesson.parts)
    assert all(lesson.section_of(part) for part in lesson.parts)
    assert lesson.first and lesson.title


@every_lesson
@pytest.mark.parametrize("share", [45, 52, 60, 82, 90, 165])
def test_the_parts_fill_exactly_the_time_there_is(lang: str, number: int, share: int) -> None:
    sizes = fitting(LESSONS[lang][number].about, share)
    assert sum(sizes) == share
    assert all(size >= 0 for size in sizes)


@pytest.mark.parametrize("minutes", LENGTHS)
def test_rows_follow_each_other_and_end_on_time(minutes: int) -> None:
    rows = agenda(chosen(4), minutes)
    assert [row.start for row in rows] == [0, *(row.end for row in rows[:-1])]
    assert rows[-1].end == minutes
    assert [row.end - row.start for row in rows if not row.lesson] == ([BREAK] if minutes == 180 else [])


def test_lessons_in_a_row_share_the_time_with_a_break_between() -> None:
    rows = agenda(chosen(1, 4), 180)
    lessons = [row.lesson for row in rows]
    assert lessons == sorted(lessons[: lessons.index(0)]) + [0] + lessons[lessons.index(0) + 1 :]
    assert set(lessons) == {1, 0, 4}
    assert 175 <= rows[-1].end <= 180


def test_a_short_meeting_leaves_out_the_last_parts() -> None:
    assert [row.phase for row in agenda(chosen(4), 45)][-1] == "plenary"


def test_another_way_of_teaching_adds_a_hint_and_keeps_the_clock() -> None:
    with_cards, without = agenda(chosen(4), 60, modes=["cards"]), agenda(chosen(4), 60)
    assert all(row.hints for row in with_cards)
    assert [(row.start, row.end, row.title) for row in with_cards] == [(row.start, row.end, row.title) for row in without]


@pytest.mark.parametrize(("numbers", "minutes", "modes", "said"), [((4,), 50, (), "45, 60, 90, 180"), ((1, 4), 60, (), "at most 1"), ((4,), 90, ("drama",), "drama")])
def test_what_does_not_fit_is_told_with_what_to_choose(numbers, minutes, modes, said: str) -> None:
    with pytest.raises(AgendaError, match=said):
        agenda(chosen(*numbers), minutes, modes=modes)


def test_a_notebook_that_is_no_lesson_says_so() -> None:
    with pytest.raises(LessonTextError, match=r"class-picture\.ipynb"):
        lesson_text(ROOT / "lessons" / "en" / "class-picture.ipynb", "en")


@every_lesson
def test_slides_hold_every_chapter_and_fetch_nothing(lang: str, number: int) -> None:
    lesson = LESSONS[lang][number]
    page = slides(lesson)
    assert all(f"<h2>{section.title.split('. ', 1)[-1]}" in page for section in lesson.sections if section.start is not None and "’" not in section.title)
    assert 'src="http' not in page and "url(http" not in page
    assert page.count('<aside class="notes">') >= len(lesson.parts) - 1


@pytest.mark.parametrize("name", ["folder", "meeting.zip"])
def test_everything_for_a_meeting_is_written_at_once_or_not_at_all(tmp_path: Path, site: Path, name: str) -> None:
    lessons = chosen(4)
    rows = agenda(lessons, 45)
    out = write(lessons, rows, tmp_path / name, begins=dt.time(9, 5), modes=(), link="", site=site)
    if name.endswith(".zip"):
        with zipfile.ZipFile(out) as packed:
            names = {one.partition("/")[2] for one in packed.namelist()}
            plan = packed.read("meeting/index.html").decode()
    else:
        names = {path.relative_to(out).as_posix() for path in out.rglob("*")}
        plan = (out / "index.html").read_text("utf-8")
    assert {"index.html", "lesson-4-slides.html", "lesson-4-key.html", "lesson-4-cards.html", "students/en/04-on-time-at-the-right-desk.html"} <= names
    assert "09:05–09:08" in plan
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with pytest.raises(AgendaError, match="already"):
        write(lessons, rows, out, begins=dt.time(9, 5), modes=(), link="", site=site)
