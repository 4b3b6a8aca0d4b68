"""The writer of the lessons: the same bytes every time, and a clear word when a lesson is not right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course import notebooks
from course.notebooks_normal import STATE, shown_widgets, stored_widgets

SLIDER = "import ipywidgets\nslider = ipywidgets.IntSlider(description='months')"
LINKED = "other = ipywidgets.IntText()\nlink = ipywidgets.jslink((slider, 'value'), (other, 'value'))\nipywidgets.VBox([slider, other])"
BOARD = """
import anywidget, traitlets
class Board(anywidget.AnyWidget):
    _esm = "export default { render() {} }"
    answers = traitlets.Dict({"c0ffee": 1}).tag(sync=True)
    def __repr__(self):
        return "Board()"
Board()
"""


def lesson(folder: Path, name: str, *sources: str, **cell: object) -> Path:
    """A notebook as a person leaves it: cells without ids, never run."""
    cells = [
        {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None, **cell} for source in sources
    ]
    prose = {"cell_type": "markdown", "source": ["# One\n", "two"], "metadata": {}}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [prose, *cells]}), "utf-8")
    return path


def read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], list[bytes]]:
    """Three kinds of lesson after a run, and their bytes at that time."""
    folder = tmp_path_factory.mktemp("my café course") / "lessons" / "en"
    paths = [
        lesson(folder, "plain", "from course.i18n import language\nprint('a')\nprint(language())", "", "1 + 1"),
        lesson(folder, "slider", SLIDER, LINKED),
        lesson(folder, "board", BOARD),
    ]
    assert notebooks.write(paths) == paths
    return paths, [path.read_bytes() for path in paths]


class TestTwoRuns:
    def test_give_the_same_bytes(self, written: tuple[list[Path], list[bytes]]) -> None:
        paths, first = written
        assert notebooks.stale(paths) == []
        assert notebooks.write(paths) == []
        assert [path.read_bytes() for path in paths] == first

    def test_leave_nothing_that_changes_by_itself(self, written: tuple[list[Path], list[bytes]]) -> None:
        for text in map(bytes.decode, written[1]):
            notebook = json.loads(text)
            assert text.endswith("}\n") and "\r" not in text
            assert text == json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
            assert notebook["metadata"]["language_info"] == {"name": "python"}
            assert notebook["metadata"]["kernelspec"]["name"] == "python3"
            assert [cell["id"] for cell in notebook["cells"]] == [f"c{number:03d}" for number in range(len(notebook["cells"]))]
            assert not any("execution" in cell["metadata"] for cell in notebook["cells"])

    def test_number_the_cells_that_ran(self, written: tuple[list[Path], list[bytes]]) -> None:
        cells = read(written[0][0])["cells"]
        assert [cell.get("execution_count") for cell in cells] == [None, 1, None, 2]
        assert cells[3]["outputs"][0]["execution_count"] == 2

    def test_run_in_the_folder_of_the_lesson(self, written: tuple[list[Path], list[bytes]]) -> None:
        assert read(written[0][0])["cells"][1]["outputs"][0]["text"] == ["a\n", "en\n"]

    def test_keep_the_state_of_what_is_shown_and_of_what_links_it(self, written: tuple[list[Path], list[bytes]]) -> None:
        notebook = read(written[0][1])
        state = stored_widgets(notebook)
        names = sorted(one["model_name"] for one in state.values() if one["model_name"] != "LayoutModel" and "Style" not in one["model_name"])
        assert names == ["IntSliderModel", "IntTextModel", "LinkModel", "VBoxModel"]
        assert [model for _, model in shown_widgets(notebook)][0] in state
        told = [part.removeprefix("IPY_MODEL_") for part in json.dumps(state).split('"') if part.startswith("IPY_MODEL_")]
        assert told and set(told) <= set(state)

    def test_keep_a_board_whole(self, written: tuple[list[Path], list[bytes]]) -> None:
        notebook = read(written[0][2])
        [(_, model)] = shown_widgets(notebook)
        assert stored_widgets(notebook)[model]["state"]["answers"] == {"c0ffee": 1}
        assert notebooks.views_without_state(written[0][2]) == []

    def test_have_no_state_without_widgets(self, written: tuple[list[Path], list[bytes]]) -> None:
        assert "widgets" not in read(written[0][0])["metadata"]


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("source", "told"),
        [
            ("1 / 0", "cell 3: ZeroDivisionError: division by zero"),
            ("import sys\nprint('careful', file=sys.stderr)", "cell 3: writes to stderr, which no lesson should show: careful"),
            ("import warnings\nwarnings.warn('old')", "cell 3: writes to stderr"),
            ("object()", "cell 3: shows <object object at 0x"),
            ("import os\nos._exit(1)", "cell 3: Python itself stopped"),
        ],
    )
    def test_is_told_with_its_cell(self, tmp_path: Path, source: str, told: str) -> None:
        path = lesson(tmp_path / "nl", "lesson", "x = 1", source)
        before = path.read_bytes()
        with pytest.raises(notebooks.NotebookError) as error:
            notebooks.write([path])
        assert str(error.value).startswith("lesson.ipynb in nl, ")
        assert told.replace("<object object", "<object") in str(error.value)
        assert path.read_bytes() == before

    def test_does_not_keep_the_others_from_being_written(self, tmp_path: Path) -> None:
        good, bad = lesson(tmp_path, "good", "1"), lesson(tmp_path, "bad", "nothing")
        with pytest.raises(notebooks.NotebookError, match="name 'nothing' is not defined"):
            notebooks.write([bad, good])
        assert notebooks.without_outputs(good) == []
        assert [why for path, why in notebooks.stale([good, bad]) if path == bad] == [
            f"bad.ipynb in {tmp_path.name}, cell 2: NameError: name 'nothing' is not defined"
        ]

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"nbformat": 3, "cells": []}'])
    def test_a_file_that_is_no_notebook(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "a.ipynb"
        path.write_text(text)
        with pytest.raises(notebooks.NotebookError, match="cannot be read as a notebook"):
            notebooks.run(path)

    def test_a_path_without_notebooks(self, tmp_path: Path) -> None:
        with pytest.raises(notebooks.NotebookError, match="no notebook there"):
            notebooks.find(tmp_path, [tmp_path / "nothing"])


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = lesson(tmp_path_factory.mktemp("x") / "nl", "a", "1 + 1", SLIDER + "\nslider")
    notebooks.write([path])
    return path.read_text("utf-8")


class TestStale:
    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [
            ('"2"', '"3"', "cell 2: a new run gives other outputs"),
            ('"months"', '"years"', "a new run gives other metadata (widgets)"),
            ('\n "nbformat"', '\n  "nbformat"', "the same content, not as `course notebooks` writes it"),
        ],
    )
    def test_names_what_differs_and_writes_nothing(self, tmp_path: Path, stored: str, old: str, new: str, why: str) -> None:
        path = tmp_path / "nl" / "a.ipynb"
        path.parent.mkdir()
        path.write_text(stored.replace(old, new), "utf-8")
        before = path.read_bytes()
        [(found, told)] = notebooks.stale([path])
        assert found == path and told.startswith("a.ipynb in nl") and told.endswith(why)
        assert path.read_bytes() == before


class TestChecks:
    def test_a_board_whose_state_is_gone_is_found(self, tmp_path: Path) -> None:
        path = lesson(tmp_path / "nl", "a", BOARD)
        notebooks.write([path])
        notebook = read(path)
        notebook["metadata"]["widgets"][STATE]["state"] = {}
        path.write_text(json.dumps(notebook))
        assert notebooks.views_without_state(path) == ["a.ipynb in nl, cell 2"]

    def test_a_cell_that_was_never_run_is_found(self, tmp_path: Path) -> None:
        assert notebooks.without_outputs(lesson(tmp_path / "nl", "a", "1", "")) == ["a.ipynb in nl, cell 2"]

    def test_code_that_differs_between_the_languages_is_found(self, tmp_path: Path) -> None:
        nl, en = tmp_path / "nl", tmp_path / "en"
        lesson(nl, "same", "1"), lesson(en, "same", "1")
        lesson(nl, "other", "1", "2"), lesson(en, "other", "1", "3")
        lesson(nl, "tags", "1", metadata={"tags": ["hide-input"]}), lesson(en, "tags", "1")
        lesson(nl, "more", "1"), lesson(en, "more", "1", "2")
        lesson(nl, "alone", "1")
        assert notebooks.differences_in_code(nl, en) == [
            f"alone.ipynb is missing in {en}",
            "more.ipynb: code cell 2 differs between nl and en",
            "other.ipynb: code cell 2 differs between nl and en",
            "tags.ipynb: code cell 1 differs between nl and en",
        ]

    def test_copies_that_jupyterlab_keeps_are_no_lessons(self, tmp_path: Path) -> None:
        path = lesson(tmp_path / "lessons" / "nl", "a", "1")
        lesson(tmp_path / "lessons" / "nl" / ".ipynb_checkpoints", "a-checkpoint", "1")
        assert notebooks.find(tmp_path) == [path.resolve()]

    def test_a_broken_notebook_does_not_keep_jupyterlab_from_opening(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
        (tmp_path / "broken.ipynb").write_text("{")
        notebooks.trust([tmp_path / "broken.ipynb", lesson(tmp_path, "a", "1")])
