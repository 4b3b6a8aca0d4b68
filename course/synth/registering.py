"""What gets into the register, when and by whom; what does not stays a spoken word (3.5, ST2)."""

from __future__ import annotations

from datetime import timedelta

from course import codebook
from course.synth.acting import act, front_holder
from course.synth.making import Making

__all__ = ["register"]


def register(making: Making) -> None:
    """Fill in `registered_on`, with an action for each line in the register."""
    plan, draws = making.parameters.registration, making.draws
    for row, contact in zip(making.tables["contributions"], making.contacts):
        row["registered_on"] = None
        if not draws.chance(contact.number, plan.chance[str(codebook.channel(contact.channel).record)], "registered"):
            continue
        day = contact.received_on + timedelta(days=draws.whole(contact.number, *plan.days, "registered after"))
        held = front_holder(making, row, day)
        if held is None:
            continue
        holder, day = held
        if day <= making.parameters.case.known_until:
            row["registered_on"] = day
            act(making, row, "BG02", "ST2", day, holder, traced=True)
