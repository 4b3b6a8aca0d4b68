"""The slides of a lesson: one HTML file with reveal.js inside, made from the lesson's own text and pictures.

A chapter of the lesson becomes a slide with its first sentences, and one more for every list, table, quotation and
picture. What the lecturer does, and the rest of the text, stand in the speaker notes (key S).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from course.book.single_file import fonts, inside
from course.classroom.agenda import Row
from course.classroom.lesson_text import Block, LessonText, Section
from course.i18n import t

REVEAL = Path(__file__).parent / "reveal"
MOST_WORDS = 42
"""So many words of running text a slide can carry; the rest is for the notes."""
FEW_WORDS = 15

__all__ = ["slides"]

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")

PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<div class="reveal"><div class="slides">
{slides}
</div></div>
<script>
{script}
</script>
<script>
{notes}
</script>
<script>
// Slides that belong to a part which this meeting leaves out are not shown.
(function () {{
  var asked = new URLSearchParams(location.search).get("parts") || document.documentElement.dataset.parts;
  var kept = asked ? asked.split(",") : null;
  if (kept) document.querySelectorAll("section[data-part]").forEach(function (slide) {{
    if (!slide.dataset.part.split(" ").some(function (part) {{ return kept.includes(part); }})) slide.remove();
  }});
  Reveal.initialize({{ hash: false, slideNumber: "c/t", width: 1280, height: 720, margin: 0.05, center: false, transition: "none", controlsTutorial: false, plugins: [RevealNotes] }}).then(function () {{
    // A picture fills the slide: a large one is made smaller, a short one larger. Slides that are not in sight have no size.
    function fit() {{
      var picture = Reveal.getCurrentSlide().querySelector(".picture");
      if (picture && !picture.dataset.fits) {{ picture.dataset.fits = 1; picture.style.zoom = Math.min(540 / picture.scrollHeight, 1.6); }}
    }}
    Reveal.on("slidechanged", fit);
    fit();
  }});
}})();
</script>
</body>
</html>
"""

STYLE = """
html, body { margin: 0; height: 100%; overflow: hidden; }
:root { --paper: #f5f2ec; --ink: #1c2427; --dim: #515a5d; --line: #dcd6ca; --accent: #0b6072; --surface: #fffefb; }
.reveal-viewport { background: var(--paper); color: var(--ink); }
.reveal { font: 30px/1.35 "Atkinson Hyperlegible", "Segoe UI", "Noto Sans", Arial, sans-serif; color: var(--ink); }
.reveal .slides { text-align: left; }
.reveal .slides section { padding: 0; height: 100%; box-sizing: border-box; }
.reveal h1, .reveal h2 { margin: 0 0 .5em; line-height: 1.15; font-weight: 700; }
.reveal h1 { font-size: 2.3em; max-width: 18ch; margin-top: 1.6em; }
.reveal h2 { font-size: 1.55em; max-width: 30ch; }
.reveal p { margin: 0 0 .7em; max-width: 40ch; font-size: 1.15em; }
.reveal blockquote { margin: 0 0 .8em; padding-left: .8em; border-left: .25em solid var(--accent); font-size: 1.2em; max-width: 38ch; }
.reveal ul, .reveal ol { margin: 0; padding-left: 1.2em; }
.reveal li { margin-bottom: .45em; max-width: 44ch; }
.reveal table { border-collapse: collapse; width: 100%; font-size: .82em; }
.reveal th, .reveal td { text-align: left; vertical-align: top; padding: .32em .6em .32em 0; border-bottom: 1px solid var(--line); }
.reveal th { color: var(--dim); font-weight: 400; }
.reveal .small { font-size: .66em; color: var(--dim); }
.reveal .small p, .reveal .small li { font-size: 1em; max-width: 80ch; margin-bottom: .3em; }
.reveal .footer { position: absolute; left: 0; bottom: 0; font-size: .5em; color: var(--dim); margin: 0; }
.reveal .picture { font-size: .62em; background: var(--surface); border-radius: .5em; padding: .8em 1em; }
.reveal .picture details { display: none; }
.reveal .picture .cal-figure { margin: 0; }
.reveal .controls { color: var(--accent); bottom: 44px; }
.reveal .slide-number { background: none; color: var(--dim); font-size: 18px; }
@media print { .reveal .footer { position: static; } }
"""


def slides(lesson: LessonText, rows: Sequence[Row] = ()) -> str:
    """The page with the slides of one lesson.

    Parameters
    ----------
    rows
        The plan of the meeting; slides of parts that it leaves out are not shown. All are shown if it is empty, unless
        the address says which (``?parts=0,1,2``).
    """
    shown = list(_slides(lesson))
    kept = ",".join(str(row.part) for row in rows if row.lesson == lesson.about.number)
    page = PAGE.format(
        lang=lesson.lang, title=escape(t("planner.page.slides", lesson.lang, title=lesson.title)),
        style=inside(fonts() + (REVEAL / "reveal.css").read_text("utf-8") + STYLE, "style"), slides="\n".join(shown),
        script=inside((REVEAL / "reveal.js").read_text("utf-8"), "script"), notes=inside((REVEAL / "notes.js").read_text("utf-8"), "script"),
    )  # fmt: skip
    return page.replace(f'<html lang="{lesson.lang}">', f'<html lang="{lesson.lang}" data-parts="{kept}">', 1)


def _slides(lesson: LessonText) -> Iterator[str]:
    lang = lesson.lang
    yield _slide(lesson, f"<h1>{escape(lesson.title)}</h1><p>{escape(lesson.about.summary)}</p>", [t("planner.page.keys", lang), lesson.first], footer=t("planner.page.synthetic", lang))
    for section in lesson.sections:
        last = section.start is None and any(block.kind == "table" and "EIW" in block.content for block in section.blocks)
        yield from _section(lesson, section) if not last else [_sources(lesson, section)]


def _section(lesson: LessonText, section: Section) -> Iterator[str]:
    places = [number for number, part in enumerate(lesson.parts) if lesson.section_of(part) is section]
    told = [line for number in places for part in [lesson.parts[number]] for line in (
        t("planner.page.notesYou", lesson.lang, text=part.you), t("planner.page.notesThey", lesson.lang, text=part.they),
        t("planner.page.notesWatch", lesson.lang, text=part.watch))]  # fmt: skip
    heading, shown, notes = section.title, [], told
    clock = section.start is None and any(re.search(r"^\| 0–", block.content, re.MULTILINE) for block in section.blocks)

    def made() -> str:
        body = f"<h2>{escape(re.sub(r'^[0-9]+[.] ', '', heading))}</h2>{''.join(shown)}"
        return _slide(lesson, body, notes, parts=places)

    for block in section.blocks:
        if clock and block.kind == "table":
            continue  # the plan of the meeting tells the time, not that of ninety minutes
        big = block.kind in ("list", "table", "quote", "picture")
        # A short line only announces the list that follows it.
        alone = big and bool(shown) and not (block.kind == "list" and len(re.sub("<[^>]*>", "", "".join(shown)).split()) <= FEW_WORDS)
        if block.kind == "heading" or alone:
            if shown:
                yield made()
            heading, shown, notes = block.content.lstrip("# ") if block.kind == "heading" else heading, [], []
        if block.kind == "text":
            seen, rest = ("", block.content) if shown else _first(block.content)
            shown += [_MARKDOWN.render(seen)] if seen else []
            notes = [*notes, *([rest] if rest else [])]
        elif big:
            shown.append(_big(block))
    if shown:
        yield made()


def _big(block: Block) -> str:
    if block.kind == "picture":
        return f'<div class="picture">{block.content}</div>'
    return _MARKDOWN.render(block.content)


def _first(text: str) -> tuple[str, str]:
    """The first sentences, as many as a slide can carry, and the rest."""
    sentences = re.split(r"(?<=[.?:])\s+(?=[A-ZÀ-Ý“‘*])", text)
    seen: list[str] = []
    for sentence in sentences:
        if seen and len(" ".join([*seen, sentence]).split()) > MOST_WORDS:
            break
        seen.append(sentence)
    return " ".join(seen), text if len(seen) < len(sentences) else ""


def _sources(lesson: LessonText, section: Section) -> str:
    body = "".join(_MARKDOWN.render(block.content) for block in section.blocks if block.kind == "text")
    table = next(block.content for block in section.blocks if block.kind == "table")
    facts = [row.split("|")[1:3] for row in table.splitlines()[2:]]
    listed = "".join(f"<li><b>{escape(code.strip())}</b> {escape(said.strip())}</li>" for code, said in facts)
    return _slide(lesson, f'<h2>{escape(t("planner.page.sources", lesson.lang))}</h2><div class="small">{body}<ul>{listed}</ul></div>', [])


def _slide(lesson: LessonText, body: str, notes: Sequence[str], *, parts: Sequence[int] = (), footer: str = "") -> str:
    aside = f'<aside class="notes">{"".join(_MARKDOWN.render(line) for line in notes if line)}</aside>' if notes else ""
    place = f' data-part="{" ".join(map(str, parts))}"' if parts else ""
    line = footer or t("planner.page.footer", lesson.lang)
    return f'<section{place}>{body}<p class="footer">{escape(line)}</p>{aside}</section>'
