"""What the generator passes on from step to step: people, campaigns, contacts, staff, and in the end a made case."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from course import codebook

if TYPE_CHECKING:
    from course.synth.parameters import Parameters

Value: TypeAlias = str | int | float | bool | date | tuple[str, ...] | None
Row: TypeAlias = dict[str, Value]
"""One row of a table, by canonical column name; missing is None, several values in one cell are a tuple."""

TENURES: tuple[str, ...] = tuple(e.code for e in codebook.family("group") if codebook.group(e.code).kind == "tenure")
ATTRIBUTES: tuple[str, ...] = tuple(e.code for e in codebook.family("group") if codebook.group(e.code).kind == "attribute")

__all__ = [
    "ATTRIBUTES", "TENURES", "Campaign", "Contact", "DecisionDocument", "Holder", "Made", "People", "Row", "Staff",
    "Turnout", "Value",
]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Everybody of 18 and over who lives there, heard or not. A person is a number from 0.

    Attributes
    ----------
    tenure : array of int8
        Place in :data:`TENURES`.
    attributes : array of uint8
        Bits: bit i is set when :data:`ATTRIBUTES` ``[i]`` holds.
    """

    tenure: NDArray[np.int8]
    attributes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.tenure)

    def has(self, group: str) -> NDArray[np.bool_]:
        """For everybody: do they belong to this group (G01–G11)?"""
        if group in TENURES:
            return self.tenure == TENURES.index(group)
        return (self.attributes >> np.uint8(ATTRIBUTES.index(group)) & np.uint8(1)).astype(bool)

    def tenure_of(self, person: int) -> str:
        return TENURES[int(self.tenure[person])]

    def attributes_of(self, person: int) -> tuple[str, ...]:
        held = int(self.attributes[person])
        return tuple(code for place, code in enumerate(ATTRIBUTES) if held >> place & 1)


@dataclass(frozen=True, slots=True)
class Campaign:
    """A period in which input was collected through one channel.

    `campaign_id` is None for input that nobody organised (a complaint, a formal view): then the contribution has no
    campaign either, and `hours` are those of the desk that takes it in.
    """

    campaign_id: str | None
    number: int
    channel: str
    round: int
    starts_on: date
    ends_on: date
    hours: float
    invitation_language: str
    invited: int | None

    @property
    def capacity(self) -> int:
        """How many contributions fit in the hours."""
        return int(round(self.hours / codebook.channel(self.channel).hours, 6))


@dataclass(frozen=True, slots=True)
class Contact:
    """The moment at which one person says one thing through one channel: a contribution still without words.

    Attributes
    ----------
    number
        From 0, in order of the day; round after round. See :meth:`Parameters.contribution_id`.
    person
        Number in :class:`People`.
    """

    number: int
    person: int
    channel: str
    campaign_id: str | None
    received_on: date
    round: int


@dataclass(frozen=True, slots=True, eq=False)
class Turnout:
    """Who wanted to say something in a campaign, and who of them fitted in its hours (persons, in drawn order)."""

    campaign: Campaign
    willing: NDArray[np.int64]
    heard: NDArray[np.int64]
    days: NDArray[np.datetime64]
    """For each of `heard`: on which day."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one post for some time. `filled_to` and `handover_type` are both empty for who is still there."""

    actor_id: str
    actor_code: str
    position: str
    name: str
    filled_from: date
    filled_to: date | None
    handover_type: str | None

    def holds_on(self, day: date) -> bool:
        return self.filled_from <= day and (self.filled_to is None or day <= self.filled_to)


@dataclass(frozen=True, slots=True)
class Staff:
    """All posts of a case with those who held them, one after the other; a gap is a vacancy.

    >>> first = Holder("XX-A01", "GEM-OR", "back_office", "R. Olm", date(2025, 1, 1), date(2026, 1, 31), "none")
    >>> staff = Staff({"GEM-OR": (first, Holder("XX-A02", "GEM-OR", "back_office", "T. Es", date(2026, 5, 1), None, None))})
    >>> staff.at("GEM-OR", date(2026, 3, 1)) is None, staff.at("GEM-OR", date(2026, 6, 1)).actor_id
    (True, 'XX-A02')
    >>> [left.actor_id for left in staff.left_between("GEM-OR", date(2025, 12, 1), date(2026, 12, 1))]
    ['XX-A01']
    """

    posts: Mapping[str, tuple[Holder, ...]]

    def __iter__(self) -> Iterator[Holder]:
        return (holder for holders in self.posts.values() for holder in holders)

    def at(self, actor_code: str, day: date) -> Holder | None:
        """Who held the post on that day; None when it was vacant, did not exist yet, or is no post of this case."""
        holders = self.posts.get(actor_code, ())
        place = bisect.bisect_right(holders, day, key=lambda holder: holder.filled_from) - 1
        return holders[place] if place >= 0 and holders[place].holds_on(day) else None

    def next_from(self, actor_code: str, day: date) -> Holder | None:
        """Who held the post on that day, or else the first to come after; None when nobody did."""
        holders = self.posts.get(actor_code, ())
        return self.at(actor_code, day) or next((holder for holder in holders if holder.filled_from > day), None)

    def left_between(self, actor_code: str, first: date, last: date) -> tuple[Holder, ...]:
        """Who left the post from `first` to `last`, both included."""
        holders = self.posts.get(actor_code, ())
        return tuple(holder for holder in holders if holder.filled_to is not None and first <= holder.filled_to <= last)


@dataclass(frozen=True, slots=True)
class DecisionDocument:
    """The document in which a decision stands; its excerpts and what it names are written later."""

    document_id: str
    decision_id: str
    document_type: str
    dated_on: date
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A made case.

    Attributes
    ----------
    tables
        The rows of each table of the model (4.6), columns by canonical name (4.9).
    truth
        What was planted: ``losses``, ``surprises``, ``frames``, ``defects``.
    """

    parameters: Parameters
    tables: dict[str, list[Row]] = field(default_factory=dict)
    truth: dict[str, list[Row]] = field(default_factory=dict)
