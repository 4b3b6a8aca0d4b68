"""The building blocks of the texts: sound, and every fault in them told at once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from course import codebook
from course.synth.filling import Filling
from course.synth.frames import GAP, VOICES, VoicesError, read_voices, voices
from course.synth.parameters import Parameters
from course.synth.telling import PLAIN

FRAME = """
[[frame]]
id = "T05-01"
register = "spoken"
type = "concern"
tone = "worried"
scale = "home"
concreteness = 1
nl = "Het boren begint te vroeg."
en = "The drilling starts too early."
"""


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    for name in ("slots.toml", "around.toml"):
        shutil.copy(VOICES / name, tmp_path / name)
    return tmp_path


def test_there_are_enough_frames_for_every_theme():
    frames = voices().frames
    assert len(frames) >= 400
    for entry in codebook.family("theme"):
        assert sum(frame.theme == entry.code for frame in frames) >= 16, entry.code


def test_every_channel_has_registers_that_frames_are_written_in():
    registers = {frame.register for frame in voices().frames}
    for entry in codebook.family("channel"):
        assert set(voices().heard[entry.code]) & registers, entry.code


def test_every_group_can_introduce_itself():
    said = {piece.says for piece in voices().pieces["introduction"]}
    assert said == {entry.code for entry in codebook.family("group")}


@pytest.mark.parametrize("register", PLAIN)
def test_every_tenure_can_introduce_itself_in_every_register(register: str):
    said = {piece.says for piece in voices().pieces["introduction"] if piece.fits(register)}
    assert {"G01", "G02", "G03", "G04"} <= said


def test_who_speaks_broken_dutch_does_not_do_so_in_one_half_of_a_text():
    fluent = [piece for kind in ("introduction", "bridge") for piece in voices().pieces[kind] if not piece.registers]
    assert fluent and not any(piece.fits("second_language") for piece in fluent)


def test_no_text_has_more_gaps_than_people_name_details():
    for frame in voices().frames:
        assert len([gap for gap in frame.gaps if not gap.startswith("kin_")]) <= 3, frame.id


def test_no_frame_says_what_its_people_cannot_be():
    for frame in voices().frames:
        stated = [code for code in frame.says if code in ("G01", "G02", "G03", "G04")]
        assert len(stated) <= 1, frame.id
        assert not (stated and frame.tenure and not set(stated) & set(frame.tenure)), frame.id


def test_all_faults_are_told_at_once(folder: Path):
    wrong = FRAME.replace("spoken", "whispered").replace('"home"', '"hom"').replace("concreteness = 1", "concreteness = 7")
    wrong = wrong.replace("vroeg", "{uur}").replace("type", "typ")
    (folder / "T05.toml").write_text(FRAME + wrong + FRAME.replace("T05-01", "T04-02").replace("early", "early on {weekday}"), encoding="utf-8")
    with pytest.raises(VoicesError) as caught:
        read_voices(folder)
    message = str(caught.value)
    for said in ("“typ” is no key; nearest: type", "T05-01 occurs 2 times", "the id must be T05-", "weekday stands in one language only"):
        assert said in message
    assert len(caught.value.faults) >= 4


def test_faults_in_a_whole_frame(folder: Path):
    wrong = FRAME.replace("spoken", "whispered").replace('"home"', '"hom"').replace("concreteness = 1", "concreteness = 7").replace("vroeg", "{uur}")
    wrong += 'tenure = ["G07"]\nfrom = "M77"\nsecond = "T05"\nsays = ["G08"]\nnot_by = ["G08", "G99"]\n'
    (folder / "T05.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(VoicesError) as caught:
        read_voices(folder)
    message = str(caught.value)
    for said in ("register “whispered”", "scale “hom” is no code; nearest: home", "concreteness is 7", "{uur} is no gap", "tenure has G07",
                 "from “M77”", "second is T05 itself", "not_by has G99", "says and not_by both have G08"):  # fmt: skip
        assert said in message


def test_a_sentence_before_a_second_thing_ends_with_a_full_stop(folder: Path):
    around = (folder / "around.toml").read_text("utf-8").replace('nl = "En dan nog iets."', 'nl = "En dan nog iets:"')
    (folder / "around.toml").write_text(around, encoding="utf-8")
    with pytest.raises(VoicesError, match="“En dan nog iets:”: end it with a full stop"):
        read_voices(folder)


def test_a_broken_file_is_a_fault_like_any_other(folder: Path):
    (folder / "T05.toml").write_text("[[frame]\n", encoding="utf-8")
    (folder / "slots.toml").unlink()
    with pytest.raises(VoicesError, match="T05.toml") as caught:
        read_voices(folder)
    assert any(fault.startswith("slots.toml") for fault in caught.value.faults)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_filled_texts_are_whole_sentences(seed: int):
    filling = Filling(Parameters().with_seed(seed), voices())
    for number, frame in enumerate(voices().frames):
        nl, en = filling.fill(frame.nl, frame.en, number, number + seed)
        for text in (nl, en):
            assert not set("{}") & set(text), frame.id
            assert "  " not in text, frame.id
            assert not re.search(r"\b(\w{2,}) \1 \1\b", text), frame.id
        start = frame.nl.lstrip("“‘\"'")
        if start.startswith("{"):
            assert nl.lstrip("“‘\"'")[0].isupper() or nl.lstrip("“‘\"'")[0].isdigit(), frame.id


def test_a_gap_at_the_start_of_a_sentence_gets_a_capital():
    filling = Filling(Parameters(), voices())
    nl, en = filling.fill("Nee. {weekday} dan? Op {weekday}.", "No. {weekday} then? On {weekday}.", 0, 0)
    first, second = re.findall(r"[Mm]aandag|[Dd]insdag|[Ww]oensdag|[Dd]onderdag|[Vv]rijdag|[Zz]aterdag", nl)
    assert first[0].isupper() and second[0].islower() and first.lower() == second
    assert not GAP.search(en)


def test_the_same_person_keeps_the_same_street_and_the_words_agree():
    filling = Filling(Parameters(), voices())
    for person in range(40):
        first, second = (filling.fill("{street} {kin}", "{street} {kin}", person, number) for number in (1, 2))
        assert first == second
        nl, en = filling.fill("{kin} {kin_he} {kin_his}", "{kin} {kin_he} {kin_his}", person, 0)
        assert (" ze haar" in nl) == (" she her" in en)
        assert (" hij zijn" in nl) == (" he his" in en)


def test_one_neighbourhood_has_street_names_of_one_kind():
    kinds = set()
    for seed in range(12):
        filling = Filling(Parameters().with_seed(seed), voices())
        found = {filler.set for filler in filling.fillers["street"] if filler.set}
        assert len(found) == 1
        kinds |= found
    assert len(kinds) > 1
