"""Reading Polis exports: both generations, the known traps, and files that are not what they should be."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from course.i18n import section
from course.importers import ImportFault, polis
from course.importers.imported import COLUMNS
from course.importers.polis_sign import check_sign
from course.importers.privacy import personal_details

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "polis"
SAMPLES = sorted((ROOT / ".." / "shared" / "samples" / "polis").glob("*/comments.csv"))
HEADER = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"


def export(folder: Path, *rows: str, header: str = HEADER, end: str = "\n") -> Path:
    path = folder / "comments.csv"
    path.write_bytes((end.join([header, *rows]) + end).encode())
    return path


def row(comment: int = 0, text: str = "Wie belt ons terug?", stamp: str = "1772442000", **other: object) -> str:
    cells = {"datetime": "", "author": 1, "agrees": 2, "disagrees": 1, "moderated": 1} | other
    before = ",".join(str(cells[name]) for name in ("author", "agrees", "disagrees", "moderated"))
    return f"{stamp},{cells['datetime']},{comment},{before},{text}"


# --- what a good export gives


@pytest.mark.parametrize("form", ["older", "newer", "swapped", "statement-kinds"])
def test_every_form_of_the_same_conversation_gives_the_same_contributions(form: str) -> None:
    frame = polis.read(DATA / form, "en").contributions
    expected = polis.read(DATA / "older", "en").contributions
    same = ["contribution_id", "received_on", "text", "contributor", "agrees", "disagrees", "moderated"]
    pd.testing.assert_frame_equal(frame[same], expected[same])


def test_columns_have_fixed_names_and_types() -> None:
    frame = polis.read(DATA / "older", "en").contributions
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == COLUMNS
    assert frame["channel"].eq("K05").all()
    assert frame["contribution_id"].tolist() == ["P-0005", "P-0000", "P-0003", "P-0001", "P-0004", "P-0002"]
    assert frame["contributor"].tolist() == ["R-001", "R-002", "R-003", "R-001", "R-004", "R-005"]
    assert frame["passes"].tolist() == [1, 1, 0, 1, 0, 0]


@pytest.mark.parametrize(("form", "unit"), [("older", "milliseconds"), ("newer", "seconds")])
def test_the_generation_is_told_by_the_size_of_the_timestamps(form: str, unit: str) -> None:
    assert polis.read(DATA / form, "en").generation == unit


def test_a_statement_made_at_night_is_received_on_the_day_it_was_where_it_was_said() -> None:
    night = {"contribution_id": "P-0003"}
    at_home = polis.read(DATA / "newer", "en").contributions.set_index("contribution_id")
    in_utc = polis.read(DATA / "newer", "en", time_zone="UTC").contributions.set_index("contribution_id")
    assert at_home.loc[night["contribution_id"], "received_on"] == pd.Timestamp("2026-03-10")
    assert in_utc.loc[night["contribution_id"], "received_on"] == pd.Timestamp("2026-03-09")


def test_rejected_statements_are_kept_apart_and_said() -> None:
    read = polis.read(DATA / "older", "en")
    assert (len(read.contributions), len(read.accepted), len(read.rejected)) == (6, 5, 1)
    assert read.rejected["contribution_id"].tolist() == ["P-0004"]
    assert any("Rejected by the platform's moderators: 1 of 6" in note for note in read.notes)


def test_the_topic_comes_from_the_summary() -> None:
    assert polis.read(DATA / "older", "en").topic == "Warmte in de Lindenhof, wat telt voor jou?"
    assert polis.read(DATA / "statement-kinds", "en").topic == ""


def test_seed_and_meta_statements_are_marked_where_the_export_knows_them() -> None:
    frame = polis.read(DATA / "statement-kinds", "en").contributions.set_index("contribution_id")
    assert frame.index[frame["seed"]].tolist() == ["P-0000"]
    assert frame.index[frame["meta"]].tolist() == ["P-0003"]
    assert polis.read(DATA / "older", "en").contributions["seed"].isna().all()


def test_folder_file_and_zip_give_the_same(tmp_path: Path) -> None:
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in (DATA / "newer").iterdir():
            packed.write(file, f"lindenhof/{file.name}")
            packed.writestr(f"__MACOSX/lindenhof/._{file.name}", b"\0\1")
    whole = polis.read(DATA / "newer", "en")
    for source in (DATA / "newer" / "comments.csv", archive, str(DATA / "newer")):
        read = polis.read(source, "en")
        pd.testing.assert_frame_equal(read.contributions, whole.contributions)
        assert (read.topic, read.sign, read.notes) == (whole.topic, whole.sign, whole.notes)


def test_downloads_with_a_date_and_conversation_in_front_are_found(tmp_path: Path) -> None:
    for file in (DATA / "newer").iterdir():
        shutil.copy(file, tmp_path / f"2026-03-20-1201-4test-{file.name}")
    for source in (tmp_path, tmp_path / "2026-03-20-1201-4test-comments.csv"):
        read = polis.read(source, "en")
        assert (len(read.contributions), read.sign) == (6, "right")


def test_notes_are_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert any("Eens en oneens" in note for note in polis.read(DATA / "older", "nl").notes)
    monkeypatch.setenv("COURSE_LANG", "en")
    assert any("Agree and disagree" in note for note in polis.read(DATA / "older").notes)


def test_both_languages_have_the_same_texts() -> None:
    def keys(node: str | dict, path: str = "") -> set[str]:
        return {path} if isinstance(node, str) else {k for n, v in node.items() for k in keys(v, f"{path}.{n}")}

    assert keys(section("importers", "nl")) == keys(section("importers", "en"))


def test_printing_what_was_read_lists_notes_and_faults(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, row(agrees=-4)), "en")
    assert str(read).startswith("comments.csv\n- ")
    assert "! comments.csv, 2, agrees: '-4' is not a whole number" in str(read)
    assert repr(read) == "Imported('comments.csv', 1 contributions, 1 faults)"


# --- agree and disagree


def test_swapped_counts_are_proven_by_the_authors_own_votes_and_turned_round() -> None:
    read = polis.read(DATA / "swapped", "en")
    assert read.sign == "swapped"
    assert any("were swapped" in note and "5 of the 5 votes" in note for note in read.notes)


def test_without_votes_the_check_is_said_to_be_missing() -> None:
    read = polis.read(DATA / "statement-kinds", "en")
    assert read.sign == "not_checked"
    assert any("were not checked" in note for note in read.notes)


@pytest.mark.parametrize("file", ["votes.csv", "participant-votes.csv", "comment-groups.csv"])
def test_each_vote_file_alone_is_enough(tmp_path: Path, file: str) -> None:
    for name in ("comments.csv", file):
        shutil.copy(DATA / "newer" / name, tmp_path)
    assert polis.read(tmp_path, "en").sign == "right"


@pytest.mark.parametrize("file", ["participant-votes.csv", "comment-groups.csv"])
def test_counts_the_wrong_way_round_are_found_with_either_witness(tmp_path: Path, file: str) -> None:
    shutil.copy(DATA / "swapped" / "comments.csv", tmp_path)
    shutil.copy(DATA / "newer" / file, tmp_path)
    read = polis.read(tmp_path, "en")
    assert read.sign == "swapped"
    assert read.contributions["agrees"].tolist() == polis.read(DATA / "older", "en").contributions["agrees"].tolist()


def test_raw_votes_beside_right_counts_are_said_and_nothing_is_turned(tmp_path: Path) -> None:
    shutil.copy(DATA / "newer" / "comments.csv", tmp_path)
    shutil.copy(DATA / "swapped" / "votes.csv", tmp_path)
    read = polis.read(tmp_path, "en")
    assert read.sign == "votes_raw"
    assert any("votes.csv has the sign reversed" in note for note in read.notes)
    assert read.contributions["agrees"].tolist() == [3, 4, 4, 3, 1, 2]


COUNTS = {0: (5, 2), 1: (6, 1), 2: (1, 4), 3: (3, 0)}
VOTES = [(c, 100 + n, 1 if n < agrees else -1) for c, (agrees, no) in COUNTS.items() for n in range(agrees + no)]
RAW = [(c, v, -x) for c, v, x in VOTES]
STRANGERS = dict.fromkeys(COUNTS, 1)
CROSSED = {c: (no, agrees) for c, (agrees, no) in COUNTS.items()}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"votes": VOTES}, "plausible"),
        ({"votes": VOTES, "of_the_faulty_age": True}, "maybe_swapped"),
        ({"votes": RAW}, "votes_raw"),
        ({"matrix": VOTES}, "right"),
        ({"matrix": RAW}, "swapped"),
        ({"groups": CROSSED}, "swapped"),
        ({"votes": VOTES, "groups": COUNTS, "of_the_faulty_age": True}, "right"),
        ({"matrix": VOTES, "groups": CROSSED}, "contradictory"),
        ({"votes": VOTES[:4]}, "not_checked"),
        ({}, "not_checked"),
    ],
)
def test_the_verdict_without_authors_follows_from_the_other_witnesses(given: dict, verdict: str) -> None:
    assert check_sign(COUNTS, STRANGERS, **given).verdict == verdict


def test_authors_outweigh_a_file_that_agrees_with_itself() -> None:
    authors = {c: 100 for c in COUNTS}
    assert check_sign(COUNTS, authors, VOTES).verdict == "right"
    # The same two files, but whoever wrote a statement voted −1 on it: −1 is agree.
    against_own = {c: 100 + sum(pair) - 1 for c, pair in COUNTS.items() if pair[1]}
    assert check_sign(COUNTS, against_own, VOTES).verdict == "swapped"


def test_a_vote_file_that_cannot_be_read_does_not_stop_the_statements(tmp_path: Path) -> None:
    shutil.copy(DATA / "older" / "comments.csv", tmp_path)
    (tmp_path / "votes.csv").write_bytes(b"\x89PNG\0\0")
    read = polis.read(tmp_path, "en")
    assert len(read.contributions) == 6
    assert any("votes.csv could not be read" in note for note in read.notes)


# --- broken rows


def test_unquoted_texts_with_commas_and_line_breaks_are_put_together(tmp_path: Path) -> None:
    texts = ['"Ja", zei ze, "nee"', "een,twee,,drie,", "eerste regel\n\n12,derde regel", "gewoon"]
    read = polis.read(export(tmp_path, *(row(n, text) for n, text in enumerate(texts))), "en")
    assert read.contributions["text"].tolist() == texts
    assert any("put together again: P-0000, P-0001, P-0002." in note for note in read.notes)


def test_one_damaged_row_does_not_undo_the_quotes_of_the_others(tmp_path: Path) -> None:
    rows = [row(0, '"De lift, de trap"'), row(1, '"Zij zei ""ja"", toch"'), row(2, "los, zonder quotes")]
    assert polis.read(export(tmp_path, *rows), "en").contributions["text"].tolist() == [
        "De lift, de trap",
        'Zij zei "ja", toch',
        "los, zonder quotes",
    ]


def test_a_row_that_breaks_off_is_reported_and_not_added_to_its_neighbour(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, row(0, "een, twee"), "1772442000,,7,1", row(2, "drie")), "en")
    assert read.contributions["text"].tolist() == ["een, twee", "drie"]
    assert ["1772442000,,7,1" in str(fault) for fault in read.faults] == [True]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (DATA / "older" / "comments.csv").read_bytes().replace(b"\n", b"\r\n"))
    expected = polis.read(DATA / "older", "en").contributions
    assert polis.read(path, "en").contributions["text"].tolist() == expected["text"].tolist()


def test_a_file_saved_by_a_spreadsheet_with_semicolons_is_read(tmp_path: Path) -> None:
    rows = [row(n, "kort").replace(",", ";") for n in range(3)]
    read = polis.read(export(tmp_path, *rows, header=HEADER.replace(",", ";")), "en")
    assert len(read.contributions) == 3
    assert any("separated by ;" in note for note in read.notes)


def test_headers_written_otherwise_are_understood(tmp_path: Path) -> None:
    header = "Timestamp,DateTime,Comment ID,Author,Aggrees,Disagrees,Moderated,Comment body"
    read = polis.read(export(tmp_path, row(4, '"a, b"'), header=header), "en")
    assert read.contributions.loc[0, ["contribution_id", "text", "agrees"]].tolist() == ["P-0004", "a, b", 2]
    assert read.faults == ()


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "שלום לכולם", "مرحبا", "👩‍👩‍👧 🔥", "{name}"]
)
def test_texts_are_kept_as_they_were_written(tmp_path: Path, text: str) -> None:
    assert polis.read(export(tmp_path, row(0, text)), "nl").contributions["text"].tolist() == [text]


def test_an_enormous_text_is_read_and_pointed_at(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, row(0, '"' + "warm, " * 300_000 + '"'), row(1)), "en")
    assert read.contributions["text"].str.len().tolist() == [1_800_000, 19]
    assert ["1800000 characters" in str(fault) for fault in read.faults] == [True]


# --- cells that are not right


def faults_of(tmp_path: Path, *rows: str) -> list[tuple[int | None, str | None]]:
    return [(fault.row, fault.column) for fault in polis.read(export(tmp_path, *rows), "en").faults]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"agrees": -3}, "agrees"),
        ({"disagrees": "veel"}, "disagrees"),
        ({"stamp": "gisteren"}, "timestamp"),
        ({"stamp": "99"}, "timestamp"),
        ({"moderated": 7}, "moderated"),
        ({"text": " "}, "comment-body"),
    ],
)
def test_a_wrong_cell_is_named_with_row_and_column_and_the_rest_is_read(
    tmp_path: Path, cells: dict, column: str
) -> None:
    assert faults_of(tmp_path, row(0), row(1, **cells), row(2)) == [(3, column)]


def test_a_statement_without_words_stays_but_is_not_among_the_accepted(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, row(0), row(1, "")), "en")
    assert (len(read.contributions), len(read.accepted)) == (2, 1)


def test_a_comment_id_that_occurs_twice_gets_a_name_of_its_own(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, row(7, "een"), row(7, "twee")), "en")
    assert read.contributions["contribution_id"].tolist() == ["P-0007", "P-0007-2"]
    assert "now called P-0007-2" in str(read.faults[0])


def test_seconds_and_milliseconds_in_one_file_are_a_fault_and_each_is_read_by_its_size(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, row(0), row(1), row(2, stamp="1772442000000")), "en")
    assert read.contributions["received_on"].nunique() == 1
    assert [fault.column for fault in read.faults] == ["timestamp"]


def test_a_timestamp_that_a_spreadsheet_rounded_gives_way_to_the_date_in_words(tmp_path: Path) -> None:
    words = "Mon Mar 02 2026 09:00:00 GMT+0000 (Coordinated Universal Time)"
    read = polis.read(export(tmp_path, row(0, stamp="1.77E+12", datetime=words)), "en")
    assert read.contributions.loc[0, "received_on"] == pd.Timestamp("2026-03-02")
    assert "datetime" in str(read.faults[0])


def test_fewer_statements_than_the_summary_counts_is_a_fault(tmp_path: Path) -> None:
    export(tmp_path, row(0))
    (tmp_path / "summary.csv").write_text("topic,Warmte\ncomments,9\n", encoding="utf-8")
    assert "speaks of 9 statements, 1 were read" in str(polis.read(tmp_path, "en").faults[0])


def test_a_file_that_is_not_utf8_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_bytes(f"{HEADER}\n{row(0, 'één keer open')}\n".encode("cp1252"))
    read = polis.read(path, "en")
    assert read.contributions["text"].tolist() == ["één keer open"]
    assert any("not UTF-8" in note for note in read.notes)


def test_letters_garbled_before_are_pointed_at_and_left(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, row(3, "Ã©Ã©n keer open")), "en")
    assert any("P-0003" in note and "Odd letters" in note for note in read.notes)


def test_nul_bytes_in_a_text_become_visible(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, row(0, "war\0mte")), "en")
    assert read.contributions["text"].tolist() == ["war\ufffdmte"]


def test_missing_optional_columns_stay_empty_and_are_said(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, "1,hallo, buurt", header="comment-id,comment-body"), "en")
    assert read.contributions["text"].tolist() == ["hallo, buurt"]
    assert read.contributions[["received_on", "contributor", "agrees"]].isna().all(axis=None)
    assert read.faults == ()


# --- things that are no export


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not a text file"),
        (b"PK\x03\x04 spreadsheet", "not a text file"),
        ("timestamp,comment-body".encode("utf-16"), "UTF-16"),
        (b"naam,leeftijd\nJan,40\n", "not a Polis export"),
        (b"comment-id,comment_txt\n1,hallo\n", "comment-txt"),
        (HEADER.encode(), "no statement"),
    ],
)
def test_a_file_that_is_no_polis_export_is_refused_with_the_reason(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "comments.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFault, match=words):
        polis.read(path, "en")
    with pytest.raises(ImportFault) as told:
        polis.read(path, "nl")
    assert "comments.csv" in str(told.value)


def test_wrong_places_are_refused_with_what_to_give_instead(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="nothing at"):
        polis.read(tmp_path / "nowhere", "en")
    with pytest.raises(ImportFault, match=r"no comments\.csv"):
        polis.read(tmp_path, "en")
    with pytest.raises(ImportFault, match="more than one conversation"):
        polis.read(DATA, "en")
    with pytest.raises(ImportFault, match="statements are not in it"):
        polis.read(DATA / "older" / "votes.csv", "en")
    broken = tmp_path / "export.zip"
    broken.write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(ImportFault, match="not a zip that can be opened"):
        polis.read(broken, "en")


# --- what could lead to a person


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("mail naar jan.de-wit@voorbeeld.nl", ["email"]),
        ("bel 06-12345678", ["phone"]),
        ("bel (020) 123 45 67 of +31 6 1234 5678", ["phone"]),
        ("ik woon op 1234 AB en hij op 1234cd", ["postcode"]),
        ("in 2027 en daarna, 1500 woningen, € 12.500, 10-12-2026", []),
        ("1234 SS bestaat niet, en @iedereen is geen adres", []),
    ],
)
def test_what_looks_personal_is_found(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in personal_details([("P-0001", text)])] == kinds


def test_personal_details_are_pointed_at_without_repeating_or_removing_them(tmp_path: Path) -> None:
    read = polis.read(export(tmp_path, row(0), row(1, "bel 06-12345678")), "en")
    assert [(found.contribution_id, found.kind) for found in read.personal] == [("P-0001", "phone")]
    assert "06-12345678" in read.contributions.loc[1, "text"]
    assert not any("12345678" in note for note in read.notes)
    assert any("phone number in: P-0001" in note for note in read.notes)


# --- a real conversation, where it stands


@pytest.mark.skipif(not SAMPLES, reason="no real Polis export beside the repository (../shared/samples/polis)")
def test_a_real_conversation_is_read_whole() -> None:
    read = polis.read(SAMPLES[0].parent, "en")
    assert read.faults == ()
    assert (len(read.contributions), len(read.accepted), len(read.rejected)) == (165, 119, 46)
    assert read.contributions["contribution_id"].is_unique
    assert read.contributions["received_on"].min() == pd.Timestamp("2017-06-14")
    assert read.contributions["contributor"].nunique() == 57
    assert (read.generation, read.sign) == ("milliseconds", "right")
    assert read.topic == "ScoopNZ Hivemind on affordable housing"
    assert read.contributions["text"].tolist() == pd.read_csv(SAMPLES[0])["comment-body"].tolist()
