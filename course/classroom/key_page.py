"""The answer key as a page to print: one HTML file that asks nothing of the network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course.classroom.key import Choice, KeyCard
from course.i18n import Language, t

__all__ = ["key_page"]

PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{title}</title>
<style>
:root {{ --ink: #1c2427; --dim: #515a5d; --line: #dcd6ca; --accent: #0b6072; --paper: #fffefb; }}
body {{ margin: 0 auto; max-width: 48rem; padding: 2rem 1.25rem 3rem; background: var(--paper); color: var(--ink); }}
body {{ font: 1rem/1.5 "Atkinson Hyperlegible", "Segoe UI", "Noto Sans", Arial, sans-serif; overflow-wrap: break-word; }}
h1 {{ font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem; }}
h2 {{ font-size: 1.25rem; margin: 2.5rem 0 .5rem; }}
h3 {{ font-size: 1rem; margin: 1rem 0 .25rem; color: var(--accent); }}
p {{ margin: 0 0 .5rem; }}
.quiet {{ color: var(--dim); font-size: .9375rem; }}
table {{ width: 100%; border-collapse: collapse; font-size: .9375rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); }}
article {{ margin-top: 2rem; padding-top: 1rem; border-top: 2px solid var(--ink); break-inside: avoid; }}
article h2 {{ margin: 0 0 .5rem; }}
blockquote {{ margin: 0 0 .5rem; padding-left: 1rem; border-left: .25rem solid var(--line); font-size: 1.0625rem; }}
ul {{ margin: 0; padding-left: 1.25rem; }}
li {{ margin-bottom: .375rem; }}
a {{ color: var(--accent); }}
:focus-visible {{ outline: 3px solid var(--accent); outline-offset: 2px; }}
@media print {{ body {{ max-width: none; padding: 0; font-size: 10.5pt; }} a {{ color: inherit; text-decoration: none; }} }}
</style>
</head>
<body>
<main>
<h1>{heading}</h1>
<p>{lead}</p>
<p class="quiet">{synthetic}</p>
<h2>{overview}</h2>
<table>
<thead><tr><th scope="col">{card}</th><th scope="col">{short}</th><th scope="col">{notice}</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
{cards}
</main>
</body>
</html>
"""


def key_page(key: Sequence[KeyCard], *, name: str, lesson: int, seed: int, lang: Language) -> str:
    """The page with the whole key.

    Parameters
    ----------
    name
        Of the invented neighbourhood.
    """
    def word(which: str, **values: object) -> str:
        return escape(t(f"classroom.key.{which}", lang, **values))

    return PAGE.format(
        lang=lang, title=word("title", name=name), heading=word("heading", lesson=lesson, name=name), lead=word("lead"),
        synthetic=word("synthetic", name=name, seed=seed), overview=word("overview"), card=word("card"), short=word("short"),
        notice=word("notice"), rows="\n".join(map(_row, key)), cards="\n".join(_article(card, lang) for card in key),
    )  # fmt: skip


def _row(card: KeyCard) -> str:
    sample = "<br>".join(escape(choice.name) for choice in card.sample)
    return (f'<tr><td><a href="#card-{card.number}">{card.number}</a></td><td>{sample}</td>'
            f"<td>{escape('; '.join(card.notices))}</td></tr>")


def _article(card: KeyCard, lang: Language) -> str:
    def word(which: str, **values: object) -> str:
        return escape(t(f"classroom.key.{which}", lang, **values))

    others = _list(card.others) if card.others else f"<p>{word('no_others')}</p>"
    return "\n".join([
        f'<article id="card-{card.number}">',
        f"<h2>{word('card')} {card.number}</h2>",
        f"<blockquote>{escape(card.text)}</blockquote>",
        f'<p class="quiet">{escape(card.received)}. {word("asks", asks=card.asks)}</p>',
        f"<h3>{word('sample' if card.grade == 'good' else 'sample_defensible')}</h3>", _list(card.sample),
        f"<h3>{word('others')}</h3>", others,
        f"<h3>{word('wrong')}</h3>", _list([card.wrong]),
        "</article>",
    ])  # fmt: skip


def _list(choices: Sequence[Choice]) -> str:
    items = "\n".join(f"<li><strong>{escape(choice.name)}</strong> {escape(' '.join(choice.why))}</li>" for choice in choices)
    return f"<ul>\n{items}\n</ul>"
