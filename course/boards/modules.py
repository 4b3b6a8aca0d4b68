"""One self-contained ES module and one style sheet per board, joined from the small files in ``web/``.

A board on a static page is loaded from a ``blob:`` address, where relative imports fail. So the modules that boards
share are written in front of the board's own, with their ``import`` and ``export`` words taken off.
"""

from __future__ import annotations

import functools
import json
import re
from importlib import resources

_WEB = resources.files(__package__).joinpath("web")
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_/-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function |async function |class )", re.MULTILINE)
_REMARK = re.compile(r"^ *//.*\n", re.MULTILINE)

__all__ = ["es_module", "icons", "style_sheet"]


def _in_order(name: str, seen: list[str]) -> list[str]:
    if name not in seen:
        for needed in _IMPORT.findall(_WEB.joinpath(name).read_text("utf-8")):
            _in_order(needed, seen)
        seen.append(name)
    return seen


@functools.cache
def es_module(name: str) -> str:
    """The board's module with everything it imports in front of it; remarks left out, as every page carries a copy.

    >>> "import " in es_module("placing")
    False
    """
    files = _in_order(f"{name}.js", [])
    text = "".join(_IMPORT.sub("", _WEB.joinpath(file).read_text("utf-8")) for file in files)
    return _REMARK.sub("", _EXPORT.sub("", text))


@functools.cache
def style_sheet(*names: str) -> str:
    """The named style sheets, one after the other."""
    return "".join(_WEB.joinpath(f"{name}.css").read_text("utf-8") for name in names)


@functools.cache
def icons() -> dict[str, str]:
    """Our own SVG paths by name, drawn on a 24 × 24 grid."""
    return json.loads(_WEB.joinpath("icons.json").read_text("utf-8"))
