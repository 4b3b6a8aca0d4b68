"""Scenes are read with every fault told at once, and the board hands them over whole in both languages."""

from __future__ import annotations

import re

import pytest

from course.boards.scene_file import SceneError, read
from course.boards.scene_file import scenes as written
from course.boards.steps import StepsBoard, items, scenes
from course.i18n import LANGUAGES, Language

WRITTEN = ("lesson1", "lesson2", "lesson3")
NAMES = (*WRITTEN, "lesson1-owners")
OPTION = """
[[scene.step.option]]
id = "{id}"
text = {{ nl = "ja", en = "yes" }}
grade = "{grade}"
say = {{ nl = "daarom", en = "because" }}
"""
STEP = """
[[scene]]
id = "one"
title = { nl = "Eén", en = "One" }
setting = { nl = "Hier", en = "Here" }
[[scene.step]]
id = "a"
kind = "guess"
at = "ST3"
question = { nl = "Wat?", en = "What?" }
"""
GOOD = STEP + "".join(OPTION.format(id=grade, grade=grade) for grade in ("good", "defensible", "no"))


def test_scenes_are_read() -> None:
    (scene,) = read(GOOD, "test")
    assert (scene.steps[0].id, [option.grade for option in scene.steps[0].options]) == ("one-a", ["good", "defensible", "no"])


@pytest.mark.parametrize(("old", "new", "said"), [
    ('kind = "guess"', 'kind = "gess"', "kind is 'gess'; expected one of guess, code, test, move"),
    ('at = "ST3"', 'at = "ST12"', "at is 'ST12'"),
    ('grade = "no"', 'grade = "wrong"', "grade is 'wrong'"),
    ('grade = "good"', 'grade = "defensible"', "with a good one"),
    ('question = { nl = "Wat?", en = "What?" }', 'question = { nl = "Wat?" }', "question has no text in en"),
    ('id = "defensible"', 'id = "good"', "the id 'good' stands there twice"),
    ('id = "no"\ntext', 'id = "no"\ncode = "BG99"\ntext', "code is 'BG99'"),
])  # fmt: skip
def test_fault_is_told_with_its_place(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(SceneError, match=re.escape(said)) as told:
        read(GOOD.replace(old, new), "test")
    assert "scene 'one'" in str(told.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SceneError) as told:
        read(GOOD.replace('at = "ST3"', 'at = "ST12"').replace('kind = "guess"', 'kind = "gess"'), "test")
    assert "ST12" in str(told.value) and "gess" in str(told.value)


def test_no_scenes_at_all_is_a_fault() -> None:
    with pytest.raises(SceneError, match="no \\[\\[scene\\]\\]"):
        read("", "test")


def test_file_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="no scenes 'lesson33'; there are .*lesson3"):
        written("lesson33")


@pytest.mark.parametrize("name", WRITTEN)
def test_every_step_has_two_answers_that_hold_and_one_that_does_not(name: str) -> None:
    for scene in scenes(name):
        for step in scene.steps:
            grades = [option.grade for option in step.options]
            assert grades.count("good") + grades.count("defensible") >= 2, step.id
            assert "no" in grades, step.id


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_steps_and_options_in_the_same_order(name: str) -> None:
    dutch, english = (StepsBoard(name, lang).board["scenes"] for lang in LANGUAGES)
    ids = [[(step["id"], [(o["id"], o["grade"], o["ends"]) for o in step["options"]]) for scene in found for step in scene["steps"]] for found in (dutch, english)]
    assert ids[0] == ids[1]
    assert all(d["question"] != e["question"] for ds, es in zip(dutch, english) for d, e in zip(ds["steps"], es["steps"]))


@pytest.mark.parametrize("name", NAMES)
def test_the_good_answer_does_not_always_stand_in_the_same_place(name: str) -> None:
    places = {[o["grade"] for o in step["options"]].index("good") for scene in StepsBoard(name, "en").board["scenes"] for step in scene["steps"]}
    assert len(places) >= 3


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_lecturer_gets_every_step_with_the_good_answer_first(name: str, lang: Language) -> None:
    found = items(name, lang)
    assert len(found) == sum(len(scene.steps) for scene in scenes(name))
    assert all(item.answers[0].grade == "good" and item.answers[-1].grade == "no" for item in found)


def test_judgement_is_a_row_for_every_step() -> None:
    board = StepsBoard("lesson3", "en")
    step = board.scenes[0].steps[0]
    board.answers = {step.id: [step.options[0].id], "nowhere": ["x"]}
    assert board.judgement["grade"].tolist()[:2] == [step.options[0].grade, "open"]
    assert len(board.judgement) == 15


def test_sixteen_of_the_forty_decisions_are_the_municipalitys() -> None:
    owners = [next(option.id for option in step.options if option.grade == "good") for scene in scenes("lesson1-owners") for step in scene.steps]
    assert len(owners) == 40
    assert owners.count("municipality") == 16


def test_who_only_prepares_a_decision_can_be_defended_and_is_never_good() -> None:
    steps = {step.id: step for scene in scenes("lesson1-owners") for step in scene.steps}
    grades = {option.id: option.grade for option in steps["owner-D33"].options}
    assert (grades["grid_operator"], grades["municipality"]) == ("good", "defensible")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_left_to_fill_in(lang: Language) -> None:
    for name in NAMES:
        board = StepsBoard(name, lang).board
        assert "{" not in "".join(option["say"] + option["name"] for scene in board["scenes"] for step in scene["steps"] for option in step["options"])
