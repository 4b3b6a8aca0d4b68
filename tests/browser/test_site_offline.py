"""The site without a server and without a network, and a board that cannot start."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from course.i18n import t
from tests.browser.conftest import Visitor
from tests.browser.desk import LESSON, Desk
from tests.browser.looks import violations

both_languages = pytest.mark.parametrize("lang", ["nl", "en"])


@both_languages
def test_lesson_works_from_its_file(visitor: Visitor, site: Path, lang: str) -> None:
    page = visitor.open((site / lang / LESSON).as_uri())
    desk = Desk.on(page)
    code = desk.samples[desk.cards[0]["id"]]
    desk.place(code)
    desk.part("main").click()
    desk.focus_is_on("verdict")
    expect(desk.part("verdict").locator(".b-says")).to_have_text(desk.board["pairs"][desk.cards[0]["id"]][code]["say"])
    page.wait_for_timeout(500)  # seen once: reloaded at once, the page had not yet found what it kept; nobody reloads that fast
    page.reload()
    assert Desk.on(page).answers == {desk.cards[0]["id"]: [code]}
    assert page.evaluate("async () => (await document.fonts.load('1rem \"Atkinson Hyperlegible\"')).length > 0")


@both_languages
def test_other_pages_and_the_search_work_from_their_files(visitor: Visitor, site: Path, lang: str) -> None:
    page = visitor.open((site / lang / "index.html").as_uri())
    page.locator(".contents summary").click()
    page.locator("#find").fill({"nl": "besluit", "en": "decision"}[lang])
    page.keyboard.press("Enter")
    expect(page.locator("#search-results li a").first).to_be_visible()
    page.locator("#search-results li a").first.click()
    expect(page.locator("h1")).to_have_count(1)
    page.locator("a.twin").click()
    expect(page.locator("html")).to_have_attribute("lang", {"nl": "en", "en": "nl"}[lang])


def test_site_works_below_any_address(visitor: Visitor, site: Path, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    shutil.copytree(site, tmp_path / "some" / "course here")
    page = visitor.open(f"{serve(tmp_path)}some/course%20here/nl/{LESSON}")
    Desk.on(page)
    page.locator("a.twin").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("a.brand").click()
    expect(page.locator("h1")).to_have_count(1)


@both_languages
@pytest.mark.parametrize("breaks", ["{ render() { throw new Error('out of paint'); } }", "this is no program"], ids=["throws", "cannot be read"])
def test_board_that_cannot_start_says_so(visitor: Visitor, site: Path, tmp_path: Path, serve: Callable[[Path], str], lang: str, breaks: str) -> None:
    folder = tmp_path / lang
    shutil.copytree(site / lang, folder)
    used = re.findall(r"_static/boards/(\w+)\.js", (folder / LESSON).read_text("utf-8"))
    (folder / "_static" / "boards" / f"{used[0]}.js").write_text(f'(self.courseBoards ||= {{}})["{used[0]}"] = {breaks};', "utf-8")
    page = visitor.open(f"{serve(tmp_path)}{lang}/{LESSON}")
    failed = page.get_by_role("alert")
    expect(failed.first).to_be_visible()
    expect(failed.first).to_contain_text(t("book.board.failed", lang))
    failed.first.locator("summary").click()
    expect(failed.first.locator("code")).to_be_visible()
    # The boards of another kind go on, and the page stays readable for everybody.
    assert 0 < failed.count() < page.locator("[data-board-model]").count()
    assert violations(page) == []
    assert visitor.faults
    visitor.faults.clear()


@both_languages
def test_without_scripts_the_text_is_there_and_boards_say_what_they_need(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/{LESSON}", java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".board-slot noscript p").first).to_be_visible()
    expect(page.locator(".board-slot noscript p").first).to_have_text(t("book.board.no_script", lang))
    expect(page.locator(".board-wait").first).to_be_hidden()
    expect(page.locator("button.theme")).to_be_hidden()
