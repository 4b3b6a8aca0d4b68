"""The scenes of a steps board: a TOML file beside this module, with Dutch and English side by side, read and checked.

A scene has steps; a step has a question and options. Codes, grades and the place on the chain are shared by both languages.
Every fault of a file is told at once.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from course import codebook
from course.boards.answers import GRADES
from course.case import CaseError, load
from course.i18n import LANGUAGES

CODED = ("action", "channel")
"""The families that an option may be a code of."""
KINDS = ("guess", "code", "test", "move")
ENDS = ("kept", "changed", "lost")
WORDS = "words"
"""The kind of paper that is no paper: what somebody says."""

_FOLDER = resources.files(__package__).joinpath("scenes")

Both = Mapping[str, str]

__all__ = ["ENDS", "KINDS", "WORDS", "Option", "Paper", "Scene", "SceneError", "Step", "read", "scenes"]


class SceneError(ValueError):
    """A file of scenes with faults, each named with its place."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What lies on the table: a document type of the codebook or ``words``, who it is from, on which day, and its text."""

    kind: str
    sender: Both
    text: Both
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `text` or the label of `code` is what is read; `ends` is what it does to the contribution, if anything."""

    id: str
    code: str | None
    text: Both
    grade: str
    say: Both
    ends: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `at` is a step of the chain (ST1 to ST9); `ends` is what happened there, whatever was answered."""

    id: str
    kind: str
    at: str | None
    question: Both
    options: tuple[Option, ...]
    paper: Paper | None
    after: Both
    discuss: Both
    ends: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """One story."""

    id: str
    title: Both
    setting: Both
    steps: tuple[Step, ...]


@cache
def scenes(name: str) -> tuple[Scene, ...]:
    """The scenes of the course with this name, such as ``lesson3``.

    Raises
    ------
    KeyError
        If there is no such file.
    SceneError
        If the file has faults.

    >>> scenes("lesson3")[0].steps[0].kind in KINDS
    True
    """
    file = _FOLDER.joinpath(f"{name}.toml")
    if not file.is_file():
        there = sorted(one.name.removesuffix(".toml") for one in _FOLDER.iterdir() if one.name.endswith(".toml"))
        raise KeyError(f"no scenes {name!r}; there are {', '.join(there)}")
    return read(file.read_text("utf-8"), name)


def read(text: str, name: str) -> tuple[Scene, ...]:
    """Scenes from TOML.

    Raises
    ------
    SceneError
        With every fault: a missing text, an unknown code, grade, kind or step, an id that stands twice, a step without a good
        answer or without a tempting wrong one, a contribution that is not there.
    """
    given = tomllib.loads(text).get("scene", [])
    if faults := list(_faults(given)):
        raise SceneError(f"{name}: " + "; ".join(faults))
    return tuple(
        Scene(scene["id"], scene["title"], scene["setting"], tuple(_step(scene["id"], step) for step in scene["step"])) for scene in given)


def _step(scene: str, given: dict[str, Any]) -> Step:
    paper = given.get("paper")
    return Step(
        f"{scene}-{given['id']}", given["kind"], given.get("at"), given["question"],
        tuple(Option(one["id"], one.get("code"), one.get("text", {}), one["grade"], one["say"], one.get("chain")) for one in given["option"]),
        paper and Paper(paper["kind"], paper.get("from", {}), _text(paper), paper.get("date")),
        given.get("after", {}), given.get("discuss", {}), given.get("chain"))  # fmt: skip


def _text(paper: dict[str, Any]) -> Both:
    """What a paper says: its own text, or the words of a contribution of a case, named ``case/contribution``."""
    if "contribution" not in paper:
        return paper["text"]
    case, _, code = paper["contribution"].partition("/")
    said = load(case).contributions.set_index("contribution_id").loc[code]
    return {lang: str(said[f"text_{lang}"]) for lang in LANGUAGES}


def _faults(given: list[dict[str, Any]]) -> Iterator[str]:
    if not given:
        yield "there is no [[scene]]"
    yield from _twice("scene", [scene.get("id") for scene in given])
    for scene in given:
        place = f"scene {scene.get('id')!r}"
        yield from _both(place, scene, "title", "setting")
        if not scene.get("step"):
            yield f"{place} has no step"
        yield from _twice(place, [step.get("id") for step in scene.get("step", [])])
        for step in scene.get("step", []):
            yield from _faults_of_step(f"{place}, step {step.get('id')!r}", step)


def _faults_of_step(place: str, step: dict[str, Any]) -> Iterator[str]:
    yield from _both(place, step, "question")
    yield from _word(place, "kind", step.get("kind"), KINDS)
    if "at" in step:
        yield from _word(place, "at", step["at"], [entry.code for entry in codebook.family("step")])
    if "chain" in step:
        yield from _word(place, "chain", step["chain"], ENDS)
    if paper := step.get("paper"):
        if "contribution" in paper:
            yield from _said(f"{place}, paper", paper["contribution"])
        else:
            yield from _both(f"{place}, paper", paper, "text")
        yield from _word(f"{place}, paper", "kind", paper.get("kind"), [WORDS, *(entry.code for entry in codebook.family("document_type"))])
    options = step.get("option", [])
    yield from _twice(place, [option.get("id") for option in options])
    grades = [option.get("grade") for option in options]
    if grades.count("good") < 1 or grades.count("no") < 1 or len(options) < 3:
        yield f"{place} has the grades {grades}; give three options or more, with a good one and one that does not hold"
    for option in options:
        here = f"{place}, option {option.get('id')!r}"
        yield from _both(here, option, "say", *(() if "code" in option else ("text",)))
        yield from _word(here, "grade", option.get("grade"), GRADES)
        if "code" in option:
            yield from _word(here, "code", option["code"], [entry.code for family in CODED for entry in codebook.family(family)])
        if "chain" in option:
            yield from _word(here, "chain", option["chain"], ENDS)


def _said(place: str, name: str) -> Iterator[str]:
    case, _, code = name.partition("/")
    try:
        there = set(load(case).contributions["contribution_id"])
    except (CaseError, KeyError, FileNotFoundError) as fault:
        yield f"{place}: contribution is {name!r}; {fault}"
        return
    if code not in there:
        yield f"{place}: contribution is {name!r}; expected one of {case}, such as {min(there)}"


def _both(place: str, given: dict[str, Any], *names: str) -> Iterator[str]:
    for name in names:
        held = given.get(name)
        missing = [lang for lang in LANGUAGES if not (isinstance(held, dict) and str(held.get(lang, "")).strip())]
        if missing:
            yield f"{place}: {name} has no text in {' and '.join(missing)}"


def _word(place: str, name: str, given: object, allowed: tuple[str, ...] | list[str]) -> Iterator[str]:
    if given not in allowed:
        yield f"{place}: {name} is {given!r}; expected one of {', '.join(allowed)}"


def _twice(place: str, ids: list[object]) -> Iterator[str]:
    for one in sorted({str(one) for one in ids if ids.count(one) > 1}):
        yield f"{place}: the id {one!r} stands there twice"
