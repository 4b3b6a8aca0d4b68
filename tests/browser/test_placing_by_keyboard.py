"""The placing board with the keyboard alone: no test here points at anything."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.desk import FOCUS, LESSON, Desk

LANGUAGES = ("nl", "en")
MOST_STOPS = 90


def tab_to(page: Page, *wanted: str, back: bool = False) -> str:
    """Press Tab until one of these parts has focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if (now := page.evaluate(FOCUS)) in wanted:
            return now
    raise AssertionError(f"{MOST_STOPS} times Tab did not lead to {' or '.join(wanted)}")


def press(page: Page, key: str, until: str) -> None:
    """Press an arrow until this part has focus."""
    for _ in range(MOST_STOPS):
        if page.evaluate(FOCUS) == until:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{MOST_STOPS} times {key} did not lead to {until}")


def place(desk: Desk, code: str) -> None:
    """Place the card on the desk; its button has focus."""
    keys = desk.page.keyboard
    desk.focus_is_on("pick")
    keys.press("Enter")
    desk.focus_is_on("pick")
    if desk.is_reason(code):
        tab_to(desk.page, "tab0")
        keys.press("ArrowRight")
        desk.focus_is_on("tab1")
        expect(desk.part("tab1")).to_have_attribute("aria-selected", "true")
        tab_to(desk.page, f"r{code}")
    else:
        keys.press("ArrowDown")
        press(desk.page, "ArrowDown", f"d{code}")
    keys.press("Enter")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_cards_are_placed_and_checked(visitor: Visitor, lang: str, size: tuple[int, int]) -> None:
    desk = Desk.on(visitor.open(f"{lang}/{LESSON}", size=size, reduced_motion="reduce"))
    keys, samples = desk.page.keyboard, desk.samples
    # Some cards get a reason and not the sample answer, so that both ways are gone.
    answers = {id: "N08" if n % 5 == 4 else code for n, (id, code) in enumerate(samples.items())}
    tab_to(desk.page, "pick")
    for card, code in answers.items():
        place(desk, code)
        expect(desk.slots).to_contain_text(desk.name_of(code))
        assert desk.answers[card] == [code]
        if len(desk.answers) < 12:
            desk.focus_is_on("next")
            keys.press("Enter")
    desk.focus_is_on("main")
    expect(desk.part("main")).to_be_in_viewport()
    keys.press("Enter")
    desk.focus_is_on("verdict")
    # On a phone the card itself comes first, with its verdict below it.
    expect(desk.part("verdict") if size == WIDE else desk.card).to_be_in_viewport()
    assert desk.kept["checked"]
    assert desk.kept["first"] == {card: [code] for card, code in answers.items()}
    for card in desk.cards[1:]:
        tab_to(desk.page, "onward")
        keys.press("Enter")
        desk.focus_is_on("verdict")
        expect(desk.card).to_contain_text(card["text"])
    tab_to(desk.page, "onward")
    keys.press("Enter")
    desk.focus_is_on("result")


@pytest.mark.parametrize("lang", ["nl"])
def test_escape_puts_the_card_back_where_it_lay(desk: Desk) -> None:
    keys, card = desk.page.keyboard, desk.cards[0]["id"]
    back = desk.say(desk.words["say"]["back"], no=1)
    tab_to(desk.page, "pick")
    keys.press("Enter")
    keys.press("Escape")
    desk.focus_is_on("pick")
    expect(desk.status).to_have_text(back)
    assert desk.answers == {}
    place(desk, desk.samples[card])
    tab_to(desk.page, "repick")
    keys.press("Enter")
    keys.press("ArrowDown")
    keys.press("End")
    keys.press("Escape")
    desk.focus_is_on("add")
    expect(desk.status).to_have_text(back)
    assert desk.answers == {card: [desk.samples[card]]}


@pytest.mark.parametrize("lang", ["en"])
def test_calendar_is_one_stop_and_arrows_walk_through_it(desk: Desk) -> None:
    keys, rows = desk.page.keyboard, [d["id"] for d in desk.board["decisions"]]
    tab_to(desk.page, f"d{rows[0]}")
    keys.press("ArrowDown")
    desk.focus_is_on(f"d{rows[1]}")
    keys.press("End")
    desk.focus_is_on(f"d{rows[-1]}")
    keys.press("ArrowDown")
    desk.focus_is_on(f"d{rows[0]}")
    keys.press("ArrowUp")
    keys.press("Home")
    desk.focus_is_on(f"d{rows[0]}")
    keys.press("Enter")
    expect(desk.part(f"d{rows[0]}")).to_have_attribute("aria-expanded", "true")
    assert desk.root.locator('.b-dec[tabindex="0"]').count() == 1


@pytest.mark.parametrize("lang", ["nl"])
def test_arrows_walk_along_the_card_numbers(desk: Desk) -> None:
    keys = desk.page.keyboard
    tab_to(desk.page, "pip0")
    keys.press("ArrowRight")
    desk.focus_is_on("pip1")
    expect(desk.card).to_contain_text(desk.cards[1]["text"])
    keys.press("End")
    desk.focus_is_on("pip11")
    keys.press("ArrowRight")
    desk.focus_is_on("pip0")
    expect(desk.part("pip0")).to_have_attribute("aria-current", "step")


@pytest.mark.parametrize("lang", ["en"])
def test_decisions_are_ranked_and_all_is_cleared(desk: Desk) -> None:
    keys, card = desk.page.keyboard, desk.cards[0]["id"]
    tab_to(desk.page, "pick")
    place(desk, desk.samples[card])
    tab_to(desk.page, "add")
    keys.press("Enter")
    desk.focus_is_on("pick")
    keys.press("ArrowDown")
    second = next(d["id"] for d in desk.board["decisions"] if d["id"] != desk.samples[card] and desk.target(d["id"]).is_visible())
    press(desk.page, "ArrowDown", f"d{second}")
    keys.press("Enter")
    assert desk.answers == {card: [desk.samples[card], second]}
    tab_to(desk.page, "front1", back=True)
    keys.press("Enter")
    assert desk.answers == {card: [second, desk.samples[card]]}
    tab_to(desk.page, "clear")
    keys.press("Enter")
    assert desk.answers
    keys.press("Enter")
    assert desk.answers == {}
    desk.focus_is_on("pick")


@pytest.mark.parametrize("lang", ["nl"])
def test_focus_is_always_seen(desk: Desk) -> None:
    for _ in range(25):
        desk.page.keyboard.press("Tab")
        seen = desk.page.evaluate("""() => { const now = document.activeElement, e = now.closest("label") || now, s = getComputedStyle(e), r = e.getBoundingClientRect();
          return [s.outlineStyle !== 'none' || s.boxShadow !== 'none', r.bottom > 0 && r.top < innerHeight, e.outerHTML.slice(0, 90)]; }""")
        assert seen[:2] == [True, True], seen[2]
