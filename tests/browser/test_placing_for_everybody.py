"""The placing board for everybody: read aloud, twice as large, in other colours, without movement."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.desk import CALM, Desk, LESSON
from tests.browser.looks import sticks_out, violations

LANGUAGES = ("nl", "en")


def states(desk: Desk) -> dict[str, list[str]]:
    """Faults that axe finds, and what sticks out, in every state of the board."""
    found = {}

    def look(state: str) -> None:
        found[state] = violations(desk.page) + sticks_out(desk.page)

    desk.part("pick").click()
    look("in hand")
    desk.part("tab1").click()
    look("in hand, reasons")
    desk.target("N08").click()
    look("placed")
    desk = desk.put_in_browser({c["id"]: [desk.wrong_for(c)] if i % 2 else [desk.samples[c["id"]]] for i, c in enumerate(desk.cards) if i != 5}, checked=True)
    desk.part("ask").click()
    look("checked")
    return {state: faults for state, faults in found.items() if faults}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_board_has_no_fault_that_axe_finds_in_any_state(visitor: Visitor, size: tuple[int, int], dark: bool) -> None:
    # Both languages come by; the states are the same in each.
    lang = LANGUAGES[(size == WIDE) == dark]
    assert states(Desk.on(visitor.open(f"{lang}/{LESSON}", size=size, dark=dark, **CALM))) == {}


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_board_works_with_text_twice_as_large(visitor: Visitor, size: tuple[int, int]) -> None:
    large = "addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; });"
    assert states(Desk.on(visitor.open(f"nl/{LESSON}", size=size, script=large, **CALM))) == {}


def test_board_works_in_the_colours_that_a_person_chose(visitor: Visitor) -> None:
    desk = Desk.on(visitor.open(f"nl/{LESSON}", forced_colors="active", **CALM))
    desk.part("pick").click()
    # What a bar says lies in its filling, so that keeps its own colours; words take those of the person.
    assert desk.root.locator(".b-bar").first.evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"
    date = desk.root.locator(".b-date").evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert date == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    desk.show(desk.samples[desk.cards[0]["id"]]).click()
    desk.part("main").click()
    desk.focus_is_on("verdict")


def test_nothing_moves_for_a_person_who_asked_for_calm(visitor: Visitor) -> None:
    desk = Desk.on(visitor.open(f"nl/{LESSON}", **CALM))
    # Noted from the start, as an animation that ends early cannot be seen afterwards.
    desk.page.evaluate("""() => { window.moved = [];
      for (const kind of ["animationstart", "transitionrun"]) addEventListener(kind, e => moved.push(`${kind} ${e.target.className}`), true); }""")
    desk.place(desk.samples[desk.cards[0]["id"]])
    desk.part("next").click()
    desk.part("main").click()
    desk.focus_is_on("verdict")
    assert [what for what in desk.page.evaluate("() => moved") if "b-" in what] == []
