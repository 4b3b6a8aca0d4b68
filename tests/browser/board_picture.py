"""Make the picture of the board in README.md: ``python tests/browser/board_picture.py`` after ``course build``."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "_build" / "site" / "en" / "04-on-time-at-the-right-desk.html"
PICTURE = ROOT / "course" / "book" / "board.png"
PLACED = {"MH-07": "D23", "MH-21": "D22", "MH-10": "D26", "MH-12": "D29"}


def main() -> None:
    browser_path = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1360, "height": 1000}, color_scheme="light", reduced_motion="reduce")
        page.goto(PAGE.as_uri())
        board = page.locator(".b-board:not(.b-sheet)")
        for code in PLACED.values():
            board.locator("[data-f=pick]").click()
            board.locator(f"[data-target={code}]").click()
            board.locator("[data-f=next]").click()
        board.locator("[data-f=pip6]").click()
        board.locator("[data-f=pick]").click()
        page.mouse.move(0, 0)
        board.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
