"""A case on the overview of the data: a link to its page, and its size, counted from the tables."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref

from course.case import load
from course.i18n import Language, t

__all__ = ["build"]


def build(folder: Path, here: str, lang: Language) -> nodes.paragraph:
    """One line; the page of a case stands beside this one and is called ``data-NAME``.

    Raises
    ------
    CaseError
        If there is no such case, or something is wrong with it.
    """
    case, name = load(folder, lang), folder.name
    sizes = {"contributions": len(case.contributions), "decisions": len(case.decisions["decision_code"].unique()), "actions": len(case.actions)}
    said = t("data.overview_case" if sizes["actions"] else "data.overview_lesson", lang, **sizes)
    page = f"data-{name}"
    link = pending_xref("", nodes.inline("", case.name), refdomain="std", reftype="doc", refdoc=here, reftarget=page, refexplicit=True, refwarn=True)
    return nodes.paragraph("", "", nodes.strong("", "", link), nodes.Text(f" · {said}"))
