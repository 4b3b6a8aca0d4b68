"""The reference of made cases: every contribution has a considered answer, with reasons of its own in both languages."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from course import codebook
from course.case_faults import file_of
from course.synth.frames import voices
from course.synth.generate import generate
from course.synth.made import Made, Row
from course.synth.parameter_file import case_names, case_parameters
from course.synth.reference_texts import PLACEMENTS, OFF_TOPIC, Says, tenures, theme_texts

THEMES = [entry.code for entry in codebook.family("theme") if entry.code != OFF_TOPIC]
SMALL = ("hazelterp", "kievitsveen", "molenbeemd")
MEANT_FOR = {"D13": {"G03", "G04"}, "D35": {"G04"}, "D37": {"G03", "G04"}, "D38": {"G02"}}


@cache
def made(name: str) -> Made:
    return generate(case_parameters(name))


def placements(name: str) -> Iterator[tuple[Row, Row, str | None]]:
    """Every placement with its contribution and the code of its decision."""
    tables = made(name).tables
    said = {row["contribution_id"]: row for row in tables["contributions"]}
    code_of = {row["decision_id"]: cast(str, row["decision_code"]) for row in tables["decisions"]}
    for row in tables["placements"]:
        yield row, said[row["contribution_id"]], code_of.get(row["decision_id"])


def theme_of(placement: Row, contribution: Row) -> str:
    return cast(str, contribution["theme_ref" if placement["part"] == 1 else "theme2_ref"])


def sentences() -> Iterator[tuple[str, tuple[str, str]]]:
    """Every sentence with the place it belongs to."""
    for theme in THEMES:
        texts = theme_texts(theme)
        yield from ((f"{theme} {code}", one) for code, fit in texts.fits.items() for one in fit.says)
        yield from ((f"{theme} near {near.decision}", one) for near in texts.beside for one in near.says)
        yield from ((f"{theme} {code}", one) for group in (texts.reasons, texts.elsewhere) for code, says in group.items() for one in says)
    # One sentence may hold for several tenures and themes, so here a group of sentences is a place of its own.
    groups: dict[Says, str] = {says: "outside " + key[0] for key, says in tenures().outside.items()}
    groups |= {says: f"elsewhere {code}" for by_code in tenures().elsewhere.values() for code, says in by_code.items()}
    groups |= {tenures().mood: "mood", tenures().clear: "clear", tenures().rest: "rest"}
    yield from ((place, one) for says, place in groups.items() for one in says)
    for frame_id, frame in theme_texts(OFF_TOPIC).frames.items():
        yield from ((frame_id, one) for one in (tuple(frame["says"]), tuple(frame["also"][1:])))


SENTENCES = list(sentences())


@pytest.mark.parametrize("theme", THEMES)
def test_every_decision_that_bears_on_a_theme_has_reasons_and_no_other(theme: str) -> None:
    bears = {entry.code for entry in codebook.family("decision") if theme in codebook.decision(entry.code).themes}
    texts = theme_texts(theme)
    assert set(texts.fits) == bears and all(fit.says for fit in texts.fits.values())
    assert not {near.decision for near in texts.beside} & bears
    assert set(texts.elsewhere) == {"N06", "N07"}


def test_all_pairs_of_table_b_are_covered() -> None:
    assert sum(len(theme_texts(theme).fits) for theme in THEMES) == sum(
        len(codebook.decision(entry.code).themes) for entry in codebook.family("decision"))


@pytest.mark.parametrize("place", [0, 1], ids=["nl", "en"])
def test_no_two_reasons_read_the_same(place: int) -> None:
    assert [text for text, count in Counter(one[place] for _, one in SENTENCES).items() if count > 1] == []


@pytest.mark.parametrize("place", [0, 1], ids=["nl", "en"])
def test_reasons_are_short_sentences_in_the_house_style(place: int) -> None:
    for name, one in SENTENCES:
        text = one[place]
        assert 5 <= len(text.split()) <= 34, (name, text)
        assert text[0].isupper() or text[0] in "‘“", (name, text)
        assert text[-1] in ".?" and not re.search(r"!|\"|\w'\w|  ", text), (name, text)


def test_dutch_and_english_are_different_texts() -> None:
    assert [one for _, one in SENTENCES if one[0] == one[1]] == []


def test_each_pair_that_is_easily_confused_has_a_near_miss_both_ways() -> None:
    for pair in codebook.theme_pairs():
        for said, other in ((pair.first, pair.second), (pair.second, pair.first)):
            assert other in {near.twin for near in theme_texts(said).beside}, (said, other)


def test_what_is_off_topic_has_reasons_of_its_own() -> None:
    assert len(theme_texts(OFF_TOPIC).frames) > 15 and set(theme_texts(OFF_TOPIC).elsewhere) == {"N07", "N12"}
    for frame in theme_texts(OFF_TOPIC).frames.values():
        assert codebook.reason(frame["reason"]) and codebook.reason(frame["also"][0]) and frame["reason"] != frame["also"][0]


def test_what_holds_for_one_frame_names_a_frame_that_exists() -> None:
    known = {frame.id: frame.theme for frame in voices().frames}
    for theme in (*THEMES, OFF_TOPIC):
        assert {known.get(frame_id) for frame_id in theme_texts(theme).frames} <= {theme}


def test_whoever_a_decision_is_not_about_can_read_why() -> None:
    for code, only in tenures().only.items():
        assert {tenure for decision, tenure in tenures().outside if decision == code} == {"G01", "G02", "G03", "G04"} - set(only.tenures)


def test_no_file_of_placements_has_a_key_that_nobody_reads() -> None:
    known = {"asks", "pair", "near", "reason", "elsewhere", "frame"}
    for theme in (*THEMES, OFF_TOPIC):
        assert set(tomllib.loads((PLACEMENTS / f"{theme}.toml").read_text("utf-8"))) <= known


@pytest.mark.parametrize("name", SMALL)
def test_a_placement_never_contradicts_the_model(name: str) -> None:
    for row, contribution, code in placements(name):
        if code and cast(int, row["fit"]) > 0:
            assert theme_of(row, contribution) in codebook.decision(code).themes, row


@pytest.mark.parametrize("name", SMALL)
def test_nobody_is_sent_to_a_decision_about_the_home_of_another(name: str) -> None:
    for row, contribution, code in placements(name):
        tenure = contribution["tenure"]
        if code and tenure and cast(int, row["fit"]) > 0:
            owner = codebook.owner_group(codebook.decision(code).decides)
            meant = MEANT_FOR.get(code) or ({"G01"} if owner in ("housing_corporation", "tenants") else {tenure})
            assert tenure in meant, row


@pytest.mark.parametrize("name", SMALL)
def test_every_part_has_its_own_row_and_something_to_say(name: str) -> None:
    tables = made(name).tables
    parts = {(row["contribution_id"], row["part"]) for row in tables["parts"]}
    assert parts == {(row["contribution_id"], 1) for row in tables["contributions"]} | {
        (row["contribution_id"], 2) for row in tables["contributions"] if row["theme2_ref"]}
    assert parts == {(row["contribution_id"], row["part"]) for row in tables["placements"]}


@pytest.mark.parametrize("name", SMALL)
def test_a_mood_fits_no_decision_exactly(name: str) -> None:
    moods = {row["contribution_id"] for row in made(name).tables["contributions"] if row["concreteness"] == 0}
    fits = {row["contribution_id"]: row["fit"] for row, _, code in placements(name) if code and row["fit"] == 3 and row["part"] == 1}
    assert moods and not moods & set(fits)


@pytest.mark.parametrize("name", SMALL)
def test_what_no_decision_deals_with_says_who_else_could(name: str) -> None:
    for contribution in made(name).tables["contributions"]:
        rows = [(row, code) for row, said, code in placements_of(name, contribution["contribution_id"])]
        dealt_with = any(code and cast(int, row["fit"]) >= 2 for row, code in rows)
        if not dealt_with:
            assert any(row["reason"] and row["fit"] == 3 for row, _ in rows), contribution["contribution_id"]


@cache
def _by_contribution(name: str) -> dict[object, list[tuple[Row, Row, str | None]]]:
    found: dict[object, list[tuple[Row, Row, str | None]]] = {}
    for one in placements(name):
        found.setdefault(one[0]["contribution_id"], []).append(one)
    return found


def placements_of(name: str, contribution_id: object) -> list[tuple[Row, Row, str | None]]:
    return _by_contribution(name)[contribution_id]


@pytest.mark.parametrize("name", SMALL)
def test_a_sentence_is_shared_by_few_cards(name: str) -> None:
    # Where two or three sentences say the same, they take turns.
    for theme in THEMES:
        for code, fit in theme_texts(theme).fits.items():
            said = Counter(row["explanation_nl"] for row, contribution, of in placements(name)
                           if of == code and theme_of(row, contribution) == theme and row["fit"] == 3)
            assert not said or max(said.values()) <= -(-sum(said.values()) // len(fit.says)) + 2, (theme, code)


@pytest.mark.parametrize("name", case_names())
def test_the_reference_stays_small(name: str) -> None:
    text = csv_of(made(name).tables["placements"])
    assert len(text) / len(made(name).tables["contributions"]) < 3500  # bytes for one contribution
    assert file_of("placements") == "reference/placements.csv"


def csv_of(rows: list[Row]) -> bytes:
    class Lines(list[str]):
        def write(self, line: str) -> None:
            self.append(line)

    lines = Lines()
    csv.writer(lines, lineterminator="\n").writerows([list(row.values()) for row in rows])
    return "".join(lines).encode("utf-8")


def test_the_files_stand_where_the_package_finds_them() -> None:
    assert {path.stem for path in Path(PLACEMENTS).glob("*.toml")} == {*THEMES, OFF_TOPIC, "tenures"}
