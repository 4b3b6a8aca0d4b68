"""Fills the gaps in a text: the same street for the same person, the same kind of names in the whole neighbourhood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from course.synth.draws import Draws
from course.synth.frames import GAP, Filler, Voices
from course.synth.parameters import Parameters

OF_THE_PERSON = frozenset({"street", "block", "number", "floor", "kin", "years"})
"""What stays the same when somebody speaks twice."""

TAKE_DE = ("straat", "laan", "weg", "dreef", "kade", "gang", "steeg", "singel", "gracht")
"""Names of streets that take “de” in Dutch, as the texts expect."""

_STARTS_SENTENCE = re.compile(r"(?:^|[.?!…]\s+)[“\"‘']?$")

__all__ = ["Filling"]


@dataclass(frozen=True)
class Filling:
    """Fills gaps for one case."""

    parameters: Parameters
    voices: Voices

    @cached_property
    def fillers(self) -> dict[str, tuple[Filler, ...]]:
        """What may stand in each gap in this case: names of one kind, and the streets of the case itself."""
        draws = Draws(self.parameters.case.seed)
        every = self.voices.fillers
        kinds = sorted({filler.set for fillers in every.values() for filler in fillers if filler.set})
        kind = kinds[draws.whole(0, 0, len(kinds) - 1, "kind of names")] if kinds else None
        fitting = {name: tuple(f for f in fillers if f.set in (None, kind)) for name, fillers in every.items()}
        own = tuple(Filler(name, name) for name in self.parameters.names.streets if name.endswith(TAKE_DE))
        return fitting | {"street": own + fitting.get("street", ())}

    def fill(self, nl: str, en: str, person: int, number: int) -> tuple[str, str]:
        """Both texts with their gaps filled for this person and this contribution, each from the same draw."""
        return self._filled(nl, "nl", person, number), self._filled(en, "en", person, number)

    def _filled(self, text: str, lang: str, person: int, number: int) -> str:
        parts: list[str] = []
        done = 0
        for gap in GAP.finditer(text):
            parts.append(text[done : gap.start()])
            word = self._word(gap[1], lang, person, number)
            parts.append(_capital(word) if _STARTS_SENTENCE.search(text[: gap.start()]) else word)
            done = gap.end()
        return "".join([*parts, text[done:]])

    def _word(self, gap: str, lang: str, person: int, number: int) -> str:
        name, _, form = gap.partition("_")
        choice = self._choice(name.lower(), person, number)
        word = choice.forms[f"{form}_{lang}"] if form else (choice.nl if lang == "nl" else choice.en)
        return _capital(word) if gap[0].isupper() else word

    def _choice(self, name: str, person: int, number: int) -> Filler:
        fillers = self.fillers[name]
        row = person if name in OF_THE_PERSON else number
        return fillers[Draws(self.parameters.case.seed).whole(row, 0, len(fillers) - 1, "gap", name)]


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
