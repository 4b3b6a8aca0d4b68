"""The one planted surprise of a case: something the formula makes unlikely, so that nobody takes the model for the world (3.8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from course.synth.acting import act, back_holder
from course.synth.made import Row
from course.synth.making import Making
from course.synth.outcome import VANISHED, chance_of_adoption

Fits = Callable[[Making, Row], bool]

__all__ = ["plant_surprise"]


def plant_surprise(making: Making) -> None:
    """Change what came of one link, and write down which and how unlikely it was."""
    kind, draws = making.parameters.planted.surprise, making.draws
    links = [link for link in making.tables["links"] if not link["no_decision"]]
    order = [links[int(place)] for place in draws.order(len(links), "surprise")]
    fitting = [link for link in order if FITS[kind](making, link)] or [link for link in order if NEARLY[kind](making, link)] or order
    lost = kind.endswith("_lost")
    # The one that surprises most; of those that are alike the first in the drawn order.
    chosen = (max if lost else min)(fitting, key=lambda link: chance_of_adoption(making, link))
    _arrange(making, kind, chosen)
    chance = chance_of_adoption(making, chosen)
    chosen["outcome"] = VANISHED if lost else "O1"
    making.truth["surprises"] = [{
        "surprise": kind, "link_id": chosen["link_id"], "contribution_id": chosen["contribution_id"], "outcome": chosen["outcome"],
        "chance_of_adoption": round(chance, 3),
    }]  # fmt: skip


def _registered(making: Making, link: Row) -> bool:
    return making.contribution_of(link)["registered_on"] is not None


def _did(making: Making, link: Row, *codes: str) -> bool:
    return any(action["action_code"] in codes and action["link_id"] in (None, link["link_id"])
               for action in making.actions_on(cast(str, link["contribution_id"])))  # fmt: skip


def _warmly_handed(making: Making, link: Row) -> bool:
    received, ends = cast(date, making.contribution_of(link)["received_on"]), cast(date, making.ends_on(link))
    posts = {making.post_of(cast(str, action["actor_id"])) for action in making.actions_on(cast(str, link["contribution_id"]))}
    return any(left.handover_type == "warm" for post in sorted(posts) for left in making.staff.left_between(post, received, ends))


def _plain(making: Making, link: Row) -> bool:
    return cast(int, making.contribution_of(link)["concreteness"]) <= 1 and not _did(making, link, "BG01", "BG03", "BG04", "BG07")


FITS: dict[str, Fits] = {
    "expensive_but_piggy_backed": lambda m, link: link["cost_class"] == "high" and link["linkage_intended"] == "piggy_back",
    "late_but_adopted": lambda m, link: link["timing"] == "late" and not _did(m, link, "BG01", "BG07"),
    "plain_words_adopted": lambda m, link: _plain(m, link) and link["timing"] in ("tight", "late"),
    "warm_handover_but_lost": lambda m, link: bool(link["commitment"]) and _registered(m, link) and _warmly_handed(m, link),
    "registered_early_but_lost": lambda m, link: link["timing"] == "early" and _registered(m, link) and _did(m, link, "BG05", "BG01"),
    "contested_but_adopted": lambda m, link: _did(m, link, "BL11") and _registered(m, link),
}
"""Which links the surprise can fall on."""

NEARLY: dict[str, Fits] = {
    "expensive_but_piggy_backed": lambda m, link: link["cost_class"] == "high",
    "late_but_adopted": lambda m, link: link["timing"] == "late",
    "plain_words_adopted": _plain,
    "warm_handover_but_lost": lambda m, link: _registered(m, link) and _warmly_handed(m, link),
    "registered_early_but_lost": lambda m, link: link["timing"] == "early" and _registered(m, link),
    "contested_but_adopted": _registered,
}
"""Where it can fall when no link has all of it; what is missing is then arranged."""


def _arrange(making: Making, kind: str, link: Row) -> None:
    if kind == "expensive_but_piggy_backed":
        link["cost_class"], link["linkage_intended"] = "high", "piggy_back"
    elif kind == "warm_handover_but_lost":
        link["commitment"] = True
    elif kind == "contested_but_adopted" and not _did(making, link, "BL11"):
        row = making.contribution_of(link)
        held = back_holder(making, row, link, max(cast(date, row["received_on"]), cast(date, row["registered_on"] or row["received_on"])))
        if held:
            act(making, row, "BL11", "ST5", held[1], held[0], link, traced=True)
