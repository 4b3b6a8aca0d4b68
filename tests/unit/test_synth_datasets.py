"""The made cases in datasets/ are what the generator makes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from course import case
from course.synth import datasets
from course.synth.parameter_file import case_names

DATASETS = Path(__file__).resolve().parents[2] / "datasets"


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
