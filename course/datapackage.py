"""The ``datapackage.json`` of a case: what each file and each column is, for people and for other programs.

Written from the files and the codebook, never by hand: :func:`write` makes it, :func:`stale` tells why it should be
made again.
"""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

from course import codebook
from course.case_faults import CaseError, file_of
from course.case_gather import gather
from course.case_schema import REFERENCE, TABLES, descriptor
from course.i18n import Language, language, t

FILE = "datapackage.json"
FIRST_VERSION = "1.0.0"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}

__all__ = ["FILE", "build", "seal", "stale", "write"]


def build(folder: Path, version: str = FIRST_VERSION) -> dict[str, Any]:
    """The data package of the case in a folder, as it should be now."""
    present = _present(folder)
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": _case(folder)["case_id"].lower(),
        "title": _word("title", "en", folder),
        "title_nl": _word("title", "nl", folder),
        "description": _word("description", "en", folder),
        "description_nl": _word("description", "nl", folder),
        "version": version,
        "licenses": [LICENCE],
        "synthetic": True,
        "resources": [_resource(folder, name, present) for name in present],
    }


def write(folder: str | Path, version: str | None = None) -> Path:
    """Write the data package of a case.

    Parameters
    ----------
    version
        Version of the data; default: the version it has, or 1.0.0.

    Raises
    ------
    CaseError
        If anything is wrong with the tables.
    """
    folder = Path(folder)
    _, found = gather(folder)
    if found:
        raise CaseError(str(folder), found)
    written = _written(folder)
    kept = written.get("version", FIRST_VERSION) if isinstance(written, dict) else FIRST_VERSION
    path = folder / FILE
    text = json.dumps(build(folder, version or kept), indent=2, ensure_ascii=False) + "\n"
    path.write_bytes(text.encode("utf-8"))
    return path


def seal(folder: Path) -> str | None:
    """The checksum of the data package, if every table is byte for byte what it was when that was written.

    A data package is only written of tables without a fault, by the codebook of that day: under the seal of today's
    codebook a case loads without the slow checks. None without such a seal.
    """
    written = _written(folder)
    if not isinstance(written, dict):
        return None
    before, present = _by_path(written), _present(folder)
    sound = set(before) == set(map(file_of, present)) and all(
        before[file_of(name)].get("hash") == _hash((folder / file_of(name)).read_bytes())
        and before[file_of(name)].get("schema") == descriptor(name, present)
        for name in present
    )
    return _hash((folder / FILE).read_bytes()) if sound else None


def stale(folder: str | Path, lang: Language | None = None) -> list[str]:
    """Why the data package should be written again, a line each; empty when it is as it should be."""
    folder, lang = Path(folder), lang or language()
    written = _written(folder)
    if not isinstance(written, dict):
        why = "missing" if written is None else "broken"
        return [_reason(why, lang, folder, given=written or "")]
    now = build(folder, str(written.get("version", FIRST_VERSION)))
    before, after = _by_path(written), _by_path(now)
    changed = [(_change(before.get(path), after.get(path)), path) for path in dict.fromkeys((*after, *before))]
    words = [word for word in (now | written) if word != "resources" and now.get(word) != written.get(word)]
    reasons = [_reason(why, lang, folder, file=path) for why, path in changed if why]
    return reasons + [_reason("words", lang, folder, given=word) for word in words]


def _change(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str | None:
    if before is None or after is None:
        return "added" if before is None else "removed"
    if before.get("hash") != after["hash"]:
        return "changed"
    return None if before == after else "schema"


def _reason(why: str, lang: Language, folder: Path, **values: str) -> str:
    return f"{t(f'case.package.{why}', lang, **values)} {t('case.package.again', lang, name=folder.resolve().name)}"


def _by_path(package: dict[str, Any]) -> dict[str, dict[str, Any]]:
    resources = package.get("resources")
    rows = [row for row in resources if isinstance(row, dict)] if isinstance(resources, list) else []
    return {str(row.get("path")): row for row in rows}


def _written(folder: Path) -> dict[str, Any] | str | None:
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        return str(error)
    return found if isinstance(found, dict) else type(found).__name__


def _present(folder: Path) -> list[str]:
    return [name for name in (*TABLES, *REFERENCE) if (folder / file_of(name)).is_file()]


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _resource(folder: Path, table: str, present: list[str]) -> dict[str, Any]:
    data = (folder / file_of(table)).read_bytes()
    about = codebook.entry(table, "table")
    return {
        "name": table,
        "type": "table",
        "path": file_of(table),
        "title": about.label("en"),
        "title_nl": about.label("nl"),
        "description": about.description("en"),
        "description_nl": about.description("nl"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": _hash(data),
        "schema": descriptor(table, present),
    }


def _word(word: str, lang: Language, folder: Path) -> str:
    return t(f"case.package.{word}", lang, name=_case(folder)["name"])


def _case(folder: Path) -> dict[str, str]:
    with (folder / file_of("cases")).open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))
