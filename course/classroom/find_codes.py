"""Finds answer codes in whatever a class handed in: a chat, mail, a form export, with names and greetings around them.

Nothing that looks like a code is passed over in silence: what cannot be read is told with its line and its fault.
``boards/web/find_codes.js`` does the same on the page; a test holds the two equal.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from course.boards.answer_code import BEGINNING, SPACES, VALUES, Answers, CodeFault, Find, length_of, read

AROUND = 80
"""So many signs of a code that cannot be read are shown."""
BACK = 20
"""So many lines back a chat may have said who is speaking."""

_LOOSE = rf"[{SPACES}>|*_`\"'“”‘’„=]{{0,40}}"
_SIGN = "[0-9A-TV-Za-tv-z]"
_DASH = r"[\-\u2010-\u2015\u2212]"
_START = re.compile(_LOOSE.join(f"[{sign}{sign.lower()}]" for sign in BEGINNING) + f"{_LOOSE}({_SIGN})")
_NEXT = re.compile(f"{_LOOSE}({_SIGN})")
_SIGNS = {length: re.compile(f"(?:{_LOOSE}{_SIGN}){{{length}}}") for length in range(length_of(0), length_of(31) + 1)}
_STRAY = re.compile(f"{_LOOSE}(.)")
_WRITTEN = re.compile(rf"(?:{_DASH}{{0,2}}{_SIGN})+")
_NOT_SIGN = re.compile(f"[^{_SIGN[1:-1]}]")
_GROUPS = re.compile(rf"(?<![0-9A-Za-z])[0-9A-Za-z]{{4}}(?:{_DASH}[0-9A-Za-z]{{4}}){{4,}}(?:{_DASH}[0-9A-Za-z]{{1,4}})?(?![0-9A-Za-z])")

# Who speaks, in the forms in which chats and mail are copied and exported.
_SPEAKS = tuple(re.compile(pattern, re.ASCII) for pattern in (
    r"^\W{0,3}\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[apAP]\.?[mM]\.?)?\]?\s*-?\s*([^:]{1,60}):",
    r"^\[?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[apAP]\.?[mM]\.?)?\]?\s*(?:From\s+|Van\s+)?([^:]{1,60}?)(?:\s+(?:to|To|aan|Aan)\s+[^:]+)?\s*:",
    r"^(?:From|Van|Sender|Afzender)\s*:\s*(.{1,60})$",
    r"^(\S.{0,58}?)\s+\d{1,2}[:.]\d{2}(?:\s?[apAP]\.?[mM]\.?)?$",
))  # fmt: skip
_NAMED = re.compile(r"^([^:<>\t;,\"]{1,40}):[\s*_]*$")
_CELL = re.compile(r"[,;\t]")
_NO_NAME = re.compile(r"^[\d\s:./+\-TZ]*$")
_ABOUT_CODE = re.compile(r"(?:^|[^a-z])(?:code|codes|mijn|my|onze|our|hier|here|dit|this|is|ronde|round|antwoord|antwoorden|answer|answers)(?:$|[^a-z])")

__all__ = ["Found", "find_codes"]


@dataclass(frozen=True, slots=True)
class Found:
    """A code, or something that looks like one.

    Attributes
    ----------
    line
        Where it begins, counted from 1.
    name
        Who handed it in, as far as the text says so; small letters. Empty if it does not.
    text
        The code as it stood there, white space and dashes as they were; shortened if it cannot be read.
    answers
        What it says; None if it cannot be read.
    fault
        Why it cannot be read.
    """

    line: int
    name: str
    text: str
    answers: Answers | None
    fault: CodeFault | None


def find_codes(text: str, find: Find) -> list[Found]:
    """All codes in a text, in order.

    Parameters
    ----------
    find
        Gives the sheet that a code is about (see :func:`course.boards.answer_code.decode`).

    >>> found = find_codes("Piet: VNB1-0000", lambda *_: None)
    >>> [(one.line, one.name, one.fault.fault) for one in found]
    [(1, 'piet', 'short')]
    """
    lines = _Lines(text)
    taken = list(_with_beginning(text, find))
    taken += _without_beginning(text, [(start, end) for start, end, _, _ in taken])
    found, before = [], -1
    for start, end, answers, fault in sorted(taken, key=lambda one: one[0]):
        number = lines.number(start)
        shown = text[start:end] if fault is None else text[start : min(end, start + AROUND)]
        found.append(Found(number + 1, lines.name(number, start, before), shown.strip(), answers, fault))
        before = number
    return found


_Taken = tuple[int, int, Answers | None, CodeFault | None]


def _with_beginning(text: str, find: Find) -> Iterator[_Taken]:
    after = 0
    while match := _START.search(text, after):
        start, after = match.start(), match.end()
        try:
            end, values = _signs_after(text, match)
            yield start, end, read(values, find), None
            after = end
        except CodeFault as fault:
            if fault.fault in ("exercise", "version"):
                yield start, _shown_until(text, after), None, fault
            elif meant := _meant(text, match):
                # What was written in one piece is shorter than it should be: the rest was read from the words after it.
                wanted, told = length_of(VALUES[meant[0]]), fault
                if fault.fault == "check" and len(meant) < wanted:
                    told = CodeFault("short", str(len(meant) + 4), str(wanted + 4))
                yield start, _shown_until(text, after), None, told


def _meant(text: str, start: re.Match[str]) -> str:
    """The signs written in one piece after a beginning that stands free; empty for words that only begin like a code."""
    before = text[start.start() - 1 : start.start()]
    written = _WRITTEN.match(text, start.end())
    if start.end() - start.start() > 4 or (before.isascii() and before.isalnum()) or written is None:
        return ""
    return _NOT_SIGN.sub("", written[0])


def _signs_after(text: str, start: re.Match[str]) -> tuple[int, list[int]]:
    """Where the code ends, and the values of its signs after the beginning."""
    if VALUES[start[1]] != 1:
        raise CodeFault("format", start[1])
    first = _NEXT.match(text, start.end())
    if first is None:
        raise CodeFault("short", "4")
    wanted = length_of(VALUES[first[1]])
    whole = _SIGNS[wanted].match(text, start.end())
    if whole is None:
        signs, place = 0, start.end()
        while found := _NEXT.match(text, place):
            signs, place = signs + 1, found.end()
        stray = _STRAY.match(text, place)
        if stray and (stray[1].isalpha() or stray[1].isdigit()):
            raise CodeFault("sign", stray[1])
        raise CodeFault("short", str(signs + 4), str(wanted + 4))
    return whole.end(), [VALUES[sign] for sign in _NOT_SIGN.sub("", whole[0])]


def _shown_until(text: str, start: int) -> int:
    end = text.find("\n", start, start + AROUND)
    return end if end >= 0 else start + AROUND


def _without_beginning(text: str, spans: list[tuple[int, int]]) -> Iterator[_Taken]:
    """Groups of four that are no part of a code that was found: the beginning is missing or wrong."""
    starts = [start for start, _ in spans]
    for match in _GROUPS.finditer(text):
        before = bisect_right(starts, match.end() - 1) - 1
        if before < 0 or spans[before][1] <= match.start():
            yield match.start(), match.end(), None, CodeFault("beginning", match[0][:4])


class _Lines:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def number(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def line(self, number: int) -> str:
        end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : min(end, self.starts[number] + 400)].rstrip("\r")

    def name(self, number: int, place: int, before: int) -> str:
        """Who handed in the code at this place: said on the line, or by a line before it that holds no code of its own."""
        front = self.text[max(self.starts[number], place - 400) : place].lstrip("> \t*_\"'“‘`")
        for speaks in _SPEAKS[:2]:
            if told := speaks.match(front):
                return _tidy(told[1])
        if (named := _NAMED.match(front)) and _is_name(named[1]):
            return _tidy(named[1])
        if _is_row(front):
            cells = [_tidy(cell) for cell in _CELL.split(front)]
            return next((cell for cell in reversed(cells[:-1]) if cell and not _NO_NAME.match(cell)), "")
        for back in range(number - 1, max(number - BACK, before, -1), -1):
            line = self.line(back)
            for speaks in _SPEAKS:
                if told := speaks.match(line):
                    return _tidy(told[1])
        # The line with the code before this one may have said who speaks, but then that code is theirs as well.
        if 0 <= before < number and number - before < BACK:
            for speaks in _SPEAKS[:2]:
                if told := speaks.match(self.line(before)):
                    return _tidy(told[1])
        return ""


def _is_row(front: str) -> bool:
    """Is this the beginning of a row of a table, and not of a sentence with a comma? A row has tabs, or a time, a number or an address in a cell of its own."""
    cells = _CELL.split(front)
    if len(cells) < 2 or _tidy(cells[-1]):
        return False
    return "\t" in front or any("@" in cell or (_tidy(cell) and _NO_NAME.match(_tidy(cell))) for cell in cells[:-1])


def _tidy(name: str) -> str:
    # Mail writes the name, and the address between < and >.
    name = name.partition("<")[0].strip() or name
    return " ".join(name.strip(" \t\r\n\"'“”‘’`*_<>[](),;:~").split()).lower()


def _is_name(text: str) -> bool:
    return len(text.split()) <= 4 and not _ABOUT_CODE.search(text.lower())
