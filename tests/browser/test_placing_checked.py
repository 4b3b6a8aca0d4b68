"""The placing board after placing: what is said on checking, what the browser keeps, and what can be taken along."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.desk import CALM, Desk, LESSON

both_languages = pytest.mark.parametrize("lang", ["nl", "en"])


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
    dutch.place(dutch.wrong_for(card))
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
    wrong, good = dutch.wrong_for(card), dutch.samples[card["id"]]
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
    answers = {c["id"]: [desk.wrong_for(c)] if i % 3 == 0 else [desk.samples[c["id"]]] for i, c in enumerate(cards) if i != 5}
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
        word = row.locator("dt").text_content()
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


@both_languages
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
def test_cards_are_printed_to_cut_out_with_a_sheet_of_all_answers(desk: Desk) -> None:
    desk.page.evaluate("() => { window.print = () => dispatchEvent(new Event('beforeprint')); }")
    desk.part("cards").click()
    desk.page.emulate_media(media="print")
    cards = desk.root.locator(".b-cutcard")
    expect(cards).to_have_count(len(desk.cards))
    for card, paper in zip(desk.cards, cards.all()):
        expect(paper).to_be_visible()
        expect(paper).to_contain_text(card["text"])
    for decision in desk.board["decisions"]:
        expect(desk.root.locator(".b-sheetlist").get_by_text(decision["name"]).first).to_be_visible()
    # The lesson around it stays off this paper, and is back on the next.
    expect(desk.page.locator("h1")).to_be_hidden()
    desk.page.evaluate("() => { dispatchEvent(new Event('afterprint')); dispatchEvent(new Event('beforeprint')); }")
    expect(desk.page.locator("h1")).to_be_visible()
    expect(desk.root.locator(".b-cutcard")).to_have_count(0)


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
