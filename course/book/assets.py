"""Which scripts and styles a page asks for, and nothing else.

Sphinx, the theme and the extensions register theirs for every page; we name what a page uses.
"""

from __future__ import annotations

import functools
import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from course.book import boards

__all__ = ["Assets", "choose", "drop_unused"]

WEB = Path(__file__).parent / "web"
# The script and the style of the boards of a page, named after their checksum.
BOARDS = "boards"
# What the theme and Sphinx copy for every book and none of our pages asks for.
UNUSED = ("scripts", "styles", "vendor/fontawesome", "images", "locales", "sbt-webpack-macros.html",
          "webpack-macros.html", "basic.css", "file.png", "plus.png", "minus.png", "VENDORED.md", "mystnb.*.css",
          "base-stemmer.js", "*-stemmer.js")
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
    boards, loader
        Addresses of the script with the boards, and of the one that draws them, if the page has boards and no core
        widgets. Two, because an old browser that cannot read the first is told so by the second.
    manager
        Base address of the widget manager, if the page shows core widgets.
    """

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    fonts: tuple[str, ...]
    state: str
    boards: str | None
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
    kept = Path(app.outdir) / "_static"
    script = _store(kept, "js", parts.scripts.values()) if parts.scripts else None
    styles = ["site.css", *([_store(kept, "css", parts.styles.values())] if parts.styles else [])]
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
        boards=static(script) if script else None,
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


def _store(static: Path, kind: str, contents: Iterable[str]) -> str:
    """Put these in one file, for every request costs a slow phone a tenth of a second; pages with the same boards share it."""
    content = "\n".join(contents).encode()
    name = f"{BOARDS}/{hashlib.sha256(content).hexdigest()[:8]}.{kind}"
    if not (static / name).exists():
        (static / name).parent.mkdir(parents=True, exist_ok=True)
        (static / name).write_bytes(content)
    return name


@functools.cache
def _mark(name: str) -> str:
    """A few digits of our own file's checksum, so that a browser fetches a changed file anew."""
    path = WEB / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path.is_file() else ""


def _has_translations(app: Sphinx) -> bool:
    return bool(app.builder._get_translations_js())  # noqa: SLF001 (Sphinx offers no public way to ask)
