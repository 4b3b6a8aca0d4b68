"""One board on one page of its own, in both languages: a single HTML file that works offline, from any folder.

It carries the same loader, styles and stored state as the pages of the book.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path

from course.boards import PlacingBoard
from course.book.boards import SLOT, take_apart
from course.book.single_file import inside, with_fonts
from course.i18n import Language, t

WEB = Path(__file__).parent / "web"

__all__ = ["board_page"]

# The language is chosen before the loader looks for boards, so only that one is drawn; without a script both stay readable.
PAGE = """<!DOCTYPE html>
<html lang="{first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}
.text > .other {{ margin-block: 0 1.5rem; }}
</style>
<noscript><style>.board-wait {{ display: none !important; }}</style></noscript>
</head>
<body class="kind-lesson">
<main id="main-content" tabindex="-1">
{articles}
</main>
<script>
(function () {{
  var titles = {titles}, asked = new URLSearchParams(location.search).get("lang");
  var lang = asked in titles ? asked : "{first}";
  document.documentElement.lang = lang;
  document.title = titles[lang];
  document.querySelectorAll("[data-language]").forEach(function (part) {{
    if (part.dataset.language !== lang) part.remove();
  }});
}})();
</script>
{state}
{scripts}
<script data-failed="{failed}" data-details="{details}">
{loader}
</script>
</body>
</html>
"""

ARTICLE = """<article class="text" lang="{lang}" data-language="{lang}">
<p class="other"><a href="?lang={other_lang}" lang="{other_lang}" hreflang="{other_lang}">{other}</a></p>
<h1>{heading}</h1>
<p>{lead}</p>
<p>{how}</p>
<div class="board-cell">{slot}</div>
<p class="quiet">{synthetic}</p>
<p class="quiet">{licence}</p>
</article>"""


def board_page(boards: Mapping[Language, PlacingBoard], first: Language, *, lesson: int, seed: int) -> str:
    """The page with this board; `first` is the language it opens in.

    Parameters
    ----------
    boards
        The same board in each language.
    """
    name = boards[first].case.name
    models = {f"board-{lang}": {"model_name": "AnyModel", "model_module": "anywidget", "state": _state(board)} for lang, board in boards.items()}
    parts = take_apart(models, tuple(models), own_loader=True)
    style = "\n".join([with_fonts((WEB / "site.css").read_text("utf-8")), *parts.styles.values()])
    return PAGE.format(
        first=first, title=escape(t("classroom.page.title", first, name=name)), style=inside(style, "style"),
        articles="\n".join(_article(boards[lang], lang, lesson, seed) for lang in sorted(boards, key=lambda lang: lang != first)),
        titles=json.dumps({lang: t("classroom.page.title", lang, name=name) for lang in boards}, ensure_ascii=False).replace("<", "\\u003c"),
        state=parts.state, scripts="\n".join(f"<script>\n{inside(script, 'script')}</script>" for script in parts.scripts.values()),
        failed=escape(t("book.board.failed", first)), details=escape(t("book.board.details", first)),
        loader=inside((WEB / "boards.js").read_text("utf-8"), "script"),
    )  # fmt: skip


def _state(board: PlacingBoard) -> dict[str, object]:
    return {"_esm": board._esm, "_css": board._css, "board": board.board, "answers": {}, "checked": False, "first": None}


def _article(board: PlacingBoard, lang: Language, lesson: int, seed: int) -> str:
    def word(which: str, **values: object) -> str:
        return escape(t(f"classroom.page.{which}", lang, **values))

    name, other_lang = board.case.name, "en" if lang == "nl" else "nl"
    slot = SLOT.format(model=f"board-{lang}", exercise=" data-exercise", wait=escape(t("book.board.wait", lang)),
                       no_script=escape(t("book.board.no_script", lang)))  # fmt: skip
    return ARTICLE.format(
        lang=lang, other_lang=other_lang, other=word("other"), heading=word("heading", name=name),
        lead=word("lead", cards=len(board.board["contributions"]), name=name), how=word("how"), slot=slot,
        synthetic=word("synthetic", name=name), licence=word("licence", lesson=lesson, seed=seed),
    )  # fmt: skip
