"""Alpha for any sheet of codes: what the definitions say pair by pair, and the same when coders come one by one."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.agreement import LEVELS, Level, alpha, count

Codes = list[list[int | None]]


def _by_pairs(codes: Codes, level: Level) -> float:
    """Alpha pair by pair, as the definitions read; slow and plain."""
    units = [[code for code in column if code is not None] for column in zip(*codes)]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [code for unit in units for code in unit]

    def between(low: int, high: int) -> float:
        return sum(pooled.count(code) for code in range(low, high + 1)) - (pooled.count(low) + pooled.count(high)) / 2

    distance: dict[Level, Callable[[int, int], float]] = {
        "nominal": lambda a, b: float(a != b),
        "ordinal": lambda a, b: between(min(a, b), max(a, b)) ** 2 if a != b else 0.0,
        "interval": lambda a, b: float((a - b) ** 2),
        "ratio": lambda a, b: ((a - b) / (a + b)) ** 2 if a + b else 0.0,
    }
    of = distance[level]
    seen = sum(of(a, b) / (len(unit) - 1) for unit in units for a, b in permutations(unit, 2))
    chance = sum(of(a, b) for a, b in permutations(pooled, 2))
    return 1 - seen * (len(pooled) - 1) / chance if chance else math.nan


SHEETS = st.integers(1, 6).flatmap(
    lambda items: st.lists(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=items, max_size=items), min_size=1, max_size=5))


@given(codes=SHEETS, level=st.sampled_from(LEVELS))
@settings(max_examples=150, deadline=None)
def test_it_is_what_the_definitions_say_pair_by_pair(codes: Codes, level: Level) -> None:
    assert alpha(count(codes, values=range(5)), level) == pytest.approx(_by_pairs(codes, level), abs=1e-12, nan_ok=True)


@given(codes=SHEETS, level=st.sampled_from(LEVELS))
@settings(max_examples=50, deadline=None)
def test_one_more_coder_is_the_same_as_counting_anew(codes: Codes, level: Level) -> None:
    whole, kept = count(codes, values=range(5)), count([[None] * len(codes[0])], values=range(5))
    for row in codes:
        kept = kept.plus(row)
    assert np.array_equal(kept.table, whole.table)
    assert alpha(kept, level) == pytest.approx(alpha(whole, level), abs=0, nan_ok=True)
