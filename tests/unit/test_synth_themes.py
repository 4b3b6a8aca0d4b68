"""Which themes come up: the least of each in every case, and some sooner by who speaks and where."""

from __future__ import annotations

import dataclasses
from collections import Counter
from functools import cache

import pytest

from course import codebook
from course.synth.campaigns import contacts
from course.synth.choosing import OFF_TOPIC, least_per_theme
from course.synth.made import TENURES
from course.synth.parameter_file import case_parameters
from course.synth.parameters import Parameters
from course.synth.people import people
from course.synth.speech import speak

COURSE = ("hazelterp", "kievitsveen", "molenbeemd")
ATELIER = ("atelier-noord", "atelier-zuid")
THEMES = [entry.code for entry in codebook.family("theme") if entry.code != OFF_TOPIC]
SOONER, SELDOM = 1.4, 0.6
PLAN = Parameters().contributions

Said = tuple[tuple[str, str, str], ...]


def said_in(parameters: Parameters) -> Said:
    """Theme, tenure and channel of every contribution."""
    residents = people(parameters)
    spoken = speak(parameters, residents, contacts(parameters, residents))
    return tuple((one.theme, residents.tenure_of(one.contact.person), one.contact.channel) for one in spoken)


def with_factors(parameters: Parameters, **factors: dict[str, float]) -> Parameters:
    return dataclasses.replace(parameters, contributions=dataclasses.replace(parameters.contributions, **factors))


@cache
def atelier(weighed: bool) -> Said:
    cases = [case_parameters(name) for name in ATELIER]
    return sum((said_in(one if weighed else with_factors(one, theme_by_tenure={}, theme_by_channel={})) for one in cases), ())


def share(said: Said, pairs: set[tuple[str, str]], place: int) -> float:
    """The share of contributions of which theme and tenure (place 1) or channel (place 2) are one of these pairs."""
    return sum((one[0], one[place]) in pairs for one in said) / len(said)


def pairs(factors: dict[str, float], favoured: bool) -> set[tuple[str, str]]:
    found = {tuple(key.split("-")) for key, factor in factors.items() if (factor >= SOONER if favoured else factor <= SELDOM)}
    return {(theme, other) for theme, other in found}


@pytest.mark.parametrize("seed", range(20))
def test_every_theme_occurs_often_enough_in_every_neighbourhood(seed: int) -> None:
    parameters = case_parameters(COURSE[seed % len(COURSE)]).with_seed(seed)
    said = Counter(theme for theme, *_ in said_in(parameters))
    assert {theme: said[theme] for theme in THEMES if said[theme] < parameters.contributions.least_per_theme} == {}


def test_the_least_comes_before_the_weights() -> None:
    never = dict.fromkeys((f"T19-{tenure}" for tenure in TENURES), 0.0)
    parameters = with_factors(case_parameters("kievitsveen"), theme_by_tenure=never)
    assert sum(theme == "T19" for theme, *_ in said_in(parameters)) == least_per_theme(parameters, 120)


@pytest.mark.parametrize(("factors", "place"), [(PLAN.theme_by_tenure, 1), (PLAN.theme_by_channel, 2)], ids=["tenure", "channel"])
def test_what_is_brought_up_sooner_is_heard_more_and_the_rest_less(factors: dict[str, float], place: int) -> None:
    favoured, seldom = pairs(factors, True), pairs(factors, False)
    assert share(atelier(True), favoured, place) > 1.15 * share(atelier(False), favoured, place)
    assert share(atelier(True), seldom, place) < 0.85 * share(atelier(False), seldom, place)


def test_one_weight_shows_in_one_place_only() -> None:
    complaints = {f"{theme}-K14": 8.0 for theme in ("T16", "T17")}
    parameters = with_factors(case_parameters("atelier-noord"), theme_by_tenure={}, theme_by_channel=complaints)
    said = said_in(parameters)
    at_desk = [theme for theme, _, channel in said if channel == "K14"]
    assert sum(theme in ("T16", "T17") for theme in at_desk) / len(at_desk) > 0.2
    assert sum(theme in ("T16", "T17") for theme, *_ in said) / len(said) == pytest.approx(
        PLAN.themes["T16"] + PLAN.themes["T17"], abs=0.02)
