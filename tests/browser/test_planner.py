"""The lesson planner on the page: the same plan as Python makes, and files that work without the internet."""

from __future__ import annotations

import itertools
import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from course.boards.modules import es_module
from course.classroom.agenda import LENGTHS, MODES, AgendaError, agenda
from course.classroom.lesson_planner import LessonPlanner
from course.classroom.lesson_text import lesson_text, numbered
from course.i18n import section
from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.looks import sticks_out, violations

ROOT = Path(__file__).resolve().parents[2]
both_languages = pytest.mark.parametrize("lang", ["nl", "en"])
LOAD = """async text => { window.planner = (await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })))).default; }"""


def opened(visitor: Visitor, lang: str, **context: object) -> tuple[Page, Locator]:
    page = visitor.open(f"{lang}/planner.html", **context)
    root = page.locator(".b-planner")
    expect(root).to_have_attribute("data-ready", "true")
    return page, root


@both_languages
def test_the_page_plans_every_choice_as_python_does(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/index.html")
    page.evaluate(LOAD, es_module("planner"))
    board = LessonPlanner(lang).board
    lessons = {number: lesson_text(path, lang) for number, path in numbered(ROOT / "lessons" / lang).items()}
    for many, minutes in itertools.product((1, 2, 3, 5), LENGTHS):
        for numbers in itertools.combinations(lessons, many):
            shown = page.evaluate("([board, numbers, minutes, modes]) => planner.agenda(board, numbers, minutes, modes)", [board, numbers, minutes, MODES])
            try:
                rows = agenda([lessons[number] for number in numbers], minutes, modes=MODES)
            except AgendaError:
                assert shown is None
                continue
            assert [(r["start"], r["end"], r["lesson"], r["part"], r["title"], r["you"], r["hints"]) for r in shown] == [
                (row.start, row.end, row.lesson, row.part, row.title, row.you, list(row.hints)) for row in rows]


@both_languages
def test_a_lecturer_plans_and_saves_a_meeting(visitor: Visitor, lang: str, tmp_path: Path) -> None:
    page, root = opened(visitor, lang)
    words = section("planner", lang)
    root.locator('label:has([data-f="minutes-45"])').click()
    root.locator('label:has([data-f="mode-cards"])').click()
    root.locator('[data-f="begins"]').fill("09:15")
    root.locator('[data-f="begins"]').blur()
    expect(root.locator(".b-planned")).to_contain_text("09:15–09:18")
    expect(root.locator(".b-planned")).to_contain_text(words["hints"]["cards"]["plenary"])
    with page.expect_download() as waiting:
        root.locator('[data-f="zip"]').click()
    waiting.value.save_as(tmp_path / "plan.zip")
    with zipfile.ZipFile(tmp_path / "plan.zip") as packed:
        assert sorted(packed.namelist()) == ["index.html", "lesson-4-cards.html", "lesson-4-key.html", "lesson-4-slides.html"]
        packed.extractall(tmp_path / "plan")
    plan = visitor.open((tmp_path / "plan" / "index.html").as_uri())
    expect(plan.locator("body")).to_contain_text("09:15–09:18")
    assert violations(plan) == []
    plan.goto((tmp_path / "plan" / "lesson-4-slides.html").as_uri())
    plan.wait_for_function("() => window.Reveal && Reveal.isReady()")
    assert plan.locator('section[data-part="7"]').count() == 0
    assert plan.locator('section[data-part="3"]').count() == 1


@both_languages
def test_too_many_lessons_and_none_are_told(visitor: Visitor, lang: str) -> None:
    _, root = opened(visitor, lang)
    faults = section("planner.fault", lang)
    root.locator('label:has([data-f="lesson-1"])').click()
    root.locator('label:has([data-f="minutes-60"])').click()
    expect(root.get_by_role("alert")).to_have_text(faults["too_many"].format(minutes=60, lessons=2, most=1))
    for number in (1, 4):
        root.locator(f'label:has([data-f="lesson-{number}"])').click()
    expect(root.get_by_role("alert")).to_have_text(faults["no_lessons"])


@both_languages
def test_everything_that_belongs_to_a_lesson_opens(visitor: Visitor, lang: str) -> None:
    page, root = opened(visitor, lang)
    links = [link.get_attribute("href") for link in root.locator(".b-materials a").all()]
    assert len(links) == 4
    for link in links:
        answer = page.request.get(page.url.rsplit("/", 1)[0] + "/" + (link or ""))
        assert answer.ok, link


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_long_plan_has_no_fault_that_axe_finds_and_fits(visitor: Visitor, size: tuple[int, int]) -> None:
    page, root = opened(visitor, "nl", size=size)
    root.locator('label:has([data-f="lesson-1"])').click()
    root.locator('label:has([data-f="minutes-180"])').click()
    expect(root.locator(".lesson")).to_have_count(2)
    assert violations(page) == []
    assert sticks_out(page) == []


@both_languages
@pytest.mark.parametrize("kind", ["key", "cards"])
def test_pages_for_paper_have_no_fault_that_axe_finds(visitor: Visitor, lang: str, kind: str) -> None:
    page = visitor.open(f"{lang}/plan/lesson-4-{kind}.html")
    assert violations(page) == []


@both_languages
def test_slides_are_shown_with_notes(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/plan/lesson-1-slides.html?parts=0,1,2")
    page.wait_for_function("() => window.Reveal && Reveal.isReady()")
    total = page.evaluate("() => Reveal.getTotalSlides()")
    assert total >= 6
    assert page.locator('section[data-part="7"]').count() == 0
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => Reveal.getSlidePastCount()") == 2
    assert json.loads(page.evaluate("() => JSON.stringify(Reveal.hasPlugin('notes'))")) is True
