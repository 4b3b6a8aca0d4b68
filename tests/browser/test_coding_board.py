"""The coding board on the page about one's own input: themes instead of decisions, and no right answer built in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.desk import Desk
from tests.browser.looks import sticks_out, violations

PAGE = "your-own-input.html"
both_languages = pytest.mark.parametrize("lang", ["nl", "en"])


def counts(desk: Desk) -> dict[str, list[str]]:
    """The table of counts: per theme how often it came first, and second."""
    return {row.locator("th").inner_text()[:3]: row.locator(".b-pct").all_inner_texts() for row in desk.root.locator(".b-result tbody tr").all()}


@both_languages
def test_statement_gets_two_themes_by_keyboard(visitor: Visitor, lang: str) -> None:
    desk = Desk.on(visitor.open(f"{lang}/{PAGE}", reduced_motion="reduce"))
    keys, first = desk.page.keyboard, desk.cards[0]
    desk.part("pick").focus()
    keys.press("Enter")
    keys.press("ArrowDown")
    desk.focus_is_on("dT01")
    keys.press("ArrowDown")
    keys.press("Enter")
    desk.focus_is_on("next")
    keys.press("Tab")
    desk.focus_is_on("add")
    keys.press("Enter")
    keys.press("ArrowDown")
    desk.focus_is_on("dT02")
    keys.press("End")
    keys.press("Enter")
    assert desk.answers == {first["id"]: ["T02", "T20"]}
    expect(desk.slots).to_have_count(2)
    expect(desk.part("add")).to_have_count(0)
    desk.part("front1").focus()
    keys.press("Enter")
    assert desk.answers == {first["id"]: ["T20", "T02"]}
    desk.part("main").focus()
    keys.press("Enter")
    desk.focus_is_on("verdict")
    expect(desk.part("verdict")).to_contain_text(desk.words["other"])
    assert counts(desk) == {"T20": ["1", "0"], "T02": ["0", "1"]}


def test_all_statements_are_coded_by_tapping(visitor: Visitor) -> None:
    desk = Desk.on(visitor.open(f"en/{PAGE}", size=PHONE, touch=True, reduced_motion="reduce"))
    chosen = {card["id"]: ["T04", "T07", "T11"][n % 3] for n, card in enumerate(desk.cards)}
    for code in chosen.values():
        desk.card.locator(".b-quote").tap()
        expect(desk.root.locator(".b-strip")).to_be_in_viewport()
        desk.target(code).tap()
        if len(desk.answers) < len(chosen):
            desk.part("next").tap()
    assert desk.answers == {card: [code] for card, code in chosen.items()}
    desk.part("main").tap()
    assert counts(desk) == {code: [str(list(chosen.values()).count(code)), "0"] for code in ("T04", "T07", "T11")}
    expect(desk.root.locator(".b-bignum")).to_contain_text(str(len(chosen)))
    desk.page.reload()
    assert Desk.on(desk.page).answers == {card: [code] for card, code in chosen.items()}


def test_doubt_between_two_themes_brings_the_question_that_decides(visitor: Visitor) -> None:
    desk = Desk.on(visitor.open(f"nl/{PAGE}"))
    doubt = desk.board["doubts"][0]
    desk.place(doubt["themes"][0])
    desk.part("main").click()
    expect(desk.part("verdict")).to_contain_text(doubt["question"])


@pytest.mark.parametrize(("lang", "size", "dark"), [("nl", WIDE, True), ("en", PHONE, False), ("nl", PHONE, True)], ids=["wide-dark", "phone-light", "phone-dark"])
def test_board_has_no_fault_that_axe_finds_in_any_state(visitor: Visitor, lang: str, size: tuple[int, int], dark: bool) -> None:
    desk = Desk.on(visitor.open(f"{lang}/{PAGE}", size=size, dark=dark, reduced_motion="reduce"))
    desk.part("pick").click()
    assert violations(desk.page) + sticks_out(desk.page) == []
    desk.target("T03").click()
    desk.part("main").click()
    assert violations(desk.page) + sticks_out(desk.page) == []
