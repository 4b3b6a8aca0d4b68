"""The atelier edition as one set of tables, as it ships and as it would be with nothing planted or with another seed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

import pandas as pd

import course
from course import codebook
from course.case_records import frame
from course.synth.generate import generate
from course.synth.made import ATTRIBUTES, TENURES
from course.synth.parameter_file import case_parameters
from course.synth.parameters import Parameters

CASES = ("atelier-noord", "atelier-midden", "atelier-zuid")
TABLES = ("cases", "population", "actors", "campaigns", "contributions", "decisions", "links", "actions", "documents", "feedback",
          "panel", "codings")  # fmt: skip
TRUTH = ("losses", "surprises", "disagreements")


@dataclass(frozen=True, slots=True)
class Edition:
    """Cases taken together: each table of the model and each register of what was planted, with `case_id` in all of them."""

    tables: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame]

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    def case(self, case_id: str) -> Edition:
        """One of the cases."""
        def own(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
            return {name: rows[rows["case_id"] == case_id].reset_index(drop=True) for name, rows in tables.items()}

        return Edition(own(self.tables), own(self.truth))

    def as_cases(self) -> list[SimpleNamespace]:
        """Each case with its tables as attributes, as the rules of the course take them."""
        return [SimpleNamespace(name=case_id, **self.case(case_id).tables) for case_id in self["cases"]["case_id"]]

    def acts(self) -> pd.Series:
        """Per contribution the codes of its actions, in order."""
        rows = self["actions"].sort_values(["contribution_id", "sequence"])
        held = {contribution: tuple(codes) for contribution, codes in rows.groupby("contribution_id")["action_code"]}
        return self["contributions"]["contribution_id"].map(lambda one: held.get(one, ())).set_axis(self["contributions"]["contribution_id"])

    def linked(self) -> pd.DataFrame:
        """The links to a decision, each with its contribution and that decision.

        `adopted` is O1 or O2; `until` is the day on which the decision was taken, or else on which its window closes.
        """
        links = self["links"][~self["links"]["no_decision"]]
        said = self["contributions"].drop(columns="case_id")
        rows = links.merge(said, on="contribution_id", validate="many_to_one")
        rows = rows.merge(self["decisions"].drop(columns="case_id"), on="decision_id", validate="many_to_one")
        rows["adopted"] = rows["outcome"].isin(["O1", "O2"])
        rows["until"] = rows["decided_on"].fillna(rows["closes_on"])
        return rows


@cache
def shipped() -> Edition:
    """The clean tables of the three atelier cases."""
    cases = [course.load(name) for name in CASES]
    return Edition(
        _pooled(CASES, [{name: getattr(case, name) for name in TABLES} for case in cases]),
        _pooled(CASES, [{name: pd.read_csv(case.folder / "truth" / f"{name}.csv") for name in TRUTH} for case in cases]))


@cache
def without_effects() -> Edition:
    """The edition as it would be with nothing planted."""
    return made(parameters_of(nothing_planted))


def made(parameters: Sequence[Parameters]) -> Edition:
    """Cases made now."""
    cases, ids = [generate(one) for one in parameters], [one.case.case_id for one in parameters]
    tables = [{name: frame(_rows(case.tables[name], name), codebook.columns(name)) for name in TABLES} for case in cases]
    return Edition(_pooled(ids, tables), _pooled(ids, [{name: pd.DataFrame(case.truth[name]) for name in TRUTH} for case in cases]))


@cache
def parameters_of(change: Callable[[Parameters], Parameters] = lambda given: given) -> tuple[Parameters, ...]:
    """The parameters of the three cases, changed."""
    return tuple(change(case_parameters(name)) for name in CASES)


def changed(parameters: Parameters, **sections: dict[str, object]) -> Parameters:
    """The same parameters with other values in some sections."""
    return dataclasses.replace(parameters, **{
        name: dataclasses.replace(getattr(parameters, name), **values) for name, values in sections.items()})  # fmt: skip


def nothing_planted(parameters: Parameters) -> Parameters:
    """The same case in which nothing that a research question asks about makes a difference.

    Cost, policy and irreversibility keep their weight in the outcome: they are what RQ3 holds equal.
    """
    outcome, reach = parameters.outcome, codebook.family("channel")
    acts = dict.fromkeys(("on_time", "translated", "ally", "bundled", "substantiated", "room", "lost_handover", "contested"), 0.0)
    equal = {f"{channel.code}-{group}": 2 for channel in reach for group in (*TENURES, *ATTRIBUTES)}
    return changed(
        parameters,
        reach={"levels": equal, "plain_invitation_levels": 0, "silence_levels": 0},
        outcome={**acts, "not_registered": outcome.registered, "registered_lost_handover": outcome.registered,
                 "registered_document_handover": outcome.registered, "registered_warm_handover": outcome.registered},
        links={"linkage_succeeds": {"A": 0.5, "B": 0.5}},
        panel={"trust_rises": 0.0, "trust_falls": 0.0, "reason_raises": 0.0, "clarity_raises": 0.0, "drop_out_heard": 0.25,
               "drop_out_unheard": 0.25, "drop_out_trust": {entry.code: 0.0 for entry in codebook.family("trust")}},
        codings={"roles_differ": 0.0},
    )


def _rows(rows: Sequence[dict[str, object]], table: str) -> list[dict[str, object]]:
    # In a file an empty list is an empty cell, and that is read as an empty tuple.
    lists = [column.name for column in codebook.columns(table) if column.list]
    return [row | {name: row[name] or () for name in lists} for row in rows]


def _pooled(case_ids: Sequence[str], cases: Sequence[dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    return {name: pd.concat([tables[name].assign(case_id=case_id) for case_id, tables in zip(case_ids, cases)], ignore_index=True)
            for name in cases[0]}  # fmt: skip
