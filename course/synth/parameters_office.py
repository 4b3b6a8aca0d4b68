"""The assumptions about the offices: registration, decisions, staff, links and actions.

Numbers without a source are marked ``M``: chosen, not measured. What came of it all is in
:mod:`course.synth.parameters_outcome`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from course import codebook
from course.synth.made import TENURES
from course.synth.parameter import codes_of, parameter

__all__ = ["Actions", "Decisions", "Links", "Registration", "StaffPlan"]

TENANTS_ONLY = ("housing_corporation", "tenants")
"""Owners whose decisions are about the homes that the corporation lets."""

TENURE_SETS = tuple("+".join(some) for size in range(1, len(TENURES) + 1) for some in combinations(TENURES, size))


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
    in_touch: tuple[str, ...] = parameter(
        ("GEM-PA", "COR-BE", "WAR-KL", "NET-OM", "GEM-WK", "GEM-SD", "BIN-KG"),
        "Posten die contact houden met bewoners; wat niemand in het bijzonder aanneemt, komt bij een van hen.",
        "Posts that keep in touch with residents; what nobody in particular takes in comes to one of them.",
        "code", codes=codes_of("actor"))
    takes_in: dict[str, str] = parameter(
        {"K06": "BIN-KG", "K08": "GEM-WK", "K10": "COR-BE", "K11": "COR-BE", "K13": "COR-BE", "K15": "GEM-PA", "K16": "GEM-SD"},
        "Welke post inbreng aanneemt waar het kanaal dat bepaalt, als die post er is.",
        "Which post takes input in where the channel decides that, if the post is there.",
        "code", keys=codes_of("channel"), codes=codes_of("actor"))
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
    spread: float = parameter(
        3.0, "Zoveel kleiner maakt elk vertrek de kans op een volgend vertrek van dezelfde post; 0 is niet kleiner.",
        "How much each departure lowers the chance of the next one from the same post; 0 means not at all.", "factor", 0, 100)
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
    meant_for: dict[str, str] = parameter(
        {**{code: "G01" for code in codes_of("decision") if codebook.owner_group(codebook.decision(code).decides) in TENANTS_ONLY},
         "D13": "G03+G04", "D35": "G04", "D37": "G03+G04", "D38": "G02"},
        "Om wiens woning een besluit gaat, met een plus ertussen; waar niets staat om die van iedereen.",
        "Whose homes a decision is about, with a plus between them; everybody’s where nothing stands.",
        "code", keys=codes_of("decision"), codes=TENURE_SETS)
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
    by_back_office: float = parameter(
        0.5, "Kans dat de backoffice een actie doet die beide kunnen doen.",
        "Chance that the back office does an act that both could do.", "chance", 0, 1)
    without_register: tuple[str, ...] = parameter(
        ("BG11", "BL01", "BL05", "BL06", "BL09", "BL11", "BL14", "BL15", "AM01", "AM05", "AM06"),
        "Acties die ook kunnen met inbreng die in geen register staat.", "Acts that are possible with input that is in no register too.",
        "code", codes=codes_of("action"))
    bundle: tuple[int, int] = parameter(
        (2, 6), "Aantal inbrengen in één bundel (BG03), van en tot.", "Number of contributions in one bundle (BG03), from and to.",
        "number", 2, 100)
    leaves: dict[str, str] = parameter(
        {"BG01": "note", "BG02": "register_entry", "BG03": "note", "BG04": "note", "BG05": "agenda_item", "BG06": "agenda_item",
         "BG07": "mail", "BG08": "note", "BG09": "note", "BG10": "decision_document", "BG11": "letter", "BG12": "minutes",
         "BG13": "decision_document", "BG14": "other", "BG15": "letter", "BG16": "minutes", "BL01": "none", "BL02": "none", "BL03": "note",
         "BL04": "note", "BL05": "agenda_item", "BL06": "mail", "BL07": "minutes", "BL08": "minutes", "BL09": "minutes", "BL10": "minutes",
         "BL11": "minutes", "BL12": "note", "BL13": "decision_document", "BL14": "mail", "BL15": "letter", "BL16": "none", "AM01": "note",
         "AM02": "minutes", "AM03": "letter", "AM04": "register_entry", "AM05": "none", "AM06": "minutes"},
        "Welk spoor een actie nalaat, als ze er een nalaat.", "Which trace an act leaves, when it leaves one.",
        "code", keys=codes_of("action"), codes=codes_of("trace"))
    motives: dict[str, float] = parameter(
        {"safeguarding-diligence": 1.0, "safeguarding-feasibility": 1.0, "safeguarding-unknown": 1.0, "blocking-workload": 1.0,
         "blocking-risk_avoidance": 1.0, "blocking-organisational_interest": 1.0, "blocking-belief_about_residents": 1.0,
         "blocking-feasibility": 1.0, "blocking-unknown": 1.0, "ambivalent-workload": 1.0, "ambivalent-diligence": 1.0,
         "ambivalent-feasibility": 1.0, "ambivalent-unknown": 1.0},
        "Hoe vaak een motief bij een soort actie hoort, vergeleken met de andere.",
        "How often a motive goes with a kind of act, compared with the others.", "weight", 0, 100,
        keys=tuple(f"{kind}-{motive}" for kind in codes_of("action_family") for motive in codes_of("motive")))
    days_between: tuple[int, int] = parameter(
        (3, 45), "Dagen tussen twee acties, van en tot.", "Days between two actions, from and to.", "days", 0, 730)
    trace: float = parameter(
        0.85, "Kans dat een actie een spoor nalaat.", "Chance that an action leaves a trace.", "chance", 0, 1)
    motive_known: float = parameter(
        0.15, "Kans dat er een motief bij een actie staat.", "Chance that a motive stands with an action.", "chance", 0, 1)
