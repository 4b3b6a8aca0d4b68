"""The reference answers of a board, as a lecturer's page shows them: per card or step what can be answered, and why.

Every board that judges makes them from the same table that it hands to the page, so that page and board never differ.
"""

from __future__ import annotations

from dataclasses import dataclass

GRADES = ("good", "defensible", "no")

__all__ = ["GRADES", "Answer", "Item"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a card or a step.

    Attributes
    ----------
    name
        The answer in the words of the board.
    grade
        ``good``, ``defensible`` or ``no``.
    why
        The reason that the board gives.

    Raises
    ------
    ValueError
        If the grade is another word.
    """

    name: str
    grade: str
    why: str

    def __post_init__(self) -> None:
        if self.grade not in GRADES:
            raise ValueError(f"{self.name!r} has grade {self.grade!r}; expected one of {', '.join(GRADES)}")


@dataclass(frozen=True, slots=True)
class Item:
    """A card or a step with its answers, the sample answer first.

    Attributes
    ----------
    name
        What it is called on the board, such as *Card 3*.
    text
        What the student reads; empty if the name says it.
    answers
        The sample answer, and the others that are worth talking about.
    discuss
        A question for a group that differs; empty if there is nothing to dispute.
    """

    name: str
    text: str
    answers: tuple[Answer, ...]
    discuss: str = ""
