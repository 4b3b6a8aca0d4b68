"""The lessons as they are stored. That their outputs are right is nbval's: pytest runs it on every notebook in `lessons`."""

from __future__ import annotations

from pathlib import Path

import pytest

from course import notebooks

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(path for path in (ROOT / "lessons").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)

every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: f"{path.parent.name}-{path.stem}")


def test_there_are_lessons() -> None:
    assert LESSONS


def test_both_languages_have_the_same_notebooks_with_the_same_code() -> None:
    assert notebooks.differences_in_code(ROOT / "lessons" / "nl", ROOT / "lessons" / "en") == []


@every_lesson
def test_every_code_cell_was_run(lesson: Path) -> None:
    assert notebooks.without_outputs(lesson) == []


@every_lesson
def test_every_board_has_its_state(lesson: Path) -> None:
    assert notebooks.views_without_state(lesson) == []


def test_a_new_run_changes_nothing() -> None:
    assert [why for _, why in notebooks.stale(LESSONS)] == []
