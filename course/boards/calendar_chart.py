"""Two drawn pictures for the explanation: all windows of a case, and one window with what a day in it means.

Drawn in HTML and CSS, so that they follow the page: its width, its light or dark, its type size.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from course import codebook, windows
from course.boards.figure import as_table, escaped, figure
from course.boards.placing_table import Scale, decision_rows, owner_rows
from course.case import Case
from course.i18n import Language, language, t
from course.i18n.dates import day

__all__ = ["DecisionCalendar", "WindowPicture"]


def _bar(window: dict[str, Any], state: str = "") -> str:
    tail = (window["xu"] - window["x0"]) / max(window["x1"] - window["x0"], 0.01) * 100
    return (f'<span class="cal-bar {state}" style="left:{window["x0"]}%;right:{round(100 - window["x1"], 2)}%">'
            f'<i style="left:{round(tail, 1)}%"></i></span>')


@dataclass(frozen=True)
class DecisionCalendar:
    """All decisions of a case as bars on one calendar, grouped by owner, with the milestones above.

    Parameters
    ----------
    case
        The case whose decisions are drawn.
    alt
        The key in ``i18n`` of the text that says what this picture shows; if left out, the picture says what it counts.
    lang
        ``nl`` or ``en``; the language of the lesson that is running if left out.
    """

    case: Case = field(repr=False)
    alt: str | None = None
    lang: Language = field(default_factory=language)

    def _says(self, rows: list[list[Any]]) -> str:
        if self.alt is not None:
            return t(self.alt, self.lang)
        closing = [row[3] for row in rows]
        most = max(closing, key=closing.count)
        owners = list(dict.fromkeys(row[0] for row in rows))
        return t("chart.calendar_alt", self.lang, case=self.case.name, windows=len(rows), owners=len(owners), day=most, count=closing.count(most))

    def _repr_html_(self) -> str:
        lang = self.lang
        scale = Scale.of(self.case, [])
        decisions = decision_rows(self.case, scale, lang)
        ticks = "".join(f'<span style="left:{tick["x"]}%">{tick["year"]}</span>' for tick in scale.ticks(lang) if tick["year"])
        rules = "".join(f'<i class="cal-rule" style="left:{tick["x"]}%"></i>' for tick in scale.ticks(lang) if tick["year"])
        groups, lines = [], []
        for owner in owner_rows(self.case, lang):
            mine = [d for d in decisions if d["owner"] == owner["id"]]
            rows = "".join(f'<div class="cal-row"><span class="cal-name">{escaped(d["name"])}</span><span class="cal-track">{rules}'
                           f'{"".join(map(_bar, d["windows"]))}</span></div>' for d in mine)
            groups.append(f'<div class="cal-owner"><b>{escaped(owner["name"])}</b></div>{rows}')
            lines += [[owner["name"], d["name"], w["opens"], w["closes"], d["lead"]] for d in mine for w in d["windows"]]
        columns = [t(f"chart.columns.{name}", lang) for name in ("owner", "decision", "opens", "closes", "lead")]
        table = as_table(columns, lines, lang, heading=1)
        body = f'<div class="cal-row cal-axis"><span></span><span class="cal-track">{ticks}</span></div>{"".join(groups)}'
        return figure(self._says(lines), t("chart.calendar_caption", lang, case=self.case.name), body, table)


@dataclass(frozen=True)
class WindowPicture:
    """One window with four days on it: too early to decide, in time, tight, too late.

    Parameters
    ----------
    case
        The case the decision is taken from.
    decision_code
        A decision with one window, such as ``D23``.
    alt
        The key in ``i18n`` of the text that says what this picture shows.
    """

    case: Case = field(repr=False)
    decision_code: str
    alt: str
    lang: Language = field(default_factory=language)

    def _days(self) -> list[tuple[str, dt.date]]:
        """One day of each timing, taken from the window itself."""
        row = windows.row_for(self.case.decisions, self.decision_code, dt.date(1900, 1, 1))
        opens, closes, lead = row["opens_on"].date(), row["closes_on"].date(), int(row["lead_weeks"])
        useful = windows.last_useful_day(closes, lead)
        days = [opens - (useful - opens) / 4, opens + (useful - opens) / 2, useful + (closes - useful) / 2, closes + (closes - useful) / 2]
        return [(windows.timing(d, opens, closes, lead), d) for d in days]

    def _repr_html_(self) -> str:
        lang, days = self.lang, self._days()
        row = windows.row_for(self.case.decisions, self.decision_code, dt.date(1900, 1, 1))
        opens, closes, lead = row["opens_on"].date(), row["closes_on"].date(), int(row["lead_weeks"])
        first, last = opens - (closes - opens) / 2, closes + (closes - opens) / 3
        x = lambda date: round((date - first).days / (last - first).days * 100, 2)  # noqa: E731
        window = {"x0": x(opens), "x1": x(closes), "xu": x(windows.last_useful_day(closes, lead))}
        marks = "".join(f'<span class="cal-day cal-{timing}" style="left:{x(date)}%"><b>{no}</b></span>' for no, (timing, date) in enumerate(days, start=1))
        ends = f'<span class="cal-end" style="left:{window["x0"]}%">{day(opens, lang)}</span><span class="cal-end cal-last" style="left:{window["x1"]}%">{day(closes, lang)}</span>'
        points = "".join(f"<li><b>{escaped(day(date, lang))}: {escaped(codebook.label(timing, lang, 'timing'))}.</b> "
                         f"{escaped(t(f'chart.window.{timing}', lang, lead=lead))}</li>" for timing, date in days)
        name = codebook.decision(self.decision_code).short(lang)
        body = f'<div class="cal-window"><span class="cal-track">{_bar(window)}{marks}</span><span class="cal-ends">{ends}</span></div>'
        return figure(t(self.alt, lang), t("chart.window_caption", lang, decision=name), body, f'<ol class="cal-list">{points}</ol>')
