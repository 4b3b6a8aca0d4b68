"""Writing a made case: all of it or nothing, and the same bytes each time."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from course import __version__, case, datapackage, windows
from course.case_faults import CaseError
from course.synth import parameter_file
from course.synth.made import Made, Row
from course.synth.parameters import Parameters
from course.synth.people import case_row
from course.synth.write import WriteError, write

DEFAULT = Parameters()
SOME = DEFAULT.planted.defects | {"stray_spaces": 1, "two_date_notations": 1}
PARAMETERS = dataclasses.replace(DEFAULT, planted=dataclasses.replace(DEFAULT.planted, defects=SOME))


def made() -> Made:
    opens, closes = windows.window_of("D11", PARAMETERS.milestones)
    base: Row = {"contribution_id": "VB-001", "case_id": "voorbeeld", "campaign_id": None, "channel": "K14",
                 "received_on": date(2027, 3, 1), "registered_on": None, "text_nl": "Zei hij \"ja\", en toen:\nniets.", "text_en": "He said “yes”, and then:\nnothing.",
                 "tenure": "G01", "attributes": ("G05", "G09"), "group_source": "self_reported", "contributor": None,
                 "contribution_type": "complaint", "scale": "home", "concreteness": 1, "tone": "neutral", "theme_ref": "T05",
                 "theme2_ref": None, "feedback_given": "unknown"}  # fmt: skip
    decision: Row = {"decision_id": "VB-D11", "case_id": "voorbeeld", "decision_code": "D11", "cycle": None, "owner": "GEM-BW",
                     "opens_on": opens, "closes_on": closes, "lead_weeks": 2, "irreversibility": 1, "kind": "rolling", "decided_on": None,
                     "outside_window": False, "decision_document_id": None}  # fmt: skip
    tables: dict[str, list[Row]] = {
        "cases": [case_row(PARAMETERS)],
        "contributions": [base | {"contribution_id": f"VB-{number:03d}"} for number in range(1, 6)],
        "decisions": [decision], "feedback": [],
    }  # fmt: skip
    return Made(PARAMETERS, tables, {"frames": [{"contribution_id": "VB-001", "frame_id": "T05-01", "copied_from": None}], "losses": []})


def everything(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip


def test_a_case_is_written_whole_and_loads(tmp_path: Path) -> None:
    folder = write(made(), tmp_path / "new" / "voorbeeld")
    assert set(everything(folder)) == {
        "cases.csv", "contributions.csv", "decisions.csv", "datapackage.json", "README.md", "parameters.toml", "truth/frames.csv",
        "truth/defects.csv", *(name for name in everything(folder) if name.startswith("dirty/")),
    }  # fmt: skip
    assert case.check(folder) == []  # the folders beside the tables are no strays
    loaded = case.load(folder)
    assert loaded.contribution("VB-001")["attributes"] == ("G05", "G09")
    assert parameter_file.read(folder / "parameters.toml") == PARAMETERS
    assert [path.name for path in tmp_path.iterdir()] == ["new"] and [path.name for path in folder.parent.iterdir()] == ["voorbeeld"]


def test_files_are_utf8_with_lf_and_follow_the_rules_for_cells(tmp_path: Path) -> None:
    folder = write(made(), tmp_path / "voorbeeld")
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"\r" not in data and not data.startswith(b"\xef\xbb\xbf")
            data.decode("utf-8")
    line = (folder / "decisions.csv").read_text("utf-8").splitlines()[1]
    assert re.fullmatch(r"VB-D11,voorbeeld,D11,,GEM-BW,\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d,2,1,rolling,,false,", line)
    assert "G05|G09" in (folder / "contributions.csv").read_text("utf-8")


def test_the_readme_says_that_it_is_synthetic_in_both_languages(tmp_path: Path) -> None:
    text = (write(made(), tmp_path / "voorbeeld") / "README.md").read_text("utf-8")
    for words in ("**Synthetic. Voorbeeldhof does not exist.**", "**Synthetisch. Voorbeeldhof bestaat niet.**", "CC BY 4.0",
                  f"version {__version__}", "seed 1", "`truth/`", "`dirty/`", "| `contributions.csv` |"):  # fmt: skip
        assert words in text
    assert "{" not in text


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = write(made(), tmp_path / "one"), write(made(), tmp_path / "other")
    assert everything(one) == everything(other)
    write(made(), one, replace=True)
    assert everything(one) == everything(other)


def test_a_taken_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    write(made(), tmp_path / "mine")
    (tmp_path / "file").write_text("mine")
    for name in ("mine", "file"):
        with pytest.raises(WriteError, match="something in that folder already"):
            write(made(), tmp_path / name, lang="en")
    (tmp_path / "mine" / "thesis.docx").write_text("years of work")
    with pytest.raises(WriteError, match=r"thesis\.docx"):
        write(made(), tmp_path / "mine", replace=True, lang="en")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "README.md").write_text("holidays")
    with pytest.raises(WriteError, match="was not replaced"):
        write(made(), tmp_path / "photos", replace=True, lang="en")
    assert (tmp_path / "mine" / "thesis.docx").read_text() == "years of work" and (tmp_path / "photos" / "README.md").exists()


@pytest.mark.parametrize("at", range(1, 9))
def test_a_full_disk_leaves_nothing_and_says_so_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    fails_at(monkeypatch, at, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(WriteError, match="disk is full") as told:
        write(made(), tmp_path / "deep" / "voorbeeld", lang="en")
    assert "\n" not in str(told.value) and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", [1, 4])
def test_an_interruption_leaves_the_case_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    folder = write(made(), tmp_path / "voorbeeld")
    before = everything(folder)
    fails_at(monkeypatch, at, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt, match="onderbroken"):
        write(made(), folder, replace=True, lang="nl")
    assert everything(folder) == before and list(tmp_path.iterdir()) == [folder]


def test_a_move_that_fails_puts_the_old_case_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(made(), tmp_path / "voorbeeld")
    before, rename = everything(folder), Path.rename

    def stuck(path: Path, target: Path) -> Path:
        if path.name.endswith(".half"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stuck)
    with pytest.raises(WriteError, match="Permission denied"):
        write(made(), folder, replace=True, lang="en")
    assert everything(folder) == before and list(tmp_path.iterdir()) == [folder]


def test_tables_that_do_not_fit_are_not_written(tmp_path: Path) -> None:
    broken = made()
    broken.tables["decisions"][0]["closes_on"] = date(2020, 1, 1)
    with pytest.raises(CaseError, match="voorbeeld") as told:
        write(broken, tmp_path / "voorbeeld", lang="en")
    assert ".half" not in str(told.value) and list(tmp_path.iterdir()) == []


def test_the_package_seals_the_tables_only(tmp_path: Path) -> None:
    folder = write(made(), tmp_path / "voorbeeld")
    assert datapackage.seal(folder)
    (folder / "truth" / "frames.csv").write_text("gone")
    assert datapackage.seal(folder) and case.check(folder) == []


def fails_at(monkeypatch: pytest.MonkeyPatch, at: int, problem: BaseException) -> None:
    """Writing goes wrong half-way through this file, counted from 1."""
    written, save = [0], Path.write_bytes

    def write_bytes(path: Path, data: bytes) -> int:
        written[0] += 1
        if written[0] == at:
            save(path, data[: len(data) // 2])
            raise problem
        return save(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
