"""What professionals do with each contribution before a decision is taken: ST1 to ST5."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from course import codebook
from course.synth.acting import act, front_holder, holder_for, later, step_of
from course.synth.made import Row
from course.synth.making import Making

BUNDLE, HANDOVER, RECORDS, FAIT_ACCOMPLI, FEEDBACK = "BG03", "BG14", "BG13", "BL13", "BG15"
AFTER_THE_DECISION = frozenset({HANDOVER, RECORDS, FAIT_ACCOMPLI, FEEDBACK})
BEFORE_THE_INPUT = frozenset({"BG11", "BL15"})
ON_ALL_LINKS = frozenset({"ST1", "ST2"})

__all__ = ["handle"]


def handle(making: Making, scaled: float) -> None:
    """Add the actions of ST1 to ST5, contribution by contribution, and the bundles."""
    for row in making.tables["contributions"]:
        _walk(making, row, scaled)
    _bundle(making, scaled)


def _possible(making: Making, code: str, row: Row) -> bool:
    return row["registered_on"] is not None or code in making.parameters.actions.without_register


def _walk(making: Making, row: Row, scaled: float) -> None:
    contribution_id = cast(str, row["contribution_id"])
    number, draws = making.number_of(row), making.draws
    links = making.links_of(contribution_id)
    day = cast(date, row["registered_on"] or row["received_on"])
    for code in _codes(making):
        if not _possible(making, code, row) or not draws.chance(number, min(making.parameters.actions.chance[code] * scaled, 1.0), "acts", code):
            continue
        step = step_of(code)
        if code in BEFORE_THE_INPUT:
            _before(making, row, code, step)
            continue
        link = None if step in ON_ALL_LINKS else links[draws.whole(number, 0, len(links) - 1, "on which link", code)]
        held = holder_for(making, row, code, later(making, row, day, code), link)
        if held is None:
            return
        holder, day = held
        act(making, row, code, step, day, holder, link)


def _before(making: Making, row: Row, code: str, step: str) -> None:
    day = later(making, row, cast(date, row["received_on"]), code)
    day = cast(date, row["received_on"]) - (day - cast(date, row["received_on"]))
    held = front_holder(making, row, day)
    if held and held[1] < cast(date, row["received_on"]):
        act(making, row, code, step, held[1], held[0])


def _codes(making: Making) -> Iterator[str]:
    """The acts before a decision, step by step; within a step as in the codebook."""
    steps = [entry.code for entry in codebook.family("step")]
    codes = [code for code in making.parameters.actions.chance if code not in AFTER_THE_DECISION and code != BUNDLE]
    return iter(sorted(codes, key=lambda code: (steps.index(step_of(code)), code)))


def _bundle(making: Making, scaled: float) -> None:
    """Bring contributions on one theme in one round together: one act, with the same day, actor and paper for each."""
    draws, plan = making.draws, making.parameters.actions
    groups: dict[tuple[str, int], list[Row]] = {}
    for row, contact in zip(making.tables["contributions"], making.contacts):
        if row["registered_on"] is not None:
            groups.setdefault((cast(str, row["theme_ref"]), contact.round), []).append(row)
    wanted = round(sum(map(len, groups.values())) * min(plan.chance[BUNDLE] * scaled, 1.0))
    smallest, largest = plan.bundle
    keys = sorted(groups)
    for place in draws.order(len(keys), "bundles"):
        group = groups[keys[int(place)]]
        for start in range(0, len(group), largest):
            bundle = group[start : start + largest]
            if wanted < smallest:
                return
            if len(bundle) >= smallest:
                wanted -= _bundled(making, bundle[: max(wanted, smallest)])


def _bundled(making: Making, bundle: list[Row]) -> int:
    last = max(cast(date, row["registered_on"]) for row in bundle)
    held = front_holder(making, bundle[0], later(making, bundle[0], last + timedelta(days=1), "bundle"))
    if held is None:
        return 0
    traced = making.draws.chance(making.number_of(bundle[0]), making.parameters.actions.trace, "trace", "bundle")
    for row in bundle:
        act(making, row, BUNDLE, step_of(BUNDLE), held[1], held[0], traced=traced)
    return len(bundle)
