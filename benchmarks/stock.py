"""The peer: the same books as Jupyter Book makes them by itself, with its theme and the ipywidgets manager.

Only what would ask another host is replaced by the same files from this repository.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from course.book import configuration
from course.i18n import Language

__all__ = ["prepare", "run"]

WIDGET_PATHS = """
(function () {
  var base = document.currentScript.src.replace(/[^/]*$/, "vendor/widgets/");
  requirejs.config({ paths: { anywidget: base + "anywidget", "@jupyter-widgets/html-manager": base + "embed-amd" } });
})();
"""


def prepare(root: Path, lang: Language, folder: Path) -> Path:
    """Copy the lessons and write a stock ``_config.yml`` and ``_toc.yml`` beside them."""
    shutil.copytree(root / "lessons" / lang, folder / "lessons" / lang)
    shutil.copytree(root / "datasets", folder / "datasets")
    book = folder / "lessons" / lang
    static = folder / "static"
    shutil.copytree(root / "course" / "book" / "web" / "vendor" / "widgets", static / "vendor" / "widgets")
    (static / "widget-paths.js").write_text(WIDGET_PATHS, "utf-8")
    config = {
        "title": configuration.config_for(configuration.read_config(root), lang)["title"],
        "only_build_toc_files": True,
        "execute": {"execute_notebooks": "off"},
        "parse": configuration.read_config(root)["parse"],
        "sphinx": {"config": {
            "language": lang,
            "extensions": ["sphinx_togglebutton", "sphinx_copybutton", "myst_nb", "jupyter_book", "sphinx_comments",
                           "sphinx_external_toc", "sphinx.ext.intersphinx", "sphinx_design", "sphinx_book_theme",
                           "course.book.directives"],
            "html_static_path": [str(static)],
            "nb_ipywidgets_js": {"vendor/widgets/require.js": {}, "widget-paths.js": {},
                                 "vendor/widgets/embed-amd.js": {}},
        }},
    }
    (book / "_config.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")
    toc = configuration.toc_for(configuration.read_toc(root), lang)
    (book / "_toc.yml").write_text(yaml.safe_dump(toc, allow_unicode=True, sort_keys=False), "utf-8")
    return book


def run(book: Path) -> Path:
    """Build one prepared book as a user would."""
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(book), "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return book / "_build" / "html"
