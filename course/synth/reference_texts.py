"""The hand-written side of the reference: per theme what each decision can do with it, in both languages, and how well it fits.

They stand in ``placements/*.toml``: one file per theme, and ``tenures.toml`` for decisions that are about the homes of
some. A theme may only fit a decision that bears on it in the model (2.3, table B). A fault in one of these files is a
fault of whoever edits the course, so all are told at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from course import codebook

PLACEMENTS = Path(__file__).parent / "placements"
OFF_TOPIC = "T20"

__all__ = ["PLACEMENTS", "Beside", "Fit", "Only", "Says", "TenureTexts", "ThemeTexts", "TextsError", "tenures", "theme_texts"]

Says = tuple[tuple[str, str], ...]
"""Sentences in Dutch and English that say the same; one of them is chosen for each contribution."""


class TextsError(ValueError):
    """Reference texts that cannot be used; the message holds every fault, each with its file."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What one decision can do with one theme: how well it fits (1–3) and why.

    Attributes
    ----------
    fit
        For everybody, unless one of the others applies.
    tenants, owners
        For somebody who said to rent from a corporation, or to own a house or flat.
    home, wide
        For input about a person or a home, or about a whole building, street or more.
    """

    decision: str
    fit: int
    says: Says
    tenants: int | None = None
    owners: int | None = None
    home: int | None = None
    wide: int | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A decision that looks right for a theme and is not; `twin` is the theme it is mistaken for."""

    decision: str
    says: Says
    twin: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeTexts:
    """Everything the reference says about one theme.

    Attributes
    ----------
    asks
        What such a contribution asks for, as it stands in the middle of a sentence.
    reasons
        Reasons for *no decision here* that do not hold, and why.
    elsewhere
        The reasons that hold when no decision of a case deals with it.
    frames
        What holds for one frame only: what it asks, and how well decisions fit it. For input off topic also the reason
        that holds, and one that does not.
    """

    asks: Says
    fits: Mapping[str, Fit]
    beside: tuple[Beside, ...]
    reasons: Mapping[str, Says]
    elsewhere: Mapping[str, Says]
    frames: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Only:
    """Whose homes a decision is about, and how far it fits when nobody said whose home it is."""

    tenures: tuple[str, ...]
    at_most: int
    unknown: Says


@dataclass(frozen=True, slots=True)
class TenureTexts:
    """What the reference says about tenure, about moods, and about the part that is left.

    Attributes
    ----------
    outside, after
        By decision and tenure: why it is not about this home, or what comes first.
    elsewhere
        By theme and tenure: the reasons that hold when no decision of a case deals with it.
    """

    only: Mapping[str, Only]
    outside: Mapping[tuple[str, str], Says]
    after: Mapping[tuple[str, str], Says]
    elsewhere: Mapping[tuple[str, str], Mapping[str, Says]]
    mood: Says
    clear: Says
    rest: Says


@cache
def theme_texts(theme: str) -> ThemeTexts:
    """What the reference says about one theme.

    >>> theme_texts("T13").fits["D26"].fit
    3
    """
    return _read(PLACEMENTS)[0][codebook.entry(theme, "theme").code]


@cache
def tenures() -> TenureTexts:
    """What the reference says about tenure.

    >>> tenures().only["D37"].tenures
    ('G03', 'G04')
    """
    return _read(PLACEMENTS)[1]


@cache
def _read(folder: Path) -> tuple[Mapping[str, ThemeTexts], TenureTexts]:
    themes = {entry.code: _theme(tomllib.loads((folder / f"{entry.code}.toml").read_text("utf-8"))) for entry in codebook.family("theme")}
    if faults := [fault for theme, texts in themes.items() for fault in _faults(theme, texts)]:
        raise TextsError("\n".join(["The texts in placements/ have faults:", *(f"- {fault}" for fault in faults)]))
    return themes, _tenures(tomllib.loads((folder / "tenures.toml").read_text("utf-8")))


def _says(pairs: Sequence[Sequence[str]]) -> Says:
    return tuple((nl, en) for nl, en in pairs)


def _theme(read: Mapping[str, Any]) -> ThemeTexts:
    fits = {pair["decision"]: Fit(**{**pair, "says": _says(pair["says"])}) for pair in read.get("pair", ())}
    beside = tuple(Beside(**{**near, "says": _says(near["says"])}) for near in read.get("near", ()))
    reasons = {reason["code"]: _says(reason["says"]) for reason in read.get("reason", ())}
    elsewhere = {code: _says(says) for code, says in read.get("elsewhere", {}).items()}
    return ThemeTexts(_says(read.get("asks", ())), fits, beside, reasons, elsewhere, {f["id"]: f for f in read.get("frame", ())})


def _faults(theme: str, texts: ThemeTexts) -> Iterator[str]:
    bears = {e.code for e in codebook.family("decision") if theme in codebook.decision(e.code).themes}
    for code in sorted(bears - set(texts.fits)):
        yield f"{theme}.toml: nothing is said about {code}, which bears on {theme}; add a [[pair]] with decision = \"{code}\""
    for code in sorted(set(texts.fits) - bears):
        yield f"{theme}.toml: {code} does not bear on {theme} in the model; make it a [[near]], or take it out"
    for near in texts.beside:
        if near.decision in bears:
            yield f"{theme}.toml: {near.decision} bears on {theme}, so it is no near miss; make it a [[pair]]"
    for code, fit in texts.fits.items():
        if not {fit.fit, fit.tenants, fit.owners, fit.home, fit.wide} <= {None, 1, 2, 3}:
            yield f"{theme}.toml: a fit of {code} is not 1, 2 or 3; a decision that does not fit is a [[near]]"
    for frame_id, frame in texts.frames.items():
        if wrong := [code for code, fit in frame.get("fits", {}).items() if code not in bears or fit not in (1, 2, 3)]:
            yield f"{theme}.toml: {frame_id} gives {', '.join(wrong)} a fit that cannot be; give decisions that bear on {theme} 1, 2 or 3"
    if not (texts.asks and texts.elsewhere):
        yield f"{theme}.toml: asks or [elsewhere] is missing; write both"


def _tenures(read: Mapping[str, Any]) -> TenureTexts:
    return TenureTexts(
        {code: Only(tuple(only["tenures"]), only["at_most"], _says(only["unknown"])) for only in read["only"] for code in only["decisions"]},
        {(one["decision"], tenure): _says(one["says"]) for one in read["outside"] for tenure in one["tenures"]},
        {(one["decision"], tenure): _says(one["says"]) for one in read["after"] for tenure in one["tenures"]},
        {(theme, tenure): {code: _says(says) for code, says in one.items() if code.startswith("N")}
         for one in read["elsewhere"] for theme in one["themes"] for tenure in one["tenures"]},
        _says(read["mood"]["N12"]), _says(read["clear"]["N12"]), _says(read["rest"]["N06"]),
    )  # fmt: skip
