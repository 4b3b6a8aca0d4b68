"""The page about a case's data, from its data package and the codebook: nothing on it is typed twice."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import download_reference

from course import codebook
from course.book import data_pictures
from course.codebook import Column
from course.i18n import Language, section, t

__all__ = ["build"]

EXAMPLES = 5
# Letters above which the text of a cell may run over more lines, and those above which it is cut.
LONG = 24
CUT = 120
# Example rows of these would give away the board's answers.
ANSWERS = frozenset({"placements"})


def build(folder: Path, page: Path, lang: Language, link: Callable[[str, str], str]) -> list[nodes.Node]:
    """A section per table, and one with licence, version, checksum and citation.

    Parameters
    ----------
    folder
        The case, with ``datapackage.json`` and its tables.
    page
        The file of the page, which the downloads are relative to.
    link
        Makes the HTML of a link to the glossary, of the words and the place there.
    """
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    found: list[nodes.Node] = [
        nodes.paragraph("", f"{t('book.data.synthetic', lang)} {_in_language(package, 'description', lang)}",
                        classes=["lead"])]
    found += data_pictures.build(folder, lang)
    found += [_table(folder, page, resource, lang, link) for resource in package["resources"]
              if str(resource.get("path", "")).endswith(".csv")]
    return [*found, _sources(folder, page, package, lang)]


def _table(folder: Path, page: Path, resource: dict[str, Any], lang: Language, link: Callable[[str, str], str]) -> nodes.section:
    name, path = resource["name"], folder / resource["path"]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [field["name"] for field in resource["schema"]["fields"]]
    known = {column.name: column for column in codebook.columns(name)}
    title = _in_language(resource, "title", lang) or name
    part = nodes.section("", nodes.title("", title[:1].upper() + title[1:]), ids=[f"table-{name.replace('_', '-')}"])
    part += nodes.paragraph("", _in_language(resource, "description", lang))
    count = t("book.data.rows", lang, count=len(rows)) if len(rows) != 1 else t("book.data.row", lang)
    part += nodes.paragraph("", "", _download(path, page), nodes.Text(f" ({count})"), classes=["quiet"])
    part += _grid(
        t("book.data.columns_of", lang, file=path.name),
        [t(f"book.data.{head}", lang) for head in ("column", "meaning", "type")],
        [_about(known[column], lang, link) for column in names if column in known], "columns")
    if name in ANSWERS:
        part += nodes.paragraph("", t("book.data.answers", lang))
    else:
        part += _grid(t("book.data.examples", lang, file=path.name), names,
                      [[_example(row[column]) for column in names] for row in rows[:EXAMPLES]], "examples")
    return part


def _download(path: Path, page: Path) -> nodes.Element:
    target = Path(os.path.relpath(path, page.parent)).as_posix()
    return download_reference("", "", nodes.literal("", path.name, classes=["xref", "download"]), reftarget=target)


def _about(column: Column, lang: Language, link: Callable[[str, str], str]) -> list[str]:
    words = section("book.data", lang)
    kind = [escape(words["types"][column.type])]
    if column.list:
        kind.append(escape(words["list"]))
    if column.family:
        before, after = words["codes"].split("{family}")
        kind.append(f'{escape(before)}{link(codebook.family_label(column.family, lang), f"family-{column.family}")}{escape(after)}')
    if column.key:
        kind.append(escape(words["key"]))
    if column.foreign:
        kind.append(escape(words["foreign"].format(target=column.foreign)))
    if not column.required:
        kind.append(escape(words["missing"]))
    meaning = f"<strong>{escape(column.title(lang))}</strong>: {escape(column.description(lang))}"
    cells = (f"<code>{escape(column.name)}</code>", meaning, "; ".join(kind))
    return [f"<td>{cell}</td>" for cell in cells]


def _sources(folder: Path, page: Path, package: dict[str, Any], lang: Language) -> nodes.section:
    words = section("book.data", lang)
    licence = ", ".join(one["name"] for one in package["licenses"])
    # The package names the checksum of every table, so its own checksum covers them all.
    checksum = hashlib.sha256((folder / "datapackage.json").read_bytes()).hexdigest()
    version = str(package["version"])
    part = nodes.section(ids=["sources"])
    part += nodes.title("", words["sources"])
    part += nodes.paragraph("", "", nodes.Text(f"{words['package']} "), _download(folder / "datapackage.json", page))
    citation = words["citation"].format(course=t("site.title", lang), title=_in_language(package, "title", lang),
                                        version=version, licence=licence, checksum=checksum[:12])
    facts = {words["licence"]: licence, words["version"]: version, words["checksum"]: checksum, words["cite"]: citation}
    part += nodes.definition_list("", *(
        nodes.definition_list_item("", nodes.term("", name), nodes.definition("", nodes.paragraph("", value)))
        for name, value in facts.items()))
    return part


def _grid(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]], kind: str) -> nodes.raw:
    """A table as HTML: as nodes, the tables of seven cases would be most of the work of a book."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return nodes.raw("", f'<table class="{kind}"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>', format="html")


def _example(cell: str) -> str:
    shown = _cut(cell)
    kind = ' class="long"' if len(shown) > LONG else ""
    return f"<td{kind}>{escape(shown)}</td>"


def _cut(text: str) -> str:
    """A long text, cut at a word; the file has all of it.

    >>> _cut("short"), len(_cut("word " * 99)) <= CUT
    ('short', True)
    """
    return text if len(text) <= CUT else f"{text[:CUT - 2].rpartition(' ')[0]} …"


def _in_language(node: dict[str, Any], name: str, lang: Language) -> str:
    """``title`` can be a text, a text per language, or stand beside it as ``title_nl``."""
    value = node.get(f"{name}_{lang}", node.get(name, ""))
    return value.get(lang, "") if isinstance(value, dict) else str(value)
