"""The class picture in the browser: what a lecturer pastes, sees, shows and keeps."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from course.boards.answer_code import ROLES, encode
from course.classroom.exit_slips import find_slips
from course.classroom.sheets import sheet_with
from course.i18n import section, t
from tests.browser.conftest import PATIENCE, PHONE, WIDE, Visitor
from tests.browser.looks import sticks_out, violations
from tests.unit.test_exit_slips import slip

PAGE = "class-picture.html"
SHEET = sheet_with("placing")
both_languages = pytest.mark.parametrize("lang", ["nl", "en"])
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.querySelector(".b-classpicture textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
HOSTILE = '<img src=x onerror="window.ran = 1"><script>window.ran = 1</script> =HYPERLINK("http://x")'


def chat(students: int = 8, rounds: tuple[int, ...] = (1,), seed: int = 1) -> str:
    dice, lines = random.Random(seed), []
    liked = {item: dice.sample(options[:40], 3) for item, options in zip(SHEET.items, SHEET.options, strict=True)}
    for round_ in rounds:
        for number in range(students):
            answers = {item: [options[0] if number % 3 else dice.choice(options)] for item, options in liked.items()}
            lines.append(f"10:{number:02}:01 From Aylin{number} to Everyone: {encode(SHEET, answers, role=ROLES[1 + number % 2], round=round_)} groeten")
    return "\n".join(lines)


class Picture:
    def __init__(self, page: Page, lang: str) -> None:
        self.page, self.words = page, section("board.picture", lang)
        self.root = page.locator(".b-classpicture")
        expect(self.root).to_have_attribute("data-ready", "true")

    def part(self, name: str) -> Locator:
        return self.root.locator(f'[data-f="{name}"]')

    def give(self, text: str) -> None:
        self.root.get_by_label(self.words["paste"]).fill(text)

    @property
    def said(self) -> Locator:
        return self.root.locator(".b-read > .b-count")

    def saved(self, name: str, patience: int = PATIENCE) -> Path:
        with self.page.expect_download(timeout=patience) as waiting:
            self.part(name).click()
        return Path(waiting.value.path())


def opened(visitor: Visitor, lang: str, **context: object) -> Picture:
    return Picture(visitor.open(f"{lang}/{PAGE}", **context), lang)


@both_languages
def test_a_pasted_chat_becomes_a_picture(visitor: Visitor, lang: str) -> None:
    picture = opened(visitor, lang)
    picture.give(chat())
    expect(picture.said).to_contain_text(picture.words["counted"]["many"].format(n=8))
    expect(picture.root.locator(".b-top")).to_contain_text(picture.words["students"]["many"].format(n=8))
    expect(picture.root.locator(".b-dispute:visible")).to_have_count(2)
    expect(picture.root.locator(".b-spreads > li")).to_have_count(len(SHEET.items))
    expect(picture.root.locator(".b-agree tbody tr")).to_have_count(4)


@both_languages
def test_what_cannot_be_read_and_what_is_double_is_told_with_its_line(visitor: Visitor, lang: str) -> None:
    picture = opened(visitor, lang)
    lines = chat(3).splitlines()
    code = lines[0].split(": ")[1].split()[0]
    picture.give("\n".join([*lines, lines[0], f"Piet: {code[:-4]}", "hoi", f"VNB2{code[4:]}"]))
    words = picture.words
    expect(picture.said).to_have_text(words["read"].format(counted=words["counted"]["many"].format(n=3), doubles=words["doubles"]["one"], broken=words["broken"]["many"].format(n=2)))
    picture.part("broken").locator("summary").click()
    expect(picture.part("broken").locator("li").first).to_contain_text(words["line"].format(n=5))
    expect(picture.part("broken").locator("li").nth(1)).to_contain_text(words["faults"]["format"])
    picture.part("keep").select_option("all")
    expect(picture.said).to_contain_text(words["counted"]["many"].format(n=4))
    expect(picture.part("keep")).to_be_focused()


@both_languages
def test_a_text_without_codes_says_so(visitor: Visitor, lang: str) -> None:
    picture = opened(visitor, lang)
    picture.give("hoi allemaal, waar staat de les?")
    expect(picture.said).to_have_text(picture.words["none"])
    expect(picture.root.locator(".b-picture")).to_be_hidden()


def test_nothing_that_is_pasted_runs(visitor: Visitor) -> None:
    picture = opened(visitor, "en")
    code = chat(1).split(": ")[1].split()[0]
    picture.give(f"{HOSTILE}: {code}\n{HOSTILE} {code[:-3]}\n{HOSTILE}: {code}\n[10:00] {HOSTILE}: {code}")
    expect(picture.root.locator(".b-spreads > li")).to_have_count(12)
    for name in ("broken", "doubles"):
        if picture.part(name).count():
            picture.part(name).locator("summary").click()
    assert picture.page.evaluate("() => window.ran") is None
    assert picture.root.locator("img, script").count() == 0
    rows = list(csv.reader(io.StringIO(picture.saved("csv").read_text("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


@both_languages
def test_the_sample_answers_stay_closed_until_the_lecturer_opens_them(visitor: Visitor, lang: str) -> None:
    picture = opened(visitor, lang)
    picture.give(chat())
    expect(picture.root.locator(".b-exports")).to_be_visible()
    assert picture.root.locator(".b-refs, .b-bars .b-grade").count() == 0
    picture.part("reference").click()
    expect(picture.root.locator(".b-refs article")).to_have_count(12)
    expect(picture.part("reference")).to_be_focused()
    picture.part("reference").press("Enter")
    expect(picture.root.locator(".b-refs")).to_have_count(0)


@both_languages
def test_the_kind_of_difference_does_not_give_the_sample_answers_away(visitor: Visitor, lang: str) -> None:
    picture = opened(visitor, lang)
    picture.part("example").click()
    expect(picture.root.locator(".b-dispute:visible")).to_have_count(2)
    boxes = picture.root.locator(".b-dispute .b-askbox")
    told = [picture.words["maybeWhy"][kind] for kind in ("DT1", "DT2", "DT4")]
    assert not [why for why in told for box in boxes.all() if why in box.inner_text()]
    picture.part("reference").click()
    assert [why for why in told for box in boxes.all() if why in box.inner_text()]


def test_the_projector_shows_no_name_and_escape_ends_it(visitor: Visitor) -> None:
    picture = opened(visitor, "en")
    picture.give(chat() + "\nAylin0: VNB1-C062-3")
    picture.part("project").click()
    expect(picture.root).to_have_class("b-board b-classpicture b-project")
    assert "Aylin" not in picture.root.inner_text()
    assert float(picture.root.locator("h5:visible").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 24
    assert violations(picture.page) == []
    picture.page.keyboard.press("Escape")
    expect(picture.part("project")).to_be_focused()
    expect(picture.root.get_by_label(picture.words["paste"])).to_be_visible()


def test_two_rounds_stand_beside_each_other(visitor: Visitor) -> None:
    picture = opened(visitor, "en")
    picture.give(chat(rounds=(1, 2)))
    expect(picture.root.locator(".b-agree tbody tr")).to_have_count(8)
    picture.page.get_by_label(picture.words["roundsAsk"]).select_option("2")
    expect(picture.root.locator(".b-spreads")).to_contain_text(picture.words["before"].format(n=8)[:7])


def test_codes_of_another_lesson_are_kept_apart(visitor: Visitor) -> None:
    picture = opened(visitor, "en")
    vote = sheet_with("lesson1.vote")
    picture.give(chat(3) + "\n" + encode(vote, {"where": ["ST2"]}))
    choice = picture.page.get_by_label(picture.words["exercise"])
    expect(choice.locator("option")).to_have_count(2)
    choice.select_option(index=1)
    expect(picture.part("title")).to_contain_text(t("lesson1.vote.title", "en"))


@both_languages
def test_what_is_saved_holds_the_answers_and_no_name(visitor: Visitor, lang: str, tmp_path: Path) -> None:
    picture = opened(visitor, lang)
    picture.give(chat(rounds=(1, 2)))
    (tmp_path / "class.xlsx").write_bytes(picture.saved("xlsx").read_bytes())
    book = load_workbook(tmp_path / "class.xlsx")
    assert book.sheetnames == picture.words["sheetNames"]
    answers = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert (len(answers), len(answers[0])) == (17, 15)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n", "inlineStr"}
    assert "Aylin" not in str([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])
    for name, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        # The watch on requests makes every picture that is drawn wait about a second.
        with zipfile.ZipFile(picture.saved(name, 6 * PATIENCE)) as packed:
            assert len(packed.namelist()) == 2 * 12 + 1
            assert all(packed.read(one).startswith(begins) for one in packed.namelist())
            assert not [one for one in packed.namelist() if b"Aylin" in packed.read(one)]


def test_the_report_is_one_page_without_names(visitor: Visitor) -> None:
    picture = opened(visitor, "en")
    picture.give(chat())
    expect(picture.root.locator(".b-exports")).to_be_visible()
    picture.page.emulate_media(media="print")
    picture.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    printed = picture.root.locator(".b-printed")
    expect(printed).to_contain_text(picture.words["alphaTitle"])
    assert "Aylin" not in printed.inner_text()
    assert picture.page.pdf(format="A4").count(b"/Type /Page\n") <= 3


def test_fifty_megabytes_are_read_without_a_crash(visitor: Visitor) -> None:
    picture = opened(visitor, "en")
    filler = "10:00:01 From Student to Everyone: dit is een heel gewoon bericht zonder iets erin 👍\n" * 300_000
    picture.page.evaluate(PASTE, filler * 2 + chat(5))
    expect(picture.said).to_contain_text(picture.words["counted"]["many"].format(n=5), timeout=60_000)
    assert picture.root.get_by_label(picture.words["paste"]).input_value() == ""
    expect(picture.root.locator(".b-drop")).to_contain_text("600")


def test_a_file_that_is_no_text_says_what_to_do(visitor: Visitor) -> None:
    picture = opened(visitor, "en")
    picture.root.locator("input[type=file]").set_input_files({"name": "a.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04\x00\x00"})
    expect(picture.root.locator(".b-drop")).to_contain_text(picture.words["fileNotText"])
    picture.root.locator("input[type=file]").set_input_files({"name": "chat.txt", "mimeType": "text/plain", "buffer": chat(2).encode("utf-16")})
    expect(picture.said).to_contain_text(picture.words["counted"]["many"].format(n=2))


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_full_picture_has_no_fault_that_axe_finds_and_fits(visitor: Visitor, size: tuple[int, int], dark: bool) -> None:
    picture = opened(visitor, "nl", size=size, dark=dark)
    picture.part("example").click()
    expect(picture.root.locator(".b-exports")).to_be_visible()
    picture.part("reference").click()
    assert violations(picture.page) == []
    assert sticks_out(picture.page) == []


@both_languages
def test_everything_is_reached_by_keyboard_alone(visitor: Visitor, lang: str) -> None:
    picture = opened(visitor, lang)
    picture.root.get_by_label(picture.words["paste"]).focus()
    keys, seen = picture.page.keyboard, []
    keys.press("Tab")
    keys.press("Tab")
    expect(picture.part("example")).to_be_focused()
    keys.press("Enter")
    expect(picture.root.locator(".b-exports")).to_be_visible()
    for _ in range(40):
        keys.press("Tab")
        name = picture.page.evaluate("() => document.activeElement.dataset.f || ''")
        seen.append(name)
        if name == "report":
            break
    assert [name for name in seen if name in {"clear", "keep", "cp-round", "project", "reference", "csv", "xlsx", "svg", "png", "report"}] == [
        "clear", "keep", "cp-round", "project", "reference", "csv", "xlsx", "svg", "png", "report"]


@both_languages
def test_slips_in_the_same_chat_are_shown_as_text_and_get_points(visitor: Visitor, lang: str) -> None:
    picture = opened(visitor, lang)
    one, two = (slip(4, lang, (HOSTILE, answer, "")) for answer in ("card 3, because it shut", "card 9"))
    picture.give(f"{chat(2)}\n{one}\n{two}\n{two}\n[lesson4.exit]")
    words = picture.words["slips"]
    expect(picture.root.locator(".b-read")).to_contain_text(words["count"]["many"].format(n=2))
    expect(picture.root.locator(".b-read")).to_contain_text(words["why"]["start"])
    picture.part("slips-4-0").locator("summary").click()
    expect(picture.part("slips-4-0")).to_contain_text(HOSTILE)
    picture.part("slips-4-1").locator("summary").click()
    picture.part("score-4-0-2").check()
    expect(picture.root.locator(".b-scoretotals")).to_contain_text(f"2 ({words['scores'][2]}): 1")
    rows = list(csv.reader(io.StringIO(picture.saved("slips-save-4").read_text("utf-8-sig"))))
    assert [row[1::2] for row in rows[1:]] == [["card 3, because it shut", "2"], ["card 9", ""]]
    assert violations(picture.page) == []
    picture.part("project").click()
    expect(picture.root.locator(".b-slips")).to_be_hidden()
    assert not picture.page.evaluate("window.ran")


@both_languages
def test_a_copied_exit_ticket_is_found_in_the_class_picture(visitor: Visitor, lang: str) -> None:
    context = visitor.context(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(f"{lang}/04-on-time-at-the-right-desk.html", in_context=context)
    words = section("lesson4.exit", lang)
    sheet = page.get_by_role("region", name=words["title"], exact=True)
    sheet.get_by_label(words["fields"][1]["question"]).fill("card 3, because it shut")
    sheet.get_by_role("button", name=section("board.worksheet", lang)["copy"]).click()
    (found,) = find_slips(page.evaluate("navigator.clipboard.readText()"))
    assert found.answers == ("", "card 3, because it shut", "")
