"""Pages of a lesson for paper: the answer key for the lecturer, and cards with a sheet of answers for a room without laptops."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from course import codebook, mapping
from course.boards.answers import Item
from course.boards.sheet import exercises
from course.book.single_file import fonts, inside
from course.case import load
from course.classroom.class_picture import REFERENCES, shown
from course.classroom.key import received
from course.classroom.sheets import sheet_with
from course.i18n import Language, section, t
from course.i18n.dates import day

MANY = 12
"""From so many answers on, those that questions share stand on a sheet of their own instead of on every card."""

PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{lead}</p>
<p class="quiet">{synthetic}</p>
{body}
</main>
</body>
</html>
"""

STYLE = """
:root { --ink: #1c2427; --dim: #515a5d; --line: #dcd6ca; --accent: #0b6072; --paper: #fffefb; }
body { margin: 0 auto; max-width: 52rem; padding: 2rem 1.25rem 3rem; background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
body { font: 1rem/1.5 "Atkinson Hyperlegible", "Segoe UI", "Noto Sans", Arial, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0 0 .25rem; }
p { margin: 0 0 .5rem; }
.quiet { color: var(--dim); font-size: .9375rem; }
blockquote { margin: 0 0 .5rem; font-size: 1.1rem; }
article { margin-top: 1.25rem; padding-top: .75rem; border-top: 2px solid var(--line); break-inside: avoid; }
dt { margin-top: .5rem; }
dd { margin: 0 0 0 1rem; }
.grade { color: var(--accent); font-weight: 700; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 0; }
.cards article { margin: -1px 0 0 -1px; padding: .9rem 1rem 1rem; border: 1px dashed var(--dim); }
ul { margin: 0; padding-left: 1.2rem; }
.columns { columns: 16rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border: 1px solid var(--dim); height: 1.6rem; font-weight: 400; }
.lesson th { padding-top: 1.25rem; font-weight: 700; }
.hint { color: var(--accent); }
.sheet { break-before: page; }
table, thead { break-inside: auto; }
tr { break-inside: avoid; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } .cards { grid-template-columns: 1fr 1fr; } h2 { break-after: avoid; } .cards + .cards { break-before: page; } }
"""

__all__ = ["cards", "framed", "key"]


def key(lesson: int, title: str, lang: Language) -> str:
    """The answer key of a lesson: every exercise, every question, the answers with their reasons."""
    body = "\n".join(f"<h2>{escape(shown(name, lang).title)}</h2>" + "".join(_answers(item, lang) for item in REFERENCES[name](lang)) for name in _boards(lesson))
    return framed(lang, t("planner.page.keyHeading", lang, title=title), t("planner.page.keyLead", lang), body)


def cards(lesson: int, title: str, lang: Language) -> str:
    """Cards to cut, sheets with answers to choose from, and a sheet to answer on."""
    return framed(lang, t("planner.page.cardsHeading", lang, title=title), t("planner.page.cardsLead", lang), "\n".join(part for name in _boards(lesson) for part in _cards(name, lang)))


def _boards(lesson: int) -> list[str]:
    return [one.name for one in exercises().values() if one.lesson == lesson and one.name in REFERENCES]


def framed(lang: Language, title: str, lead: str, body: str) -> str:
    """A page by itself, with the style and the fonts inside it; `body` is HTML, the rest is text."""
    return PAGE.format(lang=lang, title=escape(title), lead=escape(lead), synthetic=escape(t("planner.page.synthetic", lang)), style=inside(fonts() + STYLE, "style"), body=body)


def _answers(item: Item, lang: Language) -> str:
    grades, said = section("board.picture.grade", lang), f"<blockquote>{escape(item.text)}</blockquote>" if item.text else ""
    rows = "".join(f'<dt><span class="grade">{grades[one.grade]}</span> {escape(one.name)}</dt><dd>{escape(one.why)}</dd>' for one in item.answers)
    ask = f"<p><b>{escape(t('board.picture.discuss', lang))}</b> {escape(item.discuss)}</p>" if item.discuss else ""
    return f"<article><h3>{escape(item.name)}</h3>{said}<dl>{rows}</dl>{ask}</article>"


def _cards(name: str, lang: Language) -> Iterator[str]:
    words, sheet = shown(name, lang), sheet_with(name)
    if sheet is None:
        return
    shared = list(words.answers[sheet.items[0]].values())
    apart = len(shared) >= MANY and all(list(words.answers[item].values()) == shared for item in sheet.items)
    yield f"<h2>{escape(words.title)}</h2>"
    drawn = []
    for item in sheet.items:
        said = f"<blockquote>{escape(words.texts[item])}</blockquote>" if words.texts[item] else ""
        if name == "placing":
            said += f'<p class="quiet">{escape(received(load("merelhof").contribution(item), lang))}</p>'
        options = "" if apart else f"<ul>{''.join(f'<li>□ {escape(text)}</li>' for text in words.answers[item].values())}</ul>"
        drawn.append(f"<article><h3>{escape(words.names[item])}</h3>{said}{options}</article>")
    yield f'<div class="cards">{"".join(drawn)}</div>'
    if apart:
        listed = "".join(f"<li>{escape(text)}</li>" for option, text in words.answers[sheet.items[0]].items() if name != "placing" or mapping.is_reason(option))
        calendar = _calendar(lang) if name == "placing" else ""
        yield f'<section class="sheet">{calendar}<h2>{escape(t("planner.page.sheet", lang))}: {escape(words.title)}</h2><ul class="columns">{listed}</ul></section>'
    rounds = "".join(f"<th scope='col'>{escape(t('planner.page.round', lang, no=no))}</th>" for no in (1, 2))
    rows = "".join(f"<tr><th scope='row'>{escape(words.names[item])}</th><td></td><td></td></tr>" for item in sheet.items)
    yield (f'<section class="sheet"><h2>{escape(t("planner.page.answerSheet", lang))}: {escape(words.title)}</h2><p>{escape(t("planner.page.answerHow", lang))}</p>'
           f'<p>{escape(t("planner.page.role", lang))}: ____________________</p><table><thead><tr><th scope="col">{escape(t("planner.page.question", lang))}</th>{rounds}</tr></thead>'
           f"<tbody>{rows}</tbody></table></section>")  # fmt: skip


def _calendar(lang: Language) -> str:
    """The decisions of Merelhof with their windows: what the calendar on the board shows."""
    rows = []
    for row in load("merelhof").decisions.sort_values(["owner", "decision_code", "closes_on"]).itertuples(index=False):
        decision = codebook.decision(row.decision_code)
        opens = day(row.opens_on.date(), lang) if row.opens_on == row.opens_on else t("planner.page.fromStart", lang)  # noqa: PLR0124 (a missing date differs from itself)
        cells = (decision.short(lang), codebook.label(codebook.owner_group(decision.decides), lang, "owner_group"), opens, day(row.closes_on.date(), lang), t("planner.page.weeks", lang, n=row.lead_weeks))
        rows.append("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>")
    heads = "".join(f"<th scope='col'>{escape(head)}</th>" for head in section("planner.page.calendarColumns", lang))
    return f"<h2>{escape(t('planner.page.calendar', lang))}</h2><table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
