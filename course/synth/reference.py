"""The reference of a made case: for every contribution where it could go, how well that fits, and why (2.6, 3.4, 3.7).

Fits follow from the theme and who said it; whether there was still time is never written down, the windows say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from course import windows
from course.synth.frames import Frame, voices
from course.synth.made import Row
from course.synth.making import Making
from course.synth.reference_texts import OFF_TOPIC, Fit, Says, tenures, theme_texts
from course.synth.speech import Utterance

GOOD, DEFENSIBLE, TOUCHES, NEAR_MISS = 3, 2, 1, 0
ELSEWHERE = {"N06": GOOD, "N07": DEFENSIBLE}
"""How well a reason fits when no decision of the case deals with a contribution (2.4, rule 10)."""

TENANT, OWNERS = "G01", ("G03", "G04")
NARROW = ("person", "home")
NEAR_MISSES_EACH = 2

__all__ = ["add_reference"]


def add_reference(making: Making) -> None:
    """Add the tables ``parts`` and ``placements`` to a case that is being made."""
    texts = _Texts()
    placed = [_Placed.of(making, said, texts) for said in making.utterances]
    making.tables["parts"] = [row for one in placed for row in one.parts()]
    making.tables["placements"] = [row for one in placed for row in one.placements()]


@dataclass
class _Texts:
    """Hands out sentences that say the same in turn, so that two cards seldom carry the same one."""

    _used: Counter[Says] = field(default_factory=Counter)

    def next(self, says: Says) -> tuple[str, str]:
        self._used[says] += 1
        return says[(self._used[says] - 1) % len(says)]


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the reference: a code, which is a decision or a reason, with its fit and the sentence."""

    code: str
    fit: int
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing that is asked: its theme, and the frame it was said with."""

    theme: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class _Placed:
    """One contribution with what the reference says about it; `lines` holds the lines of each part."""

    contribution_id: str
    asked: Sequence[_Part]
    decision_ids: dict[str, str]
    lines: tuple[tuple[_Line, ...], ...]
    texts: _Texts

    @classmethod
    def of(cls, making: Making, said: Utterance, texts: _Texts) -> _Placed:
        contribution_id = making.parameters.contribution_id(said.contact.number)
        asked, ids = _asked(said), _decision_ids(making.tables["decisions"], said.contact.received_on)
        return cls(contribution_id, asked, ids, _lines(asked, said.tenure, tuple(ids), texts), texts)

    def parts(self) -> Iterator[Row]:
        for number, part in enumerate(self.asked, 1):
            nl, en = _asks(part, self.texts)
            yield {"contribution_id": self.contribution_id, "part": number, "asks_nl": nl, "asks_en": en}

    def placements(self) -> Iterator[Row]:
        for number, lines in enumerate(self.lines, 1):
            for line in sorted(lines, key=lambda line: -line.fit):
                reason = line.code.startswith("N")
                yield {"contribution_id": self.contribution_id, "part": number, "decision_id": None if reason else self.decision_ids[line.code],
                       "reason": line.code if reason else None, "fit": line.fit, "explanation_nl": line.nl, "explanation_en": line.en}  # fmt: skip


def _asked(said: Utterance) -> list[_Part]:
    frames = {frame.id: frame for frame in voices().frames}
    said_with = [frames[frame_id] for frame_id in said.frame_ids]
    themes = [said.theme, *([said.theme2] if said.theme2 else [])]
    return [_Part(theme, said_with[min(place, len(said_with) - 1)]) for place, theme in enumerate(themes)]


def _decision_ids(decisions: Sequence[Row], received_on: date) -> dict[str, str]:
    """The decisions by code; of a yearly one the year that this input falls in (2.4, rule 4)."""
    years: dict[str, list[Row]] = {}
    for row in decisions:
        years.setdefault(cast(str, row["decision_code"]), []).append(row)
    return {code: cast(str, rows[windows.place_in(received_on, [cast(date, row["closes_on"]) for row in rows])]["decision_id"])
            for code, rows in years.items()}  # fmt: skip


def _asks(part: _Part, texts: _Texts) -> tuple[str, str]:
    theme = theme_texts(part.theme)
    own = theme.frames.get(part.frame.id, {}).get("asks")
    return (own[0], own[1]) if own else texts.next(theme.asks)


def _lines(asked: Sequence[_Part], tenure: str | None, known: Sequence[str], texts: _Texts) -> tuple[tuple[_Line, ...], ...]:
    """What there is to say about each part: decisions that fit, decisions that only look right, and reasons."""
    if asked[0].theme == OFF_TOPIC:
        return (tuple(_off_topic(asked[0])), *(tuple(_of_part(part, tenure, known, texts)) for part in asked[1:]))
    found = [list(_of_part(part, tenure, known, texts)) for part in asked]
    placed = [any(line.fit >= DEFENSIBLE for line in lines) for lines in found]
    for place, (part, lines) in enumerate(zip(asked, found, strict=True)):
        taken = {line.code for others in found for line in others}
        lines += _beside(part, [code for code in known if code not in taken], texts)
        if not placed[place] and place > 0 or (place == 0 and len(asked) > 1 and not placed[0] and any(placed)):
            # A reason speaks for the whole contribution; a part that is left over only touches on it.
            lines.append(_Line("N06", TOUCHES, *texts.next(tenures().rest)))
    found[0] += _reasons(asked, tenure, found[0], any(placed), texts)
    return tuple(map(tuple, found))


def _of_part(part: _Part, tenure: str | None, known: Sequence[str], texts: _Texts) -> Iterator[_Line]:
    """The decisions of the case that bear on this part, also where they are about the homes of others."""
    theme = theme_texts(part.theme)
    own: Mapping[str, int] = theme.frames.get(part.frame.id, {}).get("fits", {})
    for code, fit in theme.fits.items():
        if code not in known:
            continue
        only = tenures().only.get(code)
        if only and tenure is not None and tenure not in only.tenures:
            yield _Line(code, NEAR_MISS, *texts.next(tenures().outside[code, tenure]))
            continue
        value, (nl, en) = own.get(code) or _fit_for(fit, part.frame, tenure), texts.next(fit.says)
        if only and tenure is None:
            more_nl, more_en = texts.next(only.unknown)
            value, nl, en = min(value, only.at_most), f"{nl} {more_nl}", f"{en} {more_en}"
        elif tenure is not None and (code, tenure) in tenures().after:
            more_nl, more_en = texts.next(tenures().after[code, tenure])
            value, nl, en = max(value - 1, TOUCHES), f"{nl} {more_nl}", f"{en} {more_en}"
        # A mood is no wish that a decision could be about.
        yield _Line(code, min(value, DEFENSIBLE) if part.frame.concreteness == 0 else value, nl, en)


def _fit_for(fit: Fit, frame: Frame, tenure: str | None) -> int:
    narrow = frame.scale in NARROW
    by_tenure = fit.tenants if tenure == TENANT else fit.owners if tenure in OWNERS else None
    by_scale = fit.home if narrow else fit.wide
    return next((value for value in (by_tenure, by_scale) if value is not None), fit.fit)


def _beside(part: _Part, free: Sequence[str], texts: _Texts) -> Iterator[_Line]:
    """Decisions that look right for this theme; those of the theme it is confused with come first."""
    near = [one for one in theme_texts(part.theme).beside if one.decision in free]
    for one in sorted(near, key=lambda one: one.twin is None)[:NEAR_MISSES_EACH]:
        yield _Line(one.decision, NEAR_MISS, *texts.next(one.says))


def _reasons(asked: Sequence[_Part], tenure: str | None, lines: Sequence[_Line], placed: bool, texts: _Texts) -> Iterator[_Line]:
    """Reasons for *no decision here* that hold, and those that only seem to."""
    main = asked[0]
    theme = theme_texts(main.theme)
    given = {line.code for line in lines}
    if not placed:
        says = theme.elsewhere | tenures().elsewhere.get((main.theme, tenure or ""), {})
        for code, fit in ELSEWHERE.items():
            given.add(code)
            yield _Line(code, fit, *texts.next(says[code]))
    if all(part.frame.concreteness == 0 for part in asked):
        given.add("N12")
        yield _Line("N12", GOOD if placed and len(asked) == 1 else DEFENSIBLE, *texts.next(tenures().mood))
    elif main.frame.concreteness >= 2:
        given.add("N12")
        yield _Line("N12", NEAR_MISS, *texts.next(tenures().clear))
    for code, says in theme.reasons.items():
        if code not in given:
            yield _Line(code, NEAR_MISS, *texts.next(says))


def _off_topic(part: _Part) -> Iterator[_Line]:
    theme = theme_texts(OFF_TOPIC)
    entry = theme.frames.get(part.frame.id)
    if entry is None:
        yield _Line("N12", GOOD, *theme.elsewhere["N12"][0])
        yield _Line("N07", DEFENSIBLE, *theme.elsewhere["N07"][0])
        return
    yield _Line(entry["reason"], GOOD, *entry["says"])
    code, nl, en = entry["also"]
    yield _Line(code, NEAR_MISS, nl, en)
