"""What a row of millions can be: through which channel, on which day, from whom, about what. Worked out once, before the rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from course import codebook
from course.synth.draws import Draws
from course.synth.made import TENURES
from course.synth.many_texts import MILESTONES, PHASES, PLAIN, Lists, Texts, fits
from course.synth.many_texts import texts as pools
from course.synth.parameters import CampaignPlan, OutsidePlan, Parameters
from course.synth.reach import group_level

SIZE = {"source": 2**16, "frame": 2**12, "speaker": 2**10}
"""How many numbers each kind of urn holds, so how exact the shares are."""

SHIFT = {name: 16 - (size.bit_length() - 1) for name, size in SIZE.items()}
"""By how many bits to shift a draw of 16 bits to get a place in the urn."""

MOST_CASES = 127
"""Codes are stored in one byte."""

KNOWN = tuple(entry.code for entry in codebook.family("group_source"))

__all__ = ["KNOWN", "SHIFT", "SIZE", "Plan", "plan", "urn"]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Tables in which a row looks up what it is, with numbers it draws.

    Attributes
    ----------
    texts
        What the texts are joined from.
    case_ids, prefixes
        For each case.
    source
        Urn of sources: a campaign, or a time of input outside campaigns, of one of the cases.
    case, channel, names
        For each source: place of the case, place of the channel among the codes, place of the set of names.
    days, phases, cells
        For each possible day of each source: the day (since 1970), its phase, and per tenure the urn to draw a frame from.
    day_of
        The lists of those by source (number of the day).
    speaker
        For each source an urn of who speaks: tenure × 3 + how that is known.
    frame, of_frame
        The urns of frames; and for each frame the place of its codes (of `register` among the plain ones; −1 for none).
    two_themes
        For each case the chance of a second thing, in parts of 65,536.
    """

    texts: Texts
    seed: int
    case_ids: tuple[str, ...]
    prefixes: tuple[str, ...]
    source: NDArray[np.int16]
    case: NDArray[np.int16]
    channel: NDArray[np.int8]
    names: NDArray[np.int8]
    days: NDArray[np.int32]
    phases: NDArray[np.int8]
    cells: NDArray[np.int16]
    day_of: Lists
    speaker: NDArray[np.int8]
    frame: NDArray[np.int16]
    of_frame: Mapping[str, NDArray[np.int8]]
    two_themes: NDArray[np.int32]


def urn(weights: Sequence[float] | NDArray[np.float64], size: int) -> NDArray[np.int16]:
    """Numbers of the weights, each as often as its weight asks: drawing a place from the urn draws by weight.

    >>> urn([3, 0, 1], 8).tolist()
    [0, 0, 0, 0, 0, 0, 2, 2]
    """
    given = np.asarray(weights, dtype=np.float64)
    exact = np.round(given * (size / given.sum()), 9)
    counts = exact.astype(np.int64)
    counts[np.argsort(counts - exact, kind="stable")[: size - counts.sum()]] += 1
    return np.repeat(np.arange(len(given), dtype=np.int16), counts)


def plan(*cases: Parameters) -> Plan:
    """Work out the tables for one case, or for more among which the rows are spread as their campaigns have room.

    The seed is that of the first case.

    Raises
    ------
    ValueError
        If there are more cases than fit, or none of them takes anything in.
    """
    if len(cases) > MOST_CASES:
        raise ValueError(f"there are {len(cases)} cases; give at most {MOST_CASES}")
    texts = pools()
    sources = [(place, each) for place, parameters in enumerate(cases) for each in (*parameters.campaigns, *parameters.outside)]
    room = [each.hours / codebook.channel(each.channel).hours for _, each in sources]
    if not any(room):
        raise ValueError("no campaign has hours, so nothing can be said; give at least one case a campaign with hours above 0")
    draws = [Draws(parameters.case.seed) for parameters in cases]
    names = [each.whole(0, 0, len(texts.sets) - 1, "kind of names") for each in draws]
    channels = [entry.code for entry in codebook.family("channel")]
    possible = [_days(each, cases[place].reach.sundays) for place, each in sources]
    starts = [[parameters.milestones[code] for code in MILESTONES] for parameters in cases]
    phases = [[sum(start <= day for start in starts[place]) for day in days] for (place, _), days in zip(sources, possible, strict=True)]
    frames = _Frames(texts)
    cells = [
        [[frames.cell(cases[place].contributions.themes, each.channel, tenure, phase) for tenure in range(len(TENURES))]]
        * held.count(phase)
        for (place, each), held in zip(sources, phases, strict=True)
        for phase in sorted(set(held))
    ]
    return Plan(
        texts, cases[0].case.seed,
        tuple(parameters.case.case_id for parameters in cases), tuple(parameters.case.prefix for parameters in cases),
        urn(room, SIZE["source"]),
        np.array([place for place, _ in sources], dtype=np.int16),
        np.array([channels.index(each.channel) for _, each in sources], dtype=np.int8),
        np.array([names[place] for place, _ in sources], dtype=np.int8),
        np.array([(day - date(1970, 1, 1)).days for days in possible for day in days], dtype=np.int32),
        np.array([phase for held in phases for phase in held], dtype=np.int8),
        np.array([cell for group in cells for cell in group], dtype=np.int16),
        _numbered_lists([len(days) for days in possible]),
        np.stack([_speakers(cases[place], each) for place, each in sources]).astype(np.int8),
        np.stack(frames.urns), _of_frames(texts),
        np.array([round(parameters.contributions.two_themes * 2**16) for parameters in cases], dtype=np.int32),
    )  # fmt: skip


def _days(source: CampaignPlan | OutsidePlan, sundays: Collection[str]) -> list[date]:
    days = [source.starts_on + timedelta(days=after) for after in range((source.ends_on - source.starts_on).days + 1)]
    return days if source.channel in sundays or len(days) == 1 else [day for day in days if day.isoweekday() < 7]


def _speakers(parameters: Parameters, source: CampaignPlan | OutsidePlan) -> NDArray[np.int16]:
    invitation = source.invitation_language if isinstance(source, CampaignPlan) else "none"
    told = parameters.contributions.group_source
    weights = []
    for tenure in TENURES:
        level = group_level(parameters, source.channel, tenure, invitation)
        reached = 0.0 if level == 0 and source.channel in parameters.reach.members_only else parameters.reach.chances[str(level)]
        weights += [parameters.population.tenure.get(tenure, 0.0) * reached * told.get(code, 0.0) for code in KNOWN]
    # Where the plan reaches nobody who lives there, whoever lives there may have spoken.
    anybody = [parameters.population.tenure.get(tenure, 0.0) * told.get(code, 0.0) for tenure in TENURES for code in KNOWN]
    return urn(weights if any(weights) else anybody, SIZE["speaker"])


def _numbered_lists(counts: Sequence[int]) -> Lists:
    numbers = np.split(np.arange(sum(counts), dtype=np.intp), np.cumsum(counts)[:-1])
    return Lists.of(numbers, (len(counts),))


def _of_frames(texts: Texts) -> dict[str, NDArray[np.int8]]:
    families = {"contribution_type": "type", "scale": "scale", "tone": "tone", "theme": "theme"}
    codes = {family: [entry.code for entry in codebook.family(family)] for family in families}
    places = {family: [codes[family].index(getattr(frame, name)) for frame in texts.frames] for family, name in families.items()}
    return {name: np.array(held, dtype=np.int8) for name, held in {
        **places, "theme_ref": places["theme"],
        "concreteness": [frame.concreteness for frame in texts.frames],
        "register": [PLAIN.index(frame.register) if frame.register in PLAIN else -1 for frame in texts.frames],
        "second": [codes["theme"].index(frame.second) if frame.second else -1 for frame in texts.frames],
    }.items() if name != "theme"}  # fmt: skip


class _Frames:
    """The urns of frames, one for each channel, tenure and phase in which the themes have the same shares."""

    def __init__(self, texts: Texts) -> None:
        self.urns: list[NDArray[np.int16]] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._texts = texts

    def cell(self, themes: Mapping[str, float], channel: str, tenure: int, phase: int) -> int:
        key = (tuple(themes.items()), channel, tenure, phase)
        if key not in self._numbers:
            self._numbers[key] = len(self.urns)
            self.urns.append(urn(self._weights(themes, channel, tenure, phase), SIZE["frame"]))
        return self._numbers[key]

    def _weights(self, themes: Mapping[str, float], channel: str, tenure: int, phase: int) -> NDArray[np.float64]:
        """For each frame how often it is said: the share of its theme, spread over registers as they are heard in the channel."""
        frames = self._texts.frames
        can = np.flatnonzero(fits(frames, tenure, phase)).tolist()
        any_register = dict.fromkeys({frame.register for frame in frames}, 1)
        for heard in (self._texts.heard[channel], any_register):
            held: dict[tuple[str, str], list[int]] = {}
            for number in can:
                frame = frames[number]
                if heard.get(frame.register) and themes.get(frame.theme):
                    held.setdefault((frame.theme, frame.register), []).append(number)
            if held:
                break
        else:
            raise ValueError(f"no frame fits {channel} for {TENURES[tenure]} in phase {phase} of {PHASES}; write one in voices/")
        weights = np.zeros(len(frames))
        for (theme, register), numbers in held.items():
            whole = sum(heard[other] for of, other in held if of == theme)
            weights[numbers] = themes[theme] * heard[register] / whole / len(numbers)
        return weights
