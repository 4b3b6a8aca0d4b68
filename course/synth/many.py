"""Millions of contributions, for programs that must stand up to many: fast, and each row the same however they are cut up.

What a row is follows from the seed and its number only. The texts, the days and who speaks come from the same parameters
and the same hand-written frames as the made cases; what happens to a contribution afterwards is not in it. All synthetic.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from course import codebook
from course.synth.draws import Draws, Rows
from course.synth.made import TENURES
from course.synth.many_arrow import joined, numbers_in_arrow, texts_in_arrow
from course.synth.many_plan import KNOWN, SHIFT, Plan, plan
from course.synth.many_texts import flat
from course.synth.many_threads import in_order
BATCH = 16_384
"""Rows made at once: so few that what they are joined from stays close to the processor."""

DIGITS = 9
MOST = 10**DIGITS - 1

CODED = {"channel": "channel", "contribution_type": "contribution_type", "scale": "scale", "tone": "tone", "theme_ref": "theme"}
"""Columns with codes, and the family in the codebook of each."""

_CODE = pa.dictionary(pa.int8(), pa.string())
SCHEMA = pa.schema(
    [("contribution_id", pa.string()), ("case_id", _CODE), ("channel", _CODE), ("received_on", pa.date32()), ("tenure", _CODE),
     ("contribution_type", _CODE), ("scale", _CODE), ("concreteness", pa.int8()), ("tone", _CODE), ("theme_ref", _CODE),
     ("text_nl", pa.string()), ("text_en", pa.string())],
    metadata={"synthetic": "true"},
)  # fmt: skip

__all__ = ["BATCH", "MOST", "SCHEMA", "batches", "contributions", "partitions", "plan"]


def contributions(made: Plan, rows: int | range) -> pa.Table:
    """So many contributions, as an Arrow table with the columns of :data:`SCHEMA`.

    Parameters
    ----------
    made
        What :func:`plan` gives for the parameters of one case or more.
    rows
        How many, or which ones by number (from 0).

    >>> from course.synth.parameters import Parameters
    >>> made = plan(Parameters())
    >>> contributions(made, 3).column("contribution_id").to_pylist()
    ['VB-000000001', 'VB-000000002', 'VB-000000003']
    >>> contributions(made, range(2, 3)).equals(contributions(made, 3).slice(2))
    True
    """
    return pa.Table.from_batches(batches(made, rows), SCHEMA)


def batches(made: Plan, rows: int | range) -> Iterator[pa.RecordBatch]:
    """The same rows piece by piece, for more than memory holds."""
    asked = _asked(rows)
    cases = texts_in_arrow(made.case_ids)
    return in_order(lambda rows: _batch(made, cases, rows), [asked[first : first + BATCH] for first in range(0, len(asked), BATCH)])


def partitions(total: int, parts: int) -> tuple[range, ...]:
    """The numbers of all rows in so many parts, in order; sizes differ by one at most.

    >>> partitions(10, 3)
    (range(0, 4), range(4, 7), range(7, 10))
    """
    asked = _asked(total)
    if not 1 <= parts <= max(total, 1):
        raise ValueError(f"{total:,} rows cannot go into {parts:,} partitions; give a number from 1 to {max(total, 1):,}")
    size, over = divmod(total, parts)
    starts = [number * size + min(number, over) for number in range(parts + 1)]
    return tuple(asked[first:last] for first, last in zip(starts, starts[1:]))


def _asked(rows: int | range) -> range:
    first, last, step = (rows.start, rows.stop, rows.step) if isinstance(rows, range) else (0, operator.index(rows), 1)
    if step != 1 or first < 0 or last < 0 or last > MOST:
        raise ValueError(f"the rows asked for are {rows}; give a number from 0 to {MOST:,}, or a range within that in steps of 1")
    return range(first, max(first, last))


def _batch(made: Plan, cases: pa.StringArray, asked: range) -> pa.RecordBatch:
    rows = np.arange(asked.start, asked.stop, dtype=np.int64)
    where, who, what = (_quarters(made.seed, rows, purpose) for purpose in ("where", "who", "what"))
    texts, source = made.texts, made.source.take(where[0])
    day = made.day_of.one((source,), where[1])
    case, names = made.case.take(source), made.names.take(source)
    speaker = _at(made.speaker, source, who[0] >> SHIFT["speaker"])
    tenure, known = speaker // len(KNOWN), speaker % len(KNOWN)
    frame = _at(made.frame, _at(made.cells, day, tenure), what[0] >> SHIFT["frame"])
    of_frame = {name: codes.take(frame) for name, codes in made.of_frame.items()}
    body = texts.body_of.one((names, frame), what[1])
    plain, register = of_frame["register"] >= 0, np.maximum(of_frame["register"], 0)
    opening = texts.opening_of.one((names, tenure, register), what[2])
    filled = texts.bodies.gaps.take(body)
    # Nobody lives in two streets or at two numbers: what would fill the same gap twice is left out.
    opens = plain & (known == KNOWN.index("self_reported")) & (texts.openings.gaps.take(opening) & filled == 0)
    opening = np.where(opens, opening, 0)
    filled |= texts.openings.gaps.take(opening)
    second = texts.second_of.one((names, tenure, register, made.phases.take(day)), what[3])
    more = plain & (who[1] < made.two_themes.take(case)) & (of_frame["second"] < 0) & (texts.second.gaps.take(second) & filled == 0)
    second = np.where(more & (texts.second_theme.take(second) != of_frame["theme_ref"]), second, 0)
    pieces = tuple(pool.first + numbers for pool, numbers in ((texts.openings, opening), (texts.bodies, body), (texts.second, second)))
    columns = {
        "contribution_id": _ids(made, case, asked),
        "case_id": _coded(case, cases),
        "channel": _coded(made.channel.take(source), _codes("channel")),
        "received_on": numbers_in_arrow(made.days.take(day)).view(pa.date32()),
        "tenure": _coded(tenure, texts_in_arrow(TENURES), known == KNOWN.index("unknown")),
        "concreteness": numbers_in_arrow(of_frame["concreteness"]),
        **{name: _coded(of_frame[name], _codes(name)) for name in CODED if name in of_frame},
        "text_nl": joined(texts.nl, *pieces),
        "text_en": joined(texts.en, *pieces),
    }
    return pa.RecordBatch.from_arrays([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _at(table: NDArray[Any], row: NDArray[Any], column: NDArray[Any]) -> NDArray[Any]:
    return table.ravel().take(flat(table.shape, row, column))


def _quarters(seed: int, rows: Rows, purpose: str) -> NDArray[np.uint16]:
    """Four draws a row from one: each a whole number below 65,536, the same on machines that store numbers the other way round."""
    bits = Draws(seed).bits(rows, "many", purpose).astype("<u8", copy=False)
    return bits.view("<u2").reshape(-1, 4).T


@cache
def _codes(column: str) -> pa.StringArray:
    return texts_in_arrow([entry.code for entry in codebook.family(CODED[column])])


def _coded(numbers: NDArray[np.integer[Any]], codes: pa.StringArray, missing: NDArray[np.bool_] | None = None) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(numbers_in_arrow(numbers.astype(np.int8, copy=False), missing), codes, safe=False)


def _ids(made: Plan, case: NDArray[np.integer[Any]], asked: range) -> pa.StringArray:
    """The prefix of the case, the thousands, and the last three digits: three pieces a row."""
    number = np.arange(asked.start + 1, asked.stop + 1, dtype=np.int64)
    thousand, last = np.divmod(number, 1000)
    first = (asked.start + 1) // 1000
    thousands = [f"{one:0{DIGITS - 3}d}" for one in range(first, asked.stop // 1000 + 1)]
    texts = texts_in_arrow([*(f"{prefix}-" for prefix in made.prefixes), *_THREE_DIGITS, *thousands])
    after = len(made.prefixes)
    return joined(texts, case, after + len(_THREE_DIGITS) + thousand - first, after + last)


_THREE_DIGITS = tuple(f"{number:03d}" for number in range(1000))
