"""What everybody says: for each contact a frame that this person could say then and there, and the text made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course.synth.choosing import Chooser, choose_frames
from course.synth.copying import copy_letters, say_again
from course.synth.filling import Filling
from course.synth.frames import Voices, voices
from course.synth.introducing import introduce
from course.synth.made import Contact, People
from course.synth.parameters import Parameters
from course.synth.second_things import add_second_things
from course.synth.telling import Draft

__all__ = ["Utterance", "speak"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one contact said, with the sample coding of it and what is known of who said it.

    Attributes
    ----------
    frame_ids
        The frame, and the second one where two things are said.
    tenure, attributes, group_source
        As the tables may hold them: only what the text says, or what channel and address leave no doubt about.
    copied_from
        Number of the contact whose text was taken over with small edits; None for a text of one's own.
    copy_kind
        ``letter`` for a copied letter, ``again`` for one's own earlier text, None for neither.
    """

    contact: Contact
    frame_ids: tuple[str, ...]
    text_nl: str
    text_en: str
    register: str
    theme: str
    theme2: str | None
    type: str
    tone: str
    scale: str
    concreteness: int
    tenure: str | None
    attributes: tuple[str, ...]
    group_source: str
    copied_from: int | None
    copy_kind: str | None


def speak(
    parameters: Parameters, residents: People, contacts: Sequence[Contact], spoken: Voices | None = None
) -> list[Utterance]:
    """What is said in each contact, in the order of the contacts.

    Parameters
    ----------
    spoken
        Other building blocks than those of the course.
    """
    blocks = spoken or voices()
    chooser, filling = Chooser.of(parameters, blocks, residents, contacts), Filling(parameters, blocks)
    drafts = choose_frames(chooser, contacts)
    copy_letters(chooser, drafts, filling)
    say_again(chooser, drafts, filling)
    add_second_things(chooser, drafts)
    introduce(chooser, drafts)
    return [_utterance(draft, filling) for draft in drafts]


def _utterance(draft: Draft, filling: Filling) -> Utterance:
    nl, en = draft.told(filling)
    frame, source = draft.frame, draft.copied_from
    return Utterance(
        draft.contact, tuple(part.id for part in draft.frames), nl, en, frame.register, frame.theme, draft.theme2, frame.type, frame.tone,
        frame.scale, frame.concreteness, draft.tenure, draft.attributes, draft.group_source, source.contact.number if source else None,
        ("again" if draft.same_person else "letter") if source else None,
    )  # fmt: skip
