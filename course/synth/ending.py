"""The last steps of a made case: the trust panel, the coding task, the register of what really happened, and the reference."""

from __future__ import annotations

from collections.abc import Callable

from course.synth.codings import coding_rows, planted_rows
from course.synth.making import Making
from course.synth.panel import panel_rows
from course.synth.reference import add_reference
from course.synth.truth import explained, losses

__all__ = ["LAST_STEPS"]


def _panel(making: Making) -> None:
    tables = making.tables
    tables["panel"] = panel_rows(making.parameters, tables["contributions"], tables["campaigns"], tables["feedback"])


def _codings(making: Making) -> None:
    read = making.parameters, making.tables["contributions"], making.tables["links"], making.tables["decisions"]
    making.tables["codings"], making.truth["disagreements"] = coding_rows(*read), planted_rows(*read)


def _truth(making: Making) -> None:
    making.truth["losses"] = losses(making.tables)
    making.truth["surprises"] = explained(making.truth["surprises"])


LAST_STEPS: tuple[Callable[[Making], None], ...] = (_panel, _codings, _truth, add_reference)
"""To come after the steps that fill `links`, `actions`, `feedback` and `documents`."""
