"""What the codebook knows of a code beyond its words: who decides, when, how hard, by whom, for whom."""

from __future__ import annotations

import functools
from typing import TypeVar

from course.codebook import entries
from course.codebook._files import listed, rows
from course.codebook.records import (
    ActionType, ActorType, Channel, Coded, DecisionType, Group, Milestone, Reason, ThemePair,
)

__all__ = [
    "action", "actor", "channel", "decision", "group", "milestone", "owner_group", "reach", "reason", "theme_pairs",
]

_C = TypeVar("_C", bound=Coded)

_LISTS = frozenset({"prepares", "constraints", "themes", "biases"})
_NUMBERS = frozenset({"lead_weeks", "irreversibility", "offset_months", "depth"})
_OPTIONAL = frozenset({"opens", "last_useful", "rung", "performed_by", "step", "effect"})


def _value(name: str, cell: str, kind: type[Coded]) -> object:
    if name in _LISTS or (name == "record" and kind is DecisionType):
        return listed(cell)
    if name in _NUMBERS or name == "record":
        return int(cell)
    if name == "hours":
        return float(cell)
    return (cell or None) if name in _OPTIONAL else cell


@functools.cache
def _all(kind: type[_C], file: str) -> dict[str, _C]:
    return {row["code"]: kind(**{name: _value(name, cell, kind) for name, cell in row.items()}) for row in rows(file)}


def _one(kind: type[_C], file: str, code: str) -> _C:
    entries.entry(code, kind.FAMILY)
    return _all(kind, file)[code]


def decision(code: str) -> DecisionType:
    """Look up a decision.

    >>> decision("D23").decides, decision("D23").opens, decision("D23").closes, decision("D23").lead_weeks
    ('COR-BS', 'M4', 'M5', 6)
    """
    return _one(DecisionType, "decisions", code)


def actor(code: str) -> ActorType:
    """Look up an actor."""
    return _one(ActorType, "actors", code)


def owner_group(actor_code: str) -> str:
    """The organisation or group behind an actor.

    >>> owner_group("GEM-OR")
    'municipality'
    """
    return actor(actor_code).group


def milestone(code: str) -> Milestone:
    """Look up a milestone.

    >>> milestone("M5").offset_months
    -14
    """
    return _one(Milestone, "milestones", code)


def reason(code: str) -> Reason:
    """Look up a reason for not adopting.

    >>> reason("N08").check("en")
    'When did the input arrive?'
    """
    return _one(Reason, "reasons", code)


def channel(code: str) -> Channel:
    """Look up a channel."""
    return _one(Channel, "channels", code)


def group(code: str) -> Group:
    """Look up a group of residents.

    >>> group("G05").plural("en")
    'people who find reading hard'
    """
    return _one(Group, "groups", code)


def action(code: str) -> ActionType:
    """Look up a strategic action."""
    return _one(ActionType, "actions", code)


@functools.cache
def _reach() -> dict[tuple[str, str], int]:
    return {(row["channel"], row["group"]): int(row["level"]) for row in rows("reach")}


def reach(channel_code: str, group_code: str) -> int:
    """How well a channel reaches a group: level 0 (hardly ever) to 4 (four in ten), an assumption.

    >>> reach("K10", "G01")
    4
    """
    return _reach()[channel(channel_code).code, group(group_code).code]


@functools.cache
def theme_pairs() -> tuple[ThemePair, ...]:
    """The pairs of themes that readers confuse.

    >>> theme_pairs()[0].question("en")
    'Does the amount recur every month or year (T01), or is it one-off (T02)?'
    """
    return tuple(ThemePair(**row) for row in rows("theme_pairs"))
