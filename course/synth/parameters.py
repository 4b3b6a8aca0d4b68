"""Every assumption behind a made case, with its meaning, unit, range, default and mark, in one place.

`Parameters` holds them in groups. The groups about who lives there and how they are asked stand here; what they say in
:mod:`course.synth.parameters_said`; the offices in :mod:`course.synth.parameters_office`, and what came of it in
:mod:`course.synth.parameters_outcome`. Files with parameters are read and written by :mod:`course.synth.parameter_file`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from course import windows
from course.synth.made import ATTRIBUTES, TENURES
from course.synth.parameter import codes_of, parameter, section
from course.synth.parameters_office import Actions, Decisions, Links, Registration, StaffPlan
from course.synth.parameters_outcome import Codings, Feedback, Outcome, Panel, Planted
from course.synth.parameters_said import Contributions

EARLIEST, LATEST = date(2020, 1, 1), date(2045, 12, 31)

__all__ = [
    "CampaignPlan", "CaseFacts", "Contributions", "Names", "OutsidePlan", "Parameters", "Population", "Reach",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the case is, and when its project runs."""

    case_id: str = parameter(
        "voorbeeld", "Korte naam van de casus, voor mappen en bestanden.", "Short name of the case, for folders and files.")
    name: str = parameter("Voorbeeldhof", "Verzonnen naam van de wijk.", "Invented name of the neighbourhood.")
    prefix: str = parameter(
        "VB", "Begin van elk nummer in de casus, twee of drie hoofdletters.",
        "Start of every id in the case, two or three capital letters.")
    seed: int = parameter(
        1, "Getal waarmee het toeval begint: een ander getal geeft een andere wijk.",
        "Number that chance starts from: another number gives another neighbourhood.", "number", 0, 2**53)
    dwellings: int = parameter(1200, "Aantal woningen.", "Number of homes.", "homes", 1, 100_000)
    residents: int = parameter(
        2100, "Aantal bewoners van 18 jaar en ouder.", "Number of residents aged 18 and over.", "persons", 1, 200_000)
    building_period: str = parameter("1958-1966", "Eerste en laatste bouwjaar.", "First and last year of building.", "years")
    approach_route: str = parameter(
        "A", "Aanvliegroute: A begint bij aardgasvrij, B bij een verbindend kader.",
        "Approach route: A starts from going gas-free, B from a connecting framework.", "code",
        mark="P31-49, P31-50", codes=codes_of("approach_route"))
    heat_option: str = parameter(
        "heat_network", "Warmteoptie van de wijk.", "Heat option of the neighbourhood.", "code", codes=codes_of("heat_option"))
    date_m8: date = parameter(
        date(2028, 5, 1), "Start van de uitvoering (M8); de andere mijlpalen volgen hieruit.",
        "Start of the works (M8); the other milestones follow from it.", "date", EARLIEST, LATEST)
    milestones: dict[str, date] = parameter(
        {}, "Eigen datum voor een mijlpaal, in plaats van de vaste afstand tot M8.",
        "Own date for a milestone, instead of the fixed distance to M8.", "date", EARLIEST, LATEST, keys=codes_of("milestone"))
    known_until: date = parameter(
        date(2029, 12, 31), "Tot en met deze dag weet de casus wat er gebeurde.",
        "Up to and including this day the case knows what happened.", "date", EARLIEST, LATEST)


@dataclass(frozen=True, slots=True)
class Names:
    """Invented names of the organisations and streets."""

    municipality: str = parameter("Gemeente Ermerwaard", "Verzonnen naam van de gemeente.", "Invented name of the municipality.")
    corporation: str = parameter(
        "Woonstichting De Hoeksteek", "Verzonnen naam van de corporatie.", "Invented name of the housing corporation.")
    heat_company: str = parameter("Warmtebedrijf Gloedveld", "Verzonnen naam van het warmtebedrijf.", "Invented name of the heat company.")
    grid_operator: str = parameter("Netbeheer Kabelrijk", "Verzonnen naam van de netbeheerder.", "Invented name of the grid operator.")
    residents_initiative: str = parameter(
        "Buurtwarmte De Pook", "Verzonnen naam van het bewonersinitiatief.", "Invented name of the residents’ initiative.")
    streets: tuple[str, ...] = parameter(
        ("Haspelgang", "Spoelsterpad", "Weefgetouwlaan", "Kaardersteeg"), "Verzonnen straatnamen.", "Invented names of streets.")


@dataclass(frozen=True, slots=True)
class Population:
    """Who lives there (3.1)."""

    tenure: dict[str, float] = parameter(
        {"G01": 0.60, "G02": 0.12, "G03": 0.10, "G04": 0.18}, "Deel van de bewoners per woonvorm; samen 1.",
        "Share of residents per tenure; together 1.", "share", 0, 1, keys=TENURES, adds_up=True)
    attributes: dict[str, float] = parameter(
        {"G05": 0.18, "G06": 0.20, "G07": 0.22, "G08": 0.20, "G09": 0.22, "G10": 0.10, "G11": 0.30},
        "Deel van de bewoners met dit kenmerk; kenmerken overlappen.",
        "Share of residents with this attribute; attributes overlap.", "share", 0, 1, keys=ATTRIBUTES)
    most_attributes: int = parameter(
        4, "Zoveel kenmerken heeft één persoon hoogstens.", "One person has at most this many attributes.", "number", 1, 7)
    apart: tuple[str, ...] = parameter(
        ("G08+G09", "G08+G11"), "Kenmerken die niet samen gaan, met een plus ertussen.",
        "Attributes that do not go together, with a plus between them.", "code",
        codes=tuple(f"{a}+{b}" for a in ATTRIBUTES for b in ATTRIBUTES if a < b))


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a channel reaches: what the levels mean, and the interaction rules (3.2)."""

    chances: dict[str, float] = parameter(
        {"0": 0.005, "1": 0.03, "2": 0.08, "3": 0.18, "4": 0.40},
        "Kans per bereikniveau dat iemand in een campagne van ongeveer drie maanden iets bijdraagt.",
        "Chance per reach level that somebody contributes in a campaign of about three months.",
        "chance", 0, 1, keys=("0", "1", "2", "3", "4"))
    levels: dict[str, int] = parameter(
        {}, "Eigen bereikniveau voor een kanaal en een groep, in plaats van dat uit het codeboek.",
        "Own reach level for a channel and a group, instead of the one in the codebook.", "level", 0, 4,
        keys=tuple(f"{k}-{g}" for k in codes_of("channel") for g in (*TENURES, *ATTRIBUTES)))
    coach_starts_up_months: int = parameter(
        4, "Voor deze maand van aanwezigheid is het bereik van K07 lager.",
        "Before this month of presence the reach of K07 is lower.", "months", 0, 24, mark="M (BK-21)")
    coach_factor_at_start: float = parameter(
        0.5, "De kans bij K07 tijdens het opstarten, als deel van de gewone kans.",
        "The chance with K07 while starting up, as part of the usual chance.", "factor", 0, 1, mark="M (BK-21)")
    coach_growth_per_month: float = parameter(
        0.05, "Zoveel groeit de kans bij K07 daarna elke maand.", "The chance with K07 then grows by this every month.",
        "factor", 0, 1, mark="M (BK-21)")
    coach_factor_at_most: float = parameter(
        1.5, "Hoger dan dit deel van de gewone kans wordt K07 niet.",
        "K07 never gets above this part of the usual chance.", "factor", 1, 5)
    group_turnover: float = parameter(
        1 / 3, "Deel van de klankbordgroep (K09) dat per half jaar wisselt.",
        "Part of the sounding board (K09) that changes every half year.", "share", 0, 1, mark="M (P31-76)")
    group_size: int = parameter(
        16, "Aantal leden van de klankbordgroep (K09).", "Number of members of the sounding board (K09).", "persons", 1, 200)
    sundays: tuple[str, ...] = parameter(
        ("K02", "K05", "K14", "K15"), "Kanalen waarin ook op zondag inbreng komt.", "Channels in which input comes in on a Sunday too.",
        "code", codes=codes_of("channel"))
    members_only: tuple[str, ...] = parameter(
        ("K11", "K18"), "Kanalen waarin niveau 0 helemaal geen kans is: wie geen lid is, kan er niet spreken.",
        "Channels in which level 0 is no chance at all: who is no member cannot speak there.",
        "code", mark="M (3.2)", codes=codes_of("channel"))
    helped_by_plain: tuple[str, ...] = parameter(
        ("G05", "G06"), "Wie een uitnodiging in eenvoudige of in meer talen beter bereikt.",
        "Whom an invitation in plain language or in more languages reaches better.", "code", mark="M (P31-79)", codes=ATTRIBUTES)
    plain_invitation_levels: int = parameter(
        1, "Niveaus erbij voor hen na een uitnodiging in eenvoudige of in meer talen.",
        "Levels more for them after an invitation in plain language or in more languages.", "level", 0, 4, mark="M (P31-79)")
    silence_levels: int = parameter(
        1, "Niveaus minder in de volgende ronde voor wie meedeed en niets hoorde (BL16).",
        "Levels less in the next round for who took part and heard nothing (BL16).", "level", 0, 4)


@dataclass(frozen=True, slots=True)
class OutsidePlan:
    """A period in which input came in that nobody asked for."""

    channel: str = parameter(
        "K14", "Kanaal dat niemand organiseert.", "Channel that nobody organises.", "code", codes=("K14", "K15"))
    round: int = parameter(1, "Ronde waarin de periode valt.", "Round in which the period falls.", "number", 1, 9)
    starts_on: date = parameter(date(2025, 6, 1), "Eerste dag.", "First day.", "date", EARLIEST, LATEST)
    ends_on: date = parameter(date(2026, 12, 31), "Laatste dag.", "Last day.", "date", EARLIEST, LATEST)
    hours: float = parameter(
        1.8, "Uren om alles in te nemen; de rest blijft liggen.", "Hours to take everything in; the rest is left.", "hours", 0, 100_000)


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """A campaign: where, when, how much time, in which language."""

    channel: str = parameter("K03", "Kanaal.", "Channel.", "code", codes=codes_of("channel", "K14", "K15"))
    round: int = parameter(1, "Participatieronde.", "Participation round.", "number", 1, 9)
    starts_on: date = parameter(date(2026, 9, 15), "Eerste dag.", "First day.", "date", EARLIEST, LATEST)
    ends_on: date = parameter(date(2026, 9, 29), "Laatste dag.", "Last day.", "date", EARLIEST, LATEST)
    hours: float = parameter(
        10.0, "Uren van professionals; samen met de uren per inbreng bepalen ze hoeveel er past.",
        "Hours of professionals; with the hours per contribution they decide how much fits.", "hours", 0, 100_000)
    invitation_language: str = parameter(
        "nl", "Taal van de uitnodiging.", "Language of the invitation.", "code", codes=codes_of("invitation_language"))
    invited: int = parameter(
        0, "Aantal mensen of adressen dat een uitnodiging kreeg; 0 is niet geteld.",
        "Number of people or addresses invited; 0 means not counted.", "number", 0, 200_000)


def _a_round(number: int, *rows: tuple[str, str, str, float, str, int]) -> tuple[CampaignPlan, ...]:
    return tuple(
        CampaignPlan(channel, number, date.fromisoformat(first), date.fromisoformat(last), float(hours), language, invited)
        for channel, first, last, hours, language, invited in rows
    )


CAMPAIGNS = _a_round(
    1, ("K08", "2025-11-10", "2026-01-31", 8, "none", 0), ("K05", "2026-03-01", "2026-04-30", 2.4, "nl", 1200),
    ("K01", "2026-05-11", "2026-07-10", 30, "nl_plain", 60), ("K03", "2026-09-15", "2026-09-29", 8, "nl", 1200),
    ("K13", "2026-10-05", "2026-10-31", 5.6, "nl_plain", 700), ("K02", "2026-11-16", "2026-12-13", 2.4, "nl", 1200),
) + _a_round(
    2, ("K07", "2027-01-18", "2027-06-30", 22.5, "nl_plain", 0), ("K04", "2027-03-01", "2027-06-30", 7, "multilingual", 0),
    ("K11", "2027-02-01", "2027-03-31", 7.5, "nl", 0), ("K18", "2027-04-13", "2027-04-13", 4.5, "nl", 220),
    ("K09", "2027-04-01", "2027-09-30", 12, "nl", 16), ("K10", "2027-11-15", "2028-03-31", 12, "nl_plain", 700),
)  # fmt: skip
OUTSIDE = (OutsidePlan(), OutsidePlan("K14", 2, date(2027, 1, 1), date(2029, 6, 30), 1.8))


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything that decides what a made case looks like; with it, the seed decides every byte."""

    case: CaseFacts = section(CaseFacts, "De casus.", "The case.")
    names: Names = section(Names, "Verzonnen namen.", "Invented names.")
    population: Population = section(Population, "Wie er wonen.", "Who lives there.")
    reach: Reach = section(Reach, "Wie een kanaal bereikt.", "Whom a channel reaches.")
    campaigns: tuple[CampaignPlan, ...] = section(
        lambda: CAMPAIGNS, "De campagnes, op volgorde van ronde.", "The campaigns, round after round.")
    outside: tuple[OutsidePlan, ...] = section(
        lambda: OUTSIDE, "Inbreng buiten campagnes: klachten en zienswijzen.", "Input outside campaigns: complaints and formal views.")
    contributions: Contributions = section(Contributions, "Wat mensen zeggen.", "What people say.")
    registration: Registration = section(Registration, "Wat in het register komt.", "What gets into the register.")
    decisions: Decisions = section(Decisions, "Welke besluiten, en wanneer genomen.", "Which decisions, and when taken.")
    staff: StaffPlan = section(StaffPlan, "Posten, verloop en overdracht.", "Posts, turnover and handover.")
    links: Links = section(Links, "De koppeling aan besluiten.", "The link to decisions.")
    actions: Actions = section(Actions, "Wat professionals doen.", "What professionals do.")
    outcome: Outcome = section(Outcome, "De uitkomst.", "The outcome.")
    feedback: Feedback = section(Feedback, "De terugkoppeling.", "The feedback.")
    panel: Panel = section(Panel, "Het vertrouwenspanel.", "The trust panel.")
    codings: Codings = section(Codings, "Twee rollen lezen dezelfde inbreng.", "Two roles read the same input.")
    planted: Planted = section(Planted, "Wat er met opzet in zit.", "What was put in on purpose.")

    @property
    def milestones(self) -> dict[str, date]:
        """The dates of M0 to M10."""
        return windows.milestone_dates(self.case.date_m8) | self.case.milestones

    def contribution_id(self, number: int) -> str:
        """The id of the contribution with this number (see :class:`course.synth.made.Contact`).

        >>> Parameters().contribution_id(0)
        'VB-001'
        """
        return f"{self.case.prefix}-{number + 1:03d}"

    def contributor(self, person: int) -> str:
        """The pseudonym of a person; the prefix keeps it unique over all cases.

        >>> Parameters().contributor(0)
        'VB-P0001'
        """
        return f"{self.case.prefix}-P{person + 1:04d}"

    def with_seed(self, seed: int) -> Parameters:
        """The same parameters with another seed: another neighbourhood of the same kind."""
        return dataclasses.replace(self, case=dataclasses.replace(self.case, seed=seed))
