"""One case: its fourteen tables, checked, and addressed by name.

>>> import course
>>> case = course.load("merelhof")
>>> case
Case merelhof: 24 contributions, 20 decisions, synthetic
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import course
from course import codebook
from course.case_faults import CaseError, Fault, lines, near
from course.case_schema import REFERENCE, TABLES
from course.i18n import Language, language

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Case", "CaseError", "Fault", "Reference", "check", "faults", "load", "names"]


@dataclass(frozen=True, repr=False, eq=False)
class Reference:
    """The reference of a case: a considered answer with reasons, which students may dispute.

    Attributes
    ----------
    parts
        What each contribution asks, a row per part.
    placements
        Where each part could go, how well that fits (0–3) and why.
    """

    parts: pd.DataFrame
    placements: pd.DataFrame


@dataclass(frozen=True, repr=False, eq=False)
class Case:
    """The tables of one case as frames; a table that the case does not have is a frame without rows.

    Text is ``string``, whole numbers ``Int64``, numbers ``Float64``, yes or no ``boolean``, days ``datetime64[ns]``;
    a column that holds several values has tuples. Missing is ``<NA>`` (``NaT``, ``()``); ``none`` is a value.
    """

    case_id: str
    folder: Path
    reference_neighbourhoods: pd.DataFrame
    cases: pd.DataFrame
    population: pd.DataFrame
    actors: pd.DataFrame
    campaigns: pd.DataFrame
    contributions: pd.DataFrame
    decisions: pd.DataFrame
    links: pd.DataFrame
    actions: pd.DataFrame
    documents: pd.DataFrame
    feedback: pd.DataFrame
    panel: pd.DataFrame
    codings: pd.DataFrame
    codebook: pd.DataFrame
    reference: Reference

    @property
    def name(self) -> str:
        """The invented name of the neighbourhood."""
        return str(self.cases["name"].iloc[0])

    def milestones(self) -> dict[str, date]:
        """The date of each milestone.

        >>> load("merelhof").milestones()["M8"]
        datetime.date(2028, 5, 1)
        """
        row = self.cases.iloc[0]
        return {f"M{number}": row[f"date_m{number}"].date() for number in range(11)}

    def contribution(self, contribution_id: str) -> pd.Series:
        """One contribution.

        >>> load("merelhof").contribution("MH-01")["theme_ref"]
        'T13'
        """
        return _one(self, "contributions", "contribution_id", contribution_id)

    def decision(self, decision_id: str) -> pd.Series:
        """One decision, or one year of a calendar decision."""
        return _one(self, "decisions", "decision_id", decision_id)

    def contributions_about(self, theme: str) -> pd.DataFrame:
        """The contributions of which this is the main or the second theme."""
        code = codebook.entry(theme, "theme").code
        rows = self.contributions
        return rows[(rows["theme_ref"] == code).fillna(False) | (rows["theme2_ref"] == code).fillna(False)]

    def decisions_of(self, owner_group: str) -> pd.DataFrame:
        """The decisions that this organisation or group takes, such as ``"housing_corporation"``."""
        group = codebook.entry(owner_group, "owner_group").code
        return self.decisions[[codebook.owner_group(owner) == group for owner in self.decisions["owner"]]]

    def __repr__(self) -> str:
        return f"Case {self.case_id}: {len(self.contributions)} contributions, {len(self.decisions)} decisions, synthetic"


def names() -> list[str]:
    """The names of the cases that come with the course.

    >>> "merelhof" in names()
    True
    """
    home = _datasets()
    return sorted(path.parent.name for path in home.glob("*/cases.csv"))


def load(name_or_folder: str | Path, lang: Language | None = None) -> Case:
    """Read and check a case.

    Parameters
    ----------
    name_or_folder
        The name of a case of the course (:func:`names`), or a folder with the tables as CSV files.
    lang
        Language of the message when something is wrong; default: that of the lesson.

    Raises
    ------
    CaseError
        If anything is wrong, with every fault at once: file, line, column, what is given, what was expected and
        what to do next.

    >>> load("merelhof").contributions_about("T13")["contribution_id"].tolist()[0]
    'MH-01'
    """
    from course import datapackage

    lang = lang or language()
    folder = _folder_of(name_or_folder, lang)
    seal = datapackage.seal(folder)
    frames, found = _sealed(folder, seal, _files(folder)) if seal else _read(folder, sealed=False)
    if found:
        raise CaseError(str(name_or_folder), found, lang)
    # Frames can be changed by whoever gets them, so everybody gets their own.
    own = {name: rows.copy() for name, rows in frames.items()}
    reference = Reference(**{name: own.pop(name) for name in REFERENCE})
    return Case(case_id=str(own["cases"]["case_id"].iloc[0]), folder=folder, reference=reference, **own)


def faults(folder: str | Path) -> tuple[Fault, ...]:
    """Everything that is wrong with the tables in a folder, in the order of the files; empty when all is well."""
    from course.case_gather import gather

    return gather(Path(folder))[1]


def check(folder: str | Path, lang: Language | None = None) -> list[str]:
    """Everything that is wrong with a case and its ``datapackage.json``, a line each; empty when all is well."""
    from course import datapackage

    lang = lang or language()
    try:
        place = _folder_of(folder, lang)
    except CaseError as error:
        return lines(error.faults, lang)
    found = faults(place)
    # A data package is written from tables that are sound, so it is not worth a word before they are.
    return lines(found, lang) if found else datapackage.stale(place, lang)


def _read(folder: Path, *, sealed: bool) -> tuple[dict[str, pd.DataFrame], tuple[Fault, ...]]:
    from course.case_gather import gather
    from course.case_records import frame

    tables, found = gather(folder, sealed=sealed)
    return {} if found else {name: frame(rows, codebook.columns(name)) for name, rows in tables.by_name.items()}, found


@lru_cache(maxsize=8)
def _sealed(folder: Path, seal: str, files: tuple[str, ...]) -> tuple[dict[str, pd.DataFrame], tuple[Fault, ...]]:  # noqa: ARG001 (another seal, or a file that strayed in, asks for another look)
    """The tables under this seal. Boards, books and tests ask for the same few cases again and again."""
    return _read(folder, sealed=True)


def _files(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.as_posix() for path in (*folder.iterdir(), *folder.glob("reference/*"))))


def _folder_of(name_or_folder: str | Path, lang: Language) -> Path:
    given = str(name_or_folder)
    if given in names() and not isinstance(name_or_folder, Path):
        return _datasets() / given
    try:
        folder = Path(name_or_folder)
        exists, is_folder = folder.exists(), folder.is_dir()
    except (OSError, ValueError):  # too long for a path, or not allowed in one
        exists = is_folder = False
    if is_folder and given.strip():
        return folder
    if exists and not is_folder:
        kind, expected = "not_a_folder", ""
    elif isinstance(name_or_folder, Path) or any(sign in given for sign in "/\\"):
        kind, expected = "no_such_folder", ""
    else:
        kind, expected = "no_such_case", ", ".join(near(given, names()) or names())
    raise CaseError(given, [Fault("", None, None, kind, given, expected)], lang)


@cache
def _datasets() -> Path:
    # In an installed package the cases are inside it; in a working copy they stand beside it.
    home = Path(course.__file__).resolve().parent
    return home / "datasets" if (home / "datasets").is_dir() else home.parent / "datasets"


def _one(case: Case, table: str, column: str, wanted: str) -> pd.Series:
    rows = getattr(case, table)
    place = _places(case, table, column).get(wanted, -1)
    if 0 <= place < len(rows) and rows[column].iat[place] == wanted:
        return rows.iloc[place]
    found = rows[rows[column] == wanted]  # somebody changed the frame
    if found.empty:
        known = rows[column].tolist()
        close = ", ".join(near(str(wanted), known) or known[:3])
        raise KeyError(f"{wanted!r} is no {column} in this case; nearest: {close or 'there are none'}")
    return found.iloc[0]


# Boards ask for a row again for every answer that can be given, and a search through a frame takes milliseconds.
@lru_cache(maxsize=64)
def _places(case: Case, table: str, column: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, value in enumerate(getattr(case, table)[column]):
        places.setdefault(value, place)
    return places
