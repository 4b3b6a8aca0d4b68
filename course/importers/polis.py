"""Read the export of a Polis conversation.

Two generations of exports go round: timestamps in milliseconds and texts in quotes, and timestamps in seconds
with, for a while, texts without quotes and agree and disagree the wrong way round. `read` takes both and says
what it met. How rows are put together again: `course.importers.rows`. How the sign of the votes is checked:
`course.importers.polis_sign`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

from course.i18n import Language, language, t
from course.importers import polis_files
from course.importers.imported import Imported, contributions_frame
from course.importers.polis_columns import NUMBERS, Reading, columns_of, rows_of
from course.importers.polis_votes import check, passes_of
from course.importers.privacy import Personal, personal_details
from course.importers.rows import Rows, column_name, parse_csv

__all__ = ["read"]

#: Letters that appear when UTF-8 was once read as Windows-1252 and saved again.
GARBLED = ("Ã©", "Ã«", "Ã¯", "Ã¨", "â€™", "â€œ", "â‚¬")


def read(source: str | Path, lang: Language | None = None, *, time_zone: str = "Europe/Amsterdam") -> Imported:
    """Read a Polis export into contributions.

    Parameters
    ----------
    source : str or Path
        A folder with `comments.csv`, a zip of such a folder, or the comments file itself. The files beside it
        (`summary.csv`, `votes.csv`, `participant(s)-votes.csv`, `comment-groups.csv`) are used when they are
        there: for the topic, the passes, and the check on agree and disagree.
    lang : "nl" or "en", optional
        Language of notes and faults; default: that of the lesson that is running.
    time_zone : str
        Where the conversation was held: decides on which *day* a statement made at night was received.

    Returns
    -------
    Imported
        `contribution_id` is ``P-`` and the comment id in four digits; a contributor is ``R-001`` and so on, in
        the order of first appearance. Agrees and disagrees are turned round where they were proven to be
        swapped, and only there.

    Raises
    ------
    ImportFault
        If nothing can be read: no such file, no comments file, not text, not a Polis export.
    """
    lang = lang or language()
    files = polis_files.find_files(source, lang)
    reading = Reading(files.names["comments"], lang, ZoneInfo(time_zone))
    text, said = polis_files.decoded(files.content["comments"], reading.file, lang)
    reading.notes += said
    rows = rows_of(text, reading)
    columns = columns_of(rows, reading)
    generation = _generation(reading)
    counts = list(zip(*(columns[name] for name in NUMBERS[:4]), strict=True))
    votes = check(files, counts, generation, bool(rows.repaired), lang)
    if votes.sign.verdict == "swapped":
        columns["agrees"], columns["disagrees"] = columns["disagrees"], columns["agrees"]
    columns["passes"] = passes_of(votes, columns["comment-id"])
    contributions = contributions_frame(columns)
    personal = personal_details(zip(contributions["contribution_id"], contributions["text"], strict=True))
    _say_what_was_met(columns, rows, reading)
    topic, count = _summary(files, lang)
    if count is not None and count > len(contributions):
        reading.fault("fewer_than_summary", read=len(contributions), expected=count)
    people = tuple(t(f"importers.personal.{kind}", lang, rows=_some(ids)) for kind, ids in _by_kind(personal).items())
    notes = (*reading.notes, *votes.notes, *people, t("importers.personal.read_yourself", lang))
    return Imported(
        contributions, topic, files.source, generation, votes.sign.verdict, notes, tuple(reading.faults), personal
    )


def _generation(reading: Reading) -> str | None:
    if not reading.units:
        return None
    (generation, most), *others = reading.units.most_common()
    reading.note(f"generation_{generation}")
    if others:
        reading.fault("mixed_units", column="timestamp", most=most, unit=generation, rest=others[0][1])
    return generation


def _say_what_was_met(columns: dict[str, list[object]], rows: Rows, reading: Reading) -> None:
    ids, texts = columns["contribution_id"], columns["text"]
    if rows.repaired:
        met = [str(i) for i, (number, _) in zip(ids, rows.records, strict=True) if number in set(rows.repaired)]
        reading.note("repaired", rows=_some(met))
    state = Counter(columns["moderated"])
    if state["rejected"]:
        reading.note("rejected", rejected=state["rejected"], total=len(ids))
    if state["undecided"]:
        reading.note("undecided", undecided=state["undecided"], total=len(ids))
    if garbled := [str(i) for i, text in zip(ids, texts, strict=True) if any(g in str(text) for g in GARBLED)]:
        reading.note("garbled", rows=_some(garbled))


def _summary(files: polis_files.PolisFiles, lang: Language) -> tuple[str, int | None]:
    """The topic and the number of statements of `summary.csv`, as far as it has them."""
    if not files.content.get("summary", b"").strip():
        return "", None
    text, _ = polis_files.decoded(files.content["summary"], files.names["summary"], lang)
    lines = parse_csv(text) or [line.split(",", 1) for line in text.split("\n")]
    found = {column_name(row[0]): ",".join(row[1:]).strip() for row in lines}
    count = found.get("comments", "")
    return found.get("topic", ""), int(count) if count.isascii() and count.isdigit() and len(count) < 10 else None


def _by_kind(personal: tuple[Personal, ...]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for found in personal:
        kinds.setdefault(found.kind, []).append(found.contribution_id)
    return kinds


def _some(ids: list[str], most: int = 8) -> str:
    """The first few, and how many more.

    >>> _some(["P-0001", "P-0002", "P-0003"], most=2)
    'P-0001, P-0002 (+1)'
    """
    return ", ".join(ids[:most]) + (f" (+{len(ids) - most})" if len(ids) > most else "")
