"""What people say in a made case: varied, possible for who says it, and no more is known of them than they said."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from course import codebook
from course.synth import parameter_file
from course.synth.campaigns import contacts
from course.synth.choosing import theme_quota
from course.synth.copying import LETTERS
from course.synth.frames import voices
from course.synth.made import TENURES, People
from course.synth.parameters import Parameters
from course.synth.people import people
from course.synth.speech import Utterance, speak

CASES = Path(parameter_file.__file__).parent / "cases"
COURSE, ATELIER = "molenbeemd", "atelier-noord"
FRAMES = {frame.id: frame for frame in voices().frames}


@cache
def said_in(name: str, seed: int | None = None) -> tuple[Parameters, People, tuple[Utterance, ...]]:
    parameters = parameter_file.read(CASES / f"{name}.toml")
    parameters = parameters if seed is None else parameters.with_seed(seed)
    residents = people(parameters)
    return parameters, residents, tuple(speak(parameters, residents, contacts(parameters, residents)))


@pytest.fixture(params=[(COURSE, None), (COURSE, 77), (ATELIER, None)], ids=str)
def case(request: pytest.FixtureRequest) -> tuple[Parameters, People, tuple[Utterance, ...]]:
    return said_in(*request.param)


def test_no_frame_is_heard_too_often(case):
    _, _, said = case
    uses = Counter(frame_id for one in said for frame_id in one.frame_ids)
    assert max(uses.values()) / len(said) < 0.02


def test_no_sentence_about_oneself_is_heard_too_often(case):
    _, _, said = case
    for piece in voices().pieces["introduction"]:
        if not piece.gaps:
            assert sum(piece.nl in one.text_nl for one in said) <= 0.03 * len(said), piece.nl


def test_texts_are_distinct_in_both_languages(case):
    _, _, said = case
    for texts in ({one.text_nl for one in said}, {one.text_en for one in said}):
        assert len(texts) >= 0.95 * len(said)


def test_texts_are_clean(case):
    _, _, said = case
    for one in said:
        for text in (one.text_nl, one.text_en):
            assert text == text.strip() and "  " not in text and not set("{}") & set(text) and "\n" not in text
            assert text.lstrip("“‘\"'…")[0].isupper() or text.lstrip("“‘\"'…")[0].isdigit() or text.startswith(("'", "’")), text
            assert 2 <= len(text.split()) <= 200


def test_nobody_says_what_they_could_not(case):
    parameters, residents, said = case
    for one in said:
        contact = one.contact
        groups = {residents.tenure_of(contact.person), *residents.attributes_of(contact.person)}
        assert one.copy_kind == "letter" or one.register in voices().heard[contact.channel]
        for frame_id in one.frame_ids:
            frame = FRAMES[frame_id]
            assert frame.register == one.register
            assert not frame.not_before or parameters.milestones[frame.not_before] <= contact.received_on
            assert not frame.not_after or contact.received_on <= parameters.milestones[frame.not_after]
            assert not frame.tenure or groups & set(frame.tenure)
            assert one.copy_kind or (set(frame.says) <= groups and not set(frame.not_by) & groups)


def test_no_more_is_known_than_was_said(case):
    parameters, residents, said = case
    stated = {(piece.nl, piece.says) for piece in voices().pieces["introduction"]}
    for one in said:
        held = {residents.tenure_of(one.contact.person), *residents.attributes_of(one.contact.person)}
        known = {*one.attributes, *([one.tenure] if one.tenure else [])}
        assert known <= held or one.copy_kind
        assert (one.group_source == "unknown") == (not known)
        if one.group_source == "inferred":
            assert one.contact.channel in parameters.contributions.address_known and not one.attributes and one.tenure in TENURES
        if one.group_source == "self_reported":
            in_frames = {code for frame_id in one.frame_ids for code in FRAMES[frame_id].says}
            for code in known - in_frames:
                starts = [nl.split("{")[0].rstrip() for nl, says in stated if says == code]
                assert any(start in one.text_nl for start in starts), (code, one.text_nl)


def test_themes_come_in_the_wanted_shares(case):
    parameters, _, said = case
    quota, found = theme_quota(parameters, len(said)), Counter(one.theme for one in said)
    for theme, wanted in quota.items():
        assert abs(found[theme] - wanted) <= max(6, 0.02 * len(said)), theme


def test_every_theme_and_pair_occurs(case):
    parameters, _, said = case
    for pair in codebook.theme_pairs():
        both = sum({one.theme, one.theme2} == {pair.first, pair.second} for one in said)
        assert both >= parameters.contributions.least_per_pair, pair
    themes = Counter(theme for one in said for theme in {one.theme, one.theme2})
    assert all(themes[entry.code] >= 3 for entry in codebook.family("theme") if entry.code != "T20")
    assert sum(one.theme2 is not None for one in said) / len(said) == pytest.approx(parameters.contributions.two_themes, abs=0.02)


def test_letters_are_copied_with_small_edits(case):
    parameters, _, said = case
    copies = [one for one in said if one.copy_kind == "letter"]
    assert len(copies) == pytest.approx(parameters.contributions.copied_letters * len(said), abs=2)
    for one in copies:
        source = said[one.copied_from]
        assert source.contact.received_on <= one.contact.received_on and source.contact.person != one.contact.person
        assert one.frame_ids[0] == source.frame_ids[0] and FRAMES[source.frame_ids[0]].register in LETTERS
        assert one.text_nl != source.text_nl and one.text_en != source.text_en
        assert len(set(one.text_nl.split()) & set(source.text_nl.split())) > 0.5 * len(set(source.text_nl.split()))


def test_people_say_the_same_again(case):
    _, _, said = case
    again = [one for one in said if one.copy_kind == "again"]
    assert again
    for one in again:
        source = said[one.copied_from]
        assert source.contact.person == one.contact.person and source.contact.number < one.contact.number
        assert source.text_nl != one.text_nl


def test_another_seed_gives_other_words_and_the_same_seed_the_same():
    parameters, residents, first = said_in(COURSE)
    again = speak(parameters, residents, contacts(parameters, residents))
    assert list(first) == again
    _, _, other = said_in(COURSE, 77)
    assert len({one.text_nl for one in first} & {one.text_nl for one in other}) < 0.5 * len(first)
