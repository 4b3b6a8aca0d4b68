"""Which frame each contact gets: one that this person could say there and then, and that has been used least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from course import codebook
from course.synth.draws import Draws
from course.synth.frames import SECOND_LANGUAGE, Frame, Piece, Voices
from course.synth.made import Contact, People
from course.synth.parameters import Parameters
from course.synth.people import largest_remainder
from course.synth.telling import Draft

OFF_TOPIC = "T20"
LARGEST_SHARE = 0.02
"""No frame may have this share of the texts of a case, or more."""

LITTLE_DUTCH, YOUNG, OLD = "G06", "G09", "G08"
_FINE = 1000

__all__ = ["OFF_TOPIC", "Chooser", "choose_frames", "least_per_theme", "theme_quota"]


def theme_quota(parameters: Parameters, count: int) -> dict[str, int]:
    """How many contributions get each main theme: the shares, with no theme below the least.

    >>> quota = theme_quota(Parameters(), 120)
    >>> sum(quota.values()), min(size for theme, size in quota.items() if theme != "T20")
    (120, 4)
    """
    themes = [entry.code for entry in codebook.family("theme")]
    quota = {theme: 0 for theme in themes} | largest_remainder(count, parameters.contributions.themes)
    least = least_per_theme(parameters, count)
    for theme in themes:
        while theme != OFF_TOPIC and quota[theme] < least:
            quota[max(quota, key=lambda other: quota[other])] -= 1
            quota[theme] += 1
    return quota


def least_per_theme(parameters: Parameters, count: int) -> int:
    """How often each theme but T20 occurs at least; less than was asked where there are too few contributions for it.

    >>> least_per_theme(Parameters(), 120), least_per_theme(Parameters(), 24)
    (3, 1)
    """
    return min(parameters.contributions.least_per_theme, count // len(codebook.family("theme")))


@dataclass(slots=True)
class Chooser:
    """Knows for each contact which frames fit, and how often each has been used."""

    parameters: Parameters
    voices: Voices
    residents: People
    uses: NDArray[np.int64]
    most: int
    _columns: dict[str, NDArray[np.generic]]
    _said: Counter[Piece] = field(default_factory=Counter)

    @classmethod
    def of(cls, parameters: Parameters, voices: Voices, residents: People, contacts: Sequence[Contact]) -> Chooser:
        frames = voices.frames
        days = parameters.milestones
        first = [days[f.not_before] if f.not_before else days["M0"] for f in frames]
        last = [days[f.not_after] if f.not_after else None for f in frames]
        columns: dict[str, NDArray[np.generic]] = {
            "theme": np.array([f.theme for f in frames]),
            "register": np.array([f.register for f in frames]),
            "gaps": np.array([bool(f.gaps) for f in frames]),
            "years": np.array(["years" in f.gaps or OLD in f.says for f in frames]),
            "words": np.array([f.words for f in frames]),
            "concreteness": np.array([f.concreteness for f in frames]),
            "first": np.array([d.toordinal() if f.not_before else 0 for f, d in zip(frames, first)]),
            "last": np.array([d.toordinal() if d else 2**31 for d in last]),
            **{code: np.array([(not f.tenure or code in f.tenure) for f in frames]) for code in ("G01", "G02", "G03", "G04")},
            **{f"says {e.code}": np.array([e.code in f.says for f in frames]) for e in codebook.family("group")},
            **{f"not by {e.code}": np.array([e.code in f.not_by for f in frames]) for e in codebook.family("group")},
        }
        count = len(contacts)
        most = max(2, -(-int(round(count * LARGEST_SHARE, 6) * _FINE) // _FINE) - 1)
        return cls(parameters, voices, residents, np.zeros(len(frames), dtype=np.int64), most, columns)

    def fits(self, contact: Contact) -> NDArray[np.bool_]:
        """Which frames this person could say through this channel on this day."""
        held, column = self.groups(contact), self._columns
        day = contact.received_on.toordinal()
        fits = column[self.residents.tenure_of(contact.person)] & (column["first"] <= day) & (day <= column["last"])
        for entry in codebook.family("group"):
            fits &= ~column[f"{'not by' if entry.code in held else 'says'} {entry.code}"]
        if YOUNG in held:
            fits &= ~column["years"]
        return fits & (self.heard(contact) > 0)

    def fits_in_time(self, frame: Frame, contact: Contact) -> bool:
        """Can this frame be said on the day of this contact?"""
        place, day = self.voices.frames.index(frame), contact.received_on.toordinal()
        return bool(self._columns["first"][place] <= day <= self._columns["last"][place])

    def groups(self, contact: Contact) -> tuple[str, ...]:
        return (self.residents.tenure_of(contact.person), *self.residents.attributes_of(contact.person))

    def heard(self, contact: Contact) -> NDArray[np.int64]:
        """How often the register of each frame is heard in this channel from this person."""
        weights = dict(self.voices.heard[contact.channel])
        if LITTLE_DUTCH not in self.residents.attributes_of(contact.person):
            weights.pop(SECOND_LANGUAGE, None)
        return np.array([weights.get(f.register, 0) for f in self.voices.frames], dtype=np.int64)

    def pick(self, weights: NDArray[np.int64], row: int, *labels: str) -> Frame | None:
        """One of the frames in proportion to whole weights, among those used least; None when no weight is above zero."""
        open_to = (weights > 0) & (self.uses < self.most)
        if not open_to.any():
            return None
        # A frame without gaps gives the same words twice, so those with gaps go first when all have been used.
        worn = self.uses * 2 + ((self.uses > 0) & ~self._columns["gaps"])
        least = np.where(open_to & (worn == worn[open_to].min()), weights, 0)
        total = int(least.sum())
        drawn = Draws(self.parameters.case.seed).whole(row, 0, total - 1, *labels)
        place = int(np.searchsorted(np.cumsum(least), drawn, side="right"))
        self.uses[place] += 1
        return self.voices.frames[place]

    def piece(self, pieces: Collection[Piece], row: int, *labels: str) -> Piece | None:
        """One of the sentences, among those said least; None when there are none."""
        if not pieces:
            return None
        least = min(self._said[piece] for piece in pieces)
        open_to = [piece for piece in pieces if self._said[piece] == least]
        chosen = open_to[Draws(self.parameters.case.seed).whole(row, 0, len(open_to) - 1, *labels)]
        self._said[chosen] += 1
        return chosen

    def release(self, frame: Frame) -> None:
        self.uses[self.voices.frames.index(frame)] -= 1

    def use(self, frame: Frame) -> None:
        self.uses[self.voices.frames.index(frame)] += 1

    def used(self, frame: Frame) -> int:
        return int(self.uses[self.voices.frames.index(frame)])

    def column(self, name: str) -> NDArray[np.generic]:
        return self._columns[name]


def choose_frames(chooser: Chooser, contacts: Sequence[Contact]) -> list[Draft]:
    """A frame for each contact: first the least of every theme, then one for each of the rest; who has the least choice chooses first."""
    quota = theme_quota(chooser.parameters, len(contacts))
    fitting = [chooser.fits(contact) for contact in contacts]
    order = sorted(range(len(contacts)), key=lambda place: (int(fitting[place].sum()), place))
    themes = chooser.column("theme")
    drafts = _least(chooser, contacts, fitting, quota)
    for place in order:
        if place in drafts:
            continue
        contact, fits = contacts[place], fitting[place]
        heard, theme = chooser.heard(contact), _theme(chooser, contact, fits, quota)
        frame = chooser.pick(_weights(chooser, fits & (themes == theme), heard), contact.number, "frame") if theme else None
        # Better too much of a theme than something off topic, or nothing at all.
        frame = frame or chooser.pick(_weights(chooser, fits, heard * (themes != OFF_TOPIC)), contact.number, "any theme")
        frame = frame or chooser.pick(_weights(chooser, fits, heard), contact.number, "any frame")
        if frame is None:
            raise ValueError(f"no text fits what person {contact.person} could say through {contact.channel} on {contact.received_on}; "
                             f"write more frames, or add a register to {contact.channel} in voices/around.toml")  # fmt: skip
        quota[frame.theme] = max(quota[frame.theme] - 1, 0)
        drafts[place] = Draft(contact, frame)
    return [drafts[place] for place in range(len(contacts))]


def _theme(chooser: Chooser, contact: Contact, fits: NDArray[np.bool_], quota: Mapping[str, int]) -> str | None:
    """What somebody brings up: by what is still wanted, by who and where they are, and by how it is heard there; None for nothing wanted."""
    frames, heard = chooser.voices.frames, chooser.voices.heard[contact.channel]
    ways = {(frames[place].theme, frames[place].register) for place in np.flatnonzero(fits & (chooser.uses < chooser.most)).tolist()}
    said = Counter[str]()
    for theme, register in ways:
        said[theme] += heard[register]
    weights = _theme_weights(chooser, contact)
    chances = [quota[theme] * weights[theme] * said[theme] for theme in quota]
    return list(quota)[Draws(chooser.parameters.case.seed).pick(contact.number, chances, "theme")] if any(chances) else None


def _least(
    chooser: Chooser, contacts: Sequence[Contact], fitting: Sequence[NDArray[np.bool_]], quota: dict[str, int]
) -> dict[int, Draft]:
    """The least of every theme, by place among the contacts; the theme that the fewest could bring up goes first."""
    draws, themes, drafts = Draws(chooser.parameters.case.seed), chooser.column("theme"), dict[int, Draft]()
    weights = [_theme_weights(chooser, contact) for contact in contacts]
    able = {theme: [place for place, fits in enumerate(fitting) if (fits & (themes == theme)).any()] for theme in quota if theme != OFF_TOPIC}
    least = least_per_theme(chooser.parameters, len(contacts))
    for theme in sorted(able, key=lambda theme: (len(able[theme]), theme)):
        for turn in range(least):
            free = [place for place in able[theme] if place not in drafts]
            if not free:
                break
            # Where the weights leave nobody, anybody who could say it does.
            sooner = [weights[place][theme] for place in free]
            place = free[draws.pick(turn, sooner if any(sooner) else [1] * len(free), "least", theme)]
            fits = fitting[place] & (themes == theme)
            frame = chooser.pick(_weights(chooser, fits, chooser.heard(contacts[place])), contacts[place].number, "least frame")
            if frame:
                quota[theme] -= 1
                drafts[place] = Draft(contacts[place], frame)
    return drafts


def _theme_weights(chooser: Chooser, contact: Contact) -> dict[str, float]:
    plan, tenure = chooser.parameters.contributions, chooser.residents.tenure_of(contact.person)
    return {entry.code: plan.weight(entry.code, tenure, contact.channel) for entry in codebook.family("theme")}


def _weights(chooser: Chooser, fits: NDArray[np.bool_], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    # The number of frames in a register says nothing about how often it is heard.
    weights = np.where(fits & (chooser.uses < chooser.most), wanted * _FINE, 0)
    registers = chooser.column("register")
    for register in np.unique(registers[weights > 0]):
        here = registers == register
        weights[here] //= int((weights[here] > 0).sum())
    return weights
