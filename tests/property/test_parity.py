"""The board on the page judges as Python does: the module looks up what Python worked out, in a real browser."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

import course
from course import codebook, mapping
from course.boards.coding import CodingBoard
from course.boards.mix import MixBoard, plan_of
from course.boards.modules import es_module, style_sheet
from course.boards.placing import PlacingBoard
from course.boards.plan import PlanBoard
from course.boards.plan_file import LEVELS
from course.boards.steps import StepsBoard
from course.boards.worksheet import Worksheet
from course.case import Case
from course.i18n import LANGUAGES, Language, section
from course.mixing import SWITCHES
from tests.browser.chromium import ARGUMENTS, installed

pytestmark = pytest.mark.browser

HOW_MANY = 1000
HOSTILE = "<script>window.ran = true</script><img src=x onerror='window.ran = true'> =cmd|'/C calc'!A0 \u202eمرحبا\u202c 👩🏽‍🦽"

# The module stands alone, so it is loaded as the page does it: from a blob, where a relative import would fail.
LOAD = """async text => {
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  window.board = (await import(url)).default;
  return Object.keys(window.board).sort();
}"""
JUDGE = """([table, sets]) => sets.map(answers => {
  const graded = Object.entries(answers).map(([id, to]) => [id, ...window.board.judge(table, id, to)]);
  return [graded, graded.filter(([, grade]) => table.accounted.includes(grade)).length];
})"""
DRAW = """state => {
  const values = { answers: {}, checked: false, first: null, ...state };
  const model = { get: name => values[name], set: (name, value) => { values[name] = value; }, save_changes() {}, on() {}, off() {} };
  document.body.replaceChildren(document.createElement("main"));
  window.board.render({ model, el: document.querySelector("main") });
  return values;
}"""


@pytest.fixture(scope="module")
def merelhof() -> Case:
    return course.load("merelhof")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """An empty page in an installed Chromium, closed before the next file: while it runs no kernel can be started."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)
        page = browser.new_page()
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(("blob:", "data:")) else route.abort())
        yield page
        browser.close()


@pytest.fixture(scope="module")
def tables(merelhof: Case) -> dict[Language, dict[str, Any]]:
    """The table of the board with all contributions, by language."""
    return {lang: PlacingBoard(merelhof, lang=lang).board for lang in LANGUAGES}


def answer_sets(case: Case, how_many: int) -> list[dict[str, list[str]]]:
    """For each contribution nothing, one to three decisions, or a reason; the same sets on every run."""
    dice = random.Random(4)
    decisions = list(case.decisions["decision_code"].unique())
    reasons = [entry.code for entry in codebook.family("reason")]
    return [{c: dice.sample(decisions, count) if (count := dice.randint(0, 4)) < 4 else [dice.choice(reasons)]
             for c in case.contributions["contribution_id"]} for _ in range(how_many)]


def test_the_page_judges_a_thousand_answer_sets_as_python_does(merelhof: Case, page: Page, tables: dict[Language, dict[str, Any]]) -> None:
    sets, table = answer_sets(merelhof, HOW_MANY), tables["nl"]
    assert page.evaluate(LOAD, es_module("placing")) == ["judge", "render"]
    on_page = page.evaluate(JUDGE, [table, sets])
    assert len(on_page) == len(sets)
    seen = set()
    for answers, (graded, accounted) in zip(sets, on_page, strict=True):
        judgements = [mapping.judge(merelhof, contribution, answer) for contribution, answer in answers.items()]
        assert graded == [[j.contribution_id, j.grade, j.why] for j in judgements]
        assert accounted == mapping.accounted(judgements)
        seen |= {(j.grade, j.why) for j in judgements}
    # The sets reach every kind of verdict that the rules know, except those that no pair in Merelhof can give.
    assert {why for _, why in seen} >= {"open", "single", "both", "half", "mixed", "weak", "order", "side", "none", "stated", "reachable", "unrecorded"}


def test_the_language_of_the_board_changes_no_judgement(tables: dict[Language, dict[str, Any]]) -> None:
    dutch, english = (tables[lang] for lang in LANGUAGES)
    assert all(dutch[part] == english[part] for part in ("combinations", "sample", "attainable", "accounted"))
    for contribution, pairs in dutch["pairs"].items():
        assert {code: pair["letters"] for code, pair in pairs.items()} == {
            code: pair["letters"] for code, pair in english["pairs"][contribution].items()}
        assert {code: (reason["grade"], reason["why"]) for code, reason in dutch["reasonTable"][contribution].items()} == {
            code: (reason["grade"], reason["why"]) for code, reason in english["reasonTable"][contribution].items()}


def test_the_page_agrees_on_the_samples_and_on_what_can_be_reached(merelhof: Case, page: Page, tables: dict[Language, dict[str, Any]]) -> None:
    table = tables["en"]
    page.evaluate(LOAD, es_module("placing"))
    [[graded, accounted]] = page.evaluate(JUDGE, [table, [table["sample"]]])
    assert accounted == table["attainable"] == mapping.best_attainable(merelhof, list(table["sample"]))
    assert all(grade in mapping.ACCOUNTED for _, grade, _ in graded)


def hostile_boards(case: Case) -> dict[str, Any]:
    contributions = case.contributions.assign(text_nl=HOSTILE, text_en=HOSTILE)
    changed = replace(case, contributions=contributions, cases=case.cases.assign(name=HOSTILE))
    return {"placing": PlacingBoard(changed, ["MH-01", "MH-02"], lang="nl"), "coding": CodingBoard(contributions.head(2), HOSTILE, lang="nl")}


@pytest.mark.parametrize("name", ["placing", "coding"])
@pytest.mark.parametrize("checked", [False, True], ids=["placing", "checked"])
def test_hostile_text_is_shown_and_not_run(merelhof: Case, page: Page, name: str, checked: bool) -> None:
    board = hostile_boards(merelhof)[name].board
    assert page.evaluate(LOAD, es_module(name))
    page.add_style_tag(content=style_sheet("board", name))
    page.evaluate(DRAW, {"board": board, "checked": checked, "answers": {"MH-01": [board[{"placing": "decisions", "coding": "themes"}[name]][0]["id"]]}})
    assert page.locator(".b-quote").text_content() == HOSTILE
    assert HOSTILE in str(page.locator(".b-eyebrow").text_content())
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); return new Promise(requestAnimationFrame); }")
    assert page.evaluate("() => [window.ran, document.querySelectorAll('main script, main img').length]") == [None, 0]
    assert "undefined" not in str(page.locator("main").inner_html())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_worksheet_of_the_lessons_is_drawn_whole(page: Page, lang: Language) -> None:
    page.evaluate(LOAD, es_module("worksheet"))
    sheets = [f"lesson{number}.{name}" for number in range(1, 6) for name in section(f"lesson{number}", lang) if isinstance(section(f"lesson{number}.{name}", lang), dict) and "fields" in section(f"lesson{number}.{name}", lang)]
    assert len(sheets) >= 25
    for name in sheets:
        board = Worksheet(name, lang).board
        page.evaluate(DRAW, {"board": json.loads(json.dumps(board))})
        assert page.locator(".b-field, .b-recall").count() == len(board["fields"])
        assert "undefined" not in str(page.locator("main").inner_html())


def test_the_steps_board_counts_a_thousand_answer_sets_as_python_does(page: Page) -> None:
    dice, board = random.Random(3), StepsBoard("lesson3", "nl")
    steps = [step for scene in board.scenes for step in scene.steps]
    sets = [{step.id: [dice.choice([*(option.id for option in step.options), "gone"])] for step in steps if dice.random() < 0.9} for _ in range(HOW_MANY)]
    assert page.evaluate(LOAD, es_module("steps")) == ["render", "tally"]
    on_page = page.evaluate("([table, sets]) => sets.map(answers => window.board.tally(table, answers))", [board.board, sets])
    assert len({tuple(count.values()) for count in on_page}) > 100
    for answers, count in zip(sets, on_page, strict=True):
        board.answers = answers
        assert count == {grade: int((board.judgement["grade"] == grade).sum()) for grade in ("good", "defensible", "no", "open")}


def test_the_mixing_board_reckons_a_thousand_plans_as_python_does(page: Page) -> None:
    dice, board = random.Random(5), MixBoard("nl")
    hours = [str(h) for h in board.mix.rules.hours]
    sets = [{**{c: [dice.choice([*hours, "0", "0"])] for c in board.mix.rules.channels if dice.random() < 0.7},
             **{name: [dice.choice(["no", "yes"])] for name in SWITCHES if dice.random() < 0.8}} for _ in range(HOW_MANY)]
    assert page.evaluate(LOAD, es_module("mix")) == ["outcome", "render"]
    on_page = page.evaluate("""([table, sets]) => sets.map(answers => { const o = window.board.outcome(table, answers);
        return { ...o, heard: [...o.heard].sort((a, b) => a - b) }; })""", [board.board, sets])
    assert len({found["why"] for found in on_page}) == 7
    for answers, found in zip(sets, on_page, strict=True):
        mine = board.mix.outcome(plan_of(answers))
        assert (found["hours"], found["heard"], found["again"], found["told"], found["why"]) == (
            mine.hours, sorted(mine.heard), len(mine.again), len(mine.again_if_told), mine.why)
        assert {g["id"]: (g["heard"], g["known"], g["unknown"]) for g in found["groups"]} == {code: rest[1:] for code, rest in mine.groups.items()}
        assert {g["id"] for g in found["groups"] if g["reached"]} == set(mine.reached)
        assert {c["id"]: (c["heard"], set(c["fresh"])) for c in found["channels"]} == {
            code: (len(persons), set(mine.new_groups[code])) for code, persons in mine.by_channel.items()}


def test_the_planning_board_adds_up_a_thousand_plans_as_python_does(page: Page) -> None:
    dice, board = random.Random(6), PlanBoard("lesson5", "en")
    sets = [{one.id: [dice.choice([*LEVELS, "gone"])] for one in board.found.opportunities if dice.random() < 0.9} for _ in range(HOW_MANY)]
    assert page.evaluate(LOAD, es_module("plan")) == ["render", "totals"]
    on_page = page.evaluate("([table, sets]) => sets.map(answers => window.board.totals(table, answers))", [board.board, sets])
    assert {found["fit"] for found in on_page} == {"fits", "late", "busy", "both"}
    for answers, found in zip(sets, on_page, strict=True):
        board.answers = answers
        assert found == {**board.totals, "grades": {grade: int((board.judgement["grade"] == grade).sum()) for grade in ("good", "defensible", "no", "open")}}
