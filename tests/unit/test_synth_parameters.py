"""Parameters: what the shipped cases hold, what each parameter says of itself, and how faults are told."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from course import codebook
from course.i18n import LANGUAGES, Language, t
from course.synth.parameter import Meaning, meaning
from course.synth.parameter_faults import ParameterError
from course.synth.parameter_file import case_names, case_parameters, check, from_toml, read, to_toml
from course.synth.parameters import CampaignPlan, Parameters

COURSE_CASES = ("kievitsveen", "molenbeemd", "hazelterp")
ATELIER = ("atelier-midden", "atelier-noord", "atelier-zuid")
CAMPAIGN = '[[campaigns]]\nchannel = "K03"\nstarts_on = 2026-09-15\nends_on = 2026-09-29\nhours = 8\n'


def _leaves(kind: type = Parameters) -> Iterator[tuple[str, Meaning]]:
    for field in dataclasses.fields(kind):
        known = meaning(field)
        if known.unit != "section":
            yield f"{kind.__name__}.{field.name}", known
            continue
        value = field.default_factory()  # type: ignore[misc]
        yield from _leaves(type(value[0] if isinstance(value, tuple) else value))


def _told(text: str, lang: Language = "en") -> list[str]:
    with pytest.raises(ParameterError) as caught:
        from_toml(text, lang=lang)
    return [fault.told(lang) for fault in caught.value.faults]


@pytest.mark.parametrize(("name", "known"), list(_leaves()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_parameter_says_what_it_is_in_both_languages(name: str, known: Meaning) -> None:
    assert known.nl.endswith(".") and known.en.endswith(".") and known.nl != known.en
    assert known.mark, name
    for lang in LANGUAGES:
        assert t(f"synth.unit.{known.unit}", lang)
    assert known.unit in ("text", "code", "years") or (known.low is not None and known.high is not None)


def test_there_are_parameters_for_the_three_course_cases_and_the_atelier_edition() -> None:
    assert set(case_names()) == {*COURSE_CASES, *ATELIER}
    assert len({case_parameters(name).case.prefix for name in case_names()} | {"MH"}) == 7
    assert len({case_parameters(name).case.seed for name in case_names()}) == 6
    for name in case_names():
        assert case_parameters(name).case.case_id == name


@pytest.mark.parametrize("name", case_names())
def test_chosen_decisions_hold_the_rules_on_sizes(name: str) -> None:
    codes = case_parameters(name).decisions.codes
    chosen = [codebook.decision(code) for code in codes]
    assert len(codes) == (40 if name in ATELIER else 20)
    assert {theme for decision in chosen for theme in decision.themes} == {e.code for e in codebook.family("theme")} - {"T20"}
    assert len({codebook.owner_group(decision.decides) for decision in chosen}) >= 5
    assert {decision.kind for decision in chosen} == {entry.code for entry in codebook.family("kind")}


def test_cases_are_what_they_are_said_to_be() -> None:
    kievit, molen, hazel = (case_parameters(name) for name in COURSE_CASES)
    assert kievit.case.approach_route == "A" and kievit.population.tenure["G01"] >= 0.7
    assert {"D35", "D36", "D14"} <= set(molen.decisions.codes) and molen.population.tenure["G04"] > 0.3
    assert hazel.case.approach_route == "B" and hazel.staff.vacancy_weeks[1] > kievit.staff.vacancy_weeks[1]
    assert sum(case_parameters(name).staff.changes for name in ATELIER) >= 30
    assert all(sum(case_parameters(name).planted.defects.values()) > 0 for name in ATELIER)
    assert len({case_parameters(name).planted.surprise for name in case_names()}) >= 4


@pytest.mark.parametrize("name", [*case_names(), ""])
def test_written_parameters_read_back_as_they_were(name: str) -> None:
    parameters = case_parameters(name) if name else Parameters()
    text = to_toml(parameters)
    assert from_toml(text) == parameters
    assert "Aantal woningen." in text and "Number of homes." in text and "1 – 100000; M" in text
    check(parameters)


def test_a_file_needs_only_what_differs() -> None:
    parameters = from_toml("[population.tenure]\nG01 = 0.5\nG04 = 0.28")
    assert parameters.population.tenure == {"G01": 0.5, "G02": 0.12, "G03": 0.1, "G04": 0.28}
    assert parameters.staff == Parameters().staff
    assert from_toml("") == Parameters() and from_toml("outside = []").outside == ()
    assert from_toml(to_toml(from_toml("outside = []"))).outside == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[staff]\nchangs = 4", "staff.changs: there is no parameter with this name"),
        ("[staff]\nchangs = 4", "Did you mean: changes?"),
        ("[staff]\nlead_weeks = 4", "belongs under [decisions]"),
        ("[staf]\nchanges = 4", "Did you mean: staff?"),
        ("[population.tenure]\nG01 = 0.7", "add up to 1.1 and must add up to 1: G01 0.7"),
        ("[population.tenure]\nG21 = 0.7", "population.tenure.G21: “G21” cannot stand here"),
        ('[decisions]\ncodes = ["D04", "D45"]', "“D45” cannot stand here"),
        ('[decisions]\ncodes = ["D04", "D04"]', "“D04” stands here twice"),
        ("[decisions]\ncodes = []", "decisions.codes: this is empty"),
        ("[decisions.lead_weeks]\nD04 = 900", "decisions.lead_weeks.D04: 900 is outside the allowed range, 0–104"),
        (CAMPAIGN.replace("= 8", "= -8"), "campaigns[1].hours: -8 is outside the allowed range, 0–100000"),
        (CAMPAIGN.replace("hours = 8\n", ""), "campaigns[1].hours: this parameter is missing"),
        (CAMPAIGN.replace("2026-09-29", "2033-01-01"), "campaigns[1].ends_on: 2033-01-01 is outside the project, 2024-05-01–2029-11-01"),
        (CAMPAIGN.replace("2026-09-29", "2026-09-01"), "lies before the first, 2026-09-15"),
        (CAMPAIGN.replace("2026-09-29", '"2026-09-29"'), "is no date. Write year-month-day without quotation marks"),
        (CAMPAIGN.replace("2026-09-29", "2026-09-29T10:00:00"), "is no date"),
        ("outside = []\n" + CAMPAIGN + "round = 3", "campaigns[1].round: round 3 stands here, but there is no round 1"),
        (CAMPAIGN.replace("= 8", "= nan"), "campaigns[1].hours: nan is outside"),
        (CAMPAIGN + CAMPAIGN.replace("K03", "K05") + "round = 2\n", "campaigns[2].starts_on: this round starts on 2026-09-15"),
        ("campaigns = []", "campaigns: this is empty"),
        ("campaigns = 3", "campaigns: 3 is no list"),
        ("staff = 3", "staff: 3 is no group"),
        ("[case]\nresidents = true", "case.residents: true is no whole number"),
        ("[case]\nresidents = 2100.0", "case.residents: 2100.0 is no whole number"),
        ('[feedback]\nhabit = "0,4"', 'feedback.habit: "0,4" is no number'),
        ("[case]\nname = 4", "case.name: 4 is no text"),
        ('[case]\nprefix = "kv1"', "case.prefix: “kv1” does not have the right form. Write it like this: KV"),
        ('[case]\nbuilding_period = "1970-1958"', "Probably 1958-1970 was meant"),
        ("[case.milestones]\nM5 = 2024-01-01", "case.milestones.M5: M5 2024-01-01 does not come after M4"),
        ("[staff]\nvacancy_weeks = [20, 2]", "Probably [2, 20] was meant"),
        ("[staff]\nvacancy_weeks = 20", "Write two whole numbers"),
        ("[staff]\nchanges = 200", "staff.changes: 200 is outside the allowed range, 0–"),
        ("[staff.weights]\nfront_office = 0\nback_office = 0\nprepares = 0\nexecutes = 0", "all weights are 0"),
        ("[population.attributes]\nG08 = 0.6\nG09 = 0.5", "population.attributes: G08, G09, G11 do not go together"),
        ("[case\n", "this is not readable TOML"),
        ("a = 1\na = 2", "this is not readable TOML"),
    ],
)
def test_each_fault_is_told_with_its_place_and_what_may_stand_there(text: str, part: str) -> None:
    told = _told(text)
    assert any(part in line for line in told), told


def test_all_faults_are_told_at_once_in_either_language() -> None:
    text = '[case]\ndwelings = 4\nresidents = "veel"\n[population.tenure]\nG01 = 0.7\n[staff]\nvacancy_weeks = [9, 2]\n' + CAMPAIGN.replace("= 8", "= -1")
    for lang in LANGUAGES:
        told = _told(text, lang)
        assert len(told) == 5
        assert [line.split(":")[0] for line in told] == [
            "case.dwelings", "case.residents", "population.tenure", "campaigns[1].hours", "staff.vacancy_weeks"]
    with pytest.raises(ParameterError, match="heeft 5 fouten"):
        from_toml(text, lang="nl")


def test_one_fault_does_not_call_up_others() -> None:
    # With its own M8 the campaigns lie in the project; with the default one they would not.
    text = 'outside = []\n[case]\nprefix = "x"\ndate_m8 = 2033-05-02\nknown_until = 2035-01-01\n' + CAMPAIGN.replace("2026", "2031")
    assert len(_told(text)) == 1


def test_default_campaigns_move_along_with_the_start_of_the_works() -> None:
    parameters, later = from_toml("[case]\ndate_m8 = 2031-05-05"), Parameters()
    assert [plan.starts_on.weekday() for plan in parameters.campaigns] == [plan.starts_on.weekday() for plan in later.campaigns]
    assert all(plan.starts_on.year - old.starts_on.year in (2, 3) for plan, old in zip(parameters.campaigns, later.campaigns))
    assert from_toml(to_toml(parameters)) == parameters


def test_files_that_cannot_be_read_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="cannot be read"):
        read(tmp_path / "none.toml", "en")
    (tmp_path / "latin.toml").write_bytes("# één".encode("latin-1"))
    with pytest.raises(ParameterError, match="is not UTF-8"):
        read(tmp_path / "latin.toml", "en")
    (tmp_path / "windows.toml").write_bytes(b"\xef\xbb\xbf[case]\r\ndwellings = 900\r\n")
    assert read(tmp_path / "windows.toml").case.dwellings == 900
    with pytest.raises(ParameterError, match="kievitsveen"):
        case_parameters("kievitsven")


def test_parameters_made_in_python_meet_the_same_rules() -> None:
    wrong = dataclasses.replace(Parameters(), campaigns=(CampaignPlan(hours=-3, starts_on=date(2026, 9, 15)),))
    with pytest.raises(ParameterError) as caught:
        check(wrong, lang="en")
    assert [fault.place for fault in caught.value.faults] == ["campaigns[1].hours", "outside[2].round"][: len(caught.value.faults)]
    again: Any = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
