"""The made export of a synthetic case: readable, the same every time, and plainly invented."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from course.importers import polis, polis_made


@pytest.fixture
def case() -> SimpleNamespace:
    contributions = pd.DataFrame(
        {
            "contribution_id": ["XX-02", "XX-01", "XX-03", "XX-04"],
            "received_on": pd.to_datetime(["2026-05-02", "2026-05-01", "2026-05-03", "2026-11-04"]),
            "text_nl": ["Twee, met komma", 'Een met "quotes"', "Drie\nop twee regels", "Vier"],
            "text_en": ["Two, with comma", 'One with "quotes"', "Three\non two lines", "Four"],
            "contributor": ["R-009", "R-004", pd.NA, "R-004"],
        }
    )
    return SimpleNamespace(name="Voorbeeldhof", contributions=contributions)


def test_a_made_export_reads_back_in_order_of_date(case: SimpleNamespace, tmp_path: Path) -> None:
    read = polis.read(polis_made.write(case, tmp_path / "new" / "made", "en"), "en")
    assert read.contributions["text"].tolist() == [case.contributions["text_en"][n] for n in (1, 0, 2, 3)]
    assert read.contributions["received_on"].tolist() == sorted(case.contributions["received_on"])
    assert read.contributions["contributor"].tolist() == ["R-001", "R-002", "R-003", "R-001"]
    assert (read.faults, read.generation, read.sign) == ((), "seconds", "right")


def test_the_topic_says_that_it_is_invented(case: SimpleNamespace, tmp_path: Path) -> None:
    assert "invented" in polis.read(polis_made.write(case, tmp_path, "en"), "en").topic
    assert "verzonnen" in polis.read(polis_made.write(case, tmp_path, "nl"), "nl").topic


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_votes(
    case: SimpleNamespace, tmp_path: Path
) -> None:
    def written(name: str, seed: int) -> list[bytes]:
        folder = polis_made.write(case, tmp_path / name, "nl", seed=seed)
        return [file.read_bytes() for file in sorted(folder.iterdir())]

    assert written("a", 1) == written("b", 1)
    assert written("a", 1) != written("c", 2)
    assert not any(b"\r" in content for content in written("a", 1))


def test_what_the_moderators_took_out_is_marked(case: SimpleNamespace, tmp_path: Path) -> None:
    read = polis.read(polis_made.write(case, tmp_path, "nl", rejected=["XX-03"]), "nl")
    assert read.rejected["text"].tolist() == ["Drie\nop twee regels"]
