"""From the rows of a Polis comments file to the columns of contributions, cell by cell."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from course.i18n import Language, t
from course.importers import moments
from course.importers.imported import Fault, ImportFault
from course.importers.rows import Rows, column_name, parse_csv, read_rows

__all__ = ["Reading", "columns_of", "rows_of"]

NUMBERS = ("comment-id", "author-id", "agrees", "disagrees", "moderated")
OPTIONAL = ("author-id", "agrees", "disagrees", "moderated")
#: Names that other versions, and hand-made files, use for the same column.
ALSO_CALLED = {
    "comment-body": ("body", "txt", "comment-text"),
    "comment-id": ("tid", "commentid"),
    "author-id": ("author", "pid", "authorid"),
    "agrees": ("aggrees", "agree"),
    "disagrees": ("disagree",),
    "moderated": ("mod", "moderation"),
    "timestamp": ("created",),
    "datetime": ("date",),
}
MODERATION = {"1": "accepted", "0": "undecided", "-1": "rejected"}
CHANNEL = "K05"
LONG = 10_000


@dataclass
class Reading:
    """What is being collected while one export is read."""

    file: str
    lang: Language
    zone: ZoneInfo
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    units: Counter[str] = field(default_factory=Counter)

    def note(self, key: str, **values: object) -> None:
        self.notes.append(t(f"importers.polis.{key}", self.lang, **values))

    def fault(self, key: str, row: int | None = None, column: str | None = None, **values: object) -> None:
        self.faults.append(Fault(self.file, t(f"importers.faults.{key}", self.lang, **values), row, column))


def rows_of(text: str, reading: Reading) -> Rows:
    """The rows with their columns under the canonical names."""
    if text.lower().startswith("sep="):
        text = text.partition("\n")[2]
    top, newline, rest = text.lstrip("\n").partition("\n")
    separator = max(",;\t", key=lambda sign: top[:2000].count(sign))
    written = [column_name(name) for name in (parse_csv(top[:2000], separator) or [top[:2000].split(separator)])[0]]
    names = _canonical([name.replace(separator, "-") for name in written])
    missing = [name for name in ("comment-id", "comment-body") if name not in names]
    if missing:
        near = {m: difflib.get_close_matches(m, written, n=2, cutoff=0.5) for m in missing}
        # Half of what is needed may be a matter of names; without any of it this is another file altogether.
        key = "missing" if len(missing) == 1 or all(near.values()) else "no_polis"
        values = {"file": reading.file, "missing": ", ".join(missing), "found": ", ".join(written)[:200]}
        values["near"] = ", ".join(name for names in near.values() for name in names) or "–"
        raise ImportFault(t(f"importers.polis.{key}", reading.lang, **values))
    for absent in (name for name in OPTIONAL if name not in names):
        reading.note("column_absent", column=absent)
    if not {"timestamp", "datetime"} & set(names):
        reading.note("no_dates")
    if separator != ",":
        reading.note("separator", separator="tab" if separator == "\t" else separator)
    rows = read_rows(separator.join(names) + newline + rest, separator, "comment-body", NUMBERS, "comment-id")
    if not rows.records:
        raise ImportFault(t("importers.polis.no_rows", reading.lang, file=reading.file))
    return rows


def _canonical(written: list[str]) -> list[str]:
    """The headers under the names of the newest export; a name that is there already is not given twice."""
    names = list(written)
    for own, also in ALSO_CALLED.items():
        if own not in names and (other := next((name for name in also if name in names), None)):
            names[names.index(other)] = own
    return names


def columns_of(rows: Rows, reading: Reading) -> dict[str, list[object]]:
    """The columns of the contributions, and the ids as they were."""
    made: dict[str, list[object]] = {name: [] for name in ("contribution_id", "channel", "received_on", "text")}
    made |= {name: [] for name in ("contributor", "moderated", "seed", "meta", *NUMBERS[:4])}
    pseudonyms: dict[object, str] = {}
    used: Counter[str] = Counter()
    for number, fields in rows.records:
        row = dict(zip(rows.header, fields, strict=True))
        for name in NUMBERS[:4]:
            made[name].append(_whole(row.get(name, ""), name, number, reading))
        comment, author = made["comment-id"][-1], made["author-id"][-1]
        contribution = f"P-{comment:04d}" if comment is not None else f"P-row-{number}"
        used[contribution] += 1
        if used[contribution] > 1:
            contribution += f"-{used[contribution]}"
            reading.fault("duplicate", number, "comment-id", id=row["comment-id"], new=contribution)
        if author is not None:
            pseudonyms.setdefault(author, f"R-{len(pseudonyms) + 1:03d}")
        made["contribution_id"].append(contribution)
        made["channel"].append(CHANNEL)
        made["contributor"].append(pseudonyms.get(author))
        made["received_on"].append(_received_on(row, number, reading))
        made["moderated"].append(_moderation(row.get("moderated", ""), number, reading))
        made["text"].append(row["comment-body"])
        for column, name in (("is-seed", "seed"), ("is-meta", "meta")):
            made[name].append({"true": True, "false": False}.get(row.get(column, "").strip().lower()))
        if not row["comment-body"].strip():
            reading.fault("no_text", number, "comment-body")
        elif len(row["comment-body"]) > LONG:
            reading.fault("long", number, "comment-body", length=len(row["comment-body"]))
    for number, line in rows.unread:
        reading.fault("unread", number, text=line[:80])
    return made


def _whole(written: str, column: str, number: int, reading: Reading) -> int | None:
    written = written.strip().removesuffix(".0")
    if written.isascii() and written.isdigit() and len(written) < 16:
        return int(written)
    if written or column == "comment-id":
        reading.fault("no_number", number, column, value=written[:40])
    return None


def _received_on(row: dict[str, str], number: int, reading: Reading) -> str | None:
    stamp = moments.moment_of_number(row.get("timestamp", ""))
    moment = stamp[0] if stamp else moments.moment_of_words(row.get("datetime", ""))
    if stamp:
        reading.units[stamp[1]] += 1
    elif row.get("timestamp", "").strip() or (moment is None and {"timestamp", "datetime"} & set(row)):
        given = row.get("timestamp", "").strip() or row.get("datetime", "").strip()
        reading.fault("datetime_used" if moment else "no_date", number, "timestamp", value=given[:40])
    return moment.astimezone(reading.zone).strftime("%Y-%m-%d") if moment else None


def _moderation(written: str, number: int, reading: Reading) -> str | None:
    written = written.strip().removesuffix(".0")
    if written and written not in MODERATION:
        reading.fault("moderation", number, "moderated", value=written[:40])
    return MODERATION.get(written)
