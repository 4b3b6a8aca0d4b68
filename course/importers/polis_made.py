"""A made Polis export of a synthetic case: the same files as a real one, for a notebook and for tests.

The statements are the contributions of the case. Who voted what is invented by a fixed rule (a hash of the
seed, the statement and the voter), so that the same case and seed give the same bytes everywhere, and nobody
can mistake it for what residents think. The topic says that the conversation is invented.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import pandas as pd

from course.i18n import Language, t

__all__ = ["write"]

ZONE = ZoneInfo("Europe/Amsterdam")


class _HasContributions(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def contributions(self) -> pd.DataFrame: ...


def write(
    case: _HasContributions,
    folder: str | Path,
    lang: Language,
    *,
    seed: int = 2026,
    voters: int = 60,
    rejected: Collection[str] = (),
) -> Path:
    """Write `summary.csv`, `comments.csv` and `votes.csv` of an invented conversation; returns the folder.

    Parameters
    ----------
    case : Case
        Its contributions become statements, oldest first; comment ids count from 0, as in Polis.
    folder : str or Path
        Made when it is not there; files of an earlier run are replaced.
    seed : int
        Another seed, other votes.
    voters : int
        Invented people who vote besides the authors.
    rejected : collection of str
        Ids of contributions that the invented moderators took out.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    said = case.contributions.sort_values(["received_on", "contribution_id"], kind="stable")
    authors = _author_numbers(said)
    comments: list[list[object]] = []
    votes: list[list[object]] = []
    for comment, (author, row) in enumerate(zip(authors, said.to_dict("records"), strict=True)):
        written = _moment(row["received_on"], seed, row["contribution_id"])
        cast = {v: _vote(seed, row["contribution_id"], v) for v in range(max(authors) + voters + 1)}
        cast = {voter: vote for voter, vote in cast.items() if vote is not None} | {author: 1}
        for voter, vote in sorted(cast.items()):
            delay = 0 if voter == author else 60 + _number(seed, row["contribution_id"], voter, "delay") % 600_000
            votes.append([*_stamps(written + dt.timedelta(seconds=delay)), comment, voter, vote])
        state = -1 if row["contribution_id"] in rejected else 1
        agrees, disagrees = (sum(vote == sign for vote in cast.values()) for sign in (1, -1))
        comments.append([*_stamps(written), comment, author, agrees, disagrees, state, str(row[f"text_{lang}"])])
    counts = {"voters": len({v[3] for v in votes}), "commenters": len(set(authors)), "comments": len(comments)}
    texts = {key: t(f"importers.made.{key}", lang, name=case.name) for key in ("topic", "description")}
    summary = [["topic", texts["topic"]], *counts.items(), ["conversation-description", texts["description"]]]
    head = ["timestamp", "datetime", "comment-id"]
    _write(folder / "summary.csv", summary)
    _write(
        folder / "comments.csv",
        [[*head, "author-id", "agrees", "disagrees", "moderated", "comment-body"], *comments],
    )
    _write(folder / "votes.csv", [[*head, "voter-id", "vote"], *votes])
    return folder


def _author_numbers(said: pd.DataFrame) -> list[int]:
    """A number per contribution: the same for the same pseudonym, a new one for whoever stayed anonymous."""
    numbers: dict[Any, int] = {}
    names = said["contributor"] if "contributor" in said else pd.Series([None] * len(said))
    return [
        numbers.setdefault(("anonymous", place) if pd.isna(name) else name, len(numbers))
        for place, name in enumerate(names)
    ]


def _number(*parts: object) -> int:
    return int.from_bytes(hashlib.sha256("|".join(map(str, parts)).encode()).digest()[:6], "big")


def _vote(seed: int, contribution: str, voter: int) -> int | None:
    """Agree, disagree, pass or nothing; some statements are liked more than others."""
    support = 35 + _number(seed, contribution, "support") % 50
    draw = _number(seed, contribution, voter)
    if draw % 100 < 35:
        return None
    draw = draw // 100 % 100
    return 1 if draw < support else -1 if draw < support + (100 - support) * 2 // 3 else 0


def _moment(received_on: Any, seed: int, contribution: str) -> dt.datetime:
    """A time between eight in the morning and ten in the evening of the day the contribution was received."""
    day = pd.Timestamp(received_on).to_pydatetime().replace(tzinfo=ZONE)
    return day + dt.timedelta(hours=8, seconds=_number(seed, contribution, "time") % (14 * 3600))


def _stamps(moment: dt.datetime) -> list[object]:
    utc = moment.astimezone(dt.UTC)
    days, months = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    # Not strftime: its names of days and months follow the language of the machine.
    words = f"{days[utc.weekday()]} {months[utc.month - 1]} {utc:%d %Y %H:%M:%S} GMT+0000 (Coordinated Universal Time)"
    return [int(utc.timestamp()), words]


def _write(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL).writerows(rows)
