"""Make my code, on every board: the code says what lies on the board, and can be copied and scanned."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from course.boards.answer_code import decode
from course.classroom.sheets import find
from course.i18n import section
from tests.browser.conftest import PHONE, Visitor
from tests.browser.desk import LESSON, STATE
from tests.browser.looks import sticks_out, violations

LESSONS = ["01-the-chain.html", "02-who-is-heard.html", "03-safeguarding-or-blocking.html", LESSON, "05-connecting.html", "your-own-input.html"]
REFUSE_THE_CLIPBOARD = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
both_languages = pytest.mark.parametrize("lang", ["nl", "en"])
KEPT = "([key, value]) => localStorage.setItem(key, JSON.stringify(value))"


def boards(page: Page) -> list[dict[str, Any]]:
    """What Python handed to every board on the page that gives a code."""
    models = json.loads(page.locator(STATE).text_content() or "")["state"].values()
    return [m["state"]["board"] for m in models if m["state"].get("board", {}).get("sheet")]


def code_of(root: Locator) -> str:
    if root.locator('[data-f="code"]').get_attribute("aria-expanded") == "false":
        root.locator('[data-f="code"]').click()
    return root.locator("output").inner_text()


def board(page: Page, told: dict[str, Any]) -> Locator:
    page.wait_for_function("() => document.querySelectorAll('[data-board-model]').length === document.querySelectorAll('[data-ready]').length")
    return page.locator(".b-board", has=page.locator(f'[id="{told["id"]}-code"]'))


@both_languages
@pytest.mark.parametrize("name", LESSONS)
def test_every_board_on_every_lesson_makes_a_code_of_its_answers(visitor: Visitor, lang: str, name: str) -> None:
    page = visitor.open(f"{lang}/{name}")
    found = boards(page)
    assert found
    wanted = {}
    for told in found:
        sheet = told["sheet"]
        answers = {item: [sheet["lists"][place][-1]] for item, place in zip(sheet["items"], sheet["of"], strict=True)}
        wanted[told["id"]] = answers
        worksheet = "fields" in told
        key = f"course:{told['id']}" + ("" if worksheet else f":{told['version']}")
        page.evaluate(KEPT, [key, {"answers": {i: a[0] for i, a in answers.items()} if worksheet else answers, "checked": not worksheet, "first": answers}])
    page.reload()
    for told in found:
        root = board(page, told)
        root.scroll_into_view_if_needed()
        answers = decode(code_of(root), find).answers
        assert list(map(list, answers.values())) == list(wanted[told["id"]].values()), told["id"]
        if name != "your-own-input.html":
            assert list(answers) == list(wanted[told["id"]])


@pytest.mark.parametrize("size", [(1280, 900), PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_picture_of_a_code_scans_to_the_code(visitor: Visitor, size: tuple[int, int], dark: bool) -> None:
    page = visitor.open(f"nl/{LESSON}", size=size, dark=dark)
    root = page.locator(".b-board:has(.b-pips)")
    code = code_of(root)
    picture = Image.open(io.BytesIO(root.locator(".b-qr").screenshot()))
    scanned = zxingcpp.read_barcodes(picture)
    assert [one.text for one in scanned] == [code]
    assert violations(page) == []
    assert sticks_out(page) == []


@both_languages
def test_the_code_is_copied(visitor: Visitor, lang: str) -> None:
    context = visitor.context(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(f"{lang}/{LESSON}", in_context=context)
    root, words = page.locator(".b-board:has(.b-pips)"), section("board.common.code", lang)
    code = code_of(root)
    root.locator('[data-f="copycode"]').click()
    expect(root.locator('[data-f="copycode"]')).to_have_text(words["copied"])
    assert page.evaluate("() => navigator.clipboard.readText()") == code


def test_the_code_is_selected_where_the_clipboard_refuses(visitor: Visitor) -> None:
    page = visitor.open(f"nl/{LESSON}", script=REFUSE_THE_CLIPBOARD)
    root = page.locator(".b-board:has(.b-pips)")
    code = code_of(root)
    root.locator('[data-f="copycode"]').click()
    expect(root.locator(".b-codebox textarea")).to_be_focused()
    assert page.evaluate("() => getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)") == code
    assert root.get_by_text(section("board.common.code", "nl")["copied"], exact=True).count() == 0


@both_languages
def test_the_lot_gives_a_role_that_stays_and_goes_into_the_code(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/{LESSON}")
    root, words = page.locator(".b-board:has(.b-pips)"), section("board.common.code", lang)
    assert decode(code_of(root), find).role == ""
    root.locator('[data-f="lot"]').click()
    role = decode(code_of(root), find).role
    assert role in words["roles"]
    expect(root.locator(".b-lot")).to_contain_text(words["roleIs"][role])
    page.reload()
    expect(root.locator(".b-lot")).to_contain_text(words["roleIs"][role])
    assert decode(code_of(root), find).role == role


def test_both_roles_come_out_of_the_lot(visitor: Visitor) -> None:
    page = visitor.open(f"nl/{LESSON}")
    root, seen = page.locator(".b-board:has(.b-pips)"), set()
    for _ in range(40):
        page.evaluate("() => localStorage.clear()")
        page.reload()
        root.locator('[data-f="lot"]').click()
        seen.add(root.locator(".b-lot b").inner_text())
        if len(seen) == 2:
            break
    assert len(seen) == 2


def test_what_changes_after_checking_is_round_two_and_round_one_stays(visitor: Visitor) -> None:
    page = visitor.open("nl/05-connecting.html")
    root = page.locator(".b-choose")
    root.locator(".b-choice").first.locator(".b-option").nth(0).click()
    before = decode(code_of(root), find)
    assert before.round == 1
    root.locator('[data-f="check"]').click()
    root.locator(".b-choice").first.locator(".b-option").nth(2).click()
    second = decode(code_of(root), find)
    assert (second.round, second.answers) == (2, {list(before.answers)[0]: ("piggy_back",)})
    root.locator('[data-f="round1"]').check()
    first = decode(code_of(root), find)
    assert (first.round, first.answers) == (1, before.answers)


def test_clearing_the_board_clears_the_role_and_closes_the_code(visitor: Visitor) -> None:
    page = visitor.open(f"en/{LESSON}")
    root = page.locator(".b-board:has(.b-pips)")
    root.locator('[data-f="lot"]').click()
    code_of(root)
    root.locator('[data-f="clear"]').click()
    root.locator('[data-f="clear"]').click()
    expect(root.locator('[data-f="lot"]')).to_be_visible()
    expect(root.locator(".b-codebox")).to_be_hidden()


def test_a_code_is_made_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.open(f"en/{LESSON}")
    root = page.locator(".b-board:has(.b-pips)")
    root.locator('[data-f="code"]').focus()
    page.keyboard.press("Enter")
    expect(root.locator("output")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(root.locator('[data-f="round1"]')).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(root.locator('[data-f="round2"]')).to_be_focused()
    assert decode(root.locator("output").inner_text(), find).round == 2
