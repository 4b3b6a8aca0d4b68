"""A plan of channels is weighed by what it takes, whom it reaches and what people hear back (model 3.1 to 3.3)."""

from __future__ import annotations

import pytest

from course import codebook
from course.mixing import GRADES, GROUPS, SWITCHES, Mix, MixRules, Plan, mix, rules
from course.synth.parameter_file import case_parameters


@pytest.fixture(scope="module")
def found() -> Mix:
    return mix()


def test_hours_of_channels_and_choices_add_up(found: Mix) -> None:
    assert found.outcome(Plan({"K02": 10, "K08": 40}, plain=True, feedback=True)).hours == 10 + 40 + 6 + 8


def test_nobody_is_heard_without_hours(found: Mix) -> None:
    outcome = found.outcome(Plan(feedback=True))
    assert (outcome.heard, outcome.grade, outcome.why) == (frozenset(), "open", "open")


def test_more_hours_through_one_channel_reach_the_same_people_and_more(found: Mix) -> None:
    for channel in found.rules.channels:
        heard = [found.outcome(Plan({channel: hours})).heard for hours in (10, 20, 40)]
        assert heard[0] <= heard[1] <= heard[2]


def test_hours_are_the_limit_where_talks_take_long(found: Mix) -> None:
    assert len(found.outcome(Plan({"K01": 20})).heard) == 20 / codebook.channel("K01").hours


def test_cheap_and_many_is_not_wide(found: Mix) -> None:
    outcome = found.outcome(Plan({"K02": 10, "K05": 10}))
    assert len(outcome.heard) > 80
    assert outcome.why == "narrow"
    assert "G05" not in outcome.reached and "G06" not in outcome.reached


def test_plain_letter_reaches_more_people_who_find_reading_hard_or_speak_little_dutch(found: Mix) -> None:
    for group in ("G05", "G06"):
        plain, usual = (found.outcome(Plan({"K02": 40, "K05": 40}, plain=plain)).groups[group][1] for plain in (True, False))
        assert plain > usual


def test_office_hours_reach_fewer_who_work_or_study_and_change_nothing_online(found: Mix) -> None:
    evening, office = (found.outcome(Plan({"K04": 40, "K07": 40}, evening=evening)) for evening in (True, False))
    assert sum(evening.groups[g][1] for g in ("G09", "G11")) > sum(office.groups[g][1] for g in ("G09", "G11"))
    assert found.outcome(Plan({"K05": 10}, evening=True)).heard == found.outcome(Plan({"K05": 10})).heard


def test_coach_who_starts_four_months_earlier_hears_about_twice_as_many_and_nobody_else_does(found: Mix) -> None:
    early, late = (len(found.outcome(Plan({"K07": 40}, early=early)).heard) for early in (True, False))
    assert early == pytest.approx(2.1 * late, abs=1)
    assert found.outcome(Plan({"K08": 40}, early=True)).heard == found.outcome(Plan({"K08": 40})).heard


def test_silence_brings_fewer_back(found: Mix) -> None:
    silent, told = (found.outcome(Plan({"K02": 40, "K05": 40}, feedback=feedback)) for feedback in (False, True))
    assert silent.heard == told.heard
    assert len(silent.again) < len(told.again) == len(silent.again_if_told)


def test_unknown_is_counted_apart_and_never_as_not_belonging(found: Mix) -> None:
    outcome = found.outcome(Plan({"K02": 20, "K08": 40}))
    for lives, heard, known, unknown in outcome.groups.values():
        assert known <= heard <= known + unknown
        assert heard <= lives
    assert outcome.groups["G05"][3] > outcome.groups["G05"][2]


def test_what_is_known_is_true(found: Mix) -> None:
    for person in range(0, len(found.residents), 7):
        assert set(found.knows(person, ["K10"])) <= {found.residents.tenure_of(person), *found.residents.attributes_of(person)}
        assert found.residents.tenure_of(person) in found.knows(person, ["K10"])


def test_group_is_new_only_once(found: Mix) -> None:
    new = [code for codes in found.outcome(Plan(dict.fromkeys(found.rules.channels, 40))).new_groups.values() for code in codes]
    assert len(new) == len(set(new)) >= 9


def test_every_grade_can_be_had_within_the_hours(found: Mix) -> None:
    plans = {
        "good": Plan({"K08": 40, "K10": 40}, plain=True, feedback=True), "defensible": Plan({"K04": 40, "K09": 20}, plain=True, evening=True),
        "no": Plan({"K02": 10}),
    }  # fmt: skip
    for grade, plan in plans.items():
        outcome = found.outcome(plan)
        assert (outcome.grade, outcome.hours <= found.rules.budget) == (grade, True)


def test_too_many_hours_are_not_wide_however_many_are_heard(found: Mix) -> None:
    assert found.outcome(Plan(dict.fromkeys(found.rules.channels, 40), feedback=True)).why == "over"


def test_table_of_reasons_has_every_state_with_a_grade(found: Mix) -> None:
    table = found.whys()
    assert len(table) == 2 * 2 * 5 * 2
    assert set(table.values()) == set(GRADES) - {"open"}


@pytest.mark.parametrize(("plan", "said"), [(Plan({"K99": 10}), "'K99' is no channel of this plan; choose from K01"), (Plan({"K01": 15}), "15 hours for K01; choose from 0, 10, 20, 40")])
def test_plan_that_is_no_plan_is_refused_with_what_can_be_chosen(found: Mix, plan: Plan, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        found.outcome(plan)


def test_the_rules_of_the_file_are_those_of_the_model() -> None:
    given = rules()
    assert given.groups == ("G05", "G06", "G07", "G10")
    assert set(given.channels) <= {entry.code for entry in codebook.family("channel")}
    assert set(given.cost) == set(SWITCHES)
    assert set(given.moment["groups"]) <= set(GROUPS)


def test_same_seed_same_people() -> None:
    again = Mix(case_parameters(rules().case), rules())
    plan = Plan({"K04": 20, "K10": 20}, plain=True)
    assert again.outcome(plan) == mix().outcome(plan)
    assert isinstance(again.rules, MixRules)
