"""What happens to each contribution, from the register to the answer: ST1 to ST9 (3.5 to 3.8)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import cast

from course import codebook
from course.synth.aftermath import follow_up, give_feedback, hand_over, link_up
from course.synth.handling import handle
from course.synth.made import Row
from course.synth.making import Making
from course.synth.outcome import ADOPTED, NAMES, chance_of_adoption, draw_outcomes, terms
from course.synth.reasons import give_reason, pass_on
from course.synth.registering import register
from course.synth.surprises import plant_surprise

LEAST_PER_OUTCOME = 3
"""Each outcome occurs at least this often in a case (4.6, rule 8)."""
PIGGY_BACK, REGISTERS = "piggy_back", "BG02"
ROUNDS = 4
"""How often the number of actions is brought nearer to the one wanted."""

__all__ = ["number_actions", "process"]


def process(making: Making) -> None:
    """Fill in what is still open in `contributions` and `links`, and make `actions` and the surprise."""
    open_links = [dict(link) for link in making.tables["links"]]
    scaled = Fraction(1)
    for _ in range(ROUNDS):
        making.restart([dict(link) for link in open_links])
        _walk_through(making, float(scaled))
        scaled = _rescaled(making, scaled)
    _note_chances(making)
    number_actions(making)


def _rescaled(making: Making, scaled: Fraction) -> Fraction:
    """What the chances must be multiplied by to come out at the wanted number of actions."""
    actions = making.tables["actions"]
    fixed = sum(action["action_code"] == REGISTERS or action["step"] == "ST6" for action in actions)
    wanted = max(making.parameters.actions.total - fixed, 0)
    return scaled * Fraction(wanted, max(len(actions) - fixed, 1))


def _note_chances(making: Making) -> None:
    """Write down the terms and the chance of adoption of each link, so that the formula can be checked."""
    making.truth["chances"] = [
        {"link_id": link["link_id"], **(terms(making, link) if link["decision_id"] else dict.fromkeys(NAMES)),
         "chance_of_adoption": chance_of_adoption(making, link) if link["decision_id"] else None}
        for link in making.tables["links"]
    ]  # fmt: skip


def _walk_through(making: Making, scaled: float) -> None:
    links = making.tables["links"]
    register(making)
    handle(making, scaled)
    draw_outcomes(making)
    plant_surprise(making)
    surprise = making.truth["surprises"][0]
    see_to_each_outcome(making, kept=cast(str, surprise["link_id"]))
    for number, link in enumerate(links):
        give_reason(making, link, number)
        pass_on(making, link, number)
    link_up(making)
    for link in links:
        if link["link_id"] == surprise["link_id"] and surprise["surprise"] == "expensive_but_piggy_backed":
            link["linkage_achieved"] = PIGGY_BACK
    follow_up(making, scaled)
    hand_over(making, scaled)
    give_feedback(making, scaled)


def see_to_each_outcome(making: Making, kept: str) -> None:
    """Change as few outcomes as it takes for each to occur often enough; `kept` is the link that stays as it is."""
    links = making.tables["links"]
    order = [links[int(place)] for place in making.draws.order(len(links), "each outcome")]
    codes = [entry.code for entry in codebook.family("outcome")]
    least = min(LEAST_PER_OUTCOME, len(links) // len(codes))
    for code in codes:
        while (counted := Counter(cast(str, link["outcome"]) for link in links))[code] < least:
            alike = [other for other in codes if other != code and (other in ADOPTED) == (code in ADOPTED) and counted[other] > least]
            alike = alike or [other for other in codes if counted[other] > least]
            most = max(alike, key=lambda other: counted[other])
            open_to = [link for link in order if link["outcome"] == most and link["link_id"] != kept
                       and not (code in ADOPTED and link["no_decision"])]  # fmt: skip
            open_to[0]["outcome"] = code


def number_actions(making: Making) -> None:
    """Put the actions in the order of contribution and day, and give them their numbers."""
    steps = [entry.code for entry in codebook.family("step")]
    of = {contribution_id: place for place, contribution_id in enumerate(making.contributions)}
    rows = making.tables["actions"]

    def place(row: Row) -> tuple[int, object, int, str]:
        return of[cast(str, row["contribution_id"])], row["acted_on"], steps.index(cast(str, row["step"])), cast(str, row["action_code"])

    rows.sort(key=place)
    seen: Counter[str] = Counter()
    for number, row in enumerate(rows, 1):
        seen[cast(str, row["contribution_id"])] += 1
        row["action_id"] = f"{making.parameters.case.prefix}-X{number:04d}"
        row["sequence"] = seen[cast(str, row["contribution_id"])]
