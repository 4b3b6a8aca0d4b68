"""The steps boards of lessons 1 and 3: walked by keyboard alone and by touch, kept, printed, and without a fault that axe finds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.desk import STATE
from tests.browser.looks import sticks_out, violations

PAGE = "03-safeguarding-or-blocking.html"
BOARDS = [("03-safeguarding-or-blocking.html", "lesson3"), ("01-the-chain.html", "lesson1"), ("02-who-is-heard.html", "lesson2"), ("01-the-chain.html", "lesson1-owners")]
both_languages = pytest.mark.parametrize("lang", ["nl", "en"])


@dataclass
class Walk:
    """The board on an opened page, and what Python handed to it."""

    page: Page
    root: Locator
    board: dict[str, Any]

    @classmethod
    def on(cls, page: Page, name: str = "lesson3") -> Walk:
        models = json.loads(page.locator(STATE).text_content() or "")["state"].values()
        board = next(m["state"]["board"] for m in models if m["state"]["board"]["id"] == f"{name}-steps")
        root = page.locator(".b-steps", has=page.get_by_role("heading", name=board["title"], exact=True))
        root.scroll_into_view_if_needed()
        expect(root).to_have_attribute("data-ready", "true")
        return cls(page, root, board)

    def part(self, key: str) -> Locator:
        return self.root.locator(f'[data-f="{key}"]')

    @property
    def steps(self) -> list[dict[str, Any]]:
        return [step for scene in self.board["scenes"] for step in scene["steps"]]

    @property
    def kept(self) -> dict[str, Any]:
        key = f"course:{self.board['id']}:{self.board['version']}"
        return json.loads(self.page.evaluate("key => localStorage.getItem(key)", key) or "{}")


@both_languages
@pytest.mark.parametrize(("page", "name"), BOARDS, ids=[name for _, name in BOARDS])
def test_all_scenes_are_walked_by_keyboard_alone(visitor: Visitor, lang: str, page: str, name: str) -> None:
    walk = Walk.on(visitor.open(f"{lang}/{page}", reduced_motion="reduce"), name)
    keys = walk.page.keyboard
    walk.part("pip0").focus()
    for scene in walk.board["scenes"]:
        for step in scene["steps"]:
            keys.press("Tab")
            while walk.page.evaluate("() => document.activeElement.type") != "radio" or not walk.page.evaluate(
                    "id => document.activeElement.name.endsWith(id)", step["id"]):
                keys.press("Tab")
            keys.press("Space")
            keys.press("ArrowDown")
            keys.press("Tab")
            expect(walk.part(f"check-{step['id']}")).to_be_focused()
            keys.press("Enter")
            expect(walk.part(f"why-{step['id']}")).to_be_focused()
        while not walk.page.evaluate("() => document.activeElement.dataset.f === 'onward'"):
            keys.press("Tab")
        keys.press("Enter")
    expect(walk.part("result")).to_be_focused()
    second = {step["id"]: [step["options"][1]["id"]] for step in walk.steps}
    assert walk.kept == {"answers": second, "first": second}
    grades = [step["options"][1]["grade"] for step in walk.steps]
    shown = walk.root.locator(".b-tally dd b").all_inner_texts()
    assert [int(n) for n in shown] == [grades.count(grade) for grade in ("good", "defensible", "no")]


def test_reason_is_read_only_after_choosing_and_the_first_choice_stays_on_record(visitor: Visitor) -> None:
    walk = Walk.on(visitor.open(f"en/{PAGE}", size=PHONE, touch=True, reduced_motion="reduce"))
    step = walk.steps[0]
    expect(walk.part(f"check-{step['id']}")).to_be_disabled()
    expect(walk.root.locator(".b-verdict")).to_have_count(0)
    walk.root.locator(".b-option").nth(0).tap()
    walk.part(f"check-{step['id']}").tap()
    expect(walk.part(f"why-{step['id']}")).to_contain_text(step["options"][0]["say"])
    walk.root.locator(".b-step").first.locator(".b-option").nth(2).tap()
    expect(walk.part(f"why-{step['id']}")).to_contain_text(step["options"][2]["say"])
    assert walk.kept == {"answers": {step["id"]: [step["options"][2]["id"]]}, "first": {step["id"]: [step["options"][0]["id"]]}}
    walk.page.reload()
    walk = Walk.on(walk.page)
    expect(walk.part(f"why-{step['id']}")).to_contain_text(step["options"][2]["say"])
    clear = walk.part("clear")
    clear.tap()
    clear.tap()
    expect(walk.root.locator(".b-verdict")).to_have_count(0)
    assert walk.kept == {}


def test_paper_has_every_scene_with_its_options_to_cut_out(visitor: Visitor) -> None:
    page = visitor.open(f"nl/{PAGE}")
    page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.reload()
    walk = Walk.on(page)
    walk.part("cards").click()
    cards = walk.root.locator(".b-printed .b-cutcard")
    expect(cards).to_have_count(len(walk.steps))
    expect(cards.first).to_contain_text(walk.steps[0]["question"])
    assert not any(option["say"] in (walk.root.locator(".b-printed").text_content() or "") for step in walk.steps for option in step["options"])


@pytest.mark.parametrize(("lang", "size", "dark", "name"), [
    ("nl", WIDE, True, "lesson3"), ("en", PHONE, False, "lesson3"), ("nl", PHONE, True, "lesson1"), ("en", WIDE, False, "lesson1-owners"),
])  # fmt: skip
def test_board_has_no_fault_that_axe_finds_in_any_state(visitor: Visitor, lang: str, size: tuple[int, int], dark: bool, name: str) -> None:
    page = next(page for page, board in BOARDS if board == name)
    walk = Walk.on(visitor.open(f"{lang}/{page}", size=size, dark=dark, reduced_motion="reduce"), name)
    for step in walk.board["scenes"][0]["steps"]:
        walk.part(f"o-{step['id']}-{step['options'][0]['id']}").check()
        walk.part(f"check-{step['id']}").click()
    walk.root.locator("summary").first.click()
    assert violations(walk.page) + sticks_out(walk.page) == []
    for number, scene in enumerate(walk.board["scenes"]):
        walk.part(f"pip{number}").click()
        for step in scene["steps"]:
            if walk.part(f"check-{step['id']}").count():
                walk.part(f"o-{step['id']}-{step['options'][-1]['id']}").check()
                walk.part(f"check-{step['id']}").click()
    walk.part("onward").click()
    assert violations(walk.page) + sticks_out(walk.page) == []
