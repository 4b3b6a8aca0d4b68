"""A contribution while its text is being made: who says it, from which frames and sentences it is put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from course.synth.filling import Filling
from course.synth.frames import Frame, Piece
from course.synth.made import Contact

PLAIN = ("spoken", "written", "survey", "online", "complaint", "second_language")
"""Registers in which one person speaks for themselves, and in which other sentences can stand beside a frame."""

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[“\"‘'A-ZÀ-Þ0-9])")

__all__ = ["PLAIN", "Draft", "twins_first"]


@dataclass(slots=True)
class Draft:
    """A contribution that still has to be written out.

    Attributes
    ----------
    second, bridge
        A second frame after the first, and the sentence between them.
    before, after
        Sentences before and after.
    copied_from
        The draft of which this is a copy with small edits; `same_person` when it is their own earlier text.
    dropped
        Which sentence of the copied text was left out, counted from 0; None for none.
    tenure, attributes, group_source
        What is known of who says it.
    """

    contact: Contact
    frame: Frame
    second: Frame | None = None
    bridge: Piece | None = None
    before: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)
    copied_from: Draft | None = None
    same_person: bool = False
    dropped: int | None = None
    tenure: str | None = None
    attributes: tuple[str, ...] = ()
    group_source: str = "unknown"

    @property
    def frames(self) -> Iterator[Frame]:
        yield self.frame
        if self.second:
            yield self.second

    @property
    def theme2(self) -> str | None:
        return self.second.theme if self.second else self.frame.second

    @property
    def says(self) -> tuple[str, ...]:
        """The groups that the frames state."""
        return tuple(sorted({code for frame in self.frames for code in frame.says}))

    def told(self, filling: Filling) -> tuple[str, str]:
        """The text in Dutch and in English."""
        contact = self.contact
        body = self.copied_from.body(filling) if self.copied_from else self.body(filling)
        if self.dropped is not None:
            body = (_without(body[0], self.dropped), _without(body[1], self.dropped))
        around = [filling.fill(piece.nl, piece.en, contact.person, contact.number) for piece in (*self.before, *self.after)]
        parts = [*around[: len(self.before)], body, *around[len(self.before) :]]
        return " ".join(part[0] for part in parts if part[0]), " ".join(part[1] for part in parts if part[1])

    def body(self, filling: Filling) -> tuple[str, str]:
        """The text without the sentences before and after."""
        contact = self.contact
        pieces = [(self.frame.nl, self.frame.en)]
        if self.second:
            if self.bridge:
                pieces.append((self.bridge.nl, self.bridge.en))
            pieces.append((self.second.nl, self.second.en))
        filled = [filling.fill(nl, en, contact.person, contact.number) for nl, en in pieces]
        return " ".join(nl for nl, _ in filled if nl), " ".join(en for _, en in filled if en)

    def sentences(self, filling: Filling) -> int:
        """How many sentences can be left out one by one: as many as both languages have, or none when they differ."""
        counts = {len(_SENTENCE.split(text)) for text in self.body(filling)}
        return counts.pop() if len(counts) == 1 else 0


def _without(text: str, place: int) -> str:
    sentences = _SENTENCE.split(text)
    return " ".join(sentence for number, sentence in enumerate(sentences) if number != place)


def twins_first(drafts: Sequence[Draft], order: Sequence[int]) -> list[Draft]:
    """The drafts in this order, but first those that would read the same as an earlier one: they need a sentence of their own."""
    seen: set[tuple[str, ...]] = set()
    twins: set[int] = set()
    for draft in drafts:
        words = tuple(frame.id for frame in draft.frames)
        if not any(frame.gaps for frame in draft.frames) and not draft.before and not draft.after:
            if words in seen:
                twins.add(draft.contact.number)
            seen.add(words)
    ordered = [drafts[int(place)] for place in order]
    return sorted(ordered, key=lambda draft: draft.contact.number not in twins)
