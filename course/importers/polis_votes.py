"""The vote files of a Polis export: read for the check on agree and disagree, and for the passes."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from course.i18n import Language, t
from course.importers import polis_files
from course.importers.imported import ImportFault
from course.importers.polis_sign import Ballot, SignCheck, check_sign, counts_of
from course.importers.rows import column_name

__all__ = ["Votes", "check", "passes_of"]

#: A row of comments.csv as far as votes go: comment id, author id, agrees, disagrees.
CountRow = tuple[object, object, object, object]


@dataclass(frozen=True)
class Votes:
    """The ballots that were found, what the check said, and the sentences about it."""

    ballots: tuple[Ballot, ...]
    sign: SignCheck
    notes: tuple[str, ...]


def check(
    files: polis_files.PolisFiles, rows: Sequence[CountRow], generation: str | None, unquoted: bool, lang: Language
) -> Votes:
    """Compare the counts of `comments.csv` with whatever vote files stand beside it."""
    notes: list[str] = []
    votes = _ballots(_table(files, "votes", notes, lang))
    matrix = _matrix(_table(files, "participants", notes, lang))
    sign = check_sign(
        {c: (a, d) for c, _, a, d in rows if None not in (c, a, d)},  # type: ignore[misc]
        {c: author for c, author, _, _ in rows if None not in (c, author)},  # type: ignore[misc]
        votes,
        matrix,
        _group_totals(_table(files, "groups", notes, lang)),
        of_the_faulty_age=generation == "seconds" and unquoted,
    )
    found = any(kind in files.content for kind in ("votes", "participants", "groups"))
    verdict = "too_little" if sign.verdict == "not_checked" and found else sign.verdict
    witness = t(f"importers.witness.{sign.witness}", lang, telling=sign.telling, cases=sign.cases)
    notes.append(t(f"importers.sign.{verdict}", lang, witness=witness))
    return Votes(tuple(votes or matrix), sign, tuple(notes))


def passes_of(votes: Votes, comments: Sequence[object]) -> list[object]:
    """How often each comment was passed; missing for all when the export has no votes."""
    if not votes.ballots:
        return [None] * len(comments)
    passes = Counter(comment for comment, _, vote in votes.ballots if vote == 0)
    return [None if comment is None else passes[comment] for comment in comments]  # type: ignore[index]


def _table(files: polis_files.PolisFiles, kind: str, notes: list[str], lang: Language) -> pd.DataFrame:
    """The file as numbers; empty, and said, when it cannot be read: the statements matter more."""
    if kind not in files.content:
        return pd.DataFrame()
    try:
        text, _ = polis_files.decoded(files.content[kind], files.names[kind], lang)
        frame = pd.read_csv(io.StringIO(text), dtype=str, on_bad_lines="skip", index_col=False)
    except (ImportFault, ValueError):
        notes.append(t("importers.polis.votes_unread", lang, file=files.names[kind]))
        return pd.DataFrame()
    return frame.rename(columns=lambda name: column_name(str(name))).apply(pd.to_numeric, errors="coerce")


def _ballots(frame: pd.DataFrame) -> list[Ballot]:
    wanted = ["comment-id", "voter-id", "vote"]
    if not set(wanted) <= set(frame.columns):
        return []
    known = frame[wanted].dropna().astype("int64")
    return [(int(c), int(v), int(x)) for c, v, x in known.itertuples(index=False) if x in (-1, 0, 1)]


def _matrix(frame: pd.DataFrame) -> list[Ballot]:
    """The ballots of a participants-votes file, agree = +1.

    Its own totals n-agree and n-disagree say which sign it uses; where they say the other one, it is turned.
    """
    if "participant" not in frame.columns:
        return []
    comments = [name for name in frame.columns if name.isdigit()]
    long = frame.dropna(subset="participant").melt(id_vars="participant", value_vars=comments).dropna()
    ballots = [(int(c), int(p), int(v)) for p, c, v in long.itertuples(index=False) if v in (-1, 0, 1)]
    if {"n-agree", "n-disagree"} <= set(frame.columns):
        per_person = counts_of((person, comment, vote) for comment, person, vote in ballots)
        totals = frame.dropna(subset=["participant", "n-agree", "n-disagree"]).drop_duplicates("participant")
        pairs = {int(p): (a, d) for p, a, d in totals[["participant", "n-agree", "n-disagree"]].itertuples(index=False)}
        both = [(pairs[p], per_person[p]) for p in pairs.keys() & per_person.keys()]
        straight = sum(abs(a - plus) + abs(d - minus) for (a, d), (plus, minus) in both)
        crossed = sum(abs(a - minus) + abs(d - plus) for (a, d), (plus, minus) in both)
        if crossed < straight:
            return [(c, p, -v) for c, p, v in ballots]
    return ballots


def _group_totals(frame: pd.DataFrame) -> dict[int, tuple[int, int]]:
    wanted = ["comment-id", "total-agrees", "total-disagrees"]
    if not set(wanted) <= set(frame.columns):
        return {}
    return {int(c): (int(a), int(d)) for c, a, d in frame[wanted].dropna().itertuples(index=False)}
