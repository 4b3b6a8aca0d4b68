"""A meeting as one folder or zip that works without the internet: plan, slides, answer key, cards, and the lesson itself."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from course.book import print_set
from course.book.slides import slides
from course.classroom.agenda import AgendaError, Row
from course.classroom.lesson_text import LessonText
from course.i18n import LANGUAGES, Language, section, t

STUDENTS = "students"
LEFT_OUT = ("_downloads", "_sources", "vendor/widgets")
"""What a book has besides the lessons, and a meeting does not need."""

__all__ = ["agenda_page", "lesson_files", "write"]


def lesson_files(lesson: LessonText, rows: Sequence[Row] = ()) -> dict[str, str]:
    """Slides, answer key and cards of a lesson, each a page by itself, by file name."""
    number, lang = lesson.about.number, lesson.lang
    return {f"lesson-{number}-slides.html": slides(lesson, rows), f"lesson-{number}-key.html": print_set.key(number, lesson.title, lang), f"lesson-{number}-cards.html": print_set.cards(number, lesson.title, lang)}


def agenda_page(lessons: Sequence[LessonText], rows: Sequence[Row], *, begins: dt.time, modes: Sequence[str], link: str = "", students: bool = False) -> str:
    """The plan of a meeting as a page to read and print."""
    lang = lessons[0].lang
    word = section("planner.page", lang)
    need = section("planner.need", lang)
    wanted = [*need["always"], *(need["cards"] if "cards" in modes else need["laptops"]), *(text for mode in modes if mode != "cards" for text in need[mode])]
    ends = rows[-1].clock(begins)[1]
    body = [_listed(word["need"], wanted)]
    body += [f"<h2>{escape(word['first'])}{f' ({escape(lesson.title)})' if len(lessons) > 1 else ''}</h2><blockquote>{escape(lesson.first)}</blockquote>" for lesson in lessons]
    body.append(_table(lessons, rows, begins, lang))
    for lesson in lessons:
        kept = {row.part for row in rows if row.lesson == lesson.about.number}
        left = [part.title for place, part in enumerate(lesson.parts) if place not in kept]
        if left:
            body.append(f"<p>{escape(word['home'].format(titles='; '.join(left)))}</p>")
    files = [f'<a href="{name}">{escape(word[kind].format(title=lesson.title))}</a>' for lesson in lessons for name, kind in _names(lesson)]
    files += [f'<a href="{STUDENTS}/{lang}/{lesson.stem}.html">{escape(word["students"].format(file=lesson.stem + ".html"))}</a>' for lesson in lessons if students]
    body.append(f"<h2>{escape(word['files'])}</h2><ul>{''.join(f'<li>{file}</li>' for file in files)}</ul><p>{escape(word['link'].format(link=link) if link else word['noLink'])}</p>")
    titles = ", ".join(lesson.title for lesson in lessons)
    return print_set.framed(lang, word["heading"].format(titles=titles), word["lead"].format(minutes=rows[-1].end, begins=f"{begins:%H:%M}", ends=ends), "\n".join(body))


def write(lessons: Sequence[LessonText], rows: Sequence[Row], out: Path, *, begins: dt.time, modes: Sequence[str], link: str, site: Path) -> Path:
    """Write everything for a meeting: all of it or nothing.

    Parameters
    ----------
    out
        A folder that does not exist yet or is empty, or a new file that ends on ``.zip``.
    site
        The built site, from which the pages for students are taken.

    Raises
    ------
    AgendaError
        If the place is taken.
    OSError
        If the disk is full, or nothing may be written there.
    """
    out, lang = out.absolute(), lessons[0].lang
    packs = out.suffix.lower() == ".zip"
    if out.is_file() or (packs and out.exists()) or (out.is_dir() and any(out.iterdir())):
        raise AgendaError(t("planner.fault.taken", lang, folder=out))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".plan-") as scratch:
        place = Path(scratch) / out.stem
        place.mkdir()
        pages = {"index.html": agenda_page(lessons, rows, begins=begins, modes=modes, link=link, students=True)}
        for lesson in lessons:
            pages |= lesson_files(lesson, rows)
        for name, page in pages.items():
            (place / name).write_text(page, "utf-8", newline="\n")
        _students(site, place / STUDENTS)
        if packs:
            shutil.move(shutil.make_archive(str(Path(scratch) / "packed"), "zip", scratch, place.name), out)
        else:
            if out.is_dir():
                out.rmdir()
            place.rename(out)
    return out


def _students(site: Path, into: Path) -> None:
    """The books without what only a maintainer or a researcher opens; both, for every page leads to its twin."""
    def left(folder: str, names: list[str]) -> set[str]:
        here = Path(folder).relative_to(site).as_posix()
        return {name for name in names if any(f"{here}/{name}".endswith(one) for one in LEFT_OUT)}

    for lang in LANGUAGES:
        shutil.copytree(site / lang, into / lang, ignore=left)


def _names(lesson: LessonText) -> Iterator[tuple[str, str]]:
    for kind in ("slides", "key", "cards"):
        yield f"lesson-{lesson.about.number}-{kind}.html", kind


def _listed(title: str, lines: Sequence[str]) -> str:
    return f"<h2>{escape(title)}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _table(lessons: Sequence[LessonText], rows: Sequence[Row], begins: dt.time, lang: Language) -> str:
    word, titles = section("planner.page", lang), {lesson.about.number: lesson.title for lesson in lessons}
    drawn, before = [], 0
    for row in rows:
        if row.lesson and row.lesson != before and len(lessons) > 1:
            drawn.append(f"<tr class='lesson'><th colspan='5' scope='colgroup'>{escape(word['lesson'].format(number=row.lesson))}: {escape(titles[row.lesson])}</th></tr>")
        before = row.lesson or before
        start, end = row.clock(begins)
        extra = "".join(f"<p class='hint'>{escape(hint)}</p>" for hint in row.hints)
        drawn.append(f"<tr><th scope='row'>{start}–{end}</th><td>{escape(row.title)}</td><td>{escape(row.you)}{extra}</td><td>{escape(row.they)}</td><td>{escape(row.watch)}</td></tr>")
    heads = "".join(f"<th scope='col'>{escape(word[name])}</th>" for name in ("clock", "what", "you", "they", "watch"))
    return f"<h2>{escape(word['table'])}</h2><table><thead><tr>{heads}</tr></thead><tbody>{''.join(drawn)}</tbody></table>"
