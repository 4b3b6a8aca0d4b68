"""What the pages of a lesson say, part by part: the lesson itself, and the page for its lecturer.

Agenda, slides and speaker notes are made from it, so that they never say something else than the lesson does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from course import codebook
from course.classroom.about import About, about
from course.i18n import Language, t

_CLOCK = re.compile(r"^\| (\d+)–(\d+) \| (.+?) \|(.*)$", re.MULTILINE)
_WHEN = re.compile(r"^\*Minu\w+ (\d+) (?:tot|to) (\d+)[^*]*\*\s*")
_ROLE = re.compile(r"\{label\}`(?:(\w+):)?(\w+)`")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
LECTURER = "lecturer-{number}.md"

__all__ = ["Block", "LessonText", "LessonTextError", "Part", "Section", "lesson_text", "numbered"]


class LessonTextError(ValueError):
    """A lesson that cannot be planned, in one sentence that says what is wrong with its pages."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a lesson, as its clock and the lecturer's clock tell it."""

    start: int
    end: int
    title: str
    you: str
    they: str
    watch: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a lesson: ``heading``, ``text`` (Markdown), ``list``, ``table``, ``quote`` or ``picture`` (HTML)."""

    kind: str
    content: str


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of a lesson; `start` and `end` are its minutes, or None for one without a place on the clock."""

    title: str
    start: int | None
    end: int | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson in one language.

    Attributes
    ----------
    stem
        Name of the page, without ending.
    first
        What the lecturer says first.
    """

    about: About
    lang: Language
    stem: str
    title: str
    lead: str
    first: str
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]

    def section_of(self, part: Part) -> Section | None:
        """The chapter that a part belongs to."""
        return next((one for one in self.sections if one.start is not None and one.end is not None and one.start <= part.start and part.end <= one.end), None)


def numbered(folder: Path) -> dict[int, Path]:
    """The notebooks of the lessons in the folder of one language, by number."""
    return {int(path.stem[:2]): path for path in sorted(folder.glob("[0-9][0-9]-*.ipynb"))}


def lesson_text(notebook: Path, lang: Language) -> LessonText:
    """Read a lesson and the page for its lecturer.

    Raises
    ------
    LessonTextError
        If a page is missing, or the clocks of the two do not tell the same parts.
    """
    told = about(notebook)
    if told is None:
        raise LessonTextError(t("planner.fault.no_lesson", lang, file=notebook.name))
    blocks = list(_blocks(notebook))
    title = blocks[0].content.removeprefix("# ").strip()
    lead = next((plain(block.content) for block in blocks[1:] if block.kind == "text"), "")
    page = notebook.parent / LECTURER.format(number=told.number)
    if not page.is_file():
        raise LessonTextError(t("planner.fault.no_page", lang, file=page.name))
    lecturer = page.read_text("utf-8")
    clock = [(int(a), int(b), name) for block in blocks if block.kind == "table" for a, b, name, _ in _CLOCK.findall(block.content)]
    rows = {(int(a), int(b)): [plain(cell) for cell in [name, *rest.strip(" |").split(" | ")]] for a, b, name, rest in _CLOCK.findall(lecturer)}
    if [(a, b) for a, b, _ in clock] != list(rows) or len(clock) != len(told.parts) or any(len(cells) != 3 for cells in rows.values()):
        raise LessonTextError(t("planner.fault.clocks", lang, lesson=notebook.name, page=page.name))
    first = re.search(r"^> (.+?)\n\n", lecturer, re.MULTILINE | re.DOTALL)
    parts = tuple(Part(a, b, plain(name), *rows[a, b]) for a, b, name in clock)
    return LessonText(told, lang, notebook.stem, title, lead, plain(first[1]) if first else "", parts, tuple(_sections(blocks)))


def plain(text: str, lang: Language | None = None) -> str:
    """Markdown of a lesson as words: links and marks gone."""
    return re.sub(r"[*`_]{1,2}(?=\S)|(?<=\S)[*`_]{1,2}", "", _LINK.sub(r"\1", text)).strip()


def _blocks(notebook: Path) -> list[Block]:
    lang: Language = "nl" if notebook.parent.name == "nl" else "en"
    found: list[Block] = []
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            pages = ["".join(output.get("data", {}).get("text/html", "")) for output in cell["outputs"]]
            found += [Block("picture", page) for page in pages if page]
            continue
        text = re.sub(r"<details>.*?</details>", "", "".join(cell["source"]), flags=re.DOTALL)
        found += [Block(_kind(piece), _words(piece, lang)) for piece in re.split(r"\n\s*\n", text) if piece.strip()]
    return found


def _kind(piece: str) -> str:
    first = piece.lstrip()
    if first.startswith("#"):
        return "heading"
    if first.startswith("|"):
        return "table"
    if first.startswith(">"):
        return "quote"
    return "list" if re.match(r"(?:[-*]|\d+\.) ", first) else "text"


def _words(piece: str, lang: Language) -> str:
    """Codes in their words, and links as the words they stand on: a slide has nowhere to go."""
    def label(match: re.Match[str]) -> str:
        entry = codebook.entry(match[2], match[1])
        return entry.label(lang) if match[1] else f"{entry.label(lang)} ({match[2]})"

    return _LINK.sub(r"\1", _ROLE.sub(label, piece)).strip()


def _sections(blocks: list[Block]) -> list[Section]:
    found: list[Section] = []
    title, inside = "", []
    for block in [*blocks, Block("heading", "## ")]:
        if block.kind == "heading" and re.match(r"#{1,2} ", block.content + " "):
            if title:
                found.append(_section(title, inside))
            title, inside = block.content.removeprefix("## ").strip() if block.content.startswith("## ") else "", []
        else:
            inside.append(block)
    return found


def _section(title: str, blocks: list[Block]) -> Section:
    when = next((found for block in blocks if block.kind == "text" and (found := _WHEN.match(block.content))), None)
    told = [Block(block.kind, _WHEN.sub("", block.content)) for block in blocks]
    return Section(title, int(when[1]) if when else None, int(when[2]) if when else None, tuple(told))
