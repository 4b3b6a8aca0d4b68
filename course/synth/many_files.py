"""Millions of contributions to files: CSV or Parquet, in one or in more, never more of them in memory than a few batches."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Literal, TypeAlias

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from course.case_faults import shown
from course.i18n import Language, language, t
from course.synth.many import BATCH, SCHEMA, batches, partitions
from course.synth.many_plan import Plan
from course.synth.many_threads import in_order

Form: TypeAlias = Literal["csv", "parquet"]
Contributions: TypeAlias = pa.Table | Iterable[pa.RecordBatch]

NAME = "synthetic-contributions"
ROW_GROUP = 8 * BATCH
_CODED = [field.name for field in SCHEMA if pa.types.is_dictionary(field.type)]

__all__ = ["NAME", "Contributions", "Form", "write_csv", "write_parquet", "write_partitions"]


def write_csv(rows: Contributions, path: str | Path) -> Path:
    """Write a table, or batches as they come, as CSV: UTF-8, lines end in LF, texts in quotes, an empty cell for what is missing."""
    with open(path, "wb") as file:
        file.write(_csv(pa.RecordBatch.from_pylist([], SCHEMA), header=True))
        for data in in_order(_csv, _batches(rows)):
            file.write(data)
    return Path(path)


def _csv(batch: pa.RecordBatch, *, header: bool = False) -> pa.Buffer:
    data = pa.BufferOutputStream()
    pyarrow.csv.write_csv(batch, data, pyarrow.csv.WriteOptions(include_header=header, batch_size=BATCH))
    return data.getvalue()


def write_parquet(rows: Contributions, path: str | Path) -> Path:
    """Write a table, or batches as they come, as Parquet (compressed with zstd)."""
    # Nearly every text is another, so a dictionary of them would only cost time.
    with pyarrow.parquet.ParquetWriter(
        str(path), SCHEMA, compression="zstd", compression_level=1, use_dictionary=_CODED, write_statistics=_CODED
    ) as writer:
        for group in _groups(_batches(rows)):
            writer.write_table(group, row_group_size=ROW_GROUP)
    return Path(path)


def write_partitions(
    made: Plan, total: int, folder: str | Path, form: Form = "csv", parts: int = 1, *, lang: Language | None = None
) -> tuple[Path, ...]:
    """Write so many contributions to one file or more, all of them or none.

    Every row is the same whatever the number of files. The folder is made if need be; a file of the same name is replaced.

    Returns
    -------
    tuple of Path
        ``synthetic-contributions.csv``, or ``synthetic-contributions-1-of-4.csv`` and so forth, in order of the rows.

    Raises
    ------
    course.synth.write.WriteError
        If the disk is full or nothing may be written there; in one sentence, and nothing half-written is left.
    """
    if form not in ("csv", "parquet"):
        raise ValueError(f"the form is {form!r}; choose csv or parquet")
    folder = Path(folder).absolute()
    write = write_csv if form == "csv" else write_parquet
    width = len(str(parts))
    asked = partitions(total, parts)
    names = [f"{NAME}-{number:0{width}d}-of-{parts}.{form}" for number in range(1, parts + 1)] if parts > 1 else [f"{NAME}.{form}"]
    with _all_or_nothing(folder, lang or language()) as place:
        for name, rows in zip(names, asked, strict=True):
            write(batches(made, rows), place / name)
        for name in names:
            os.replace(place / name, folder / name)
    return tuple(folder / name for name in names)


def _batches(rows: Contributions) -> Iterator[pa.RecordBatch]:
    return iter(rows.to_batches(max_chunksize=BATCH) if isinstance(rows, pa.Table) else rows)


def _groups(found: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    while group := list(islice(found, ROW_GROUP // BATCH)):
        yield pa.Table.from_batches(group, SCHEMA)


@contextmanager
def _all_or_nothing(folder: Path, lang: Language) -> Iterator[Path]:
    """A place to work in beside the files, gone afterwards whatever happens."""
    place = folder / f".{NAME}.{os.getpid()}.half"
    above = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        place.mkdir(parents=True)
        yield place
        above = []
    except OSError as problem:
        raise _told(folder, lang, problem) from problem
    finally:
        shutil.rmtree(place, ignore_errors=True)
        for each in above:
            with suppress(OSError):
                each.rmdir()


def _told(folder: Path, lang: Language, problem: OSError) -> OSError:
    # Only now: it brings along everything that writing a whole case needs.
    from course.synth.write import NO_SPACE, WriteError

    kind = "no_space" if problem.errno in NO_SPACE else "no_writing"
    return WriteError(t(f"synth.many.{kind}", lang, folder=shown(str(folder), 200), given=shown(problem.strerror or str(problem))))
