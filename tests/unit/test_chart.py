"""The drawn pictures of windows: told in words too, complete as a table, and free of markup from data."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

import course
from course.boards import DecisionCalendar, WindowPicture
from course.case import Case
from course.i18n import LANGUAGES, Language, t
from course.i18n.dates import day

VOID = {"br", "img", "hr", "input", "meta", "link"}


class Outline(HTMLParser):
    """The tags of a piece of HTML, and whether each was closed in turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def merelhof() -> Case:
    return course.load("merelhof")


def calendar(case: Case, lang: Language) -> str:
    return DecisionCalendar(case, alt="lesson4.calendar_alt", lang=lang)._repr_html_()


def window(case: Case, code: str, lang: Language) -> str:
    return WindowPicture(case, code, alt="lesson4.window_alt", lang=lang)._repr_html_()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_says_what_it_shows(merelhof: Case, lang: Language) -> None:
    for html, alt in ((calendar(merelhof, lang), "lesson4.calendar_alt"), (window(merelhof, "D23", lang), "lesson4.window_alt")):
        pictures = [a for a in Outline(html).attributes if a.get("role") == "img"]
        assert [picture["aria-label"] for picture in pictures] == [t(alt, lang)]
        assert "<figcaption>" in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_element_is_closed(merelhof: Case, lang: Language) -> None:
    assert Outline(calendar(merelhof, lang)).open == []
    assert Outline(window(merelhof, "D23", lang)).open == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_has_every_window_with_both_dates(merelhof: Case, lang: Language) -> None:
    rows = re.findall(r"<tr>(.*?)</tr>", calendar(merelhof, lang).split("<tbody>")[1])
    assert len(rows) == len(merelhof.decisions) == 20
    written = {tuple(re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)[2:]) for row in rows}
    wanted = {(day(row.opens_on, lang), day(row.closes_on, lang), str(row.lead_weeks)) for row in merelhof.decisions.itertuples()}
    assert written == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_calendar_draws_a_bar_for_every_window_inside_its_track(merelhof: Case, lang: Language) -> None:
    bars = re.findall(r'cal-bar [^"]*" style="left:([\d.]+)%;right:([\d.]+)%"><i style="left:([\d.]+)%"', calendar(merelhof, lang))
    assert len(bars) == 20
    assert all(float(left) + float(right) < 100 and 0 <= float(tail) <= 100 for left, right, tail in bars)


def test_a_heading_stands_above_every_column(merelhof: Case) -> None:
    html = calendar(merelhof, "en")
    assert html.count('<th scope="col">') == 5
    assert html.count('<th scope="row">') == 20


@pytest.mark.parametrize("code", ["D09", "D20", "D23", "D26", "D27", "D29", "D32", "D35"])
def test_the_four_days_on_a_window_are_early_on_time_tight_and_late(merelhof: Case, code: str) -> None:
    marks = re.findall(r"cal-day cal-(\w+)", window(merelhof, code, "en"))
    assert marks == ["early", "on_time", "tight", "late"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_days_on_a_window_are_explained_in_a_list(merelhof: Case, lang: Language) -> None:
    html = window(merelhof, "D23", lang)
    assert html.count("<li>") == 4
    assert day(merelhof.decision("MH-D23")["closes_on"], lang) in html
    assert not re.search(r"\{\w+\}", html.split("</style>")[1])


def test_the_same_case_gives_the_same_picture(merelhof: Case) -> None:
    assert calendar(merelhof, "nl") == calendar(replace(merelhof), "nl")
    assert window(merelhof, "D23", "nl") == window(replace(merelhof), "D23", "nl")


def test_a_picture_says_that_the_neighbourhood_is_invented(merelhof: Case) -> None:
    assert "verzonnen" in calendar(merelhof, "nl")
    assert "invented" in calendar(merelhof, "en")


def test_markup_in_the_name_of_a_case_is_shown_as_text(merelhof: Case) -> None:
    case = replace(merelhof, cases=merelhof.cases.assign(name="<script>alert(1)</script> & \"co\""))
    html = calendar(case, "en")
    assert "script" not in Outline(html).tags
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;" in html


def test_a_window_that_was_always_open_starts_at_the_edge(merelhof: Case) -> None:
    opens = merelhof.decisions["opens_on"].where(merelhof.decisions["decision_code"] != "D12", pd.NaT)
    assert 'style="left:0.0%' in calendar(replace(merelhof, decisions=merelhof.decisions.assign(opens_on=opens)), "en")


def test_a_decision_that_is_not_there_is_refused(merelhof: Case) -> None:
    with pytest.raises(KeyError, match="'D99' is no decision in this case"):
        window(merelhof, "D99", "nl")
