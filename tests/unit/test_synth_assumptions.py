"""What stands among the parameters decides: who takes in, what acts leave behind, whose homes a decision is about, which day."""

from __future__ import annotations

import dataclasses
from collections import Counter
from functools import cache
from typing import Any, cast

import pytest

from course import codebook
from course.synth import reach
from course.synth.campaigns import contacts, turnouts
from course.synth.generate import generate
from course.synth.made import Made
from course.synth.parameter_file import case_parameters, from_toml
from course.synth.parameters import Parameters
from course.synth.people import people
from course.synth.speech import speak
from course.synth.staff import staff

CASE = case_parameters("kievitsveen")
ELSEWHERE = {code: "G03" if tenures == "G01" else tenures for code, tenures in CASE.links.meant_for.items()}
ACTIONS = {"chance": CASE.actions.chance | {"BL01": 0.5}, "bundle": (3, 3), "without_register": ("BL01",), "by_back_office": 0.0, "motive_known": 1.0,
           "leaves": CASE.actions.leaves | {"BG01": "mail"},
           "motives": dict.fromkeys(CASE.actions.motives, 0.0) | {"blocking-workload": 1.0}}  # fmt: skip


def changed(parameters: Parameters, **sections: dict[str, Any]) -> Parameters:
    return dataclasses.replace(parameters, **{
        name: dataclasses.replace(getattr(parameters, name), **values) for name, values in sections.items()})  # fmt: skip


@cache
def other() -> Made:
    """A case in which the offices work differently."""
    return generate(changed(
        CASE, actions=ACTIONS, staff={"in_touch": ("GEM-WK",), "takes_in": {"K14": "GEM-PA"}},
        outcome={"minuted_as": CASE.outcome.minuted_as | {"N16": "BL07"}, "sensitive": ()},
        links={"meant_for": ELSEWHERE}))  # fmt: skip


def acts(made: Made, *codes: str) -> list[dict[str, Any]]:
    """Actions with the post of who did them and the channel of the contribution."""
    post = {row["actor_id"]: row["actor_code"] for row in made.tables["actors"]}
    of = {row["contribution_id"]: row for row in made.tables["contributions"]}
    return [row | {"post": post[row["actor_id"]], "channel": of[row["contribution_id"]]["channel"],
                   "registered": of[row["contribution_id"]]["registered_on"] is not None}
            for row in made.tables["actions"] if not codes or row["action_code"] in codes]  # fmt: skip


def test_the_post_of_a_channel_takes_in_and_elsewhere_those_in_touch() -> None:
    registered = acts(other(), "BG02")
    assert {act["post"] for act in registered if act["channel"] == "K14"} == {"GEM-PA"}
    assert {act["post"] for act in registered if act["channel"] != "K14"} == {"GEM-WK"}


def test_an_act_leaves_what_the_parameters_say() -> None:
    assert {act["trace"] for act in acts(other(), "BG01")} == {"mail", "none"}
    assert "note" in {act["trace"] for act in acts(generate(CASE), "BG01")}


def test_motives_are_drawn_by_their_weights_and_none_where_there_is_no_weight() -> None:
    kinds: dict[str, set[object]] = {}
    for act in acts(other()):
        kinds.setdefault(codebook.action(act["action_code"]).family, set()).add(act["motive"])
    assert kinds == {"safeguarding": {None}, "blocking": {"workload"}, "ambivalent": {None}}


def test_bundles_have_the_size_that_was_asked() -> None:
    sizes = Counter((act["acted_on"], act["actor_id"], act["contribution_id"][:2]) for act in acts(other(), "BG03"))
    assert sizes and all(size % 3 == 0 for size in sizes.values())


def test_without_a_register_only_what_was_allowed_is_done() -> None:
    done = {act["action_code"] for act in acts(other()) if not act["registered"] and act["step"] <= "ST5"}
    assert done == {"BL01"}


def test_a_reason_gets_into_the_minutes_by_its_act() -> None:
    silent = {row["link_id"] for row in other().tables["links"] if row["outcome"] == "O5"}
    assert {act["action_code"] for act in acts(other()) if act["link_id"] in silent and act["step"] == "ST6"} <= {"BL07", "BL13"}


def test_privacy_is_no_reason_where_nothing_is_sensitive() -> None:
    assert not any(row["reason"] == "N05" for row in other().tables["links"])


def test_decisions_about_the_homes_of_others_come_last() -> None:
    def about_rented_homes(made: Made) -> float:
        code = {row["decision_id"]: cast(str, row["decision_code"]) for row in made.tables["decisions"]}
        first = [code[row["decision_id"]] for row in made.tables["links"] if row["rank"] == 1 and row["decision_id"]]
        return sum(CASE.links.meant_for.get(one) == "G01" for one in first) / len(first)

    assert about_rented_homes(generate(CASE)) > about_rented_homes(other()) + 0.05


def test_a_sunday_is_a_day_of_rest_unless_the_channel_works_on() -> None:
    def on_sunday(parameters: Parameters) -> int:
        return sum(one.received_on.isoweekday() == 7 for one in contacts(parameters, people(parameters)))

    assert on_sunday(changed(CASE, reach={"sundays": ()})) == 0 < on_sunday(CASE)


def test_who_is_no_member_speaks_only_where_that_is_allowed() -> None:
    def owners(parameters: Parameters) -> int:
        residents = people(parameters)
        return sum(residents.tenure_of(int(person)) == "G04" for turnout in turnouts(parameters, residents)
                   if turnout.campaign.channel == "K11" for person in turnout.willing)  # fmt: skip

    open_to_all = {"members_only": (), "chances": CASE.reach.chances | {"0": 0.2}}
    assert owners(changed(CASE, reach=open_to_all | {"members_only": ("K11",)})) == 0 < owners(changed(CASE, reach=open_to_all))


def test_plain_words_help_those_named() -> None:
    helped = changed(CASE, reach={"helped_by_plain": ("G10",)})
    assert reach.group_level(helped, "K02", "G10", "nl_plain") == reach.group_level(CASE, "K02", "G10", "nl_plain") + 1
    assert reach.group_level(helped, "K02", "G05", "nl_plain") == reach.group_level(CASE, "K02", "G05", "nl_plain") - 1


def test_an_address_tells_something_only_where_it_is_known() -> None:
    nowhere = changed(CASE, contributions={"address_known": ()})
    residents = people(nowhere)
    assert not any(one.group_source == "inferred" for one in speak(nowhere, residents, contacts(nowhere, residents)))


def test_departures_spread_over_the_posts() -> None:
    def most(spread: float) -> int:
        made = staff(changed(case_parameters("atelier-noord"), staff={"spread": spread, "changes": 12, "vacancy_weeks": (0, 2)}))
        return max(sum(holder.filled_to is not None for holder in holders) for holders in made.posts.values())

    assert most(100.0) == 1 < most(0.0)


@pytest.mark.parametrize(("text", "place"), [
    ('[links.meant_for]\nD13 = "G04+G03"', "links.meant_for.D13"), ('[actions.leaves]\nBG01 = "letters"', "actions.leaves.BG01"),
    ("[actions.motives]\nblocking-boredom = 1", "actions.motives.blocking-boredom"), ('[staff.takes_in]\nK99 = "GEM-PA"', "staff.takes_in.K99"),
    ("[actions]\nbundle = [1, 6]", "actions.bundle"), ("[contributions.theme_by_tenure]\nT01-G09 = 2", "contributions.theme_by_tenure.T01-G09"),
])  # fmt: skip
def test_what_cannot_be_is_told(text: str, place: str) -> None:
    with pytest.raises(ValueError) as caught:
        from_toml(text, lang="en")
    assert f"- {place}: " in str(caught.value)
