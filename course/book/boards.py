"""Boards on the static page: a place for each in the text, and their stored state in a form the loader reads.

myst-nb writes every widget as a script element with the id of its model, and the state of all models of the
notebook in one more script. We keep that form, leave out models no board on the page needs, and store a board
class's code once even when a page has several boards of it.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.util import logging

from course.i18n import t

__all__ = ["STATE", "VIEW", "has_core_widgets", "make_room", "shown", "state_of", "state_script"]

STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
LOGGER = logging.getLogger(__name__)
SLOT = ('<div class="board-slot" data-board-model="{model}"><p class="board-wait">{wait}</p>'
        "<noscript><p>{no_script}</p></noscript></div>")


def make_room(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give every widget view a cell that may be as wide as the page, and a place to be drawn in.

    A view whose state is not stored would be an empty spot on the page, so it is a warning here.
    """
    state = state_of(app, docname)
    own = not has_core_widgets(state, shown(doctree))
    lang = app.config.language
    for view in list(_views(doctree)):
        model = _model(view)
        if model not in state:
            LOGGER.warning("a board's state is not stored in this notebook, so the page would be empty there; "
                           "run `course notebooks`", location=docname, type="course", subtype="board")
            continue
        cell = next((node for node in _ancestors(view) if "cell" in node.get("classes", ())), None)
        if cell is not None:
            cell["classes"].append("board-cell")
        if own:
            view.parent.insert(view.parent.index(view), nodes.raw(
                "", SLOT.format(model=escape(model), wait=t("book.board.wait", lang),
                                no_script=t("book.board.no_script", lang)), format="html"))


def shown(doctree: nodes.document | None) -> tuple[str, ...]:
    """The ids of the models that a page shows."""
    return tuple(_model(view) for view in _views(doctree)) if doctree is not None else ()


def state_of(app: Sphinx, docname: str) -> dict[str, Any]:
    """The stored models of a notebook, by id; empty for a page without widgets."""
    _, attributes = NbMetadataCollector.get_js_files(app.env, docname).get("ipywidgets_state", (None, {}))
    return json.loads(attributes["body"])["state"] if attributes else {}


def has_core_widgets(state: dict[str, Any], views: tuple[str, ...]) -> bool:
    """Does the page show a widget that only the ipywidgets manager can draw?

    >>> has_core_widgets({"a": {"model_module": "anywidget"}}, ("a",))
    False
    """
    return any(state[view]["model_module"] != "anywidget" for view in views if view in state)


def state_script(state: dict[str, Any], views: tuple[str, ...], *, own_loader: bool) -> str:
    """The script element with the stored state.

    For our own loader only the boards on the page are kept, and ``_esm`` and ``_css`` that an earlier board
    already carries become ``{"same_as": id}``.
    """
    kept = {view: state[view] for view in views if view in state} if own_loader else state
    if own_loader:
        first: dict[tuple[str, str], str] = {}
        for model, board in kept.items():
            values = board["state"] = dict(board["state"])
            for part in ("_esm", "_css"):
                if (code := values.get(part)) and first.setdefault((part, code), model) != model:
                    values[part] = {"same_as": first[part, code]}
    whole = {"version_major": 2, "version_minor": 0, "state": kept}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    # Nothing in the state may look like the end of the script, or like a comment.
    safe = text.replace("<", "\\u003c")
    return f'<script type="{STATE}">{safe}</script>'


def _views(doctree: nodes.document) -> list[nodes.raw]:
    return [node for node in doctree.findall(nodes.raw) if node.astext().startswith(f'<script type="{VIEW}"')]


def _model(view: nodes.raw) -> str:
    found = re.search(r">(.*)</script>", view.astext(), re.DOTALL)
    return json.loads(found[1])["model_id"] if found else ""


def _ancestors(node: nodes.Node) -> list[nodes.Element]:
    found = []
    while (node := node.parent) is not None:
        found.append(node)
    return found
