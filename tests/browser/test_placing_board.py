"""The placing board on the static page: by mouse, and what it says and keeps."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.desk import LESSON, Desk
from tests.browser.test_pages import STICKS_OUT

LANGUAGES = ("nl", "en")
both_languages = pytest.mark.parametrize("lang", LANGUAGES)
CALM = {"reduced_motion": "reduce"}


@pytest.fixture
def desk(visitor: Visitor, lang: str) -> Desk:
    return Desk.on(visitor.open(f"{lang}/{LESSON}", **CALM))


@pytest.fixture
def dutch(visitor: Visitor) -> Desk:
    return Desk.on(visitor.open(f"nl/{LESSON}", **CALM))


def wrong_for(desk: Desk, card: dict[str, object]) -> str:
    """A decision that is no good answer for this card."""
    combinations, pairs = desk.board["combinations"], desk.board["pairs"][card["id"]]
    return next(code for code, pair in pairs.items() if combinations[pair["letters"]][0] == "no")


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

def drag(desk: Desk, code: str | None, *, over: str | None = None) -> None:
    """Drag the card by its words to a target; `over` is passed on the way; without a target it is dropped beside."""
    page, paper = desk.page, desk.card.locator(".b-quote")
    desk.root.scroll_into_view_if_needed()
    start = paper.bounding_box()
    assert start
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 40, steps=3)
    expect(page.locator(".b-ghost")).to_be_visible()
    for stop in filter(None, [over and desk.part(over), code and desk.target(code)]):
        stop.scroll_into_view_if_needed()
        box = stop.bounding_box()
        assert box
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


# ---------- checking

@both_languages
def test_checking_before_all_cards_lie_is_allowed_and_calls_them_not_placed(desk: Desk) -> None:
    desk.place(desk.samples[desk.cards[0]["id"]])
    desk.part("main").click()
    desk.focus_is_on("verdict")
    expect(desk.status).to_contain_text(f"11 {desk.words['grade']['open'].lower()}")
    desk.part("onward").click()
    expect(desk.part("verdict")).to_contain_text(desk.words["grade"]["open"])
    expect(desk.part("verdict")).to_contain_text(desk.words["notPlaced"])
    result = desk.root.locator(".b-result")
    expect(result.locator(".b-tally .b-token.b-none")).to_have_count(11)
    expect(result.locator(".b-tally .b-token.b-lost")).to_have_count(0)
    expect(result).to_contain_text(desk.words["noLostSay"])


def test_sample_answer_shows_on_asking_only(dutch: Desk) -> None:
    card = dutch.cards[0]
    sample = dutch.board["sample"][card["id"]]
    dutch.place(wrong_for(dutch, card))
    dutch.part("main").click()
    expect(dutch.root.locator(".b-ref")).to_have_count(0)
    expect(dutch.root.locator(".b-sample")).to_have_count(0)
    dutch.part("ask").click()
    dutch.focus_is_on("ref")
    for code in sample:
        expect(dutch.part("ref")).to_contain_text(dutch.name_of(code))
        expect(dutch.status).to_contain_text(dutch.name_of(code))
    dutch.part("onward").click()
    expect(dutch.root.locator(".b-ref")).to_have_count(0)


def test_first_check_closes_the_first_round(dutch: Desk) -> None:
    card = dutch.cards[0]
    wrong, good = wrong_for(dutch, card), dutch.samples[card["id"]]
    dutch.place(wrong)
    dutch.part("main").click()
    dutch.part("main").click()
    expect(dutch.status).to_have_text(dutch.words["say"]["edit"])
    dutch.part("repick").click()
    dutch.show(good).click()
    dutch.part("main").click()
    assert dutch.kept["first"] == {card["id"]: [wrong]}
    assert dutch.answers == {card["id"]: [good]}
    expect(dutch.root.locator(".b-result")).to_contain_text(dutch.say(dutch.words["firstRound"], n=0, now=1))


@both_languages
def test_picture_of_the_whole_counts_what_lies_there(desk: Desk) -> None:
    cards = desk.cards
    answers = {c["id"]: [wrong_for(desk, c)] if i % 3 == 0 else [desk.samples[c["id"]]] for i, c in enumerate(cards) if i != 5}
    desk = desk.put_in_browser(answers, checked=True, first=answers)
    result = desk.root.locator(".b-result")

    def grade(card: dict[str, str]) -> str:
        code = answers.get(card["id"], [None])[0]
        if code is None:
            return "open"
        if desk.is_reason(code):
            return desk.board["reasonTable"][card["id"]][code]["grade"]
        return desk.board["combinations"][desk.board["pairs"][card["id"]][code]["letters"]][0]

    grades = {card["id"]: grade(card) for card in cards}
    kept = {id for id, g in grades.items() if g in desk.board["accounted"]}
    expect(result.locator(".b-bignum b")).to_have_text(str(len(kept)))
    for row in result.locator(".b-tally > div").all():
        word = row.locator("dt").inner_text()
        assert row.locator(".b-token").count() == sum(desk.words["grade"][g] == word for g in grades.values())
    for group, row in zip(desk.board["groups"], result.locator("tbody tr").all()):
        mine = [c for c in cards if group["id"] in c["groups"]]
        expect(row.locator("th")).to_have_text(group["name"])
        expect(row.locator(".b-pct")).to_have_text(f"{group['share']}%")
        assert row.locator(".b-token").count() == len(mine)
        assert row.locator(".b-token.b-kept").count() == len([c for c in mine if c["id"] in kept])
        if not mine:
            expect(row).to_contain_text(desk.words["unheard"])
    nobody = [c for c in cards if not c["groups"]]
    assert result.locator("tbody tr").last.locator(".b-token").count() == len(nobody)


# ---------- keeping

@both_languages
def test_answers_survive_a_reload(desk: Desk) -> None:
    one, two = (d["id"] for d in desk.board["decisions"][:2])
    desk.place(one)
    desk.part("add").click()
    desk.show(two).click()
    desk.part("next").click()
    desk.place("N08")
    before = desk.kept
    desk.page.reload()
    desk = Desk.on(desk.page)
    expect(desk.card).to_contain_text(desk.cards[2]["text"])
    desk.part("pip0").click()
    expect(desk.slots).to_have_count(2)
    desk.part("pip1").click()
    expect(desk.slots).to_contain_text(desk.words["noneSlot"])
    assert desk.kept == before
    desk.part("main").click()
    verdict = desk.part("verdict").inner_text()
    desk.page.reload()
    desk = Desk.on(desk.page)
    expect(desk.part("verdict")).to_have_text(verdict, use_inner_text=True)


def test_clearing_asks_twice(dutch: Desk) -> None:
    dutch.place(dutch.samples[dutch.cards[0]["id"]])
    dutch.part("main").click()
    dutch.part("clear").click()
    expect(dutch.part("clear")).to_have_text(dutch.words["clearSure"])
    assert dutch.answers
    dutch.part("clear").click()
    expect(dutch.part("clear")).to_have_text(dutch.words["clear"])
    expect(dutch.status).to_have_text(dutch.words["say"]["cleared"])
    dutch.focus_is_on("pick")
    assert dutch.kept == {}
    dutch.page.reload()
    expect(Desk.on(dutch.page).slots).to_have_count(0)


def test_clearing_is_forgotten_after_a_while(dutch: Desk) -> None:
    dutch.page.clock.install()
    dutch.place(dutch.samples[dutch.cards[0]["id"]])
    dutch.part("clear").click()
    dutch.page.clock.fast_forward(5000)
    expect(dutch.part("clear")).to_have_text(dutch.words["clear"])
    assert dutch.answers


@pytest.mark.parametrize("lang", LANGUAGES)
def test_browser_that_keeps_nothing_is_told_so_and_works(visitor: Visitor, lang: str) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    desk = Desk.on(visitor.open(f"{lang}/{LESSON}", script=refuse, **CALM))
    expect(desk.root.locator(".b-foot")).to_contain_text(desk.words["notKept"])
    desk.place(desk.samples[desk.cards[0]["id"]])
    expect(desk.slots).to_have_count(1)
    desk.part("main").click()
    desk.focus_is_on("verdict")


def test_what_was_kept_of_cards_that_are_gone_is_left_out(dutch: Desk) -> None:
    desk = dutch.put_in_browser({"XX-99": ["D23"], dutch.cards[0]["id"]: ["D99", "D23"]})
    expect(desk.root.locator(".b-count")).to_have_text(desk.say(desk.words["progress"], n=1, total=12))
    desk.part("pip0").click()
    expect(desk.slots).to_have_count(1)
    expect(desk.slots).to_contain_text(desk.name_of("D23"))


# ---------- taking along

@both_languages
def test_print_shows_every_card_with_its_answer(desk: Desk) -> None:
    code = desk.samples[desk.cards[0]["id"]]
    desk.place(code)
    desk.part("main").click()
    desk.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    desk.page.emulate_media(media="print")
    rows = desk.root.locator(".b-printed tbody tr")
    expect(rows).to_have_count(12)
    expect(rows.first).to_be_visible()
    expect(desk.card).to_be_hidden()
    for card, row in zip(desk.cards, rows.all()):
        expect(row).to_contain_text(card["text"])
    expect(rows.first).to_contain_text(desk.name_of(code))


@both_languages
def test_answers_are_saved_as_a_table_that_spreadsheets_open(desk: Desk, tmp_path: Path) -> None:
    one, two = (d["id"] for d in desk.board["decisions"][:2])
    desk = desk.put_in_browser({desk.cards[0]["id"]: [one, two], desk.cards[1]["id"]: ["N08"]})
    with desk.page.expect_download() as waiting:
        desk.part("save").click()
    target = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(target)
    expect(desk.status).to_have_text(desk.words["say"]["saved"])
    assert target.suffix == ".csv"
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == desk.words["fileColumns"]
    assert [row[1] for row in rows[1:]] == [desk.cards[0]["id"]] + [card["id"] for card in desk.cards]
    assert [row[3:5] for row in rows[1:4]] == [["1", one], ["2", two], ["1", "N08"]]
    assert rows[1][2] == desk.cards[0]["text"]


# ---------- for everybody

def states(desk: Desk) -> dict[str, list[str]]:
    """Faults that axe finds, and what sticks out, in every state of the board."""
    found = {}

    def look(state: str) -> None:
        found[state] = violations(desk.page) + desk.page.evaluate(STICKS_OUT)

    desk.part("pick").click()
    look("in hand")
    desk.part("tab1").click()
    look("in hand, reasons")
    desk.target("N08").click()
    look("placed")
    desk = desk.put_in_browser({c["id"]: [wrong_for(desk, c)] if i % 2 else [desk.samples[c["id"]]] for i, c in enumerate(desk.cards) if i != 5}, checked=True)
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


def test_nothing_moves_for_a_person_who_asked_for_calm(dutch: Desk) -> None:
    # Noted from the start, as an animation that ends early cannot be seen afterwards.
    dutch.page.evaluate("""() => { window.moved = [];
      for (const kind of ["animationstart", "transitionrun"]) addEventListener(kind, e => moved.push(`${kind} ${e.target.className}`), true); }""")
    dutch.place(dutch.samples[dutch.cards[0]["id"]])
    dutch.part("next").click()
    dutch.part("main").click()
    dutch.focus_is_on("verdict")
    assert [what for what in dutch.page.evaluate("() => moved") if "b-" in what] == []
