"""Writes a made case to a folder: all of it or nothing.

Everything is made in a folder beside the real one and moved in a single step, so that a full disk or an interruption
leaves nothing half-written, and a case that is replaced stays whole until its successor is.
"""

from __future__ import annotations

import csv
import errno
import io
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from course import codebook, datapackage
from course.case_faults import CaseError, file_of, shown
from course.case_schema import REFERENCE, TABLES
from course.i18n import Language, language, t
from course.synth import parameter_file
from course.synth.defects import Sheet, planted
from course.synth.made import Made, Row, Value
from course.synth.readme import readme

README, TRUTH, DIRTY = "README.md", "truth", "dirty"
OWN = {README, TRUTH, DIRTY, "reference", datapackage.FILE, parameter_file.FILE, *(f"{table}.csv" for table in TABLES)}
"""What a made case may hold; anything else in a folder is somebody's own and is never removed."""
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})

NO_SPACE = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})

__all__ = ["WriteError", "cell", "fill", "sheet", "whole_folder", "write"]


class WriteError(OSError):
    """A case that could not be written, in one sentence that says what to do; nothing was left behind."""


def write(made: Made, folder: str | Path, *, replace: bool = False, lang: Language | None = None) -> Path:
    """Write a made case.

    Parameters
    ----------
    folder
        Where: a folder that does not exist yet or is empty, unless `replace`.
    replace
        Put it in place of a case that was made before.
    lang
        Language of the message when something goes wrong; default: that of the lesson.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    WriteError
        If the folder is taken, the disk is full, or nothing may be written there.
    CaseError
        If the tables do not fit together.
    """
    folder = Path(folder).absolute()
    with whole_folder(folder, replace=replace, lang=lang) as place:
        fill(made, place)
    return folder


@contextmanager
def whole_folder(folder: Path, *, replace: bool = False, lang: Language | None = None) -> Iterator[Path]:
    """A folder to fill, that becomes `folder` when all went well; otherwise nothing is left behind.

    Raises
    ------
    WriteError, CaseError
        As :func:`write`.
    """
    lang = lang or language()
    _is_free(folder, replace, lang)
    with _all_or_nothing(folder, lang) as place:
        yield place
        _move(place, folder)


def fill(made: Made, place: Path) -> None:
    """Put the files of a made case in an empty folder."""
    for name, data in _files(made):
        path = place / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    datapackage.write(place)


def sheet(columns: Sequence[str], rows: Sequence[Row]) -> Sheet:
    """Rows as they stand in a file, header first.

    >>> sheet(["id", "told"], [{"id": "A-1", "told": True}, {"id": "A-2", "told": None}])
    [['id', 'told'], ['A-1', 'true'], ['A-2', '']]
    """
    return [list(columns), *([cell(row[column]) for column in columns] for row in rows)]


def cell(value: Value) -> str:
    """One value as it stands in a file (4.6).

    >>> cell(None), cell(True), cell(date(2027, 3, 1)), cell(("G05", "G09")), cell(0.25)
    ('', 'true', '2027-03-01', 'G05|G09', '0.25')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "|".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _files(made: Made) -> Iterator[tuple[str, bytes]]:
    sheets = {table: sheet([column.name for column in codebook.columns(table)], made.tables[table])
              for table in (*TABLES, *REFERENCE) if made.tables.get(table)}  # fmt: skip
    for table, rows in sheets.items():
        yield file_of(table), _csv(rows)
    dirty = planted(made.parameters, {table: rows for table, rows in sheets.items() if table in TABLES})
    for table, rows in dirty.sheets.items():
        yield f"{DIRTY}/{table}.csv", _csv(rows)
    truth: Mapping[str, Sequence[Row]] = made.truth | ({"defects": dirty.register} if dirty.register else {})
    for name, entries in truth.items():
        if entries:
            yield f"{TRUTH}/{name}.csv", _csv(sheet(tuple(entries[0]), entries))
    yield parameter_file.FILE, parameter_file.to_toml(made.parameters).encode("utf-8")
    yield README, readme(made, has_dirty=bool(dirty.sheets)).encode("utf-8")


def _csv(rows: Sheet) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def _is_free(folder: Path, replace: bool, lang: Language) -> None:
    try:
        found = sorted(path.name for path in folder.iterdir() if path.name not in LITTER) if folder.is_dir() else []
        taken = bool(found) or (folder.exists() and not folder.is_dir())
    except OSError as problem:
        raise _told("no_writing", folder, lang, problem) from problem
    if taken and not (replace and folder.is_dir()):
        raise _told("taken", folder, lang)
    strays = [name for name in found if name not in OWN]
    if strays or (found and "cases.csv" not in found):
        raise _told("not_a_case", folder, lang, given=(strays or found)[0])


@contextmanager
def _all_or_nothing(folder: Path, lang: Language) -> Iterator[Path]:
    """A folder beside `folder` to work in, that is gone afterwards whatever happens."""
    place = folder.with_name(f".{folder.name}.{os.getpid()}.half")
    above = [parent for parent in folder.parents if not parent.exists()]
    done = False
    try:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        yield place
        done = True
    except CaseError as error:
        raise CaseError(folder.name, error.faults, lang) from None
    except KeyboardInterrupt:
        raise KeyboardInterrupt(t("synth.writing.interrupted", lang, folder=shown(str(folder)))) from None
    except OSError as problem:
        kind = "no_space" if problem.errno in NO_SPACE else "no_writing"
        raise _told(kind, folder, lang, problem) from problem
    finally:
        shutil.rmtree(place, ignore_errors=True)
        for parent in above if not done else ():
            with suppress(OSError):
                parent.rmdir()


def _move(place: Path, folder: Path) -> None:
    before = place.with_name(f"{place.name}.before")
    try:
        if folder.exists():
            folder.rename(before)
        place.rename(folder)
    except BaseException:
        if before.exists() and not folder.exists():
            before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _told(kind: str, folder: Path, lang: Language, problem: OSError | None = None, given: str = "") -> WriteError:
    reason = problem.strerror or str(problem) if problem else given
    return WriteError(t(f"synth.writing.{kind}", lang, folder=shown(str(folder), 200), given=shown(reason)))
