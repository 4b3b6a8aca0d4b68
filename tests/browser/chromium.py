"""Which browser the tests use: a Chromium that is installed on this computer."""

from __future__ import annotations

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]


def installed() -> str:
    """Where it is; without one the test is skipped, except where the tests must be complete."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        why = "no Chromium on this computer: install one, or name it in the environment variable CHROMIUM"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
    return found
