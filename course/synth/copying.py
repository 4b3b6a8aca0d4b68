"""Letters that go round and are copied with small edits, and people who say the same thing again."""

from __future__ import annotations

from collections.abc import Sequence

from course.synth.choosing import OFF_TOPIC, Chooser, least_per_theme
from course.synth.draws import Draws
from course.synth.filling import Filling
from course.synth.frames import Frame
from course.synth.telling import Draft

LETTERS = ("group_letter", "formal", "written")
"""Registers in which a letter can go round, the likeliest first."""
FEWEST_WORDS, LEAST_CONCRETE, OF_ONE_HOME = 18, 2, ("person", "home")

FEWEST_TO_LEAVE_OUT = 4

__all__ = ["copy_letters", "say_again"]


def copy_letters(chooser: Chooser, drafts: list[Draft], filling: Filling) -> None:
    """Some contributions take over a letter that somebody else sent before, with small edits."""
    draws = Draws(chooser.parameters.case.seed)
    wanted = int(round(chooser.parameters.contributions.copied_letters * len(drafts), 6))
    order = [drafts[int(place)] for place in draws.order(len(drafts), "letters")]
    letters = sorted((draft for draft in order if _goes_round(draft.frame)), key=lambda draft: LETTERS.index(draft.frame.register))
    copied: list[Draft] = []
    for letter in letters:
        for draft in order:
            if len(copied) >= wanted:
                return
            if chooser.used(letter.frame) >= chooser.most or letter in copied:
                break
            if draft in copied or draft is letter or not _could_copy(chooser, draft, letter, copied) or _needed(chooser, draft, drafts):
                continue
            _copy(chooser, draft, letter, filling, "copied")
            copied.append(draft)


def _goes_round(frame: Frame) -> bool:
    """A letter that asks something for more than one home."""
    asks = frame.theme != OFF_TOPIC and frame.concreteness >= LEAST_CONCRETE and frame.scale not in OF_ONE_HOME
    return frame.register in LETTERS and frame.words >= FEWEST_WORDS and asks and not frame.says


def _could_copy(chooser: Chooser, draft: Draft, letter: Draft, copied: Sequence[Draft]) -> bool:
    there, here = letter.contact, draft.contact
    if any(other.copied_from is draft for other in copied) or here.person == there.person or here.received_on < there.received_on:
        return False
    frame = letter.frame
    by_letter = chooser.voices.heard[here.channel]
    return any(register in by_letter for register in ("formal", "written", "online", "group_letter")) and (
        bool(chooser.fits_in_time(frame, here)) and (not frame.tenure or chooser.residents.tenure_of(here.person) in frame.tenure))


def say_again(chooser: Chooser, drafts: list[Draft], filling: Filling) -> None:
    """Some people say later almost the same as they said before."""
    wanted = int(round(chooser.parameters.contributions.near_duplicates * len(drafts), 6))
    first: dict[int, Draft] = {}
    done = 0
    for draft in drafts:
        before = first.setdefault(draft.contact.person, draft)
        free = draft.copied_from is None and before.copied_from is None and not any(d.copied_from is draft for d in drafts)
        could = before.frame.register in chooser.voices.heard[draft.contact.channel] and chooser.fits_in_time(before.frame, draft.contact)
        could = could and chooser.used(before.frame) < chooser.most and not _needed(chooser, draft, drafts)
        if done < wanted and before is not draft and free and could:
            _copy(chooser, draft, before, filling, "again")
            draft.same_person = True
            done += 1


def _needed(chooser: Chooser, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Would a theme occur too seldom if this draft said something else?"""
    theme = draft.frame.theme
    return theme != OFF_TOPIC and sum(one.frame.theme == theme for one in drafts) <= least_per_theme(chooser.parameters, len(drafts))


def _copy(chooser: Chooser, draft: Draft, source: Draft, filling: Filling, kind: str) -> None:
    draws, number = Draws(chooser.parameters.case.seed), draft.contact.number
    chooser.release(draft.frame)
    chooser.use(source.frame)
    draft.frame, draft.copied_from = source.frame, source
    pieces = chooser.voices.pieces[kind]
    piece = pieces[draws.whole(number, 0, len(pieces) - 1, kind)]
    (draft.before if draws.chance(number, 0.5, "piece before") else draft.after).append(piece)
    sentences = source.sentences(filling)
    # Who repeats themselves leaves nothing out; who copies a letter sometimes leaves out the end.
    if kind == "copied" and sentences >= FEWEST_TO_LEAVE_OUT and draws.chance(number, 0.5, "left out"):
        draft.dropped = sentences - 1
