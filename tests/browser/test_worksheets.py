"""The worksheets of the lesson: votes and words of one's own, kept in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from course.i18n import section, t
from tests.browser.conftest import PHONE, Visitor
from tests.browser.desk import LESSON

both_languages = pytest.mark.parametrize("lang", ["nl", "en"])
REFUSE_THE_CLIPBOARD = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"


def sheet(page: Page, key: str, lang: str) -> Locator:
    """The worksheet with this key, once it is drawn."""
    found = page.get_by_role("region", name=t(f"{key}.title", lang), exact=True)
    expect(found).to_have_attribute("data-ready", "true")
    return found


def words(lang: str, key: str, **values: object) -> str:
    return t(f"board.worksheet.{key}", lang, **values)


@both_languages
def test_choice_and_words_survive_a_reload(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/{LESSON}")
    vote = sheet(page, "lesson4.vote", lang)
    vote.get_by_role("radio").nth(1).check()
    reply = sheet(page, "lesson4.reply", lang)
    reply.get_by_role("textbox").fill("Beste buur, wij hebben het nagekeken.")
    page.reload()
    expect(sheet(page, "lesson4.vote", lang).get_by_role("radio").nth(1)).to_be_checked()
    expect(sheet(page, "lesson4.reply", lang).get_by_role("textbox")).to_have_value("Beste buur, wij hebben het nagekeken.")


@both_languages
def test_vote_is_cast_with_keys_and_fingers(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/{LESSON}", size=PHONE, touch=True)
    vote = sheet(page, "lesson4.vote", lang)
    first = vote.get_by_role("group").first.get_by_role("radio")
    vote.get_by_role("group").first.locator("label").nth(2).tap()
    expect(first.nth(2)).to_be_checked()
    first.nth(2).press("ArrowDown")
    expect(first.nth(3)).to_be_checked()


@both_languages
def test_counter_says_how_many_words_to_cut(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/{LESSON}")
    reply = sheet(page, "lesson4.reply", lang)
    area, most = reply.get_by_role("textbox"), section("lesson4.reply", lang)["fields"][0]["most"]
    area.fill(" ".join(["woord"] * most))
    expect(area).to_have_accessible_description(words(lang, "words", n=most, most=most))
    expect(reply.get_by_role("status")).to_be_empty()
    area.press_sequentially(" nog drie woorden")
    over = words(lang, "wordsOver", n=most + 3, most=most, over=3)
    expect(area).to_have_accessible_description(over)
    # Said once, when the limit is passed, and not at every key.
    expect(reply.get_by_role("status")).to_have_text(words(lang, "wordsOver", n=most + 1, most=most, over=1))
    area.fill("Zo’n mooi-weer-verhaal: “ja”, 60% café.")
    expect(area).to_have_accessible_description(words(lang, "words", n=5, most=most))


@both_languages
def test_first_vote_stands_beside_the_second(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/{LESSON}")
    again = sheet(page, "lesson4.vote_again", lang)
    expect(again).to_contain_text(words(lang, "earlierNone"))
    fields = section("lesson4.vote", lang)["fields"]
    vote = sheet(page, "lesson4.vote", lang)
    chosen = []
    for group, field, n in zip(vote.get_by_role("group").all(), fields, (0, 2)):
        group.get_by_role("radio").nth(n).check()
        chosen.append(field["options"][n][1])
    expect(again).to_contain_text(words(lang, "earlier", name=" · ".join(chosen)))
    page.reload()
    expect(sheet(page, "lesson4.vote_again", lang)).to_contain_text(chosen[0])


@both_languages
def test_answers_are_copied_as_text(visitor: Visitor, lang: str) -> None:
    context = visitor.context(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.open(f"{lang}/{LESSON}", in_context=context)
    exit_ticket = sheet(page, "lesson4.exit", lang)
    exit_ticket.get_by_role("textbox").first.fill("De eigenaar is niet altijd de gemeente. <b>=1+1</b>")
    exit_ticket.get_by_role("button", name=words(lang, "copy")).click()
    expect(exit_ticket.get_by_role("button", name=words(lang, "copied"))).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    fields = section("lesson4.exit", lang)["fields"]
    assert copied.splitlines()[0] == t("lesson4.exit.title", lang)
    assert all(field["question"] in copied for field in fields)
    assert "De eigenaar is niet altijd de gemeente. <b>=1+1</b>" in copied
    assert copied.count(f"({words(lang, 'empty')})") == len(fields) - 1


@both_languages
def test_text_is_shown_selected_when_the_clipboard_refuses(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/{LESSON}", script=REFUSE_THE_CLIPBOARD)
    exit_ticket = sheet(page, "lesson4.exit", lang)
    exit_ticket.get_by_role("textbox").first.fill("Iets nieuws")
    copy = exit_ticket.get_by_role("button", name=words(lang, "copy"))
    copy.click()
    expect(exit_ticket.get_by_role("status")).to_have_text(words(lang, "copyFailed"))
    expect(exit_ticket.locator(".b-byhand p")).to_have_text(words(lang, "copyFailed"))
    assert "Iets nieuws" in page.evaluate("() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd); }")
    copy.click()
    expect(exit_ticket.locator("textarea[readonly]")).to_have_count(1)


@both_languages
def test_clearing_a_sheet_asks_twice_and_leaves_the_others(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/{LESSON}")
    vote, reply = sheet(page, "lesson4.vote", lang), sheet(page, "lesson4.reply", lang)
    vote.get_by_role("radio").first.check()
    reply.get_by_role("textbox").fill("Blijft staan")
    vote.get_by_role("button", name=words(lang, "clear")).click()
    expect(vote.get_by_role("radio").first).to_be_checked()
    vote.get_by_role("button", name=words(lang, "clearSure")).click()
    expect(vote.get_by_role("radio").first).not_to_be_checked()
    expect(vote.get_by_role("status")).to_have_text(words(lang, "cleared"))
    expect(vote.get_by_role("button", name=words(lang, "clear"))).to_be_focused()
    expect(sheet(page, "lesson4.vote_again", lang)).to_contain_text(words(lang, "earlierNone"))
    page.reload()
    expect(sheet(page, "lesson4.vote", lang).get_by_role("radio").first).not_to_be_checked()
    expect(sheet(page, "lesson4.reply", lang).get_by_role("textbox")).to_have_value("Blijft staan")


def test_print_carries_what_was_filled_in(visitor: Visitor) -> None:
    page = visitor.open(f"nl/{LESSON}")
    reply = sheet(page, "lesson4.reply", "nl")
    reply.get_by_role("textbox").fill("Beste buur")
    page.emulate_media(media="print")
    expect(reply.get_by_role("textbox")).to_be_visible()
    expect(reply.get_by_text(section("lesson4.reply", "nl")["fields"][0]["question"])).to_be_visible()
