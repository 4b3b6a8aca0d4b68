"""The integrity rules about links (4.6, rules 3 and 4): which decision, in time or not, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from course import codebook, windows
from course.case_faults import Fault
from course.case_records import Record, Tables
from course.case_rules import Rule

MOST_LINKS = 3
UNKNOWN_REASON = "N16"

__all__ = ["RULES"]


def no_decision_means_no_decision(tables: Tables) -> Iterator[Fault]:
    """4.6, `links`, and rule 4: true exactly when there is no decision, then without timing, O1 or O2."""
    for row in tables.rows("links", "decision_id", "no_decision"):
        if row["no_decision"] != (row["decision_id"] is None):
            yield row.fault("no_decision", "no_decision", row["no_decision"], row["decision_id"] is None)
    for row in tables.rows("links", "no_decision", "timing"):
        if row["no_decision"] != (row["timing"] is None):
            yield row.fault("timing", "timing_without_decision" if row["no_decision"] else "empty_cell", row["timing"])
    for row in tables.rows("links", "no_decision", "outcome"):
        if row["no_decision"] and row["outcome"] in ("O1", "O2"):
            yield row.fault("outcome", "no_decision_adopted", row["outcome"], "O3, O4, O5, O6")


def timing_is_computed(tables: Tables) -> Iterator[Fault]:
    """Rule 3: the column equals the rule of 2.4."""
    for row, contribution, decision in _pairs(tables):
        if "timing" in row.bad or row["timing"] is None or decision.bad.intersection(("opens_on", "lead_weeks")):
            continue
        window = decision["opens_on"], decision["closes_on"], decision["lead_weeks"]
        expected = windows.timing(contribution["received_on"], *window)
        if row["timing"] != expected:
            yield row.fault("timing", "timing", row["timing"], expected)


def calendar_links_take_the_row_of_their_day(tables: Tables) -> Iterator[Fault]:
    """Rule 3: a link to a calendar decision points to the row that 2.4, rule 4, chooses."""
    rows: dict[str, list[Record]] = {}
    for row in tables.rows("decisions", "decision_id", "decision_code", "closes_on"):
        rows.setdefault(row["decision_code"], []).append(row)
    for link, contribution, decision in _pairs(tables):
        if decision.bad or codebook.decision(decision["decision_code"]).kind != "calendar":
            continue
        years = sorted(rows[decision["decision_code"]], key=lambda row: row["closes_on"])
        chosen = years[windows.place_in(contribution["received_on"], [row["closes_on"] for row in years])]
        if chosen["decision_id"] != decision["decision_id"]:
            yield link.fault("decision_id", "calendar_row", decision["decision_id"], chosen["decision_id"])


def ranks_count_from_one(tables: Tables) -> Iterator[Fault]:
    """Rule 3: at most three links per contribution, ranked 1, 2, 3; a link to no decision is the only one."""
    links: dict[str, list[Record]] = {}
    for row in tables.rows("links", "contribution_id"):
        links.setdefault(row["contribution_id"], []).append(row)
    for contribution, rows in links.items():
        if len(rows) > MOST_LINKS:
            yield rows[MOST_LINKS].fault("contribution_id", "too_many_links", contribution, MOST_LINKS)
        if not any("rank" in row.bad for row in rows):
            ranks = sorted(row["rank"] for row in rows)
            if ranks != list(range(1, len(rows) + 1)):
                yield rows[0].fault("rank", "ranks", ranks, list(range(1, len(rows) + 1)))
        alone = next((row for row in rows if "no_decision" not in row.bad and row["no_decision"]), None)
        if alone and len(rows) > 1:
            yield alone.fault("no_decision", "no_decision_alone", contribution)


def reasons_fit_the_outcome(tables: Tables) -> Iterator[Fault]:
    """Rule 4: which outcome has a reason, and which."""
    for row in tables.rows("links", "outcome", "reason"):
        outcome, reason = row["outcome"], row["reason"]
        if outcome in ("O1", "O6") and reason:
            yield row.fault("reason", "reason_not_here", reason, outcome)
        elif outcome == "O5" and reason != UNKNOWN_REASON:
            yield row.fault("reason", "reason_unknown_here", reason, UNKNOWN_REASON)
        elif outcome == "O4" and not reason:
            yield row.fault("reason", "reason_needed", "", outcome)
        elif outcome in ("O2", "O3", "O4") and reason == UNKNOWN_REASON:
            yield row.fault("reason", "reason_known_here", reason, outcome)


def only_what_is_passed_on_has_a_new_owner(tables: Tables) -> Iterator[Fault]:
    """Rule 4: O3, and only O3, has `new_owner` and `new_date`."""
    for column in ("new_owner", "new_date"):
        for row in tables.rows("links", "outcome", column):
            if (row["outcome"] == "O3") != (row[column] is not None):
                yield row.fault(column, "passed_on" if row["outcome"] == "O3" else "not_passed_on", row[column])


def what_vanished_left_no_late_trace(tables: Tables) -> Iterator[Fault]:
    """Rule 4: O6 has no action with a trace at ST6 or later."""
    steps = [entry.code for entry in codebook.family("step")]
    late = steps[steps.index("ST6") :]
    links: dict[str, list[Record]] = {}
    for row in tables.rows("links", "link_id", "contribution_id"):
        links.setdefault(row["contribution_id"], []).append(row)
    for action in tables.rows("actions", "contribution_id", "link_id", "step", "trace"):
        if action["step"] not in late or action["trace"] == "none":
            continue
        candidates = links.get(action["contribution_id"], [])
        meant = [row for row in candidates if row["link_id"] == action["link_id"]]
        if action["link_id"] is None and len(candidates) == 1:
            meant = candidates
        for row in meant:
            if "outcome" not in row.bad and row["outcome"] == "O6":
                yield row.fault("outcome", "vanished", "O6", f"{action['action_id']}, {action['step']}")


def actions_belong_to_a_link_of_their_contribution(tables: Tables) -> Iterator[Fault]:
    """4.6, `actions`: the link is one of the same contribution."""
    of = {row["link_id"]: row["contribution_id"] for row in tables.rows("links", "link_id", "contribution_id")}
    for row in tables.rows("actions", "link_id", "contribution_id"):
        if of.get(row["link_id"], row["contribution_id"]) != row["contribution_id"]:
            yield row.fault("link_id", "link_of_other", row["link_id"], of[row["link_id"]])


def _pairs(tables: Tables) -> Iterator[tuple[Record, Record, Record]]:
    contributions = {row["contribution_id"]: row for row in tables.rows("contributions", "contribution_id", "received_on")}
    decisions = {row["decision_id"]: row for row in tables.rows("decisions", "decision_id", "closes_on")}
    for row in tables.rows("links", "contribution_id", "decision_id"):
        contribution, decision = contributions.get(row["contribution_id"]), decisions.get(row["decision_id"])
        if contribution and decision:
            yield row, contribution, decision


RULES: tuple[Rule, ...] = (
    no_decision_means_no_decision, timing_is_computed, calendar_links_take_the_row_of_their_day, ranks_count_from_one,
    reasons_fit_the_outcome, only_what_is_passed_on_has_a_new_owner, what_vanished_left_no_late_trace,
    actions_belong_to_a_link_of_their_contribution,
)  # fmt: skip
