"""Texts for millions: every frame, introduction and second remark filled in beforehand, so that a row only has to name three."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from course import codebook
from course.synth.draws import Draws
from course.synth.frames import GAP, Filler, Frame, Voices, voices
from course.synth.made import TENURES
from course.synth.many_arrow import texts_in_arrow

PLAIN = ("spoken", "written", "survey", "complaint", "second_language", "online")
"""Registers in which people introduce themselves and bring up a second thing."""

MILESTONES = tuple(entry.code for entry in codebook.family("milestone"))
PHASES = len(MILESTONES) + 1
"""Phase 0 is before M0, phase 1 from M0 on, and so forth."""

VARIANTS = 16
VARIANTS_BESIDE = 6

__all__ = ["MILESTONES", "PHASES", "PLAIN", "Lists", "Pool", "Texts", "fits", "flat", "texts"]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Texts in two languages; text i of the one is text i of the other.

    Attributes
    ----------
    nl, en
        The texts; they stand in :attr:`Texts.nl` and :attr:`Texts.en` from place `first` on.
    gaps
        For each text a bit for each gap that was filled.
    """

    nl: pa.StringArray
    en: pa.StringArray
    first: int
    gaps: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Many lists of numbers in one array: list k is ``numbers[first[k] : first[k] + count[k]]``, k counted through `shape`."""

    numbers: NDArray[np.int32]
    first: NDArray[np.int32]
    count: NDArray[np.int32]
    shape: tuple[int, ...]

    @classmethod
    def of(cls, lists: Sequence[NDArray[np.intp]], shape: tuple[int, ...]) -> Lists:
        # Nothing to choose from is number 0, the empty text.
        held = [one if len(one) else np.zeros(1, dtype=np.intp) for one in lists]
        count = np.array([len(one) for one in held], dtype=np.int32)
        return cls(np.concatenate([one.astype(np.int32) for one in held]), (np.cumsum(count) - count).astype(np.int32), count, shape)

    def one(self, place: tuple[NDArray[Any], ...], drawn: NDArray[np.uint16]) -> NDArray[np.int32]:
        """A number from the list at each place, by a draw below 65,536."""
        at = flat(self.shape, *place)
        return self.numbers.take(self.first.take(at) + (drawn * self.count.take(at) >> 16))


def flat(shape: tuple[int, ...], *place: NDArray[Any]) -> NDArray[np.intp]:
    """Places in a table of this shape as places in a row; several times faster than an index for each axis.

    >>> flat((2, 10), np.array([0, 1]), np.array([7, 3])).tolist()
    [7, 13]
    """
    at = place[0].astype(np.intp)
    for size, axis in zip(shape[1:], place[1:], strict=True):
        at = at * size + axis
    return at


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Everything a text can be joined from.

    Attributes
    ----------
    nl, en
        The texts of all three pools, one after the other.
    frames, heard
        The frames, and for each channel how often each register is heard.
    sets
        Names of one kind: a neighbourhood has its streets and blocks from one of these.
    bodies, body_of
        The frames filled in, and the lists of them by (set, frame).
    openings, opening_of
        How people say that they rent or own, each with a space after it, by (set, tenure, register). Number 0 is empty.
    second, second_of
        A second thing, each with a space before it, by (set, tenure, register, phase). Number 0 is empty.
    second_theme
        For each of `second` the place of its theme.
    """

    nl: pa.StringArray
    en: pa.StringArray
    frames: tuple[Frame, ...]
    heard: Mapping[str, Mapping[str, int]]
    sets: tuple[str, ...]
    bodies: Pool
    body_of: Lists
    openings: Pool
    opening_of: Lists
    second: Pool
    second_of: Lists
    second_theme: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One text filled in: which frame or sentence it came from (−1: none), and for which sets of names it may be used."""

    nl: bytes
    en: bytes
    origin: int
    sets: int


_NONE = _Entry(b"", b"", -1, 0)


@cache
def fits(frames: tuple[Frame, ...], tenure: int, phase: int) -> NDArray[np.bool_]:
    """For each frame: can somebody of this tenure (a place in ``TENURES``) say it in this phase?"""
    return np.array([
        (not frame.tenure or TENURES[tenure] in frame.tenure)
        and (frame.not_before is None or phase > MILESTONES.index(frame.not_before))
        and (frame.not_after is None or phase <= MILESTONES.index(frame.not_after))
        for frame in frames
    ])  # fmt: skip


@cache
def texts() -> Texts:
    """The pools made from the building blocks of the course.

    >>> texts().bodies.nl[0].as_py() == texts().frames[0].nl or texts().frames[0].gaps != ()
    True
    """
    said = voices()
    sets = tuple(sorted({filler.set for group in said.fillers.values() for filler in group if filler.set}))
    bodies, body_of = _bodies(said, sets)
    openings, opening_of = _openings(said, sets)
    second, second_of, second_theme = _second(said, sets)
    entries = [*openings, *bodies, *second]
    nl, en = texts_in_arrow([entry.nl for entry in entries]), texts_in_arrow([entry.en for entry in entries])
    frames, pieces = [frame.nl for frame in said.frames], [piece.nl for piece in said.pieces["introduction"]]

    def pool(first: int, held: Sequence[_Entry], origins: Sequence[str]) -> Pool:
        return Pool(nl.slice(first, len(held)), en.slice(first, len(held)), first, _gaps(said, held, origins))

    return Texts(
        nl, en, said.frames, said.heard, sets, pool(len(openings), bodies, frames), body_of, pool(0, openings, pieces), opening_of,
        pool(len(openings) + len(bodies), second, frames), second_of, second_theme)


def _bodies(said: Voices, sets: Sequence[str]) -> tuple[list[_Entry], Lists]:
    entries = [_Entry(nl.encode(), en.encode(), number, held) for number, frame in enumerate(said.frames)
               for nl, en, held in _filled(said, sets, frame.nl, frame.en, VARIANTS)]  # fmt: skip
    held, origin = _columns(entries)
    lists = [np.flatnonzero(held[place] & (origin == number)) for place in range(len(sets)) for number in range(len(said.frames))]
    return entries, Lists.of(lists, (len(sets), len(said.frames)))


def _openings(said: Voices, sets: Sequence[str]) -> tuple[list[_Entry], Lists]:
    pieces = said.pieces["introduction"]
    entries = [_NONE, *(_Entry(f"{nl} ".encode(), f"{en} ".encode(), number, held) for number, piece in enumerate(pieces)
                        if piece.says in TENURES for nl, en, held in _filled(said, sets, piece.nl, piece.en, VARIANTS))]  # fmt: skip
    held, origin = _columns(entries)
    fits_in = {
        (tenure, register): np.array([piece.says == tenure and piece.fits(register) for piece in pieces])[origin]
        for tenure in TENURES for register in PLAIN
    }  # fmt: skip
    lists = [np.flatnonzero(held[place] & fitting) for place in range(len(sets)) for fitting in fits_in.values()]
    return entries, Lists.of(lists, (len(sets), len(TENURES), len(PLAIN)))


def _second(said: Voices, sets: Sequence[str]) -> tuple[list[_Entry], Lists, NDArray[np.int8]]:
    entries = [_NONE, *_second_entries(said, sets)]
    held, origin = _columns(entries)
    register = np.array([frame.register for frame in said.frames])[origin]
    can = {(tenure, phase): fits(said.frames, tenure, phase)[origin] for tenure in range(len(TENURES)) for phase in range(PHASES)}
    lists = [
        np.flatnonzero(held[place] & (register == name) & can[tenure, phase])
        for place in range(len(sets)) for tenure in range(len(TENURES)) for name in PLAIN for phase in range(PHASES)
    ]  # fmt: skip
    themes = [entry.code for entry in codebook.family("theme")]
    of_theme = np.array([themes.index(frame.theme) for frame in said.frames], dtype=np.int8)[origin]
    shape = len(sets), len(TENURES), len(PLAIN), PHASES
    return entries, Lists.of(lists, shape), of_theme


def _second_entries(said: Voices, sets: Sequence[str]) -> Iterator[_Entry]:
    for register in PLAIN:
        own = [(number, frame) for number, frame in enumerate(said.frames) if frame.register == register and frame.second is None]
        # A second thing is said in few words: the shorter half of what this register has.
        limit = sorted(frame.words for _, frame in own)[len(own) // 2] if own else 0
        bridges = [piece for piece in said.pieces["bridge"] if piece.fits(register)]
        for number, frame in own:
            if frame.words <= limit:
                for nl, en, held in _filled(said, sets, frame.nl, frame.en, VARIANTS_BESIDE):
                    for bridge in bridges:
                        yield _Entry(" ".join(["", *bridge.nl.split(), nl]).encode(), " ".join(["", *bridge.en.split(), en]).encode(),
                                     number, held)  # fmt: skip


def _columns(entries: Sequence[_Entry]) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """For each set of names which entries it may use; and for each entry where it came from."""
    sets = np.array([entry.sets for entry in entries])
    held = [sets >> place & 1 for place in range(int(sets.max()).bit_length())]
    return np.array(held, dtype=bool), np.array([entry.origin for entry in entries])


def _filled(said: Voices, sets: Sequence[str], nl: str, en: str, most: int) -> Iterator[tuple[str, str, int]]:
    """Different fillings of one text, each with the sets of names it belongs to (a bit each)."""
    gaps = list(dict.fromkeys(_base(name) for name in GAP.findall(nl + en)))
    by_set = any(filler.set for gap in gaps for filler in said.fillers[gap])
    for place, name in enumerate(sets) if by_set else [(-1, "")]:
        choices = {gap: [filler for filler in said.fillers[gap] if filler.set in (None, name)] for gap in gaps}
        orders = {gap: Draws(0).order(len(fillers), gap, en) for gap, fillers in choices.items()}
        variants = min(most, max(len(fillers) for fillers in choices.values()) if len(gaps) == 1 else most) if gaps else 1
        seen: set[str] = set()
        for variant in range(variants):
            chosen = {gap: choices[gap][orders[gap][variant % len(orders[gap])]] for gap in gaps}
            made = _with(nl, chosen, "nl"), _with(en, chosen, "en")
            if made[0] not in seen:
                seen.add(made[0])
                yield *made, 2 ** len(sets) - 1 if place < 0 else 1 << place


def _base(gap: str) -> str:
    return gap.casefold().removesuffix("_he").removesuffix("_his")


def _with(text: str, chosen: Mapping[str, Filler], lang: str) -> str:
    def word(gap: re.Match[str]) -> str:
        filler, form = chosen[_base(gap[1])], gap[1].partition("_")[2]
        said = filler.forms[f"{form}_{lang}"] if form else filler.nl if lang == "nl" else filler.en
        opens = gap[1][0].isupper() or text[: gap.start()].rstrip()[-1:] in ("", ".", "?", "!")
        return said[0].upper() + said[1:] if opens else said

    return GAP.sub(word, text)


def _gaps(said: Voices, entries: Sequence[_Entry], origins: Sequence[str]) -> NDArray[np.int32]:
    names = {name: place for place, name in enumerate(said.fillers)}
    gaps = [sum({1 << names[_base(name)] for name in GAP.findall(origin)}) for origin in origins]
    return np.array([gaps[entry.origin] if entry.origin >= 0 else 0 for entry in entries], dtype=np.int32)
