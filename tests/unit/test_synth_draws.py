"""Chance in the generator: even, independent, and the same for a row however the rows are made."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from course.synth.draws import Draws, numbered

MANY = 20_000
# The 99.9 % point of chi-square with 99 degrees of freedom; the seeds are fixed, so this fails always or never.
MOST_CHI_SQUARE = 149.0

FROZEN_BITS = [12973697319325236073, 13477549141609449532, 7676305633744752680]
FROZEN_WHOLE = [78, 12, 67, 94, 10, 89, 89, 2]
FROZEN_PICK = [2, 2, 2, 2, 2, 2, 1, 2, 2, 2]
FROZEN_ORDER = [4, 3, 0, 5, 7, 6, 2, 1]


def _chi_square(counts: np.ndarray, expected: float) -> float:
    return float(((counts - expected) ** 2 / expected).sum())


@pytest.mark.parametrize("seed", [0, 1, 7, 2**53])
@pytest.mark.parametrize("labels", [("reach", "KV-C01"), ("day",), ("pick", 3)])
def test_draws_are_spread_evenly(seed: int, labels: tuple[str | int, ...]) -> None:
    drawn = Draws(seed).uniform(numbered(MANY), *labels)
    assert drawn.min() >= 0 and drawn.max() < 1
    assert _chi_square(np.bincount((drawn * 100).astype(int), minlength=100), MANY / 100) < MOST_CHI_SQUARE


def test_purposes_and_neighbouring_rows_are_independent_of_one_another() -> None:
    draws = Draws(11)
    one, other = draws.whole(numbered(MANY), 0, 9, "one"), draws.whole(numbered(MANY), 0, 9, "other")
    for first, second in ((one, other), (one[:-1], one[1:]), (one, Draws(12).whole(numbered(MANY), 0, 9, "one"))):
        cells = np.bincount(first * 10 + second, minlength=100)
        assert _chi_square(cells, len(first) / 100) < MOST_CHI_SQUARE


def test_a_row_is_the_same_in_any_order_number_or_partition() -> None:
    draws, all_rows = Draws(5), numbered(1000)
    whole = draws.bits(all_rows, "text", 4)
    parts = np.concatenate([draws.bits(part, "text", 4) for part in np.array_split(all_rows, 7)])
    assert (whole == parts).all()
    assert (draws.bits(all_rows[::-1], "text", 4) == whole[::-1]).all()
    assert [draws.bits(row, "text", 4) for row in range(20)] == whole[:20].tolist()


def test_one_row_draws_what_an_array_draws() -> None:
    draws, rows, first, last = Draws(5), numbered(200), date(2027, 1, 1), date(2027, 12, 31)
    assert [draws.uniform(row, "a") for row in range(200)] == draws.uniform(rows, "a").tolist()
    assert [draws.chance(row, 0.3, "a") for row in range(200)] == draws.chance(rows, 0.3, "a").tolist()
    assert [draws.pick(row, [1, 2, 0, 4], "a") for row in range(200)] == draws.pick(rows, [1, 2, 0, 4], "a").tolist()
    assert [draws.whole(row, -3, 9, "a") for row in range(200)] == draws.whole(rows, -3, 9, "a").tolist()
    assert [draws.day_between(row, first, last, "a") for row in range(200)] == draws.day_between(rows, first, last, "a").tolist()


def test_values_are_frozen() -> None:
    # These may never change: every case that was ever made from a seed depends on them.
    draws = Draws(3107)
    assert [draws.bits(row, "reach", "KV-C01") for row in range(3)] == FROZEN_BITS
    assert draws.whole(numbered(8), 1, 100, "day").tolist() == FROZEN_WHOLE
    assert draws.pick(numbered(10), [0.1, 0.2, 0.7], "side").tolist() == FROZEN_PICK
    assert draws.order(8, "turn").tolist() == FROZEN_ORDER


def test_labels_do_not_run_together() -> None:
    draws = Draws(1)
    assert len({draws.bits(0, *labels) for labels in (("a", "b"), ("ab",), ("a", "", "b"), ("b", "a"), (1,), ("1",))}) == 6
    assert draws.bits(0, np.int64(4)) == draws.bits(0, 4)


def test_picks_follow_the_weights_and_never_take_a_weight_of_zero() -> None:
    counts = np.bincount(Draws(2).pick(numbered(MANY), [0.0, 1, 3, 0.0], "w"), minlength=4)
    assert counts[0] == counts[3] == 0
    assert abs(counts[2] / MANY - 0.75) < 0.01


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [float("nan")], [float("inf"), 1]])
def test_weights_that_cannot_be_picked_from_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights are"):
        Draws(2).pick(0, weights, "w")


def test_a_chance_of_nought_never_happens_and_one_of_one_always() -> None:
    rows = numbered(MANY)
    assert not Draws(3).chance(rows, 0.0, "c").any() and Draws(3).chance(rows, 1.0, "c").all()
    assert abs(Draws(3).chance(rows, 0.25, "c").mean() - 0.25) < 0.01
    # A last bit more or less in the chance does not decide.
    assert (Draws(3).chance(rows, 0.1 + 0.2, "c") == Draws(3).chance(rows, 0.3, "c")).all()


def test_whole_numbers_and_days_reach_both_ends() -> None:
    draws = Draws(4)
    assert set(draws.whole(numbered(500), 1, 6, "die").tolist()) == set(range(1, 7))
    days = draws.day_between(numbered(500), date(2027, 2, 26), date(2027, 3, 2), "day").tolist()
    assert (min(days), max(days), len(set(days))) == (date(2027, 2, 26), date(2027, 3, 2), 5)
    with pytest.raises(ValueError, match="put the lowest first"):
        draws.whole(0, 5, 4, "die")


def test_an_order_holds_every_number_once() -> None:
    assert sorted(Draws(4).order(100, "turn").tolist()) == list(range(100))
    assert Draws(4).order(0, "turn").tolist() == []
