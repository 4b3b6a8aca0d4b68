"""The items of the coding task: which contributions, which type of disagreement is planted in each, and its two readings (4.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from course import codebook
from course.synth.draws import Draws
from course.synth.made import Row
from course.synth.parameters import Parameters
from course.synth.people import largest_remainder

VARIABLES = ("theme", "decision", "concreteness", "linkage")
EASY = 2
"""Items to begin with, that nobody reads differently (4.4)."""

SPLIT_BY_ROLE = ("DT3", "DT4", "DT5")
SPLIT_WITHIN_ROLES = ("DT1", "DT2")
SLIP = "DT6"
READ_DIFFERENTLY = {
    "DT1": ("theme",), "DT2": ("theme", "decision"), "DT3": ("theme", "decision", "concreteness", "linkage"),
    "DT4": ("decision", "linkage"), "DT5": ("concreteness", "linkage"), "DT6": ("theme", "decision"),
}  # fmt: skip
"""In which variables a type shows: a knowledge gap is about owner and window, a value conflict about what weighs most."""

__all__ = [
    "EASY", "READ_DIFFERENTLY", "SLIP", "SPLIT_BY_ROLE", "SPLIT_WITHIN_ROLES", "VARIABLES", "Item", "coding_items",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One contribution that everybody codes.

    Attributes
    ----------
    planted
        The type of disagreement (DT1–DT6), or None for an easy item.
    usual, other
        The two readings: a code per variable.
    """

    contribution_id: str
    planted: str | None
    usual: Mapping[str, str]
    other: Mapping[str, str]


def coding_items(parameters: Parameters, contributions: Sequence[Row], links: Sequence[Row], decisions: Sequence[Row]) -> list[Item]:
    """The items in the order in which they are coded; none when the case has no coding set, or no contributions."""
    draws, wanted = Draws(parameters.case.seed), min(parameters.codings.items, len(contributions))
    chosen = _chosen(draws, contributions, wanted)
    types = _types(parameters, draws, len(chosen))
    code_of = {row["decision_id"]: cast(str, row["decision_code"]) for row in decisions}
    known = sorted(set(code_of.values()))
    linked: dict[object, list[Row]] = {}
    for row in sorted(links, key=lambda row: cast(int, row["rank"])):
        linked.setdefault(row["contribution_id"], []).append(row)
    return [
        _item(row, planted, [code_of.get(link["decision_id"], "no_decision") for link in linked.get(row["contribution_id"], [])],
              linked.get(row["contribution_id"], []), known)
        for row, planted in zip(chosen, types)
    ]  # fmt: skip


def _chosen(draws: Draws, contributions: Sequence[Row], wanted: int) -> list[Row]:
    """First easy ones about one thing, then the confusing pairs in turn, then whatever is left."""
    order = [contributions[place] for place in draws.order(len(contributions), "codings", "items")]
    pairs = [frozenset((pair.first, pair.second)) for pair in codebook.theme_pairs()]
    easy = [row for row in order if row["theme2_ref"] is None and cast(int, row["concreteness"]) >= 2 and row["theme_ref"] != "T20"]
    by_pair = [[row for row in order if frozenset((row["theme_ref"], row["theme2_ref"])) == pair] for pair in pairs]
    in_turn = [rows[turn] for turn in range(max(map(len, by_pair), default=0)) for rows in by_pair if turn < len(rows)]
    chosen: dict[object, Row] = {}
    for row in (*easy[: min(EASY, wanted)], *in_turn, *order):
        if len(chosen) < wanted:
            chosen.setdefault(row["contribution_id"], row)
    return list(chosen.values())


def _types(parameters: Parameters, draws: Draws, count: int) -> list[str | None]:
    plan = parameters.codings
    rest = max(count - EASY, 0)
    by_role = min(round(count * plan.roles_differ), rest)
    types = _dealt(plan.disagreements, SPLIT_BY_ROLE, by_role)
    types += _dealt(plan.disagreements, (*SPLIT_WITHIN_ROLES, SLIP), rest - by_role)
    easy: list[str | None] = [None] * (count - rest)
    return easy + [types[place] for place in draws.order(rest, "codings", "types")]


def _dealt(weights: Mapping[str, float], types: Sequence[str], count: int) -> list[str]:
    total = sum(weights.get(kind, 0) for kind in types)
    if not total:
        return [types[place % len(types)] for place in range(count)]
    shares = {kind: weights.get(kind, 0) / total for kind in types}
    return [kind for kind, number in largest_remainder(count, shares).items() for _ in range(number)]


def _item(row: Row, planted: str | None, codes: list[str], links: list[Row], known: list[str]) -> Item:
    theme, decision = cast(str, row["theme_ref"]), codes[0] if codes else "no_decision"
    linkage = cast(str, links[0]["linkage_intended"]) if links else "none"
    other_theme = cast("str | None", row["theme2_ref"]) or _beside(theme)
    others = [code for code in codes[1:] if code != decision]
    others += [code for code in known if other_theme in codebook.decision(code).themes and code != decision]
    usual = {"theme": theme, "decision": decision, "concreteness": str(row["concreteness"]), "linkage": linkage}
    other = {"theme": other_theme, "decision": others[0] if others else "no_decision" if decision != "no_decision" else known[0],
             "concreteness": str(_next(cast(int, row["concreteness"]), 3)), "linkage": _other_linkage(linkage)}  # fmt: skip
    return Item(cast(str, row["contribution_id"]), planted, usual, other)


def _beside(theme: str) -> str:
    """The theme that is most easily taken for this one; for a theme without such a twin, the next."""
    for pair in codebook.theme_pairs():
        if theme in (pair.first, pair.second):
            return pair.second if theme == pair.first else pair.first
    codes = [entry.code for entry in codebook.family("theme")]
    return codes[(codes.index(theme) + 1) % len(codes)]


def _other_linkage(linkage: str) -> str:
    levels = [entry.code for entry in codebook.family("linkage")]
    return levels[_next(levels.index(linkage), len(levels) - 1)]


def _next(level: int, most: int) -> int:
    return level - 1 if level else min(level + 1, most)
