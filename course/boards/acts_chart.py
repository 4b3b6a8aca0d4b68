"""The acts of a case: on how many contributions somebody safeguarded, blocked or did what can be read both ways, and what came of those."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from course import chain, codebook
from course.boards.figure import as_table, escaped, figure
from course.case import Case
from course.i18n import Language, language, t

FAMILIES = {"safeguarding": "BG", "blocking": "BL", "ambivalent": "AM"}

__all__ = ["ActsPicture", "acts_and_what_came_of_them"]


def acts_and_what_came_of_them(case: Case) -> pd.DataFrame:
    """Per family of acts (3.6) the contributions with at least one, and how many of those can be accounted for.

    Recording (BG02) is left out: nearly every contribution is recorded, so it would tell nothing apart.

    Returns
    -------
    DataFrame
        ``family`` (safeguarding, blocking, ambivalent), ``contributions``, ``accounted``; and a last row ``none`` for
        contributions without any such act.

    Raises
    ------
    ValueError
        If the case has no links or no actions.
    """
    found = chain.contributions_on_the_chain(case).set_index("contribution_id")["accounted"]
    acts = case.actions[case.actions["action_code"] != "BG02"]
    rows = []
    for family, prefix in FAMILIES.items():
        here = acts.loc[acts["action_code"].str.startswith(prefix), "contribution_id"].unique()
        rows.append((family, len(here), int(found.loc[list(here)].sum())))
    rest = found.drop(list(acts["contribution_id"].unique()))
    rows.append(("none", len(rest), int(rest.sum())))
    return pd.DataFrame(rows, columns=["family", "contributions", "accounted"])


@dataclass(frozen=True)
class ActsPicture:
    """Four bars: safeguarding, blocking, ambivalent, and no such act; each with the part that can be accounted for.

    Raises
    ------
    ValueError
        When shown, if the case has no links or no actions.
    """

    case: Case = field(repr=False)
    lang: Language = field(default_factory=language)

    def _repr_html_(self) -> str:
        lang, rows = self.lang, acts_and_what_came_of_them(self.case)
        most = max(int(rows["contributions"].max()), 1)
        names = {row: codebook.label(row, lang, "action_family") if row != "none" else t("chart.acts.none", lang) for row in rows["family"]}
        drawn, lines = [], []
        for row in rows.itertuples(index=False):
            share, held = 100 * row.contributions / most, 100 * row.accounted / max(row.contributions, 1)
            name = names[row.family][:1].upper() + names[row.family][1:]
            said = t("chart.acts.said", lang, n=row.contributions, accounted=row.accounted)
            drawn.append(
                f'<div class="cal-row"><span class="cal-name">{escaped(name)}</span><span class="cal-measure"><span class="cal-whole" '
                f'style="width:{share:.1f}%"><i style="width:{held:.1f}%"></i></span><span class="cal-said">{escaped(said)}</span></span></div>')
            lines.append([name, row.contributions, row.accounted])
        values = {f"{row.family}_{what}": getattr(row, what) for row in rows.itertuples(index=False) for what in ("contributions", "accounted")}
        key = (f'<p class="cal-key"><span><i class="cal-k-held"></i>{escaped(t("chart.acts.held", lang))}</span>'
               f'<span><i class="cal-k-gone"></i>{escaped(t("chart.acts.gone", lang))}</span></p>')
        columns = [t(f"chart.acts.columns.{name}", lang) for name in ("act", "contributions", "accounted")]
        return figure(t("chart.acts.alt", lang, **values), t("chart.acts.caption", lang, case=self.case.name), key + "".join(drawn), as_table(columns, lines, lang))
