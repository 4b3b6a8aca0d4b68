"""The boards: one module that stands alone, one table that holds everything, and frames that say what lies where."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import course
from course import codebook, mapping
from course.boards import CodingBoard, DecisionCalendar, PlacingBoard, Quotation, WindowPicture
from course.boards.board import labels, version_of
from course.boards.modules import es_module, icons, style_sheet
from course.boards.placing_table import placing_table
from course.book.boards import take_apart
from course.case import Case, load
from course.i18n import LANGUAGES, Language, section

WEB = resources.files("course.boards").joinpath("web")
MODULES = ("placing", "coding", "worksheet")
EIGHT = [f"MH-{number:02}" for number in range(1, 9)]
HOSTILE = {
    "MH-01": "<script>alert('hi')</script><img src=x onerror=alert(1)>",
    "MH-02": "=cmd|'/C calc'!A0",
    "MH-03": "\u202eمرحبا، متى يعود السوق؟\u202c",
    "MH-04": "👩🏽‍🦽 naar de markt 🎉 & <b>terug</b>",
    "MH-05": "</script><!-- {no} {{name}} \\u003c -->",
}


@pytest.fixture(scope="module")
def merelhof() -> Case:
    return course.load("merelhof")


@pytest.fixture(scope="module")
def tables(merelhof: Case) -> dict[Language, dict[str, Any]]:
    """The table of the board with all contributions, by language."""
    return {lang: placing_table(merelhof, list(merelhof.contributions["contribution_id"]), lang) for lang in LANGUAGES}


@pytest.fixture(params=LANGUAGES)
def table(request: pytest.FixtureRequest, tables: dict[Language, dict[str, Any]]) -> dict[str, Any]:
    """That table in each language in turn."""
    return tables[request.param]


@pytest.fixture(scope="module")
def hostile(merelhof: Case) -> Case:
    """Merelhof, where some contributions try to be more than text."""
    rows = merelhof.contributions
    texts = [HOSTILE.get(c, text) for c, text in zip(rows["contribution_id"], rows["text_nl"], strict=True)]
    cases = merelhof.cases.assign(name="<script>Merel & 'hof'</script>")
    return replace(merelhof, cases=cases, contributions=rows.assign(text_nl=texts, text_en=texts))


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


# ---------- the module

def parts_of(name: str) -> list[str]:
    """The files a module is joined from."""
    text = WEB.joinpath(f"{name}.js").read_text("utf-8")
    needed = [part for inner in re.findall(r'from "\./([a-z_/]+)\.js"', text) for part in parts_of(inner)]
    return list(dict.fromkeys([*needed, name]))


@pytest.mark.parametrize("name", MODULES)
def test_a_joined_module_needs_nothing_else(name: str) -> None:
    text = es_module(name)
    assert re.findall(r"\bimport\b|\bfrom ['\"]|\brequire\(", text) == []
    assert re.findall(r"^export .*", text, re.MULTILINE) == [re.search(r"^export default \{.*\};$", text, re.MULTILINE)[0]]  # type: ignore[index]
    assert re.findall(r"https?://(?!www\.w3\.org/)", text) == []


@pytest.mark.parametrize("name", MODULES)
def test_the_files_a_module_is_joined_from_do_not_name_the_same_thing(name: str) -> None:
    declared = re.compile(r"^(?:export )?(?:async )?(?:const|let|var|function\*?|class) +(\w+)", re.MULTILINE)
    names = [found for part in parts_of(name) for found in declared.findall(WEB.joinpath(f"{part}.js").read_text("utf-8"))]
    assert len(names) > 10
    assert [found for found, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_the_other_file_exports(name: str) -> None:
    for part in parts_of(name):
        for wanted, file in re.findall(r'^import \{([^}]*)\} from "\./(\w+\.js)";$', WEB.joinpath(f"{part}.js").read_text("utf-8"), re.MULTILINE):
            text = WEB.joinpath(file).read_text("utf-8")
            exported = set(re.findall(r"^export (?:async )?(?:const|function) (\w+)", text, re.MULTILINE))
            assert {word.strip() for word in wanted.split(",")} <= exported


def test_a_module_carries_what_it_needs_and_no_other_board() -> None:
    assert parts_of("placing") == ["answer_code", "kit", "vendor/qr", "codebox", "frame", "desk", "placing"]
    assert "function desk(" in es_module("coding")
    assert "reasonTable" not in es_module("coding")
    assert "function desk(" not in es_module("worksheet")


@pytest.mark.parametrize("name", MODULES)
def test_remarks_stay_behind(name: str) -> None:
    assert re.findall(r"^\s*//", es_module(name), re.MULTILINE) == []


def test_style_sheets_fetch_nothing() -> None:
    for sheet in WEB.iterdir():
        if sheet.name.endswith(".css"):
            assert re.findall(r"@import|url\((?!['\"]?(?:data:|#))", style_sheet(sheet.name.removesuffix(".css"))) == [], sheet.name


def test_icons_are_drawings_and_nothing_more() -> None:
    for name, path in icons().items():
        assert re.sub(r"</?(?:path|circle|rect|line|polyline|polygon|ellipse|g)\b[^<>]*>", "", path).strip() == "", name
        assert not re.search(r"on\w+=|href|javascript:|<script", path), name


# ---------- words and icons that the module asks for

def words_of(kind: str, lang: Language, merelhof: Case) -> dict[str, Any]:
    return placing_table(merelhof, ["MH-01"], lang)["labels"] if kind == "placing" else labels(kind, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", MODULES)
def test_every_word_the_module_uses_exists(kind: str, lang: Language, merelhof: Case) -> None:
    words = words_of(kind, lang, merelhof)
    used = set(re.findall(r"\bL\.(\w+)(?:\.(\w+))?", es_module(kind)))
    assert len(used) > 12
    missing = [key for key, _ in used if key not in words]
    missing += [f"{key}.{inner}" for key, inner in used if inner and isinstance(words.get(key), dict) and inner not in words[key]]
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_chosen_by_a_code_exists(lang: Language, merelhof: Case) -> None:
    words = words_of("placing", lang, merelhof)
    timings = {"early", "on_time", "tight", "late"}
    assert {*mapping.GRADES, "done"} <= set(words["grade"])
    assert timings == set(words["timing"])
    assert timings | {"rest"} == set(words["status"])
    assert {"fit", "owner", "time", "none", "check"} == set(words["question"])
    whys = {mapping.combine(letters).why for count in (2, 3) for letters in itertools.product("gdsn", repeat=count)}
    assert whys | {"half"} == set(words["several"])
    assert {"done", "todo"} <= set(labels("coding", lang)["grade"])


@pytest.mark.parametrize("kind", MODULES)
def test_no_word_of_a_board_is_left_that_it_does_not_use(kind: str) -> None:
    used = {key for key, _ in re.findall(r"\bL\.(\w+)(?:\.(\w+))?", es_module(kind))}
    in_python = {"eyebrow", "title", "intro", "votes"}
    assert set(section(f"board.{kind}", "nl")) - used - in_python == set()
    everywhere = {key for name in MODULES for key, _ in re.findall(r"\bL\.(\w+)(?:\.(\w+))?", es_module(name))}
    assert set(section("board.common", "nl")) - everywhere == set()


def test_every_place_in_a_word_is_filled_by_the_module(table: dict[str, Any]) -> None:
    # The module fills {name} from an object literal of its own, or from a card, a decision or a window of the table.
    known = set(re.findall(r"[{,] ?(\w+)(?=[:,} ])", " ".join(es_module(name) for name in MODULES)))
    known |= {*table["contributions"][0], *table["decisions"][0], *table["decisions"][0]["windows"][0]}
    known |= {"source", "case", "agrees", "disagrees"}
    for kind in ("common", *MODULES):
        assert {place for text in texts(section(f"board.{kind}", "en")) for place in re.findall(r"\{(\w+)\}", text)} <= known


def test_every_icon_the_module_names_is_handed_over(merelhof: Case) -> None:
    statements = merelhof.contributions.head(2)
    for kind, board in (("placing", PlacingBoard(merelhof, ["MH-01"], lang="en")), ("coding", CodingBoard(statements, "x", lang="en"))):
        named = set(re.findall(r'\b(?:icon|tool|button)\((?:"[^"]*", ){0,2}"([a-z_]+)"[,)]', es_module(kind)))
        assert named - set(board.board["icons"]) == set(), kind
    assert {*mapping.GRADES, "early", "on_time", "tight", "late"} <= set(PlacingBoard(merelhof, ["MH-01"], lang="en").board["icons"])


# ---------- the table of the placing board

def test_the_table_goes_through_json_unchanged(table: dict[str, Any]) -> None:
    assert json.loads(json.dumps(table, allow_nan=False)) == table


def test_the_table_shows_no_missing_value(table: dict[str, Any]) -> None:
    wrong = re.compile(r"\bnan\b|<NA>|\bNaT\b|^None$")
    assert [text for text in texts({**table, "pairs": {}, "reasonTable": {}}) if wrong.search(text)] == []


def test_windows_lie_on_the_calendar_and_in_order(table: dict[str, Any]) -> None:
    windows = [window for decision in table["decisions"] for window in decision["windows"]]
    assert len(windows) == 20
    assert [w for w in windows if not 0 <= w["x0"] <= w["xu"] <= w["x1"] <= 100] == []
    assert [w for w in windows if w["x1"] - w["x0"] <= 0] == []
    assert [c for c in table["contributions"] if not 0 <= c["x"] <= 100] == []


def test_the_ticks_rise_and_carry_a_year_each_january(table: dict[str, Any]) -> None:
    at = [tick["x"] for tick in table["axis"]]
    assert at == sorted(set(at))
    assert (at[0], at[-1] < 100) == (0, True)
    assert table["axis"][0]["year"] == "2025"
    assert [tick["year"] for tick in table["axis"] if tick["year"]] == ["2025", "2026", "2027", "2028", "2029"]


def test_every_pair_stands_in_the_table_with_a_window_that_exists(table: dict[str, Any]) -> None:
    windows = {decision["id"]: len(decision["windows"]) for decision in table["decisions"]}
    assert set(table["pairs"]) == {c["id"] for c in table["contributions"]} == set(table["reasonTable"])
    for pairs in table["pairs"].values():
        assert set(pairs) == set(windows)
        assert all(0 <= pair["window"] < windows[code] for code, pair in pairs.items())
    assert all(len(reasons) == 16 for reasons in table["reasonTable"].values())


def test_every_combination_of_letters_on_the_board_can_be_looked_up(table: dict[str, Any]) -> None:
    for pairs in table["pairs"].values():
        kinds = {pair["letters"] for pair in pairs.values()}
        for count in range(1, table["most"] + 1):
            for letters in itertools.product(kinds, repeat=count):
                verdict = mapping.combine(letters)
                assert table["combinations"][" ".join(letters)] == [verdict.grade, verdict.why]


def test_the_table_knows_what_can_be_reached_and_one_way_to_it(merelhof: Case, table: dict[str, Any]) -> None:
    assert table["attainable"] == mapping.best_attainable(merelhof, list(table["sample"])) == 24
    assert table["sample"] == {c: list(mapping.sample_answer(merelhof, c)) for c in table["pairs"]}
    assert set(table["accounted"]) == {"good", "defensible"}


def test_decisions_are_grouped_by_owner_in_the_order_of_the_codebook(table: dict[str, Any]) -> None:
    owners = [decision["owner"] for decision in table["decisions"]]
    assert [owner for owner, _ in itertools.groupby(owners)] == [owner["id"] for owner in table["owners"]]
    assert len(owners) == 18
    assert table["folds"] is True


def test_every_reason_stands_under_a_kind(table: dict[str, Any]) -> None:
    kinds = {kind["id"] for kind in table["reasonKinds"]}
    assert len(table["reasons"]) == 16
    assert {reason["kind"] for reason in table["reasons"]} == kinds
    assert all(reason["ask"].endswith("?") for reason in table["reasons"])


def test_a_student_sees_no_code(table: dict[str, Any]) -> None:
    ids = {"id", "owner", "icon", "kind", "version", "groups", "letters", "sheet"}

    def shown(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                if key not in ids:
                    yield from shown(value)
        elif isinstance(node, list):
            for value in node:
                yield from shown(value)
        elif isinstance(node, str):
            yield node

    seen = {**table, "sample": {}, "accounted": []}
    assert {text for text in shown(seen) if re.search(r"\b(?:[DNTKG]\d{2}|MH-\w+)\b", text)} == set()


def test_who_lives_here_is_told_with_shares_of_the_whole(merelhof: Case, table: dict[str, Any]) -> None:
    assert [group["id"] for group in table["groups"]] == merelhof.population["group_code"].tolist()
    assert all(0 <= group["share"] <= 100 for group in table["groups"])
    known = {group["id"] for group in table["groups"]}
    assert all(set(card["groups"]) <= known for card in table["contributions"])


def test_cards_are_numbered_in_the_order_given(merelhof: Case) -> None:
    cards = placing_table(merelhof, ["MH-05", "MH-01"], "nl")["contributions"]
    assert [(card["no"], card["id"]) for card in cards] == [(1, "MH-05"), (2, "MH-01")]


def test_answers_to_other_cards_are_not_brought_back(merelhof: Case) -> None:
    few, same, other = (placing_table(merelhof, ids, lang) for ids, lang in
                        ((["MH-01", "MH-02"], "nl"), (["MH-01", "MH-02"], "en"), (["MH-02", "MH-01"], "nl")))
    assert few["version"] == same["version"] != other["version"]
    assert version_of(["a"]) == version_of(["a"]) != version_of(["b"])


def test_a_board_says_that_the_neighbourhood_is_invented(table: dict[str, Any]) -> None:
    assert re.search(r"verzonnen|invented|synthet", table["eyebrow"])


def test_a_small_case_without_the_texts_of_the_course_makes_a_board_too() -> None:
    tiny = load(Path(__file__).parents[1] / "data" / "tiny")
    board = PlacingBoard(tiny, lang="nl")
    assert len(board.board["contributions"]) == len(tiny.contributions)
    json.dumps(board.board, allow_nan=False)


# ---------- text that tries to be more

@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_reaches_the_board_as_it_is(hostile: Case, lang: Language) -> None:
    cards = placing_table(hostile, list(HOSTILE), lang)["contributions"]
    assert {card["id"]: card["text"] for card in cards} == HOSTILE
    coded = CodingBoard(hostile.contributions.head(5), "<b>", lang=lang).board["contributions"]
    assert {card["id"]: card["text"] for card in coded} == HOSTILE


def test_the_stored_state_cannot_end_its_script(hostile: Case) -> None:
    state = {"one": {"model_module": "anywidget", "state": {"board": placing_table(hostile, list(HOSTILE), "nl")}}}
    script = take_apart(state, ("one",), own_loader=True).state
    opened, body = script.split(">", 1)
    assert body.count("<") == 1
    assert body.endswith("</script>")
    stored = json.loads(body.removesuffix("</script>"))["state"]["one"]["state"]["board"]
    assert {card["id"]: card["text"] for card in stored["contributions"]} == HOSTILE


def test_boards_of_one_kind_share_their_script_and_style() -> None:
    board = {"model_module": "anywidget", "state": {"_esm": "export default { render };", "_css": "p {}", "board": {}}}
    parts = take_apart({"one": board, "two": board}, ("one", "two"), own_loader=True)
    stored = json.loads(parts.state.split(">", 1)[1].removesuffix("</script>"))["state"]
    assert len(parts.scripts) == len(parts.styles) == 1
    assert {f"{model['state']['_esm']}.js" for model in stored.values()} == set(parts.scripts)
    assert "_css" not in stored["one"]["state"]


@pytest.mark.parametrize("code", ["import { h } from './kit.js';\nexport default { render };", "const render = 1;", "export const a = 1;\nexport default a;"])
def test_a_module_that_does_not_stand_alone_is_refused(code: str) -> None:
    board = {"model_module": "anywidget", "state": {"_esm": code, "board": {}}}
    with pytest.raises(ValueError, match="must stand alone"):
        take_apart({"one": board}, ("one",), own_loader=True)


@pytest.mark.parametrize("contribution", HOSTILE)
def test_a_quotation_shows_text_and_not_markup(hostile: Case, contribution: str) -> None:
    html = Quotation(hostile, contribution, lang="nl")._repr_html_()
    shown = html.split("</style>", 1)[1]
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<b>" not in shown
    assert 'dir="auto"' in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_quotation_gives_the_words_the_day_and_the_channel(merelhof: Case, lang: Language) -> None:
    html = Quotation(merelhof, "MH-17", lang=lang)._repr_html_()
    row = merelhof.contribution("MH-17")
    assert row[f"text_{lang}"].split(".")[0] in html
    assert {"nl": "10 aug 2027", "en": "10 Aug 2027"}[lang] in html
    assert codebook.label(row["channel"], lang) in html
    assert re.search(r"[Vv]erzonnen|[Ii]nvented", html)


def test_a_quotation_of_nobody_is_refused(merelhof: Case) -> None:
    with pytest.raises(KeyError, match="MH-99"):
        Quotation(merelhof, "MH-99", lang="nl")._repr_html_()


# ---------- what lies where

@pytest.fixture(scope="module")
def one_board(merelhof: Case) -> PlacingBoard:
    return PlacingBoard(merelhof, EIGHT, lang="en")


@pytest.fixture
def board(one_board: PlacingBoard) -> PlacingBoard:
    """A board of eight cards on which nothing lies yet."""
    one_board.answers = {}
    return one_board


def test_without_answers_the_frame_is_empty_and_has_its_columns(board: PlacingBoard) -> None:
    assert board.placements.empty
    assert list(board.placements.columns) == [
        "contribution_id", "rank", "decision_code", "decision_id", "no_decision", "reason", "timing"]


def test_placements_have_a_row_per_rank(board: PlacingBoard) -> None:
    board.answers = {"MH-04": ["D08", "D23"], "MH-03": ["N06"], "MH-08": ["D07"]}
    found = board.placements
    assert found[["contribution_id", "rank", "no_decision"]].values.tolist() == [
        ["MH-04", 1, False], ["MH-04", 2, False], ["MH-03", 1, True], ["MH-08", 1, False]]
    assert found["timing"].fillna("").tolist() == ["on_time", "early", "", "early"]
    assert found["reason"].fillna("").tolist() == ["", "", "N06", ""]
    # A yearly decision is the row of the year that the day belongs to.
    assert found["decision_id"].fillna("").tolist() == ["MH-D08", "MH-D23", "", "MH-D07-2027"]


def test_the_judgement_has_a_row_for_every_card(board: PlacingBoard) -> None:
    assert board.judgement["grade"].tolist() == ["open"] * 8
    board.answers = {"MH-01": ["D26"], "MH-03": ["N12"]}
    found = board.judgement.set_index("contribution_id")["grade"]
    assert list(found.index) == EIGHT
    assert found[["MH-01", "MH-02", "MH-03"]].tolist() == ["good", "open", "no"]


def test_a_board_names_itself_without_an_address(board: PlacingBoard) -> None:
    assert repr(board) == "PlacingBoard('merelhof-placing', 8 cards)"


def test_a_board_starts_empty_and_unchecked(board: PlacingBoard) -> None:
    assert (board.answers, board.checked, board.first) == ({}, False, None)


@pytest.mark.parametrize(
    ("chosen", "error", "words"),
    [
        (["MH-99"], KeyError, "MH-99"),
        ([], ValueError, "no contribution to place"),
        (["MH-01", "MH-02", "MH-01"], ValueError, "'MH-01' stands there twice"),
    ],
)
def test_a_board_with_the_wrong_cards_is_refused(merelhof: Case, chosen: list[str], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        PlacingBoard(merelhof, chosen, lang="nl")


def test_a_case_without_a_reference_is_refused_with_what_to_add(merelhof: Case) -> None:
    nothing = replace(merelhof.reference, parts=merelhof.reference.parts.head(0), placements=merelhof.reference.placements.head(0))
    with pytest.raises(ValueError, match=r"Merelhof has no reference placements.*parts\.csv.*CodingBoard"):
        PlacingBoard(replace(merelhof, reference=nothing), ["MH-01"], lang="nl")


def test_a_language_that_is_not_there_is_refused(merelhof: Case) -> None:
    with pytest.raises(ValueError, match="'fr' is not known"):
        PlacingBoard(merelhof, ["MH-01"], lang="fr")  # type: ignore[arg-type]


# ---------- the coding board

@pytest.fixture
def statements() -> pd.DataFrame:
    return pd.DataFrame({"contribution_id": ["a", "b", "c"], "text": ["Meer bomen", "Te duur", "Hoi"],
                         "agrees": pd.array([3, None, 0], dtype="Int64"), "disagrees": pd.array([1, 2, 0], dtype="Int64")})


def test_codes_are_empty_at_first_with_their_columns(statements: pd.DataFrame) -> None:
    codes = CodingBoard(statements, "test", lang="nl").codes
    assert codes.empty
    assert list(codes.columns) == ["contribution_id", "theme", "theme2"]


def test_codes_give_one_or_two_themes(statements: pd.DataFrame) -> None:
    board = CodingBoard(statements, "test", lang="nl")
    board.answers = {"a": ["T15"], "b": ["T01", "T02"]}
    assert board.codes.fillna("").values.tolist() == [["a", "T15", ""], ["b", "T01", "T02"]]


def test_votes_are_shown_where_both_are_known(statements: pd.DataFrame) -> None:
    cards = CodingBoard(statements, "test", lang="en").board["contributions"]
    assert [bool(card["who"]) for card in cards] == [True, False, True]
    assert "3" in cards[0]["who"]
    assert "1" in cards[0]["who"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_coding_board_goes_through_json_and_has_every_theme(merelhof: Case, lang: Language) -> None:
    board = CodingBoard(merelhof.contributions, merelhof.name, lang=lang).board
    assert json.loads(json.dumps(board, allow_nan=False)) == board
    assert [theme["id"] for theme in board["themes"]] == [f"T{number:02}" for number in range(1, 21)]
    assert board["other"] == "T20"
    assert len(board["doubts"]) == len(codebook.theme_pairs())
    assert merelhof.name in board["eyebrow"]
    assert all(card["received"] and card["channel"] for card in board["contributions"])


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (pd.DataFrame({"contribution_id": [], "text": []}), "no statement to code"),
        (pd.DataFrame({"contribution_id": ["a", "b", "a"], "text": ["x", "y", "z"]}), "'a' stands there twice"),
        (pd.DataFrame({"id": ["a"], "text": ["x"]}), "no column contribution_id; they have: id, text"),
        (pd.DataFrame({"contribution_id": ["a"], "body": ["x"]}), "'a' has no text to show"),
        (pd.DataFrame({"contribution_id": ["a", "b"], "text": ["x", None]}), "'b' has no text to show"),
    ],
)
def test_statements_that_cannot_be_coded_are_refused(frame: pd.DataFrame, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        CodingBoard(frame, "test", lang="nl")


# ---------- the same on every machine

FRESH = """
import json, course
from course.boards import DecisionCalendar, PlacingBoard, WindowPicture
case = course.load("merelhof")
print(json.dumps([PlacingBoard(case, ["MH-04", "MH-17"], lang="nl").board,
                  DecisionCalendar(case, alt="lesson4.calendar_alt", lang="nl")._repr_html_(),
                  WindowPicture(case, "D23", alt="lesson4.window_alt", lang="nl")._repr_html_()]))
"""


def test_a_fresh_process_makes_the_same_board_and_pictures(merelhof: Case) -> None:
    done = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "4"})
    here = [PlacingBoard(merelhof, ["MH-04", "MH-17"], lang="nl").board,
            DecisionCalendar(merelhof, alt="lesson4.calendar_alt", lang="nl")._repr_html_(),
            WindowPicture(merelhof, "D23", alt="lesson4.window_alt", lang="nl")._repr_html_()]
    # As text, because the order of the keys has to be the same too.
    assert done.stdout.strip() == json.dumps(here)
