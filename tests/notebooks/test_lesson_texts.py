"""What holds for the prose of every lesson, whatever it is about."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "lessons").glob("*/*.ipynb"))
NUMBERED = [path for path in LESSONS if path.stem[:2].isdigit()]
WORDS_A_MINUTE = 150

every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
every_numbered_lesson = pytest.mark.parametrize("path", NUMBERED, ids=lambda path: f"{path.parent.name}-{path.stem}")


def _notebook(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def _prose(path: Path) -> str:
    return "\n\n".join("".join(cell["source"]) for cell in _notebook(path)["cells"] if cell["cell_type"] == "markdown")


def _headings(path: Path) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", _prose(path), flags=re.MULTILINE)]


@every_numbered_lesson
def test_the_minutes_of_the_parts_add_up(path: Path) -> None:
    about = _notebook(path)["metadata"]["course"]
    assert sum(part["minutes"] for part in about["parts"]) == about["minutes"]


@every_numbered_lesson
def test_the_clock_in_the_text_follows_the_parts(path: Path) -> None:
    parts = _notebook(path)["metadata"]["course"]["parts"]
    ends = {0} | {sum(part["minutes"] for part in parts[:count]) for count in range(1, len(parts) + 1)}
    shown = {int(minute) for row in re.findall(r"^\| (\d+)–(\d+) \|", _prose(path), flags=re.MULTILINE) for minute in row}
    assert shown == ends


@every_numbered_lesson
def test_reading_leaves_at_least_half_of_the_time_for_doing(path: Path) -> None:
    for begin, end, text in re.findall(r"\*Minu\w+ (\d+) (?:tot|to) (\d+)[^*]*\*(.*?)(?=^## |\Z)", _prose(path), flags=re.MULTILINE | re.DOTALL):
        minutes = len(re.findall(r"\w+", text)) / WORDS_A_MINUTE
        assert minutes <= (int(end) - int(begin)) / 2, f"minutes {begin} to {end}: reading takes {minutes:.1f}"


@every_lesson
def test_the_other_language_has_the_same_build_up(path: Path) -> None:
    other = path.parents[1] / ("en" if path.parent.name == "nl" else "nl") / path.name
    assert _headings(path) == _headings(other)
    keys = [{key: value for key, value in _notebook(p)["metadata"]["course"].items() if key not in ("summary", "goal")} for p in (path, other)]
    assert keys[0] == keys[1]


@every_lesson
def test_nobody_shouts(path: Path) -> None:
    assert "!" not in re.sub(r"!\[", "[", _prose(path))


@every_lesson
def test_data_are_said_to_be_invented(path: Path) -> None:
    assert re.search(r"verzonnen|invented", _prose(path))


@every_lesson
def test_links_lead_to_pages_that_exist(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", _prose(path)):
        assert (path.parent / target).exists(), target


@every_lesson
def test_code_is_hidden_where_students_only_use_it_and_says_what_it_is(path: Path) -> None:
    for cell in _notebook(path)["cells"]:
        if cell["cell_type"] == "code":
            assert "".join(cell["source"]).startswith("# "), "JupyterLab shows the first line of a hidden cell as its label"
            hidden = "remove-input" in cell["metadata"].get("tags", [])
            assert hidden == cell["metadata"].get("jupyter", {}).get("source_hidden", False)
