"""The data package describes the files as they are, and notices when it no longer does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import frictionless
import pytest

from course import case, codebook, datapackage
from course.case import CaseError

TINY = Path(__file__).parents[1] / "data" / "tiny"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    datapackage.write(made)
    return made


def read(folder: Path) -> dict:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def test_frictionless_accepts_it(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten()
    assert {task.name for task in report.tasks} >= {"cases", "contributions", "placements", "parts"}


def test_every_column_is_described_in_both_languages(folder: Path) -> None:
    package = read(folder)
    assert package["title_nl"] == "Proefveld: een verzonnen wijk" and package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        for about in (resource, *resource["schema"]["fields"]):
            assert all(about[word] for word in ("title", "title_nl", "description", "description_nl")), about["name"]


def test_types_limits_keys_and_references_are_there(folder: Path) -> None:
    tables = {resource["name"]: resource["schema"] for resource in read(folder)["resources"]}
    fields = {field["name"]: field for field in tables["contributions"]["fields"]}
    assert fields["received_on"]["type"] == "date" and fields["attributes"]["delimiter"] == "|"
    assert fields["tenure"]["constraints"]["enum"] == ["G01", "G02", "G03", "G04"]
    assert tables["contributions"]["primaryKey"] == ["contribution_id"] and tables["links"]["missingValues"] == [""]
    targets = {key["reference"]["resource"] for key in tables["actions"]["foreignKeys"]}
    assert targets == {"contributions", "links", "actors", "documents"}


def test_a_reference_to_an_absent_table_is_left_out(folder: Path) -> None:
    for name in ("documents", "links", "actions"):
        (folder / f"{name}.csv").unlink()
    path = folder / "decisions.csv"
    path.write_text(path.read_text("utf-8").replace("TN-DOC1", ""), "utf-8")
    assert frictionless.validate(str(datapackage.write(folder))).valid


def test_writing_twice_gives_the_same_bytes_and_keeps_the_version(folder: Path) -> None:
    first = datapackage.write(folder, version="1.2.0").read_bytes()
    assert datapackage.write(folder).read_bytes() == first and b"\r" not in first
    assert read(folder)["version"] == "1.2.0" and datapackage.stale(folder) == []


def test_every_way_of_going_stale_is_told(folder: Path) -> None:
    assert datapackage.stale(folder, "en") == []
    path = folder / "panel.csv"
    path.write_text(path.read_text("utf-8").replace(",3\n", ",4\n"), "utf-8")
    assert [line.split(" has ")[0] for line in datapackage.stale(folder, "en")] == ["panel.csv"]
    path.unlink()
    assert "panel.csv" in datapackage.stale(folder, "en")[0]
    package = read(folder)
    package["resources"] = [row for row in package["resources"] if row["name"] not in ("panel", "codings")]
    package["resources"][0]["schema"]["fields"][0]["title"] = "something else"
    package["title"] = "Another title"
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    told = datapackage.stale(folder, "en")
    assert len(told) == 3 and "cases.csv" in told[0] and "codings.csv" in told[1] and "title" in told[2]
    (folder / "datapackage.json").write_text("{", "utf-8")
    assert len(datapackage.stale(folder, "nl")) == 1
    (folder / "datapackage.json").unlink()
    assert datapackage.stale(folder, "nl") == ["datapackage.json ontbreekt. Schrijf het opnieuw met: course data package tiny"]
    assert case.check(folder, "nl") == datapackage.stale(folder, "nl")


def test_a_case_with_faults_gets_no_data_package(folder: Path) -> None:
    (folder / "cases.csv").unlink()
    (folder / "datapackage.json").unlink()
    with pytest.raises(CaseError, match="cases.csv"):
        datapackage.write(folder)
    assert not (folder / "datapackage.json").exists()
    assert case.check(folder, "en")[0].startswith("cases.csv: This file is missing.")


def test_every_column_of_every_table_has_words() -> None:
    for entry in codebook.family("table"):
        for column in codebook.columns(entry.code):
            assert column.title_nl and column.title_en and column.description_nl and column.description_en


def test_the_seal_breaks_with_any_change(folder: Path) -> None:
    assert datapackage.seal(folder)
    for name in ("panel.csv", "reference/parts.csv"):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data + b"\n")
        assert not datapackage.seal(folder)
        (folder / name).unlink()
        assert not datapackage.seal(folder)
        (folder / name).write_bytes(data)
        assert datapackage.seal(folder)
    package = read(folder)
    package["resources"][0]["schema"]["fields"].pop()
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    assert not datapackage.seal(folder)


def test_who_loads_a_sealed_case_may_change_it(folder: Path) -> None:
    first = case.load(folder)
    first.contributions.loc[:, "text_nl"] = "anders"
    first.reference.parts["part"] = "x"
    again = case.load(folder)
    assert "anders" not in set(again.contributions["text_nl"]) and "x" not in set(again.reference.parts["part"])


def test_a_sealed_case_that_changes_on_disk_is_read_again(folder: Path) -> None:
    said = case.load(folder).contributions["text_nl"].iloc[0]
    path = folder / "contributions.csv"
    path.write_text(path.read_text("utf-8").replace(said, "Iets heel anders"), "utf-8", newline="")
    assert case.load(folder).contributions["text_nl"].iloc[0] == "Iets heel anders"
    datapackage.write(folder)
    assert case.load(folder).contributions["text_nl"].iloc[0] == "Iets heel anders"
    # The seal covers the tables; a file that strayed in beside them is a fault all the same.
    (folder / "contribution.csv").write_text("x\n", "utf-8")
    with pytest.raises(CaseError, match="contribution.csv"):
        case.load(folder)


def test_a_broken_table_under_a_broken_seal_is_told(folder: Path) -> None:
    path = folder / "panel.csv"
    path.write_text(path.read_text("utf-8").replace("true", "yes"), "utf-8")
    with pytest.raises(CaseError, match="took_part"):
        case.load(folder)
