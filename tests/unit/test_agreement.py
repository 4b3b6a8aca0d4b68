"""Krippendorff's alpha: the check values of the model (4.4), what cannot be computed, and counts that are kept."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import course
from course import codebook
from course.agreement import (
    LEVELS, Counts, Level, agreement, alpha, count, count_codings, count_places, disagreement, interval, resampled,
)  # fmt: skip

Codes = list[list[int | None]]
_ = None
CANONICAL: Codes = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, _],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
PARTICIPATION = ["ja ja ja nee ja ja nee ja".split(), "ja ja ja nee ja nee nee ja".split()]
BACK_OFFICE = ["nee ja nee nee ja nee nee nee".split(), "nee ja nee nee ja nee nee ja".split()]
TRAP = [["ja"] * 19 + ["nee"], ["ja"] * 18 + ["nee", "ja"]]


@pytest.mark.parametrize(("level", "expected"), [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)])
def test_the_canonical_example_has_the_alpha_of_the_model(level: Level, expected: float) -> None:
    found = agreement(count(CANONICAL), level)
    assert (round(found.alpha, 6), found.items, found.codes) == (expected, 11, 40)


def test_the_class_example_has_the_disagreement_of_the_model() -> None:
    rows = ["T01 T04 T10 T05 T13 T08", "T01 T04 T10 T06 T13 T12", "T01 T01 T11 T05 T13 T08", "T01 T04 T10 T05 T16 T12"]
    found = agreement(count([row.split() for row in rows]))
    assert (round(found.alpha, 6), round(found.observed, 3), round(found.expected, 3)) == (0.513228, 0.444, 0.913)


def test_two_roles_agree_within_and_not_across() -> None:
    together = alpha(count(PARTICIPATION + BACK_OFFICE))
    assert [round(found, 6) for found in (alpha(count(PARTICIPATION)), alpha(count(BACK_OFFICE)), together)] == [0.727273, 0.727273, 0.434896]


def test_ninety_percent_the_same_can_be_less_than_chance() -> None:
    counts = count(TRAP)
    assert round(alpha(counts), 6) == -0.026316
    assert np.mean([a == b for a, b in zip(*TRAP)]) == 0.9


@pytest.mark.parametrize("level", LEVELS)
def test_one_code_everywhere_cannot_be_computed_and_is_no_one(level: Level) -> None:
    found = agreement(count([[3, 3, None], [3, 3, 3]]), level)
    assert math.isnan(found.alpha)
    assert (found.observed, found.expected, found.items, found.codes) == (0, 0, 2, 4)


@pytest.mark.parametrize("codes", [[[1, 2, 3]], [[1, None], [None, 2]], [[None, None]], [[], []]])
def test_without_an_item_with_two_codes_nothing_can_be_computed(codes: Codes) -> None:
    found = agreement(count(codes))
    assert math.isnan(found.alpha) and math.isnan(found.expected)
    assert (found.items, found.codes) == (0, 0)
    assert np.isnan(disagreement(count(codes))).all()
    assert np.isnan(resampled(count(codes), seed=1, resamples=3)).all()


@pytest.mark.parametrize("missing", [None, "", float("nan"), np.nan, pd.NA, pd.NaT])
def test_every_way_to_write_missing_is_missing(missing: object) -> None:
    assert count([["a", missing], ["b", "a"]]).table.tolist() == [[1, 1], [1, 0]]


def test_the_word_none_is_a_code() -> None:
    assert count([["none"], ["coordination"]]).values == ("coordination", "none")


def test_adding_a_coder_leaves_the_counts_as_they_were() -> None:
    counts = count(CANONICAL)
    before = counts.table.copy()
    counts.plus([1] * 12)
    assert np.array_equal(counts.table, before)


@pytest.mark.parametrize("level", LEVELS)
def test_the_items_together_disagree_as_much_as_the_whole(level: Level) -> None:
    counts = count(CANONICAL)
    sizes, found = counts.table.sum(axis=1), disagreement(counts, level)
    enough = sizes > 1
    assert np.isnan(found[~enough]).all()
    assert (sizes[enough] * found[enough]).sum() / sizes[enough].sum() == pytest.approx(agreement(counts, level).observed, abs=1e-12)


def test_the_item_that_nobody_disagrees_on_has_none_and_the_most_disputed_stands_out() -> None:
    found = disagreement(count(CANONICAL))
    assert found[2] == 0
    assert np.nanargmax(found) == 5


@pytest.mark.parametrize("level", LEVELS)
def test_resampling_gives_the_alpha_of_the_items_that_were_drawn(level: Level) -> None:
    counts = count(CANONICAL)
    drawn = resampled(counts, level, seed=11, resamples=40)
    generator, items = np.random.default_rng(11), len(counts.table)
    places = generator.integers(0, items, (40, items))
    anew = [alpha(Counts(counts.values, counts.table[row], True), level) for row in places]
    assert drawn == pytest.approx(anew, abs=1e-12, nan_ok=True)


def test_more_items_make_the_interval_narrower() -> None:
    few, many = count(CANONICAL), count([row * 9 for row in CANONICAL])
    assert alpha(many) == pytest.approx(alpha(few), abs=0.01)
    a, b = interval(few, seed=5), interval(many, seed=5)
    assert b.high - b.low < (a.high - a.low) / 2


def test_the_interval_says_how_many_resamples_have_no_alpha() -> None:
    found = interval(count(TRAP), seed=2)
    # 18 of 20 items carry only 'ja': the chance that 20 draws miss both others is 0.9 ** 20.
    assert found.undefined == pytest.approx(0.9**20, abs=0.03)
    assert not math.isnan(found.low)
    nothing = interval(count([["ja", "ja"], ["ja", "ja"]]), seed=2)
    assert math.isnan(nothing.low) and math.isnan(nothing.high) and nothing.undefined == 1


def test_the_same_seed_gives_the_same_interval() -> None:
    assert interval(count(CANONICAL), "ordinal", seed=9) == interval(count(CANONICAL), "ordinal", seed=9)


def test_places_count_like_the_values_they_stand_for() -> None:
    rng = np.random.default_rng(4)
    places = rng.integers(-1, 3, (3000, 40)).astype(np.int8)
    words = np.array(["no", "perhaps", "yes", None], dtype=object)[places]
    assert np.array_equal(count_places(places, ("no", "perhaps", "yes")).table, count(words, values=["no", "perhaps", "yes"]).table)


def test_the_order_of_the_codebook_makes_words_an_ordinal_scale() -> None:
    levels = [entry.code for entry in codebook.family("linkage")]
    one_step, three_steps = ([["none", "linkage"] * 3, [other, "linkage"] * 3] for other in ("coordination", "linkage"))
    near, far = (alpha(count(codes, values=levels), "ordinal") for codes in (one_step, three_steps))
    assert near > far


def test_codings_of_one_variable_and_round_are_counted_by_item() -> None:
    codings = course.load("atelier-noord").codings
    before = codings[(codings["variable"] == "concreteness") & (codings["coding_round"] == 1)]
    counts = count_codings(before)
    assert counts.values == tuple(sorted(counts.values)) and counts.ordered
    item = before[before["contribution_id"] == counts.items[3]]
    assert counts.table[3].tolist() == [(item["code"] == value).sum() for value in counts.values]


def test_codings_of_two_rounds_together_are_refused_by_name() -> None:
    codings = course.load("atelier-noord").codings
    with pytest.raises(ValueError, match=r"TH-K01 coded TH-\d+ more than once; select one variable and one coding_round"):
        count_codings(codings[codings["variable"] == "theme"])


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda: alpha(count([["a", "b"], ["b", "a"]]), "ordinal"), "the order of a, b is not known"),
        (lambda: alpha(count([["a", "b"], ["b", "a"]]), "interval"), "a, b are no numbers"),
        (lambda: alpha(count([[-1, 2], [2, 2]]), "ratio"), "not -1; use interval"),
        (lambda: alpha(count([[1, 2], [2, 2]]), "metric"), "'metric' is no level of measurement; choose one of nominal"),  # type: ignore[arg-type]
        (lambda: count([["a", "x"]], values=["a", "b"]), "code 'x' is not one of the values a, b"),
        (lambda: count([["a"]], values=["a", "a"]), "one is named more than once"),
        (lambda: count(["a", "b"]), "codes has 1 dimensions; two are needed"),
        (lambda: count([["a", "b"]]).plus(["a"]), "1 codes were given for 2 items"),
        (lambda: count([["a", "b"]]).plus(["a", "c"]), "code 'c' is not one of the values"),
        (lambda: count_places([[0, 2]], ("no", "yes")), "place 2 is not between -1"),
        (lambda: count_places([[0, -2]], ("no", "yes")), "place -2 is not between -1"),
        (lambda: count_places([[0.0, 1.0]], ("no", "yes")), "whole numbers are needed"),
        (lambda: interval(count(TRAP), seed=1, share=95), "share is 95"),
        (lambda: resampled(count(TRAP), seed=1, resamples=0), "resamples is 0"),
    ],
)  # fmt: skip
def test_an_error_names_what_was_given_and_what_to_do(act: Callable[[], object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        act()
