"""Words on screen, in Dutch and English.

Every text that a student or lecturer reads outside a lesson's own prose stands in the folders ``nl`` and ``en`` under
the same key. A key is a path, and the name of a file is the start of it: ``board.common.check`` is ``{"check": ...}`` in
``board.common.json``.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

__all__ = ["LANGUAGES", "Language", "enumeration", "language", "section", "t"]


@functools.cache
def _words(lang: Language) -> dict[str, Any]:
    words: dict[str, Any] = {}
    for file in sorted(resources.files(__package__).joinpath(lang).iterdir(), key=lambda file: file.name):
        *path, last = file.name.removesuffix(".json").split(".")
        node = words
        for part in path:
            node = node.setdefault(part, {})
        node[last] = json.loads(file.read_text("utf-8"))
    return words


def _known(lang: str) -> Language:
    if lang not in LANGUAGES:
        raise ValueError(f"language {lang!r} is not known; choose one of {', '.join(LANGUAGES)}")
    return lang


def section(key: str, lang: Language) -> Any:
    """Everything under `key`: a text, or a dict of texts.

    Raises
    ------
    KeyError
        If the key does not exist in that language.

    >>> section("site.title", "en")
    'From input to decision'
    """
    node: Any = _words(_known(lang))
    for part in key.split("."):
        if not isinstance(node, dict) or part not in node:
            raise KeyError(f"no text {key!r} in i18n/{lang} (stopped at {part!r})")
        node = node[part]
    return node


def t(key: str, lang: Language, /, **values: object) -> str:
    """The text under `key`, with ``{name}`` places filled from `values`.

    >>> t("site.title", "nl")
    'Van inbreng naar besluit'
    """
    text = section(key, lang)
    if not isinstance(text, str):
        raise KeyError(f"{key!r} is a group of texts, not a text; add one of: {', '.join(text)}")
    return text.format(**values) if values else text


def enumeration(words: Sequence[str], lang: Language) -> str:
    """Words after one another, the last two with *and* between them.

    >>> enumeration(["sun", "moon", "stars"], "en")
    'sun, moon and stars'
    """
    return t("board.common.and", lang).join((", ".join(words[:-1]) + " ", f" {words[-1]}")) if len(words) > 1 else "".join(words)


def language(folder: Path | None = None) -> Language:
    """The language of the lesson that is running.

    The environment variable ``COURSE_LANG`` wins; otherwise the nearest folder called ``nl`` or ``en``
    at or above `folder` (default: the working folder); otherwise Dutch.
    """
    if chosen := os.environ.get("COURSE_LANG"):
        return _known(chosen)
    here = (folder or Path.cwd()).resolve()
    return next((p.name for p in (here, *here.parents) if p.name in LANGUAGES), "nl")
