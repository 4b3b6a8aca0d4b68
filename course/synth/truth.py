"""The register of what really happened in a made case: where and why input was lost or kept, and what was planted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from course import codebook
from course.i18n import LANGUAGES, Language, t
from course.synth.made import Row

ACCOUNTABLE = ("O1", "O2", "O3", "O4")
NO_REASON, COMMITMENT_LOST, STAFF_CHANGE, NOT_REGISTERED = "N16", "N11", "FI08", "BL02"
KEEPS = ("BG13", "BG07", "BG01", "BG10", "BG03", "BG05", "BG04", "BG14", "BG08", "BG06", "BG12", "BG09", "BG16", "BG02")
"""Actions that help to keep input, those that help most first (the effects of 3.6)."""

__all__ = ["explained", "last_trace", "losses"]


def losses(tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """For each link: was it kept in sight until there was an answer (O1–O4), or at which step was it lost, and why?

    The cause is a code: the act that lost or kept it (3.6), a reason (3.7), or a staff change where nothing had been
    promised (FI08). Adopted or passed on without an act that explains it: no cause.

    Parameters
    ----------
    tables
        Rows of `contributions`, `decisions`, `links`, `actions` and `actors`.
    """
    register = _Register(tables)
    return [register.row(link) for link in tables["links"]]


def last_trace(registered: bool, actions: Iterable[Row]) -> str | None:
    """The highest step with a trace; a date of registration is a trace at ST2 (3.5).

    >>> last_trace(True, [{"step": "ST4", "trace": "mail"}, {"step": "ST6", "trace": "none"}])
    'ST4'
    >>> last_trace(False, [])
    """
    steps = [cast(str, action["step"]) for action in actions if action["trace"] != "none"]
    return max([*steps, *(["ST2"] if registered else [])], default=None)


def explained(surprises: Sequence[Row]) -> list[Row]:
    """The surprises, each with what is surprising about it in both languages.

    >>> explained([{"surprise": "late_but_adopted", "link_id": "VB-L0007"}])[0]["explanation_en"]
    'This came in when the window had already closed and was adopted all the same. The formula gave it little chance.'
    """
    return [row | {f"explanation_{lang}": t(f"synth.surprise.{row['surprise']}", lang) for lang in LANGUAGES} for row in surprises]


class _Register:
    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self._contributions = {row["contribution_id"]: row for row in tables["contributions"]}
        self._decisions = {row["decision_id"]: row for row in tables["decisions"]}
        self._post = {row["actor_id"]: row["actor_code"] for row in tables["actors"]}
        self._left = [row for row in tables["actors"] if row["handover_type"] == "none"]
        self._links = _grouped(tables["links"])
        self._actions = _grouped(tables["actions"])

    def row(self, link: Row) -> Row:
        kept = link["outcome"] in ACCOUNTABLE
        step = None if kept else self._lost_at(link)
        cause = self._why_kept(link) if kept else self._why_lost(link)
        told = {f"explanation_{lang}": _told(cast(str, link["outcome"]), step, cause, lang) for lang in LANGUAGES}
        return {"contribution_id": link["contribution_id"], "link_id": link["link_id"], "kept": kept, "lost_at_step": step,
                "cause": cause, **told}  # fmt: skip

    def _acts(self, link: Row) -> list[Row]:
        """The actions on the link; those on no link count from ST6 only when it is the only link (4.6, rule 4)."""
        alone = len(self._links[link["contribution_id"]]) == 1
        return [
            act for act in self._actions.get(link["contribution_id"], [])
            if act["link_id"] == link["link_id"] or (act["link_id"] is None and (alone or cast(str, act["step"]) < "ST6"))
        ]  # fmt: skip

    def _lost_at(self, link: Row) -> str:
        """The step after the last trace (3.5)."""
        steps = [entry.code for entry in codebook.family("step")]
        registered = self._contributions[link["contribution_id"]]["registered_on"] is not None
        last = last_trace(registered, self._acts(link))
        return steps[min(steps.index(last or "ST1") + 1, len(steps) - 1)]

    def _why_kept(self, link: Row) -> str | None:
        if link["outcome"] == "O4":
            return cast(str, link["reason"])
        acts = {act["action_code"] for act in self._acts(link)}
        return next((code for code in KEEPS if code in acts), None)

    def _why_lost(self, link: Row) -> str:
        if self._staff_change(link):
            return COMMITMENT_LOST if link["commitment"] else STAFF_CHANGE
        blocking = [cast(str, act["action_code"]) for act in self._acts(link) if cast(str, act["action_code"]).startswith("BL")]
        if blocking:
            return blocking[-1]
        registered = self._contributions[link["contribution_id"]]["registered_on"] is not None
        return NO_REASON if registered else NOT_REGISTERED

    def _staff_change(self, link: Row) -> bool:
        """Did a post that acted for this pair before the decision, or that of the owner, change hands without a handover (3.8)?"""
        decision = self._decisions.get(link["decision_id"])
        if decision is None:
            return False
        received = cast(date, self._contributions[link["contribution_id"]]["received_on"])
        until = cast(date, decision["decided_on"] or decision["closes_on"])
        posts = {decision["owner"]} | {
            self._post[act["actor_id"]] for act in self._actions.get(link["contribution_id"], [])
            if act["link_id"] in (None, link["link_id"]) and cast(date, act["acted_on"]) <= until
        }  # fmt: skip
        return any(row["actor_code"] in posts and received <= cast(date, row["filled_to"]) <= until for row in self._left)


def _told(outcome: str, step: str | None, cause: str | None, lang: Language) -> str:
    what = t(f"synth.loss.{outcome}", lang, step=codebook.label(step, lang, "step") if step else "")
    if cause is None:
        return what
    family = {"N": "reason", "F": "internal_factor"}.get(cause[0], "action")
    return f"{what} {t('synth.loss.cause', lang, cause=codebook.label(cause, lang, family))}"


def _grouped(rows: Sequence[Row]) -> dict[object, list[Row]]:
    found: dict[object, list[Row]] = {}
    for row in rows:
        found.setdefault(row["contribution_id"], []).append(row)
    return found
