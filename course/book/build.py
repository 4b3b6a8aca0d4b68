"""Build the site: both books side by side, and the page in front that chooses between them.

A book is built again only when something it depends on has changed, by content, not by date.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path

from course import __version__
from course.book import configuration
from course.book.front import front_page
from course.i18n import LANGUAGES, Language

__all__ = ["BookError", "build", "fingerprint"]

# What every book depends on, next to its own lessons. Data pages and pages for lecturers are worked out with the rules.
SHARED = ("_config.yml", "_toc.yml", "course", "datasets")
TOOLS = ("jupyter-book", "myst-nb", "Sphinx", "sphinx-book-theme", "sphinx-design")
TRIES = 10
LEFT_ALONE = {"__pycache__", ".ipynb_checkpoints", ".DS_Store"}


class BookError(RuntimeError):
    """A book could not be built; the message lists what is wrong, one fault a line."""


def build(root: Path, *, strict: bool = True, languages: Sequence[Language] = LANGUAGES,
          out: Path | None = None, quiet: bool = False) -> Path:
    """Build the books and put the site together.

    Parameters
    ----------
    root
        The top of the repository.
    strict
        Refuse a book with any warning, dead reference or missing page.
    languages
        Which books to look at; the others stay as they are.
    out
        Where the site goes; ``_build/site`` under `root` if not given.
    quiet
        Say nothing while building.

    Returns
    -------
    Path
        The folder with ``index.html`` and one folder per language.

    Raises
    ------
    BookError
        If a book has faults. A site built before stays as it was.
    """
    root = root.resolve()
    site = (out or root / "_build" / "site").resolve()
    marks = site.parent / "book"
    marks.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    # A folder of our own: two builds at the same time, of tests and of a person, must not stand in each other's way.
    with tempfile.TemporaryDirectory(dir=marks, ignore_cleanup_errors=True) as scratch:
        work = Path(scratch)
        running: list[tuple[Language, str, subprocess.Popen[str]]] = []
        for lang in languages:
            wanted = fingerprint(root, lang, strict)
            if (site / lang / "index.html").is_file() and _built(marks, lang) == wanted:
                continue
            if not quiet:
                print(f"Building the book ({lang}) …", flush=True)
            try:
                running.append((lang, wanted, _start(root, lang, work / lang, strict)))
            except ValueError as fault:
                faults.append(f"{lang}: {fault}")
        for lang, wanted, process in running:
            _, said = process.communicate()
            if process.returncode:
                faults += [f"{lang}: {line}" for line in _readable(said, root)]
                continue
            _put_in_place(work / lang / "html", site / lang, work / f"old-{lang}")
            (marks / f"{lang}.json").write_text(json.dumps({"fingerprint": wanted}), "utf-8")
    if faults:
        raise BookError("the book was not built:\n" + "\n".join(f"  {fault}" for fault in faults))
    _write_if_new(site / "index.html", front_page(languages=LANGUAGES))
    return site


def _start(root: Path, lang: Language, work: Path, strict: bool) -> subprocess.Popen[str]:
    config, toc = configuration.write(root, lang, work)
    source = root / "lessons" / lang
    command = [sys.executable, "-m", "course.book.one_book", str(source), str(config), str(toc), str(work / "html"),
               str(work / "doctrees")]
    surroundings = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(
        [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])])}
    return subprocess.Popen(command + ["--strict"] * strict, cwd=root, env=surroundings, text=True, encoding="utf-8",
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def fingerprint(root: Path, lang: Language, strict: bool) -> str:
    """A mark of everything one book depends on: if it is the same, so is the book."""
    digest = hashlib.sha256(f"{__version__} {strict} {sys.version_info[:2]}".encode())
    digest.update(" ".join(f"{tool} {metadata.version(tool)}" for tool in TOOLS).encode())
    for path in _files(root, (*SHARED, f"lessons/{lang}")):
        digest.update(f"\n{path.relative_to(root).as_posix()} ".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(root: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        top = root / name
        found = [top] if top.is_file() else sorted(top.rglob("*"))
        yield from (path for path in found if path.is_file() and not LEFT_ALONE & set(path.parts))


def _built(marks: Path, lang: Language) -> str | None:
    try:
        return json.loads((marks / f"{lang}.json").read_text("utf-8"))["fingerprint"]
    except (OSError, ValueError, KeyError):
        return None


def _put_in_place(built: Path, target: Path, old: Path) -> None:
    """Swap the new book for the old one; try again if another build, or a reader of the old one, is in the way."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(TRIES):
        try:
            if target.exists():
                target.rename(old.with_name(f"{old.name}-{attempt}"))
            built.rename(target)
            return
        except OSError as fault:
            why = fault
            time.sleep(0.2)
    raise BookError(f"the new book could not take the place of {target}: {why}; close what has it open and build again")


def _write_if_new(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8", newline="\n")


def _readable(said: str, root: Path) -> list[str]:
    """What Sphinx complained of, one fault a line, with paths from the top of the repository."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    lines = [line.rstrip().replace(f"{root}{os.sep}", "") for line in plain.splitlines() if line.strip()]
    faults = [line for line in lines if re.search(r"\b(WARNING|ERROR|CRITICAL)\b", line)]
    return list(dict.fromkeys(faults)) or lines[-20:] or ["stopped without saying why; try `jupyter-book build .`"]
