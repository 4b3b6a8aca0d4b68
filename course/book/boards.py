"""Boards on the static page: a place for each in the text, and their stored state in a form the loader reads.

myst-nb writes every widget as a script element with the id of its model, and the state of all models of the
notebook in one more script. We keep that form, leave out models no board on the page needs, and put the code and the
style of a kind of board in files of their own: a browser fetches them while it reads the page, once for all pages.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.util import logging

from course.i18n import t

__all__ = ["STATE", "VIEW", "Parts", "has_core_widgets", "make_room", "shown", "state_of", "take_apart"]

STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
LOGGER = logging.getLogger(__name__)
SLOT = ('<div class="board-slot" data-board-model="{model}"{exercise}><p class="board-wait">{wait}</p>'
        "<noscript><p>{no_script}</p></noscript></div>")


def make_room(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give every widget view a cell that may be as wide as the page, and a place to be drawn in.

    A view whose state is not stored would be an empty spot on the page, so it is a warning here.
    """
    state = state_of(app, docname)
    own = not has_core_widgets(state, shown(doctree))
    exercise = _largest(state, shown(doctree))
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
                "", SLOT.format(model=escape(model), exercise=" data-exercise" if model == exercise else "", wait=t("book.board.wait", lang),
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


@dataclass(frozen=True)
class Parts:
    """The boards of one page, taken apart.

    Attributes
    ----------
    state
        The script element with the stored state; empty without boards.
    scripts, styles
        Content by file name, in the order in which the boards come.
    """

    state: str
    scripts: dict[str, str]
    styles: dict[str, str]


def take_apart(state: dict[str, Any], views: tuple[str, ...], *, own_loader: bool) -> Parts:
    """The stored state of the boards on a page, and for our own loader their code and style apart from it.

    In the state, ``_esm`` is then the name under which the script puts the module in ``courseBoards``, and ``_css`` is gone.
    A module goes into a file as a plain script, since a browser refuses to import modules from ``file://``.
    """
    if not views:
        return Parts("", {}, {})
    scripts: dict[str, str] = {}
    styles: dict[str, str] = {}
    kept = {view: state[view] for view in views if view in state} if own_loader else state
    if own_loader:
        for model, board in kept.items():
            values = dict(board["state"])
            if code := values.pop("_esm", ""):
                name = values["_esm"] = _mark(code)
                scripts[f"{name}.js"] = _plain_script(name, code)
            if style := values.pop("_css", ""):
                styles[f"{_mark(style)}.css"] = style
            kept[model] = {**board, "state": values}
    whole = {"version_major": 2, "version_minor": 0, "state": kept}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    # Nothing in the state may look like the end of the script, or like a comment.
    safe = text.replace("<", "\\u003c")
    return Parts(f'<script type="{STATE}">{safe}</script>', scripts, styles)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _plain_script(name: str, module: str) -> str:
    """The module as a script that hands over what it exports by default.

    Raises
    ------
    ValueError
        If it imports something, or does not end with its one ``export default``.

    >>> _plain_script("a", "const x = 1;\\nexport default { x };\\n")
    '(self.courseBoards ||= {})["a"] = (() => {\\nconst x = 1;\\nreturn { x };\\n})();\\n'
    """
    before, exported, after = module.rpartition("export default ")
    if not exported or re.search(r"^\s*(import|export)\b", before, re.MULTILINE):
        raise ValueError("a board's module must stand alone and end with one `export default`; see course/boards/modules.py")
    return f'(self.courseBoards ||= {{}})["{name}"] = (() => {{\n{before}return {after.strip()}\n}})();\n'


def _largest(state: dict[str, Any], views: tuple[str, ...]) -> str | None:
    """The board with the most on it is the exercise of the page: it is drawn first."""
    sizes = {view: len(json.dumps(state[view]["state"])) for view in views if view in state}
    return max(sizes, key=sizes.__getitem__, default=None)


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
