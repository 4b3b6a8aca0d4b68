"""The coding task: participation and back-office professionals read the same input, before and after they talk (4.4, RQ6).

Planted: items on which the split follows the role, so that agreement is higher within roles than across them; items
on which both roles are divided; a slip; and what the talk repairs (DT1, DT4, DT6) and what it does not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from course.synth.coding_items import READ_DIFFERENTLY, SLIP, SPLIT_BY_ROLE, SPLIT_WITHIN_ROLES, VARIABLES, Item, coding_items
from course.synth.draws import Draws
from course.synth.made import Row
from course.synth.parameters import Parameters

ROLES = ("participation", "back_office")
REPAIRED = ("DT1", "DT4")
"""What talking can repair, one coder after another; a slip is repaired at once."""
KNOWLEDGE = "DT4"
"""Here the other reading is right: the back office knew the owner and the window."""
TYPES = tuple(READ_DIFFERENTLY)

__all__ = ["REPAIRED", "ROLES", "coding_rows", "planted_rows"]


def coding_rows(parameters: Parameters, contributions: Sequence[Row], links: Sequence[Row], decisions: Sequence[Row]) -> list[Row]:
    """The table `codings`: every coder, every item, before and after the discussion; after it, also the type they name."""
    items = coding_items(parameters, contributions, links, decisions)
    coders = [(role, place) for role in ROLES for place in range(parameters.codings.coders_per_role)]
    rows: list[Row] = []
    for number, (role, place) in enumerate(coders):
        coder_id = f"{parameters.case.prefix}-K{number + 1:02d}"
        for item in items:
            rows += _codes(parameters, coder_id, number, role, place, item)
    return rows


def planted_rows(parameters: Parameters, contributions: Sequence[Row], links: Sequence[Row], decisions: Sequence[Row]) -> list[Row]:
    """For the truth: the type of disagreement planted in each item, and the variables in which it shows."""
    return [
        {"contribution_id": item.contribution_id, "disagreement_type": item.planted,
         "variables": READ_DIFFERENTLY[item.planted] if item.planted else (), "split_by_role": item.planted in SPLIT_BY_ROLE}
        for item in coding_items(parameters, contributions, links, decisions)
    ]  # fmt: skip


def _codes(parameters: Parameters, coder_id: str, number: int, role: str, place: int, item: Item) -> list[Row]:
    rows: list[Row] = []
    for variable in VARIABLES:
        before = _before(parameters, number, role, place, item, variable)
        after = _after(parameters, number, role, item, variable, before)
        rows += [_row(parameters, coder_id, number, role, item, variable, talk, takes) for talk, takes in ((1, before), (2, after))]
    if item.planted:
        rows.append(_named_type(parameters, coder_id, number, role, item))
    return rows


def _takes_other(parameters: Parameters, role: str, place: int, item: Item, variable: str) -> bool:
    """Does this coder, by role and place, usually take the other reading?"""
    if not _shows(item, variable):
        return False
    if item.planted in SPLIT_BY_ROLE:
        return role == ROLES[1]
    # Within one role: half of its coders, or the one who slips.
    divided = ROLES[Draws(parameters.case.seed).whole(0, 0, len(ROLES) - 1, "codings", "divided", item.contribution_id)]
    return role == divided and (place % 2 == 1 if item.planted in SPLIT_WITHIN_ROLES else place == 0)


def _before(parameters: Parameters, number: int, role: str, place: int, item: Item, variable: str) -> bool:
    usual = _takes_other(parameters, role, place, item, variable)
    if item.planted is None:
        return usual
    draws, agree = Draws(parameters.case.seed), parameters.codings.agree_within
    # Where the item gives no occasion to differ, it takes two chances to do so.
    tries = 1 if _shows(item, variable) else 2
    deviates = all(not draws.chance(number, agree, "codings", "reads", turn, variable, item.contribution_id) for turn in range(tries))
    return usual != deviates


def _shows(item: Item, variable: str) -> bool:
    return item.planted is not None and variable in READ_DIFFERENTLY[item.planted]


def _after(parameters: Parameters, number: int, role: str, item: Item, variable: str, before: bool) -> bool:
    """What the coder takes after the talk. Two readings of one role, of one sentence or of two values stay two."""
    if item.planted == SLIP:
        return False
    moves = Draws(parameters.case.seed).chance(number, parameters.codings.changes_mind, "codings", "moves", variable, item.contribution_id)
    if not moves:
        return before
    if not _shows(item, variable) or item.planted in REPAIRED:
        return item.planted == KNOWLEDGE and _shows(item, variable)
    # What is kept: each role, or each reading of the sentence, stays what it is.
    return role == ROLES[1] if item.planted in SPLIT_BY_ROLE else before


def _row(
    parameters: Parameters, coder_id: str, number: int, role: str, item: Item, variable: str, talk: int, takes_other: bool
) -> Row:
    draws, shows = Draws(parameters.case.seed), _shows(item, variable)
    certainty = draws.whole(number, 1, 2, "codings", "sure", variable, item.contribution_id) if shows else 3
    told = shows and variable == READ_DIFFERENTLY[item.planted or ""][0] and talk == 1
    return {
        "coder_id": coder_id, "contribution_id": item.contribution_id, "variable": variable, "coding_round": talk, "role": role,
        "code": (item.other if takes_other else item.usual)[variable], "certainty": min(certainty + (talk == 2), 3),
        "explanation": _explanation(draws, number, item, takes_other) if told else None,
    }  # fmt: skip


def _named_type(parameters: Parameters, coder_id: str, number: int, role: str, item: Item) -> Row:
    draws = Draws(parameters.case.seed)
    sees = draws.chance(number, parameters.codings.agree_within, "codings", "names", item.contribution_id)
    others = [kind for kind in TYPES if kind != item.planted]
    named = item.planted if sees else others[draws.whole(number, 0, len(others) - 1, "codings", "misnames", item.contribution_id)]
    return {"coder_id": coder_id, "contribution_id": item.contribution_id, "variable": "disagreement_type", "coding_round": 2,
            "role": role, "code": named, "certainty": 2 if sees else 1, "explanation": None}  # fmt: skip


def _explanation(draws: Draws, number: int, item: Item, takes_other: bool) -> str:
    options = _readings()[item.planted or ""]["other" if takes_other else "usual"]
    dutch, english = options[draws.whole(number, 0, len(options) - 1, "codings", "explains", item.contribution_id)]
    return f"{dutch} / {english}"


@cache
def _readings() -> dict[str, Any]:
    return tomllib.loads(resources.files("course.synth").joinpath("papers", "readings.toml").read_text("utf-8"))
