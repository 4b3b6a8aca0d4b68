"""Find and open the files of a Polis export: in a folder, in a zip, or one by one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from course.i18n import Language, t
from course.importers.imported import ImportFault

__all__ = ["PolisFiles", "decoded", "find_files"]

#: What a file is for, by how its name ends. Downloads carry the date and the conversation in front.
ENDINGS = {
    "comments.csv": "comments",
    "summary.csv": "summary",
    "participants-votes.csv": "participants",
    "participant-votes.csv": "participants",
    "comment-groups.csv": "groups",
    "votes.csv": "votes",
}
#: More than any conversation; guards against a wrong file and against a zip that unfolds without end.
LARGEST = 200_000_000


@dataclass(frozen=True)
class PolisFiles:
    """The bytes of the files found, by what they are for; `names` are their names for messages."""

    source: str
    content: dict[str, bytes]
    names: dict[str, str] = field(default_factory=dict)


def find_files(given: str | Path, lang: Language) -> PolisFiles:
    """The files of one conversation.

    Raises
    ------
    ImportFault
        If there is nothing there, no comments file, or more than one conversation.
    """
    path = Path(given).expanduser()
    if not path.exists():
        raise ImportFault(t("importers.files.not_there", lang, given=given, where=Path.cwd()))
    if path.is_dir():
        inside = {p.relative_to(path).as_posix(): p for p in path.rglob("*") if p.is_file()}
        return _open(path.name, _one_conversation(list(inside), path.name, lang), lambda n: _bytes(inside[n], lang))
    if path.suffix.lower() == ".zip":
        return _from_zip(path, lang)
    if _kind(path.name) not in (None, "comments"):
        raise ImportFault(t("importers.files.other_file", lang, given=path.name))
    roles = _beside(path) | {"comments": path.name}
    return _open(path.name, roles, lambda n: _bytes(path.with_name(n), lang))


def _beside(comments: Path) -> dict[str, str]:
    """The other files of the same download: the same name up to the part that says what is in it."""
    front = comments.name[: -len("comments.csv")]
    if _kind(comments.name) != "comments":
        return {}
    present = {ending: comments.with_name(front + ending) for ending in ENDINGS}
    return {ENDINGS[ending]: file.name for ending, file in present.items() if file.is_file()}


def _kind(name: str) -> str | None:
    """What the file is for, or None.

    >>> _kind("2026-01-05-1201-comments.csv"), _kind("participant-votes.csv"), _kind("notes.csv")
    ('comments', 'participants', None)
    """
    for ending, kind in ENDINGS.items():
        if re.search(rf"(?:^|[-_ ]){re.escape(ending)}$", name.lower()):
            return kind
    return None


def _one_conversation(names: list[str], source: str, lang: Language) -> dict[str, str]:
    """The role of each file in the only folder that has a comments file."""
    seen = [n for n in names if "__MACOSX" not in n and not PurePosixPath(n).name.startswith(".")]
    comments = sorted(n for n in seen if _kind(PurePosixPath(n).name) == "comments")
    if not comments:
        shown = ", ".join(sorted(seen)[:8]) or "–"
        raise ImportFault(t("importers.files.no_comments", lang, given=source, found=shown))
    if len(comments) > 1:
        raise ImportFault(t("importers.files.several", lang, given=source, found=", ".join(comments[:8])))
    folder = PurePosixPath(comments[0]).parent
    together = sorted(n for n in seen if PurePosixPath(n).parent == folder)
    return {kind: n for n in together if (kind := _kind(PurePosixPath(n).name))}


def _open(source: str, roles: dict[str, str], get: Callable[[str], bytes]) -> PolisFiles:
    names = {kind: PurePosixPath(name).name for kind, name in roles.items()}
    return PolisFiles(source, {kind: get(name) for kind, name in roles.items()}, names)


def _bytes(path: Path, lang: Language) -> bytes:
    if path.stat().st_size > LARGEST:
        raise ImportFault(t("importers.files.too_large", lang, file=path.name, megabytes=LARGEST // 1_000_000))
    return path.read_bytes()


def _from_zip(path: Path, lang: Language) -> PolisFiles:
    try:
        with zipfile.ZipFile(path) as archive:
            roles = _one_conversation([n for n in archive.namelist() if not n.endswith("/")], path.name, lang)
            for name in roles.values():
                if archive.getinfo(name).file_size > LARGEST:
                    raise ImportFault(t("importers.files.too_large", lang, file=name, megabytes=LARGEST // 1_000_000))
            return _open(path.name, roles, archive.read)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise ImportFault(t("importers.files.bad_zip", lang, given=path.name)) from error


def decoded(content: bytes, file: str, lang: Language) -> tuple[str, list[str]]:
    """The text of a file with ``\\n`` as its line end, and what there is to say about its encoding.

    A file that is not UTF-8 is read as Windows-1252, the usual other one here, and that is said: a wrong guess
    shows as strange letters, which a reader can see only when told to look.
    """
    if not content.strip():
        raise ImportFault(t("importers.files.empty", lang, file=file))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ImportFault(t("importers.files.utf16", lang, file=file))
    top = content[:4000].split(b"\n", 1)[0]
    if content.startswith((b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xd0\xcf\x11\xe0")) or b"\0" in top:
        raise ImportFault(t("importers.files.binary", lang, file=file))
    notes = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        notes.append(t("importers.files.not_utf8", lang, file=file))
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
        notes.append(t("importers.files.nul", lang, file=file))
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes
