"""What Sphinx loads to make our pages: templates, assets per page, boards without a kernel, words and roles.

Every page gets exactly the scripts and styles it uses. A page with boards only runs them with our own small
loader; the widget manager of ipywidgets is there only where a page shows core ipywidgets.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from course import __version__
from course.book import assets, boards, directives, mathematics, pages, searching
from course.i18n import t

__all__ = ["setup"]

HERE = Path(__file__).parent


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect our parts to Sphinx."""
    app.add_config_value("course_both_languages", False, "html")
    app.connect("config-inited", _find_our_files)
    app.connect("doctree-resolved", boards.make_room)
    # After the theme and myst-nb have had their say.
    app.connect("html-page-context", _fill_page, priority=900)
    app.connect("build-finished", assets.drop_unused)
    directives.setup(app)
    mathematics.setup(app)
    searching.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _find_our_files(app: Sphinx, config: Config) -> None:
    config.templates_path.insert(0, str(HERE / "templates"))
    config.html_static_path.append(str(HERE / "web"))
    config.nb_code_prompt_show = t("book.code.show", config.language)
    config.nb_code_prompt_hide = t("book.code.hide", config.language)


def _fill_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any],
               doctree: nodes.document | None) -> None:
    context["page"] = pages.describe(app, pagename, context, doctree)
    context["assets"] = assets.choose(app, pagename, context, doctree)
    if "body" in context:
        context["body"] = pages.mend(context["body"], context["page"].lang)
