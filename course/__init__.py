"""From input to decision: lessons, boards and synthetic cases on the neighbourhood heat transition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.case import load

__version__ = "0.1.0"

__all__ = ["__version__", "load"]


def __getattr__(name: str) -> Any:
    # Loading a case needs pandas; importing the package should not wait for that.
    if name == "load":
        from course.case import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
