"""Some people say two things at once: a second frame, of another theme, after the first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course import codebook
from course.synth.choosing import OFF_TOPIC, Chooser
from course.synth.draws import Draws
from course.synth.frames import Piece
from course.synth.telling import PLAIN, Draft, twins_first

MOST_WORDS = 85
"""Nobody says more than this in one contribution."""
WITHOUT_BRIDGE = 0.4
"""So often somebody goes straight on to the second thing."""

__all__ = ["add_second_things"]


def add_second_things(chooser: Chooser, drafts: Sequence[Draft]) -> None:
    """Second themes: enough of each pair that is easily confused, and the wanted share over all."""
    plan, draws = chooser.parameters.contributions, Draws(chooser.parameters.case.seed)
    order = twins_first(drafts, draws.order(len(drafts), "two things"))
    alone = [draft for draft in order if draft.copied_from is None and draft.frame.register in PLAIN]
    originals = {id(draft.copied_from) for draft in drafts if draft.copied_from}
    alone = [draft for draft in alone if id(draft) not in originals]
    for pair in codebook.theme_pairs():
        for most_words in (MOST_WORDS, 2 * MOST_WORDS):
            for draft in alone:
                if _pairs(drafts, pair.first, pair.second) >= plan.least_per_pair:
                    break
                if draft.theme2 is None and draft.frame.theme in (pair.first, pair.second):
                    other = pair.second if draft.frame.theme == pair.first else pair.first
                    _add(chooser, draft, other, most_words)
    wanted = int(round(plan.two_themes * len(drafts), 6))
    for draft in alone:
        if sum(draft.theme2 is not None for draft in drafts) >= wanted:
            break
        if draft.theme2 is None and draft.frame.theme != OFF_TOPIC:
            _add(chooser, draft, None, MOST_WORDS)


def _pairs(drafts: Sequence[Draft], first: str, second: str) -> int:
    return sum({draft.frame.theme, draft.theme2} == {first, second} for draft in drafts)


def _add(chooser: Chooser, draft: Draft, theme: str | None, most_words: int) -> None:
    themes, contact = chooser.column("theme"), draft.contact
    right = (themes == theme) if theme else (themes != draft.frame.theme) & (themes != OFF_TOPIC)
    fits = chooser.fits(contact) & right & (chooser.column("register") == draft.frame.register)
    # The theme of the sentence that asks for something is the main one (3.4), so what follows asks less.
    fits &= (chooser.column("concreteness") <= draft.frame.concreteness) & (chooser.column("words") + draft.frame.words <= most_words)
    # The same street or weekday twice sounds like a form that was filled in.
    fresh = np.array([not set(frame.gaps) & set(draft.frame.gaps) for frame in chooser.voices.frames])
    second = chooser.pick((fits & fresh).astype(np.int64), contact.number, "second frame")
    second = second or chooser.pick(fits.astype(np.int64), contact.number, "second frame")
    if second is None:
        return
    if second.second is not None and theme is None:
        chooser.release(second)
        return
    draft.second, draft.bridge = second, _bridge(chooser, draft)


def _bridge(chooser: Chooser, draft: Draft) -> Piece | None:
    number = draft.contact.number
    if Draws(chooser.parameters.case.seed).chance(number, WITHOUT_BRIDGE, "no bridge"):
        return None
    fitting = [piece for piece in chooser.voices.pieces["bridge"] if piece.fits(draft.frame.register)]
    return chooser.piece(fitting, number, "bridge")
