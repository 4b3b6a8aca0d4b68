"""Reach, campaigns and contacts: levels worked out by hand, and every interaction rule in the direction the model gives."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from course import codebook
from course.synth.campaigns import campaign_rows, campaigns, contacts, turnouts
from course.synth.made import ATTRIBUTES, TENURES, Campaign, Contact, People
from course.synth.parameter_file import case_names, case_parameters
from course.synth.parameters import CampaignPlan, Parameters
from course.synth.people import people
from course.synth.reach import chances, coach_factor, levels
from course.synth.sounding_board import SoundingBoard

DEFAULT = Parameters()


def _somebody(*groups: str) -> People:
    bits = sum(1 << ATTRIBUTES.index(code) for code in groups[1:])
    return People(np.array([TENURES.index(groups[0])], np.int8), np.array([bits], np.uint8))


def _campaign(channel: str, invitation: str = "nl") -> Campaign:
    return Campaign("VB-C01", 1, channel, 1, date(2027, 1, 4), date(2027, 3, 26), 10_000, invitation, None)


@pytest.mark.parametrize(
    ("channel", "groups", "level", "chance"),
    [
        ("K10", ("G01", "G07", "G08"), 4, 0.40),  # (4 + 4 + 4) / 3
        ("K02", ("G01", "G05", "G07"), 1, 0.03),  # (2 + 0 + 1) / 3
        ("K08", ("G01", "G10"), 2, 0.08),  # (2 + 3) / 2 = 2.5, rounded down
        ("K05", ("G03", "G09", "G11"), 3, 0.18),  # (3 + 3 + 3) / 3
        ("K03", ("G04", "G06", "G09", "G10"), 0, 0.005),  # (2 + 0 + 0 + 0) / 4
        ("K01", ("G01",), 3, 0.18),  # no attributes: the tenure alone
        ("K15", ("G01", "G08"), 0, 0.005),  # a tenure of level 0 stays 0, whatever the attributes
        ("K18", ("G01", "G08"), 0, 0.0),  # no member: exactly none
        ("K11", ("G03", "G08"), 0, 0.0),
        ("K11", ("G01", "G05", "G06"), 0, 0.0),
        ("K18", ("G04", "G08"), 2, 0.08),  # (3 + 2) / 2 = 2.5, rounded down
    ],
)
def test_levels_are_those_worked_out_by_hand(channel: str, groups: tuple[str, ...], level: int, chance: float) -> None:
    person, campaign = _somebody(*groups), _campaign(channel)
    assert levels(DEFAULT, person, campaign).tolist() == [level]
    assert chances(DEFAULT, person, campaign).tolist() == [chance]


@pytest.mark.parametrize("invitation", ["nl_plain", "multilingual"])
@pytest.mark.parametrize("group", ["G05", "G06"])
def test_a_plain_or_multilingual_invitation_reaches_more_people_p31_79(invitation: str, group: str) -> None:
    # K10: (4 + 3) / 2 = 3.5 and (4 + 4) / 2 = 4.
    person = _somebody("G01", group)
    assert levels(DEFAULT, person, _campaign("K10")).tolist() == [3]
    assert levels(DEFAULT, person, _campaign("K10", invitation)).tolist() == [4]
    everybody = people(DEFAULT)
    held = everybody.has(group)
    for channel in ("K02", "K03", "K05"):
        plain = chances(DEFAULT, everybody, _campaign(channel, invitation))
        assert plain[held].mean() > chances(DEFAULT, everybody, _campaign(channel))[held].mean()


def test_an_invitation_changes_nothing_for_others() -> None:
    everybody = people(DEFAULT)
    others = ~everybody.has("G05") & ~everybody.has("G06")
    plain, usual = (levels(DEFAULT, everybody, _campaign("K02", language)) for language in ("nl_plain", "nl"))
    assert (plain[others] == usual[others]).all()


def test_the_coach_reaches_half_before_month_four_and_more_and_more_after_bk_21() -> None:
    assert [coach_factor(DEFAULT, months) for months in (0, 1, 2, 3, 4, 6)] == [0.5, 0.5, 0.5, 0.5, 1.0, 1.1]
    assert coach_factor(DEFAULT, 500) == 1.5
    person, campaign, since = _somebody("G01"), _campaign("K07"), date(2027, 1, 18)
    for day, chance in ((date(2027, 5, 17), 0.09), (date(2027, 5, 18), 0.18)):
        met = np.array([day], dtype="datetime64[D]")
        assert chances(DEFAULT, person, campaign, days=met, coach_since=since).tolist() == pytest.approx([chance])


def test_silence_after_a_round_makes_people_harder_to_reach_bl16() -> None:
    everybody, campaign = people(DEFAULT), _campaign("K10")
    usual, silent = levels(DEFAULT, everybody, campaign), levels(DEFAULT, everybody, campaign, unheard={3, 4, 5})
    assert (usual - silent).tolist() == [1 if person in (3, 4, 5) else 0 for person in range(len(everybody))]


def test_a_third_of_the_sounding_board_changes_every_half_year_p31_76() -> None:
    board = SoundingBoard(DEFAULT, people(DEFAULT))
    long = dataclasses.replace(_campaign("K09"), starts_on=date(2026, 1, 5), ends_on=date(2028, 12, 20))
    terms = [set(term.tolist()) for term in board.terms(long)]
    assert len(terms) == 6 and {len(term) for term in terms} == {16}
    assert [len(before - after) for before, after in zip(terms, terms[1:])] == [5] * 5


def test_a_sounding_board_keeps_its_members_from_one_campaign_to_the_next() -> None:
    board = SoundingBoard(DEFAULT, people(DEFAULT))
    first = board.turnout(dataclasses.replace(_campaign("K09"), ends_on=date(2027, 3, 30)))
    later = board.turnout(dataclasses.replace(_campaign("K09"), number=2, starts_on=date(2027, 9, 6), ends_on=date(2027, 12, 10)))
    assert len(set(first.heard.tolist()) & set(later.heard.tolist())) >= 11


def test_feedback_brings_people_back_bg15() -> None:
    parameters = case_parameters("atelier-midden")
    residents = people(parameters)

    def back(unheard: bool) -> float:
        first: set[int] = set()

        def told(number: int, so_far: Sequence[Contact]) -> set[int]:
            first.update(contact.person for contact in so_far)
            return set(first) if unheard else set()

        return sum(contact.person in first for contact in contacts(parameters, residents, told) if contact.round == 2)

    assert back(unheard=True) < 0.7 * back(unheard=False)


def test_hours_decide_how_many_are_heard_and_never_more_than_want_to() -> None:
    for turnout in turnouts(DEFAULT, people(DEFAULT)):
        assert len(turnout.heard) == min(len(turnout.willing), turnout.campaign.capacity) == len(turnout.days)
        assert set(turnout.heard.tolist()) <= set(turnout.willing.tolist())
    assert dataclasses.replace(_campaign("K02"), hours=0.6).capacity == 3
    assert dataclasses.replace(_campaign("K01"), hours=2.4).capacity == 0


def test_more_hours_add_people_and_take_nobody_away() -> None:
    def heard(hours: float) -> set[int]:
        plan = CampaignPlan("K03", 1, date(2026, 9, 15), date(2026, 9, 29), hours)
        parameters = dataclasses.replace(DEFAULT, campaigns=(plan,), outside=())
        return {contact.person for contact in contacts(parameters, people(parameters))}

    assert heard(8) < heard(16) < heard(1000)


@pytest.mark.parametrize("name", case_names())
def test_contacts_follow_their_campaign(name: str) -> None:
    parameters = case_parameters(name)
    found, by_id = contacts(parameters, people(parameters)), {campaign.campaign_id: campaign for campaign in campaigns(parameters)}
    assert [contact.number for contact in found] == list(range(len(found)))
    assert [contact.received_on for contact in found] == sorted(contact.received_on for contact in found)
    for contact in found:
        if contact.campaign_id is None:
            assert contact.channel in ("K14", "K15")
            continue
        campaign = by_id[contact.campaign_id]
        assert (contact.channel, contact.round) == (campaign.channel, campaign.round)
        assert campaign.starts_on <= contact.received_on <= campaign.ends_on
        if contact.channel not in ("K02", "K05"):
            assert contact.received_on.weekday() < 6
    assert found == contacts(parameters, people(parameters))


@pytest.mark.parametrize("name", case_names())
def test_cases_have_the_size_the_model_asks_for(name: str) -> None:
    parameters = case_parameters(name)
    count, (low, high) = len(contacts(parameters, people(parameters))), (585, 615) if name.startswith("atelier") else (114, 130)
    assert low <= count <= high
    other = len(contacts(parameters.with_seed(99), people(parameters.with_seed(99))))
    assert low - 8 <= other <= high + 8
    assert {campaign.round for campaign in campaigns(parameters)} == {1, 2}


def test_campaign_rows_have_the_columns_of_the_table() -> None:
    rows = campaign_rows(DEFAULT)
    assert [list(row) for row in rows] == [[column.name for column in codebook.columns("campaigns")]] * len(rows)
    assert [row["campaign_id"] for row in rows] == [f"VB-C{number:02d}" for number in range(1, len(rows) + 1)]
