"""The coding task: which items, which disagreements are planted, and that roles agree more within than across (RQ6)."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict

import pytest

from course import codebook
from course.synth.codings import ROLES, coding_rows, planted_rows
from course.synth.coding_items import EASY, READ_DIFFERENTLY, SPLIT_BY_ROLE, VARIABLES, coding_items
from course.synth.made import Row
from course.synth.parameters import Parameters

DEFAULT = Parameters()
CODES = ("D04", "D07", "D08", "D09", "D11", "D18", "D20", "D22", "D23", "D29", "D35", "D39")
DECISIONS: list[Row] = [{"decision_id": f"VB-{code}", "decision_code": code} for code in CODES]
PAIRS = codebook.theme_pairs()


def with_codings(**changes: object) -> Parameters:
    return dataclasses.replace(DEFAULT, codings=dataclasses.replace(DEFAULT.codings, **{"items": 16, **changes}))  # type: ignore[arg-type]


def rows_of_a_case() -> tuple[list[Row], list[Row]]:
    contributions: list[Row] = []
    for number in range(40):
        pair = PAIRS[number % len(PAIRS)]
        second = pair.second if number % 5 else None
        contributions.append({"contribution_id": f"VB-{number + 1:03d}", "theme_ref": pair.first, "theme2_ref": second,
                              "concreteness": number % 4})  # fmt: skip
    links: list[Row] = [
        {"contribution_id": row["contribution_id"], "decision_id": f"VB-{CODES[number % len(CODES)]}" if number % 7 else None, "rank": 1,
         "linkage_intended": ("none", "coordination", "piggy_back", "linkage")[number % 4]}
        for number, row in enumerate(contributions)
    ]  # fmt: skip
    return contributions, links


CONTRIBUTIONS, LINKS = rows_of_a_case()


def alpha(rows: list[Row], roles: tuple[str, ...], variable: str, talk: int) -> float:
    units: dict[object, list[object]] = defaultdict(list)
    for row in rows:
        if row["variable"] == variable and row["coding_round"] == talk and row["role"] in roles:
            units[row["contribution_id"]].append(row["code"])
    counts = Counter(code for unit in units.values() for code in unit)
    size = sum(counts.values())
    seen = sum(sum(a != b for a in unit for b in unit) / (len(unit) - 1) for unit in units.values()) / size
    chance = sum(counts[a] * counts[b] for a in counts for b in counts if a != b) / (size * (size - 1))
    return 1 - seen / chance


def test_alpha_here_is_that_of_the_model() -> None:
    p = ("yes yes yes no yes yes no yes", "yes yes yes no yes no no yes")
    b = ("no yes no no yes no no no", "no yes no no yes no no yes")
    rows: list[Row] = [
        {"contribution_id": place, "variable": "theme", "coding_round": 1, "role": role, "code": code}
        for role, coders in zip(ROLES, (p, b)) for coder in coders for place, code in enumerate(coder.split())
    ]  # fmt: skip
    assert alpha(rows, ROLES[:1], "theme", 1) == pytest.approx(0.727273, abs=1e-6)
    assert alpha(rows, ROLES, "theme", 1) == pytest.approx(0.434896, abs=1e-6)


def test_easy_items_come_first_and_every_type_is_planted() -> None:
    items = coding_items(with_codings(), CONTRIBUTIONS, LINKS, DECISIONS)
    assert len({item.contribution_id for item in items}) == 16
    assert [item.planted for item in items[:EASY]] == [None] * EASY
    counted = Counter(item.planted for item in items[EASY:])
    assert set(counted) == {entry.code for entry in codebook.family("disagreement_type")}
    assert sum(counted[kind] for kind in SPLIT_BY_ROLE) == round(16 * DEFAULT.codings.roles_differ)
    themes = {row["contribution_id"]: frozenset((row["theme_ref"], row["theme2_ref"])) for row in CONTRIBUTIONS}
    pairs = {frozenset((pair.first, pair.second)) for pair in PAIRS}
    assert {themes[item.contribution_id] for item in items[EASY:]} == pairs
    assert all(item.usual[v] != item.other[v] for item in items for v in VARIABLES)


def test_every_coder_codes_every_item_twice_with_codes_that_exist() -> None:
    rows = coding_rows(with_codings(), CONTRIBUTIONS, LINKS, DECISIONS)
    keys = [(row["coder_id"], row["contribution_id"], row["variable"], row["coding_round"]) for row in rows]
    assert len(set(keys)) == len(keys) == 16 * 8 * len(VARIABLES) * 2 + (16 - EASY) * 8
    assert Counter(row["role"] for row in {row["coder_id"]: row for row in rows}.values()) == {role: 4 for role in ROLES}
    families = {"decision": ("decision", "special")}
    for row in rows:
        allowed = families.get(str(row["variable"]), (str(row["variable"]),))
        assert row["code"] in [entry.code for family in allowed for entry in codebook.family(family)]
        assert row["certainty"] in (1, 2, 3)
        assert row["explanation"] is None or " / " in str(row["explanation"])


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
def test_roles_agree_more_within_than_across(seed: int) -> None:
    rows = coding_rows(with_codings().with_seed(seed), CONTRIBUTIONS, LINKS, DECISIONS)
    for variable in ("decision", "concreteness", "linkage"):
        within = [alpha(rows, (role,), variable, 1) for role in ROLES]
        assert sum(within) / 2 > alpha(rows, ROLES, variable, 1)
    everything = [sum(alpha(rows, (role,), v, 1) for role in ROLES) / 2 - alpha(rows, ROLES, v, 1) for v in VARIABLES]
    assert sum(everything) / len(everything) > 0.03


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_talking_repairs_a_slip_but_not_a_role(seed: int) -> None:
    exact = with_codings(agree_within=1.0, changes_mind=1.0).with_seed(seed)
    rows = coding_rows(exact, CONTRIBUTIONS, LINKS, DECISIONS)
    planted = {row["contribution_id"]: row["disagreement_type"] for row in planted_rows(exact, CONTRIBUTIONS, LINKS, DECISIONS)}
    codes: dict[tuple[object, object, int], set[object]] = defaultdict(set)
    for row in rows:
        codes[row["contribution_id"], row["variable"], int(str(row["coding_round"]))].add(row["code"])
    for contribution_id, kind in planted.items():
        for variable in READ_DIFFERENTLY.get(str(kind), ()):
            assert len(codes[contribution_id, variable, 1]) == 2, kind
            assert len(codes[contribution_id, variable, 2]) == (1 if kind in ("DT1", "DT4", "DT6") else 2), kind


def test_no_coding_set_means_no_rows() -> None:
    assert coding_rows(DEFAULT, CONTRIBUTIONS, LINKS, DECISIONS) == [] == planted_rows(DEFAULT, CONTRIBUTIONS, LINKS, DECISIONS)
    few = coding_rows(with_codings(items=200), CONTRIBUTIONS[:3], LINKS, DECISIONS)
    assert len({row["contribution_id"] for row in few}) == 3
