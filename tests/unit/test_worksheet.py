"""The worksheets of a lesson: the same questions in both languages, and errors that say what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from course.boards import Worksheet, worksheet
from course.i18n import LANGUAGES, Language, section

SHEETS = [f"lesson4.{name}" for name, node in section("lesson4", "nl").items() if isinstance(node, dict) and "fields" in node]
IDENTICAL = ("id", "kind", "most", "rows", "sheet")


def test_the_lesson_has_its_sheets() -> None:
    assert SHEETS == ["lesson4.vote", "lesson4.vote_again", "lesson4.pair", "lesson4.reply", "lesson4.exit"]


@pytest.mark.parametrize("key", SHEETS)
def test_both_languages_ask_the_same_questions(key: str) -> None:
    dutch, english = (section(key, lang)["fields"] for lang in LANGUAGES)
    assert [{name: field.get(name) for name in IDENTICAL} for field in dutch] == [
        {name: field.get(name) for name in IDENTICAL} for field in english]
    assert [[value for value, _ in field.get("options", [])] for field in dutch] == [
        [value for value, _ in field.get("options", [])] for field in english]
    assert [set(field) for field in dutch] == [set(field) for field in english]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", SHEETS)
def test_the_questions_of_a_sheet_can_be_answered(key: str, lang: Language) -> None:
    fields = section(key, lang)["fields"]
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids)
    for field in fields:
        assert field["kind"] in worksheet.KINDS
        if field["kind"] == "choice":
            values, words = zip(*field["options"], strict=True)
            assert len(set(values)) == len(values) >= 2
            assert len(set(words)) == len(words)
        if field["kind"] != "recall":
            assert field["question"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", SHEETS)
def test_a_sheet_goes_through_json(key: str, lang: Language) -> None:
    board = Worksheet(key, lang).board
    assert json.loads(json.dumps(board, allow_nan=False)) == board
    assert board["id"] == key
    assert board["title"] == section(key, lang)["title"]
    assert set(board["icons"]) == ({"clear", "code", "copy"} if board["sheet"] else {"clear", "copy"})


def test_an_earlier_choice_is_brought_back_with_its_options() -> None:
    recall = next(field for field in Worksheet("lesson4.vote_again", "en").board["fields"] if field["kind"] == "recall")
    vote = section("lesson4.vote", "en")["fields"]
    assert recall["fields"] == [field for field in vote if field["kind"] == "choice"]


def test_a_second_vote_offers_what_the_first_did() -> None:
    first, again = ({field["id"]: field.get("options") for field in section(key, "nl")["fields"]} for key in ("lesson4.vote", "lesson4.vote_again"))
    assert all(again[name] == options for name, options in first.items())


def test_making_a_sheet_leaves_its_words_alone() -> None:
    before = json.dumps(section("lesson4.vote_again", "nl"))
    Worksheet("lesson4.vote_again", "nl")
    assert json.dumps(section("lesson4.vote_again", "nl")) == before


def test_a_sheet_names_itself() -> None:
    assert repr(Worksheet("lesson4.vote", "nl")) == "Worksheet('lesson4.vote')"


def test_a_sheet_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match=r"lesson4\.vota.*i18n/nl"):
        Worksheet("lesson4.vota", "nl")


def test_a_kind_of_question_that_is_not_there_is_refused_with_those_that_are(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_slider(key: str, lang: Language) -> dict[str, Any]:
        return {"title": "?", "fields": [{"id": "x", "kind": "slider", "question": "?"}]} if key == "my.sheet" else section(key, lang)

    monkeypatch.setattr(worksheet, "section", one_slider)
    with pytest.raises(ValueError, match="my.sheet: 'slider' is no kind of question; choose one of choice, text, recall"):
        Worksheet("my.sheet", "nl")
