"""How often each item got each code: all that agreement between coders needs to know (model 4.4).

Who gave which code is not kept, so ten thousand students take no more room than ten, and one more student is one more
count per item.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Value: TypeAlias = str | int | float | bool
MISSING = -1
AT_ONCE = 32768
"""So many codes are counted together: few enough to stay close to the processor."""

__all__ = ["MISSING", "Counts", "Value", "count", "count_codings", "count_places"]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often each item got each value.

    Attributes
    ----------
    values
        The values, one per column; for an ordinal scale from low to high.
    table : array of int64, items × values
    ordered
        Whether the order of `values` means something.
    items
        The names of the rows, or nothing when they have none.
    """

    values: tuple[Value, ...]
    table: NDArray[np.int64]
    ordered: bool = False
    items: tuple[str, ...] = ()

    def plus(self, codes: Sequence[Value | None]) -> Counts:
        """The counts with one more coder, who gave these codes; the counts themselves stay as they were.

        Parameters
        ----------
        codes
            A code for each item, in the order of the items; None where the coder gave none.

        Raises
        ------
        ValueError
            If the number of codes is not that of the items, or a code is not one of `values`.

        >>> one = count([["T13", "T04"]], values=["T04", "T13"])
        >>> one.plus(["T04", None]).table.tolist()
        [[1, 1], [1, 0]]
        """
        if len(codes) != len(self.table):
            raise ValueError(f"{len(codes)} codes were given for {len(self.table)} items; give one for each, None where there is none")
        of, wide = {value: place for place, value in enumerate(self.values)}, len(self.values)
        cells, unknown = [], []
        for first, code in zip(range(0, len(codes) * wide, wide), codes, strict=True):
            place = of.get(code)
            if place is None:
                unknown.append(code)
            else:
                cells.append(first + place)
        if left := [code for code in unknown if code is not None and code != ""]:
            # Missing in another way, or no value at all: this tells them apart, and which code it was.
            _placed(np.array(left, dtype=object), self.values)
        table = self.table.copy()
        table.reshape(-1)[cells] += 1
        return Counts(self.values, table, self.ordered, self.items)

    def numbers(self) -> NDArray[np.float64]:
        """The values as numbers.

        Raises
        ------
        ValueError
            If one of them is no number.
        """
        found = _numbers(self.values)
        if found is None:
            raise ValueError(f"{_few(self.values)} are no numbers; an interval or ratio scale needs numbers, for words there is nominal or ordinal")
        return found

    def ask_order(self) -> None:
        """Raise ValueError if the order of the values means nothing."""
        if not self.ordered:
            raise ValueError(f"the order of {_few(self.values)} is not known; count with values=[…] from low to high for an ordinal scale")


def count(codes: ArrayLike, values: Iterable[Value] | None = None) -> Counts:
    """Count the codes of coders who all coded the same items.

    Parameters
    ----------
    codes : coders × items
        None, NaN, NA or an empty text where a coder gave no code.
    values
        All values that can be given, from low to high if they have an order. By default those that were given: numbers
        in order of size, words without an order.

    Raises
    ------
    ValueError
        If `codes` has not two dimensions, or holds a code that is not one of `values`.

    >>> counted = count([["T13", "T04"], ["T13", None], ["T16", "T04"]])
    >>> counted.values, counted.table.tolist()
    (('T04', 'T13', 'T16'), [[0, 2, 1], [2, 0, 0]])
    """
    # A list keeps its values as they are: numpy would make words of numbers that stand among words.
    given = codes if isinstance(codes, np.ndarray) else np.array(codes, dtype=object)
    if given.ndim != 2:
        raise ValueError(f"codes has {given.ndim} dimensions; two are needed: a row for each coder, a column for each item")
    places, known, ordered = _placed(given.ravel(), values)
    return count_places(places.reshape(given.shape), known, ordered=ordered)


def count_codings(codings: pd.DataFrame, values: Iterable[Value] | None = None) -> Counts:
    """Count rows of the table `codings` of one variable and one round, items in the order in which they first occur.

    Raises
    ------
    ValueError
        If somebody coded an item twice, as happens when two variables or two rounds are taken together.

    >>> import course
    >>> codings = course.load("atelier-noord").codings
    >>> before = codings[(codings["variable"] == "theme") & (codings["coding_round"] == 1)]
    >>> count_codings(before).table.sum(axis=1).tolist() == [8] * 16
    True
    """
    twice = codings.duplicated(["coder_id", "contribution_id"])
    if twice.any():
        row = codings[twice].iloc[0]
        raise ValueError(f"{row['coder_id']} coded {row['contribution_id']} more than once; select one variable and one coding_round")
    rows, items = codings["contribution_id"].factorize()
    places, known, ordered = _placed(codings["code"].to_numpy(dtype=object), values)
    coded = places != MISSING
    table = np.bincount((rows * len(known) + places)[coded], minlength=len(items) * len(known)).reshape(len(items), len(known))
    return Counts(known, table, ordered, tuple(items))


def count_places(places: ArrayLike, values: Sequence[Value], *, ordered: bool = True) -> Counts:
    """Count codes that are given by their place in `values`; the quick way for many coders.

    Parameters
    ----------
    places : array of whole numbers, coders × items
        From 0; -1 where a coder gave no code.

    Raises
    ------
    ValueError
        If a place is not one of `values`.

    >>> count_places([[0, 1], [0, -1]], ("no", "yes")).table.tolist()
    [[2, 0], [0, 1]]
    """
    given = np.asarray(places)
    if given.ndim != 2 or given.dtype.kind not in "iu":
        raise ValueError(f"places are {given.dtype} in {given.ndim} dimensions; whole numbers are needed, a row for each coder")
    coders, items = given.shape
    if given.size and (np.minimum.reduce(given, axis=None) < MISSING or np.maximum.reduce(given, axis=None) >= len(values)):
        wrong = given.min() if given.min() < MISSING else given.max()
        raise ValueError(f"place {wrong} is not between {MISSING} (no code) and {len(values) - 1} (the last of {len(values)} values)")
    # One column more, the first, for who gave no code.
    wide = len(values) + 1
    first, size = np.arange(1, items * wide, wide), items * wide
    rows = max(AT_ONCE // max(items, 1), 1)
    table = np.bincount((given[:rows] + first).ravel(), minlength=size)
    for start in range(rows, coders, rows):
        table += np.bincount((given[start : start + rows] + first).ravel(), minlength=size)
    return Counts(tuple(values), np.ascontiguousarray(table.reshape(items, wide)[:, 1:]), ordered)


def _placed(given: NDArray[np.generic], values: Iterable[Value] | None) -> tuple[NDArray[np.int64], tuple[Value, ...], bool]:
    """The place of each code in the values (-1 for missing), the values, and whether their order means something."""
    places, found = pd.factorize(given)
    codes: list[Value] = [code for code in found.tolist() if code != ""]
    known, ordered = _domain(codes) if values is None else (tuple(values), True)
    of = {value: place for place, value in enumerate(known)}
    if len(of) != len(known):
        raise ValueError(f"among the values {_few(known)} one is named more than once; name each once")
    strange = [code for code in codes if code not in of]
    if strange:
        raise ValueError(f"code {strange[0]!r} is not one of the values {_few(known)}; name all values, or correct the code")
    # The last place is for the codes that are missing, which pandas puts at -1.
    return np.array([*(of.get(code, MISSING) for code in found.tolist()), MISSING])[places], known, ordered


def _domain(codes: Sequence[Value]) -> tuple[tuple[Value, ...], bool]:
    numbers = _numbers(codes)
    if numbers is None:
        return tuple(sorted(codes, key=str)), False
    return tuple(codes[place] for place in np.argsort(numbers, kind="stable")), True


def _numbers(values: Sequence[Value]) -> NDArray[np.float64] | None:
    try:
        return np.array([float(value) for value in values])
    except ValueError:
        return None


def _few(values: Sequence[Value]) -> str:
    return ", ".join(map(str, values[:5])) + (" …" if len(values) > 5 else "")
