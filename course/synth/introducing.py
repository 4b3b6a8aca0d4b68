"""What is known of who says something: only what the text says, or what channel and address leave no doubt about (3.4)."""

from __future__ import annotations

from collections.abc import Sequence

from course.synth.choosing import YOUNG, Chooser
from course.synth.draws import Draws
from course.synth.frames import Piece
from course.synth.made import TENURES
from course.synth.telling import PLAIN, Draft, twins_first

__all__ = ["introduce"]


def introduce(chooser: Chooser, drafts: Sequence[Draft]) -> None:
    """Let people say who they are, or let the address tell, in the wanted shares as far as the texts allow."""
    plan, draws = chooser.parameters.contributions, Draws(chooser.parameters.case.seed)
    count = len(drafts)
    wanted = {kind: int(round(share * count, 6)) for kind, share in plan.group_source.items()}
    told = [draft for draft in drafts if draft.says]
    for draft in told:
        _tell(chooser, draft, draft.says)
    order = [draft for draft in twins_first(drafts, draws.order(count, "who says who they are")) if not draft.says]
    by_address = [draft for draft in reversed(order) if draft.contact.channel in plan.address_known][: wanted["inferred"]]
    for draft in by_address:
        draft.tenure, draft.group_source = chooser.residents.tenure_of(draft.contact.person), "inferred"
    left = max(wanted["self_reported"] - len(told), 0)
    silent = [d for d in order if d.group_source == "unknown" and d.frame.register in PLAIN and d.copied_from is None]
    for draft in silent[:left]:
        _introduce(chooser, draft)


def _introduce(chooser: Chooser, draft: Draft) -> None:
    plan, draws = chooser.parameters.contributions, Draws(chooser.parameters.case.seed)
    number, person = draft.contact.number, draft.contact.person
    attributes = chooser.residents.attributes_of(person)
    kept = [code for code in attributes if draws.chance(number, plan.attribute_told, "tells", code)]
    # More than two sentences about oneself is more than anybody says.
    says = (chooser.residents.tenure_of(person), *kept[:1])
    pieces = [piece for code in says if (piece := _piece(chooser, draft, code))]
    (draft.after if draws.chance(number, 0.4, "introduction after") else draft.before).extend(pieces)
    _tell(chooser, draft, tuple(piece.says for piece in pieces if piece.says))


def _piece(chooser: Chooser, draft: Draft, code: str) -> Piece | None:
    young = YOUNG in chooser.residents.attributes_of(draft.contact.person)
    fitting = [
        piece for piece in chooser.voices.pieces["introduction"]
        if piece.says == code and piece.fits(draft.frame.register) and not (young and "years" in piece.gaps)
    ]  # fmt: skip
    # Nobody names their own street or number twice in one breath.
    said = {gap for frame in draft.frames for gap in frame.gaps}
    fresh = [piece for piece in fitting if not said & set(piece.gaps)]
    return chooser.piece(fresh or fitting, draft.contact.number, "introduces", code)


def _tell(chooser: Chooser, draft: Draft, says: Sequence[str]) -> None:
    draft.tenure = next((code for code in says if code in TENURES), draft.tenure)
    draft.attributes = tuple(sorted({*draft.attributes, *(code for code in says if code not in TENURES)}))
    draft.group_source = "self_reported"
