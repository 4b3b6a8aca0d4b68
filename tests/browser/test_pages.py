"""Every page of both books: it opens without complaint, can be read by everybody, and fits a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.looks import COLOURS, sticks_out, violations

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("nl", "en")
NAMES = sorted({path.stem for lang in LANGUAGES for path in (ROOT / "lessons" / lang).iterdir() if path.suffix in {".md", ".ipynb"}} | {"search"})
PAGES = [f"{lang}/{name}.html" for lang in LANGUAGES for name in NAMES]
LESSON = "04-on-time-at-the-right-desk.html"

every_page = pytest.mark.parametrize("path", PAGES)
both_sizes = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
both_languages = pytest.mark.parametrize("lang", LANGUAGES)


def all_boards_drawn(page: Page) -> None:
    """Wait until every board on the page has been drawn."""
    page.wait_for_function("() => document.querySelectorAll('[data-board-model]').length === document.querySelectorAll('[data-ready]').length")


def test_these_are_all_pages_of_the_site(site: Path) -> None:
    beside = {f"{lang}/plan/lesson-{number}-{kind}.html" for lang in LANGUAGES for number in range(1, 6) for kind in ("slides", "key", "cards")}
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) == sorted(["index.html", *PAGES, *beside])


@both_sizes
@every_page
def test_page_has_no_fault_that_axe_finds(visitor: Visitor, path: str, size: tuple[int, int]) -> None:
    page = visitor.open(path, size=size)
    all_boards_drawn(page)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert violations(page, COLOURS) == []


@every_page
def test_page_fits_a_phone_and_large_text(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, size=PHONE)
    all_boards_drawn(page)
    faults = {"360 px": sticks_out(page)}
    page.set_viewport_size({"width": 320, "height": 640})
    faults["320 px"] = sticks_out(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    faults["360 px, text 200 %"] = sticks_out(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    faults["1280 px, text 200 %"] = sticks_out(page)
    assert {where: found for where, found in faults.items() if found} == {}


@every_page
def test_page_says_its_language_and_skips_to_the_content(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    expect(page.locator("html")).to_have_attribute("lang", path[:2])
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("h1").inner_text().strip() in page.title()

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


@pytest.mark.parametrize("name", NAMES)
def test_page_leads_to_its_twin_and_the_twin_leads_back(visitor: Visitor, name: str) -> None:
    page = visitor.open(f"nl/{name}.html")
    for there in (f"en/{name}.html", f"nl/{name}.html"):
        switch = page.locator("a.twin")
        expect(switch).to_have_attribute("lang", there[:2])
        switch.click()
        expect(page).to_have_url(visitor.address + there)


@both_languages
def test_theme_is_switched_and_stays_switched(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/index.html")
    html, button = page.locator("html"), page.locator("button.theme")
    offers = button.inner_text()
    button.click()
    expect(html).to_have_attribute("data-theme", "dark")
    expect(button).not_to_have_text(offers)
    page.goto(f"{visitor.address}{lang}/{LESSON}")
    expect(html).to_have_attribute("data-theme", "dark")
    all_boards_drawn(page)
    assert page.locator(".b-board").first.evaluate("e => getComputedStyle(e).colorScheme") == "dark"
    button.click()
    page.reload()
    expect(html).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize(("speaks", "lang"), [("nl-NL", "nl"), ("en-GB", "en"), ("fr-FR", "en")])
def test_front_door_opens_the_book_in_the_language_of_the_reader(visitor: Visitor, speaks: str, lang: str) -> None:
    page = visitor.open("", locale=speaks)
    expect(page).to_have_url(f"{visitor.address}{lang}/index.html")


@both_sizes
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_front_door_without_scripts_offers_both_books(visitor: Visitor, site: Path, dark: bool, size: tuple[int, int]) -> None:
    page = visitor.context(dark=dark, size=size).new_page()
    page.set_content(re.sub(r"<script>.*?</script>", "", (site / "index.html").read_text("utf-8"), flags=re.DOTALL))
    assert [link.get_attribute("href") for link in page.locator("a").all()] == ["nl/index.html", "en/index.html"]
    assert violations(page) == []
    assert sticks_out(page) == []


@both_sizes
@both_languages
def test_contents_open_with_every_page_but_those_under_another_and_close_with_escape(visitor: Visitor, lang: str, size: tuple[int, int]) -> None:
    page = visitor.open(f"{lang}/glossary.html", size=size)
    summary = page.locator(".contents summary")
    summary.focus()
    page.keyboard.press("Enter")
    links = page.locator(".contents-panel nav a")
    expect(links.first).to_be_visible()
    assert sorted(links.evaluate_all("all => all.map(a => a.href.split('/').pop().replace(/#.*/, '') || 'glossary.html')")) == sorted(
        f"{name}.html" for name in NAMES if name != "search" and not name.startswith(("data-", "lecturer-")))
    assert page.locator(".contents-panel [aria-current=page]").count() == 1
    assert sticks_out(page) == []
    assert violations(page) == []
    links.last.focus()
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(summary).to_be_focused()


@pytest.mark.parametrize(("lang", "word"), [("nl", "warmtenet"), ("en", "grid")])
def test_search_finds_a_word_and_says_how_many_pages(visitor: Visitor, lang: str, word: str) -> None:
    page = visitor.open(f"{lang}/index.html")
    page.locator(".contents summary").click()
    page.locator("#find").fill(word)
    page.keyboard.press("Enter")
    # Results come in one by one; the sentence with the number comes last.
    said = page.locator("#search-results .search-summary")
    expect(said).to_have_text(re.compile(r"\d"))
    found = int(re.search(r"\d+", said.inner_text())[0])
    assert found > 0
    expect(page.locator("#search-results li")).to_have_count(found)
    assert violations(page) == []
    page.locator("#search-results li a").first.click()
    expect(page.locator("#main-content")).to_contain_text(word, ignore_case=True)


@pytest.mark.parametrize(("lang", "word", "code"), [("nl", "koken", "D23"), ("en", "cooking", "D23")])
def test_glossary_shows_only_what_is_asked_for(visitor: Visitor, lang: str, word: str, code: str) -> None:
    page = visitor.open(f"{lang}/glossary.html")
    terms = page.locator(".glossary-term:visible")
    all_terms = terms.count()
    page.locator(".glossary-filter input").fill(word)
    expect(page.locator(f"#term-{code}")).to_be_visible()
    assert 0 < terms.count() < all_terms / 4
    expect(page.locator(".glossary-filter [role=status]")).to_contain_text(str(terms.count()))
    assert violations(page) == []
    page.locator(".glossary-filter input").fill("xyzzy")
    expect(terms).to_have_count(0)
    page.locator(".glossary-filter input").fill("")
    expect(terms).to_have_count(all_terms)


@both_languages
def test_code_is_out_of_sight_until_it_is_asked_for(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"{lang}/{LESSON}")
    all_boards_drawn(page)
    expect(page.get_by_text("PlacingBoard(merelhof")).to_have_count(0)
    page = visitor.open(f"{lang}/your-own-input.html")
    expect(page.locator("#main-content")).to_contain_text("my_folder")
