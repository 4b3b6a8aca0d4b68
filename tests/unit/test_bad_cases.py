"""A bad case is told: every fault at once, in the place where it is, with what to do; never a crash, never a silent drop."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from course import case
from course.case import CaseError, Fault
from course.i18n import LANGUAGES, Language, section

DATA = Path(__file__).parents[1] / "data"
Edit = Callable[[str, str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "tiny", tmp_path / "tiny"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    def change(table: str, old: str, new: str) -> Path:
        path = folder / f"{table}.csv"
        text = path.read_bytes().decode("utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {path.name}"
        path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
        return folder

    return change


def kinds(folder: Path) -> list[tuple[str, int | None, str | None, str]]:
    return [(fault.table, fault.row, fault.column, fault.kind) for fault in case.faults(folder)]


def only(folder: Path) -> Fault:
    found = case.faults(folder)
    assert len(found) == 1, found
    with pytest.raises(CaseError) as error:
        case.load(folder, "nl")
    assert error.value.faults == found and found[0].told("nl") in str(error.value)
    return found[0]


def test_the_tiny_case_is_sound(folder: Path) -> None:
    assert case.faults(folder) == ()


# Columns

def test_a_line_with_something_in_an_unknown_column_only_is_not_called_blank(folder: Path) -> None:
    path = folder / "actors.csv"
    header, *lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{header},remark", *(f"{line}," for line in lines), f"{',' * header.count(',')},look here"]) + "\n", "utf-8")
    last = len(lines) + 2
    assert kinds(folder) == [("actors", 1, "remark", "unknown_column"), *(
        ("actors", last, column, "empty_cell") for column in ("actor_id", "case_id", "actor_code", "position", "filled_from"))]


def test_a_missing_column(folder: Path) -> None:
    path = folder / "panel.csv"
    path.write_text("\n".join(line.rsplit(",", 1)[0] for line in path.read_text("utf-8").splitlines()) + "\n", "utf-8")
    assert only(folder) == Fault("panel", 1, "trust", "missing_column", "", "trust")


def test_a_misspelt_column_names_the_one_that_was_meant(edit: Edit) -> None:
    folder = edit("contributions", "theme2_ref", "thema2_ref")
    assert case.faults(folder)[0] == Fault("contributions", 1, "thema2_ref", "unknown_column", "thema2_ref", "theme2_ref")
    assert case.faults(folder)[1].kind == "missing_column"


def test_a_dutch_column_name_gets_the_english_one(edit: Edit) -> None:
    found = case.faults(edit("contributions", "received_on", "datum_ontvangen"))
    assert found[0].expected == "received_on"


def test_an_extra_column_is_not_dropped(edit: Edit) -> None:
    folder = edit("panel", "trust\n", "trust,\n")
    assert ("panel", 1, None, "nameless_column") in kinds(folder)
    assert ("panel", 2, None, "cell_count") in kinds(folder)


def test_a_column_that_is_there_twice(edit: Edit) -> None:
    assert ("panel", 1, "trust", "double_column") in kinds(edit("panel", "took_part,trust", "trust,trust"))


# Cells


@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("contributions", "T20", "T21", Fault("contributions", 4, "theme_ref", "unknown_code", "T21", "T01, T11, T20")),
        ("contributions", "angry", "boos", Fault("contributions", 4, "tone", "unknown_code", "boos", "angry")),
        ("contributions", "G05|G07", "G05|G01", Fault("contributions", 2, "attributes", "unknown_code", "G01", "G05, G06, G07")),
        ("contributions", "G05|G07", "G05|", Fault("contributions", 2, "attributes", "empty_item", "G05|", "")),
        ("contributions", "G05|G07", "G05|G05", Fault("contributions", 2, "attributes", "double_item", "G05", "")),
        ("contributions", ",G02,,", ",G07,,", Fault("contributions", 4, "tenure", "unknown_code", "G07", "G01, G02, G03")),
        ("contributions", ",home,2,", ",home,5,", Fault("contributions", 2, "concreteness", "too_large", "5", "3")),
        ("contributions", "2026-10-07,De", "2027-02-30,De", Fault("contributions", 4, "registered_on", "not_a_date", "2027-02-30", "")),
        ("contributions", "2026-10-07,De", "01-02-2027,De", Fault("contributions", 4, "registered_on", "not_a_date", "01-02-2027", "")),
        ("contributions", "2026-10-07,De", "2027-2-1,De", Fault("contributions", 4, "registered_on", "not_a_date", "2027-2-1", "")),
        ("contributions", "2026-10-07,De", "0207-02-01,De", Fault("contributions", 4, "registered_on", "not_a_date", "0207-02-01", "")),
        ("contributions", "2026-10-07,De", "NA,De", Fault("contributions", 4, "registered_on", "not_a_date", "NA", "")),
        ("contributions", "De bus komt hier nooit meer.", "", Fault("contributions", 4, "text_nl", "empty_cell", "", "")),
        ("contributions", "De bus komt hier nooit meer.", "  ", Fault("contributions", 4, "text_nl", "empty_cell", "  ", "")),
        ("contributions", "De bus", "De\0bus", Fault("contributions", 4, "text_nl", "control_character", "\0", "")),
        ("campaigns", "12.5", "1e3", Fault("campaigns", 2, "hours", "not_a_number", "1e3", "")),
        ("campaigns", "12.5", "NaN", Fault("campaigns", 2, "hours", "not_a_number", "NaN", "")),
        ("cases", "120", "1_200", Fault("cases", 2, "dwellings", "not_an_integer", "1_200", "")),
        ("cases", "1958-1964", "about 1960", Fault("cases", 2, "building_period", "wrong_form", "about 1960", "1958-1964")),
        ("panel", "true", "yes", Fault("panel", 2, "took_part", "not_a_boolean", "yes", "")),
        ("panel", "TN-P02", "TN-P01", Fault("panel", 3, None, "double_key", "TN-P01 + 1", "2")),
        ("documents", "COR-PM|", "COR-MP|", Fault("documents", 2, "departments", "unknown_code", "COR-MP", "COR-AM, COR-PM, COR-BS")),
        ("decisions", "TN-D12", "TN-D23", Fault("decisions", 7, "decision_id", "double_key", "TN-D23", "6")),
        ("decisions", "TN-DOC1", "TN-DOC2", Fault("decisions", 7, "decision_document_id", "dangling", "TN-DOC2", "documents.document_id (TN-DOC1)")),
        ("codings", "T04", "T99", Fault("codings", 2, "code", "unknown_code", "T99", "T09, T19, T01")),
    ],
)  # fmt: skip
def test_a_cell_that_is_wrong_is_told_with_what_was_expected(edit: Edit, table: str, old: str, new: str, fault: Fault) -> None:
    assert fault in case.faults(edit(table, old, new))


def test_a_slip_in_one_cell_is_told_once(edit: Edit) -> None:
    assert only(edit("decisions", "2027-11-14", "2027-02-30")).kind == "not_a_date"


def test_a_reference_to_a_table_that_is_not_there(folder: Path) -> None:
    (folder / "documents.csv").unlink()
    assert ("decisions", 7, "decision_document_id", "dangling") in kinds(folder)


def test_line_numbers_are_those_of_an_editor(edit: Edit) -> None:
    folder = edit("contributions", "Maak er eens een bankje bij.", '"Maak er\neens een\nbankje bij."')
    edit("contributions", "T20", "T21")
    assert only(folder).row == 6


# Files


def test_the_table_cases_is_always_needed(folder: Path) -> None:
    (folder / "cases.csv").unlink()
    assert ("cases", None, None, "missing_table") in kinds(folder)


def test_any_other_table_may_be_absent(folder: Path) -> None:
    for name in ("panel", "codings", "population"):
        (folder / f"{name}.csv").unlink()
    loaded = case.load(folder)
    assert loaded.panel.empty and list(loaded.panel.columns) == ["contributor", "round", "case_id", "took_part", "trust"]


def test_an_empty_file(folder: Path) -> None:
    (folder / "panel.csv").write_bytes(b"")
    assert only(folder).kind == "empty_file"


def test_a_header_alone_is_a_table_without_rows(folder: Path) -> None:
    path = folder / "panel.csv"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert case.load(folder).panel.empty


def test_a_header_alone_is_no_case(folder: Path) -> None:
    path = folder / "cases.csv"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert ("cases", None, None, "one_case") in kinds(folder)


def test_semicolons(folder: Path) -> None:
    path = folder / "panel.csv"
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert only(folder) == Fault("panel", 1, None, "delimiter", ";", ",")


def test_another_encoding(folder: Path, edit: Edit) -> None:
    edit("contributions", "De bus", "Eén bus")
    path = folder / "contributions.csv"
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))
    assert only(folder) == Fault("contributions", 4, None, "encoding", "0xE9", "UTF-8")
    path.write_bytes(path.read_text("latin-1").encode("utf-16"))
    assert only(folder) == Fault("contributions", None, None, "encoding", "UTF-16", "UTF-8")


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n"), lambda text: text + "\n\n"])
def test_what_spreadsheets_and_editors_add_does_no_harm(folder: Path, change: Callable[[str], str]) -> None:
    before = case.load(folder).contributions
    for path in folder.glob("*.csv"):
        path.write_bytes(change(path.read_bytes().decode("utf-8")).encode("utf-8"))
    assert case.load(folder).contributions.equals(before)


def test_blank_lines_between_rows(edit: Edit, folder: Path) -> None:
    edit("panel", "TN-P02", "\n,,,,\nTN-P02")
    assert kinds(folder) == [("panel", 3, None, "blank_line"), ("panel", 4, None, "blank_line")]


def test_a_row_with_a_cell_too_many(edit: Edit) -> None:
    fault = only(edit("contributions", "De bus komt hier nooit meer.", "De bus, ach, nooit."))
    assert (fault.row, fault.kind, fault.given, fault.expected) == (4, "cell_count", "21", "19")


def test_a_quotation_mark_that_is_never_closed(edit: Edit) -> None:
    assert ("contributions", 4, None, "quotes") in kinds(edit("contributions", "De bus", '"De bus'))


def test_a_folder_where_a_file_should_be(folder: Path) -> None:
    (folder / "panel.csv").unlink()
    (folder / "panel.csv").mkdir()
    assert only(folder).kind == "not_a_file"


@pytest.mark.parametrize("name", ["contribution.csv", "Panel.CSV", "panel.xlsx", "notes.csv", "reference/placement.csv"])
def test_a_file_that_would_not_be_read_is_told(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"")
    assert [fault.kind for fault in case.faults(folder)][0] == "unknown_file"


def test_two_cases_in_one_folder(folder: Path) -> None:
    path = folder / "cases.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1].replace("tiny", "other", 1)]) + "\n", "utf-8")
    assert ("cases", 3, None, "one_case") in kinds(folder)


# Which case


@pytest.mark.parametrize(
    ("given", "kind"),
    [("merelhoff", "no_such_case"), ("", "no_such_case"), ("a\0b", "no_such_case"), ("x" * 5000, "no_such_case"),
     ("./nowhere", "no_such_folder"), (Path("nowhere"), "no_such_folder"), (Path(__file__), "not_a_folder")],
)  # fmt: skip
def test_a_case_that_is_not_there(given: str | Path, kind: str) -> None:
    with pytest.raises(CaseError) as error:
        case.load(given)
    assert [fault.kind for fault in error.value.faults] == [kind]
    assert case.check(given) == [fault.told("nl") for fault in error.value.faults]


def test_an_unknown_name_tells_which_cases_there_are() -> None:
    with pytest.raises(CaseError, match="merelhof"):
        case.load("something else entirely")


# Texts that are strange but allowed


STRANGE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "أين يذهب الغاز؟ \u202eabc\u202c",
    "👩‍👩‍👧 wat gebeurt er? 🏳️‍🌈",
    '"aanhalingstekens", komma\'s; en\nnieuwe regels',
    " spaties eromheen ",
    "none",
    "NA",
    "null",
    "{braces} %s {0}",
]


@pytest.mark.parametrize("text", STRANGE)
def test_a_strange_text_comes_out_as_it_went_in(edit: Edit, text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    loaded = case.load(edit("contributions", "De bus komt hier nooit meer.", quoted))
    assert loaded.contribution("TN-03")["text_nl"] == text


@pytest.mark.parametrize("text", [text for text in STRANGE if "\n" not in text])
def test_a_strange_code_is_told_on_one_readable_line(edit: Edit, text: str) -> None:
    fault = only(edit("contributions", "T20", '"' + text.replace('"', '""') + '"'))
    assert fault.given == text
    for lang in LANGUAGES:
        assert "\n" not in fault.told(lang) and "\u202e" not in fault.told(lang)


# All at once


def test_every_fault_is_told_at_once_in_both_languages() -> None:
    folder = DATA / "broken" / "everything_at_once"
    with pytest.raises(CaseError) as dutch:
        case.load(folder, "nl")
    with pytest.raises(CaseError) as english:
        case.load(folder, "en")
    assert dutch.value.faults == english.value.faults
    assert [(fault.table, fault.row, fault.column, fault.kind) for fault in dutch.value.faults] == [
        ("cases", 2, "dwellings", "not_an_integer"),
        ("contributions", 1, "thema2_ref", "unknown_column"),
        ("contributions", 1, "theme2_ref", "missing_column"),
        ("contributions", 2, "registered_on", "not_a_date"),
        ("contributions", 2, "feedback_given", "feedback_row"),
        ("contributions", 3, "campaign_id", "dangling"),
        ("contributions", 3, "tone", "unknown_code"),
        ("contributions", 4, "theme_ref", "unknown_code"),
        ("decisions", 5, "closes_on", "not_a_date"),
        ("decisions", 6, "decision_id", "double_key"),
        ("decisions", 7, "owner", "unknown_code"),
        ("decisions", 7, "opens_on", "window_of_milestone"),
        ("decisions", 7, "closes_on", "window_reversed"),
        ("decisions", 7, "closes_on", "window_of_milestone"),
    ]
    assert "regel 7, kolom owner: “COR-SB”" in str(dutch.value)
    assert "line 7, column owner: “COR-SB”" in str(english.value)


def test_the_message_stops_after_fifty_lines(folder: Path) -> None:
    path = folder / "panel.csv"
    path.write_text(path.read_text("utf-8") + "".join(f"TN-Q{n},1,tiny,maybe,\n" for n in range(60)), "utf-8")
    with pytest.raises(CaseError) as error:
        case.load(folder, "en")
    lines = str(error.value).splitlines()
    assert len(error.value.faults) == 60 and len(lines) == 52 and lines[-1] == "… and 10 more."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_fault_has_words(lang: Language) -> None:
    source = "".join(path.read_text("utf-8") for path in (Path(case.__file__).parent).glob("case*.py"))
    for kind in section("case.faults", lang):
        assert f'"{kind}"' in source, f"{kind} has words but is never used"
        assert Fault("cases", 1, "name", kind, "<given>", "<expected>").told(lang)
