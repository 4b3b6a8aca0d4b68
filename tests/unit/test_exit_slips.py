"""Exit slips are found in a chat as students paste them, and nothing that looks like one is silently lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.classroom import report
from course.classroom.exit_slips import Slip, SlipFault, find_slips, forms, once
from course.cli import app
from course.i18n import LANGUAGES, Language, section, t


def slip(lesson: int, lang: Language, answers: tuple[str, ...], *, mark: bool = True) -> str:
    """What *Copy my answers* gives."""
    words = section(f"lesson{lesson}.exit", lang)
    parts = [words["title"], *(line for field, answer in zip(words["fields"], answers, strict=True)
                               for line in ("", field["question"], answer or f"({t('board.worksheet.empty', lang)})"))]  # fmt: skip
    return "\n".join(parts + (["", f"[lesson{lesson}.exit]"] if mark else []))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lesson", [form["lesson"] for form in forms()])
def test_a_slip_is_read_as_it_was_copied(lesson: int, lang: Language) -> None:
    answers = ("Dat een nee ook een antwoord is.", "De notitie: daar staat geen straat in.\nEn geen naam.", "Wie leest dit?")
    (found,) = find_slips(f"10:01 Aylin: hoi\n{slip(lesson, lang, answers)}\n10:02 Sem: klaar")
    assert found == Slip(lesson, (answers[0], answers[1].replace("\n", " "), answers[2]), 14)


def test_an_open_question_is_empty() -> None:
    (found,) = find_slips(slip(1, "nl", ("", "stap vier", "")))
    assert found.answers == ("", "stap vier", "")


@pytest.mark.parametrize("mangled", [
    lambda text: "\n".join(f"> {line}" for line in text.split("\n")), lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("…", "...").replace("’", "'"),
    lambda text: text.replace("eigen werk", "eigen\n> werk"), str.upper, lambda text: text.replace("[lesson1.exit]", "[ Lesson1 . exit ]"), lambda text: text.replace(" ", "\u00a0"),
])  # fmt: skip
def test_mail_and_phones_may_change_a_slip(mangled) -> None:
    (found,) = find_slips(mangled(slip(1, "nl", ("een", "twee", "drie"))))
    assert isinstance(found, Slip)
    assert [answer.lower() for answer in found.answers] == ["een", "twee", "drie"]


def test_half_a_slip_is_told_with_its_line() -> None:
    whole = slip(4, "en", ("one", "two", "three"))
    text = f"{slip(4, 'en', ('a', 'b', 'c'), mark=False)}\n{whole}\n[lesson4.exit]\n[lesson99.exit]"
    assert [(one.fault, one.line) if isinstance(one, SlipFault) else one.answers for one in find_slips(text)] == [
        ("end", 3), ("one", "two", "three"), ("start", 23), ("start", 24)]


def test_a_slip_of_another_lesson_than_its_mark_is_no_slip() -> None:
    assert [one.fault for one in find_slips(slip(4, "en", ("one", "two", "three")).replace("lesson4", "lesson2"))] == ["start"]


def test_the_same_slip_twice_counts_once_and_empty_ones_all_count() -> None:
    one, empty = slip(2, "nl", ("een", "twee", "drie")), slip(2, "nl", ("", "", ""))
    slips, faults, same = once(find_slips("\n".join([one, one, empty, empty, "[lesson2.exit]"])))
    assert (len(slips), [fault.fault for fault in faults], same) == (3, ["start"], 1)


def test_the_command_tells_slips_beside_codes_and_saves_them_without_formulas(tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text("Sara: hoi\n" + slip(4, "en", ("=1+1", "card 3, because the window shut", "")), "utf-8")
    result = CliRunner().invoke(app, ["tally", str(chat), "--lang", "en", "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert "card 3, because the window shut" in result.output
    assert "sara" not in result.output.lower()
    rows = list(csv.reader(io.StringIO((tmp_path / "out" / "slips-lesson-4.csv").read_text("utf-8-sig"))))
    assert rows[1] == ["'=1+1", "card 3, because the window shut", "", ""]


def test_nothing_found_says_nothing() -> None:
    assert report.slips_handed_in([], [], 0, "nl") == []
