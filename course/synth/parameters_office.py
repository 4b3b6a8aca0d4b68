"""The assumptions about the offices: registration, decisions, staff, actions, outcomes, feedback, trust and coding.

Numbers without a source are marked ``M``: chosen, not measured. The outcome formula and its tables are those of the
model, 3.8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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

__all__ = [
    "DEFECTS", "SURPRISES", "Actions", "Codings", "Decisions", "Feedback", "Links", "Outcome", "Panel", "Planted",
    "Registration", "StaffPlan",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registration:
    """What gets into the register, and how soon."""

    chance: dict[str, float] = parameter(
        {"1": 0.50, "2": 0.68, "3": 0.86, "4": 0.97},
        "Kans dat inbreng in het register komt, per niveau van vastlegging van het kanaal.",
        "Chance that a contribution gets into the register, per level of record of the channel.",
        "chance", 0, 1, keys=("1", "2", "3", "4"))
    days: tuple[int, int] = parameter(
        (0, 21), "Dagen tussen ontvangst en register, van en tot.", "Days between receipt and register, from and to.", "days", 0, 365)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Which decisions, with which lead times, and when they were taken."""

    codes: tuple[str, ...] = parameter(
        ("D04", "D05", "D07", "D08", "D09", "D10", "D11", "D12", "D14", "D16", "D18", "D20", "D22", "D23", "D25", "D27", "D29",
         "D33", "D35", "D39"),
        "De besluiten die in de casus spelen.", "The decisions that play a part in the case.", "code", codes=codes_of("decision"))
    lead_weeks: dict[str, int] = parameter(
        {}, "Eigen doorlooptijd van een besluit, in plaats van die uit het codeboek.",
        "Own lead time of a decision, instead of the one in the codebook.", "weeks", 0, 104, keys=codes_of("decision"))
    days_before_closing: tuple[int, int] = parameter(
        (1, 28), "Zoveel dagen voor de sluiting valt een besluit, van en tot.",
        "A decision is taken this many days before closing, from and to.", "days", 0, 365)
    taken_early: int = parameter(
        1, "Aantal besluiten dat al genomen is voordat het venster opengaat.",
        "Number of decisions taken before the window opens.", "number", 0, 10)
    taken_late: int = parameter(
        1, "Aantal besluiten dat pas na de sluiting is genomen.", "Number of decisions taken only after closing.", "number", 0, 10)
    days_outside: tuple[int, int] = parameter(
        (7, 70), "Zoveel dagen buiten het venster vallen die besluiten, van en tot.",
        "Those decisions fall this many days outside the window, from and to.", "days", 1, 730)


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """Posts, departures, vacancies and handovers."""

    posts: tuple[str, ...] = parameter(
        ("GEM-PA", "GEM-WK", "GEM-SD", "COR-BE", "WAR-KL", "NET-OM"),
        "Posten die er altijd zijn, naast wie besluiten neemt of voorbereidt.",
        "Posts that are always there, beside those who take or prepare decisions.", "code", codes=codes_of("actor"))
    starts: dict[str, str] = parameter(
        {"municipality": "M0", "province": "M0", "housing_corporation": "M1", "tenants": "M1", "heat_company": "M3",
         "grid_operator": "M1", "owners_association": "M0", "residents_initiative": "M0", "owner_occupier": "M0",
         "private_landlord": "M0", "steering_group": "M1", "contractor": "M6"},
        "Mijlpaal waarop de posten van een organisatie beginnen, of eerder als een besluit dat vraagt.",
        "Milestone at which the posts of an organisation begin, or earlier if a decision asks for it.",
        "code", keys=codes_of("owner_group"), codes=codes_of("milestone"))
    changes: int = parameter(
        5, "Aantal keren dat iemand vertrekt.", "Number of times that somebody leaves.", "number", 0, 200, mark="M (P31-86)")
    weights: dict[str, float] = parameter(
        {"front_office": 1.5, "back_office": 1.0, "prepares": 0.5, "executes": 0.5},
        "Hoe vaak een soort post van persoon wisselt, vergeleken met de andere; andere posten wisselen niet.",
        "How often a kind of post changes hands, compared with the others; other posts do not.",
        "weight", 0, 100, keys=codes_of("position"))
    first_change: str = parameter(
        "M2", "Vanaf deze mijlpaal vertrekken er mensen.", "From this milestone people leave.", "code", codes=codes_of("milestone"))
    last_change: str = parameter(
        "M9", "Tot deze mijlpaal vertrekken er mensen.", "Until this milestone people leave.", "code", codes=codes_of("milestone"))
    least_stay_days: int = parameter(
        120, "Zo lang blijft iemand minstens op een post.", "Somebody stays in a post at least this long.", "days", 0, 2000)
    vacancy_weeks: tuple[int, int] = parameter(
        (0, 22), "Weken dat een post leeg staat, van en tot.", "Weeks that a post stays vacant, from and to.",
        "weeks", 0, 156, mark="M (P31-86)")
    left_vacant: int = parameter(
        0, "Aantal posten dat na het laatste vertrek leeg blijft.", "Number of posts left vacant after the last departure.", "number", 0, 50)
    handover: dict[str, float] = parameter(
        {"none": 0.45, "document": 0.30, "warm": 0.25}, "Hoe wie vertrekt overdraagt; samen 1.",
        "How those who leave hand over; together 1.", "share", 0, 1, mark="M (P31-87)", keys=codes_of("handover_type"), adds_up=True)


@dataclass(frozen=True, slots=True)
class Links:
    """How a contribution is tied to decisions."""

    decisions_each: dict[str, float] = parameter(
        {"1": 0.50, "2": 0.35, "3": 0.15}, "Deel van de inbreng met één, twee of drie besluiten; samen 1.",
        "Share of the contributions with one, two or three decisions; together 1.", "share", 0, 1, keys=("1", "2", "3"), adds_up=True)
    cost_class: dict[str, float] = parameter(
        {"low": 0.35, "medium": 0.30, "high": 0.20, "unknown": 0.15}, "Kosten van wat gevraagd wordt; samen 1.",
        "Cost of what is asked; together 1.", "share", 0, 1, keys=codes_of("cost_class"), adds_up=True)
    conflicts_with_policy: float = parameter(
        0.15, "Deel van de koppelingen dat botst met bestaand beleid.", "Share of the links that contradict existing policy.", "share", 0, 1)
    linkage_intended: dict[str, float] = parameter(
        {"none": 0.55, "coordination": 0.25, "piggy_back": 0.13, "linkage": 0.07}, "Beoogd koppelniveau; samen 1.",
        "Intended level of linkage; together 1.", "share", 0, 1, keys=codes_of("linkage"), adds_up=True)
    linkage_succeeds: dict[str, float] = parameter(
        {"A": 0.40, "B": 0.65}, "Kans dat een beoogd koppelniveau lukt, per aanvliegroute; anders een niveau lager.",
        "Chance that an intended level of linkage succeeds, per approach route; otherwise one level lower.",
        "chance", 0, 1, mark="M (P31-49, P31-50)", keys=codes_of("approach_route"))
    commitment: float = parameter(
        0.35, "Kans dat er iets is toegezegd.", "Chance that something was promised.", "chance", 0, 1)
    delayed: float = parameter(
        0.25, "Kans dat koppelen tijd kost.", "Chance that linking takes time.", "chance", 0, 1)
    delay_weeks: tuple[int, int] = parameter(
        (2, 26), "Weken vertraging, van en tot.", "Weeks of delay, from and to.", "weeks", 0, 260)
    cost_effect: dict[str, float] = parameter(
        {"lower": 0.20, "equal": 0.35, "higher": 0.20, "unknown": 0.25}, "Wat koppelen met de kosten deed; samen 1.",
        "What linking did to the costs; together 1.", "share", 0, 1, keys=codes_of("cost_effect"), adds_up=True)


@dataclass(frozen=True, slots=True)
class Actions:
    """What professionals do, how often, and with what trace."""

    total: int = parameter(250, "Ongeveer zoveel acties in totaal.", "About this many actions in total.", "number", 0, 100_000)
    chance: dict[str, float] = parameter(
        {"BG01": 0.34, "BG03": 0.26, "BG04": 0.16, "BG05": 0.14, "BG06": 0.20, "BG07": 0.18, "BG08": 0.08, "BG09": 0.05, "BG10": 0.12,
         "BG11": 0.05, "BG12": 0.14, "BG13": 0.20, "BG14": 0.10, "BG15": 0.25, "BG16": 0.04, "BL01": 0.05, "BL03": 0.08, "BL04": 0.06,
         "BL05": 0.08, "BL06": 0.08, "BL07": 0.06, "BL08": 0.06, "BL09": 0.05, "BL10": 0.04, "BL11": 0.08, "BL12": 0.03, "BL13": 0.03,
         "BL14": 0.04, "BL15": 0.03, "AM01": 0.10, "AM02": 0.06, "AM03": 0.06, "AM04": 0.03, "AM05": 0.05, "AM06": 0.04},
        "Kans dat een actie bij een inbreng voorkomt. Registreren en niet terugkoppelen volgen uit andere parameters.",
        "Chance that an action occurs with a contribution. Recording and giving no feedback follow from other parameters.",
        "chance", 0, 1, keys=codes_of("action", "BG02", "BL02", "BL16"))
    days_between: tuple[int, int] = parameter(
        (3, 45), "Dagen tussen twee acties, van en tot.", "Days between two actions, from and to.", "days", 0, 730)
    trace: float = parameter(
        0.85, "Kans dat een actie een spoor nalaat.", "Chance that an action leaves a trace.", "chance", 0, 1)
    motive_known: float = parameter(
        0.15, "Kans dat er een motief bij een actie staat.", "Chance that a motive stands with an action.", "chance", 0, 1)


def _rest(o3: float, o4: float, o5: float, o6: float, nl: str, en: str) -> Any:
    split = dict(zip(SPLIT, (o3, o4, o5, o6)))
    return parameter(split, f"De rest, {nl}; samen 1.", f"The rest, {en}; together 1.", "share", 0, 1, keys=SPLIT, adds_up=True)


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
    not_registered: dict[str, float] = _rest(0.05, 0.10, 0.25, 0.60, "niet geregistreerd", "not registered")
    reasons: dict[str, float] = parameter(
        {"N01": 2.0, "N02": 3.0, "N03": 3.0, "N04": 2.0, "N05": 1.0, "N06": 3.0, "N07": 2.0, "N08": 3.0, "N09": 2.0, "N10": 2.0, "N11": 40.0,
         "N12": 2.0, "N13": 2.0, "N14": 2.0, "N15": 1.0},
        "Hoe vaak een reden wordt genoemd waar die kan passen, vergeleken met de andere. Een toezegging die verloren ging (N11) past "
        "zelden, maar ligt dan voor de hand.",
        "How often a reason is given where it can fit, compared with the others. A promise that was lost (N11) seldom fits, but is then "
        "the obvious one.", "weight", 0, 100, keys=codes_of("reason", "N16"))
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
        0.55, "Kans dat de reden erbij staat, als die er is.", "Chance that it states the reason, if there is one.", "chance", 0, 1)
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
