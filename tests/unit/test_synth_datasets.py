"""The made cases in datasets/ are what the generator makes today."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from course import case
from course.synth import datasets
from course.synth.parameter_file import case_names, case_parameters
from course.synth.parameters_outcome import DEFECTS

DATASETS = Path(__file__).resolve().parents[2] / "datasets"
ATELIER = [name for name in case_names() if name.startswith("atelier-")]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def register_of(name: str) -> list[dict[str, str]]:
    with (DATASETS / name / "truth" / "defects.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", case_names())
def test_a_new_run_gives_the_same_bytes(name: str) -> None:
    assert list(datasets.differing(DATASETS, [name])) == []


@pytest.mark.parametrize("name", case_names())
def test_the_tables_and_the_data_package_are_in_order(name: str) -> None:
    assert case.check(name) == []


def test_a_changed_a_missing_and_a_stray_file_are_all_told(tmp_path: Path) -> None:
    (folder,) = datasets.build(tmp_path, ["kievitsveen"])
    (folder / "links.csv").write_text("changed\n", "utf-8")
    (folder / "panel.csv").unlink()
    (folder / "notes.txt").write_text("", "utf-8")
    assert set(datasets.differing(tmp_path, ["kievitsveen"])) == {f"kievitsveen/{file}" for file in ("links.csv", "panel.csv", "notes.txt")}


def mended(sheet: list[list[str]], faults: dict[int, dict[str, str]]) -> list[list[str]]:
    """The sheet after undoing, line by line, what the register says; a line is numbered as an editor does."""
    sound, line = [], 1
    for row in sheet:
        fault = faults.pop(line, None)
        line += 1 + sum(cell.count("\n") for cell in row)
        if fault is None:
            sound.append(row)
        elif fault["kind"] != "double_row":
            at = sheet[0].index(fault["column"])
            several = fault["kind"] in ("shifted_column", "swapped_columns")
            cells = fault["original"].split("|") if several else [fault["original"]]
            sound.append([*row[:at], *cells, *row[at + len(cells) :]])
    return sound


@pytest.mark.parametrize("name", ATELIER)
def test_undoing_every_planted_defect_gives_back_the_sound_tables(name: str) -> None:
    register = register_of(name)
    dirty = sorted((DATASETS / name / "dirty").iterdir())
    assert {path.name for path in dirty} == {fault["file"] for fault in register}
    for path in dirty:
        faults = {int(fault["row"]): fault for fault in register if fault["file"] == path.name}
        assert rows_of(path) != rows_of(DATASETS / name / path.name)
        assert mended(rows_of(path), faults) == rows_of(DATASETS / name / path.name)
        assert faults == {}


@pytest.mark.parametrize("name", ATELIER)
def test_the_atelier_edition_holds_every_kind_of_defect_in_the_number_asked_for(name: str) -> None:
    wanted = case_parameters(name).planted.defects
    assert Counter(fault["kind"] for fault in register_of(name)) == wanted and set(wanted) == set(DEFECTS)
    assert min(wanted.values()) >= 3
