"""The room check tells what a device lacks, and does not invent trouble."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Route, expect

from course.i18n import section
from tests.browser.conftest import PHONE, WIDE, Visitor
from tests.browser.looks import sticks_out, violations

both_languages = pytest.mark.parametrize("lang", ["nl", "en"])
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
OLD = "const could = CSS.supports.bind(CSS); CSS.supports = (...told) => !String(told).includes('container-type') && could(...told);"
ELSEWHERE = "const seen = performance.getEntriesByType.bind(performance); performance.getEntriesByType = kind => kind === 'resource' ? [...seen(kind), { name: 'https://ads.example/x.js' }] : seen(kind);"


def checked(visitor: Visitor, lang: str = "en", **context: object) -> Locator:
    root = visitor.open(f"{lang}/room-check.html", **context).locator(".b-room")
    expect(root).to_have_attribute("data-ready", "true")
    return root


@both_languages
@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_device_in_order_is_told_so(visitor: Visitor, lang: str, size: tuple[int, int]) -> None:
    root = checked(visitor, lang, size=size)
    assert root.locator(".b-check").evaluate_all("all => all.map(one => one.dataset.state)") == ["ok"] * 6
    expect(root.locator(".b-verdictline")).to_have_text(section("board.room", lang)["verdict"]["ok"])


@pytest.mark.parametrize(("script", "check", "state"), [(NO_STORAGE, "storage", "so"), (NO_CLIPBOARD, "copy", "so"), (OLD, "browser", "bad"), (ELSEWHERE, "foreign", "so")])
def test_what_is_missing_is_named_with_what_to_do(visitor: Visitor, script: str, check: str, state: str) -> None:
    root = checked(visitor, script=script)
    expect(root.locator(f'[data-check="{check}"]')).to_have_attribute("data-state", state)
    words = section("board.room", "en")["checks"][check]
    assert any(root.locator(f'[data-check="{check}"]').inner_text().endswith(text.format(hosts="ads.example")) for key, text in words.items() if key not in ("name", "ok"))
    expect(root.locator(".b-verdictline")).to_have_text(section("board.room", "en")["verdict"][state])
    visitor.faults.clear()  # without storage, scripts of the page complain


def test_a_blocked_file_is_counted(visitor: Visitor) -> None:
    context = visitor.context()
    context.route(re.compile(r"\.woff2"), lambda route: _refuse(route))
    root = visitor.open("en/room-check.html", in_context=context).locator(".b-room")
    expect(root).to_have_attribute("data-ready", "true")
    expect(root.locator('[data-check="files"]')).to_have_attribute("data-state", "bad")
    visitor.faults.clear()


def _refuse(route: Route) -> None:
    route.abort()


def test_small_letters_are_seen_and_looked_at_again_when_the_window_changes(visitor: Visitor) -> None:
    root = checked(visitor)
    root.page.add_style_tag(content="body { font-size: 10px !important; }")
    root.locator('[data-f="again"]').click()
    expect(root.locator('[data-check="size"]')).to_have_attribute("data-state", "so")
    root.page.set_viewport_size({"width": 300, "height": 700})
    expect(root.locator('[data-check="size"]')).to_contain_text("300")


def test_the_outcome_can_be_copied_by_hand_where_copying_is_refused(visitor: Visitor) -> None:
    root = checked(visitor, script="navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));")
    root.locator('[data-f="copyroom"]').click()
    text = root.locator("textarea").input_value()
    assert all(one["name"] in text for one in section("board.room", "en")["checks"].values())


@both_languages
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_for_everybody(visitor: Visitor, lang: str, dark: bool) -> None:
    root = checked(visitor, lang, dark=dark, size=PHONE)
    assert violations(root.page) == []
    assert sticks_out(root.page) == []
