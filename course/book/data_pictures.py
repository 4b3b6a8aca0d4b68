"""The part of a data page that shows a case at a glance: three pictures, and what stands beside the tables."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from course import chain
from course.boards import DecisionCalendar, FunnelPicture, ReachPicture
from course.case import load
from course.i18n import Language, t

__all__ = ["build"]


def build(folder: Path, lang: Language) -> list[nodes.Node]:
    """The funnel, who was heard, and the calendar; for a made case also what ``dirty/`` and ``truth/`` hold."""
    case = load(folder, lang)
    part = nodes.section("", nodes.title("", t("data.glance", lang)), ids=["glance"])
    for name, picture in (("heard", ReachPicture(case, lang=lang)), ("calendar", DecisionCalendar(case, lang=lang)), ("chain", FunnelPicture(case, lang=lang))):
        part += nodes.rubric("", t(f"data.{name}", lang))
        if name == "chain" and not chain.has_traces(case):
            part += nodes.paragraph("", t("data.no_chain", lang))
        else:
            part += nodes.raw("", picture._repr_html_(), format="html")  # noqa: SLF001 (what a notebook shows of it)
    found: list[nodes.Node] = [part]
    beside = [name for name in ("reference", "dirty", "truth") if (folder / name).is_dir() and (folder / "truth").is_dir()]
    if beside:
        listed = nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph(
            "", "", nodes.literal("", f"{name}/"), nodes.Text(f" {t(f'data.beside.{name}', lang)}"))) for name in beside))
        found.append(nodes.section("", nodes.title("", t("data.beside_title", lang)), listed, ids=["beside"]))
    return found
