"""The cases of a book, each read once: the overview and its own page show the same one."""

from __future__ import annotations

import functools
from pathlib import Path

from course.case import Case, load
from course.i18n import Language

__all__ = ["case_in"]


@functools.lru_cache(maxsize=16)
def case_in(folder: Path, lang: Language) -> Case:
    """The case in this folder of datasets, checked.

    Raises
    ------
    FileNotFoundError
        If there is no such case.
    """
    return load(folder, lang)
