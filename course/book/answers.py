"""``{answers} NAME``: the reference answers of a board, on the page for its lecturer.

Answers are folded behind the card they belong to, so that a lecturer who projects the page gives nothing away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from course.boards import mix, plan, steps
from course.boards.answers import Item
from course.classroom import key_items
from course.i18n import Language, t

SHEETS: dict[str, Callable[[Language], list[Item]]] = {
    "lesson1": partial(steps.items, "lesson1"),
    "lesson1-owners": partial(steps.items, "lesson1-owners"),
    "lesson2": partial(steps.items, "lesson2"),
    "lesson2-mix": mix.items,
    "lesson3": partial(steps.items, "lesson3"),
    "lesson4": key_items.lesson_4,
    "lesson5": partial(plan.items, "lesson5"),
}
"""Per name the answers of a board in one language."""

__all__ = ["SHEETS", "Answers"]


class Answers(SphinxDirective):
    """All items of one board."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        if name not in SHEETS:
            raise self.error(f"no board with answers is called {name!r}; there are {', '.join(sorted(SHEETS))}")
        lang: Language = self.config.language
        return [node for item in SHEETS[name](lang) for node in _item(item, lang)]


def _item(item: Item, lang: Language) -> list[nodes.Node]:
    heading = nodes.paragraph("", "", nodes.strong("", item.name), classes=["answer-item"])
    said = [nodes.block_quote("", nodes.paragraph("", item.text))] if item.text else []
    rows = nodes.definition_list(classes=["answer-list"])
    for answer in item.answers:
        grade = nodes.inline("", t(f"book.answers.{answer.grade}", lang), classes=["answer-grade", f"answer-{answer.grade}"])
        rows += nodes.definition_list_item(
            "", nodes.term("", answer.name, nodes.Text(" "), grade), nodes.definition("", nodes.paragraph("", answer.why)))
    ask = []
    if item.discuss:
        ask = [nodes.paragraph("", "", nodes.strong("", t("book.answers.discuss", lang)), nodes.Text(" " + item.discuss))]
    fold, label = "</details>", t("book.answers.open", lang)
    return [heading, *said, nodes.raw("", f"<details class='answers'><summary>{label}</summary>", format="html"),
            rows, *ask, nodes.raw("", fold, format="html")]
