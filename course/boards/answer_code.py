"""Answer codes: the answers of one student as a short text that can be said, typed, pasted and scanned.

A code holds no name. It is made of the signs of Crockford's base 32 and looks like ``VNB1-6C03-…``:

======================  ==========================================================================
``VNB1``                the beginning, with the number of this way of writing
1 sign                  how many pairs of signs follow, up to the check
2 signs                 number of the exercise (``numbers.toml``)
3 signs                 mark of the version of its sheet
1 sign                  role, round, and how many answers the fullest question has
1 sign, that many signs  seed of the case; 0 for a case of the course
2 signs                 how many questions
the rest                the answers as one number, question by question, filled up to whole pairs
6 signs                 check: the code of bech32m (BIP 350), which finds any four wrong signs in a code of at most 89
======================  ==========================================================================

So any one wrong sign and any two neighbours that changed places are found. ``web/answer_code.js`` writes and reads
the same codes; a test holds the two equal.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from course.boards.sheet import Sheet

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BEGINNING = "VNB"
FORMAT = "1"
CHECK = 6
HEADER = 9
"""Signs between the length and the answers, apart from the seed."""
ROLES: tuple[str, ...] = ("", "participation", "back_office")
ROUNDS = (1, 2)
MOST_ANSWERS = 3
LONGEST = 89
"""Up to this length any four wrong signs are found."""

Fault = Literal["empty", "sign", "beginning", "format", "short", "long", "check", "exercise", "version"]

SPACES = r"\t-\r \-\u00a0\u00ad\u1680\u2000-\u2015\u2028\u2029\u202f\u205f\u2060\u2212\u3000\ufeff"
"""What may stand between the signs, as a class of a regular expression: white space, dashes, and what a program puts in unseen."""

_LARGE = {sign: value for value, sign in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
VALUES = _LARGE | {sign.lower(): value for sign, value in _LARGE.items()}
_BETWEEN = re.compile(f"[{SPACES}]+")
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32M = 0x2BC830A3

__all__ = ["ALPHABET", "BEGINNING", "FORMAT", "LONGEST", "ROLES", "ROUNDS", "SPACES", "VALUES", "Answers", "CodeFault", "Fault", "Find", "decode", "encode", "length_of", "read", "values_of"]


class CodeFault(ValueError):
    """A code that cannot be read.

    Attributes
    ----------
    fault
        ``empty``, ``sign`` (one that no code has), ``beginning``, ``format`` (of a later version of the course), ``short``,
        ``long``, ``check`` (a sign is wrong, or two changed places), ``exercise`` (not known here) or ``version`` (another
        version of the exercise).
    given
        What to name in a message: the sign, the number, the length.
    """

    def __init__(self, fault: Fault, given: str = "", expected: str = "") -> None:
        super().__init__(f"answer code: {fault} {given}".strip())
        self.fault = fault
        self.given = given
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Answers:
    """What one code says.

    Attributes
    ----------
    answers
        Per question the chosen answers, most important first; nothing for a question that was left open.
    role
        ``participation``, ``back_office`` or nothing.
    round
        1, or 2 after the discussion.
    """

    sheet: Sheet
    answers: Mapping[str, tuple[str, ...]]
    role: str = ""
    round: int = 1


Find = Callable[[int, int, int, int], Sheet | None]
"""Gives the sheet with this number, mark, seed and number of questions; None if it is not known."""


def encode(sheet: Sheet, answers: Mapping[str, Sequence[str]], *, role: str = "", round: int = 1) -> str:
    """The code of these answers, in groups of four.

    Parameters
    ----------
    answers
        Per question the chosen answers, most important first; what is left out is open.

    Raises
    ------
    ValueError
        If a question, an answer, the role or the round is not one of the sheet, an answer stands twice, or there are too many.
    """
    if role not in ROLES or round not in ROUNDS:
        raise ValueError(f"role {role!r} and round {round!r} were given; choose a role from {', '.join(ROLES[1:])} (or none) and round 1 or 2")
    strange = [item for item in answers if item not in sheet.items]
    if strange:
        raise ValueError(f"{strange[0]!r} is not a question of this sheet; its questions are {', '.join(sheet.items[:5])} …")
    chosen = [_places(item, answers.get(item, ()), options, sheet.most) for item, options in zip(sheet.items, sheet.options, strict=True)]
    most = max([1, *map(len, chosen)])
    number, sizes = 0, [_size(len(options), most) for options in sheet.options]
    for places, options, size in zip(chosen, sheet.options, sizes, strict=True):
        number = number * size + _rank(places, len(options))
    seed = _signs(sheet.seed, _width(sheet.seed + 1)) if sheet.seed else []
    about = [*_signs(sheet.number, 2), *_signs(sheet.mark, 3), ROLES.index(role) * 6 + (round - 1) * 3 + most - 1, len(seed), *seed, *_signs(len(sheet.items), 2)]
    said = _signs(number, _width(math.prod(sizes)))
    if (len(about) + len(said)) % 2:
        said = [0, *said]
    if len(BEGINNING + FORMAT) + 1 + len(about) + len(said) + CHECK > LONGEST or len(about) + len(said) > 2 * 31:
        raise ValueError(f"{len(sheet.items)} questions do not fit in an answer code; divide them over two exercises")
    body = [(len(about) + len(said)) // 2, *about, *said]
    text = BEGINNING + FORMAT + "".join(ALPHABET[value] for value in [*body, *_check(body)])
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def decode(code: str, find: Find) -> Answers:
    """What a code says; spaces, dashes and small letters do not matter.

    Raises
    ------
    CodeFault
        If it cannot be read; it says why.
    """
    return read(values_of(code), find)


def values_of(code: str) -> list[int]:
    """The values of the signs of a code after its beginning.

    Raises
    ------
    CodeFault
        ``empty``, ``sign``, ``beginning`` or ``format``.
    """
    text = _BETWEEN.sub("", code)
    if not text:
        raise CodeFault("empty")
    for sign in text:
        if sign not in VALUES:
            raise CodeFault("sign", sign)
    values = [VALUES[sign] for sign in text]
    if values[:3] != [VALUES[sign] for sign in BEGINNING]:
        raise CodeFault("beginning", text[:4])
    if values[3:4] and values[3] != VALUES[FORMAT]:
        raise CodeFault("format", text[3])
    return values[4:]


def length_of(first: int) -> int:
    """How many signs follow the beginning, if the first of them has this value.

    >>> length_of(6)
    19
    """
    return 1 + 2 * first + CHECK


def read(values: Sequence[int], find: Find) -> Answers:
    """What the signs after the beginning say.

    Raises
    ------
    CodeFault
        ``short``, ``long``, ``check``, ``exercise`` or ``version``.
    """
    wanted = length_of(values[0]) if values else HEADER
    if len(values) != wanted:
        raise CodeFault("short" if len(values) < wanted else "long", str(len(values) + 4), str(wanted + 4))
    if _polymod(values) != _BECH32M:
        raise CodeFault("check")
    body = values[1:-CHECK]
    if len(body) < HEADER or len(body) < HEADER + body[6]:
        raise CodeFault("check")
    number, mark, about, wide = _number(body[:2]), _number(body[2:5]), body[5], body[6]
    seed, many, said = _number(body[7 : 7 + wide]), _number(body[7 + wide : 9 + wide]), body[9 + wide :]
    sheet = find(number, mark, seed, many)
    if sheet is None:
        raise CodeFault("exercise", str(number))
    role, most = about // 6, about % 3 + 1
    if sheet.mark != mark or sheet.seed != seed or len(sheet.items) != many:
        raise CodeFault("version", str(number))
    backwards, total, signs = _shape(sheet, most)
    rest = _number(said)
    if role >= len(ROLES) or most > sheet.most or rest >= total or len(said) - signs not in (0, 1):
        raise CodeFault("check")
    answers: dict[str, tuple[str, ...]] = {}
    for item, options, size in backwards:
        rest, rank = divmod(rest, size)
        if 0 < rank <= len(options):
            answers[item] = (options[rank - 1],)
        elif rank:
            answers[item] = tuple(options[place] for place in _unranked(rank, len(options)))
    return Answers(sheet, dict(reversed(answers.items())), ROLES[role], about % 6 // 3 + 1)


def _places(item: str, chosen: Sequence[str], options: Sequence[str], most: int) -> list[int]:
    strange = [one for one in chosen if one not in options]
    if strange:
        raise ValueError(f"{strange[0]!r} cannot be answered to {item!r}; choose one of {', '.join(options[:5])} …")
    if len(set(chosen)) < len(chosen) or len(chosen) > most:
        raise ValueError(f"{item!r} has the answers {', '.join(chosen)}; give at most {most}, each once")
    return [options.index(one) for one in chosen]


@functools.cache
def _shape(sheet: Sheet, most: int) -> tuple[list[tuple[str, tuple[str, ...], int]], int, int]:
    """Questions from last to first with their number of ways, in how many ways all can be answered, and the signs that takes."""
    sizes = [_size(len(options), most) for options in sheet.options]
    total = math.prod(sizes)
    return list(zip(sheet.items, sheet.options, sizes, strict=True))[::-1], total, _width(total)


@functools.cache
def _size(options: int, most: int) -> int:
    """In how many ways a question can be answered: with nothing, or with up to `most` different answers in order."""
    return sum(math.perm(options, many) for many in range(most + 1))


def _rank(places: Sequence[int], options: int) -> int:
    """The number of this order of answers: shorter ones first, then by place."""
    before = sum(math.perm(options, many) for many in range(len(places)))
    rank, left = 0, list(range(options))
    for place in places:
        rank = rank * len(left) + left.index(place)
        left.remove(place)
    return before + rank


def _unranked(rank: int, options: int) -> list[int]:
    many = 0
    while rank >= (ways := math.perm(options, many)):
        rank -= ways
        many += 1
    found: list[int] = []
    places = []
    for size in range(options - many + 1, options + 1):
        rank, place = divmod(rank, size)
        places.append(place)
    left = list(range(options))
    for place in reversed(places):
        found.append(left.pop(place))
    return found


def _width(total: int) -> int:
    """How many signs the numbers below `total` need."""
    return max(1, -(-(total - 1).bit_length() // 5))


def _signs(number: int, width: int) -> list[int]:
    return [number >> 5 * place & 31 for place in reversed(range(width))]


def _number(values: Sequence[int]) -> int:
    number = 0
    for value in values:
        number = number << 5 | value
    return number


def _begin() -> int:
    """The check begins with the beginning, as bech32 does with its human-readable part."""
    return _stir(1, _spread(BEGINNING + FORMAT))


def _spread(text: str) -> Iterator[int]:
    yield from (ord(sign) >> 5 for sign in text)
    yield 0
    yield from (ord(sign) & 31 for sign in text)


def _stir(check: int, values: Iterable[int]) -> int:
    for value in values:
        check = _TABLE[check >> 25] ^ (check & 0x1FFFFFF) << 5 ^ value
    return check


def _folded(top: int) -> int:
    found = 0
    for place, one in enumerate(_GENERATOR):
        found ^= one if top >> place & 1 else 0
    return found


_TABLE = tuple(_folded(top) for top in range(32))
_START = _begin()


def _polymod(values: Sequence[int]) -> int:
    return _stir(_START, values)


def _check(body: Sequence[int]) -> list[int]:
    found = _polymod([*body, *[0] * CHECK]) ^ _BECH32M
    return _signs(found, CHECK)
