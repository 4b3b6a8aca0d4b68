"""What a tally is told as: text for the command, tables for a spreadsheet, a page to print. Never with names."""

from __future__ import annotations

import csv
import html
import io
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook

from course.boards.answers import Item
from course.classroom.class_picture import REFERENCES, Shown, shown
from course.classroom.exit_slips import Slip, SlipFault, forms
from course.classroom.sheets import OPEN_SHEETS, PERSONAL, exercise_with, sheet_with
from course.classroom.tally import AgreementRow, Class, Spread, Tally
from course.i18n import Language, section, t

MOST_LISTED = 20
WIDE = 24
FORMULA = ("=", "+", "-", "@", "\t", "\r")

__all__ = ["Words", "handed_in", "picture", "references", "slips", "slips_handed_in", "tables", "write", "write_slips"]


class Words:
    """The words of one tally in one language; cards that are not in the course are called by their number."""

    def __init__(self, tally: Tally, lang: Language) -> None:
        self.lang = lang
        self.foreign = tally.name in OPEN_SHEETS and tally.sheet != sheet_with(tally.name)
        self.personal = tally.name in PERSONAL
        self.shown: Shown = shown(tally.name, lang)
        self.title = self.shown.title + (f" ({tally.sheet.seed})" if tally.sheet.seed else "")

    def round(self, number: int) -> str:
        """What a round is called."""
        return section("board.picture.roundsPersonal" if self.personal else "board.picture.rounds", self.lang)[str(number)]

    def chosen(self, spread: Spread) -> dict[str, int]:
        """How often each answer was chosen first: most chosen first, but in their own order where students tell of themselves."""
        if not self.personal:
            return dict(spread.first)
        return {option: spread.first.get(option, 0) for option in self.shown.answers[spread.item]}

    def question(self, item: str) -> str:
        """What a question is called."""
        return t("board.picture.question", self.lang, no=item) if self.foreign else self.shown.names[item]

    def text(self, item: str) -> str:
        """What it asks or quotes; empty if its name says it."""
        return "" if self.foreign else self.shown.texts[item]

    def answer(self, item: str, option: str) -> str:
        """What an answer is called."""
        return next(iter(self.shown.answers.values()))[option] if self.foreign else self.shown.answers[item][option]


def handed_in(handed: Class, lang: Language) -> list[str]:
    """How many codes count, and of every other one why not. This names lines and people: it is for the lecturer's own eyes."""
    words = section("board.picture", lang)

    def many(which: str, number: int) -> str:
        return str(words[which]["one"] if number == 1 else words[which]["many"].format(n=number))

    if not (handed.counted or handed.broken):
        return [words["none"]]
    lines = [words["read"].format(counted=many("counted", len(handed.counted)), doubles=many("doubles", len(handed.doubles)), broken=many("broken", len(handed.broken)))]
    for one in handed.broken[:MOST_LISTED]:
        fault = one.fault
        if fault is not None:
            exercise = exercise_with(int(fault.given)) if fault.fault == "version" else None
            why = words["faults"][fault.fault].format(given=fault.given, expected=fault.expected, title=shown(exercise.name, lang).title if exercise else "")
            lines.append(f"  {words['line'].format(n=one.line)}{f' ({one.name})' if one.name else ''}: {why}")
    lines += [f"  {words['line'].format(n=one.line)} ({one.name or words['nobody']}): {words['laterLine'].format(n=by)}" for one, by in handed.doubles[:MOST_LISTED]]
    left = max(0, len(handed.broken) - MOST_LISTED) + max(0, len(handed.doubles) - MOST_LISTED)
    return [*lines, f"  {words['more'].format(n=left)}"] if left else lines


def slips_handed_in(found: Sequence[Slip], faults: Sequence[SlipFault], same: int, lang: Language) -> list[str]:
    """How many exit slips there are, and where one cannot be read; nothing if there is none."""
    words, line = section("board.picture.slips", lang), section("board.picture", lang)["line"]
    counts = ((words["count"], len(found)), (words["same"], same), (words["faults"], len(faults)))
    told = [_many(which, number) for which, number in counts if number]
    if not told:
        return []
    lines = [f"{words['found']}: {', '.join(told)}."]
    return [*lines, *(f"  {line.format(n=one.line)}: {words['why'][one.fault]}" for one in faults[:MOST_LISTED])]


def _by_lesson(found: Sequence[Slip], lang: Language) -> Iterator[tuple[int, list[str], list[Slip]]]:
    for form in forms():
        here = [slip for slip in found if slip.lesson == form["lesson"]]
        if here:
            yield form["lesson"], form["questions"][lang], here


def slips(found: Sequence[Slip], lang: Language) -> list[str]:
    """What the exit slips say, per question, as lines of text without names."""
    words = section("board.picture.slips", lang)
    lines = []
    for lesson, questions, here in _by_lesson(found, lang):
        lines += ["", words["lesson"].format(lesson=lesson, many=_many(words["count"], len(here)))]
        for place, question in enumerate(questions):
            lines += ["", question, *(f"  - {slip.answers[place]}" for slip in here if slip.answers[place])]
    return lines


def write_slips(found: Sequence[Slip], folder: Path, lang: Language) -> list[Path]:
    """Write one table per lesson into an existing folder, with an empty column for the points of the second question."""
    words = section("board.picture.slips", lang)
    paths = []
    for lesson, questions, here in _by_lesson(found, lang):
        table = io.StringIO(newline="")
        csv.writer(table).writerows([[*questions, words["column"]], *([*map(_safe, slip.answers), ""] for slip in here)])
        paths.append(folder / f"{words['fileName']}-{lesson}.csv")
        paths[-1].write_text("\ufeff" + table.getvalue(), "utf-8", newline="")
    return paths


def picture(tally: Tally, lang: Language) -> list[str]:
    """One tally as lines of text: the two questions that differ most, agreement, and every question."""
    said, words = Words(tally, lang), section("board.picture", lang)
    lines = [said.title, "=" * len(said.title)]
    for round in tally.rounds:
        here = tally.students(round)
        roles = ", ".join(f"{count} {words['roles'][role]}" for role in ("participation", "back_office") if (count := len(tally.students(round, role))))
        lines += ["", f"{said.round(round)}: {_many(words['students'], len(here))}{f' ({roles})' if roles else ''}"]
        if said.personal:
            continue
        disputed = tally.disputed(round)
        lines += ["", words["disputedTitle"] if disputed else words["disputedNone" if len(here) > 1 else "disputedFew"]]
        for spread in disputed:
            lines += ["", *_question(spread, said, words)]
            lines.append("  " + words["differ"].format(p=_whole(spread.disagreement * 100)))
    if not said.personal:
        lines += ["", words["alphaTitle"], *_agreement(tally.agreements(), words)]
    for round in tally.rounds:
        lines += ["", f"{words['spreadTitle']}, {said.round(round)}"]
        for spread in tally.spreads(round):
            lines += ["", *_question(spread, said, words)]
    return lines


def references(tally: Tally, lang: Language) -> list[str]:
    """The reference answers with their reasons, as lines of text."""
    words, items = section("board.picture", lang), _references(tally, lang)
    if not items:
        return [words["referenceElsewhere" if tally.name == "placing" else "referenceNone"]]
    lines = [words["reference"], words["referenceLead"]]
    for item in items:
        lines += ["", item.name, *([f"  {item.text}"] if item.text else [])]
        lines += [f"  - {words['grade'][one.grade]}: {one.name}. {one.why}" for one in item.answers]
    return lines


def tables(tally: Tally, lang: Language) -> dict[str, list[list[str | int | float]]]:
    """Answers (a row per code, without names), spread and agreement, each with a heading row."""
    said, words = Words(tally, lang), section("board.picture", lang)
    items = tally.sheet.items
    answers: list[list[str | int | float]] = [[*words["answerColumns"], *(said.question(item) for item in items)]]
    for number, one in enumerate(tally.answers, start=1):
        role = words["roles"][one.role] if one.role else words["noRole"]
        answers.append([number, one.round, role, *(" | ".join(said.answer(item, option) for option in one.answers.get(item, ())) for item in items)])
    spread: list[list[str | int | float]] = [list(words["spreadColumns"])]
    for round in tally.rounds:
        for one in tally.spreads(round):
            for option in dict.fromkeys([*one.first, *one.also]):
                spread.append([said.question(one.item), round, said.answer(one.item, option), option, one.first.get(option, 0), one.also.get(option, 0)])
    columns = words["alphaColumns"]
    agree: list[list[str | int | float]] = [[*columns[:3], "2.5 %", "97.5 %", columns[4]]]
    agree += [[words["who"][row.who], row.round, words["cannot"] if math.isnan(row.alpha) else row.alpha, *("" if math.isnan(x) else x for x in (row.low, row.high)), row.coders]
              for row in tally.agreements()]  # fmt: skip
    return dict(zip(words["sheetNames"], [answers, spread, agree], strict=True))


def write(tally: Tally, folder: Path, lang: Language) -> list[Path]:
    """Write the tables as CSV and as a spreadsheet, and a page to print, into an existing folder.

    Every cell is text or a number: none is run as a formula.
    """
    told, name = tables(tally, lang), tally.name.replace(".", "-")
    paths = [folder / f"{name}.csv", folder / f"{name}.xlsx", folder / f"{name}.html"]
    answers = io.StringIO(newline="")
    csv.writer(answers).writerows([_safe(cell) for cell in row] for row in next(iter(told.values())))
    paths[0].write_text("\ufeff" + answers.getvalue(), "utf-8", newline="")
    book = Workbook(write_only=False)
    book.remove(book.worksheets[0])
    for title, rows in told.items():
        sheet = book.create_sheet(title)
        for y, row in enumerate(rows, start=1):
            for x, value in enumerate(row, start=1):
                cell = sheet.cell(y, x)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # or a text that begins with = would be a formula
    book.save(paths[1])
    paths[2].write_text(_page(tally, lang), "utf-8", newline="\n")
    return paths


def _safe(value: str | int | float) -> str | int | float:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _page(tally: Tally, lang: Language) -> str:
    said, words = Words(tally, lang), section("board.picture", lang)
    last = tally.rounds[-1]
    title = html.escape(words["reportTitle"].format(title=said.title))
    body = [f"<h1>{title}</h1>", f"<p>{html.escape(_many(words['students'], len(tally.students(last))))}. {said.round(last)}. {words['reportNote']}</p>"]
    if disputed := () if said.personal else tally.disputed(last):
        body.append(f"<h2>{words['disputedTitle']}</h2><p>{words['disputedLead']}</p>")
        body += [_bars(spread, said) for spread in disputed]
    if not said.personal:
        body.append(f"<h2>{words['alphaTitle']}</h2><p>{words['alphaLead']}</p><ul>" + "".join(f"<li>{html.escape(line.strip())}</li>" for line in _agreement(tally.agreements(), words)) + "</ul>")
    body.append(f"<h2>{words['spreadTitle']}</h2>" + "".join(_bars(spread, said) for spread in tally.spreads(last)))
    return PAGE.format(lang=lang, title=title, body="\n".join(body))


def _bars(spread: Spread, said: Words) -> str:
    most = max([1, *spread.first.values()])
    rows = "".join(f"<tr><th scope='row'>{html.escape(said.answer(spread.item, option))}</th><td><span style='width:{12 * many / most:.2f}rem'></span> {many}</td></tr>"
                   for option, many in said.chosen(spread).items())  # fmt: skip
    text = said.text(spread.item)
    return f"<section><h3>{html.escape(said.question(spread.item))}</h3>{f'<blockquote>{html.escape(text)}</blockquote>' if text else ''}<table>{rows}</table></section>"


PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.45 "Atkinson Hyperlegible", "Segoe UI", Arial, sans-serif; color: #1c2427; background: #fffefb; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
section {{ break-inside: avoid; margin-block: 1rem; }}
blockquote {{ margin: .3rem 0 .5rem; color: #515a5d; }}
th {{ text-align: left; font-weight: 400; padding-right: 1rem; }}
td span {{ display: inline-block; height: .9rem; background: #0b6072; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def _references(tally: Tally, lang: Language) -> Sequence[Item]:
    return REFERENCES[tally.name](lang) if tally.name in REFERENCES and not Words(tally, lang).foreign else ()


def _question(spread: Spread, said: Words, words: dict[str, object]) -> Iterator[str]:
    yield f"{said.question(spread.item)}" + (f": {said.text(spread.item)}" if said.text(spread.item) else "")
    most = max([1, *spread.first.values()])
    for option, many in said.chosen(spread).items():
        also = f"  ({words['also'].format(n=spread.also[option])})" if option in spread.also else ""  # type: ignore[attr-defined]
        yield f"  {many:>4} {'█' * (max(1, round(WIDE * many / most)) if many else 0):<{WIDE}} {said.answer(spread.item, option)}{also}"
    if spread.open:
        yield "  " + _many(words["open"], spread.open)


def _agreement(rows: Sequence[AgreementRow], words: dict[str, object]) -> list[str]:
    if not rows:
        return ["  " + str(words["ownAnswers"])]
    lines = []
    for row in rows:
        who = f"{words['who'][row.who]}, {str(words['rounds'][str(row.round)]).split(',')[0].lower()}"  # type: ignore[index]
        alpha = str(words["cannot"]) if math.isnan(row.alpha) else f"{_number(row.alpha, words)}  ({_number(row.low, words)} … {_number(row.high, words)})"
        lines.append(f"  {who:<36} {alpha}")
    return lines


def _number(value: float, words: dict[str, object]) -> str:
    return f"{value:.2f}".replace(".", str(words["decimal"]))


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _many(words: object, number: int) -> str:
    assert isinstance(words, dict)
    return str(words["one"]) if number == 1 else str(words["many"]).format(n=number)
