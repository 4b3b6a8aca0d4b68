"""The trust panel: feedback raises trust and keeps people in, and those who leave are not like those who stay."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

from course.synth.feedback import how_clear
from course.synth.made import Row
from course.synth.panel import panel_rows, round_of
from course.synth.parameters import Parameters

CAMPAIGNS: list[Row] = [
    {"campaign_id": "VB-C01", "round": 1, "starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 31)},
    {"campaign_id": "VB-C02", "round": 2, "starts_on": date(2027, 1, 1), "ends_on": date(2027, 3, 31)},
]
PEOPLE = 2000
DEFAULT = Parameters()
EVERYBODY = dataclasses.replace(DEFAULT, panel=dataclasses.replace(DEFAULT.panel, share=1.0))


def said(number: int, campaign: str | None = "VB-C01", contributor: str | None = None, day: date = date(2026, 2, 1)) -> Row:
    return {"contribution_id": f"VB-{number:04d}", "campaign_id": campaign, "contributor": contributor, "received_on": day}


ROWS = [said(number, contributor=f"VB-P{number:04d}") for number in range(PEOPLE)]
# Every other one heard something back.
FEEDBACK: list[Row] = [{"contribution_id": f"VB-{number:04d}", "given_on": date(2026, 6, 1), "states_reason": number % 4 == 0}
                       for number in range(0, PEOPLE, 2)]  # fmt: skip


def rounds(rows: list[Row]) -> dict[str, tuple[Row, Row]]:
    return {str(first["contributor"]): (first, second) for first, second in zip(rows[::2], rows[1::2])}


def was_heard(contributor: str) -> bool:
    return int(contributor[-4:]) % 2 == 0


def test_feedback_keeps_people_in_and_raises_trust() -> None:
    members = rounds(panel_rows(EVERYBODY, ROWS, CAMPAIGNS, FEEDBACK))
    assert len(members) == PEOPLE
    stays, gains = {}, {}
    for heard in (True, False):
        pairs = [pair for who, pair in members.items() if was_heard(who) is heard]
        stays[heard] = sum(bool(second["took_part"]) for _, second in pairs) / len(pairs)
        both = [(first["trust"], second["trust"]) for first, second in pairs if second["trust"] is not None]
        gains[heard] = sum(int(str(after)) - int(str(before)) for before, after in both) / len(both)
    assert stays[True] > stays[False] + 0.15
    assert gains[True] > 0.25 and gains[False] < -0.25


def test_those_who_leave_had_less_trust_and_are_missing() -> None:
    members = rounds(panel_rows(EVERYBODY, ROWS, CAMPAIGNS, []))
    for first, second in members.values():
        assert first["took_part"] is True and first["trust"] in range(1, 6)
        assert (second["trust"] is not None) == second["took_part"]
    mean = {
        stayed: sum(trusts) / len(trusts)
        for stayed in (True, False)
        for trusts in [[int(str(first["trust"])) for first, second in members.values() if second["took_part"] is stayed]]
    }
    assert mean[True] > mean[False]


def mean_gain(plan: Parameters, chosen: Callable[[int], bool]) -> float:
    """The mean gain in trust of those members whose number is chosen, if nobody leaves."""
    stay = dataclasses.replace(plan.panel, drop_out_heard=0.0, drop_out_unheard=0.0, drop_out_trust=dict.fromkeys(plan.panel.drop_out_trust, 0.0))
    members = rounds(panel_rows(dataclasses.replace(plan, panel=stay), ROWS, CAMPAIGNS, FEEDBACK))
    gains = [int(str(second["trust"])) - int(str(first["trust"])) for who, (first, second) in members.items() if chosen(int(who[-4:]))]
    return sum(gains) / len(gains)


def with_panel(**values: float) -> Parameters:
    return dataclasses.replace(EVERYBODY, panel=dataclasses.replace(EVERYBODY.panel, **values))


def test_a_stated_reason_raises_trust_by_as_much_as_asked() -> None:
    def apart(plan: Parameters) -> float:
        return mean_gain(plan, lambda number: number % 4 == 0) - mean_gain(plan, lambda number: number % 4 == 2)

    assert apart(with_panel(reason_raises=0.5)) > 0.25
    assert abs(apart(with_panel(reason_raises=0.0))) < 0.1


def test_clear_words_raise_trust_by_as_much_as_asked() -> None:
    def apart(plan: Parameters) -> float:
        clear, unclear = (mean_gain(plan, lambda number: number % 2 == 0 and (how_clear(plan, number - 1) > 3) is wanted) for wanted in (True, False))
        return clear - unclear

    assert apart(with_panel(clarity_raises=0.2)) > 0.2
    assert abs(apart(with_panel(clarity_raises=0.0))) < 0.1


def mean_trust(plan: Parameters, place: int, stayed: bool) -> float:
    """Trust in round 1 (place 0) or 2 (place 1), of those who took part in round 2 or of those who did not."""
    members = rounds(panel_rows(plan, ROWS, CAMPAIGNS, FEEDBACK))
    trusts = [pair[place]["trust"] for pair in members.values() if pair[1]["took_part"] is stayed]
    return sum(int(str(trust)) for trust in trusts) / len(trusts)


def test_little_trust_makes_people_drop_out_by_as_much_as_asked() -> None:
    none = dict.fromkeys(DEFAULT.panel.drop_out_trust, 0.0)
    apart = {}
    for name, chances in (("as shipped", DEFAULT.panel.drop_out_trust), ("no matter", none)):
        plan = dataclasses.replace(EVERYBODY, panel=dataclasses.replace(EVERYBODY.panel, drop_out_trust=chances))
        apart[name] = mean_trust(plan, 0, True) - mean_trust(plan, 0, False)
    assert apart["as shipped"] > 0.3 and abs(apart["no matter"]) < 0.15


def test_the_second_round_looks_better_than_it_is() -> None:
    nobody_leaves = dataclasses.replace(EVERYBODY, panel=dataclasses.replace(
        EVERYBODY.panel, drop_out_heard=0.0, drop_out_unheard=0.0, drop_out_trust=dict.fromkeys(DEFAULT.panel.drop_out_trust, 0.0)))
    # The same draws decide who trusts how much; only who is left to answer differs.
    assert mean_trust(EVERYBODY, 1, True) > mean_trust(nobody_leaves, 1, True) + 0.2


def test_who_speaks_again_took_part_and_who_is_unknown_is_no_member() -> None:
    again = [said(PEOPLE + number, "VB-C02", f"VB-P{number:04d}", date(2027, 2, 1)) for number in range(0, PEOPLE, 4)]
    new = [said(3 * PEOPLE, "VB-C02", "VB-P9999", date(2027, 2, 1)), said(3 * PEOPLE + 1, contributor=None)]
    members = rounds(panel_rows(EVERYBODY, ROWS + again + new, CAMPAIGNS, []))
    assert all(members[f"VB-P{number:04d}"][1]["took_part"] for number in range(0, PEOPLE, 4))
    assert "VB-P9999" not in members and len(members) == PEOPLE


def test_the_share_decides_how_many_and_the_draw_is_the_same_each_time() -> None:
    rows = panel_rows(DEFAULT, ROWS, CAMPAIGNS, FEEDBACK)
    assert len(rows) == 2 * PEOPLE * DEFAULT.panel.share
    assert rows == panel_rows(DEFAULT, list(reversed(ROWS)), CAMPAIGNS, FEEDBACK)


def test_input_outside_a_campaign_belongs_to_the_round_that_had_begun() -> None:
    days = (date(2025, 6, 1), date(2026, 8, 1), date(2027, 1, 1))
    assert [round_of(said(1, None, day=day), CAMPAIGNS) for day in days] == [1, 1, 2]
