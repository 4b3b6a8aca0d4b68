"""What a lesson says about itself: number, minutes per part, shorter variants, level, material and competences.

It stands in the metadata of the notebook under ``course``. Pages and plans read it here, and a fault is told as one
sentence that names the notebook.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course import codebook

PHASES = ("opening", "activation", "input", "exercise", "reveal", "plenary", "transfer", "exit")
"""The phases of a guest lesson (model 4.1)."""

LEVELS = ("remember", "understand", "apply", "analyse", "evaluate", "create")
"""The levels of the revised taxonomy of Bloom (model 4.1)."""

MATERIAL = ("phone_or_laptop", "cards", "paper")

__all__ = ["LEVELS", "MATERIAL", "PHASES", "About", "AboutError", "Part", "about"]


class AboutError(ValueError):
    """A lesson whose metadata cannot be used, with every fault in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a lesson: its phase and its minutes."""

    phase: str
    minutes: int


@dataclass(frozen=True, slots=True)
class About:
    """A lesson, as its notebook describes it.

    Attributes
    ----------
    number
        Place in the series.
    minutes
        Of the whole lesson.
    parts
        In order; their minutes add up to `minutes`.
    variants
        Per shorter length in minutes: the minutes of each part, 0 where it is left out.
    level
        Levels of Bloom, of :data:`LEVELS`.
    material
        What a student needs, of :data:`MATERIAL`.
    competences
        Codes CP1–CP6 and CB1–CB6 (model 3.10).
    goal, summary
        What a student can do afterwards, and what happens in the lesson; one sentence each, in one language.
    """

    number: int
    minutes: int
    parts: tuple[Part, ...]
    variants: dict[int, tuple[int, ...]]
    level: tuple[str, ...]
    material: tuple[str, ...]
    competences: tuple[str, ...]
    goal: str
    summary: str


def about(notebook: Path) -> About | None:
    """What this notebook says about its lesson; None if it is no lesson.

    Raises
    ------
    AboutError
        If minutes do not add up, or a word or code is unknown; all faults at once.
    """
    given: dict[str, Any] = json.loads(notebook.read_text("utf-8"))["metadata"].get("course", {})
    if "lesson" not in given:
        return None
    if faults := _faults(given):
        raise AboutError(f"{notebook.name}: " + "; ".join(faults))
    return About(
        given["lesson"], given["minutes"], tuple(Part(p["phase"], p["minutes"]) for p in given["parts"]),
        {int(length): tuple(minutes) for length, minutes in given["variants"].items()},
        tuple(given["level"]), tuple(given["material"]), tuple(given["competences"]), given["goal"], given["summary"])


def _faults(given: dict[str, Any]) -> list[str]:
    expected = {"minutes", "parts", "variants", "level", "material", "competences", "goal", "summary"}
    if missing := sorted(expected - set(given)):
        return [f"the metadata lack {', '.join(missing)}"]
    parts, faults = given["parts"], []
    if (total := sum(part["minutes"] for part in parts)) != given["minutes"]:
        faults.append(f"the parts take {total} minutes, and the lesson {given['minutes']}")
    for length, minutes in given["variants"].items():
        if len(minutes) != len(parts):
            faults.append(f"the variant of {length} minutes has {len(minutes)} parts, and the lesson {len(parts)}")
        if sum(minutes) != int(length):
            faults.append(f"the variant of {length} minutes adds up to {sum(minutes)}")
        if any(short < 0 for short in minutes):
            faults.append(f"the variant of {length} minutes has a part of less than no minutes")
    known = {"competences": {entry.code for entry in codebook.family("competence")}, "level": set(LEVELS), "material": set(MATERIAL)}
    for name, allowed in known.items():
        if unknown := [word for word in given[name] if word not in allowed]:
            faults.append(f"{name}: {', '.join(unknown)} is none of {', '.join(sorted(allowed))}")
    if unknown := [part["phase"] for part in parts if part["phase"] not in PHASES]:
        faults.append(f"phase: {', '.join(unknown)} is none of {', '.join(PHASES)}")
    return faults
