"""What a lesson says about itself adds up, and is the same in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from course.classroom.about import About, AboutError, about

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
NOTEBOOKS = sorted(path.name for path in (LESSONS / "nl").glob("*.ipynb"))
GOOD: dict[str, Any] = {
    "lesson": 7, "minutes": 90, "parts": [{"phase": "opening", "minutes": 10}, {"phase": "exercise", "minutes": 80}],
    "variants": {"60": [0, 60], "45": [5, 40]}, "level": ["apply"], "material": ["cards"], "competences": ["CP2"],
    "goal": "say what may still change", "summary": "One card.",
}  # fmt: skip


def saved(folder: Path, **changes: Any) -> Path:
    path = folder / "07-a-lesson.ipynb"
    path.write_text(json.dumps({"metadata": {"course": {**GOOD, **changes}}}), "utf-8")
    return path


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_lesson_says_the_same_of_itself_in_both_languages(name: str) -> None:
    dutch, english = about(LESSONS / "nl" / name), about(LESSONS / "en" / name)
    assert (dutch is None) == (english is None)
    if dutch and english:
        plain = {"goal": "", "summary": ""}
        assert {**_values(dutch), **plain} == {**_values(english), **plain}
        assert dutch.goal != english.goal and dutch.summary != english.summary
        assert name.startswith(f"{dutch.number:02d}-")


def test_every_lesson_can_be_given_in_sixty_and_in_forty_five_minutes() -> None:
    lessons = [one for name in NOTEBOOKS if (one := about(LESSONS / "nl" / name))]
    assert lessons
    assert all(set(one.variants) >= {45, 60} for one in lessons)


def test_notebook_without_a_lesson_number_is_no_lesson(tmp_path: Path) -> None:
    path = tmp_path / "own.ipynb"
    path.write_text('{"metadata": {"course": {"minutes": 30}}}', "utf-8")
    assert about(path) is None


@pytest.mark.parametrize(("changes", "said"), [
    ({"minutes": 80}, "the parts take 90 minutes, and the lesson 80"),
    ({"variants": {"60": [0, 50]}}, "the variant of 60 minutes adds up to 50"),
    ({"variants": {"60": [60]}}, "the variant of 60 minutes has 1 parts, and the lesson 2"),
    ({"variants": {"60": [-5, 65]}}, "less than no minutes"),
    ({"level": ["aply"]}, "level: aply is none of"),
    ({"material": ["slide"]}, "material: slide is none of"),
    ({"competences": ["CP9"]}, "competences: CP9 is none of"),
    ({"parts": [{"phase": "lunch", "minutes": 10}, {"phase": "exercise", "minutes": 80}]}, "phase: lunch is none of"),
])  # fmt: skip
def test_fault_is_told_with_the_notebook_and_what_was_expected(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(AboutError, match="07-a-lesson") as told:
        about(saved(tmp_path, **changes))
    assert said in str(told.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(AboutError) as told:
        about(saved(tmp_path, minutes=80, level=["aply"]))
    assert "80" in str(told.value) and "aply" in str(told.value)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "07-a-lesson.ipynb"
    path.write_text('{"metadata": {"course": {"lesson": 7, "minutes": 90}}}', "utf-8")
    with pytest.raises(AboutError, match="lack competences, goal, level"):
        about(path)


def _values(one: About) -> dict[str, Any]:
    return {name: getattr(one, name) for name in FIELDS}


FIELDS = tuple(About.__dataclass_fields__)
