"""The placing board in JupyterLab: what a student places arrives in Python."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.desk import DESK

ROOT = Path(__file__).resolve().parents[2]
NAME = "04-on-time-at-the-right-desk.ipynb"
PATIENCE = 60
CARD, DECISION = "MH-07", "D23"
TELLS = "print(*board.placements.iloc[0][['contribution_id', 'rank', 'decision_code', 'decision_id', 'timing']])"
PLACES = f"board.answers = {{'{CARD}': ['{DECISION}', 'D22']}}"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """JupyterLab on the board of the lesson, with cells that tell what was placed and that place; gives the address."""
    lesson = nbformat.read(ROOT / "lessons" / "nl" / NAME, as_version=4)
    needed = [cell for cell in lesson.cells if cell.cell_type == "code" and re.search(r"^import course|^board = ", cell.source, re.MULTILINE)]
    for cell in needed:
        cell.outputs, cell.execution_count = [], None
    lesson.cells = [*needed, *map(nbformat.v4.new_code_cell, (TELLS, PLACES))]
    lesson.metadata.pop("widgets", None)
    lessons = tmp_path / "lessons" / "nl"
    lessons.mkdir(parents=True)
    nbformat.write(lesson, lessons / NAME)
    own = {name: str(tmp_path / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR",
                                                          "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")}
    log = tmp_path / "lab.log"
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", "--IdentityProvider.token=",
             "--ServerApp.password=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url=None",
             "--LabApp.expose_app_in_browser=True", f"--ServerApp.root_dir={lessons}"],
            env={**os.environ, **own}, stdout=said, stderr=subprocess.STDOUT, cwd=lessons)
    try:
        for _ in range(PATIENCE * 5):
            if found := re.search(r"http://127\.0\.0\.1:\d+/", log.read_text("utf-8")):
                break
            assert server.poll() is None, log.read_text("utf-8")
            time.sleep(0.2)
        else:
            pytest.fail(f"JupyterLab did not start:\n{log.read_text('utf-8')}")
        yield found[0]
    finally:
        server.terminate()
        server.wait(20)


def test_what_is_placed_arrives_in_python_and_the_other_way_round(visitor: Visitor, lab: str) -> None:
    page = visitor.open(f"{lab}lab/tree/{NAME}")
    page.set_default_timeout(PATIENCE * 1000)
    page.wait_for_function("() => window.jupyterapp && jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")

    def run(cell: int, command: str = "run-cell") -> None:
        page.evaluate("""async ([cell, command]) => { jupyterapp.shell.currentWidget.content.activeCellIndex = cell;
          await jupyterapp.commands.execute(`notebook:${command}`); }""", [cell, command])

    run(2, "run-all-above")
    board = page.locator(DESK)
    expect(board).to_have_attribute("data-ready", "true", timeout=PATIENCE * 1000)
    board.locator("[data-f=pick]").click()
    board.locator(f'[data-target="{DECISION}"]').click()
    expect(board.locator("[data-f=next]")).to_be_focused()
    run(2)
    expect(page.locator(".jp-OutputArea-output").last).to_have_text(f"{CARD} 1 {DECISION} MH-{DECISION} on_time", timeout=PATIENCE * 1000)
    run(3)
    expect(board.locator(".b-slot.b-full")).to_have_count(2)
    page.close()
    # JupyterLab itself may grumble in the console; what counts here is that nothing is fetched elsewhere.
    visitor.faults[:] = [fault for fault in visitor.faults if "another host" in fault]
