"""The class picture: all answer codes of a class together (design 5, model 4.4).

Counts and agreement are about first choices, most important first; what else a student chose is counted apart. Alpha is
a reason to talk: it is no pass mark, and no judgement on students or residents.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from course import agreement
from course.agreement_counts import MISSING, Counts, count_places
from course.boards.answer_code import ROLES, Answers, CodeFault
from course.boards.sheet import Sheet
from course.classroom.find_codes import Found
from course.classroom.sheets import Variable, exercise_with, level_of, values_of, variables_of

Doubles = Literal["name", "line", "all"]
Who = Literal["everyone", "participation", "back_office", "across"]
DOUBLES: tuple[Doubles, ...] = ("name", "line", "all")
WHO: tuple[Who, ...] = ("everyone", "participation", "back_office", "across")
SEED = 20270401
RESAMPLES = 2000
FEW = 2

__all__ = ["DOUBLES", "WHO", "AgreementRow", "Class", "Doubles", "Spread", "Tally", "classes", "gather"]


@dataclass(frozen=True, slots=True)
class Class:
    """What a class handed in.

    Attributes
    ----------
    counted
        The codes that count, in order.
    doubles
        Codes left out, each with the line of the later code that took its place.
    broken
        What looked like a code and cannot be read.
    """

    counted: tuple[Found, ...]
    doubles: tuple[tuple[Found, int], ...]
    broken: tuple[Found, ...]


def gather(found: Iterable[Found], doubles: Doubles = "name") -> Class:
    """Sort what was found into what counts, what is double and what cannot be read.

    Parameters
    ----------
    doubles
        Of which codes only the last counts: of those with the same ``name``, of those on the same ``line``, or of none
        (``all`` count). Always per exercise and round; a code without a name is nobody's double.

    Raises
    ------
    ValueError
        If `doubles` is another word.
    """
    if doubles not in DOUBLES:
        raise ValueError(f"doubles is {doubles!r}; choose one of {', '.join(DOUBLES)}")
    told = list(found)
    last: dict[tuple[object, ...], int] = {}
    keys: list[tuple[object, ...] | None] = []
    for place, one in enumerate(told):
        keys.append(_key(one, doubles))
        if keys[-1] is not None:
            last[keys[-1]] = place
    counted, left = [], []
    for place, (one, key) in enumerate(zip(told, keys, strict=True)):
        if one.answers is not None:
            if key is not None and last[key] != place:
                left.append((one, told[last[key]].line))
            else:
                counted.append(one)
    return Class(tuple(counted), tuple(left), tuple(one for one in told if one.fault is not None))


def _key(one: Found, doubles: Doubles) -> tuple[object, ...] | None:
    if one.answers is None or doubles == "all" or (doubles == "name" and not one.name):
        return None
    about = one.answers.sheet
    return (about.number, about.mark, about.seed, one.answers.round, one.name if doubles == "name" else one.line)


def classes(handed: Class) -> list[Tally]:
    """One tally for every exercise among the codes, the one with most codes first."""
    groups: dict[tuple[int, int, int], list[Answers]] = {}
    for one in handed.counted:
        if one.answers is not None:
            about = one.answers.sheet
            groups.setdefault((about.number, about.mark, about.seed), []).append(one.answers)
    return sorted((Tally(answers) for answers in groups.values()), key=lambda tally: -len(tally.answers))


@dataclass(frozen=True, slots=True)
class Spread:
    """What was chosen for one question in one round.

    Attributes
    ----------
    first
        How often each answer was chosen first, most chosen first; only those that were chosen.
    also
        How often each answer was chosen second or third.
    open
        How many left the question open.
    disagreement
        The chance that two students, drawn from those who answered, chose differently first. NaN with fewer than two.
    """

    item: str
    first: Mapping[str, int]
    also: Mapping[str, int]
    open: int
    disagreement: float


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """Alpha for one set of questions, one round and one group; NaN where it cannot be computed.

    Attributes
    ----------
    who
        ``everyone``, ``participation``, ``back_office``, or ``across``: pairs of one from each role.
    low, high
        The interval of 95 per cent when the questions are drawn again; NaN if it cannot be computed.
    coders
        How many students answered something.
    """

    variable: Variable
    round: int
    who: Who
    alpha: float
    low: float
    high: float
    coders: int


@dataclass(frozen=True)
class Tally:
    """The answers of a class to one exercise."""

    answers: Sequence[Answers]
    name: str = field(init=False)
    sheet: Sheet = field(init=False)
    _spreads: dict[int, list[Spread]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        sheet = self.answers[0].sheet
        exercise = exercise_with(sheet.number)
        if exercise is None:
            raise CodeFault("exercise", str(sheet.number))
        object.__setattr__(self, "sheet", sheet)
        object.__setattr__(self, "name", exercise.name)

    @property
    def rounds(self) -> tuple[int, ...]:
        """The rounds in which somebody handed in a code."""
        return tuple(sorted({one.round for one in self.answers}))

    def students(self, round: int, role: str | None = None) -> list[Answers]:
        """The answers of one round, of one role if it is given."""
        return [one for one in self.answers if one.round == round and (role is None or one.role == role)]

    def spread(self, item: str, round: int) -> Spread:
        """What was chosen for one question."""
        return next(one for one in self.spreads(round) if one.item == item)

    def spreads(self, round: int) -> list[Spread]:
        """What was chosen for each question, in order."""
        if round not in self._spreads:
            self._spreads[round] = self._counted(round)
        return self._spreads[round]

    def _counted(self, round: int) -> list[Spread]:
        coders = self.students(round)
        found = []
        for item, options in zip(self.sheet.items, self.sheet.options, strict=True):
            chosen = [one.answers.get(item, ()) for one in coders]
            first, also = _counted(options, (c[0] for c in chosen if c)), _counted(options, (x for c in chosen for x in c[1:]))
            numbers = np.array([[first.get(option, 0) for option in options]], dtype=np.int64)
            differ = float(agreement.disagreement(Counts(options, numbers))[0])
            found.append(Spread(item, _by_size(first), _by_size(also), sum(not c for c in chosen), differ))
        return found

    def disputed(self, round: int, many: int = FEW) -> list[Spread]:
        """The questions on which two students differ most often, those on which nobody differs left out."""
        found = [one for one in self.spreads(round) if one.disagreement > 0]
        return sorted(found, key=lambda one: (-one.disagreement, one.open))[:many]

    def agreements(self) -> list[AgreementRow]:
        """Alpha per set of questions, round and group, with an interval by drawing the questions again.

        For each set and round first everyone, then, if both roles were played, within each role and across them.
        """
        level = level_of(self.name)
        return [row for variable in variables_of(self.name, self.sheet) for round in self.rounds for row in self._rows(variable, round, level)]

    def _rows(self, variable: Variable, round: int, level: agreement.Level) -> list[AgreementRow]:
        coders = {role: self.students(round, role) for role in ROLES[1:]}
        counts = {role: self.counts(variable, those) for role, those in coders.items()}
        everyone = self.students(round)
        rows = [self._row(variable, round, "everyone", self.counts(variable, everyone), len(everyone), level)]
        if all(len(those) > 1 for those in coders.values()):
            for role in WHO[1:3]:
                rows.append(self._row(variable, round, role, counts[role], len(coders[role]), level))
            one, other = counts["participation"], counts["back_office"]
            drawn = agreement.redrawn(len(variable.items), RESAMPLES, np.random.default_rng(SEED))
            low, high = _between(agreement.across_drawn(one, other, drawn, level))
            rows.append(AgreementRow(variable, round, "across", agreement.across(one, other, level), low, high, len(coders["participation"]) + len(coders["back_office"])))
        return rows

    def _row(self, variable: Variable, round: int, who: Who, counts: Counts, coders: int, level: agreement.Level) -> AgreementRow:
        found = agreement.alpha(counts, level)
        span = agreement.interval(counts, level, seed=SEED, resamples=RESAMPLES) if not math.isnan(found) else None
        return AgreementRow(variable, round, who, found, span.low if span else math.nan, span.high if span else math.nan, coders)

    def counts(self, variable: Variable, coders: Sequence[Answers]) -> Counts:
        """How often each question of a set got each first choice."""
        values, place = values_of(self.name, self.sheet), {value: at for at, value in enumerate(variable.values)}
        of = {item: dict(zip(options, (place[value] for value in values[item]), strict=True))
              for item, options in zip(self.sheet.items, self.sheet.options, strict=True) if item in variable.items}  # fmt: skip
        rows = [[of[item][one.answers[item][0]] if one.answers.get(item) else MISSING for item in variable.items] for one in coders]
        return count_places(np.array(rows, dtype=np.int64).reshape(len(coders), len(variable.items)), variable.values)


def _between(alphas: np.ndarray) -> tuple[float, float]:
    known = alphas[~np.isnan(alphas)]
    return (float(np.quantile(known, 0.025)), float(np.quantile(known, 0.975))) if known.size else (math.nan, math.nan)


def _counted(options: Sequence[str], chosen: Iterable[str]) -> dict[str, int]:
    found = dict.fromkeys(options, 0)
    for one in chosen:
        found[one] += 1
    return {option: many for option, many in found.items() if many}


def _by_size(numbers: dict[str, int]) -> dict[str, int]:
    return dict(sorted(numbers.items(), key=lambda pair: -pair[1]))
