"""Real participation exports, read into contributions.

One module per system; each has one function `read` that returns an `Imported`:

>>> from course.importers import polis
>>> conversation = polis.read("my-export")                                    # doctest: +SKIP
>>> conversation.accepted[["contribution_id", "received_on", "text"]]         # doctest: +SKIP

What a reader changed, repaired or could not read is always said, in the reader's own language
(`Imported.notes`, `Imported.faults`); no statement is dropped without a word.
"""

from course.importers.imported import Fault, Imported, ImportFault
from course.importers.privacy import Personal

__all__ = ["Fault", "ImportFault", "Imported", "Personal"]
