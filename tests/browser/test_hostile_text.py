"""Contributions are words of strangers: a board shows them letter for letter, whatever they are, and runs none of them."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

import course
from course.boards import CodingBoard, PlacingBoard, Quotation
from course.book.boards import SLOT, take_apart
from tests.browser.conftest import Visitor
from tests.browser.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "script": "<script>window.ran = 1</script></script><script>window.ran = 2</script>",
    "picture": "<img src=x onerror=\"window.ran = 3\"> <!-- <svg onload='window.ran = 4'> {no} ${window.ran=5} -->",
    "formula": "=cmd|' /C calc'!A0",
    "at sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "right to left": "متى يأتي العامل لإصلاح المدفأة؟ \u202eabc\u202c",
    "emoji": "👩🏽‍🔧 komt nooit 🏳️‍🌈🥶 é ö",
    "long word": "Warmtetransitiewijkbudgetbegrotingscommissievergadering" * 6,
    "quotes": "Zij zei: \"dat 'moet', toch?\"; ik: \\o/ en \\u003cb\\u003e, a,b;c",
    "reads as missing": "NA",
}
every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


@pytest.fixture(scope="session")
def show(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Callable[..., str]:
    """Put boards on a page of their own, as the book does; gives the address of the page."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copy(ROOT / "course" / "book" / "web" / "boards.js", folder)
    address = serve(folder)

    def page(name: str, *boards: CodingBoard | PlacingBoard, html: str = "") -> str:
        state = {board.model_id: {"model_module": "anywidget", "state": board.get_state()} for board in boards}
        slots = "".join(SLOT.format(model=id, exercise="", wait="", no_script="") for id in state)
        parts = take_apart(state, tuple(state), own_loader=True)
        for file, content in {**parts.scripts, **parts.styles}.items():
            (folder / file).write_text(content, "utf-8")
        links = "".join(f'<link rel="stylesheet" href="{file}">' for file in parts.styles) + "".join(f'<script defer src="{file}"></script>' for file in parts.scripts)
        (folder / f"{name}.html").write_text(
            f'<!DOCTYPE html><html lang="nl"><meta charset="utf-8"><title>{name}</title><link rel="icon" href="data:,">{links}{html}{slots}{parts.state}'
            '<script defer src="boards.js" data-failed="failed" data-details="details"></script></html>', "utf-8")
        return f"{address}{name}.html"

    return page


def downloaded(desk: Desk, folder: Path) -> list[list[str]]:
    """The rows of the file that the board saves."""
    with desk.page.expect_download() as waiting:
        desk.part("save").click()
    waiting.value.save_as(folder / "saved.csv")
    return list(csv.reader(io.StringIO((folder / "saved.csv").read_text("utf-8-sig"), newline="")))


def nothing_ran(page: Page) -> bool:
    return page.evaluate("() => !('ran' in window)") and page.locator(".b-board :is(script, img, iframe)").count() == 0


@pytest.fixture(scope="session")
def placing_page(tmp_path_factory: pytest.TempPathFactory, show: Callable[..., str]) -> str:
    """A page with the case of the course in which people say other things."""
    folder = tmp_path_factory.mktemp("case") / "merelhof"
    shutil.copytree(ROOT / "datasets" / "merelhof", folder)
    # Without its package the case is no longer the sealed one, only its tables.
    (folder / "datapackage.json").unlink()
    table = pd.read_csv(folder / "contributions.csv", dtype="string", keep_default_na=False)
    for row, text in enumerate(TEXTS.values()):
        table.loc[row, ["text_nl", "text_en"]] = text
    table.to_csv(folder / "contributions.csv", index=False, lineterminator="\n")
    case = course.load(folder)
    ids = list(table["contribution_id"][:len(TEXTS)])
    return show("placing", PlacingBoard(case, ids, lang="nl"), html="".join(Quotation(case, id, lang="nl")._repr_html_() for id in ids))


@every_text
def test_placing_board_shows_it_letter_for_letter(visitor: Visitor, placing_page: str, tmp_path: Path, text: str) -> None:
    desk = Desk.on(visitor.open(placing_page))
    at = list(TEXTS.values()).index(text)
    desk.part(f"pip{at}").click()
    expect(desk.card.locator(".b-quote")).to_have_text(text)
    assert desk.card.locator(".b-quote").text_content() == text
    assert desk.page.locator(".voice blockquote").nth(at).text_content() == text
    desk.place("D23")
    desk.part("main").click()
    desk.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert desk.root.locator(".b-printed tbody tr").nth(at).locator("td").nth(1).text_content() == text
    rows = downloaded(desk, tmp_path)
    assert rows[at + 1][2] == ("'" + text if text[0] in "=@-+" else text)
    assert nothing_ran(desk.page)


def test_text_from_right_to_left_reads_from_right_to_left(visitor: Visitor, placing_page: str) -> None:
    desk = Desk.on(visitor.open(placing_page))
    desk.part(f"pip{list(TEXTS).index('right to left')}").click()
    assert desk.card.locator(".b-quote").evaluate("e => getComputedStyle(e).direction") == "rtl"
    desk.part("pip0").click()
    assert desk.card.locator(".b-quote").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_coding_board_shows_statements_of_strangers_letter_for_letter(visitor: Visitor, show: Callable[..., str], tmp_path: Path) -> None:
    statements = pd.DataFrame({"contribution_id": [f"S{n}" for n in range(len(TEXTS))], "text": list(TEXTS.values())})
    desk = Desk.on(visitor.open(show("coding", CodingBoard(statements, "=1+1 <i>Wijk</i> 🏘️", lang="nl"))))
    expect(desk.root.locator(".b-eyebrow")).to_contain_text("=1+1 <i>Wijk</i> 🏘️")
    for n, text in enumerate(TEXTS.values()):
        desk.part(f"pip{n}").click()
        assert desk.card.locator(".b-quote").text_content() == text
    rows = downloaded(desk, tmp_path)
    assert [row[2].removeprefix("'") for row in rows[1:]] == list(TEXTS.values())
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]
    assert nothing_ran(desk.page)


def test_long_word_stays_inside_the_card(visitor: Visitor, placing_page: str) -> None:
    desk = Desk.on(visitor.open(placing_page, size=(360, 740)))
    desk.part(f"pip{list(TEXTS).index('long word')}").click()
    assert desk.card.evaluate("e => [...e.querySelectorAll('*')].every(x => x.getBoundingClientRect().right <= e.getBoundingClientRect().right + 1)")
