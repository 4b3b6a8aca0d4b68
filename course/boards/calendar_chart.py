"""Two drawn pictures for the explanation: all windows of a case, and one window with what a day in it means.

Drawn in HTML and CSS, so that they follow the page: its width, its light or dark, its type size.
"""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import dataclass, field
from typing import Any

from course import codebook, windows
from course.boards.modules import style_sheet
from course.boards.placing_table import Scale, decision_rows, owner_rows
from course.case import Case
from course.i18n import Language, language, t
from course.i18n.dates import day

__all__ = ["DecisionCalendar", "WindowPicture"]


def _text(value: object) -> str:
    return html.escape(str(value))


def _bar(window: dict[str, Any], state: str = "") -> str:
    tail = (window["xu"] - window["x0"]) / max(window["x1"] - window["x0"], 0.01) * 100
    return (f'<span class="cal-bar {state}" style="left:{window["x0"]}%;right:{round(100 - window["x1"], 2)}%">'
            f'<i style="left:{round(tail, 1)}%"></i></span>')


def _figure(alt: str, caption: str, body: str, table: str = "") -> str:
    return (f'<style>{style_sheet("chart")}</style><figure class="cal-figure"><div class="cal-picture" role="img" aria-label="{_text(alt)}">'
            f'{body}</div>{table}<figcaption>{_text(caption)}</figcaption></figure>')


@dataclass(frozen=True)
class DecisionCalendar:
    """All decisions of a case as bars on one calendar, grouped by owner, with the milestones above.

    Parameters
    ----------
    case
        The case whose decisions are drawn.
    alt
        The key in ``i18n`` of the text that says what this picture shows.
    lang
        ``nl`` or ``en``; the language of the lesson that is running if left out.
    """

    case: Case = field(repr=False)
    alt: str
    lang: Language = field(default_factory=language)

    def _repr_html_(self) -> str:
        lang = self.lang
        scale = Scale.of(self.case, [])
        decisions = decision_rows(self.case, scale, lang)
        ticks = "".join(f'<span style="left:{tick["x"]}%">{tick["year"]}</span>' for tick in scale.ticks(lang) if tick["year"])
        rules = "".join(f'<i class="cal-rule" style="left:{tick["x"]}%"></i>' for tick in scale.ticks(lang) if tick["year"])
        groups, lines = [], []
        for owner in owner_rows(self.case, lang):
            mine = [d for d in decisions if d["owner"] == owner["id"]]
            rows = "".join(f'<div class="cal-row"><span class="cal-name">{_text(d["name"])}</span><span class="cal-track">{rules}'
                           f'{"".join(map(_bar, d["windows"]))}</span></div>' for d in mine)
            groups.append(f'<div class="cal-owner"><b>{_text(owner["name"])}</b></div>{rows}')
            lines += [f"<tr><td>{_text(owner['name'])}</td><th scope=\"row\">{_text(d['name'])}</th><td>{_text(w['opens'])}</td><td>{_text(w['closes'])}</td>"
                      f"<td>{d['lead']}</td></tr>" for d in mine for w in d["windows"]]
        heads = "".join(f"<th scope=\"col\">{_text(t(f'chart.columns.{name}', lang))}</th>" for name in ("owner", "decision", "opens", "closes", "lead"))
        table = (f"<details class=\"cal-table\"><summary>{_text(t('chart.as_table', lang))}</summary><div class=\"cal-scroll\" tabindex=\"0\" role=\"region\" "
                 f"aria-label=\"{_text(t('chart.as_table', lang))}\"><table><thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table></div></details>")
        body = f'<div class="cal-row cal-axis"><span></span><span class="cal-track">{ticks}</span></div>{"".join(groups)}'
        return _figure(t(self.alt, lang), t("chart.calendar_caption", lang, case=self.case.name), body, table)


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
        points = "".join(f"<li><b>{_text(day(date, lang))}: {_text(codebook.label(timing, lang, 'timing'))}.</b> "
                         f"{_text(t(f'chart.window.{timing}', lang, lead=lead))}</li>" for timing, date in days)
        name = codebook.decision(self.decision_code).short(lang)
        body = f'<div class="cal-window"><span class="cal-track">{_bar(window)}{marks}</span><span class="cal-ends">{ends}</span></div>'
        return _figure(t(self.alt, lang), t("chart.window_caption", lang, decision=name), body, f'<ol class="cal-list">{points}</ol>')
