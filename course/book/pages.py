"""What the templates need to know of a page: words, neighbours, its twin in the other language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from course import __version__
from course.book import boards
from course.i18n import LANGUAGES, Language, section, t

__all__ = ["Link", "Page", "describe", "mend", "mend_tables"]


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Page:
    """One page, for the templates.

    Attributes
    ----------
    kind
        ``front``, ``lesson`` (a notebook) or ``text``: decides the width of the text and what stands beside it.
    twin
        The same page in the other language; None where only one book was built.
    contents
        The parts of the book: a caption (empty for the first) and its pages.
    sections
        The headings on this page, for a text page with at least three.
    """

    name: str
    lang: Language
    kind: str
    title: str
    words: dict[str, Any]
    home: str
    limits: str
    twin: Link | None
    twin_lang: Language
    contents: tuple[tuple[str, tuple[Link, ...]], ...]
    sections: tuple[Link, ...]
    version: str


def describe(app: Sphinx, pagename: str, context: dict[str, Any], doctree: nodes.document | None) -> Page:
    lang: Language = app.config.language
    pathto = context["pathto"]
    site = app.env.external_site_map
    home = site.root.docname
    folder = home.rpartition("/")[0]
    twin_lang = next(other for other in LANGUAGES if other != lang)
    twin = None
    if app.config.course_both_languages:
        up = pathto("index", 1).removesuffix("index") or ""
        twin = Link(t("book.language_name", twin_lang), f"{up}../{twin_lang}/{pagename}.html")

    def link(name: str) -> Link:
        return Link(app.env.titles[name].astext(), "#" if name == pagename else pathto(name), name == pagename)

    contents = [("", (link(home),))]
    for tree in site.root.subtrees:
        names = [str(item) for item in tree.items if str(item) in app.env.titles]
        contents.append((tree.caption or "", tuple(map(link, names))))
    kind = "front" if pagename == home else "lesson" if boards.shown(doctree) or _is_notebook(app, pagename) else "text"
    return Page(
        name=pagename, lang=lang, kind=kind, title=context.get("title", ""), words=section("book", lang),
        home=pathto(home), limits=pathto(f"{folder}/about-the-data".lstrip("/")), twin=twin, twin_lang=twin_lang,
        contents=tuple(contents), sections=_sections(doctree) if kind == "text" else (), version=__version__,
    )


def _is_notebook(app: Sphinx, pagename: str) -> bool:
    return pagename in app.env.all_docs and app.env.doc2path(pagename).endswith(".ipynb")


def _sections(doctree: nodes.document | None) -> tuple[Link, ...]:
    if doctree is None:
        return ()
    top = [node for node in doctree.children if isinstance(node, nodes.section)]
    found = tuple(
        Link(part.next_node(nodes.title).astext(), f"#{part['ids'][0]}")
        for whole in top for part in whole.children if isinstance(part, nodes.section))
    return found if len(found) > 2 else ()


def mend(body: str, lang: Language) -> str:
    """Take away what stands in the way of people who do not see or point: unlabelled tables, labels in English."""
    # myst-nb names the button that unfolds code in English, over the words it shows.
    body = body.replace('<summary aria-label="Toggle hidden content">', "<summary>")
    return mend_tables(body, lang)


def mend_tables(body: str, lang: Language) -> str:
    """Put every table in a box that scrolls by itself and can be reached by keyboard, and make empty headings cells.

    >>> mended = mend_tables("<table><thead><tr><th></th></tr></thead></table>", "en")
    >>> mended.startswith('<div class="table-box" tabindex="0"'), "<td></td>" in mended
    (True, True)
    """
    count = 0

    def box(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        table = re.sub(r"<th\b([^>]*)>(\s|&nbsp;)*</th>", r"<td\1></td>", found[0])
        label = t("book.page.table", lang, number=count)
        return f'<div class="table-box" tabindex="0" role="group" aria-label="{label}">{table}</div>'

    return re.sub(r"<table\b.*?</table>", box, body, flags=re.DOTALL)
