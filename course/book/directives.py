"""The words our pages can use on top of MyST: glossary, data page, lesson list, picture, and links to a code.

========================  ======================================================================
``{codebook-glossary}``   every code of the codebook, with a place to link to
``{label}`` role          ``{label}`T01``` becomes *betaalbaarheid (T01)*, linked to the glossary
``{case-data} NAME``      the tables of a case, from its data package and the codebook
``{case-list} NAMES``     links to the data pages of these cases, each with its size
``{lesson-list}``         the notebooks of the book, in order, with their minutes
``{lesson-matrix}``       the lessons by goal, level, minutes, material and competence
``{board-picture}``       the picture on the front page
``{answers} NAME``        the reference answers of a board, for its lecturer (:mod:`course.book.answers`)
========================  ======================================================================
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from course import codebook
from course.book import answers, data_overview, data_page, glossary, lesson_list, lesson_matrix
from course.i18n import section

__all__ = ["setup"]

LOGGER = logging.getLogger(__name__)
GLOSSARY = "glossary:"
"""Stands for the address of the glossary in HTML that is written before we know on which page the glossary stands."""


class code_reference(nodes.Inline, nodes.TextElement):  # noqa: N801 (docutils names nodes like this)
    """A code in running text; becomes a link once we know on which page the glossary stands."""


class LabelRole(SphinxRole):
    """``{label}`T01``` or, for a code that stands in more families, ``{label}`linkage:none```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        family, _, code = self.text.strip().rpartition(":")
        try:
            found = codebook.entry(code, family or None)
        except KeyError as fault:
            message = self.inliner.reporter.error(fault.args[0], line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        reference = code_reference(self.rawtext, found.label(self.config.language), target=glossary.anchor(found))
        tag = [nodes.Text(" "), nodes.inline("", f"({code})", classes=["code-tag"])] if glossary.is_shown(found) else []
        return [reference, *tag], []


class Glossary(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.course_glossary = self.env.docname
        return glossary.build(self.config.language)


class CaseData(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        folder = _datasets(Path(self.env.srcdir)) / self.arguments[0]
        if not (folder / "datapackage.json").is_file():
            raise self.error(f"no case {self.arguments[0]!r}: {folder / 'datapackage.json'} does not exist")
        for path in sorted(folder.rglob("*.csv")):
            self.env.note_dependency(str(path))
        return data_page.build(folder, Path(self.env.doc2path(self.env.docname)), self.config.language, _link)


class CaseList(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        datasets = _datasets(Path(self.env.srcdir))
        return [data_overview.build(datasets / name, self.env.docname, self.config.language) for name in self.arguments[0].split()]


class LessonList(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        return [lesson_list.lesson_list()]


class LessonMatrix(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        return [lesson_matrix.lesson_matrix()]


class BoardPicture(SphinxDirective):
    """One card, one day, four windows: drawn with the page's own words and colours."""

    STATES: ClassVar[tuple[str, ...]] = ("late", "on_time", "tight", "early")

    def run(self) -> list[nodes.Node]:
        words = section("book.picture", self.config.language)
        rows = "".join(
            f'<div class="picture-row {state}"><p><b>{escape(name)}</b> <span>{escape(said)}</span></p>'
            '<div class="picture-bar"><i></i></div></div>'
            for state, name, said in zip(self.STATES, words["rows"], words["states"], strict=True))
        return [nodes.raw("", (
            f'<div class="picture" role="img" aria-label="{escape(words["alt"])}"><div class="picture-card">'
            f'<p class="picture-stamp">{escape(words["day"])}</p><p class="said">{escape(words["quote"])}</p>'
            f'<p class="quiet">{escape(words["who"])}</p></div><div class="picture-calendar"><div class="picture-day">'
            f'<span class="picture-stamp">{escape(words["day"])}</span></div>{rows}</div></div>'
        ), format="html")]


def _datasets(source: Path) -> Path:
    """The folder with all cases, at the top of the repository: two folders above the source folder of a book, or in that folder."""
    return next((folder for folder in (source, *source.parents) if (folder / "datasets").is_dir()), source) / "datasets"


def setup(app: Sphinx) -> None:
    app.add_node(code_reference)
    app.add_node(lesson_list.lesson_list)
    app.add_node(lesson_matrix.lesson_matrix)
    app.add_role("label", LabelRole())
    app.add_directive("codebook-glossary", Glossary)
    app.add_directive("case-data", CaseData)
    app.add_directive("case-list", CaseList)
    app.add_directive("lesson-list", LessonList)
    app.add_directive("lesson-matrix", LessonMatrix)
    app.add_directive("board-picture", BoardPicture)
    app.add_directive("answers", answers.Answers)
    app.connect("doctree-resolved", _link_codes)
    app.connect("doctree-resolved", lesson_list.fill)
    app.connect("doctree-resolved", lesson_matrix.fill)


def _link(words: str, target: str) -> str:
    return f'<a class="reference internal" href="{GLOSSARY}#{escape(target)}">{escape(words)}</a>'


def _link_codes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    page: str | None = getattr(app.env, "course_glossary", None)
    where = "" if page in (None, docname) else app.builder.get_relative_uri(docname, page)
    for node in list(doctree.findall(code_reference)):
        if page is None:
            node.replace_self(node.children)
            continue
        node.replace_self(nodes.reference("", "", *node.children, internal=True, refuri=f"{where}#{node['target']}"))
    for raw in doctree.findall(nodes.raw):
        if f'href="{GLOSSARY}#' in raw.astext():
            html = re.sub(f'<a [^>]*href="{GLOSSARY}#[^>]*>(.*?)</a>', r"\1", raw.astext()) if page is None else raw.astext().replace(f'href="{GLOSSARY}#', f'href="{where}#')
            raw.replace_self(nodes.raw("", html, format="html"))
