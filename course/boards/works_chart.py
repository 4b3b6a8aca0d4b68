"""Running works beside the heat works: where the ground or the home opens twice, and how long apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from course import codebook
from course.boards.figure import as_table, escaped, figure
from course.boards.plan_file import Opportunity, opportunities
from course.case import load
from course.i18n import Language, language, t
from course.i18n.dates import day

__all__ = ["WorksPicture"]


@dataclass(frozen=True)
class WorksPicture:
    """Per opportunity two bars on one calendar: the heat works, and the works of the other owner.

    Parameters
    ----------
    name
        The file with opportunities, such as ``lesson5``.
    """

    name: str
    lang: Language = field(default_factory=language)

    def _repr_html_(self) -> str:
        lang, found = self.lang, opportunities(self.name)
        first = dt.date(min(one.other[0].year for one in found.opportunities), 1, 1)
        last = dt.date(max(max(one.heat[1], one.other[1]).year for one in found.opportunities) + 1, 1, 1)

        def place(date: dt.date) -> float:
            return round((date - first).days / (last - first).days * 100, 2)

        rules = "".join(f'<i class="cal-rule" style="left:{place(dt.date(year, 1, 1))}%"></i>' for year in range(first.year + 1, last.year))

        def bar(days: tuple[dt.date, dt.date], kind: str) -> str:
            return f'<span class="cal-track">{rules}<span class="cal-bar {kind}" style="left:{place(days[0])}%;width:{max(round(place(days[1]) - place(days[0]), 2), 1)}%"></span></span>'

        years = range(first.year, last.year)
        axis = "".join(f'<span style="left:{place(dt.date(year, 1, 1))}%">{year}</span>' for year in years)
        rows = "".join(f'<div class="cal-row"><span class="cal-name">{escaped(one.title[lang])}</span><span class="cal-pair">{bar(one.heat, "")}{bar(one.other, "cal-other")}</span></div>'
                       for one in found.opportunities)
        key = (f'<p class="cal-key"><span><i class="cal-k-held"></i>{escaped(t("chart.works.heat", lang))}</span>'
               f'<span><i class="cal-k-lives"></i>{escaped(t("chart.works.other", lang))}</span></p>')
        body = f'{key}<div class="cal-row cal-axis"><span></span><span class="cal-track">{axis}</span></div>{rows}'
        columns = [t(f"chart.works.columns.{name}", lang) for name in ("opportunity", "owner", "heat", "other", "apart")]
        lines = [[one.title[lang], codebook.label(one.owner, lang), _span(one.heat, lang), _span(one.other, lang), t("chart.works.months", lang, n=apart(one))] for one in found.opportunities]
        soon = [one for one in found.opportunities if 0 < apart(one) <= 12]
        alt = t("chart.works.alt", lang, rows=len(found.opportunities), soon=len(soon), first=first.year, last=last.year - 1)
        return figure(alt, t("chart.works.caption", lang, case=load(found.case).name), body, as_table(columns, lines, lang))


def apart(one: Opportunity) -> int:
    """Whole months between the end of the works that come first and the start of the others; 0 if they overlap or touch.

    >>> apart(next(one for one in opportunities("lesson5").opportunities if one.id == "sewer"))
    3
    """
    before, after = sorted((one.heat, one.other))
    days = (after[0] - before[1]).days
    return max(days, 0) // 30


def _span(days: tuple[dt.date, dt.date], lang: Language) -> str:
    return f"{day(days[0], lang)} – {day(days[1], lang)}"
