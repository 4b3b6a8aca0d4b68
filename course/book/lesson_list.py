"""The list of lessons on the front page: every notebook of the book, in its order.

Minutes and one sentence stand in the notebook's own metadata, under ``course``:
``{"minutes": 90, "summary": "…"}``; both may be absent.
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from course.i18n import t

__all__ = ["fill", "lesson_list", "notebooks"]


class lesson_list(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes like this)
    """Where the list goes; filled when all titles are known."""


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the list in its place."""
    for place in list(doctree.findall(lesson_list)):
        names = notebooks(app)
        if not names:
            place.replace_self([])
            continue
        items = [_item(app, docname, name) for name in names]
        place.replace_self(nodes.bullet_list("", *items, classes=["lesson-list"]))


def notebooks(app: Sphinx) -> list[str]:
    """The notebooks of this book that a student works through, in its order: those that say how many minutes they take."""
    trees = app.env.external_site_map.root.subtrees
    return [str(item) for tree in trees for item in tree.items if _is_notebook(app, str(item)) and _about(app, str(item)).get("minutes")]


def _is_notebook(app: Sphinx, name: str) -> bool:
    return name in app.env.all_docs and app.env.doc2path(name).endswith(".ipynb")


def _about(app: Sphinx, name: str) -> dict[str, Any]:
    with open(app.env.doc2path(name), encoding="utf-8") as file:
        return json.load(file)["metadata"].get("course", {})


def _item(app: Sphinx, here: str, name: str) -> nodes.list_item:
    about = _about(app, name)
    address = app.builder.get_relative_uri(here, name)
    link = nodes.reference("", app.env.titles[name].astext(), internal=True, refuri=address)
    first = nodes.paragraph("", "", link)
    if minutes := about.get("minutes"):
        said = t("book.lessons.minutes", app.config.language, minutes=minutes)
        first += [nodes.Text(" "), nodes.inline("", said, classes=["quiet"])]
    item = nodes.list_item("", first)
    if summary := about.get("summary"):
        item += nodes.paragraph("", summary)
    return item
