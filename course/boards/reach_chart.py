"""Who was heard in a case, beside who lives there."""

from __future__ import annotations

from dataclasses import dataclass, field

from course import codebook, reach
from course.boards.figure import as_table, escaped, figure
from course.case import Case
from course.i18n import Language, language, t

__all__ = ["ReachPicture"]


@dataclass(frozen=True)
class ReachPicture:
    """Per group two bars: its share of the residents, and its lowest and highest share of the people who were heard.

    Parameters
    ----------
    case
        The case.
    channel
        K01–K18: only who was heard through this channel; all channels if left out.
    """

    case: Case = field(repr=False)
    channel: str | None = None
    lang: Language = field(default_factory=language)

    def _repr_html_(self) -> str:
        lang, rows = self.lang, reach.who_was_heard(self.case, self.channel).fillna({"lowest": 0.0, "highest": 0.0})
        people = int(rows["heard_in_all"].max())
        most = max(float(rows["share_of_residents"].max()), float(rows["highest"].max()))
        names = {code: codebook.group(code).plural(lang) for code in rows["group_code"]}
        drawn, lines = [], []
        for row in rows.itertuples(index=False):
            lives, low, high = (round(100 * share) for share in (row.share_of_residents, row.lowest, row.highest))
            width = {name: 100 * share / most for name, share in (("lives", row.share_of_residents), ("low", row.lowest), ("more", row.highest - row.lowest))}
            name = names[row.group_code][:1].upper() + names[row.group_code][1:]
            drawn.append(
                f'<div class="cal-row"><span class="cal-name">{escaped(name)}</span><span class="cal-pair"><span class="cal-line"><i class="cal-k-lives" style="width:{width["lives"]:.1f}%"></i>'
                f'<b>{lives}%</b></span><span class="cal-line"><i class="cal-k-held" style="width:{width["low"]:.1f}%"></i><i class="cal-k-gone" style="width:{width["more"]:.1f}%"></i>'
                f"<b>{escaped(_span(low, high))}</b></span></span></div>")
            lines.append([name, f"{lives}%", f"{low}%", f"{high}%", row.heard])
        tenure = rows[rows["group_code"].map(lambda code: codebook.group(code).kind == "tenure")]
        least = rows.loc[(rows["lowest"] - rows["share_of_residents"]).idxmin()]
        alt = t("chart.reach.alt", lang, people=people, unknown=int(tenure["heard_unknown"].max()), group=names[least["group_code"]],
                lives=round(100 * least["share_of_residents"]), low=round(100 * least["lowest"]), high=round(100 * least["highest"]))
        key = (f'<p class="cal-key"><span><i class="cal-k-lives"></i>{escaped(t("chart.reach.lives", lang))}</span><span><i class="cal-k-held"></i>'
               f'{escaped(t("chart.reach.known", lang))}</span><span><i class="cal-k-gone"></i>{escaped(t("chart.reach.unknown", lang))}</span></p>')
        columns = [t(f"chart.reach.columns.{name}", lang) for name in ("group", "lives", "lowest", "highest", "heard")]
        return figure(alt, t("chart.reach.caption", lang, case=self.case.name, people=people), key + "".join(drawn), as_table(columns, lines, lang))


def _span(low: int, high: int) -> str:
    """A share, or from lowest to highest.

    >>> _span(3, 3), _span(3, 9)
    ('3%', '3–9%')
    """
    return f"{low}%" if low == high else f"{low}–{high}%"
