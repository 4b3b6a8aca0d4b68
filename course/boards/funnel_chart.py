"""The funnel of a case: how far along the chain its contributions came, and where they were lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from course import chain, codebook
from course.boards.figure import as_table, escaped, figure
from course.case import Case
from course.i18n import Language, language, t

__all__ = ["FunnelPicture"]


@dataclass(frozen=True)
class FunnelPicture:
    """Nine bars, ST1 to ST9: what came as far as this step, and how much of that can be accounted for (model 3.5).

    Raises
    ------
    ValueError
        When shown, if the case has no links or no actions.
    """

    case: Case = field(repr=False)
    lang: Language = field(default_factory=language)

    def _repr_html_(self) -> str:
        lang, rows, count = self.lang, chain.funnel(self.case), chain.accountability(self.case)
        names = {entry.code: entry.label(lang) for entry in codebook.family("step")}
        rows_html, lines = [], []
        for row in rows.itertuples(index=False):
            share = 100 * row.reached / max(count.received, 1)
            held = 100 * row.accounted / max(row.reached, 1)
            said = t("chart.funnel.reached", lang, n=row.reached)
            lost = t("chart.funnel.lost", lang, n=row.lost_here) if row.lost_here else ""
            rows_html.append(
                f'<div class="cal-row"><span class="cal-name">{escaped(names[row.step])} <small>{row.step}</small></span><span class="cal-measure">'
                f'<span class="cal-whole" style="width:{share:.1f}%"><i style="width:{held:.1f}%"></i></span>'
                f"<span class=\"cal-said\"><b>{escaped(said)}</b>{f' · {escaped(lost)}' if lost else ''}</span></span></div>")
            lines.append([f"{names[row.step]} ({row.step})", row.reached, row.accounted, row.lost_here])
        worst = rows.loc[rows["lost_here"].idxmax()]
        alt = t("chart.funnel.alt", lang, received=count.received, registered=count.registered, accounted=count.accounted,
                step=names[worst["step"]], lost=int(worst["lost_here"]))
        key = (f'<p class="cal-key"><span><i class="cal-k-held"></i>{escaped(t("chart.funnel.held", lang))}</span>'
               f'<span><i class="cal-k-gone"></i>{escaped(t("chart.funnel.gone", lang))}</span></p>')
        columns = [t(f"chart.funnel.columns.{name}", lang) for name in ("step", "reached", "accounted", "lost")]
        caption = t("chart.funnel.caption", lang, case=self.case.name, accounted=count.accounted, both=count.both, registered=count.registered,
                    per_registered=round(100 * count.per_registered), received=count.received, per_received=round(100 * count.per_received))
        return figure(alt, caption, key + "".join(rows_html), as_table(columns, lines, lang))
