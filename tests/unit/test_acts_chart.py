"""The picture of acts shows what lesson 3 says of it."""

from __future__ import annotations

import re

import pytest

import course
from course.boards import ActsPicture
from course.boards.acts_chart import acts_and_what_came_of_them
from course.i18n import LANGUAGES, Language


def test_acts_that_look_like_blocking_end_as_well_as_safeguarding_and_no_act_at_all_worse() -> None:
    """Both sentences stand in the lesson; when the case is made anew they must still be true."""
    rows = acts_and_what_came_of_them(course.load("kievitsveen")).set_index("family")
    share = rows["accounted"] / rows["contributions"]
    assert abs(share["blocking"] - share["safeguarding"]) < 0.1
    assert share["none"] < min(share["blocking"], share["safeguarding"]) - 0.1


def test_every_contribution_is_counted_in_some_row() -> None:
    case = course.load("molenbeemd")
    rows = acts_and_what_came_of_them(case)
    assert rows["contributions"].sum() >= len(case.contributions)
    assert (rows["accounted"] <= rows["contributions"]).all()


def test_case_without_actions_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="molenbeemd"):
        ActsPicture(course.load("merelhof"))._repr_html_()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_for_who_does_not_see_it_hold_the_numbers(lang: Language) -> None:
    case = course.load("kievitsveen")
    alt = re.search(r'aria-label="([^"]*)"', ActsPicture(case, lang=lang)._repr_html_())
    rows = acts_and_what_came_of_them(case).set_index("family")
    assert alt
    assert str(rows.loc["blocking", "contributions"]) in alt[1]
    assert "{" not in alt[1]
