"""The pictures of a case: what they say in words is what the rules count."""

from __future__ import annotations

import re

import pytest

import course
from course import chain, reach
from course.boards import DecisionCalendar, FunnelPicture, ReachPicture
from course.case import Case
from course.i18n import LANGUAGES, Language

both_languages = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def case() -> Case:
    return course.load("hazelterp")


def alt(picture: object) -> str:
    found = re.search(r'role="img" aria-label="([^"]+)"', picture._repr_html_())  # type: ignore[attr-defined]
    assert found
    return found[1]


@both_languages
def test_the_funnel_says_how_many_came_in_and_where_most_were_lost(case: Case, lang: Language) -> None:
    count, worst = chain.accountability(case), chain.funnel(case)["lost_here"].max()
    for number in (count.received, count.registered, count.accounted, worst):
        assert re.search(rf"\b{number}\b", alt(FunnelPicture(case, lang=lang)))


@both_languages
def test_the_table_under_the_funnel_holds_every_step(case: Case, lang: Language) -> None:
    html = FunnelPicture(case, lang=lang)._repr_html_()
    cells = re.findall(r"<tr><th scope=\"row\">[^<]+\((ST\d)\)</th><td>(\d+)</td><td>(\d+)</td><td>(\d+)</td></tr>", html)
    assert [(step, *map(int, numbers)) for step, *numbers in cells] == [tuple(row) for row in chain.funnel(case).itertuples(index=False)]


@both_languages
def test_the_unknown_stay_in_sight_beside_who_was_heard(case: Case, lang: Language) -> None:
    html = ReachPicture(case, lang=lang)._repr_html_()
    rows = reach.who_was_heard(case)
    assert html.count('class="cal-row"') == len(rows)
    assert html.count('class="cal-k-gone" style') == len(rows)
    assert str(int(rows["heard_in_all"].max())) in alt(ReachPicture(case, lang=lang))


@both_languages
def test_a_calendar_without_words_of_its_own_counts_its_windows(case: Case, lang: Language) -> None:
    assert re.search(rf"\b{len(case.decisions)}\b", alt(DecisionCalendar(case, lang=lang)))


def test_a_case_that_does_not_tell_what_happened_has_no_funnel() -> None:
    with pytest.raises(ValueError, match="no links or no actions"):
        FunnelPicture(course.load("merelhof"), lang="nl")._repr_html_()
