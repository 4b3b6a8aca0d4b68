"""Makes a whole case from parameters and a seed, step after step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from course.synth.campaigns import campaign_rows, contacts
from course.synth.decisions import decision_documents, decision_rows
from course.synth.documents import documents
from course.synth.draws import Draws
from course.synth.ending import LAST_STEPS
from course.synth.feedback import feedback_rows, with_feedback
from course.synth.linking import link_rows
from course.synth.made import Made, Row
from course.synth.making import Making
from course.synth.parameters import Parameters
from course.synth.people import case_row, people, population_rows
from course.synth.process import process
from course.synth.speech import Utterance, speak
from course.synth.staff import actor_rows, staff

Step: TypeAlias = Callable[[Making], None]
"""A step reads what is there, and adds rows to ``making.tables`` or ``making.truth``."""

__all__ = ["STEPS", "Step", "generate", "prepare"]


def generate(parameters: Parameters) -> Made:
    """Make a case. The same parameters give the same case, on every platform.

    >>> made = generate(Parameters())
    >>> made.tables["cases"][0]["case_id"], len(made.truth["surprises"])
    ('voorbeeld', 1)
    """
    making = prepare(parameters)
    for step in STEPS:
        step(making)
    return Made(parameters, making.tables, making.truth)


def prepare(parameters: Parameters) -> Making:
    """Who lives there, what they said, and the decisions and posts it met; nothing has happened to it yet."""
    residents = people(parameters)
    found = contacts(parameters, residents)
    said = speak(parameters, residents, found)
    decisions, posts = decision_rows(parameters), staff(parameters)
    making = Making(parameters, residents, found, said, posts, decision_documents(parameters, decisions))
    making.tables = {
        "cases": [case_row(parameters)],
        "population": population_rows(parameters, residents),
        "actors": actor_rows(parameters, posts),
        "campaigns": campaign_rows(parameters),
        "contributions": [contribution_row(parameters, one) for one in said],
        "decisions": decisions,
        "links": link_rows(parameters, residents, said, decisions),
    }
    making.truth = {"frames": [frame_row(parameters, one, frame_id) for one in said for frame_id in one.frame_ids]}
    return making


def contribution_row(parameters: Parameters, said: Utterance) -> Row:
    """One row of the table `contributions`, still without what the offices did with it."""
    contact = said.contact
    anonymous = contributor_is_hidden(parameters, said)
    return {
        "contribution_id": parameters.contribution_id(contact.number), "case_id": parameters.case.case_id,
        "campaign_id": contact.campaign_id, "channel": contact.channel, "received_on": contact.received_on, "registered_on": None,
        "text_nl": said.text_nl, "text_en": said.text_en, "tenure": said.tenure, "attributes": said.attributes or None,
        "group_source": said.group_source, "contributor": None if anonymous else parameters.contributor(contact.person),
        "contribution_type": said.type, "scale": said.scale, "concreteness": said.concreteness, "tone": said.tone, "theme_ref": said.theme,
        "theme2_ref": said.theme2, "feedback_given": "no",
    }  # fmt: skip


def contributor_is_hidden(parameters: Parameters, said: Utterance) -> bool:
    """Is this contribution anonymous? Somebody is so in all they say, or in nothing."""
    return Draws(parameters.case.seed).chance(said.contact.person, parameters.contributions.anonymous, "anonymous")


def frame_row(parameters: Parameters, said: Utterance, frame_id: str) -> Row:
    """One row of the truth about the texts: from which frame, and copied from which contribution."""
    return {
        "contribution_id": parameters.contribution_id(said.contact.number), "frame_id": frame_id,
        "copied_from": None if said.copied_from is None else parameters.contribution_id(said.copied_from), "copy_kind": said.copy_kind,
    }  # fmt: skip


def _feedback(making: Making) -> None:
    tables, parameters = making.tables, making.parameters
    tables["feedback"] = feedback_rows(parameters, tables["contributions"], tables["links"], tables["actions"])
    for row, told in zip(tables["contributions"], with_feedback(parameters, tables["contributions"], tables["feedback"])):
        row["feedback_given"] = told["feedback_given"]


def _documents(making: Making) -> None:
    tables = making.tables
    tables["documents"], actions = documents(making.parameters, making.decision_documents, tables)
    for row, filed in zip(tables["actions"], actions):
        row["document_id"] = filed["document_id"]


STEPS: tuple[Step, ...] = (process, _feedback, _documents, *LAST_STEPS)
"""What happens after :func:`prepare`, in this order. A new table is one more step."""
