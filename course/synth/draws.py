"""Chance without a memory: what is drawn for a thing depends on the seed, the purpose and the number of the thing.

So nothing changes when rows are made in another order, in parts, or on another platform. Only whole numbers decide;
no function is used whose last bit may differ from one processor to another.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

Label: TypeAlias = str | int
Rows: TypeAlias = NDArray[np.int64]

BILLION = 10**9
"""Chances count to nine decimals."""

_MASK = 2**64 - 1
_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_LARGEST_SPAN = 2**31

__all__ = ["Draws", "Label", "Rows", "numbered"]


def numbered(count: int) -> Rows:
    """The row numbers 0 … count − 1.

    >>> numbered(3)
    array([0, 1, 2])
    """
    return np.arange(count, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws for one seed.

    Every method takes the number of one row (and gives one value) or an array of numbers (and gives an array), and
    labels that name the purpose, such as ``"reach", campaign_id``. Other labels give draws that are independent.

    >>> draws = Draws(7)
    >>> draws.uniform(3, "reach") == float(draws.uniform(numbered(5), "reach")[3])
    True
    """

    seed: int

    @overload
    def bits(self, rows: int, *labels: Label) -> int: ...
    @overload
    def bits(self, rows: Rows, *labels: Label) -> NDArray[np.uint64]: ...
    def bits(self, rows: int | Rows, *labels: Label) -> int | NDArray[np.uint64]:
        """Sixty-four evenly spread bits a row (splitmix64 from a start that seed and labels decide)."""
        start = _start(self.seed, *labels)
        return _mixed(start, rows) if isinstance(rows, np.ndarray) else _mixed_one(start, operator.index(rows))

    @overload
    def uniform(self, rows: int, *labels: Label) -> float: ...
    @overload
    def uniform(self, rows: Rows, *labels: Label) -> NDArray[np.float64]: ...
    def uniform(self, rows: int | Rows, *labels: Label) -> float | NDArray[np.float64]:
        """Evenly spread over [0, 1), in steps of 2⁻⁵³.

        >>> Draws(7).uniform(0, "reach")
        0.9479299542197648
        """
        bits = self.bits(rows, *labels)
        if isinstance(bits, int):
            return (bits >> 11) * 2.0**-53
        return (bits >> np.uint64(11)).astype(np.float64) * 2.0**-53

    @overload
    def chance(self, rows: int, p: float, *labels: Label) -> bool: ...
    @overload
    def chance(self, rows: Rows, p: ArrayLike, *labels: Label) -> NDArray[np.bool_]: ...
    def chance(self, rows: int | Rows, p: float | ArrayLike, *labels: Label) -> bool | NDArray[np.bool_]:
        """Does it happen, with chance `p` (one for all, or one a row)? Rounded to nine decimals first.

        >>> Draws(7).chance(0, 1.0, "any"), Draws(7).chance(0, 0.0, "any")
        (True, False)
        """
        drawn = self.uniform(rows, *labels)
        happens = np.floor(np.multiply(drawn, BILLION)) < np.rint(np.multiply(p, BILLION))
        return happens if isinstance(drawn, np.ndarray) else bool(happens)

    @overload
    def pick(self, rows: int, weights: Sequence[float], *labels: Label) -> int: ...
    @overload
    def pick(self, rows: Rows, weights: Sequence[float], *labels: Label) -> NDArray[np.int64]: ...
    def pick(self, rows: int | Rows, weights: Sequence[float], *labels: Label) -> int | NDArray[np.int64]:
        """The place of one of the `weights`, drawn in proportion to them. A weight of 0 is never picked.

        Raises
        ------
        ValueError
            If no weight is above zero, or one is below.

        >>> Draws(7).pick(numbered(8), [0.5, 0, 0.5], "side")
        array([2, 0, 2, 2, 2, 0, 2, 2])
        """
        thresholds = _thresholds(tuple(float(weight) for weight in weights))
        bits = self.bits(rows, *labels)
        if isinstance(bits, int):
            return int(np.searchsorted(thresholds, bits >> 11, side="right"))
        return np.searchsorted(thresholds, (bits >> np.uint64(11)).astype(np.int64), side="right").astype(np.int64)

    @overload
    def whole(self, rows: int, low: int, high: int, *labels: Label) -> int: ...
    @overload
    def whole(self, rows: Rows, low: int, high: int, *labels: Label) -> NDArray[np.int64]: ...
    def whole(self, rows: int | Rows, low: int, high: int, *labels: Label) -> int | NDArray[np.int64]:
        """A whole number from `low` to `high`, both included.

        >>> Draws(7).whole(numbered(6), 1, 6, "die")
        array([3, 6, 5, 1, 4, 1])
        """
        span = high - low + 1
        if not 0 < span <= _LARGEST_SPAN:
            raise ValueError(f"from {low} to {high} is no range of at most {_LARGEST_SPAN} whole numbers; put the lowest first")
        bits = self.bits(rows, *labels)
        if isinstance(bits, int):
            return low + ((bits >> 32) * span >> 32)
        return low + ((bits >> np.uint64(32)) * np.uint64(span) >> np.uint64(32)).astype(np.int64)

    @overload
    def day_between(self, rows: int, first: date, last: date, *labels: Label) -> date: ...
    @overload
    def day_between(self, rows: Rows, first: date, last: date, *labels: Label) -> NDArray[np.datetime64]: ...
    def day_between(self, rows: int | Rows, first: date, last: date, *labels: Label) -> date | NDArray[np.datetime64]:
        """A day from `first` to `last`, both included; for an array of rows an array of ``datetime64[D]``.

        >>> Draws(7).day_between(0, date(2027, 3, 1), date(2027, 3, 31), "visit")
        datetime.date(2027, 3, 23)
        """
        after = self.whole(rows, 0, (last - first).days, *labels)
        if isinstance(after, int):
            return first + timedelta(days=after)
        return np.datetime64(first, "D") + after.astype("timedelta64[D]")

    def order(self, count: int, *labels: Label) -> NDArray[np.int64]:
        """The numbers 0 … count − 1 in a drawn order; the first k of them are a fair sample of k.

        >>> Draws(7).order(5, "turn")
        array([3, 0, 1, 2, 4])
        """
        return np.argsort(self.bits(numbered(count), *labels), kind="stable").astype(np.int64)


@functools.lru_cache(maxsize=65_536, typed=True)
def _start(seed: int, *labels: Label) -> int:
    parts = [label if isinstance(label, str) else operator.index(label) for label in (seed, *labels)]
    return int.from_bytes(hashlib.sha256(json.dumps(parts).encode("ascii")).digest()[:8], "big")


def _mixed(start: int, rows: Rows) -> NDArray[np.uint64]:
    z = rows.astype(np.uint64) + np.uint64(1)
    z *= np.uint64(_STEP)
    z += np.uint64(start)
    z ^= z >> np.uint64(30)
    z *= np.uint64(_FIRST)
    z ^= z >> np.uint64(27)
    z *= np.uint64(_SECOND)
    z ^= z >> np.uint64(31)
    return z


def _mixed_one(start: int, row: int) -> int:
    z = (start + (row + 1) * _STEP) & _MASK
    z = (z ^ z >> 30) * _FIRST & _MASK
    z = (z ^ z >> 27) * _SECOND & _MASK
    return z ^ z >> 31


@functools.lru_cache(maxsize=4096)
def _thresholds(weights: tuple[float, ...]) -> NDArray[np.int64]:
    if not any(weights) or not all(0 <= weight < float("inf") for weight in weights):
        raise ValueError(f"weights are {list(weights)}; give numbers of 0 and above, at least one of them above 0")
    sums = list(itertools.accumulate(Fraction(weight) for weight in weights))
    return np.array([int(so_far * 2**53 / sums[-1]) for so_far in sums], dtype=np.int64)
