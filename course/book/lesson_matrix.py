"""``{lesson-matrix}``: all lessons beside each other: goal, minutes, material and competences, and the levels they reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from course import codebook
from course.book import glossary, lesson_list
from course.classroom.about import LEVELS, About, about
from course.i18n import Language, t

__all__ = ["fill", "lesson_matrix"]


class lesson_matrix(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes like this)
    """Where the tables go; filled when all titles are known."""


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the tables in their place."""
    for place in list(doctree.findall(lesson_matrix)):
        found = [(name, about(Path(app.env.doc2path(name)))) for name in lesson_list.notebooks(app)]
        lessons = [(_link(app, docname, name), one) for name, one in found if one]
        meaning = app.builder.get_relative_uri(docname, app.env.course_glossary)
        guides = {one.number: _guide(app, docname, one.number) for _, one in lessons}
        place.replace_self([_what(lessons, guides, meaning, app.config.language), _levels(lessons, app.config.language)])


def _link(app: Sphinx, here: str, name: str) -> Callable[[], nodes.reference]:
    title, address = app.env.titles[name].astext(), app.builder.get_relative_uri(here, name)
    return lambda: nodes.reference("", title, internal=True, refuri=address)


def _guide(app: Sphinx, here: str, number: int) -> list[nodes.Node]:
    """A link to the page for the lecturer of this lesson, where there is one."""
    name = f"lecturer-{number}"
    if name not in app.env.all_docs:
        return []
    said, address = t("book.matrix.lecturer", app.config.language), app.builder.get_relative_uri(here, name)
    return [nodes.paragraph("", "", nodes.reference("", said, internal=True, refuri=address))]


def _what(
    lessons: Sequence[tuple[Callable[[], nodes.reference], About]], guides: Mapping[int, list[nodes.Node]], meaning: str, lang: Language
) -> nodes.table:
    rows = []
    for link, one in lessons:
        shorter = ", ".join(str(length) for length in sorted(one.variants, reverse=True))
        minutes = t("book.matrix.minutes", lang, minutes=one.minutes, shorter=shorter)
        rows.append([
            nodes.container("", nodes.paragraph("", f"{one.number}. ", link()), *guides[one.number]), nodes.paragraph("", one.goal),
            nodes.paragraph("", minutes),
            nodes.paragraph("", ", ".join(t(f"book.matrix.material.{word}", lang) for word in one.material)),
            nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", "", _code(code, meaning, lang))) for code in one.competences)),
        ])
    return _table([t(f"book.matrix.{word}", lang) for word in ("lesson", "goal", "time", "needs", "competences")], rows)


def _code(code: str, meaning: str, lang: Language) -> nodes.reference:
    entry = codebook.entry(code, "competence")
    return nodes.reference("", f"{entry.label(lang)} ({code})", internal=True, refuri=f"{meaning}#{glossary.anchor(entry)}")


def _levels(lessons: Sequence[tuple[Callable[[], nodes.reference], About]], lang: Language) -> nodes.table:
    rows = [[nodes.paragraph("", f"{one.number}. ", link()),
             *(nodes.paragraph("", t("book.matrix.yes" if level in one.level else "book.matrix.no", lang)) for level in LEVELS)]
            for link, one in lessons]  # fmt: skip
    return _table([t("book.matrix.lesson", lang), *(t(f"book.matrix.level.{level}", lang) for level in LEVELS)], rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[nodes.Node]]) -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1, stub=i == 0) for i in range(len(head))), cols=len(head))
    group += nodes.thead("", nodes.row("", *(nodes.entry("", nodes.paragraph("", word)) for word in head)))
    group += nodes.tbody("", *(nodes.row("", *(nodes.entry("", cell) for cell in row)) for row in rows))
    return nodes.table("", group, classes=["matrix"])
