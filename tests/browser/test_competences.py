"""The self-assessment in the browser: before, after, kept, on paper and in a code."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from course import codebook
from course.boards.answer_code import decode
from course.boards.competences import LEVELS
from course.classroom.sheets import find
from course.i18n import section
from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.looks import sticks_out, violations

both_languages = pytest.mark.parametrize("lang", ["nl", "en"])
SIX = [entry.code for entry in codebook.family("competence")][:6]


def board(visitor: Visitor, lang: str, **context: object) -> Locator:
    root = visitor.open(f"{lang}/competences.html", **context).locator(".b-competences")
    expect(root).to_have_attribute("data-ready", "true")
    return root


def choose(root: Locator, *names: str) -> None:
    for name in names:
        root.locator(f'[data-f="{name}"]').check()


@both_languages
def test_growth_is_shown_beside_what_was_chosen_before(visitor: Visitor, lang: str) -> None:
    root, words = board(visitor, lang), section("board.competences", lang)
    choose(root, "CP1-2", "CP2-1", "moment-2", "CP1-3", "CP2-1")
    expect(root.locator(".b-profile")).to_contain_text(words["grown"].format(a=2, b=3))
    expect(root.locator(".b-profile")).to_contain_text(words["same"].format(a=1))
    expect(root.locator(".b-then")).to_have_count(2)
    choose(root, "side-back_office", "CB6-4")
    expect(root.locator(".b-profile li")).to_have_count(3)


@both_languages
def test_the_code_holds_before_in_round_1_and_after_in_round_2(visitor: Visitor, lang: str) -> None:
    root = board(visitor, lang)
    choose(root, *(f"{code}-1" for code in SIX))
    root.locator('[data-f="code"]').click()
    first = decode(root.locator("output").inner_text(), find)
    assert (first.round, {item: chosen for item, chosen in first.answers.items() if chosen}) == (1, {code: ("1",) for code in SIX})
    choose(root, "moment-2", "CP1-4")
    second = decode(root.locator("output").inner_text(), find)
    assert (second.round, second.answers["CP1"]) == (2, ("4",))
    choose(root, "round1")
    assert decode(root.locator("output").inner_text(), find).answers["CP1"] == ("1",)


def test_levels_come_back_and_can_be_cleared(visitor: Visitor) -> None:
    root = board(visitor, "en")
    choose(root, "CP1-2", "moment-2", "side-back_office", "CB1-3")
    root.page.reload()
    expect(root).to_have_attribute("data-ready", "true")
    expect(root.locator('[data-f="moment-2"]')).to_be_checked()
    expect(root.locator('[data-f="CB1-3"]')).to_be_checked()
    root.locator('[data-f="clear"]').click()
    root.locator('[data-f="clear"]').click()
    expect(root.locator(".b-profile")).to_be_hidden()
    expect(root.locator(".b-levels :checked")).to_have_count(0)


def test_it_is_filled_in_by_keyboard_alone(visitor: Visitor) -> None:
    root = board(visitor, "nl")
    root.locator('[data-f="moment-1"]').focus()
    for _ in range(2):
        root.page.keyboard.press("Tab")
    for code in SIX:
        expect(root.locator(f'[data-f="{code}-1"]')).to_be_focused()
        root.page.keyboard.press("Space")
        root.page.keyboard.press("ArrowDown")
        expect(root.locator(f'[data-f="{code}-2"]')).to_be_checked()
        root.page.keyboard.press("Tab")
    expect(root.locator(".b-profile li")).to_have_count(len(SIX))


def test_an_empty_sheet_holds_every_level_on_paper(visitor: Visitor) -> None:
    root = board(visitor, "en")
    root.page.evaluate("() => { print = () => dispatchEvent(new Event('beforeprint')); }")
    root.locator('[data-f="cards"]').click()
    expect(root.locator(".b-printed td")).to_have_count(12 * len(LEVELS))


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("dark", [False, True])
@both_languages
def test_it_is_for_everybody(visitor: Visitor, lang: str, dark: bool, size: tuple[int, int]) -> None:
    root = board(visitor, lang, size=size, dark=dark)
    choose(root, "CP1-2", "moment-2", "CP1-3")
    root.locator('[data-f="code"]').click()
    assert violations(root.page) == []
    assert sticks_out(root.page) == []
