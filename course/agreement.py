"""Do coders agree, and on which items do they not? Krippendorff's alpha for any number of coders, with missing codes.

The definitions are those of the model, section 4.4: alpha is 1 − Do/De, the disagreement seen against the disagreement
that chance would give. Items with fewer than two codes are left out. Everything is computed from how often each item got
each code (:class:`course.agreement_counts.Counts`): one more student is one more count per item.

Alpha is a reason to talk. It is no pass mark, and no judgement on students or residents.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course.agreement_counts import Counts, count, count_codings, count_places

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")
Floats: TypeAlias = NDArray[np.float64]

RESAMPLES = 2000
AT_ONCE = 250
"""So many resamples are worked out together; more would only take more memory."""

__all__ = [
    "LEVELS", "Agreement", "Counts", "Interval", "Level", "across", "across_drawn", "agreement", "alpha", "count", "count_codings", "count_places", "disagreement",
    "interval", "redrawn", "resampled",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree.

    Attributes
    ----------
    alpha
        1 is full agreement, 0 as chance would give, below 0 systematic disagreement. NaN when it cannot be computed:
        `expected` is then 0 (everybody used one and the same code; that is no alpha of 1) or NaN (no item has two codes).
    observed, expected
        Do and De: the mean distance between two codes of one item, and between any two codes.
    items, codes
        How many items have two codes or more, and how many codes those have together.
    """

    alpha: float
    observed: float
    expected: float
    items: int
    codes: int


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which two values alpha lies when the items are drawn again; NaN when no resample has an alpha.

    Attributes
    ----------
    undefined
        The share of the resamples for which alpha cannot be computed; `low` and `high` are about the others.
    """

    low: float
    high: float
    undefined: float


def alpha(counts: Counts, level: Level = "nominal") -> float:
    """Krippendorff's alpha; NaN when it cannot be computed (see :class:`Agreement`).

    >>> class_example = ["T01 T04 T10 T05 T13 T08", "T01 T04 T10 T06 T13 T12", "T01 T01 T11 T05 T13 T08", "T01 T04 T10 T05 T16 T12"]
    >>> round(alpha(count([row.split() for row in class_example])), 6)
    0.513228
    >>> alpha(count([["yes", "yes"], ["yes", "yes"]]))
    nan
    """
    return agreement(counts, level).alpha


def agreement(counts: Counts, level: Level = "nominal") -> Agreement:
    """Alpha and what it is made of.

    Parameters
    ----------
    level
        ``nominal``: the same or not; ``ordinal``: the codes from the one value up to the other; ``interval``: the
        difference; ``ratio``: the difference over the sum. The last three are squared.

    Raises
    ------
    ValueError
        If the values have no order (``ordinal``), are no numbers (``interval``, ``ratio``) or are negative (``ratio``).

    >>> found = agreement(count([["yes", "no"], ["yes", "no"], ["yes", "yes"]]))
    >>> found.items, found.codes, round(found.observed, 3), round(found.expected, 3), round(found.alpha, 3)
    (2, 6, 0.333, 0.533, 0.375)
    """
    table, sizes = _pairable(counts.table)
    totals = np.ones(len(table)) @ table
    codes = float(np.add.reduce(sizes))
    distances = _distances(counts, level, totals)
    if not codes:
        return Agreement(math.nan, math.nan, math.nan, 0, 0)
    observed = float(_within(table, sizes, distances) @ (1 / (sizes - 1))) / codes
    expected = float(codes**2 - totals @ totals if distances is None else totals @ distances @ totals) / (codes * (codes - 1))
    return Agreement(1 - observed / expected if expected else math.nan, observed, expected, len(table), int(codes))


def disagreement(counts: Counts, level: Level = "nominal") -> Floats:
    """For each item the mean distance between two of its codes; NaN with fewer than two.

    Weighted with the number of codes of each item, their mean is the Do of :class:`Agreement`.

    >>> disagreement(count([["T13", "T04", None], ["T13", "T02", "T01"], ["T13", "T02", None]])).round(3).tolist()
    [0.0, 0.667, nan]
    """
    table, sizes = _pairable(counts.table)
    found = np.full(len(counts.table), math.nan)
    found[counts.table.sum(axis=1) > 1] = _within(table, sizes, _distances(counts, level, table.sum(axis=0))) / (sizes * (sizes - 1))
    return found


def across(one: Counts, other: Counts, level: Level = "nominal") -> float:
    """Agreement between two groups of coders: alpha in which only pairs of one from each group count as seen.

    1 − Do/De, where Do is the mean distance between a code of the one group and a code of the other for the same item,
    and De that between any two codes of both groups together. Beside alpha within each group it tells whether the groups
    read differently (model 4.4). An item weighs by the number of its codes, as in alpha; items that one of the groups
    left open do not count.

    Parameters
    ----------
    one, other
        Counts of the same items in the same order, over the same values.

    Returns
    -------
    float
        NaN when it cannot be computed.

    Raises
    ------
    ValueError
        If items or values differ, or the level asks for more than the values have.

    >>> values = ["no", "yes"]
    >>> across(count([["yes", "no"], ["yes", "no"]], values), count([["no", "no"]], values))
    0.0625
    """
    return float(across_drawn(one, other, np.ones((1, len(one.table))), level)[0])


def across_drawn(one: Counts, other: Counts, times: ArrayLike, level: Level = "nominal") -> Floats:
    """:func:`across` for each redrawn set of items; NaN where it cannot be computed.

    Parameters
    ----------
    times
        How often each item was drawn (resamples × items).

    Raises
    ------
    ValueError
        If items or values differ, or the level asks for more than the values have.

    >>> values = ["no", "yes"]
    >>> across_drawn(count([["yes", "no"], ["yes", "no"]], values), count([["no", "no"]], values), times=[[1, 1], [0, 2]])
    array([0.0625,    nan])
    """
    if one.values != other.values or len(one.table) != len(other.table):
        raise ValueError("two groups can be compared on the same items and values only; count both with the same values=[…]")
    both = (one.table.sum(axis=1) > 0) & (other.table.sum(axis=1) > 0)
    here, there = one.table[both].astype(np.float64), other.table[both].astype(np.float64)
    pooled, many = here + there, here.sum(axis=1) * there.sum(axis=1)
    mean, drawn = pooled.sum(axis=1) / many, np.asarray(times, dtype=np.float64)[:, both]

    def between(distances: Floats | None) -> Floats:
        return mean * (many - np.vecdot(here, there) if distances is None else np.vecdot(here @ distances, there))

    return _alphas(one, level, drawn, drawn @ pooled, between)


def interval(counts: Counts, level: Level = "nominal", *, seed: int, share: float = 0.95, resamples: int = RESAMPLES) -> Interval:
    """In which range alpha falls when the items are drawn again, with replacement.

    With a dozen items the range is wide: that is how much a dozen items can tell.

    Parameters
    ----------
    share
        The share of the resamples that lies within the range, between 0 and 1.

    >>> two_coders = count([list("yynnynyn"), list("yynnyyyn")])
    >>> found = interval(two_coders, seed=1)
    >>> found.low < alpha(two_coders) < found.high
    True
    """
    if not 0 < share < 1:
        raise ValueError(f"share is {share!r}; give a number between 0 and 1, such as 0.95")
    drawn = resampled(counts, level, seed=seed, resamples=resamples)
    known = drawn[~np.isnan(drawn)]
    low, high = np.quantile(known, [(1 - share) / 2, (1 + share) / 2]) if known.size else (math.nan, math.nan)
    return Interval(float(low), float(high), 1 - known.size / drawn.size)


def resampled(counts: Counts, level: Level = "nominal", *, seed: int, resamples: int = RESAMPLES) -> Floats:
    """Alpha for each of so many redrawn sets of items; NaN where it cannot be computed.

    Two counts of the same number of items get the same draws from the same seed, so that their alphas can be compared
    one by one: within a role and across roles, before and after the discussion.

    >>> yes_or_no = resampled(count([["yes", "no"], ["yes", "no"]]), seed=3, resamples=200)
    >>> np.unique(yes_or_no).tolist()
    [1.0, nan]
    """
    if resamples < 1:
        raise ValueError(f"resamples is {resamples!r}; give a whole number from 1")
    generator, items = np.random.default_rng(seed), len(counts.table)
    table = counts.table.astype(np.float64)
    # An item with one code has no pair, and no say in what chance would give.
    table[table.sum(axis=1) < 2] = 0
    sizes, found = table.sum(axis=1), np.full(resamples, math.nan)
    _distances(counts, level, table.sum(axis=0))
    for start in range(0, resamples if items else 0, AT_ONCE):
        many = min(AT_ONCE, resamples - start)
        times = redrawn(items, many, generator)
        found[start : start + many] = _alphas(counts, level, times / np.maximum(sizes - 1, 1), times @ table, lambda distances: _within(table, sizes, distances))
    return found


def redrawn(items: int, many: int, generator: np.random.Generator) -> Floats:
    """How often each item is drawn, with replacement, in each of so many draws (many × items).

    >>> redrawn(3, 2, np.random.default_rng(1)).sum(axis=1).tolist()
    [3.0, 3.0]
    """
    places = generator.integers(0, items, (many, items)) + np.arange(many)[:, None] * items
    return np.bincount(places.ravel(), minlength=many * items).reshape(many, items).astype(np.float64)


def _alphas(counts: Counts, level: Level, weights: Floats, totals: Floats, seen_in: Callable[[Floats | None], Floats]) -> Floats:
    """Alpha for each resample, from how its items weigh (resamples × items) and what was coded in it (resamples × values).

    `seen_in` gives, for distances between the values, how far the codes of each item lie apart.
    """
    codes = totals.sum(axis=1)
    if level == "ordinal":
        # What lies between two values depends on the codes drawn, so each resample has distances of its own.
        own = [_distances(counts, level, row) for row in totals]
        seen = np.array([row @ seen_in(distances) for row, distances in zip(weights, own, strict=True)])
        chance = np.array([_within(row[None], row.sum(keepdims=True), distances)[0] for row, distances in zip(totals, own, strict=True)])
    else:
        distances = _distances(counts, level, totals[0])
        seen, chance = weights @ seen_in(distances), _within(totals, codes, distances)
    return 1 - np.divide(seen * (codes - 1), chance, out=np.full(len(totals), math.nan), where=chance > 0)


def _pairable(table: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """The items with two codes or more, and how many codes each of them has."""
    found = table.astype(np.float64)
    sizes = _row_sums(found)
    if sizes.size and np.minimum.reduce(sizes) < 2:
        return found[sizes > 1], sizes[sizes > 1]
    return found, sizes


def _within(table: Floats, sizes: Floats, distances: Floats | None) -> Floats:
    """For each row of counts the sum of the distances over all ordered pairs of its codes; `distances` None is nominal."""
    if distances is None:
        return sizes * sizes - np.vecdot(table, table)
    return np.vecdot(table @ distances, table)


def _row_sums(rows: Floats) -> Floats:
    # As a product with ones: for a table of this size that costs a third of a sum over an axis.
    return rows @ np.ones(rows.shape[1])


def _distances(counts: Counts, level: Level, totals: Floats) -> Floats | None:
    """The distance between each two values (values × values); None for nominal, where it is 0 or 1."""
    if level == "nominal":
        return None
    if level not in LEVELS:
        raise ValueError(f"{level!r} is no level of measurement; choose one of {', '.join(LEVELS)}")
    if level == "ordinal":
        counts.ask_order()
        # From the middle of the one value up to the middle of the other.
        scale = np.cumsum(totals) - totals / 2
        return np.subtract.outer(scale, scale) ** 2
    scale = counts.numbers()
    difference = np.subtract.outer(scale, scale)
    if level == "interval":
        return difference**2
    if (scale < 0).any():
        raise ValueError(f"ratio needs values of 0 and above, not {scale.min():g}; use interval for a scale that goes below 0")
    total = np.add.outer(scale, scale)
    return np.divide(difference, total, out=np.zeros_like(total), where=total > 0) ** 2
