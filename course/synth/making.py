"""A case while it is being made: everything the next step may need to know of the steps before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast

from course.synth.draws import Draws
from course.synth.made import Contact, DecisionDocument, People, Row, Staff
from course.synth.parameters import Parameters
from course.synth.speech import Utterance

__all__ = ["Making"]


@dataclass
class Making:
    """What is known so far. Steps read it, and add rows to `tables` and `truth`.

    Attributes
    ----------
    utterances
        In the order of the rows of `contributions`.
    tables, truth
        As in :class:`course.synth.made.Made`.
    """

    parameters: Parameters
    residents: People
    contacts: Sequence[Contact]
    utterances: Sequence[Utterance]
    staff: Staff
    decision_documents: Sequence[DecisionDocument]
    tables: dict[str, list[Row]] = field(default_factory=dict)
    truth: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def draws(self) -> Draws:
        return Draws(self.parameters.case.seed)

    @cached_property
    def contributions(self) -> Mapping[str, Row]:
        """The contributions by id."""
        return {cast(str, row["contribution_id"]): row for row in self.tables["contributions"]}

    @cached_property
    def decisions(self) -> Mapping[str, Row]:
        """The decisions by id."""
        return {cast(str, row["decision_id"]): row for row in self.tables["decisions"]}

    def number_of(self, contribution: Row) -> int:
        """The number of a contribution, from 0; draws for it have this row."""
        return self._numbers[cast(str, contribution["contribution_id"])]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {self.parameters.contribution_id(contact.number): contact.number for contact in self.contacts}

    def links_of(self, contribution_id: str) -> list[Row]:
        """The links of one contribution, in order of rank."""
        return self._links.get(contribution_id, [])

    @cached_property
    def _links(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.tables["links"]:
            found.setdefault(cast(str, row["contribution_id"]), []).append(row)
        return found

    def contribution_of(self, link: Row) -> Row:
        return self.contributions[cast(str, link["contribution_id"])]

    def decision_of(self, link: Row) -> Row | None:
        """The decision of a link; None for a link to no decision."""
        return None if link["decision_id"] is None else self.decisions[cast(str, link["decision_id"])]

    def ends_on(self, link: Row) -> date | None:
        """The day on which the decision of a link was taken, or else its window closes; None for no decision."""
        decision = self.decision_of(link)
        return None if decision is None else cast(date, decision["decided_on"] or decision["closes_on"])

    def actions_on(self, contribution_id: str) -> list[Row]:
        """The actions on one contribution so far."""
        return self._actions.get(contribution_id, [])

    def add_action(self, row: Row) -> None:
        """Add an action; its id and its place in the sequence come at the end."""
        self.tables.setdefault("actions", []).append(row)
        self._actions.setdefault(cast(str, row["contribution_id"]), []).append(row)

    def restart(self, links: list[Row]) -> None:
        """Forget what happened: the links as they were, and no actions."""
        self.tables["links"], self.tables["actions"] = links, []
        for name in ("_links", "_actions"):
            self.__dict__.pop(name, None)

    @cached_property
    def _actions(self) -> dict[str, list[Row]]:
        return {}

    def post_of(self, actor_id: str) -> str:
        """Which post somebody holds."""
        return self._posts[actor_id]

    @cached_property
    def _posts(self) -> dict[str, str]:
        return {holder.actor_id: holder.actor_code for holder in self.staff}
