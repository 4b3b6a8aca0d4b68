"""What a tally is saved as: tables without names and without formulas, and a page to print."""

from __future__ import annotations

import csv
import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from course.boards.answer_code import encode
from course.classroom import report
from course.classroom.find_codes import find_codes
from course.classroom.handed_in import HandedInError, read_text
from course.classroom.sheets import find, sheet_with
from course.classroom.tally import Tally, classes, gather
from course.cli import app
from course.i18n import LANGUAGES

SHEET = sheet_with("placing")
CODE = encode(SHEET, {SHEET.items[0]: ["D09", "D10"]}, role="participation")
CHAT = f"=HYPERLINK(“x”): {CODE}\n<script>alert(1)</script> Sara: {CODE}\n"


def one() -> Tally:
    return classes(gather(find_codes(CHAT, find)))[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_hold_every_answer_and_no_name(lang) -> None:
    told = report.tables(one(), lang)
    answers = next(iter(told.values()))
    assert len(answers) == 3
    assert all(len(row) == 3 + len(SHEET.items) for row in answers)
    assert "sara" not in str(told).lower()


def test_no_cell_is_a_formula_and_no_text_is_a_page(tmp_path: Path) -> None:
    files = report.write(one(), tmp_path, "en")
    book = load_workbook(tmp_path / "placing.xlsx")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}
    rows = list(csv.reader(io.StringIO((tmp_path / "placing.csv").read_text("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    assert "<script" not in (tmp_path / "placing.html").read_text("utf-8")
    assert all(path.is_file() for path in files)


def test_words_that_begin_as_a_formula_are_kept_as_words() -> None:
    assert report._safe("=1+1") == "'=1+1"  # noqa: SLF001


@pytest.mark.parametrize("write", [
    lambda path: path.write_text(f"Piet: {CODE}", "utf-8"), lambda path: path.write_text(f"\ufeffPiet: {CODE}", "utf-8"), lambda path: path.write_text(f"Piet: {CODE}", "utf-16"),
    lambda path: path.write_bytes(f"Zoë: {CODE}".encode("cp1252")),
])  # fmt: skip
def test_text_is_read_in_the_writings_that_programs_use(tmp_path: Path, write) -> None:
    write(tmp_path / "chat.txt")
    assert [found.answers is not None for found in find_codes(read_text(str(tmp_path / "chat.txt"), "en"), find)] == [True]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_a_mail_is_read_whatever_its_wrapping(tmp_path: Path, encoding: str, subtype: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Zoë <zoe@school.nl>", "code"
    mail.set_content(f"Hoi, {'<p>' if subtype == 'html' else ''}mijn code is {CODE} é" + " en nog heel veel woorden" * 9, subtype=subtype, cte=encoding)
    (tmp_path / "one.eml").write_bytes(mail.as_bytes())
    assert [(found.answers is not None, found.name) for found in find_codes(read_text(str(tmp_path / "one.eml"), "en"), find)] == [(True, "zoë")]


def test_a_mailbox_gives_every_mail_with_its_sender(tmp_path: Path) -> None:
    mails = []
    for name in ("Piet", "Sara"):
        mail = EmailMessage()
        mail["From"] = f"{name} <{name}@school.nl>"
        mail.set_content(f"{CODE}\n")
        mails.append(f"From {name}@school.nl Fri Nov 27 10:00:00 2026\n".encode() + mail.as_bytes() + b"\n")
    (tmp_path / "all.mbox").write_bytes(b"".join(mails))
    assert [found.name for found in find_codes(read_text(str(tmp_path / "all.mbox"), "en"), find)] == ["piet", "sara"]


def test_a_form_export_is_read_row_by_row(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Id", "Naam", "Code"])
    book.active.append([1, "Piet", CODE])
    book.active.append([2, "Sara", CODE])
    book.save(tmp_path / "form.xlsx")
    assert [found.name for found in find_codes(read_text(str(tmp_path / "form.xlsx"), "en"), find)] == ["piet", "sara"]


@pytest.mark.parametrize(("name", "content"), [("none.txt", None), ("picture.png", b"\x89PNG\x00\x00"), ("broken.xlsx", b"PK no")])
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(HandedInError, match=name):
        read_text(str(tmp_path / name), "en")


def run(*words: str, given: str | None = None):
    return CliRunner().invoke(app, ["tally", *words], input=given)


def test_the_command_tells_what_a_class_chose(tmp_path: Path) -> None:
    done = run("-", "--lang", "en", "--reference", "--out", str(tmp_path / "out"), given=f"Piet: {CODE}\nSara: {CODE}\nkapot: {CODE[:20]}")
    assert done.exit_code == 0
    for said in ("2 codes count", "1 cannot be read", "Line 3", "Lesson 4", "Street and greenery", "Sample answers with reasons"):
        assert said in done.output
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".csv", ".html", ".xlsx"]


@pytest.mark.parametrize(("words", "given", "said"), [
    (("-", "--lang", "nl"), "hoi", "staat geen code"), (("-", "--lang", "en", "--doubles", "x"), "", "name, line or all"), (("-", "--lang", "en", "--lesson", "1"), f"{CODE}", "lesson 1"),
    (("-", "--lang", "de"), "", "nl"),
])  # fmt: skip
def test_the_command_says_what_is_wrong(words: tuple[str, ...], given: str, said: str) -> None:
    assert said in run(*words, given=given).output
