"""The integrity rules of the model (4.6), one function a rule; this module holds those about what was said and by whom.

Each rule takes all tables and yields faults. It looks only at rows in which the cells it reads are sound, so that
one slip is told once. A table that is not there has no rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from course import codebook
from course.case_faults import Fault
from course.case_records import Record, Tables

Rule = Callable[[Tables], Iterator[Fault]]

LESSON_SET_AT_MOST = 24
"""A case with more contributions than this is a course case, in which everything must occur three times (rule 8)."""
ENOUGH = 3

TENURES = ("G01", "G02", "G03", "G04")

CODED_AS = {"theme": "theme", "theme2": "theme", "decision": "decision", "decision2": "decision", "decision3": "decision",
            "timing": "timing", "concreteness": "concreteness", "linkage": "linkage", "action_code": "action",
            "disagreement_type": "disagreement_type"}  # fmt: skip
"""Which family of codes ``codings.code`` holds, given ``codings.variable`` (4.9.4)."""


def there_is_one_case(tables: Tables) -> Iterator[Fault]:
    """`cases` has exactly one row: a folder holds one case."""
    rows = tables.by_name.get("cases", [])
    if "cases" not in tables.unreadable and len(rows) != 1:
        yield Fault("cases", rows[1].line if rows else None, None, "one_case", str(len(rows)), "1")


def channel_is_that_of_the_campaign(tables: Tables) -> Iterator[Fault]:
    """Rule 1."""
    channels = {row["campaign_id"]: row["channel"] for row in tables.rows("campaigns", "campaign_id", "channel")}
    for row in tables.rows("contributions", "campaign_id", "channel"):
        expected = channels.get(row["campaign_id"], row["channel"])
        if row["channel"] != expected:
            yield row.fault("channel", "channel_of_campaign", row["channel"], f"{expected} ({row['campaign_id']})")


def texts_stand_in_both_languages(tables: Tables) -> Iterator[Fault]:
    """Rule 1: wherever a text is filled in one language, it is in the other."""
    for rows in tables.by_name.values():
        for row in rows:
            for dutch in (name for name in row.values if name.endswith("_nl") and f"{name[:-3]}_en" in row.values):
                english = f"{dutch[:-3]}_en"
                for empty, filled in ((dutch, english), (english, dutch)):
                    if not row.bad.intersection((empty, filled)) and row[filled] and not row[empty] and empty != "name_nl":
                        yield row.fault(empty, "one_language", "", filled)


def codings_hold_a_code_of_their_variable(tables: Tables) -> Iterator[Fault]:
    """Rule 1, for `codings`, where one column holds codes of several families."""
    for row in tables.rows("codings", "variable", "code"):
        family = CODED_AS[row["variable"]]
        codes = [entry.code for entry in codebook.family(family)]
        if family == "decision":
            codes += [entry.code for entry in codebook.family("special")]
        if row["code"] not in codes:
            near = ", ".join(codebook.near(row["code"], family))
            yield row.fault("code", "unknown_code", row["code"], near)


def group_source_fits_the_groups(tables: Tables) -> Iterator[Fault]:
    """Rule 5: unknown exactly when neither tenure nor attributes are known; attributes are never inferred."""
    for row in tables.rows("contributions", "tenure", "attributes", "group_source"):
        nothing_known = not row["tenure"] and not row["attributes"]
        if nothing_known != (row["group_source"] == "unknown"):
            expected = "unknown" if nothing_known else "self_reported, inferred"
            yield row.fault("group_source", "group_source", row["group_source"], expected)
        elif row["group_source"] == "inferred" and row["attributes"]:
            yield row.fault("group_source", "inferred_attributes", row["attributes"], "self_reported")


def feedback_given_fits_the_feedback(tables: Tables) -> Iterator[Fault]:
    """Rule 5: yes exactly when `feedback` has a row, and never when the trace of every link ends."""
    if not tables.complete("feedback", "contribution_id"):
        return
    heard = {row["contribution_id"] for row in tables.rows("feedback")}
    outcomes: dict[str, set[str]] = {}
    for link in tables.rows("links", "contribution_id", "outcome"):
        outcomes.setdefault(link["contribution_id"], set()).add(link["outcome"])
    for row in tables.rows("contributions", "contribution_id", "feedback_given"):
        said, has_row = row["feedback_given"] == "yes", row["contribution_id"] in heard
        if said != has_row:
            yield row.fault("feedback_given", "feedback_row" if said else "feedback_yes", row["feedback_given"])
        elif said and outcomes.get(row["contribution_id"]) == {"O6"}:
            yield row.fault("feedback_given", "feedback_vanished", row["feedback_given"])


def shares_follow_from_persons(tables: Tables) -> Iterator[Fault]:
    """Rule 6: each share is persons divided by all persons in G01 to G04, so that the tenures add up to one."""
    if not tables.has("population") or not tables.complete("population", "group_code", "persons", "share"):
        return
    rows = list(tables.rows("population"))
    everyone = sum(row["persons"] for row in rows if row["group_code"] in TENURES)
    total = sum(row["share"] for row in rows if row["group_code"] in TENURES)
    if abs(total - 1) > 0.001:
        yield Fault("population", None, "share", "shares_add_up", f"{total:.3f}", "1")
    for row in rows:
        if everyone and abs(row["share"] - row["persons"] / everyone) > 0.001:
            yield row.fault("share", "share_of_persons", row["share"], f"{row['persons'] / everyone:.3f}")


def the_case_is_invented(tables: Tables) -> Iterator[Fault]:
    """Rule 7: said to be synthetic, and not named after a neighbourhood of the reference table."""
    real = {str(row["neighbourhood"]).casefold() for row in tables.rows("reference_neighbourhoods", "neighbourhood")}
    for row in tables.rows("cases", "synthetic"):
        if row["synthetic"] is not True:
            yield row.fault("synthetic", "synthetic", row["synthetic"], "true")
    for row in tables.rows("cases", "name"):
        if str(row["name"]).casefold() in real:
            yield row.fault("name", "real_name", row["name"])


def a_course_case_shows_everything(tables: Tables) -> Iterator[Fault]:
    """Rule 8: each theme T01–T19, outcome and confusing pair at least three times; lesson sets are exempt."""
    rows = tables.by_name.get("contributions", [])
    if len(rows) <= LESSON_SET_AT_MOST or not tables.complete("contributions", "theme_ref", "theme2_ref"):
        return
    themes = Counter(theme for row in rows for theme in {row["theme_ref"], row["theme2_ref"]})
    pairs = Counter(frozenset((row["theme_ref"], row["theme2_ref"])) for row in rows)
    wanted = {entry.code: themes[entry.code] for entry in codebook.family("theme") if entry.code != "T20"}
    wanted |= {f"{p.first} + {p.second}": pairs[frozenset((p.first, p.second))] for p in codebook.theme_pairs()}
    for what, times in wanted.items():
        if times < ENOUGH:
            yield Fault("contributions", None, "theme_ref", "too_few", f"{what}: {times}", str(ENOUGH))
    if tables.has("links") and tables.complete("links", "outcome"):
        outcomes = Counter(row["outcome"] for row in tables.rows("links"))
        for entry in codebook.family("outcome"):
            if outcomes[entry.code] < ENOUGH:
                yield Fault("links", None, "outcome", "too_few", f"{entry.code}: {outcomes[entry.code]}", str(ENOUGH))


def the_reference_is_whole(tables: Tables) -> Iterator[Fault]:
    """Every contribution has a part 1, every part a placement, and every placement one decision or one reason."""
    keys = ("contribution_id", "part")
    if not tables.has("parts") and not tables.has("placements"):
        return
    for row in tables.rows("placements", "decision_id", "reason"):
        if bool(row["decision_id"]) == bool(row["reason"]):
            yield row.fault("decision_id", "decision_or_reason", f"{row['decision_id'] or ''} {row['reason'] or ''}".strip())
    if not tables.complete("parts", *keys) or not tables.complete("placements", *keys):
        return
    parts = {(row["contribution_id"], row["part"]) for row in tables.rows("parts")}
    for row in tables.rows("placements"):
        if (row["contribution_id"], row["part"]) not in parts:
            yield row.fault("part", "no_such_part", f"{row['contribution_id']}, {row['part']}")
    yield from _once(tables, "placements", "contribution_id", "part", "decision_id", "reason")
    placed = {(row["contribution_id"], row["part"]) for row in tables.rows("placements")}
    for row in tables.rows("parts"):
        if (row["contribution_id"], row["part"]) not in placed:
            yield row.fault("part", "part_unplaced", f"{row['contribution_id']}, {row['part']}")
    for row in tables.rows("contributions", "contribution_id"):
        if (row["contribution_id"], 1) not in parts:
            yield row.fault("contribution_id", "no_first_part", row["contribution_id"])


def _once(tables: Tables, table: str, *columns: str) -> Iterator[Fault]:
    first: dict[tuple[object, ...], Record] = {}
    for row in tables.rows(table, *columns):
        same = first.setdefault(tuple(row[column] for column in columns), row)
        if same is not row:
            given = " + ".join(str(row[column]) for column in columns if row[column] is not None)
            yield row.fault(None, "double_key", given, same.line)


RULES: tuple[Rule, ...] = (
    there_is_one_case, channel_is_that_of_the_campaign, texts_stand_in_both_languages,
    codings_hold_a_code_of_their_variable, group_source_fits_the_groups, feedback_given_fits_the_feedback,
    shares_follow_from_persons, the_case_is_invented, a_course_case_shows_everything, the_reference_is_whole,
)  # fmt: skip
