"""`start.py` on computers where something is missing, and on those where nothing is."""

from __future__ import annotations

import ast
import errno
import importlib.util
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
START = ROOT / "start.py"


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`start.py` for an empty repository in a folder with a space and an accent in its name."""
    spec = importlib.util.spec_from_file_location("start", START)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    root = tmp_path / "my café course"
    root.mkdir()
    (root / "requirements.txt").write_text("")
    (root / "pyproject.toml").write_text("")
    real = module.ROOT
    for name in ("ROOT", "VENV", "VENV_PYTHON", "STAMP", "LOG"):
        monkeypatch.setattr(module, name, root / getattr(module, name).relative_to(real))
    yield module
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@pytest.fixture
def steps(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands of a set-up that only pretends to run them."""
    done: list[str] = []

    def pretend(label: str, command: list[str]) -> None:
        done.append(" ".join(command[1:]))
        start.VENV_PYTHON.parent.mkdir(parents=True, exist_ok=True)
        start.VENV_PYTHON.touch()

    monkeypatch.setattr(start, "step", pretend)
    return done


@pytest.fixture
def runs(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What is started after the set-up."""
    started: list[tuple[str, ...]] = []

    def pretend(*arguments: str) -> int:
        started.append(arguments)
        return 0

    monkeypatch.setattr(start, "run", pretend)
    return started


def a_log_with(start: ModuleType, text: str) -> str:
    """The English sentence that is told when a step of the set-up fails with `text`."""
    start.LOG.parent.mkdir(parents=True, exist_ok=True)
    with pytest.raises(start.Trouble) as told:
        start.step("a step", [sys.executable, "-c", f"import sys; sys.exit({text!r})"])
    english, dutch = told.value.args[0]
    assert english.endswith(".") and dutch.endswith(".")
    return english


class TestOldPython:
    def test_tells_what_to_do_and_stops(self) -> None:
        pretend = f"import sys, runpy; sys.version_info = (3, 6, 9); runpy.run_path({str(START)!r}, run_name='__main__')"
        ended = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True)
        assert ended.returncode == 1
        assert "needs Python 3.11 or newer and this is 3.6" in ended.stderr
        assert "Traceback" not in ended.stderr

    def test_can_read_the_file_at_all(self) -> None:
        ast.parse(START.read_text("utf-8"), feature_version=(3, 6))


class TestSetUp:
    def test_makes_the_environment_then_the_packages_then_the_course(self, start: ModuleType, steps: list[str]) -> None:
        start.set_up()
        assert [line.split()[1] for line in steps] == ["venv", "pip", "pip"]
        assert "-r requirements.txt" in steps[1]
        assert "--no-deps" in steps[2] and "--editable ." in steps[2]

    def test_is_not_done_twice(self, start: ModuleType, steps: list[str]) -> None:
        start.set_up()
        start.set_up()
        assert len(steps) == 3

    def test_starts_over_after_a_stop_half_way(self, start: ModuleType, steps: list[str]) -> None:
        start.VENV_PYTHON.parent.mkdir(parents=True)
        start.VENV_PYTHON.touch()
        start.STAMP.write_text(start.HALFWAY)
        start.set_up()
        assert "--clear" in steps[0]
        assert start.is_set_up()

    def test_starts_over_after_a_stop_while_the_environment_was_made(self, start: ModuleType, steps: list[str]) -> None:
        start.VENV.mkdir()
        start.set_up()
        assert "--clear" in steps[0]

    def test_starts_over_in_a_folder_that_was_moved(self, start: ModuleType, steps: list[str]) -> None:
        start.set_up()
        start.STAMP.write_text(start.what_to_set_up().replace(str(start.ROOT), "/elsewhere"), "utf-8")
        steps.clear()
        start.set_up()
        assert "--clear" in steps[0]

    def test_keeps_the_environment_when_only_the_pins_changed(
        self, start: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        start.set_up()
        steps.clear()
        (start.ROOT / "requirements.txt").write_text("new==1.0\n")
        monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
        start.set_up()
        assert [line.split()[1] for line in steps] == ["pip", "pip"]

    def test_is_not_called_done_when_a_step_fails(self, start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(label: str, command: list[str]) -> None:
            if "venv" not in command:
                raise start.Trouble(start.NO_NETWORK)
            start.VENV_PYTHON.parent.mkdir(parents=True)
            start.VENV_PYTHON.touch()

        monkeypatch.setattr(start, "step", fail)
        assert start.main([]) == 1
        assert not start.is_set_up()

    def test_says_that_a_stop_half_way_does_no_harm(
        self, start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def stop(label: str, command: list[str]) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(start, "step", stop)
        assert start.main([]) == 130
        assert "start again and the set-up is finished" in capsys.readouterr().err


class TestWhatIsTold:
    @pytest.mark.parametrize(
        ("trace", "sentence"),
        [
            ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
            ("NewConnectionError: Temporary failure in name resolution\nERROR: No matching distribution found for x", "internet"),
            ("ConnectTimeoutError(connect timeout=15)", "internet"),
            ("[SSL] SSLError(SSLCertVerificationError())", "internet"),
            ("ensurepip is not available. On Debian/Ubuntu systems", "apt install python3-venv"),
            ("PermissionError: [Errno 13] Permission denied: '.venv'", "folder of your own"),
            ("OSError: [WinError 5] Access is denied", "folder of your own"),
            ("ERROR: No matching distribution found for numpy==2.4.6", "Python 3.11, 3.12 or 3.13"),
            ("something nobody thought of", "send that file"),
        ],
    )
    def test_a_failing_step_says_what_to_do(self, start: ModuleType, trace: str, sentence: str) -> None:
        assert sentence in a_log_with(start, trace)

    def test_the_end_of_the_log_is_shown_when_the_cause_is_not_known(
        self, start: ModuleType, capsys: pytest.CaptureFixture[str]
    ) -> None:
        a_log_with(start, "something nobody thought of")
        assert "something nobody thought of" in capsys.readouterr().out

    def test_output_of_a_step_goes_to_the_log(self, start: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
        start.LOG.parent.mkdir(parents=True)
        start.step("a step", [sys.executable, "-c", "print('a lot of lines')"])
        assert "a lot of lines" in start.LOG.read_text()
        assert "a lot of lines" not in capfd.readouterr().out

    @pytest.mark.parametrize(
        ("number", "sentence"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "own"), (errno.EACCES, "own"), (errno.EMFILE, "start again")]
    )
    def test_a_file_that_cannot_be_written(
        self, start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, sentence: str
    ) -> None:
        def fail() -> None:
            raise OSError(number, "what the system says")

        monkeypatch.setattr(start, "set_up", fail)
        assert start.main([]) == 1
        assert sentence in capsys.readouterr().err

    def test_a_python_without_the_venv_module(
        self, start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
        assert start.main([]) == 1
        assert "python3-venv" in capsys.readouterr().err


class TestWords:
    @pytest.mark.parametrize(
        ("words", "command"),
        [
            ([], ["open"]),
            (["--no-browser"], ["open", "--no-browser"]),
            (["lab"], ["lab"]),
            (["notebooks", "--check"], ["notebooks", "--check"]),
        ],
    )
    def test_go_to_the_course_command(
        self, start: ModuleType, steps: list[str], runs: list[tuple[str, ...]], words: list[str], command: list[str]
    ) -> None:
        assert start.main(words) == 0
        assert runs == [("-m", "course.cli", *command)]

    def test_help_sets_nothing_up(self, start: ModuleType, steps: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert start.main(["--help"]) == 0
        assert steps == [] and "--no-browser" in capsys.readouterr().out

    def test_test_runs_the_book_and_one_pytest_with_what_follows(
        self, start: ModuleType, steps: list[str], runs: list[tuple[str, ...]]
    ) -> None:
        assert start.main(["test", "-k", "windows"]) == 0
        assert runs == [("-m", "course.cli", "build"), ("-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-k", "windows")]

    @pytest.mark.parametrize(("ends", "code"), [((0, 0), 0), ((3, 0), 3), ((0, 1), 1), ((3, 1), 3)])
    def test_test_ends_with_the_first_failure_and_runs_all(
        self, start: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch, ends: tuple[int, int], code: int
    ) -> None:
        left = list(ends)
        monkeypatch.setattr(start, "run", lambda *_: left.pop(0))
        assert start.main(["test"]) == code
        assert left == []


class TestRequirements:
    @pytest.fixture
    def pins(self) -> dict[str, list[Requirement]]:
        """What `requirements.txt` pins; a package has two lines where Pythons need different ones."""
        lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        found: dict[str, list[Requirement]] = {}
        for line in lines:
            if line.strip() and not line.lstrip().startswith("#"):
                pin = Requirement(line.split(" # ")[0])
                found.setdefault(pin.name.lower(), []).append(pin)
        return found

    def test_every_line_is_an_exact_pin(self, pins: dict[str, list[Requirement]]) -> None:
        assert len(pins) > 50
        assert all([spec.operator for spec in pin.specifier] == ["=="] for found in pins.values() for pin in found)

    def test_follow_pyproject(self, pins: dict[str, list[Requirement]]) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        asked = [*project["project"]["dependencies"], *(one for group in project["dependency-groups"].values() for one in group)]
        for wanted in map(Requirement, asked):
            for pin in pins[wanted.name.lower()]:
                [exact] = pin.specifier
                assert wanted.specifier.contains(exact.version), f"{pin} is not {wanted}: run the command at the top of requirements.txt"

    def test_name_no_place_of_one_computer(self) -> None:
        text = (ROOT / "requirements.txt").read_text("utf-8")
        assert "://" not in text and " @ " not in text and "--index" not in text

    def test_installed_packages_agree_with_each_other(self) -> None:
        checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout
