"""Whatever stands in the files of a case: it loads, or its faults are told; nothing else happens."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from course import case

TINY = Path(__file__).parents[1] / "data" / "tiny"
FILES = sorted(path.relative_to(TINY).as_posix() for path in TINY.rglob("*.csv"))

CELLS = st.one_of(
    st.sampled_from(["", " ", "none", "NA", "0", "-1", "99999999999999999999", "1e5", "true", "false", "2027-02-30",
                     "2026-01-01", "9999-12-31", "D07", "D23", "D01", "T20", "O6", "N16", "ST6", "BL13", "TN-01", "TN-A01",
                     "TN-D12", "G05|G05", "|", "=cmd|' /C calc'!A0", "<script>", '"', "\u202e", "👩‍👧", "\0"]),
    st.text(max_size=12),
)  # fmt: skip


# A failure is at most six cells and says which fault: making it smaller takes minutes and tells no more.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=40, deadline=None, phases=PHASES)
@example([("cases.csv", 0, 0, "0\r"), ("cases.csv", 3, 0, " ")])
@given(st.lists(st.tuples(st.sampled_from(FILES), st.integers(0, 8), st.integers(0, 20), CELLS), min_size=1, max_size=6))
def test_any_cells(changes: list[tuple[str, int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(shutil.copytree(TINY, Path(home) / "tiny"))
        for name, line, place, cell in changes:
            rows = (folder / name).read_text("utf-8", errors="surrogatepass").split("\n")
            cells = rows[line % len(rows)].split(",")
            cells[place % len(cells)] = cell
            rows[line % len(rows)] = ",".join(cells)
            (folder / name).write_bytes("\n".join(rows).encode("utf-8", errors="surrogatepass"))
        _loads_or_tells(folder)


@settings(max_examples=20, deadline=None, phases=PHASES)
@given(st.sampled_from(FILES), st.integers(0, 3000), st.integers(0, 40), st.binary(max_size=20))
def test_any_bytes(name: str, start: int, length: int, new: bytes) -> None:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(shutil.copytree(TINY, Path(home) / "tiny"))
        data = (folder / name).read_bytes()
        at = start % len(data)
        (folder / name).write_bytes(data[:at] + new + data[at + length :])
        _loads_or_tells(folder)


def _loads_or_tells(folder: Path) -> None:
    found = case.faults(folder)
    for fault in found:
        assert "\n" not in fault.told("nl") and "\n" not in fault.told("en")
        assert fault.kind != "other", fault
    if not found:
        assert case.load(folder, "en").case_id
