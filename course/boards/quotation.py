"""One contribution, shown in a lesson as it came in."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from course import codebook
from course.boards.modules import style_sheet
from course.case import Case
from course.i18n import Language, language, t
from course.i18n.dates import day

__all__ = ["Quotation"]


@dataclass(frozen=True)
class Quotation:
    """A contribution with the day and the channel it came in through.

    Raises
    ------
    KeyError
        When shown, if the case has no such contribution.
    """

    case: Case = field(repr=False)
    contribution_id: str
    lang: Language = field(default_factory=language)

    def _repr_html_(self) -> str:
        row, lang = self.case.contribution(self.contribution_id), self.lang
        words = t("chart.came_in", lang, date=day(row["received_on"], lang), channel=codebook.label(row["channel"], lang))
        return (f"<style>{style_sheet('quotation')}</style><figure class=\"voice\"><blockquote dir=\"auto\"><p>{html.escape(row[f'text_{lang}'])}</p></blockquote>"
                f"<figcaption>{html.escape(words)}</figcaption></figure>")
