"""The placing board on a phone: one finger, 360 px."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visitor
from tests.browser.desk import LESSON, Desk
from tests.browser.looks import sticks_out

both_languages = pytest.mark.parametrize("lang", ["nl", "en"])


@pytest.fixture
def desk(visitor: Visitor, lang: str) -> Desk:
    return Desk.on(visitor.open(f"{lang}/{LESSON}", size=PHONE, touch=True, reduced_motion="reduce"))


@both_languages
def test_all_cards_are_placed_and_checked_by_tapping(desk: Desk) -> None:
    for card, code in desk.samples.items():
        desk.card.locator(".b-quote").tap()
        strip = desk.root.locator(".b-strip")
        expect(strip).to_be_visible()
        expect(strip).to_be_in_viewport()
        if desk.is_reason(code):
            desk.part("tab1").tap()
        elif not desk.target(code).is_visible():
            desk.root.locator(".b-group", has=desk.target(code)).locator("button.b-owner").tap()
        desk.target(code).tap()
        assert desk.answers[card] == [code]
        expect(strip).to_be_hidden()
        if len(desk.answers) < 12:
            expect(desk.part("next")).to_be_in_viewport()
            desk.part("next").tap()
    expect(desk.part("main")).to_be_in_viewport()
    desk.part("main").tap()
    expect(desk.part("verdict")).to_be_visible()
    assert sticks_out(desk.page) == []
    # On a phone only the rows that matter for this card stay.
    card = desk.cards[0]["id"]
    if not desk.is_reason(desk.samples[card]):
        assert [row.get_attribute("data-d") for row in desk.root.locator(".b-dec:visible").all()] == [desk.samples[card]]


@both_languages
def test_finger_that_scrolls_places_nothing(desk: Desk) -> None:
    page = desk.page
    desk.card.scroll_into_view_if_needed()
    box = desk.card.locator(".b-quote").bounding_box()
    assert box
    before = page.evaluate("scrollY")
    client = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    x, y = box["x"] + 80, box["y"] + 60
    touch("touchStart", (x, y))
    for way in range(20, 180, 20):
        touch("touchMove", (x, y - way))
    touch("touchEnd")
    page.wait_for_function("before => scrollY > before + 60", arg=before)
    expect(page.locator(".b-ghost")).to_have_count(0)
    expect(desk.root.locator(".b-strip")).to_be_hidden()
    assert desk.answers == {}


@both_languages
def test_what_a_finger_must_hit_is_large_enough(desk: Desk) -> None:
    def small() -> list[str]:
        return desk.root.locator("button:visible").evaluate_all("""all => all.filter(b => b.getBoundingClientRect().height < 43.9)
          .map(b => `${b.className} ${b.getBoundingClientRect().height}`)""")

    assert small() == []
    desk.part("pick").tap()
    assert small() == []
    desk.part("tab1").tap()
    assert small() == []
    desk.target("N08").tap()
    desk.part("main").tap()
    assert small() == []


@both_languages
def test_strip_above_the_list_keeps_the_card_in_sight_and_puts_it_back(desk: Desk) -> None:
    desk.part("pick").tap()
    last = desk.root.locator(".b-dec:visible").last
    last.scroll_into_view_if_needed()
    expect(desk.root.locator(".b-strip")).to_be_in_viewport()
    expect(desk.root.locator(".b-strip")).to_contain_text(desk.cards[0]["received"])
    desk.part("strip").tap()
    expect(desk.part("pick")).to_be_focused()
    assert desk.answers == {}
