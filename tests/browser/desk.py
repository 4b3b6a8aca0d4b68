"""The placing and the coding board as a test sees them: parts by name, and the table the board looks things up in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

CALM = {"reduced_motion": "reduce"}
LESSON = "04-on-time-at-the-right-desk.html"
DESK = ".b-board:not(.b-sheet)"
STATE = "script[type='application/vnd.jupyter.widget-state+json']"
FOCUS = "() => document.activeElement && document.activeElement.dataset.f"


@dataclass
class Desk:
    """One board with cards on an opened page.

    Attributes
    ----------
    board
        What Python handed to the page: cards, targets, words and tables.
    """

    page: Page
    root: Locator
    board: dict[str, Any]

    @classmethod
    def on(cls, page: Page) -> Desk:
        """The one desk on this page, once it has been drawn."""
        root = page.locator(DESK)
        expect(root).to_have_attribute("data-ready", "true")
        models = json.loads(page.locator(STATE).text_content() or "")["state"].values()
        return cls(page, root, next(m["state"]["board"] for m in models if "contributions" in m["state"]["board"]))

    # ---------- what stands there
    @property
    def words(self) -> dict[str, Any]:
        """The words of the board, in the language of the page."""
        return self.board["labels"]

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards, in the order in which they come in."""
        return self.board["contributions"]

    def say(self, text: str, **values: object) -> str:
        """A sentence of the board with its names filled in."""
        return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), text)

    def part(self, key: str) -> Locator:
        """The part that can have focus under this name: ``pick``, ``next``, ``main``, ``verdict``, ``dD23`` …"""
        return self.root.locator(f'[data-f="{key}"]')

    def target(self, code: str) -> Locator:
        """The row or the reason with this code."""
        return self.root.locator(f'[data-target="{code}"]')

    @property
    def card(self) -> Locator:
        """The card on the desk."""
        return self.root.locator(".b-card")

    @property
    def slots(self) -> Locator:
        """Where the card on the desk lies: one item for every target."""
        return self.card.locator(".b-slot.b-full")

    @property
    def status(self) -> Locator:
        """The line that is read to people who do not see the board."""
        return self.root.locator("> [role=status]")

    def name_of(self, code: str) -> str:
        """The name of a decision, a reason or a theme on this board."""
        targets = [*self.board.get("decisions", ()), *self.board.get("reasons", ()), *self.board.get("themes", ())]
        return next(x["name"] for x in targets if x["id"] == code)

    def is_reason(self, code: str) -> bool:
        """Is this code a reason why no decision here deals with it?"""
        return any(x["id"] == code for x in self.board.get("reasons", ()))

    @property
    def samples(self) -> dict[str, str]:
        """Per card the first target of the sample answer."""
        return {card["id"]: self.board["sample"][card["id"]][0] for card in self.cards}

    def wrong_for(self, card: dict[str, Any]) -> str:
        """A decision that is no good answer for this card."""
        pairs = self.board["pairs"][card["id"]]
        return next(code for code, pair in pairs.items() if self.board["combinations"][pair["letters"]][0] == "no")

    # ---------- what is kept
    @property
    def kept(self) -> dict[str, Any]:
        """What the browser keeps of this board."""
        key = f"course:{self.board['id']}:{self.board['version']}"
        return json.loads(self.page.evaluate("key => localStorage.getItem(key)", key) or "{}")

    @property
    def answers(self) -> dict[str, list[str]]:
        """Per card the codes it lies at."""
        return self.kept.get("answers", {})

    def put_in_browser(self, answers: dict[str, list[str]], *, checked: bool = False, first: dict[str, list[str]] | None = None) -> Desk:
        """Leave answers as an earlier visit would have, and come back to the page."""
        key = f"course:{self.board['id']}:{self.board['version']}"
        self.page.evaluate("([key, value]) => localStorage.setItem(key, JSON.stringify(value))",
                           [key, {"answers": answers, "checked": checked, "first": first}])
        self.page.reload()
        return Desk.on(self.page)

    # ---------- what a person does with a mouse
    def show(self, code: str) -> Locator:
        """The target with this code, made visible: the right tab open, its owner unfolded."""
        if "reasons" in self.board:
            tab = self.part("tab1" if self.is_reason(code) else "tab0")
            if tab.get_attribute("aria-selected") != "true":
                tab.click()
        target = self.target(code)
        if not target.is_visible():
            self.root.locator(".b-group", has=target).locator("button.b-owner").click()
        return target

    def place(self, code: str) -> None:
        """Pick up the card on the desk and put it at this target."""
        self.part("pick").click()
        self.show(code).click()

    def focus_is_on(self, key: str) -> None:
        """Fail unless the part with this name has focus."""
        expect(self.part(key)).to_be_focused()
