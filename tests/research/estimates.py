"""Plain statistics for the research questions, each with a standard error: shares, logistic regression, matched odds.

An effect counts as found when its 99 % interval lies wholly on the expected side of zero: where there is no effect,
chance gets there one time in two hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

HALF_WIDTH = 2.576
"""Standard errors in half a 99 % interval of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its standard error."""

    value: float
    error: float

    @property
    def low(self) -> float:
        return self.value - HALF_WIDTH * self.error

    @property
    def high(self) -> float:
        return self.value + HALF_WIDTH * self.error

    def is_found(self, sign: int) -> bool:
        """Does the interval lie wholly on this side of zero?"""
        return (self.low if sign > 0 else -self.high) > 0

    def holds(self, value: float) -> bool:
        """Does the interval hold this value?"""
        return self.low <= value <= self.high

    def __sub__(self, other: Estimate) -> Estimate:
        """The difference of two estimates from different people."""
        return Estimate(self.value - other.value, float(np.hypot(self.error, other.error)))


def mean(values: ArrayLike) -> Estimate:
    """A mean, or of yes and no a share."""
    given = np.asarray(values, dtype=float)
    return Estimate(float(given.mean()), float(given.std(ddof=1) / np.sqrt(len(given))))


def mean_within(values: pd.Series, group: pd.Series, strata: pd.Series) -> Estimate:
    """The difference in mean between who is in a group and who is not, compared only with others of the same stratum.

    Each stratum weighs by the pairs it offers, n₁n₀/(n₁+n₀); a stratum without two of both says nothing.
    """
    value, weight, variance = 0.0, 0.0, 0.0
    frame = pd.DataFrame({"value": values.astype(float), "group": group.astype(bool), "stratum": strata})
    for _, rows in frame.groupby("stratum"):
        inside, outside = rows.loc[rows["group"], "value"], rows.loc[~rows["group"], "value"]
        if min(len(inside), len(outside)) > 1:
            pairs = len(inside) * len(outside) / len(rows)
            value, weight = value + pairs * (inside.mean() - outside.mean()), weight + pairs
            variance += pairs**2 * (inside.var() / len(inside) + outside.var() / len(outside))
    return Estimate(value / weight, float(np.sqrt(variance)) / weight)


def logistic(outcome: ArrayLike, terms: Mapping[str, ArrayLike]) -> dict[str, Estimate]:
    """Logistic regression by Newton's method: for each term, and the constant ``start``, the log odds ratio.

    Standard errors are those of the inverse information matrix.
    """
    y = np.asarray(outcome, dtype=float)
    x = np.column_stack([np.ones(len(y)), *(np.asarray(term, dtype=float) for term in terms.values())])
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        fitted = 1 / (1 + np.exp(-x @ beta))
        information = x.T @ (x * (fitted * (1 - fitted))[:, None])
        step = np.linalg.solve(information, x.T @ (y - fitted))
        beta += step
        if np.abs(step).max() < 1e-10:
            errors = np.sqrt(np.diag(np.linalg.inv(information)))
            return {name: Estimate(float(b), float(e)) for name, b, e in zip(("start", *terms), beta, errors)}
    raise ArithmeticError(f"no end after 50 steps: {beta}; one of {', '.join(terms)} tells the outcome exactly")


def dummies(column: pd.Series, *, without: str) -> dict[str, NDArray[np.float64]]:
    """A term of 0 and 1 for each value of a column, compared with the one that is left out."""
    found = column.astype(object)
    return {f"{column.name}={value}": (found == value).to_numpy(dtype=float) for value in sorted(set(found) - {without})}


def matched_odds(outcome: pd.Series, exposed: pd.Series, strata: Iterable[pd.Series]) -> Estimate:
    """The log odds ratio of Mantel and Haenszel over strata of like cases, with the variance of Robins, Breslow and Greenland.

    A stratum with only exposed or only unexposed cases compares nothing and weighs nothing.
    """
    yes, hit = outcome.astype(bool), exposed.astype(bool)
    table = pd.DataFrame({"a": hit & yes, "b": hit & ~yes, "c": ~hit & yes, "d": ~hit & ~yes}).astype(float)
    a, b, c, d = (part.to_numpy() for _, part in table.groupby([s.astype(str) for s in strata]).sum().items())
    n = a + b + c + d
    r, s, p, q = a * d / n, b * c / n, (a + d) / n, (b + c) / n
    variance = (p @ r) / (2 * r.sum() ** 2) + (p @ s + q @ r) / (2 * r.sum() * s.sum()) + (q @ s) / (2 * s.sum() ** 2)
    return Estimate(float(np.log(r.sum() / s.sum())), float(np.sqrt(variance)))
