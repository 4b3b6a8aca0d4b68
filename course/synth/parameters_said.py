"""The assumptions about what people say: themes, who speaks of which sooner, doubles, and what is known of the speaker."""

from __future__ import annotations

from dataclasses import dataclass

from course.synth.made import TENURES
from course.synth.parameter import codes_of, parameter

__all__ = ["Contributions"]


@dataclass(frozen=True, slots=True)
class Contributions:
    """What people say: themes, doubles, and what is known of the speaker."""

    themes: dict[str, float] = parameter(
        {"T01": 0.10, "T02": 0.05, "T03": 0.05, "T04": 0.06, "T05": 0.06, "T06": 0.06, "T07": 0.05, "T08": 0.05, "T09": 0.04,
         "T10": 0.06, "T11": 0.07, "T12": 0.04, "T13": 0.06, "T14": 0.04, "T15": 0.05, "T16": 0.05, "T17": 0.04, "T18": 0.03,
         "T19": 0.03, "T20": 0.01},
        "Deel van de inbreng per thema; samen 1.", "Share of the contributions per theme; together 1.",
        "share", 0, 1, keys=codes_of("theme"), adds_up=True)
    theme_by_tenure: dict[str, float] = parameter(
        {"T01-G01": 1.6, "T01-G02": 1.6, "T01-G03": 0.7, "T02-G01": 0.4, "T02-G02": 0.3, "T02-G03": 2.0, "T02-G04": 1.6, "T06-G03": 1.2,
         "T08-G03": 1.5, "T09-G01": 0.7, "T09-G02": 0.6, "T09-G03": 1.5, "T12-G02": 0.6, "T12-G04": 2.0, "T13-G01": 1.5, "T13-G02": 1.5,
         "T13-G03": 0.5, "T15-G01": 0.7, "T15-G02": 0.5, "T15-G03": 1.5, "T15-G04": 0.8, "T16-G01": 1.5, "T16-G02": 1.3, "T16-G03": 0.4,
         "T16-G04": 1.3, "T19-G01": 1.5, "T19-G02": 1.3, "T19-G03": 0.5, "T19-G04": 0.6},
        "Hoeveel vaker dan de andere mensen met deze woonvorm over een thema beginnen; 1 waar niets staat. Het aantal per thema blijft gelijk.",
        "How much more often than the others people of this tenure bring up a theme; 1 where nothing stands. The number per theme stays the same.",
        "factor", 0, 20, keys=tuple(f"{theme}-{tenure}" for theme in codes_of("theme") for tenure in TENURES))
    theme_by_channel: dict[str, float] = parameter(
        {"T01-K08": 1.4, "T01-K16": 1.8, "T03-K13": 1.5, "T03-K16": 1.3, "T04-K13": 3.0, "T05-K10": 1.4, "T05-K14": 2.0, "T06-K09": 1.3,
         "T07-K10": 2.0, "T08-K14": 0.5, "T09-K05": 1.3, "T09-K14": 0.4, "T09-K15": 1.5, "T10-K05": 1.3, "T11-K14": 1.4, "T12-K09": 1.5,
         "T12-K11": 1.8, "T12-K14": 0.4, "T12-K18": 1.8, "T02-K18": 1.6, "T13-K10": 1.4, "T13-K14": 1.5, "T14-K15": 1.4, "T15-K12": 1.5,
         "T15-K15": 1.8, "T16-K10": 1.4, "T16-K11": 1.5, "T16-K14": 2.5, "T17-K14": 2.0, "T19-K02": 0.5, "T19-K07": 2.5, "T19-K08": 3.0,
         "T19-K14": 0.5, "T19-K15": 0.2, "T19-K16": 2.0},
        "Hoeveel vaker dan elders een thema in dit kanaal ter sprake komt; 1 waar niets staat. Het aantal per thema blijft gelijk.",
        "How much more often than elsewhere a theme comes up in this channel; 1 where nothing stands. The number per theme stays the same.",
        "factor", 0, 20, keys=tuple(f"{theme}-{channel}" for theme in codes_of("theme") for channel in codes_of("channel")))
    least_per_theme: int = parameter(
        3, "Zo vaak komt elk thema T01–T19 minstens voor.", "Each theme T01–T19 occurs at least this often.", "number", 0, 50)
    two_themes: float = parameter(
        0.28, "Deel van de inbreng met een tweede thema.", "Share of the contributions with a second theme.", "share", 0, 1)
    least_per_pair: int = parameter(
        3, "Zo vaak komt elk paar verwarrende thema’s minstens voor.",
        "Each pair of themes that are easily confused occurs at least this often.", "number", 0, 20)
    copied_letters: float = parameter(
        0.03, "Deel van de inbreng dat een voorbeeldbrief overneemt, met kleine wijzigingen.",
        "Share of the contributions that copy a campaign letter, with small edits.", "share", 0, 0.5)
    near_duplicates: float = parameter(
        0.02, "Deel van de inbreng dat bijna hetzelfde is als een eerdere van dezelfde persoon.",
        "Share of the contributions that are almost the same as an earlier one by the same person.", "share", 0, 0.5)
    anonymous: float = parameter(
        0.20, "Deel van de inbreng zonder pseudoniem.", "Share of the contributions without a pseudonym.", "share", 0, 1)
    group_source: dict[str, float] = parameter(
        {"self_reported": 0.45, "inferred": 0.30, "unknown": 0.25}, "Hoe de groep bekend is; samen 1.",
        "How the group is known; together 1.", "share", 0, 1, keys=codes_of("group_source"), adds_up=True)
    address_known: tuple[str, ...] = parameter(
        ("K01", "K10", "K11", "K14", "K15", "K16", "K18"),
        "Kanalen waarin bekend is van welk adres iets komt: een bezoek, een opname, een klacht, een ledenvergadering.",
        "Channels in which it is known which address it comes from: a visit, an inspection, a complaint, a members’ meeting.",
        "code", codes=codes_of("channel"))
    attribute_told: float = parameter(
        0.55, "Kans dat iemand die zijn groep noemt, ook een kenmerk vertelt (per kenmerk).",
        "Chance that somebody who names their group also tells an attribute (for each attribute).", "chance", 0, 1)

    def weight(self, theme: str, tenure: str, channel: str) -> float:
        """How much sooner than usual somebody of this tenure brings up this theme in this channel.

        >>> Contributions().weight("T19", "G01", "K08"), Contributions().weight("T10", "G01", "K03")
        (4.5, 1.0)
        """
        return self.theme_by_tenure.get(f"{theme}-{tenure}", 1.0) * self.theme_by_channel.get(f"{theme}-{channel}", 1.0)
