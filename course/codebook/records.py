"""The shapes of what the codebook knows of a code beyond its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from course.codebook import entries
from course.codebook._files import in_language
from course.i18n import Language

__all__ = [
    "ActionType", "ActorType", "Channel", "Coded", "DecisionType", "Group", "Milestone", "Reason", "ThemePair",
]


@dataclass(frozen=True, slots=True)
class Coded:
    """Anything that has a code, and with it a label and a description."""

    FAMILY: ClassVar[str]
    code: str

    def label(self, lang: Language) -> str:
        return entries.label(self.code, lang, self.FAMILY)

    def description(self, lang: Language) -> str:
        return entries.description(self.code, lang, self.FAMILY)


@dataclass(frozen=True, slots=True)
class DecisionType(Coded):
    """One decision of the catalogue (D01–D40).

    Attributes
    ----------
    decides, prepares
        Actor codes. Exactly one actor decides.
    record
        Document types in which the decision is written down.
    opens, closes
        Milestones, or a day of the year as ``MM-DD`` for the calendar decisions; `opens` is None for D01,
        which is open from the start.
    last_useful
        Calendar decisions only: the milestone after which another yearly round no longer helps.
    lead_weeks
        Weeks between usable input and the closing of the window (an assumption).
    irreversibility
        1 easy to reverse after closing … 4 practically irreversible (an assumption).
    room_nl, room_en
        What can still be done after closing.
    short_nl, short_en, about_nl, about_en
        A name and a subject that fit on a small card.
    """

    FAMILY: ClassVar[str] = "decision"
    decides: str
    prepares: tuple[str, ...]
    record: tuple[str, ...]
    opens: str | None
    closes: str
    last_useful: str | None
    lead_weeks: int
    irreversibility: int
    kind: str
    constraints: tuple[str, ...]
    themes: tuple[str, ...]
    room_nl: str
    room_en: str
    short_nl: str
    short_en: str
    about_nl: str
    about_en: str

    def room(self, lang: Language) -> str:
        return in_language(lang, self.room_nl, self.room_en)

    def short(self, lang: Language) -> str:
        return in_language(lang, self.short_nl, self.short_en)

    def about(self, lang: Language) -> str:
        return in_language(lang, self.about_nl, self.about_en)


@dataclass(frozen=True, slots=True)
class ActorType(Coded):
    """A post or person in the project; `group` is the owner group, `position` the usual role."""

    FAMILY: ClassVar[str] = "actor"
    group: str
    position: str
    content_nl: str
    content_en: str


@dataclass(frozen=True, slots=True)
class Milestone(Coded):
    """A milestone; `offset_months` counts from M8, the start of works (an assumption)."""

    FAMILY: ClassVar[str] = "milestone"
    offset_months: int


@dataclass(frozen=True, slots=True)
class Reason(Coded):
    """A reason for not adopting, with the question that checks it."""

    FAMILY: ClassVar[str] = "reason"
    category: str
    check_nl: str
    check_en: str

    def check(self, lang: Language) -> str:
        return in_language(lang, self.check_nl, self.check_en)


@dataclass(frozen=True, slots=True)
class Channel(Coded):
    """A way to collect input; all numbers are assumptions.

    Attributes
    ----------
    rung
        Step on the participation ladder; None for K14, which nobody organises.
    hours
        Professional hours per usable contribution.
    depth, record
        1–4: how rich the input is, how traceable its record.
    """

    FAMILY: ClassVar[str] = "channel"
    run_by_nl: str
    run_by_en: str
    rung: str | None
    hours: float
    depth: int
    record: int
    biases: tuple[str, ...]

    def run_by(self, lang: Language) -> str:
        return in_language(lang, self.run_by_nl, self.run_by_en)


@dataclass(frozen=True, slots=True)
class Group(Coded):
    """A group of residents, with words to use in a sentence; `kind` is tenure or attribute."""

    FAMILY: ClassVar[str] = "group"
    kind: str
    singular_nl: str
    singular_en: str
    plural_nl: str
    plural_en: str

    def singular(self, lang: Language) -> str:
        return in_language(lang, self.singular_nl, self.singular_en)

    def plural(self, lang: Language) -> str:
        return in_language(lang, self.plural_nl, self.plural_en)


@dataclass(frozen=True, slots=True)
class ActionType(Coded):
    """A strategic action.

    Attributes
    ----------
    family
        safeguarding, blocking or ambivalent.
    performed_by, step
        Who usually does it and at which step of the chain; None for the ambivalent ones.
    trace_nl, trace_en
        What can be seen of it in a file; empty for the ambivalent ones.
    effect
        Expected effect of a safeguarding action on adoption: ``++``, ``+``, ``±``, or ``trust`` for the one
        that works on trust instead (assumptions); None for the others.
    """

    FAMILY: ClassVar[str] = "action"
    family: str
    performed_by: str | None
    step: str | None
    trace_nl: str
    trace_en: str
    effect: str | None


@dataclass(frozen=True, slots=True)
class ThemePair:
    """Two themes that readers confuse, with the question that tells them apart."""

    first: str
    second: str
    question_nl: str
    question_en: str

    def question(self, lang: Language) -> str:
        return in_language(lang, self.question_nl, self.question_en)
