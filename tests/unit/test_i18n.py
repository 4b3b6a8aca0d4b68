"""Words on screen: the same keys, places and lists in both languages, and none that nobody shows."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from course import i18n
from course.i18n import LANGUAGES, Language, language, section, t
from course.i18n.dates import day, month, span

ROOT = Path(__file__).resolve().parents[2]
PLACE = re.compile(r"\{(\w*)\}")
NAMESPACES = sorted(i18n._words("nl"))


def leaves(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text with the path to it; a list counts as numbered keys."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else None
    if inside is None:
        yield key, node
    for name, value in inside or ():
        yield from leaves(value, f"{key}.{name}" if key else str(name))


DUTCH, ENGLISH = (dict(leaves(i18n._words(lang))) for lang in LANGUAGES)


def test_both_languages_have_the_same_keys() -> None:
    assert set(DUTCH) ^ set(ENGLISH) == set()


def test_both_languages_have_the_same_lists_of_the_same_length() -> None:
    def shapes(node: Any, key: str = "") -> Iterator[tuple[str, str, int]]:
        if isinstance(node, (dict, list)):
            yield key, type(node).__name__, len(node)
            for name, value in node.items() if isinstance(node, dict) else enumerate(node):
                yield from shapes(value, f"{key}.{name}")

    dutch, english = (set(shapes(i18n._words(lang))) for lang in LANGUAGES)
    assert dutch ^ english == set()


def test_a_text_has_the_same_places_in_both_languages() -> None:
    # A word of the sentence may be named once in one language and twice in the other, but it must be the same word.
    assert {key: (text, ENGLISH[key]) for key, text in DUTCH.items() if isinstance(text, str)
            and set(PLACE.findall(text)) != set(PLACE.findall(ENGLISH[key]))} == {}


@pytest.mark.parametrize("texts", [DUTCH, ENGLISH], ids=LANGUAGES)
def test_no_brace_stands_outside_a_place(texts: dict[str, str]) -> None:
    assert {key: text for key, text in texts.items() if isinstance(text, str) and re.search(r"[{}]", PLACE.sub("", text))} == {}


@pytest.mark.parametrize("texts", [DUTCH, ENGLISH], ids=LANGUAGES)
def test_no_text_is_empty(texts: dict[str, str]) -> None:
    # A card without a theme has no grade to say.
    assert [key for key, text in texts.items() if text == "" and key != "board.coding.grade.todo"] == []


@pytest.mark.parametrize("texts", [DUTCH, ENGLISH], ids=LANGUAGES)
def test_only_joining_words_carry_spaces_at_their_ends(texts: dict[str, str]) -> None:
    padded = {key: text for key, text in texts.items() if isinstance(text, str) and text != text.strip()}
    assert {key: text for key, text in padded.items() if len(text.split()) > 2} == {}


@pytest.mark.parametrize("texts", [DUTCH, ENGLISH], ids=LANGUAGES)
def test_quotation_marks_and_apostrophes_are_those_of_print(texts: dict[str, str]) -> None:
    own = [key for key in texts if key.startswith(("board.", "explain.", "lesson4.", "chart."))]
    assert [texts[key] for key in own if isinstance(texts[key], str) and re.search(r"\w'\w|\"", texts[key])] == []


def test_dutch_screens_do_not_shout() -> None:
    assert [text for key, text in DUTCH.items() if isinstance(text, str) and "!" in text] == []


def test_no_group_of_texts_is_left_that_nobody_shows() -> None:
    files = [*ROOT.joinpath("course").rglob("*.py"), *ROOT.joinpath("course").rglob("*.js"), *ROOT.joinpath("course").rglob("*.html"),
             *ROOT.joinpath("lessons").rglob("*.ipynb")]
    everything = "\n".join(path.read_text("utf-8") for path in files)
    assert [name for name in NAMESPACES if not re.search(rf"""["'\\]{name}(?:\.|\\?["'])""", everything)] == []


# ---------- looking a text up

def test_a_text_is_filled_with_the_values_given() -> None:
    assert t("dates.days", "en", n=3) == "3 days"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_without_values_keeps_its_places(lang: Language) -> None:
    assert "{n}" in t("dates.days", lang)


def test_a_value_may_hold_braces() -> None:
    assert "{x}" in t("explain.owner.yes", "en", Owner="{x}")


def test_a_key_that_is_not_there_says_where_it_stopped() -> None:
    with pytest.raises(KeyError, match=r"explain\.fitt\.near.*i18n/en.*'fitt'"):
        section("explain.fitt.near", "en")
    with pytest.raises(KeyError, match="stopped at 'more'"):
        section("site.title.more", "nl")


def test_a_group_is_no_text() -> None:
    with pytest.raises(KeyError, match="'dates' is a group of texts.*months"):
        t("dates", "nl")


def test_a_language_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="'de' is not known; choose one of nl, en"):
        section("site.title", "de")  # type: ignore[arg-type]


# ---------- the language of the lesson

def test_the_folder_of_the_lesson_gives_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_LANG", raising=False)
    inside = tmp_path / "lessons" / "en" / "deep"
    inside.mkdir(parents=True)
    assert language(inside) == "en"
    monkeypatch.chdir(inside)
    assert language() == "en"


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LANG", "nl")
    assert language(tmp_path / "en") == "nl"
    monkeypatch.setenv("COURSE_LANG", "fr")
    with pytest.raises(ValueError, match="'fr' is not known"):
        language()


# ---------- days

@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_twelve_months(lang: Language) -> None:
    assert len({month(dt.date(2028, number, 1), lang) for number in range(1, 13)}) == 12


def test_a_day_reads_as_people_write_it() -> None:
    assert [day(dt.date(2026, 3, 1), lang) for lang in LANGUAGES] == ["1 mrt 2026", "1 Mar 2026"]
    assert day(dt.date(2005, 3, 1), "nl", short=True) == "1 mrt ’05"


@pytest.mark.parametrize(
    ("days", "dutch", "english"),
    [(0, "0 dagen", "0 days"), (1, "1 dag", "1 day"), (13, "13 dagen", "13 days"), (14, "2 weken", "2 weeks"), (20, "2 weken", "2 weeks")],
)
def test_a_span_is_in_days_and_then_in_whole_weeks(days: int, dutch: str, english: str) -> None:
    assert (span(days, "nl"), span(days, "en")) == (dutch, english)


def test_no_key_is_written_twice() -> None:
    twice: list[tuple[str, str]] = []
    for file in (file for lang in LANGUAGES for file in resources.files("course.i18n").joinpath(lang).iterdir()):
        json.loads(file.read_text("utf-8"), object_pairs_hook=lambda pairs, name=file.name: twice.extend(
            (name, key) for key, count in Counter(key for key, _ in pairs).items() if count > 1) or dict(pairs))
    assert twice == []
