"""The settings of each book, derived from the one ``_config.yml`` and ``_toc.yml`` at the top.

The Dutch book is the source. The other book has the same pages and settings; only the folder, the language and
the words differ.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

from course.i18n import Language, section, t

__all__ = ["SOURCE_LANGUAGE", "config_for", "pages", "read_config", "read_toc", "toc_for", "write"]

SOURCE_LANGUAGE: Language = "nl"


def read_config(root: Path) -> dict[str, Any]:
    """The Dutch book's settings as they stand at the top."""
    return yaml.safe_load((root / "_config.yml").read_text("utf-8"))


def read_toc(root: Path) -> dict[str, Any]:
    """The Dutch book's table of contents as it stands at the top."""
    return yaml.safe_load((root / "_toc.yml").read_text("utf-8"))


def config_for(config: dict[str, Any], lang: Language) -> dict[str, Any]:
    """The settings of the book in `lang`, whose source folder is that language's own.

    >>> config_for({"title": "x", "sphinx": {"config": {"language": "nl"}}}, "en")["sphinx"]["config"]["language"]
    'en'
    """
    derived = copy.deepcopy(config)
    derived["title"] = derived["author"] = t("site.title", lang)
    sphinx = derived.setdefault("sphinx", {}).setdefault("config", {})
    sphinx["language"] = lang
    sphinx["course_both_languages"] = True
    return derived


def toc_for(toc: dict[str, Any], lang: Language) -> dict[str, Any]:
    """The table of contents of the book in `lang`: the same pages, with captions in that language.

    >>> toc_for({"root": "lessons/nl/index", "parts": [{"caption": "Naslag", "chapters": []}]}, "en")["parts"]
    [{'caption': 'Reference', 'chapters': []}]
    """
    prefix = f"lessons/{SOURCE_LANGUAGE}/"
    captions = section("book.captions", lang)

    def derive(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {name: derive(value, name) for name, value in node.items()}
        if isinstance(node, list):
            return [derive(value) for value in node]
        if key in {"root", "file"}:
            if not node.startswith(prefix):
                raise ValueError(f"_toc.yml names {node!r}; every page of the book stands in {prefix}")
            return node.removeprefix(prefix)
        if key == "caption":
            if node not in captions:
                raise ValueError(f"caption {node!r} of _toc.yml has no words in {lang}; "
                                 f"add it under book.captions in {lang}.json")
            return captions[node]
        return node

    return derive(toc)


def pages(toc: dict[str, Any]) -> tuple[str, ...]:
    """Every page a table of contents names, in reading order.

    >>> pages({"root": "index", "parts": [{"chapters": [{"file": "a"}, {"file": "b"}]}]})
    ('index', 'a', 'b')
    """
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            found.extend(node[key] for key in ("root", "file") if key in node)
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(toc)
    return tuple(found)


def write(root: Path, lang: Language, folder: Path) -> tuple[Path, Path]:
    """Write the derived ``_config.yml`` and ``_toc.yml`` of one book into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    config, toc = folder / "_config.yml", folder / "_toc.yml"
    for path, content in ((config, config_for(read_config(root), lang)), (toc, toc_for(read_toc(root), lang))):
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8", newline="\n")
    return config, toc
