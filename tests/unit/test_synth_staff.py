"""Posts, departures, vacancies and handovers; decisions, their windows and their documents."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date, timedelta

import pytest

from course import codebook, windows
from course.synth.decisions import decision_documents, decision_rows
from course.synth.parameter_file import case_names, case_parameters
from course.synth.people import largest_remainder
from course.synth.staff import actor_rows, most_changes, posts_of, staff

CASES = pytest.mark.parametrize("name", case_names())


@CASES
def test_holders_follow_one_another_and_leave_with_a_handover(name: str) -> None:
    parameters = case_parameters(name)
    posts, plan = staff(parameters), parameters.staff
    left = [holder for holder in posts if holder.filled_to]
    assert len(left) == plan.changes
    assert Counter(h.handover_type for h in left) == Counter({k: n for k, n in largest_remainder(plan.changes, plan.handover).items() if n})
    for holder in posts:
        assert (holder.filled_to is None) == (holder.handover_type is None)
        assert holder.filled_to is None or holder.filled_to - holder.filled_from >= timedelta(days=plan.least_stay_days)
    for holders in posts.posts.values():
        for before, after in zip(holders, holders[1:]):
            assert before.filled_to is not None
            weeks = ((after.filled_from - before.filled_to).days - 1) / 7
            assert plan.vacancy_weeks[0] <= weeks <= plan.vacancy_weeks[1]
    assert len({holder.actor_id for holder in posts}) == len({holder.name for holder in posts}) == len(list(posts))
    assert [list(row) for row in actor_rows(parameters, posts)][0] == [column.name for column in codebook.columns("actors")]


@CASES
def test_everybody_who_decides_or_prepares_has_a_post_in_time(name: str) -> None:
    parameters = case_parameters(name)
    posts, dates = posts_of(parameters), parameters.milestones
    for code in parameters.decisions.codes:
        decision = codebook.decision(code)
        for actor in (decision.decides, *decision.prepares):
            assert posts[actor] <= dates.get(decision.opens or "M0", dates["M1"])
    assert {"GEM-PA", "GEM-WK", "COR-BE"} <= set(posts)


def test_a_vacant_post_has_nobody_and_then_the_next() -> None:
    posts = staff(case_parameters("hazelterp"))
    holders = next(h for h in posts.posts.values() if len(h) > 1)
    assert holders[0].filled_to is not None
    day_after = holders[0].filled_to + timedelta(days=1)
    assert posts.at(holders[0].actor_code, day_after) is None
    assert posts.next_from(holders[0].actor_code, day_after) == holders[1]
    assert posts.at(holders[0].actor_code, holders[0].filled_to) == holders[0]
    assert posts.at("PVH-XX", day_after) is None


def test_as_many_changes_as_fit_can_be_made() -> None:
    parameters = case_parameters("kievitsveen")
    full = dataclasses.replace(parameters, staff=dataclasses.replace(parameters.staff, changes=most_changes(parameters)))
    assert sum(holder.filled_to is not None for holder in staff(full)) == most_changes(parameters)


@CASES
def test_decision_rows_follow_windows_owner_and_kind(name: str) -> None:
    parameters = case_parameters(name)
    rows = decision_rows(parameters)
    assert [list(row) for row in rows] == [[column.name for column in codebook.columns("decisions")]] * len(rows)
    assert {row["decision_code"] for row in rows} == set(parameters.decisions.codes)
    outside = 0
    for row in rows:
        kind = codebook.decision(str(row["decision_code"]))
        assert (row["owner"], row["kind"], row["irreversibility"]) == (kind.decides, kind.kind, kind.irreversibility)
        assert (row["cycle"] is not None) == (kind.kind == "calendar")
        if kind.kind != "calendar":
            assert (row["opens_on"], row["closes_on"]) == windows.window_of(kind.code, parameters.milestones)
        decided, opens, closes = row["decided_on"], row["opens_on"], row["closes_on"]
        assert isinstance(closes, date)
        assert (row["decision_document_id"] is None) == (decided is None)
        if isinstance(decided, date):
            assert row["outside_window"] == (decided > closes or (isinstance(opens, date) and decided < opens))
            assert row["outside_window"] or decided.weekday() < 5 or closes.weekday() >= 5 or opens == decided
            outside += bool(row["outside_window"])
        else:
            assert row["outside_window"] is False
    assert outside == parameters.decisions.taken_early + parameters.decisions.taken_late


@CASES
def test_every_taken_decision_has_its_document(name: str) -> None:
    parameters = case_parameters(name)
    rows = decision_rows(parameters)
    documents = {document.document_id: document for document in decision_documents(parameters, rows)}
    assert set(documents) == {row["decision_document_id"] for row in rows if row["decided_on"]}
    for row in rows:
        if row["decided_on"]:
            document, kind = documents[str(row["decision_document_id"])], codebook.decision(str(row["decision_code"]))
            assert document.document_type in kind.record and document.dated_on == row["decided_on"]
            assert document.departments[0] == kind.decides
