"""Arrow arrays straight from numbers and texts. The usual ``pyarrow.array`` imports pandas, which takes a second and 56 MB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

__all__ = ["MEMORY", "numbers_in_arrow", "texts_in_arrow"]


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
