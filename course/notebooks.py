"""Run the lessons and store what they show, the same bytes every time.

A lesson is a notebook whose outputs stand in the file: the book shows them without running anything. `write` runs
notebooks and stores them, `stale` tells which ones a new run would change, and the three checks at the end tell
what would make a stored lesson wrong on the page.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from course.notebooks_normal import Notebook, NotebookError, as_text, shown_widgets, stored_widgets, where, with_stable_cells

__all__ = [
    "NotebookError",
    "differences_in_code",
    "find",
    "run",
    "stale",
    "trust",
    "views_without_state",
    "without_outputs",
    "write",
]

AT_ONCE = 2
SECONDS_PER_CELL = 120

Result = TypeVar("Result")


def find(root: Path, chosen: Iterable[Path] = ()) -> list[Path]:
    """The notebooks of the lessons under `root`, or those among the files and folders `chosen`.

    Raises
    ------
    NotebookError
        If one of `chosen` is neither a notebook nor a folder with notebooks.
    """
    found: list[Path] = []
    for path in list(chosen) or [root / "lessons"]:
        here = [path] if path.suffix == ".ipynb" and path.is_file() else sorted(path.rglob("*.ipynb")) if path.is_dir() else []
        here = [notebook for notebook in here if ".ipynb_checkpoints" not in notebook.parts]
        if not here:
            raise NotebookError(f"{path}: no notebook there; give a file that ends in .ipynb, or a folder that has some")
        found += here
    return list(dict.fromkeys(path.resolve() for path in found))


def run(path: Path) -> str:
    """The text of the notebook at `path` after a new run. The file stays as it is.

    Raises
    ------
    NotebookError
        If a cell fails, takes too long, writes to stderr, or shows something that differs on every run.
    """
    notebook = with_stable_cells(_read(path))
    folder = str(path.resolve().parent)
    # Noted when a cell begins: a Python that dies at once leaves neither a number nor an output in its cell.
    at = 0

    def note(cell: Notebook, cell_index: int) -> None:
        nonlocal at
        at = cell_index

    with tempfile.TemporaryDirectory() as profile:
        client = NotebookClient(
            notebook,
            timeout=SECONDS_PER_CELL,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
            record_timing=False,
            store_widget_state=True,
            coalesce_streams=True,
            extra_arguments=["--log-level=ERROR"],
            on_cell_execute=note,
        )
        try:
            client.execute(env=_environment(profile))
        except CellExecutionError as error:
            raise NotebookError(f"{where(path, at)}: {error.ename}: {error.evalue}") from error
        except CellTimeoutError as error:
            raise NotebookError(f"{where(path, at)}: takes more than {SECONDS_PER_CELL} seconds") from error
        except DeadKernelError as error:
            raise NotebookError(f"{where(path, at)}: Python itself stopped while the cell ran") from error
    return as_text(notebook, path)


def write(paths: Sequence[Path]) -> list[Path]:
    """Run the notebooks at `paths`, store each, and hand back those that changed.

    Raises
    ------
    NotebookError
        With every notebook that failed; those are left as they were, and the others are stored.
    """
    changed = []
    failed = []
    for path, outcome in zip(paths, _each(_run_or_error, paths), strict=True):
        if isinstance(outcome, NotebookError):
            failed.append(str(outcome))
        elif outcome.encode() != path.read_bytes():
            _replace(path, outcome)
            changed.append(path)
    if failed:
        raise NotebookError("\n".join(failed))
    return changed


def stale(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Those among `paths` that a new run would change or that do not run, each with the reason. Writes nothing."""
    reasons = (
        str(outcome) if isinstance(outcome, NotebookError) else _difference(path, outcome)
        for path, outcome in zip(paths, _each(_run_or_error, paths), strict=True)
    )
    return [(path, why) for path, why in zip(paths, reasons, strict=True) if why]


def trust(paths: Iterable[Path]) -> None:
    """Let JupyterLab show the stored boards in `paths` when it opens them, on this computer."""
    from nbformat.sign import NotebookNotary

    notary = NotebookNotary()
    for path in paths:
        # a notebook that is broken must still open, to be mended
        with contextlib.suppress(ValueError, nbformat.ValidationError):
            notary.sign(nbformat.read(path, as_version=4))


def views_without_state(path: Path) -> list[str]:
    """Cells that show a widget whose state is not in the file, so that the book has nothing to draw.

    JupyterLab leaves a notebook like that when it saves after a run; `course notebooks` mends it.
    """
    notebook = _read(path)
    stored = stored_widgets(notebook)
    return [where(path, index) for index, model in shown_widgets(notebook) if model not in stored]


def without_outputs(path: Path) -> list[str]:
    """Code cells that were never run in the stored file."""
    cells = enumerate(_read(path)["cells"])
    return [where(path, index) for index, cell in cells if _is_code(cell) and cell.get("execution_count") is None]


def differences_in_code(first: Path, second: Path) -> list[str]:
    """Where two folders, one for each language, differ in their notebooks or in a notebook's code cells."""
    names = [{path.relative_to(folder): path for path in find(folder, [folder])} for folder in (first.resolve(), second.resolve())]
    differences = [f"{name} is missing in {second}" for name in names[0].keys() - names[1].keys()]
    differences += [f"{name} is missing in {first}" for name in names[1].keys() - names[0].keys()]
    for name in sorted(names[0].keys() & names[1].keys()):
        pairs = zip_longest(*(_code(_read(found[name])) for found in names))
        differences += [
            f"{name}: code cell {number} differs between {first.name} and {second.name}"
            for number, (one, other) in enumerate(pairs, 1)
            if one != other
        ]
    return sorted(differences)


def _read(path: Path) -> Notebook:
    try:
        notebook = json.loads(path.read_text("utf-8"))
        if notebook["nbformat"] != 4 or not isinstance(notebook["cells"], list):
            raise ValueError("not of notebook format 4")
    except (KeyError, TypeError, ValueError) as error:
        raise NotebookError(f"{path}: cannot be read as a notebook ({error}); open it in JupyterLab and save it") from error
    return notebook


def _environment(profile: str) -> dict[str, str]:
    # the folder tells the language; the settings and the history of whoever runs this stay out of the lessons
    inherited = {name: value for name, value in os.environ.items() if name != "COURSE_LANG"}
    return {**inherited, "IPYTHONDIR": profile, "PYTHONUTF8": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def _each(work: Callable[[Path], Result], paths: Sequence[Path]) -> list[Result]:
    # the work is done in the kernels, one process for each notebook; a thread only waits for it
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, paths))


def _run_or_error(path: Path) -> str | NotebookError:
    try:
        return run(path)
    except NotebookError as error:
        return error


def _replace(path: Path, text: str) -> None:
    # written beside it first: a full disk or a Ctrl-C must not leave half a lesson
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(text.encode())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _difference(path: Path, fresh: str) -> str | None:
    stored = path.read_bytes()
    if stored == fresh.encode():
        return None
    old, new = json.loads(stored), json.loads(fresh)
    for index, (one, other) in enumerate(zip_longest(old["cells"], new["cells"])):
        if parts := _unequal(one or {}, other or {}):
            return f"{where(path, index)}: a new run gives other {parts}"
    if parts := _unequal(old["metadata"], new["metadata"]):
        return f"{path.name} in {path.parent.name}: a new run gives other metadata ({parts})"
    return f"{path.name} in {path.parent.name}: the same content, not as `course notebooks` writes it"


def _unequal(one: dict[str, Any], other: dict[str, Any]) -> str:
    return " and ".join(key for key in sorted({*one, *other}) if one.get(key) != other.get(key))


def _is_code(cell: dict[str, Any]) -> bool:
    return cell["cell_type"] == "code" and bool("".join(cell["source"]).strip())


def _code(notebook: Notebook) -> list[tuple[str, list[str]]]:
    cells = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    return [("".join(cell["source"]), cell["metadata"].get("tags", [])) for cell in cells]
