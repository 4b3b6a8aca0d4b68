"""The boards of lessons 2 and 5: walked by keyboard alone and by touch, kept, printed, and without a fault that axe finds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from course.boards import MixBoard, PlanBoard
from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.desk import STATE
from tests.browser.looks import sticks_out, violations

MIX, PLAN = "02-who-is-heard.html", "05-connecting.html"
both_languages = pytest.mark.parametrize("lang", ["nl", "en"])
both_boards = pytest.mark.parametrize(("page", "name"), [(MIX, "lesson2-mix"), (PLAN, "lesson5-plan")], ids=["mix", "plan"])


@dataclass
class Choices:
    """The board on an opened page, and what Python handed to it."""

    page: Page
    root: Locator
    board: dict[str, Any]

    @classmethod
    def on(cls, page: Page, name: str) -> Choices:
        models = json.loads(page.locator(STATE).text_content() or "")["state"].values()
        board = next(m["state"]["board"] for m in models if m["state"]["board"]["id"] == name)
        root = page.locator(".b-choose")
        root.scroll_into_view_if_needed()
        expect(root).to_have_attribute("data-ready", "true")
        return cls(page, root, board)

    def part(self, key: str) -> Locator:
        return self.root.locator(f'[data-f="{key}"]')

    def pick(self, key: str) -> None:
        """Press the option with this name, as a visitor does."""
        self.root.locator(".b-option", has=self.page.locator(f'[data-f="{key}"]')).click()

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [row for group in self.board["groups"] for row in group["rows"]]

    @property
    def kept(self) -> dict[str, Any]:
        key = f"course:{self.board['id']}:{self.board['version']}"
        return json.loads(self.page.evaluate("key => localStorage.getItem(key)", key) or "{}")


@both_languages
@both_boards
def test_every_row_is_chosen_and_checked_by_keyboard_alone(visitor: Visitor, lang: str, page: str, name: str) -> None:
    board = Choices.on(visitor.open(f"{lang}/{page}", reduced_motion="reduce"), name)
    keys, chosen = board.page.keyboard, {}
    board.part(f"o-{board.rows[0]['id']}-{board.rows[0]['options'][0]['id']}").focus()
    for place, row in enumerate(board.rows):
        if place:
            keys.press("Tab")
        assert board.page.evaluate("() => document.activeElement.name").endswith(row["id"])
        keys.press("Space")
        keys.press("ArrowDown")
        chosen[row["id"]] = [row["options"][1]["id"]]
    keys.press("Tab")
    expect(board.part("check")).to_be_focused()
    keys.press("Enter")
    expect(board.part("result")).to_be_focused()
    assert board.kept == {"answers": chosen, "checked": True, "first": chosen}
    said = board.root.locator("> [role=status]")
    if name == "lesson5-plan":
        python = PlanBoard("lesson5", lang)
        python.answers = chosen
        expect(said).to_contain_text(board.board["labels"]["fit"][python.totals["fit"]])
    else:
        mixing = MixBoard(lang)
        mixing.answers = chosen
        expect(said).to_contain_text(str(mixing.outcome.hours))
        expect(board.root.locator(".b-dotbox h4")).to_contain_text(f" {len(mixing.outcome.heard)} ")


@both_boards
def test_first_choice_stays_on_record_and_everything_comes_back_and_can_be_cleared(visitor: Visitor, page: str, name: str) -> None:
    board = Choices.on(visitor.open(f"en/{page}", size=PHONE, touch=True, reduced_motion="reduce"), name)
    row = board.rows[1]
    board.part("check").tap()
    expect(board.root.locator("> [role=status]")).to_have_text(board.board["labels"]["say"]["chooseFirst"])
    expect(board.root.locator(".b-result")).to_be_hidden()
    for option in (2, 1):
        board.root.locator(f'[data-row="{row["id"]}"] .b-option').nth(option).tap()
        if option == 2:
            board.part("check").tap()
            expect(board.root.locator(".b-result")).to_be_visible()
    expected = {"answers": {row["id"]: [row["options"][1]["id"]]}, "checked": True, "first": {row["id"]: [row["options"][2]["id"]]}}
    assert board.kept == expected
    board.page.reload()
    board = Choices.on(board.page, name)
    assert board.kept == expected
    expect(board.part(f"o-{row['id']}-{row['options'][1]['id']}")).to_be_checked()
    expect(board.root.locator(".b-result")).to_be_visible()
    clear = board.part("clear")
    clear.tap()
    clear.tap()
    expect(board.root.locator(".b-result")).to_be_hidden()
    assert board.kept == {}


def test_changing_the_plan_after_checking_changes_what_is_shown_without_losing_the_place(visitor: Visitor) -> None:
    board = Choices.on(visitor.open(f"nl/{MIX}", reduced_motion="reduce"), "lesson2-mix")
    board.pick("o-K05-10")
    board.part("check").click()
    expect(board.root.locator(".b-goals")).to_contain_text("mensen gehoord")
    before = board.root.locator(".b-goals b").inner_text()
    board.pick("o-K08-40")
    expect(board.part("o-K08-40")).to_be_focused()
    assert board.root.locator(".b-goals b").inner_text() != before
    expect(board.root.locator("> [role=status]")).to_contain_text("50 van 100 uur")


def test_reason_of_a_level_is_read_only_after_checking(visitor: Visitor) -> None:
    board = Choices.on(visitor.open(f"en/{PLAN}"), "lesson5-plan")
    row = board.rows[3]
    board.pick(f"o-{row['id']}-linkage")
    assert not any(o["say"] in board.root.inner_text() for o in row["options"])
    board.part("check").click()
    shown = board.root.locator(f'[data-row="{row["id"]}"] .b-verdict')
    expect(shown).to_contain_text(next(o["say"] for o in row["options"] if o["id"] == "linkage"))
    expect(board.root.locator(".b-choice .b-verdict")).to_have_count(1)


@both_boards
def test_paper_has_every_row_with_its_options_and_no_reason(visitor: Visitor, page: str, name: str) -> None:
    opened = visitor.open(f"nl/{page}")
    opened.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'))")
    opened.reload()
    board = Choices.on(opened, name)
    board.part("cards").click()
    printed = board.root.locator(".b-printed")
    expect(printed.locator(".b-cutcard")).to_have_count(len(board.rows))
    expect(printed.locator("li")).to_have_count(sum(len(row["options"]) for row in board.rows))
    text = printed.text_content() or ""
    assert "undefined" not in text and "[object" not in text
    assert not any(option["say"] in text for row in board.rows for option in row["options"] if "say" in option)


@pytest.mark.parametrize(("lang", "size", "dark", "page", "name"), [
    ("nl", WIDE, True, MIX, "lesson2-mix"), ("en", PHONE, False, MIX, "lesson2-mix"), ("nl", PHONE, True, PLAN, "lesson5-plan"), ("en", WIDE, False, PLAN, "lesson5-plan"),
])  # fmt: skip
def test_board_has_no_fault_that_axe_finds_in_any_state(visitor: Visitor, lang: str, size: tuple[int, int], dark: bool, page: str, name: str) -> None:
    board = Choices.on(visitor.open(f"{lang}/{page}", size=size, dark=dark), name)
    for row in board.rows[::2]:
        board.pick(f"o-{row['id']}-{row['options'][-1]['id']}")
    assert violations(board.page) == []
    board.part("check").click()
    if name == "lesson5-plan":
        board.root.locator(".b-others summary").first.click()
    board.root.locator(".b-codes summary").click()
    assert violations(board.page) == []
    assert sticks_out(board.page) == []


@both_languages
@pytest.mark.parametrize("page", ["01-the-chain.html", MIX, "03-safeguarding-or-blocking.html", "04-on-time-at-the-right-desk.html", PLAN])
def test_every_code_on_a_board_leads_to_its_meaning(visitor: Visitor, lang: str, page: str) -> None:
    opened = visitor.open(f"{lang}/{page}")
    opened.wait_for_function("() => document.querySelectorAll('[data-board-model]').length === document.querySelectorAll('[data-ready]').length")
    for fold in opened.locator(".b-codes summary").all():
        fold.click()
    opened.wait_for_function("() => [...document.querySelectorAll('.b-codes')].every(fold => fold.querySelector('a'))")
    links = {link.get_attribute("href") or "" for link in opened.locator(".b-codes a").all()}
    assert len(links) > 8
    glossary = visitor.open(f"{lang}/glossary.html")
    there = set(glossary.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)"))
    assert {link.split("#")[1] for link in links} <= there
    assert {link.split("#")[0] for link in links} == {"glossary.html"}
