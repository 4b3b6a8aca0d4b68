"""What the lesson planner hands out, beside the pages of a book: slides, answer key and cards of every lesson.

Each stands there twice: as a page to open, and inside a script, because a page that was opened from a file may not
read other files, and the planner packs them in a zip.
"""

from __future__ import annotations

import json
from pathlib import Path

from course.book.plan_folder import lesson_files
from course.book.print_set import framed
from course.classroom.lesson_text import lesson_text, numbered

FOLDER = "plan"

__all__ = ["FOLDER", "write"]


def write(source: Path, out: Path) -> list[Path]:
    """Write them for the lessons in `source` (a folder named after its language) into the book in `out`."""
    lang = "nl" if source.name == "nl" else "en"
    folder = out / FOLDER
    folder.mkdir(exist_ok=True)
    written = []
    for number, notebook in numbered(source).items():
        files = lesson_files(lesson_text(notebook, lang))
        for name, page in files.items():
            written.append(folder / name)
            written[-1].write_bytes(page.encode())
        written.append(folder / f"lesson-{number}.js")
        written[-1].write_bytes(_script(f"lesson-{number}", files).encode())
    # The planner fills in title, lead and body itself.
    template = framed(lang, "{title}", "{lead}", "{body}")
    written.append(folder / "agenda.js")
    written[-1].write_bytes(_script("agenda", template).encode())
    return written


def _script(name: str, content: object) -> str:
    return f"(self.coursePlans ||= {{}})[{json.dumps(name)}] = {json.dumps(content, ensure_ascii=False)};\n"
