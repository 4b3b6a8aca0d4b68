"""The placing board: which decision can still change?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pandas as pd

from course import mapping
from course.boards.board import Board
from course.boards.modules import es_module, style_sheet
from course.boards.placing_table import UI_ICONS, placing_table
from course.case import Case
from course.i18n import Language, language

__all__ = ["PlacingBoard"]


class PlacingBoard(Board):
    """Place contributions on the decisions of a case, or say why no decision here deals with them.

    Parameters
    ----------
    case
        The case, with its reference placements.
    contributions
        Ids in the order in which the cards come in; all contributions of the case if left out.
    lang
        ``nl`` or ``en``; the language of the lesson that is running if left out.
    seed
        Of a case that was made by chance for one class; answer codes carry it.

    Raises
    ------
    KeyError
        If the case has no such contribution.
    ValueError
        If there is no contribution to place, one is chosen twice, or the case has no reference placements.

    Examples
    --------
    >>> import course
    >>> board = PlacingBoard(course.load("merelhof"), ["MH-01", "MH-02"], lang="en")
    >>> board.answers = {"MH-01": ["D26"]}
    >>> board.placements[["contribution_id", "rank", "decision_id"]].values.tolist()
    [['MH-01', 1, 'MH-D26']]
    """

    _esm: ClassVar[str] = es_module("placing")
    _css: ClassVar[str] = style_sheet("board", "codebox", "placing")

    def __init__(self, case: Case, contributions: Sequence[str] | None = None, lang: Language | None = None, seed: int = 0) -> None:
        self.case = case
        chosen = list(case.contributions["contribution_id"]) if contributions is None else list(contributions)
        if case.reference.parts.empty:
            raise ValueError(f"the case {case.name} has no reference placements to judge by; add reference/parts.csv and "
                             "reference/placements.csv to its folder, or use a CodingBoard")
        if not chosen:
            raise ValueError("there is no contribution to place; choose at least one, such as ['MH-01']")
        if len(set(chosen)) < len(chosen):
            raise ValueError(f"{next(c for c in chosen if chosen.count(c) > 1)!r} stands there twice; give every card its own contribution")
        table = placing_table(case, chosen, lang or language(), seed)
        super().__init__(table, UI_ICONS + [owner["icon"] for owner in table["owners"]])

    @property
    def placements(self) -> pd.DataFrame:
        """What lies where now.

        Returns
        -------
        DataFrame
            One row per contribution and rank: ``contribution_id``, ``rank`` (1–3), ``decision_code``, ``decision_id``,
            ``no_decision``, ``reason`` and ``timing`` (early, on_time, tight, late; missing without a decision).
        """
        rows = []
        for contribution, codes in self.answers.items():
            for rank, code in enumerate(codes, start=1):
                if mapping.is_reason(code):
                    rows.append((contribution, rank, pd.NA, pd.NA, True, code, pd.NA))
                else:
                    pair = mapping.pair(self.case, contribution, code)
                    rows.append((contribution, rank, code, pair.decision_id, False, pd.NA, pair.timing))
        columns = ["contribution_id", "rank", "decision_code", "decision_id", "no_decision", "reason", "timing"]
        return pd.DataFrame(rows, columns=columns)

    @property
    def judgement(self) -> pd.DataFrame:
        """The judgement on every card: ``contribution_id``, ``answer``, ``grade``, ``why``."""
        return mapping.judge_all(self.case, {c["id"]: self.answers.get(c["id"], []) for c in self.board["contributions"]})
