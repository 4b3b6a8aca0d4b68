"""The placing board on the static page, with a mouse: clicking and dragging."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.desk import Desk

both_languages = pytest.mark.parametrize("lang", ["nl", "en"])


# ---------- picking up and placing

@both_languages
def test_card_is_picked_up_and_placed_by_clicking(desk: Desk) -> None:
    first, words = desk.cards[0], desk.words
    expect(desk.card).to_contain_text(first["text"])
    desk.part("pick").click()
    timings = [pair["timing"] for pair in desk.board["pairs"][first["id"]].values()]
    expect(desk.status).to_have_text(desk.say(words["say"]["picked"], no=1, date=first["received"], **{t: timings.count(t) for t in ("on_time", "tight", "early", "late")}))
    code = desk.samples[first["id"]]
    desk.show(code).click()
    expect(desk.status).to_have_text(desk.say(words["say"]["placed"], no=1, name=desk.name_of(code), left=desk.say(words["say"]["left"], n=11)))
    expect(desk.slots).to_have_count(1)
    expect(desk.slots).to_contain_text(desk.name_of(code))
    expect(desk.root.locator(".b-count")).to_have_text(desk.say(words["progress"], n=1, total=12))
    desk.focus_is_on("next")
    desk.part("next").click()
    desk.focus_is_on("pick")
    expect(desk.card).to_contain_text(desk.cards[1]["text"])
    assert desk.answers == {first["id"]: [code]}


def test_picking_up_says_of_every_window_what_it_is_on_that_day(dutch: Desk) -> None:
    card = dutch.cards[0]
    dutch.part("pick").click()
    for decision in dutch.board["decisions"]:
        pair = dutch.board["pairs"][card["id"]][decision["id"]]
        window = decision["windows"][pair["window"]]
        expect(dutch.target(decision["id"]).locator(".b-status")).to_have_text(dutch.say(dutch.words["status"][pair["timing"]], **window))
    shut = [o["id"] for o in dutch.board["owners"] if all(
        dutch.board["pairs"][card["id"]][d["id"]]["timing"] == "late" for d in dutch.board["decisions"] if d["owner"] == o["id"])]
    for owner in dutch.board["owners"]:
        rows = [d["id"] for d in dutch.board["decisions"] if d["owner"] == owner["id"]]
        assert dutch.target(rows[0]).is_visible() == (owner["id"] not in shut)


def test_twelve_cards_are_placed_and_checked_by_mouse(dutch: Desk) -> None:
    desk = dutch
    for card in desk.cards:
        desk.place(desk.samples[card["id"]])
        if card is not desk.cards[-1]:
            desk.part("next").click()
    expect(desk.status).to_contain_text(desk.words["say"]["leftNone"])
    desk.focus_is_on("main")
    assert desk.answers == {card: [code] for card, code in desk.samples.items()}
    desk.part("main").click()
    desk.focus_is_on("verdict")
    for card in desk.cards:
        code = desk.samples[card["id"]]
        table = desk.board["reasonTable" if desk.is_reason(code) else "pairs"][card["id"]][code]
        expect(desk.part("verdict").locator(".b-says")).to_have_text(table["say"])
        for point in table["points"]:
            expect(desk.part("verdict").locator(".b-points")).to_contain_text(point[3])
        desk.part("onward").click()
    desk.focus_is_on("result")


def test_choosing_without_a_card_in_hand_tells_about_the_decision(dutch: Desk) -> None:
    decision = dutch.board["decisions"][0]
    row = dutch.target(decision["id"])
    expect(row).to_have_attribute("aria-expanded", "false")
    row.click()
    expect(row).to_have_attribute("aria-expanded", "true")
    expect(dutch.root.get_by_text(decision["what"])).to_be_visible()
    dutch.part("tab1").click()
    dutch.target("N08").click()
    expect(dutch.status).to_have_text(dutch.say(dutch.words["say"]["pickFirst"], no=1))
    assert dutch.answers == {}


@both_languages
def test_no_decision_here_is_an_answer_with_a_reason(desk: Desk) -> None:
    desk.part("pick").click()
    desk.part("tab1").click()
    reason = next(r for r in desk.board["reasons"] if r["id"] == "N08")
    expect(desk.target("N08")).to_contain_text(reason["ask"])
    desk.target("N08").click()
    expect(desk.slots).to_contain_text(desk.words["noneSlot"])
    expect(desk.slots).to_contain_text(reason["name"])
    expect(desk.part("add")).to_have_count(0)
    assert desk.answers == {desk.cards[0]["id"]: ["N08"]}


def test_up_to_three_decisions_can_be_ranked_and_taken_away(dutch: Desk) -> None:
    card, words = dutch.cards[0]["id"], dutch.words["say"]
    one, two, three = (d["id"] for d in dutch.board["decisions"][:3])
    dutch.place(one)
    dutch.part("add").click()
    dutch.show(one).click()
    expect(dutch.status).to_have_text(words["same"])
    dutch.part("tab1").click()
    expect(dutch.target("N08")).to_have_attribute("aria-disabled", "true")
    dutch.target("N08").click(force=True)
    expect(dutch.status).to_have_text(words["alone"])
    dutch.show(two).click()
    dutch.part("add").click()
    dutch.show(three).click()
    assert dutch.answers == {card: [one, two, three]}
    expect(dutch.part("add")).to_have_count(0)
    dutch.part("front2").click()
    expect(dutch.status).to_have_text(dutch.say(words["front"], name=dutch.name_of(three)))
    assert dutch.answers == {card: [three, one, two]}
    dutch.part("slot1").click()
    expect(dutch.status).to_have_text(dutch.say(words["taken"], no=1, name=dutch.name_of(one)))
    assert dutch.answers == {card: [three, two]}
    dutch.focus_is_on("add")
    dutch.part("slot0").click()
    dutch.part("slot0").click()
    assert dutch.answers == {}
    dutch.focus_is_on("pick")


def test_number_on_a_row_leads_to_its_card(dutch: Desk) -> None:
    row = dutch.board["decisions"][0]["id"]
    dutch.place(row)
    dutch.part("pip3").click()
    expect(dutch.card).to_contain_text(dutch.cards[3]["text"])
    dutch.target(row).locator(".b-chip").click()
    expect(dutch.card).to_contain_text(dutch.cards[0]["text"])


# ---------- dragging

def at_rest(thing: Locator) -> FloatRect:
    """Where it is once nothing moves any more: parts of the page are laid out when they come near."""
    thing.scroll_into_view_if_needed()
    before, now = None, thing.bounding_box()
    while now is None or now != before:
        thing.page.wait_for_timeout(100)
        before, now = now, thing.bounding_box()
    return now


def drag(desk: Desk, code: str | None, *, over: str | None = None) -> None:
    """Drag the card by its words to a target; `over` is passed on the way; without a target it is dropped beside."""
    page, paper = desk.page, desk.card.locator(".b-quote")
    start = at_rest(paper)
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 40, steps=3)
    expect(page.locator(".b-ghost")).to_be_visible()
    for stop in filter(None, [over and desk.part(over), code and desk.target(code)]):
        box = at_rest(stop)
        page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2, steps=4)
    if code:
        expect(desk.target(code)).to_have_class(r"b-dec b-grid b-over" if not desk.is_reason(code) else "b-reason b-over")
    else:
        page.mouse.move(5, 300, steps=4)
    page.mouse.up()
    expect(page.locator(".b-ghost")).to_have_count(0)


def test_card_is_dragged_to_a_decision(dutch: Desk) -> None:
    code = next(c for c, pair in dutch.board["pairs"][dutch.cards[0]["id"]].items() if pair["timing"] == "on_time")
    drag(dutch, code)
    assert dutch.answers == {dutch.cards[0]["id"]: [code]}
    dutch.focus_is_on("next")


def test_card_is_dragged_over_the_tab_to_a_reason(dutch: Desk) -> None:
    drag(dutch, "N08", over="tab1")
    assert dutch.answers == {dutch.cards[0]["id"]: ["N08"]}


def test_card_dropped_beside_the_targets_returns_to_where_it_lay(dutch: Desk) -> None:
    drag(dutch, None)
    assert dutch.answers == {}
    expect(dutch.status).to_have_text(dutch.say(dutch.words["say"]["back"], no=1))
    dutch.focus_is_on("pick")
    code = dutch.board["decisions"][0]["id"]
    dutch.place(code)
    drag(dutch, None)
    assert dutch.answers == {dutch.cards[0]["id"]: [code]}
