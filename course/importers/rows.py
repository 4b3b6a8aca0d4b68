"""Rows of a comma-separated export whose last column is free text, well or badly quoted.

One generation of Polis wrote the texts without quotes, so a comma or a line break in a statement breaks its
row. The standard reader then moves words into other columns or swallows rows whole. `read_rows` first reads
by the book; when that does not give rows of one width, it finds the rows by how they *begin*: the columns
before the text are numbers, and no sentence begins like that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Rows", "column_name", "parse_csv", "read_rows"]


@dataclass(frozen=True)
class Rows:
    """The rows of a file: `records` as (row number, fields), and how they were found.

    `repaired` holds the rows that had to be put together again, `unread` what could not be made into a row.
    """

    header: tuple[str, ...]
    records: tuple[tuple[int, tuple[str, ...]], ...]
    repaired: tuple[int, ...] = ()
    unread: tuple[tuple[int, str], ...] = ()


def column_name(written: str) -> str:
    """A header as it is compared: lower case, hyphens.

    >>> column_name(" Comment_ID ")
    'comment-id'
    """
    return re.sub(r"[\s_-]+", "-", written.strip().lower())


def parse_csv(text: str, separator: str = ",") -> list[list[str]] | None:
    """The fields by RFC 4180, or None when a quote stands where it cannot.

    The standard library's reader is not used: it refuses fields over 131,072 characters and guesses where the
    quoting is broken, which is what has to be known here.

    >>> parse_csv('1,"a, b"\\n2,c\\n')
    [['1', 'a, b'], ['2', 'c']]
    >>> parse_csv('1,"a" b')
    """
    sep = re.escape(separator)
    field = re.compile(rf'(?:"((?:[^"]++|"")*+)"|([^"{sep}\n][^{sep}\n]*+)|)({sep}|\n|\Z)')
    rows: list[list[str]] = []
    row: list[str] = []
    place, after = 0, "\n"
    while place < len(text):
        found = field.match(text, place)
        if found is None:
            return None
        quoted, plain, after = found.groups()
        row.append(quoted.replace('""', '"') if quoted is not None else plain or "")
        if after != separator:
            rows.append(row)
            row = []
        place = found.end()
    if after == separator:
        rows.append([*row, ""])
    return [row for row in rows if row != [""]]


def read_rows(text: str, separator: str, body: str, numbers: Sequence[str], key: str) -> Rows:
    """Read rows with a header.

    Parameters
    ----------
    text : str
        The file, with ``\\n`` as its only line end.
    body : str
        The free-text column; only when it is the last one can broken rows be put together.
    numbers : sequence of str
        Columns that hold whole numbers (or nothing).
    key : str
        The column among them that is never empty.
    """
    top, _, rest = text.partition("\n")
    header = tuple(column_name(name) for name in (parse_csv(top, separator) or [top.split(separator)])[0])
    starts = _row_start(header, separator, numbers, key)
    whole = parse_csv(rest, separator)
    if whole is not None and all(len(row) == len(header) for row in whole):
        place = header.index(body)
        if not any(starts.search(row[place]) for row in whole if "\n" in row[place]):
            return Rows(header, tuple((number, tuple(row)) for number, row in enumerate(whole, 2)))
    if header[-1] != body:
        return _rows_as_they_are(header, whole or [line.split(separator) for line in rest.split("\n") if line])
    return _rows_by_their_beginning(header, rest, separator, starts)


def _row_start(header: Sequence[str], sep: str, numbers: Sequence[str], key: str) -> re.Pattern[str]:
    sep = re.escape(sep)

    def column(name: str) -> str:
        if name == key:
            return r'[ \t]*"?-?\d+"?[ \t]*'
        return r'[ \t]*"?-?\d*"?[ \t]*' if name in numbers else rf'(?:"[^"\n]*"|[^{sep}\n"]*)'

    return re.compile("^" + "".join(column(name) + sep for name in header[:-1]), re.MULTILINE)


def _rows_as_they_are(header: tuple[str, ...], rows: list[list[str]]) -> Rows:
    good = [(number, tuple(row)) for number, row in enumerate(rows, 2) if len(row) == len(header)]
    bad = [(number, " ".join(row)) for number, row in enumerate(rows, 2) if len(row) != len(header)]
    return Rows(header, tuple(good), unread=tuple(bad))


def _rows_by_their_beginning(header: tuple[str, ...], rest: str, sep: str, starts: re.Pattern[str]) -> Rows:
    found = list(starts.finditer(rest))
    bodies: list[str] = []
    strays: list[tuple[int, str]] = [(2, rest[: found[0].start()] if found else rest)]
    for number, match in enumerate(found, 2):
        end = found[number - 1].start() - 1 if number - 1 < len(found) else len(rest.rstrip("\n"))
        lines = rest[match.end() : max(end, match.end())].split("\n")
        broken = {place for place, line in enumerate(lines) if place and _breaks_off(line, header, sep)}
        strays += [(number + 1, lines[place]) for place in sorted(broken)]
        bodies.append("\n".join(line for place, line in enumerate(lines) if place not in broken))
    quoted = _is_quoted(bodies, sep)
    records, repaired = [], []
    for number, (match, written) in enumerate(zip(found, bodies, strict=True), 2):
        lead = (parse_csv(match.group()[: -len(sep)], sep) or [[]])[0]
        lead += [""] * (len(header) - 1 - len(lead))
        records.append((number, (*lead, _without_quotes(written) if quoted else written)))
        if not _well_quoted(written) and _needs_quotes(written, sep):
            repaired.append(number)
    unread = tuple((number, line) for number, line in strays if line.strip())
    return Rows(header, tuple(records), tuple(repaired), unread)


def _breaks_off(line: str, header: tuple[str, ...], sep: str) -> bool:
    """Whether a line begins with a timestamp as a row does, but stops before its text: a row cut short."""
    return header[0] == "timestamp" and re.match(rf'"?\d{{9,16}}"?\s*(?:{re.escape(sep)}|$)', line) is not None


def _well_quoted(written: str) -> bool:
    return re.fullmatch(r'"(?:[^"]++|"")*+"', written) is not None


def _needs_quotes(written: str, sep: str) -> bool:
    return any(sign in written for sign in (sep, '"', "\n"))


def _is_quoted(bodies: Sequence[str], sep: str) -> bool:
    """Whether this file quotes its texts: more texts in whole quotes than texts that lack the quotes they need."""
    well = sum(map(_well_quoted, bodies))
    return well > sum(1 for text in bodies if not _well_quoted(text) and _needs_quotes(text, sep))


def _without_quotes(written: str) -> str:
    if len(written) > 1 and written[0] == written[-1] == '"':
        return written[1:-1].replace('""', '"')
    return written
