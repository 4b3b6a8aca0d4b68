"""Reading the codebook's own CSV files, and choosing a text by language."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

from course.i18n import LANGUAGES, Language


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of ``data/<name>.csv``, every cell as text, an empty cell as ``""``."""
    with resources.files(__package__).joinpath("data", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def listed(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, joined with ``|``.

    >>> listed("T05|T06"), listed("")
    (('T05', 'T06'), ())
    """
    return tuple(cell.split("|")) if cell else ()


def in_language(lang: Language, nl: str, en: str) -> str:
    """The Dutch or the English text.

    Raises
    ------
    ValueError
        If `lang` is not ``nl`` or ``en``.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"language {lang!r} is not known; choose one of {', '.join(LANGUAGES)}")
    return nl if lang == "nl" else en
