"""The integrity rules about dates (4.6, rules 2 and 3): milestones, windows, posts and actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from course import codebook, windows
from course.case_faults import Fault
from course.case_records import Record, Tables
from course.case_rules import Rule

BEFORE_RECEIVED = "ST1", "BL13"
"""The step and the action that may come before the contribution itself: asking, and not asking."""

__all__ = ["RULES"]


def milestones_rise(tables: Tables) -> Iterator[Fault]:
    """Rule 2."""
    names = [f"date_m{number}" for number in range(11)]
    for row in tables.rows("cases"):
        dated = [name for name in names if name not in row.bad]
        for before, after in zip(dated, dated[1:]):
            if row[after] <= row[before]:
                yield row.fault(after, "milestones_rise", row[after], f"{row[before]} ({before})")


def registered_after_received(tables: Tables) -> Iterator[Fault]:
    """Rule 2."""
    yield from _not_before(tables, "contributions", "received_on", "registered_on", "registered_before_received")


def periods_end_after_they_begin(tables: Tables) -> Iterator[Fault]:
    """Rule 2, and the same for campaigns and posts."""
    yield from _not_before(tables, "decisions", "opens_on", "closes_on", "window_reversed")
    yield from _not_before(tables, "campaigns", "starts_on", "ends_on", "period_reversed")
    yield from _not_before(tables, "actors", "filled_from", "filled_to", "period_reversed")


def _not_before(tables: Tables, table: str, first: str, last: str, kind: str) -> Iterator[Fault]:
    for row in tables.rows(table, first, last):
        if row[first] and row[last] and row[last] < row[first]:
            yield row.fault(last, kind, row[last], row[first])


def outside_window_is_a_matter_of_dates(tables: Tables) -> Iterator[Fault]:
    """Rule 2."""
    for row in tables.rows("decisions", "opens_on", "closes_on", "decided_on", "outside_window"):
        decided, opens = row["decided_on"], row["opens_on"]
        outside = decided is not None and (decided > row["closes_on"] or (opens is not None and decided < opens))
        if row["outside_window"] != outside:
            yield row.fault("outside_window", "outside_window", row["outside_window"], outside)


def handover_belongs_to_leaving(tables: Tables) -> Iterator[Fault]:
    """4.6, `actors`: a handover type is filled exactly when the person has left."""
    for row in tables.rows("actors", "filled_to", "handover_type"):
        if bool(row["filled_to"]) != bool(row["handover_type"]):
            yield row.fault("handover_type", "handover", row["handover_type"], row["filled_to"])


def holders_of_a_post_follow_one_another(tables: Tables) -> Iterator[Fault]:
    """4.6, rules of reading: one post per actor code, held by one person at a time."""
    posts: dict[str, list[Record]] = {}
    for row in tables.rows("actors", "actor_code", "filled_from", "filled_to"):
        posts.setdefault(row["actor_code"], []).append(row)
    for holders in posts.values():
        holders.sort(key=lambda row: row["filled_from"])
        for before, after in zip(holders, holders[1:]):
            if before["filled_to"] is None or after["filled_from"] <= before["filled_to"]:
                until = before["filled_to"] or "…"
                yield after.fault("filled_from", "post_taken", after["filled_from"], f"{before['actor_id']}, {until}")


def actions_follow_the_contribution(tables: Tables) -> Iterator[Fault]:
    """Rule 2: no action before the contribution came in, and `sequence` counts from 1 and rises with the date."""
    received = {row["contribution_id"]: row["received_on"]
                for row in tables.rows("contributions", "contribution_id", "received_on")}  # fmt: skip
    chains: dict[str, list[Record]] = {}
    for row in tables.rows("actions", "contribution_id", "sequence", "acted_on"):
        chains.setdefault(row["contribution_id"], []).append(row)
        came = received.get(row["contribution_id"])
        exempt = row["step"] == BEFORE_RECEIVED[0] or row["action_code"] == BEFORE_RECEIVED[1]
        if came and row["acted_on"] < came and not exempt and not row.bad.intersection(("step", "action_code")):
            yield row.fault("acted_on", "action_too_early", row["acted_on"], came)
    for chain in chains.values():
        chain.sort(key=lambda row: row["sequence"])
        for number, row in enumerate(chain, start=1):
            if row["sequence"] != number:
                yield row.fault("sequence", "sequence", row["sequence"], number)
                break
        for before, after in zip(chain, chain[1:]):
            if after["acted_on"] < before["acted_on"]:
                yield after.fault("acted_on", "action_order", after["acted_on"], before["acted_on"])


def kind_and_cycle_fit_the_decision(tables: Tables) -> Iterator[Fault]:
    """Rule 3: the kind is that of the catalogue, and a calendar decision, and no other, has a cycle."""
    for row in tables.rows("decisions", "decision_code", "kind"):
        kind = codebook.decision(row["decision_code"]).kind
        if row["kind"] != kind:
            yield row.fault("kind", "kind_of_decision", row["kind"], kind)
    for row in tables.rows("decisions", "decision_code", "cycle"):
        yearly = codebook.decision(row["decision_code"]).kind == "calendar"
        if yearly != (row["cycle"] is not None):
            yield row.fault("cycle", "cycle_needed" if yearly else "cycle_not_needed", row["cycle"])


def windows_follow_from_milestones(tables: Tables) -> Iterator[Fault]:
    """Rule 3: every window is the one of section 2.4, rules 3 and 4."""
    milestones = _milestones(tables)
    if milestones is None:
        return
    seen: dict[str, Record] = {}
    for row in tables.rows("decisions", "decision_code"):
        code = row["decision_code"]
        if codebook.decision(code).kind == "calendar":
            continue
        if seen.setdefault(code, row) is not row:
            yield row.fault("decision_code", "decision_twice", code, seen[code].line)
        yield from _window_is(row, *windows.window_of(code, milestones))
    for code in dict.fromkeys(row["decision_code"] for row in tables.rows("decisions", "decision_code")):
        if codebook.decision(code).kind == "calendar":
            yield from _cycles_are(tables, code, windows.calendar_rows(code, milestones))


def _cycles_are(tables: Tables, code: str, expected: tuple[windows.CalendarRow, ...]) -> Iterator[Fault]:
    rows = [row for row in tables.rows("decisions", "decision_code") if row["decision_code"] == code]
    years = {row.cycle: row for row in expected}
    seen: dict[int, Record] = {}
    for row in rows:
        if "cycle" in row.bad or row["cycle"] is None:
            continue
        if row["cycle"] not in years:
            yield row.fault("cycle", "cycle_outside", row["cycle"], ", ".join(map(str, years)))
        elif seen.setdefault(row["cycle"], row) is not row:
            yield row.fault("cycle", "decision_twice", f"{code} {row['cycle']}", seen[row["cycle"]].line)
        else:
            yield from _window_is(row, years[row["cycle"]].opens_on, years[row["cycle"]].closes_on)
    missing = [year for year in years if year not in seen]
    if missing and not any("cycle" in row.bad or row["cycle"] is None for row in rows):
        yield rows[0].fault("cycle", "cycle_missing", code, ", ".join(map(str, missing)))


def _window_is(row: Record, opens_on: date | None, closes_on: date) -> Iterator[Fault]:
    for column, expected in (("opens_on", opens_on), ("closes_on", closes_on)):
        if column not in row.bad and row[column] != expected:
            kind = "window_of_milestone" if expected else "window_open_from_start"
            yield row.fault(column, kind, row[column], expected)


def _milestones(tables: Tables) -> dict[str, date] | None:
    rows = tables.by_name.get("cases", [])
    names = [f"date_m{number}" for number in range(11)]
    if len(rows) != 1 or rows[0].bad.intersection(names):
        return None
    return {f"M{number}": rows[0][name] for number, name in enumerate(names)}


RULES: tuple[Rule, ...] = (
    milestones_rise, registered_after_received, periods_end_after_they_begin, outside_window_is_a_matter_of_dates,
    handover_belongs_to_leaving, holders_of_a_post_follow_one_another, actions_follow_the_contribution,
    kind_and_cycle_fit_the_decision, windows_follow_from_milestones,
)  # fmt: skip
