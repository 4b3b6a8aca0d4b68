"""Does agree mean agree? The sign of the votes in a Polis export, checked.

Inside Polis an agree is stored as −1 and a disagree as +1 (compdemocracy/polis#2554). Exports should turn
that round: agree = +1. Three kinds of files exist:

1. both right: `votes.csv` has agree = +1 and `comments.csv` counts those as agrees;
2. votes raw: `comments.csv` counts rightly, `votes.csv` still has agree = −1;
3. both raw: `votes.csv` has agree = −1 and `comments.csv` counted the +1 as agrees, so its two columns are
   swapped. Counts and votes then agree with each other, so **comparing the two files cannot find this**.

So a witness from outside is needed. In order of strength:

- *own votes*: Polis records an agree for whoever submits a statement (pol-is/polisServer#8; statements seeded
  by the organiser get none or a pass). The sign that authors give their own statements is therefore agree.
- *groups*: `comment-groups.csv` takes its totals from another part of Polis, which knows agree from disagree.
- *matrix*: the participants-votes file has agree = +1 in every version that was read.

Counts are compared by which side they lie nearest to, not by equality: files are known in which they do not
add up (compdemocracy/openData#6), and a changed vote stands in `votes.csv` twice. A verdict needs at least
`FEWEST` telling cases of which `SHARE` point the same way. Witnesses that contradict each other give no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["FEWEST", "SHARE", "Ballot", "Counts", "SignCheck", "Verdict", "check_sign", "counts_of"]

FEWEST = 3
SHARE = 0.8

#: (comment, voter, vote)
Ballot = tuple[int, int, int]
#: comment -> (agrees, disagrees)
Counts = Mapping[int, tuple[int, int]]
Verdict = Literal["right", "votes_raw", "swapped", "maybe_swapped", "plausible", "contradictory", "not_checked"]


@dataclass(frozen=True)
class SignCheck:
    """What was found.

    `verdict` is about the columns agrees and disagrees of `comments.csv`: ``right``; ``votes_raw`` (right, but
    `votes.csv` has the raw sign); ``swapped``; ``maybe_swapped`` (no witness, and a file of the kind that had
    the fault); ``plausible`` (files agree with each other, no witness); ``contradictory``; ``not_checked``.
    `telling` and `cases` count the strongest witness.
    """

    verdict: Verdict
    witness: Literal["own", "groups", "matrix", "votes", "none"] = "none"
    telling: int = 0
    cases: int = 0


def check_sign(
    counts: Counts,
    authors: Mapping[int, int],
    votes: Iterable[Ballot] = (),
    matrix: Iterable[Ballot] = (),
    groups: Counts | None = None,
    *,
    of_the_faulty_age: bool = False,
) -> SignCheck:
    """Whether the agrees of `counts` are agrees.

    Parameters
    ----------
    counts : mapping
        Agrees and disagrees per comment, as `comments.csv` has them.
    authors : mapping
        The author of each comment.
    votes, matrix : iterable of (comment, voter, vote)
        From `votes.csv` and from the participants-votes file.
    groups : mapping, optional
        Totals per comment from `comment-groups.csv`.
    of_the_faulty_age : bool
        The file is of the kind that had the fault: timestamps in seconds and texts without quotes.

    Two authors' own votes are −1, and the counts follow the file: swapped.

    >>> votes = [(c, v, -1) for c in range(4) for v in (c, 8, 9)] + [(c, 7, 1) for c in range(4)]
    >>> check_sign({c: (1, 3) for c in range(4)}, {c: c for c in range(4)}, votes).verdict
    'swapped'
    """
    votes, matrix = list(votes), list(matrix)
    relation, nearest, compared = _relation(counts, counts_of(votes))
    witnesses: list[tuple[Literal["own", "groups", "matrix"], int, int, int]] = []
    for ballots in (votes, matrix):
        own, telling, cases = _own_sign(ballots, authors)
        side, _, _ = _relation(counts, counts_of(ballots))
        if own * side:
            witnesses.append(("own", own * side, telling, cases))
    for name, other in (("groups", groups or {}), ("matrix", counts_of(matrix))):
        side, telling, cases = _relation(counts, other)
        # The matrix is no witness of its own where authors have told its sign already.
        if side and not (name == "matrix" and any(w[0] == "own" for w in witnesses)):
            witnesses.append((name, side, telling, cases))  # type: ignore[arg-type]
    if witnesses:
        sides = {side for _, side, _, _ in witnesses}
        name, side, telling, cases = witnesses[0]
        if len(sides) > 1:
            return SignCheck("contradictory", name, telling, cases)
        if side < 0:
            return SignCheck("swapped", name, telling, cases)
        return SignCheck("votes_raw" if relation < 0 else "right", name, telling, cases)
    if relation < 0:
        # No version of Polis is known that turned the votes and not the counts, so the counts are the right ones.
        return SignCheck("votes_raw", "votes", nearest, compared)
    if relation > 0:
        return SignCheck("maybe_swapped" if of_the_faulty_age else "plausible", "votes", nearest, compared)
    return SignCheck("not_checked")


def counts_of(ballots: Iterable[Ballot]) -> dict[int, tuple[int, int]]:
    """How often +1 and −1 occur per comment.

    >>> counts_of([(4, 1, 1), (4, 2, -1), (4, 3, 1), (5, 1, 0)])
    {4: (2, 1), 5: (0, 0)}
    """
    found: dict[int, tuple[int, int]] = {}
    for comment, _, vote in ballots:
        plus, minus = found.get(comment, (0, 0))
        found[comment] = (plus + (vote == 1), minus + (vote == -1))
    return found


def _relation(counts: Counts, other: Counts) -> tuple[int, int, int]:
    """1: the same way round; −1: the other way round; 0: cannot be told. With the telling cases and all cases."""
    same = opposite = 0
    for comment, (agrees, disagrees) in counts.items():
        if comment in other:
            plus, minus = other[comment]
            straight = abs(agrees - plus) + abs(disagrees - minus)
            crossed = abs(agrees - minus) + abs(disagrees - plus)
            same, opposite = same + (straight < crossed), opposite + (crossed < straight)
    return _majority(same, opposite)


def _own_sign(ballots: Iterable[Ballot], authors: Mapping[int, int]) -> tuple[int, int, int]:
    last = {(comment, voter): vote for comment, voter, vote in ballots if authors.get(comment) == voter}
    return _majority(sum(v == 1 for v in last.values()), sum(v == -1 for v in last.values()))


def _majority(plus: int, minus: int) -> tuple[int, int, int]:
    cases, most = plus + minus, max(plus, minus)
    side = (1 if plus > minus else -1) if cases >= FEWEST and most >= SHARE * cases else 0
    return side, most, cases
