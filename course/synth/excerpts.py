"""The words of documents: what a document of a type says, with or without naming what residents brought in and a reason."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from course import codebook
from course.i18n import LANGUAGES, Language
from course.i18n.dates import day
from course.synth.draws import Draws
from course.synth.parameters import Parameters

__all__ = ["Said", "excerpt", "phrase", "themes_in_words"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a document takes from residents' input.

    Attributes
    ----------
    theme
        The theme it names, or None when it names no input.
    times
        How many contributions about it there are.
    reason
        The reason (N01–N15) it gives for not adopting something, or None.
    number, channel, received_on
        For an entry in a register: the number of the contribution, and how and when it came in.
    """

    theme: str | None = None
    times: int = 1
    reason: str | None = None
    number: int = 0
    channel: str | None = None
    received_on: date | None = None


def excerpt(parameters: Parameters, document_id: str, document_type: str, dated_on: date, said: Said = Said()) -> dict[Language, str]:
    """A fragment of a document in both languages.

    >>> parameters = Parameters()
    >>> said = Said("T13", 3, "N03")
    >>> print(excerpt(parameters, "VB-DOC-D09", "final_design", date(2027, 8, 2), said)["en"].split(". ")[-1])
    Not carried out: the costs are high and it yields little.
    """
    draws, (group, manner) = Draws(parameters.case.seed), _paper(document_type, said.times)
    parts: dict[Language, list[str]] = {}
    for lang in LANGUAGES:
        found = parts[lang] = [_filled(parameters, said, document_id, dated_on, lang, _drawn(draws, group, lang, document_id, "says"))]
        if said.theme:
            words = _drawn(draws, {lang: manner[f"input_{lang}"]}, lang, document_id, "input")
            found.append(words.format(theme=phrase("theme", said.theme, lang), times=_times(said.times, lang), name=parameters.case.name))
        if said.reason:
            why = _drawn(draws, dict(zip(LANGUAGES, _wording()["reason"][said.reason])), lang, document_id, "why")
            words = _drawn(draws, {lang: manner[f"reason_{lang}"]}, lang, document_id, "reason")
            found.append(words.format(reason=why))
    return {lang: " ".join(found) for lang, found in parts.items()}


def phrase(kind: str, code: str, lang: Language) -> str:
    """A theme in the words of a document.

    >>> phrase("theme", "T04", "en")
    'cooking without gas'
    """
    return _wording()[kind][code][LANGUAGES.index(lang)]


def themes_in_words() -> Mapping[str, list[str]]:
    """All themes in the words of a document, Dutch and English."""
    return _wording()["theme"]


def _drawn(draws: Draws, options: Mapping[str, list[str]], lang: Language, document_id: str, purpose: str) -> str:
    # The place is drawn without the language, so that the Dutch and the English say the same.
    return options[lang][draws.whole(0, 0, len(options[lang]) - 1, "excerpt", purpose, document_id)]


def _filled(parameters: Parameters, said: Said, document_id: str, dated_on: date, lang: Language, words: str) -> str:
    names, draws = parameters.names, Draws(parameters.case.seed)
    street = names.streets[draws.whole(0, 0, len(names.streets) - 1, "excerpt", "street", document_id)]
    received = said.received_on or dated_on
    return words.format(
        name=parameters.case.name, street=street, municipality=names.municipality, corporation=names.corporation,
        heat=names.heat_company, grid=names.grid_operator, initiative=names.residents_initiative,
        year=dated_on.year, next=dated_on.year + 1, number=said.number, day=day(received, lang),
        channel=codebook.label(said.channel or "K14", lang, "channel"))  # fmt: skip


def _times(count: int, lang: Language) -> str:
    if lang == "nl":
        return "één keer" if count == 1 else f"{count} keer"
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


@cache
def _paper(document_type: str, times: int) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    for group in _read("groups")["group"]:
        if document_type in group["types"]:
            alone = "note_on_one" if group["manner"] == "note" and times == 1 else group["manner"]
            return group, _wording()["manner"][alone]
    raise KeyError(f"{document_type!r} is no document type with words; see papers/groups.toml")


@cache
def _wording() -> dict[str, Any]:
    return _read("wording")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("course.synth").joinpath("papers", f"{name}.toml").read_text("utf-8"))
