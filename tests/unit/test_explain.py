"""Every sentence about every placement in Merelhof, in both languages: there, whole, and agreeing with the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import pytest

import course
from course import codebook, mapping
from course.case import Case
from course.explain import Explanation, explain, explain_reason
from course.i18n import LANGUAGES, Language, section, t

MOST_WORDS = 45
CODE = re.compile(r"\b(?:[DNTKMGC]\d{1,2}|MH-\w+|[A-Z]{3}-[A-Z]{2})\b")
HOLE = re.compile(r"[{}]|\bnan\b|<NA>|\bNaT\b|\bNone\b|  | [.,:;]")
REASONS = tuple(entry.code for entry in codebook.family("reason"))


class Said(NamedTuple):
    """One explanation and what it is about."""

    contribution_id: str
    code: str
    lang: Language
    explanation: Explanation

    def texts(self) -> Iterator[str]:
        yield self.explanation.say
        for point in self.explanation.points:
            yield point.text


@pytest.fixture(scope="module")
def merelhof() -> Case:
    return course.load("merelhof")


@pytest.fixture(scope="module")
def on_decisions(merelhof: Case) -> list[Said]:
    codes = merelhof.decisions["decision_code"].unique()
    return [Said(c, code, lang, explain(merelhof, c, code, lang))
            for c in merelhof.contributions["contribution_id"] for code in codes for lang in LANGUAGES]


@pytest.fixture(scope="module")
def on_reasons(merelhof: Case) -> list[Said]:
    return [Said(c, code, lang, explain_reason(merelhof, c, code, lang))
            for c in merelhof.contributions["contribution_id"] for code in REASONS for lang in LANGUAGES]


@pytest.fixture(scope="module")
def everything(on_decisions: list[Said], on_reasons: list[Said]) -> list[Said]:
    return [*on_decisions, *on_reasons]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])[’”]? ", text)


# ---------- the sentences themselves

def test_there_is_a_sentence_for_every_placement_and_every_reason(everything: list[Said]) -> None:
    assert len(everything) == 24 * (18 + 16) * 2
    assert [said[:3] for said in everything if not all(text.strip() for text in said.texts())] == []


def test_no_place_in_a_sentence_is_left_unfilled(everything: list[Said]) -> None:
    assert [text for said in everything for text in said.texts() if HOLE.search(text)] == []


def test_no_sentence_shows_a_code(everything: list[Said]) -> None:
    assert [text for said in everything for text in said.texts() if CODE.search(text)] == []


def test_sentences_begin_with_a_capital_and_end_with_a_full_stop(everything: list[Said]) -> None:
    for said in everything:
        for text in said.texts():
            assert re.match(r"[‘“]?[’A-Z0-9É]", text), text
            assert text[-1] in ".?", text


def test_no_sentence_is_longer_than_people_read(everything: list[Said]) -> None:
    long = {part for said in everything for text in said.texts() for part in sentences(text) if len(part.split()) > MOST_WORDS}
    assert long == set()


def test_no_word_is_said_twice_in_a_row(everything: list[Said]) -> None:
    twice = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
    assert {text for said in everything for text in said.texts() if twice.search(text)} == set()


def test_dutch_and_english_are_not_the_same(everything: list[Said]) -> None:
    for dutch, english in zip(everything[::2], everything[1::2], strict=True):
        assert dutch[:2] == english[:2]
        assert all(one != other for one, other in zip(dutch.texts(), english.texts(), strict=True))


def test_an_explanation_does_not_say_the_same_thing_twice(everything: list[Said]) -> None:
    assert [said[:3] for said in everything if len(set(said.texts())) < len(list(said.texts()))] == []


# ---------- a placement on a decision

def test_a_decision_is_asked_about_fit_owner_and_time(on_decisions: list[Said]) -> None:
    assert {tuple(point.question for point in said.explanation.points) for said in on_decisions} == {("fit", "owner", "time")}


def test_the_marks_follow_the_fit_and_the_timing(merelhof: Case, on_decisions: list[Said]) -> None:
    for said in on_decisions:
        pair = mapping.pair(merelhof, said.contribution_id, said.code)
        fit, owner, time = said.explanation.points
        assert fit.mark == {3: "yes", 2: "partly", 1: "partly", 0: "no"}[pair.fit]
        assert time.mark == {"on_time": "yes", "tight": "partly", "early": "partly", "late": "no"}[pair.timing]
        assert fit.word == t(f"explain.word.{fit.mark}", said.lang)
        assert time.word == t(f"explain.word.{pair.timing}", said.lang)
        assert (owner.mark == "yes") == (pair.fit > 0)


def test_the_owner_is_partly_right_when_another_of_its_decisions_deals_with_it(merelhof: Case) -> None:
    # Mould: the corporation decides on maintenance, not with the hob; the grid operator not at all.
    assert mapping.pair(merelhof, "MH-01", "D26").fit == 3
    assert explain(merelhof, "MH-01", "D23", "en").points[1].mark == "partly"
    assert explain(merelhof, "MH-01", "D32", "en").points[1].mark == "no"


def test_a_decision_taken_with_others_is_said_to_be(merelhof: Case) -> None:
    case = replace(merelhof, decisions=merelhof.decisions.assign(decision_code=merelhof.decisions["decision_code"].replace("D20", "D39")))
    assert explain(case, "MH-11", "D39", "en").points[1].text == t("explain.owner.joint", "en", Owner="The steering group")


def test_the_written_explanation_is_used_where_the_reference_has_one(merelhof: Case, on_decisions: list[Said]) -> None:
    texts = {said[:3]: said.explanation.points[0].text for said in on_decisions}
    codes = dict(zip(merelhof.decisions["decision_id"], merelhof.decisions["decision_code"], strict=True))
    written = merelhof.reference.placements.dropna(subset="decision_id")
    assert len(written) > 150
    for row in written.itertuples(index=False):
        code = codes[row.decision_id]
        # A near miss for one part is not told beside a part that the decision does serve.
        if row.fit or not mapping.pair(merelhof, row.contribution_id, code).fit:
            assert row.explanation_nl in texts[row.contribution_id, code, "nl"]
            assert row.explanation_en in texts[row.contribution_id, code, "en"]


def test_a_composed_sentence_names_what_the_decision_is_about(merelhof: Case, on_decisions: list[Said]) -> None:
    codes = dict(zip(merelhof.decisions["decision_id"], merelhof.decisions["decision_code"], strict=True))
    written = {(row.contribution_id, codes[row.decision_id]) for row in merelhof.reference.placements.dropna(subset="decision_id").itertuples()}
    composed = [said for said in on_decisions if said[:2] not in written]
    assert len(composed) > 500
    for said in composed:
        assert t(f"explain.topic.{said.code}", said.lang) in said.explanation.points[0].text


def test_a_composed_sentence_names_both_things_of_a_contribution_that_asks_two(merelhof: Case) -> None:
    text = explain(merelhof, "MH-05", "D32", "en").points[0].text
    assert all(asks in text for asks in merelhof.reference.parts.query("contribution_id == 'MH-05'")["asks_en"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_decision_of_the_catalogue_has_a_subject_for_in_a_sentence(lang: Language) -> None:
    topics = section("explain.topic", lang)
    assert set(topics) == {entry.code for entry in codebook.family("decision")}
    assert [text for text in topics.values() if not text[0].islower() or text[-1] in ".,;:"] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_contribution_asks_fits_inside_a_sentence(merelhof: Case, lang: Language) -> None:
    # A noun phrase: no clause that starts with a question word or an infinitive, and no comma that would need closing.
    wrong = re.compile(r"^(?:to|who|what|when|whether|how|wie|wat|wanneer|of|hoe) |[,.;:?]")
    asks = merelhof.reference.parts[f"asks_{lang}"]
    assert [text for text in asks if wrong.search(text) or not (text[0].islower() or text[0] == "’")] == []


def test_what_is_composed_is_the_same_on_every_run(merelhof: Case, on_decisions: list[Said]) -> None:
    again = replace(merelhof)
    assert all(explain(again, *said[:3]) == said.explanation for said in on_decisions[::41])


# ---------- and whether there was still time

def test_advice_about_time_is_given_only_where_the_decision_deals_with_it(merelhof: Case, on_decisions: list[Said]) -> None:
    for said in on_decisions:
        pair = mapping.pair(merelhof, said.contribution_id, said.code)
        room = codebook.decision(said.code).room(said.lang)
        assert (room in said.explanation.points[2].text) == (pair.timing == "late" and pair.fit > 0)


def test_the_time_sentence_gives_the_day_that_counts(merelhof: Case) -> None:
    assert "1 Sep 2026" in explain(merelhof, "MH-01", "D20", "en").points[2].text
    tight = explain(merelhof, "MH-10", "D26", "nl").points[2].text
    assert all(words in tight for words in ("1 mrt 2027", "5 weken", "8 weken"))
    assert "1 aug 2027" in explain(merelhof, "MH-17", "D09", "nl").points[2].text


def test_a_missed_round_of_a_yearly_decision_is_named(merelhof: Case) -> None:
    reference = merelhof.reference
    rows = reference.placements.query("contribution_id == 'MH-17'").assign(contribution_id="MH-08")
    case = replace(merelhof, reference=replace(reference, placements=pd.concat([reference.placements, rows])))
    # The committee wrote three days after the round of 2026 closed.
    for lang in LANGUAGES:
        text = explain(case, "MH-08", "D07", lang).points[2].text
        assert text == t("explain.time.early_cycle", lang, missed=2026, opens={"nl": "1 mrt 2027", "en": "1 Mar 2027"}[lang])


def test_a_formal_decision_says_when_the_form_is_missing(merelhof: Case) -> None:
    form = t("explain.time.form", "en")
    assert form not in explain(merelhof, "MH-13", "D35", "en").points[2].text
    spoken = merelhof.contributions["channel"].where(merelhof.contributions["contribution_id"] != "MH-13", "K05")
    case = replace(merelhof, contributions=merelhof.contributions.assign(channel=spoken))
    assert form in explain(case, "MH-13", "D35", "en").points[2].text


# ---------- the first sentence of all

def test_the_first_sentence_agrees_with_the_grade(merelhof: Case, on_decisions: list[Said]) -> None:
    kinds = {text: kind for kind, text in section("explain.pair", "en").items()}
    grades: dict[str, set[str]] = {}
    for said in on_decisions:
        if said.lang == "en":
            grade = mapping.judge(merelhof, said.contribution_id, [said.code]).grade
            grades.setdefault(kinds[said.explanation.say], set()).add(grade)
    for kind in ("good", "good_tight"):
        assert grades[kind] == {"good"}
    for kind in ("defensible", "defensible_tight", "half"):
        assert grades[kind] == {"defensible"}
    for kind in ("no", "side", "late"):
        assert grades[kind] == {"no"}
    assert grades["early"] <= {"good", "defensible"}


def test_a_decision_that_touches_it_is_not_said_to_make_no_difference(merelhof: Case, on_decisions: list[Said]) -> None:
    for said in on_decisions:
        pair = mapping.pair(merelhof, said.contribution_id, said.code)
        if pair.fit == 1 and pair.timing != "late":
            assert said.explanation.say == t("explain.pair.side", said.lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_verdict_on_several_placements_has_a_sentence(lang: Language) -> None:
    assert set(section("explain.several", lang)) == {"both", "half", "mixed", "weak", "order", "side", "none"}


# ---------- no decision here

def test_a_reason_is_asked_whether_there_is_none_and_whether_it_can_be_checked(on_reasons: list[Said]) -> None:
    assert {tuple(point.question for point in said.explanation.points) for said in on_reasons} == {("none", "check")}


def test_the_written_explanation_of_a_reason_follows_the_verdict(merelhof: Case, on_reasons: list[Said]) -> None:
    says = {said[:3]: said.explanation.say for said in on_reasons}
    written = merelhof.reference.placements.dropna(subset="reason")
    assert len(written) > 30
    for row in written.itertuples(index=False):
        for lang, text in (("nl", row.explanation_nl), ("en", row.explanation_en)):
            assert says[row.contribution_id, row.reason, lang].endswith(text)


def test_the_first_sentence_about_a_reason_is_that_of_its_grade(merelhof: Case, on_reasons: list[Said]) -> None:
    for said in on_reasons:
        verdict = mapping.verdict_on_reason(merelhof, said.contribution_id, said.code)
        assert said.explanation.say.startswith(t(f"explain.reason.{verdict.grade}", said.lang))


def test_there_is_a_decision_after_all_only_when_one_could_be_reached(merelhof: Case, on_reasons: list[Said]) -> None:
    for said in on_reasons:
        grades = {mapping.judge(merelhof, said.contribution_id, [code]).grade for code in merelhof.decisions["decision_code"].unique()}
        reachable = bool(grades & mapping.ACCOUNTED)
        held = mapping.verdict_on_reason(merelhof, said.contribution_id, said.code).grade in mapping.ACCOUNTED
        assert said.explanation.points[0].mark == ("yes" if not reachable else "partly" if held else "no")


def test_the_question_that_checks_a_reason_is_asked(merelhof: Case, on_reasons: list[Said]) -> None:
    for said in on_reasons:
        if said.code != "N08":
            assert codebook.reason(said.code).check(said.lang) in said.explanation.points[1].text


def test_a_closed_window_is_checked_against_the_dates(merelhof: Case) -> None:
    def checked(contribution: str) -> tuple[str, str]:
        point = explain_reason(merelhof, contribution, "N08", "en").points[1]
        return point.mark, point.text

    assert checked("MH-10") == ("no", t("explain.reason.check_dates_no", "en"))
    # Nothing on the calendar is about the market, so nothing about it closed either.
    assert checked("MH-03") == ("no", t("explain.reason.check_dates_none", "en"))
    late = merelhof.contributions.assign(received_on=pd.Timestamp("2029-12-01"))
    point = explain_reason(replace(merelhof, contributions=late), "MH-11", "N08", "en").points[1]
    assert (point.mark, point.text) == ("yes", t("explain.reason.check_dates", "en"))


def test_what_does_not_exist_is_refused(merelhof: Case) -> None:
    with pytest.raises(KeyError, match="no decision in this case"):
        explain(merelhof, "MH-01", "D01", "nl")
    with pytest.raises(KeyError, match="MH-99"):
        explain(merelhof, "MH-99", "D26", "nl")
    with pytest.raises(KeyError, match="N17"):
        explain_reason(merelhof, "MH-01", "N17", "nl")
