"""Find what could lead to a person in a text: e-mail addresses, phone numbers, Dutch postcodes.

A scan like this finds patterns, not people: names, house numbers and stories that only one neighbour can
have told pass unseen. So the importers point and never remove; someone has to read (model.md 4.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["KINDS", "Personal", "personal_details"]

#: What is looked for. The digits of a phone number may be split by spaces, dots, hyphens or brackets.
KINDS: dict[str, re.Pattern[str]] = {
    "email": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    "phone": re.compile(
        r"(?<![\w.,-])(?:(?:\+|00)\d{2}[\s.-]?(?:\(0\)[\s.-]?)?|\(?0)[1-9]\)?(?:[\s.-]{0,3}\d){7,9}(?!\d)"
    ),
    "postcode": re.compile(r"(?<![\w.])[1-9]\d{3}(?:\s?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})(?!\w)"),
}


@dataclass(frozen=True)
class Personal:
    """A text that seems to hold something personal. What was found is not repeated here, on purpose."""

    contribution_id: str
    kind: str


def personal_details(texts: Iterable[tuple[str, str]]) -> tuple[Personal, ...]:
    """Which texts hold an e-mail address, a phone number or a Dutch postcode.

    Parameters
    ----------
    texts : iterable of (contribution_id, text)

    >>> personal_details([("P-0001", "bel 06-12345678 of mail a@b.nl"), ("P-0002", "in 2027 dan?")])
    (Personal(contribution_id='P-0001', kind='email'), Personal(contribution_id='P-0001', kind='phone'))
    """
    return tuple(
        Personal(contribution_id, kind)
        for contribution_id, text in texts
        for kind, pattern in KINDS.items()
        if pattern.search(text)
    )
