"""The glossary: every code of the codebook with its label and meaning, by family."""

from __future__ import annotations

import re
from html import escape

from docutils import nodes

from course import codebook
from course.codebook import Entry
from course.i18n import Language, t

__all__ = ["anchor", "build", "is_shown"]

# Families about files rather than about the subject; the data page tells those.
LEFT_OUT = frozenset({"family", "column", "table"})
# Families of plain words that students meet; other families without codes are values in the data.
IN_THE_LESSONS = frozenset({"owner_group", "timing"})


def anchor(entry: Entry) -> str:
    """Where an entry stands in the glossary; the same in both languages.

    >>> anchor(codebook.entry("D23"))
    'term-D23'
    """
    return f"term-{entry.code}" if _stands_alone(entry) else f"term-{entry.family}-{entry.code}"


def is_shown(entry: Entry) -> bool:
    """Is the code itself worth showing, such as T01? The name of a value in a file (``on_time``) is not.

    >>> is_shown(codebook.entry("D23")), is_shown(codebook.entry("on_time"))
    (True, False)
    """
    return re.fullmatch(r"[A-Z]+-[A-Z]+|[A-Z]{1,2}\d+", entry.code) is not None


def build(lang: Language) -> list[nodes.Node]:
    """The filter and a section per family."""
    # The filter needs a script, so the script shows it.
    counted = {"found": t("book.glossary.found", lang, count="{count}"), "one": t("book.glossary.one", lang),
               "none": t("book.glossary.none", lang)}
    said = " ".join(f'data-{name}="{escape(words)}"' for name, words in counted.items())
    filter_box = nodes.raw("", (
        f'<div class="glossary-filter" hidden {said}>'
        f'<label for="glossary-words">{escape(t("book.glossary.filter", lang))}</label>'
        '<input id="glossary-words" type="search" autocomplete="off"><p role="status"></p></div>'), format="html")
    names = [name for name in codebook.families() if name not in LEFT_OUT]
    values = nodes.section("", nodes.title("", t("book.glossary.values", lang)),
                           nodes.paragraph("", t("book.glossary.about_values", lang)), ids=["values"])
    values += [_family(name, lang) for name in names if not _is_subject(name)]
    return [filter_box, *(_family(name, lang) for name in names if _is_subject(name)), values]


def _is_subject(name: str) -> bool:
    return name in IN_THE_LESSONS or any(map(is_shown, codebook.family(name)))


def _family(name: str, lang: Language) -> nodes.section:
    section = nodes.section(ids=[f"family-{name}"], classes=["glossary-family"])
    section += nodes.title("", codebook.family_label(name, lang))
    about = codebook.entry(name, "family").description(lang)
    if about:
        section += nodes.paragraph("", about)
    section += [_term(entry, lang) for entry in codebook.family(name)]
    return section


def _term(entry: Entry, lang: Language) -> nodes.container:
    name = nodes.paragraph("", "", nodes.inline("", entry.label(lang), classes=["glossary-name"]))
    if is_shown(entry):
        name += [nodes.Text(" "), nodes.inline("", entry.code, classes=["code-tag"])]
    term = nodes.container("", name, ids=[anchor(entry)], classes=["glossary-term"])
    if meaning := entry.description(lang):
        term += nodes.paragraph("", meaning)
    return term


def _stands_alone(entry: Entry) -> bool:
    try:
        return codebook.entry(entry.code).family == entry.family
    except KeyError:
        return False
