"""What a page looks like to everybody: faults that axe finds (WCAG 2.2 A and AA, and good practice), and what sticks out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).with_name("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async only => {
  const { violations } = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary.replace(/\\s+/g, " ")}`));
}"""
# What sticks out of the page, named, so that a failure tells where to look.
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [`${document.documentElement.scrollWidth} px of ${width}`, ...[...document.body.querySelectorAll("*")]
    .filter(e => e.getBoundingClientRect().right > width + 1).map(e => `${e.tagName} ${e.className}`).slice(0, 8)];
}"""
# The rules that look at colours; another theme can break no other.
COLOURS = ["color-contrast", "link-in-text-block"]
# Colours that are still on their way to another theme are no colours to measure.
SETTLED = "() => document.getAnimations().every(a => a.playState !== 'running')"


def violations(page: Page, only: Sequence[str] = TAGS) -> list[str]:
    """Every violation on the page as it is now, one element a line; of these rules or groups of rules."""
    page.wait_for_function(SETTLED)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(RUN, only)


def sticks_out(page: Page) -> list[str]:
    """What makes the page wider than the screen; empty for a page that fits."""
    return page.evaluate(STICKS_OUT)
