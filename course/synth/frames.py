"""The hand-written building blocks of what residents say: frames per theme, what fits in their gaps, and what goes around them.

They stand in ``voices/*.toml``. A fault in one of them is a fault of whoever edits the course, so all are told at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from course import codebook
from course.case_faults import near

VOICES = Path(__file__).parent / "voices"
REGISTERS = (
    "spoken", "written", "survey", "formal", "complaint", "second_language", "caption", "group_letter", "online",
)  # fmt: skip
SECOND_LANGUAGE = "second_language"
MOST_GAPS = 3
GAP = re.compile(r"\{(\w+)\}")

_CODED = {"type": "contribution_type", "tone": "tone", "scale": "scale", "second": "theme", "from": "milestone", "until": "milestone"}
_NEEDED = ("id", "register", "type", "tone", "scale", "concreteness", "nl", "en")
_KNOWN = (*_NEEDED, "second", "tenure", "says", "not_by", "from", "until")

__all__ = [
    "GAP", "REGISTERS", "SECOND_LANGUAGE", "VOICES", "Filler", "Frame", "Piece", "Voices", "VoicesError", "read_voices", "voices",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """A text with gaps in both languages, with what it is about and who could say it when.

    Attributes
    ----------
    tenure
        Only people of these tenures would say it; empty when anyone could.
    says
        The groups the text itself states.
    not_by
        Groups whose people would not say it, such as somebody of seventy about their baby.
    not_before, not_after
        Milestones between which it can be said.
    """

    id: str
    theme: str
    register: str
    type: str
    tone: str
    scale: str
    concreteness: int
    nl: str
    en: str
    second: str | None = None
    tenure: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    not_before: str | None = None
    not_after: str | None = None

    @property
    def gaps(self) -> tuple[str, ...]:
        """The names of the gaps, in order of the Dutch text and then of the English."""
        return tuple(dict.fromkeys(GAP.findall(self.nl + self.en)))

    @property
    def words(self) -> int:
        return max(len(self.nl.split()), len(self.en.split()))


@dataclass(frozen=True, slots=True)
class Filler:
    """What may stand in a gap. `forms` holds what goes with it, such as ``he_nl`` and ``his_en``."""

    nl: str
    en: str
    set: str | None = None
    forms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence that can stand beside a frame, such as how somebody introduces themselves.

    `says` is the group it states; `registers` the registers it fits. When empty it fits wherever people write or speak
    their own language.
    """

    nl: str
    en: str
    says: str | None = None
    registers: tuple[str, ...] = ()

    def fits(self, register: str) -> bool:
        """Can it stand beside a text in this register?

        >>> Piece("Het is ons eigen huis.", "It is our own house.").fits("second_language")
        False
        """
        return register in self.registers if self.registers else register != SECOND_LANGUAGE

    @property
    def gaps(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(GAP.findall(self.nl + self.en)))


@dataclass(frozen=True, slots=True)
class Voices:
    """Everything that texts are made of.

    Attributes
    ----------
    heard
        For each channel how often each register is heard there, compared with the others.
    """

    frames: tuple[Frame, ...]
    fillers: Mapping[str, tuple[Filler, ...]]
    pieces: Mapping[str, tuple[Piece, ...]]
    heard: Mapping[str, Mapping[str, int]]


class VoicesError(ValueError):
    """Building blocks that cannot be used; `faults` holds every fault, each with its place."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(["The texts in voices/ have faults:", *(f"- {fault}" for fault in faults)]))


@cache
def voices() -> Voices:
    """The building blocks of the course.

    >>> len(voices().frames) > 400
    True
    """
    return read_voices(VOICES)


def read_voices(folder: Path) -> Voices:
    """Read and check building blocks.

    Raises
    ------
    VoicesError
        With all faults at once.
    """
    faults: list[str] = []
    fillers = _fillers(_toml(folder / "slots.toml", faults))
    gaps = {*fillers, "Kin", "kin_he", "kin_his"}
    rows = [(path, row) for path in sorted(folder.glob("T*.toml")) for row in _toml(path, faults).get("frame", [])]
    for path, row in rows:
        faults += [f"{path.name}, {row.get('id', '?')}: {fault}" for fault in _frame_faults(path.stem, row, gaps)]
    ids = [row.get("id") for _, row in rows]
    twice = sorted({str(name) for name in ids if ids.count(name) > 1})
    faults += [f"{name} occurs {ids.count(name)} times; every id must be used once" for name in twice]
    around = _toml(folder / "around.toml", faults)
    pieces = {kind: tuple(_piece(row) for row in around.get(kind, [])) for kind in ("introduction", "bridge", "copied", "again")}
    for kind, group in pieces.items():
        faults += [f"around.toml, {kind}, “{piece.nl}”: {fault}" for piece in group for fault in _gap_faults(piece.nl, piece.en, gaps)]
    # After a colon the next word would need a small letter, and some words keep their capital.
    faults += [f"around.toml, bridge, “{piece.nl}”: end it with a full stop, not a colon"
               for piece in pieces["bridge"] if piece.nl.endswith(":") or piece.en.endswith(":")]  # fmt: skip
    heard = around.get("heard", {})
    faults += list(_heard_faults(heard))
    if faults:
        raise VoicesError(tuple(faults))
    return Voices(tuple(_frame(path.stem, row) for path, row in rows), fillers, pieces, heard)


def _toml(path: Path, faults: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        faults.append(f"{path.name}: {fault}")
        return {}


def _fillers(rows: Mapping[str, list[dict[str, str]]]) -> dict[str, tuple[Filler, ...]]:
    plain = ("nl", "en", "set")
    return {
        name: tuple(
            Filler(row["nl"], row["en"], row.get("set"), {form: word for form, word in row.items() if form not in plain})
            for row in values
        )
        for name, values in rows.items()
    }


def _piece(row: Mapping[str, Any]) -> Piece:
    return Piece(row["nl"], row["en"], row.get("says"), tuple(row.get("registers", ())))


def _frame(theme: str, row: Mapping[str, Any]) -> Frame:
    return Frame(
        row["id"], theme, row["register"], row["type"], row["tone"], row["scale"], row["concreteness"], row["nl"].strip(),
        row["en"].strip(), row.get("second"), tuple(row.get("tenure", ())), tuple(row.get("says", ())), tuple(row.get("not_by", ())),
        row.get("from"), row.get("until"),
    )  # fmt: skip


def _frame_faults(theme: str, row: Mapping[str, Any], gaps: set[str]) -> Iterator[str]:
    for name in row:
        if name not in _KNOWN:
            yield f"“{name}” is no key; nearest: {', '.join(near(name, _KNOWN)) or 'none'}"
    missing = [name for name in _NEEDED if row.get(name) in (None, "")]
    if missing:
        yield f"{', '.join(missing)} must be filled"
        return
    if not re.fullmatch(rf"{theme}-\d\d", row["id"]):
        yield f"the id must be {theme}- and two digits"
    if row["register"] not in REGISTERS:
        yield f"register “{row['register']}” is none of {', '.join(REGISTERS)}"
    if row["concreteness"] not in (0, 1, 2, 3):
        yield f"concreteness is {row['concreteness']!r}; give 0, 1, 2 or 3"
    for name, family in _CODED.items():
        known = [entry.code for entry in codebook.family(family)]
        if name in row and row[name] not in known:
            yield f"{name} “{row[name]}” is no code; nearest: {', '.join(near(row[name], known)) or known[0]}"
    groups = [entry.code for entry in codebook.family("group")]
    for name in ("tenure", "says", "not_by"):
        wrong = [code for code in row.get(name, ()) if code not in (groups[:4] if name == "tenure" else groups)]
        if wrong:
            yield f"{name} has {', '.join(wrong)}; give codes from {groups[0]} to {groups[3] if name == 'tenure' else groups[-1]}"
    if both := sorted({*row.get("says", ())} & {*row.get("not_by", ())}):
        yield f"says and not_by both have {', '.join(both)}; leave it out of one"
    if row.get("second") == theme:
        yield f"second is {theme} itself; leave it out"
    yield from _gap_faults(row["nl"], row["en"], gaps)


def _gap_faults(nl: str, en: str, gaps: set[str]) -> Iterator[str]:
    for text in (nl, en):
        unknown = [name for name in GAP.findall(text) if name not in gaps]
        if unknown:
            yield f"{{{unknown[0]}}} is no gap; known are {', '.join(sorted(gaps))}"
        if set("{}") & set(GAP.sub("", text)):
            yield f"a brace is left over in “{text}”"
    # Words such as “she” may be needed in one of the languages only.
    said = [{name.casefold() for name in GAP.findall(text) if not name.startswith("kin_")} for text in (nl, en)]
    if said[0] != said[1]:
        yield f"the gaps differ: {', '.join(sorted(said[0] ^ said[1]))} stands in one language only"
    if len(said[0]) > MOST_GAPS:
        yield f"there are {len(said[0])} gaps; {MOST_GAPS} is the most"


def _heard_faults(heard: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for entry in codebook.family("channel"):
        if not any(heard.get(entry.code, {}).values()):
            yield f"around.toml, heard: {entry.code} has no register; give at least one a number above 0"
    for channel, registers in heard.items():
        for register in registers:
            if register not in REGISTERS:
                yield f"around.toml, heard, {channel}: “{register}” is none of {', '.join(REGISTERS)}"
