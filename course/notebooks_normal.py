"""The one form in which a notebook that was run is stored: nothing in it that changes by itself."""

from __future__ import annotations

import copy
import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

__all__ = ["Notebook", "NotebookError", "as_text", "shown_widgets", "stored_widgets", "where", "with_stable_cells"]

Notebook = dict[str, Any]

STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LEFT_BY_PROGRAMS = ("collapsed", "execution", "ExecuteTime", "scrolled", "trusted", "vscode")
MODEL = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
MEMORY_ADDRESS = re.compile(r"<[^<>]* at 0x[0-9a-fA-F]+>")


class NotebookError(ValueError):
    """A notebook that cannot be run or stored; the text names the file, the cell and what to do."""


def where(path: Path, index: int) -> str:
    """How a cell is named in messages.

    >>> where(Path("lessons/en/lesson.ipynb"), 2)
    'lesson.ipynb in en, cell 3'
    """
    return f"{path.name} in {path.resolve().parent.name}, cell {index + 1}"


def with_stable_cells(notebook: Notebook) -> nbformat.NotebookNode:
    """A copy ready to be run: every cell has an id that stays, and no output of an earlier run is left."""
    fresh = copy.deepcopy(notebook)
    fresh["nbformat_minor"] = 5
    taken = {cell.get("id") for cell in fresh["cells"]}
    free = (name for name in (f"c{number:03d}" for number in range(10_000)) if name not in taken)
    seen = set()
    for cell in fresh["cells"]:
        if not cell.get("id") or cell["id"] in seen:
            cell["id"] = next(free)
        seen.add(cell["id"])
        cell["source"] = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
        for name in LEFT_BY_PROGRAMS:
            cell["metadata"].pop(name, None)
    fresh["metadata"].pop("widgets", None)
    return nbformat.from_dict(fresh)


def as_text(notebook: nbformat.NotebookNode, path: Path) -> str:
    """The text of the file for a `notebook` that was just run; `path` names it in errors and seeds its widget ids.

    Raises
    ------
    NotebookError
        If a cell wrote to stderr or shows a memory address.
    """
    _refuse_stray_outputs(notebook, path)
    _number_the_cells(notebook)
    metadata = notebook["metadata"]
    for name in ("jupytext", "vscode"):
        metadata.pop(name, None)
    metadata["kernelspec"] = dict(KERNEL)
    metadata["language_info"] = {"name": "python"}
    order = _keep_widgets_in_use(notebook)
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise NotebookError(f"{path.name}: not a valid notebook: {error.message}") from error
    text = nbformat.writes(notebook)
    # both languages have the same ids, so that a change in a board looks the same in both files
    family = uuid.UUID(hashlib.md5(path.stem.encode(), usedforsecurity=False).hexdigest())
    stable = {model: uuid.uuid5(family, str(number)).hex for number, model in enumerate(order)}
    text = MODEL.sub(lambda found: stable.get(found[0], found[0]), text)
    return json.dumps(json.loads(text), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def shown_widgets(notebook: Notebook) -> Iterator[tuple[int, str]]:
    """Every widget that a stored output shows: the index of its cell and its model id."""
    for index, cell in enumerate(notebook["cells"]):
        for output in cell.get("outputs", ()):
            if view := output.get("data", {}).get(VIEW):
                yield index, view["model_id"]


def stored_widgets(notebook: Notebook) -> dict[str, Any]:
    """The stored state of each widget, by model id."""
    return notebook["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})


def _refuse_stray_outputs(notebook: Notebook, path: Path) -> None:
    for index, cell in enumerate(notebook["cells"]):
        for output in cell.get("outputs", ()):
            if output.get("name") == "stderr":
                first = next(iter("".join(output["text"]).strip().splitlines()), "")
                raise NotebookError(f"{where(path, index)}: writes to stderr, which no lesson should show: {first}")
            shown = output.get("text", "") + "".join(str(value) for kind, value in output.get("data", {}).items() if kind.startswith("text/"))
            if found := MEMORY_ADDRESS.search(shown):
                raise NotebookError(
                    f"{where(path, index)}: shows {found[0]}, which differs on every run; give that class a __repr__, or end the line with a semicolon"
                )


def _number_the_cells(notebook: Notebook) -> None:
    number = 0
    for cell in notebook["cells"]:
        if cell.get("execution_count") is None:
            continue
        number += 1
        cell["execution_count"] = number
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = number


def _keep_widgets_in_use(notebook: Notebook) -> list[str]:
    """Drop the state of widgets that no output leads to; the others in the order in which a reader meets them."""
    state = stored_widgets(notebook)
    texts = {model: json.dumps(state[model], sort_keys=True) for model in state}
    order: dict[str, None] = {}

    def follow(model: str) -> None:
        if model in state and model not in order:
            order[model] = None
            for found in MODEL.findall(texts[model]):
                follow(found)

    for _, model in shown_widgets(notebook):
        follow(model)
    # a link between two widgets is shown by neither: it points to them
    while links := [model for model in state if model not in order and any(found in order for found in MODEL.findall(texts[model]))]:
        follow(links[0])
    if state:
        notebook["metadata"]["widgets"][STATE]["state"] = {model: state[model] for model in order}
    else:
        notebook["metadata"].pop("widgets", None)
    return list(order)
