"""What drawn pictures have in common: a frame with words for who does not see it, a caption, and the same data as a table."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from course.boards.modules import style_sheet
from course.i18n import Language, t

__all__ = ["as_table", "escaped", "figure"]


def escaped(value: object) -> str:
    """The value as text that cannot be read as markup."""
    return html.escape(str(value))


def figure(alt: str, caption: str, body: str, table: str = "") -> str:
    """A picture in HTML: `body` is drawn, `alt` says what it shows, `table` holds the same data."""
    return (f'<style>{style_sheet("chart")}</style><figure class="cal-figure"><div class="cal-picture" role="img" aria-label="{escaped(alt)}">'
            f'{body}</div>{table}<figcaption>{escaped(caption)}</figcaption></figure>')


def as_table(columns: Sequence[str], rows: Iterable[Sequence[object]], lang: Language, heading: int = 0) -> str:
    """The data of a picture, folded away under it; the column with number `heading` says what a row is about."""
    title = escaped(t("chart.as_table", lang))
    heads = "".join(f'<th scope="col">{escaped(name)}</th>' for name in columns)
    body = "".join("<tr>" + "".join(_cell(cell, at == heading) for at, cell in enumerate(row)) + "</tr>" for row in rows)
    return (f'<details class="cal-table"><summary>{title}</summary><div class="cal-scroll" tabindex="0" role="region" aria-label="{title}">'
            f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div></details>")


def _cell(value: object, heading: bool) -> str:
    return f'<th scope="row">{escaped(value)}</th>' if heading else f"<td>{escaped(value)}</td>"
