"""The assumptions about what came of input: outcomes, feedback, trust, how coders read it, and what was planted.

Numbers without a source are marked ``M``: chosen, not measured. The outcome formula and its tables are those of the
model, 3.8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from course.synth.made import ATTRIBUTES
from course.synth.parameter import codes_of, parameter

SURPRISES = (
    "expensive_but_piggy_backed", "late_but_adopted", "plain_words_adopted", "warm_handover_but_lost", "registered_early_but_lost",
    "contested_but_adopted",
)  # fmt: skip
"""The kinds of surprise a case can hold: a course of things that the formula makes unlikely."""

DEFECTS = ("double_row", "wrong_join", "two_date_notations", "thousands_separator", "blank_for_unknown", "shifted_column",
           "stray_spaces", "code_in_other_case", "share_as_percentage", "wrong_encoding", "swapped_columns")  # fmt: skip
"""The kinds of defect that can be planted in a copy of the tables."""

SPLIT = codes_of("outcome", "O1", "O2")

__all__ = ["DEFECTS", "SURPRISES", "Codings", "Feedback", "Outcome", "Panel", "Planted"]


def _rest(o3: float, o4: float, o5: float, o6: float, nl: str, en: str, mark: str = "M (3.8)") -> Any:
    split = dict(zip(SPLIT, (o3, o4, o5, o6)))
    return parameter(split, f"De rest, {nl}; samen 1.", f"The rest, {en}; together 1.", "share", 0, 1, mark=mark, keys=SPLIT, adds_up=True)


def _term(size: float, nl: str, en: str) -> Any:
    return parameter(size, f"Term in de score: {nl}.", f"Term in the score: {en}.", "score", -10, 10, mark="M (3.8)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome formula of 3.8: its terms and its tables."""

    start: float = _term(-0.6, "het begin", "the start")
    on_time: float = _term(1.2, "op tijd", "on time")
    translated: float = _term(0.7, "vertaald (BG01)", "translated (BG01)")
    ally: float = _term(0.7, "bondgenoot (BG07)", "ally (BG07)")
    bundled: float = _term(0.5, "gebundeld (BG03)", "bundled (BG03)")
    substantiated: float = _term(0.4, "onderbouwd (BG04)", "substantiated (BG04)")
    room: float = _term(0.5, "ruimte (BG10)", "room (BG10)")
    conflicts_with_policy: float = _term(-1.0, "strijdig met beleid", "contradicts policy")
    high_cost: float = _term(-0.9, "kosten hoog", "high cost")
    lost_handover: float = _term(-0.6, "personeelswissel zonder overdracht", "staff change without handover")
    irreversibility: float = _term(-0.4, "onomkeerbaarheid boven 2, per stap", "irreversibility above 2, per step")
    contested: float = _term(-0.5, "representativiteit betwist (BL11)", "representativeness contested (BL11)")
    tight_counts: float = parameter(
        0.5, "Zo zwaar telt krap als deel van op tijd.", "What tight counts for, as part of on time.", "factor", 0, 1, mark="M (3.8)")
    adopted_whole: float = parameter(
        0.4, "Deel van wat overgenomen wordt dat heel wordt overgenomen (O1); de rest deels (O2).",
        "Share of what is adopted that is adopted whole (O1); the rest in part (O2).", "share", 0, 1, mark="M (3.8)")
    registered: dict[str, float] = _rest(0.25, 0.40, 0.20, 0.15, "geregistreerd", "registered")
    registered_lost_handover: dict[str, float] = _rest(
        0.15, 0.20, 0.30, 0.35, "geregistreerd, met een personeelswissel zonder overdracht", "registered, with a staff change without handover")
    registered_document_handover: dict[str, float] = _rest(
        0.18, 0.30, 0.27, 0.25, "geregistreerd, met een personeelswissel waarbij er niet meer dan een document was",
        "registered, with a staff change in which there was no more than a document", mark="M (FI08, P31-87)")
    registered_warm_handover: dict[str, float] = _rest(
        0.33, 0.48, 0.11, 0.08, "geregistreerd, met een personeelswissel en een warme overdracht, die elk dossier nog eens op tafel legt",
        "registered, with a staff change and a warm handover, which puts every file on the table once more", mark="M (FI08, BG14)")
    not_registered: dict[str, float] = _rest(0.05, 0.10, 0.25, 0.60, "niet geregistreerd", "not registered")
    reasons: dict[str, float] = parameter(
        {"N01": 2.0, "N02": 3.0, "N03": 3.0, "N04": 2.0, "N05": 1.0, "N06": 3.0, "N07": 2.0, "N08": 3.0, "N09": 2.0, "N10": 2.0, "N11": 40.0,
         "N12": 2.0, "N13": 2.0, "N14": 2.0, "N15": 1.0},
        "Hoe vaak een reden wordt genoemd waar die kan passen, vergeleken met de andere. Een toezegging die verloren ging (N11) past "
        "zelden, maar ligt dan voor de hand.",
        "How often a reason is given where it can fit, compared with the others. A promise that was lost (N11) seldom fits, but is then "
        "the obvious one.", "weight", 0, 100, keys=codes_of("reason", "N16"))
    sensitive: tuple[str, ...] = parameter(
        ("G07", "G10"), "Kenmerken die zo gevoelig zijn dat N05 als reden kan.", "Attributes so sensitive that N05 can be the reason.",
        "code", codes=ATTRIBUTES)
    minuted_as: dict[str, str] = parameter(
        {"N01": "BG12", "N02": "BL12", "N03": "BL08", "N04": "BL10", "N05": "AM04", "N06": "BL07", "N07": "BL07", "N08": "BL09",
         "N09": "BL09", "N10": "BL05", "N11": "BL09", "N12": "AM01", "N13": "BL11", "N14": "BL10", "N15": "AM03", "N16": "AM02"},
        "Met welke actie een reden in het verslag van het besluit komt.", "With which act a reason gets into the minutes of the decision.",
        "code", keys=codes_of("reason"), codes=codes_of("action"))
    reason_with_part: float = parameter(
        0.5, "Kans op een reden bij O2 en O3.", "Chance of a reason with O2 and O3.", "chance", 0, 1)
    new_date_weeks: tuple[int, int] = parameter(
        (4, 52), "Bij O3: weken tot de nieuwe datum, van en tot.", "With O3: weeks until the new date, from and to.", "weeks", 0, 260)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What residents hear back."""

    habit: float = parameter(
        0.45, "Kans dat een bewoner iets terughoort.", "Chance that a resident hears back.", "chance", 0, 1, mark="M (BL16)")
    days: tuple[int, int] = parameter(
        (14, 180), "Dagen van ontvangst tot terugkoppeling, van en tot.", "Days from receipt to feedback, from and to.", "days", 0, 1500)
    form: dict[str, float] = parameter(
        {"letter": 0.25, "email": 0.25, "phone_call": 0.12, "conversation": 0.13, "meeting": 0.10, "published_list": 0.15},
        "Vorm van de terugkoppeling; samen 1.", "Form of the feedback; together 1.", "share", 0, 1,
        keys=codes_of("feedback_form"), adds_up=True)
    clarity: dict[str, float] = parameter(
        {"1": 0.08, "2": 0.17, "3": 0.30, "4": 0.30, "5": 0.15}, "Hoe begrijpelijk die is; samen 1.",
        "How clear it is; together 1.", "share", 0, 1, keys=codes_of("clarity"), adds_up=True)
    clarity_asked: float = parameter(
        0.6, "Kans dat gevraagd is hoe begrijpelijk die was.", "Chance that somebody asked how clear it was.", "chance", 0, 1)
    states_reason: float = parameter(
        0.65, "Kans dat de reden erbij staat, als die er is.", "Chance that it states the reason, if there is one.", "chance", 0, 1)
    unsure: float = parameter(
        0.15, "Deel van de inbreng zonder terugkoppeling waarvan niemand weet of er iets is teruggezegd.",
        "Share of the contributions without feedback of which nobody knows whether anything was said.", "share", 0, 1)


@dataclass(frozen=True, slots=True)
class Panel:
    """The trust panel, and who drops out of it."""

    share: float = parameter(
        0.5, "Deel van de bekende bijdragers dat in het panel zit.", "Share of the known contributors who are in the panel.", "share", 0, 1)
    trust: dict[str, float] = parameter(
        {"1": 0.12, "2": 0.24, "3": 0.32, "4": 0.24, "5": 0.08}, "Vertrouwen in ronde 1; samen 1.",
        "Trust in round 1; together 1.", "share", 0, 1, keys=codes_of("trust"), adds_up=True)
    trust_rises: float = parameter(
        0.45, "Kans op een stap meer vertrouwen na terugkoppeling.", "Chance of one step more trust after feedback.",
        "chance", 0, 1, mark="M (BG15)")
    reason_raises: float = parameter(
        0.5, "Kans op nog een stap meer vertrouwen als bij de terugkoppeling de reden stond.",
        "Chance of one more step of trust when the feedback stated the reason.", "chance", 0, 1, mark="M (BG15)")
    clarity_raises: float = parameter(
        0.2, "Zoveel groter is de kans op een stap meer vertrouwen per niveau begrijpelijkheid boven 3, en zoveel kleiner eronder.",
        "How much larger the chance of a step more trust is for each level of clarity above 3, and how much smaller below it.",
        "chance", 0, 1, mark="M (FE03, COP-11)")
    trust_falls: float = parameter(
        0.45, "Kans op een stap minder vertrouwen zonder terugkoppeling.", "Chance of one step less trust without feedback.",
        "chance", 0, 1, mark="M (BL16)")
    drop_out_heard: float = parameter(
        0.15, "Kans op uitval na terugkoppeling.", "Chance of dropping out after feedback.", "chance", 0, 1)
    drop_out_unheard: float = parameter(
        0.35, "Kans op uitval zonder terugkoppeling.", "Chance of dropping out without feedback.", "chance", 0, 1, mark="M (BL16)")
    drop_out_trust: dict[str, float] = parameter(
        {"1": 0.65, "2": 0.40, "3": 0.10, "4": 0.02, "5": 0.0},
        "Kans op uitval door wie op dat moment dit vertrouwen heeft, boven op de kans na of zonder terugkoppeling. Wie uitvalt, wordt "
        "niet meer gevraagd; daarom lijkt het vertrouwen in ronde 2 hoger dan het is. Wie in ronde 2 iets inbrengt, doet mee.",
        "Chance of dropping out of those who have this trust at that moment, on top of the chance after or without feedback. Who drops "
        "out is not asked again; so trust in round 2 looks higher than it is. Who contributes in round 2, takes part.",
        "chance", 0, 1, mark="M (RQ7)", keys=codes_of("trust"))


@dataclass(frozen=True, slots=True)
class Codings:
    """How two roles of coders read the same input."""

    items: int = parameter(
        0, "Aantal gecodeerde inbrengen; 0 is geen codeerset.", "Number of contributions coded; 0 means no coding set.", "number", 0, 200)
    coders_per_role: int = parameter(4, "Aantal codeurs per rol.", "Number of coders per role.", "persons", 1, 50)
    agree_within: float = parameter(
        0.80, "Kans dat een codeur doet wat in die rol gewoon is.", "Chance that a coder does what is usual in that role.", "chance", 0, 1)
    roles_differ: float = parameter(
        0.35, "Deel van de inbreng dat de twee rollen gewoonlijk anders lezen.",
        "Share of the contributions that the two roles usually read differently.", "share", 0, 1)
    changes_mind: float = parameter(
        0.35, "Kans dat een codeur na het gesprek meegaat.", "Chance that a coder comes round after the discussion.", "chance", 0, 1)
    disagreements: dict[str, float] = parameter(
        {"DT1": 2.0, "DT2": 2.0, "DT3": 1.0, "DT4": 1.0, "DT5": 1.0, "DT6": 1.0}, "Hoe vaak een type verschil voorkomt, vergeleken met de andere.",
        "How often a type of disagreement occurs, compared with the others.", "weight", 0, 100, keys=codes_of("disagreement_type"))


@dataclass(frozen=True, slots=True)
class Planted:
    """What was put in on purpose: one surprise, and defects in a dirty copy."""

    surprise: str = parameter(
        "expensive_but_piggy_backed", "De ene verrassing in de casus.", "The one surprise in the case.", "code", codes=SURPRISES)
    defects: dict[str, int] = parameter(
        {kind: 0 for kind in DEFECTS}, "Aantal fouten van elke soort in de vuile kopie van de tabellen.",
        "Number of defects of each kind in the dirty copy of the tables.", "number", 0, 500, keys=DEFECTS)
