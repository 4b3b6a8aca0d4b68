"""What tests of more than one kind need."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.book.build import build

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site, with both books; built now if something it depends on has changed."""
    return build(ROOT, quiet=True)
