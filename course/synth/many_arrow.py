"""Arrow arrays straight from numbers and texts. The usual ``pyarrow.array`` imports pandas, which takes a second and 56 MB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

__all__ = ["MEMORY", "joined", "numbers_in_arrow", "texts_in_arrow"]


def _memory() -> pa.MemoryPool:
    # The default asks for huge pages, and to clear those takes longer than to fill them.
    try:
        return pa.jemalloc_memory_pool()
    except NotImplementedError:
        return pa.default_memory_pool()


MEMORY = _memory()


def numbers_in_arrow(numbers: NDArray[Any], missing: NDArray[np.bool_] | None = None) -> pa.Array:
    """The same numbers, not copied.

    >>> numbers_in_arrow(np.array([1, 2, 3]), np.array([False, True, False])).to_pylist()
    [1, None, 3]
    """
    held = None if missing is None else pa.py_buffer(np.packbits(~missing, bitorder="little"))
    return pa.Array.from_buffers(pa.from_numpy_dtype(numbers.dtype), len(numbers), [held, pa.py_buffer(np.ascontiguousarray(numbers))])


def texts_in_arrow(texts: Sequence[str] | Sequence[bytes]) -> pa.StringArray:
    """Texts, some perhaps in UTF-8 already, as an Arrow array.

    >>> texts_in_arrow(["één", "", "twee"]).to_pylist()
    ['één', '', 'twee']
    """
    encoded = [text.encode("utf-8") if isinstance(text, str) else text for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in encoded])]).astype(np.int32)
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(starts), pa.py_buffer(b"".join(encoded)))


def joined(texts: pa.StringArray, *pieces: NDArray[np.integer[Any]]) -> pa.StringArray:
    """For each row its pieces, by their place among the texts, in one text.

    All pieces are taken in one go, so that those of a row already lie side by side: only the places between rows are kept.

    >>> joined(texts_in_arrow(["", "een ", "huis", "boom"]), np.array([1, 0]), np.array([2, 3])).to_pylist()
    ['een huis', 'boom']
    """
    rows, each = len(pieces[0]), len(pieces)
    places = np.empty((rows, each), dtype=np.int32)
    for column, piece in enumerate(pieces):
        places[:, column] = piece
    taken = pc.take(texts, numbers_in_arrow(places.reshape(-1)), boundscheck=False, memory_pool=MEMORY)
    _, starts, letters = taken.buffers()
    ends = np.frombuffer(starts, dtype=np.int32, count=rows * each + 1)[::each]
    return pa.StringArray.from_buffers(rows, pa.py_buffer(np.ascontiguousarray(ends)), letters)
