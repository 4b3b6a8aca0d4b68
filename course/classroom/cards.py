"""What the choice of cards looks at: what each contribution asks, who could decide on it, and whether there was still time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from course import codebook, windows
from course.pairs import IN_TIME
from course.synth.made import Made, Row

__all__ = ["Card", "alike", "cards"]

_ALIKE = 0.45
"""Two texts that share this part of their words are near duplicates."""


@dataclass(frozen=True, slots=True)
class Card:
    """One contribution as it would lie on the board.

    Attributes
    ----------
    mood
        It asks nothing yet.
    decision
        The decision that could do most with it on the day it came in; None when there was none any more.
    owner
        The organisation or group that takes it.
    late
        The decision that deals best with it, or with part of it, had been taken; another had not.
    tight, early
        There was hardly time left for the decision that could do most with it, or with part of it; or it was not open yet.
    nowhere
        No decision of the case deals with it.
    """

    contribution_id: str
    themes: tuple[str, ...]
    tenure: str | None
    words: int
    vocabulary: frozenset[str]
    frames: frozenset[str]
    mood: bool
    copied: bool
    decision: str | None
    owner: str | None
    exact: bool
    late: bool
    tight: bool
    early: bool
    nowhere: bool

    @property
    def two_things(self) -> bool:
        return len(self.themes) > 1


@dataclass(frozen=True, slots=True)
class _Option:
    code: str
    fit: int
    timing: str
    irreversibility: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing that is asked: the decision that could do most with it, and whether the one about exactly this was closed."""

    chosen: _Option | None
    missed: bool

    @classmethod
    def of(cls, options: Sequence[_Option]) -> _Part:
        about = [option for option in options if option.fit >= 2]
        most = max((option.fit for option in about), default=0)
        open_now = any(option.fit == 3 and option.timing in IN_TIME for option in about)
        # As the sample answer of the board: what is open now before what has yet to open, then what is hardest to undo later.
        chosen = max((option for option in about if option.timing != "late"), default=None, key=lambda one: (
            one.fit == 3 and (one.timing in IN_TIME or not open_now), one.fit, one.irreversibility))  # fmt: skip
        return cls(chosen, bool(about) and all(option.timing == "late" for option in about if option.fit == most))


def cards(made: Made) -> list[Card]:
    """Every contribution of a made case, in their order."""
    placed: dict[object, list[Row]] = defaultdict(list)
    for row in made.tables["placements"]:
        placed[row["contribution_id"]].append(row)
    frames: dict[object, list[Row]] = defaultdict(list)
    for row in made.truth["frames"]:
        frames[row["contribution_id"]].append(row)
    decisions = {row["decision_id"]: row for row in made.tables["decisions"]}
    return [_card(row, placed[row["contribution_id"]], frames[row["contribution_id"]], decisions) for row in made.tables["contributions"]]


def _card(said: Row, placements: Sequence[Row], frames: Sequence[Row], decisions: dict[object, Row]) -> Card:
    received = cast(date, said["received_on"])
    parts = [_Part.of([_option(row, decisions[row["decision_id"]], received) for row in placements if row["part"] == part and row["decision_id"]])
             for part in (1, 2)]  # fmt: skip
    mood = said["concreteness"] == 0 and not said["theme2_ref"]
    chosen = None if mood else parts[0].chosen or parts[1].chosen
    texts = [cast(str, said[f"text_{lang}"]) for lang in ("nl", "en")]
    return Card(
        cast(str, said["contribution_id"]), tuple(cast(str, said[name]) for name in ("theme_ref", "theme2_ref") if said[name]),
        cast("str | None", said["tenure"]), max(len(text.split()) for text in texts),
        frozenset(re.findall(r"\w{4,}", texts[0].casefold())), frozenset(cast(str, row["frame_id"]) for row in frames),
        mood, any(row["copied_from"] is not None for row in frames),
        chosen.code if chosen else None, codebook.owner_group(codebook.decision(chosen.code).decides) if chosen else None,
        chosen is not None and chosen.fit == 3, chosen is not None and any(part.missed for part in parts),
        *(chosen is not None and any(part.chosen and part.chosen.timing == timing for part in parts) for timing in ("tight", "early")),
        not any(row["decision_id"] and cast(int, row["fit"]) >= 2 for row in placements),
    )  # fmt: skip


def _option(placement: Row, decision: Row, received_on: date) -> _Option:
    timing = windows.timing(received_on, cast("date | None", decision["opens_on"]), cast(date, decision["closes_on"]),
                            cast(int, decision["lead_weeks"]))  # fmt: skip
    return _Option(cast(str, decision["decision_code"]), cast(int, placement["fit"]), timing, cast(int, decision["irreversibility"]))


def alike(one: Card, other: Card) -> bool:
    """Would two cards read like the same one?"""
    if one.frames & other.frames:
        return True
    either = one.vocabulary | other.vocabulary
    return bool(either) and len(one.vocabulary & other.vocabulary) / len(either) >= _ALIKE
