"""Which scripts and styles a page asks for, and nothing else.

Sphinx, the theme and the extensions register theirs for every page; we name what a page uses.
"""

from __future__ import annotations

import functools
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from course.book import boards

__all__ = ["Assets", "choose", "drop_unused"]

WEB = Path(__file__).parent / "web"
# What the theme and Sphinx copy for every book and none of our pages asks for.
UNUSED = ("scripts", "styles", "vendor/fontawesome", "images", "locales", "sbt-webpack-macros.html",
          "webpack-macros.html", "basic.css", "file.png", "plus.png", "minus.png", "VENDORED.md", "mystnb.*.css",
          "base-stemmer.js", "*-stemmer.js")
# Scripts and styles of boards, each named after its checksum.
BOARDS = "boards"
SEARCH = ("documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js", "search.js",
          "searchtools.js", "language_data.js")


@dataclass(frozen=True)
class Assets:
    """What one page asks for, as addresses relative to that page.

    Attributes
    ----------
    scripts
        Run in this order, after the page has been read.
    state
        The stored state of boards, as an element; empty without boards.
    boards
        The scripts of the boards, which run before the loader.
    loader
        Address of the board loader, if the page has boards and no core widgets.
    manager
        Base address of the widget manager, if the page shows core widgets.
    """

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    fonts: tuple[str, ...]
    state: str
    boards: tuple[str, ...]
    loader: str | None
    manager: str | None


def choose(app: Sphinx, pagename: str, context: dict[str, Any], doctree: nodes.document | None) -> Assets:
    """The assets of one page, from what stands on it."""
    body = context.get("body", "")

    def static(name: str) -> str:
        mark = _mark(name)
        return context["pathto"](f"_static/{name}", 1) + (f"?v={mark}" if mark else "")

    views, state = boards.shown(doctree), boards.state_of(app, pagename)
    core = boards.has_core_widgets(state, views)
    parts = boards.take_apart(state, views, own_loader=not core)
    for name, content in {**parts.scripts, **parts.styles}.items():
        _store(Path(app.outdir) / "_static" / BOARDS / name, content)
    styles = ["site.css", *(f"{BOARDS}/{name}" for name in parts.styles)]
    if 'class="highlight' in body:
        styles.insert(0, "pygments.css")
    if 'class="sd-' in body:
        styles.insert(0, "sphinx-design.min.css")
    scripts = ["site.js"]
    if "sd-tab-set" in body:
        scripts.append("design-tabs.js")
    if 'class="glossary-filter' in body:
        scripts.append("glossary.js")
    if pagename == "search":
        known = [name for name in SEARCH if name != "translations.js" or _has_translations(app)]
        scripts = [*known, "searchindex.js", *scripts]
    return Assets(
        styles=tuple(map(static, styles)),
        scripts=tuple(context["pathto"](name, 1) if name == "searchindex.js" else static(name) for name in scripts),
        fonts=tuple(context["pathto"](f"_static/vendor/atkinson/latin-{weight}.woff2", 1) for weight in (400, 700)),
        state=parts.state,
        boards=tuple(static(f"{BOARDS}/{name}") for name in parts.scripts),
        loader=static("boards.js") if views and not core else None,
        manager=context["pathto"]("_static/vendor/widgets/", 1) if views and core else None,
    )


def drop_unused(app: Sphinx, fault: Exception | None) -> None:
    """Take the copied files that no page asks for out of the built book."""
    if fault is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    for path in [found for name in UNUSED for found in static.glob(name)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _store(path: Path, content: str) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())


@functools.cache
def _mark(name: str) -> str:
    """A few digits of our own file's checksum, so that a browser fetches a changed file anew."""
    path = WEB / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path.is_file() else ""


def _has_translations(app: Sphinx) -> bool:
    return bool(app.builder._get_translations_js())  # noqa: SLF001 (Sphinx offers no public way to ask)
