"""The `course` command: what it offers, and what it says when something is wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import course
from course import cli, notebooks, serve


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command with these words; hand back its exit code and what it wrote to both streams."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["course", *words])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put something else in the place of a module of the package that a command imports."""

    def put(name: str, **contents: object) -> None:
        module = ModuleType(f"course.{name}")
        vars(module).update(contents)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        parent, _, last = module.__name__.rpartition(".")
        monkeypatch.setattr(sys.modules.get(parent, course), last, module, raising=False)

    return put


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, stand_in: Callable[..., None], tmp_path: Path) -> list[Path]:
    """A repository elsewhere whose site is built by pretending; every build is noted here."""
    builds: list[Path] = []

    def build(root: Path, *, out: Path | None = None) -> Path:
        site = out or root / "_build" / "site"
        site.mkdir(parents=True, exist_ok=True)
        (site / "index.html").write_text("start", "utf-8")
        builds.append(site)
        return site

    monkeypatch.setattr(cli, "ROOT", tmp_path)
    stand_in("book.build", build=build)
    return builds


def test_help_lists_the_commands_in_the_order_a_newcomer_needs_them(command: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = command("--help")
    commands = out.split("Commands:\n")[1]
    assert code == 0
    assert [line.split()[0] for line in commands.splitlines() if line.strip()] == ["build", "open", "lab", "plan", "tally", "variant", "notebooks", "data", "vendor"]
    assert "..." not in commands, "a description is cut off"


def test_no_word_at_all_shows_the_help(command: Callable[..., tuple[int, str, str]]) -> None:
    assert "Commands:" in "".join(command()[1:])


@pytest.mark.parametrize(("typed", "meant"), [("biuld", "build"), ("notebook", "notebooks"), ("opne", "open")])
def test_a_word_typed_wrong_gets_the_near_one(command: Callable[..., tuple[int, str, str]], typed: str, meant: str) -> None:
    code, _, err = command(typed)
    assert code == 2 and f"Did you mean '{meant}'" in err.replace('"', "'")


def test_starts_quickly_because_it_loads_little() -> None:
    loaded = "import sys, course.cli; print(*(name for name in ('pandas', 'sphinx', 'nbclient', 'IPython') if name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.strip() == ""


class TestBuild:
    def test_tells_where_the_pages_are(self, command: Callable[..., tuple[int, str, str]], built: list[Path]) -> None:
        code, out, _ = command("build")
        assert code == 0 and str(Path("_build/site/index.html")) in out

    def test_can_go_elsewhere(self, command: Callable[..., tuple[int, str, str]], built: list[Path], tmp_path: Path) -> None:
        assert command("build", "--out", str(tmp_path / "other"))[0] == 0
        assert built == [tmp_path / "other"]

    def test_that_fails_is_told_as_text(
        self, command: Callable[..., tuple[int, str, str]], built: list[Path], stand_in: Callable[..., None]
    ) -> None:
        def fail(*_: object, **__: object) -> Path:
            raise RuntimeError("the book was not built: lesson.md, line 3")

        stand_in("book.build", build=fail)
        code, _, err = command("build")
        assert code == 1 and err == "the book was not built: lesson.md, line 3\n"


class TestOpen:
    @pytest.fixture
    def server(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stop_at_once(self: serve.SiteServer) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(serve.SiteServer, "serve_forever", stop_at_once)

    def test_builds_serves_tells_and_opens(
        self, command: Callable[..., tuple[int, str, str]], built: list[Path], server: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[str] = []
        monkeypatch.setattr(cli.webbrowser, "open", opened.append)
        code, out, err = command("open")
        assert (code, err) == (0, "")
        assert len(built) == len(opened) == 1
        assert all(address in out for address in (opened[0], f"{opened[0]}nl/", f"{opened[0]}en/"))

    def test_leaves_the_browser_alone_on_asking(
        self, command: Callable[..., tuple[int, str, str]], built: list[Path], server: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cli.webbrowser, "open", lambda _: pytest.fail("opened"))
        assert command("open", "--no-browser")[0] == 0

    def test_says_that_the_port_was_taken(
        self, command: Callable[..., tuple[int, str, str]], built: list[Path], server: None, tmp_path: Path
    ) -> None:
        with serve.SiteServer(tmp_path, 0) as other:
            code, out, _ = command("open", "--no-browser", "--port", str(other.server_port))
            assert code == 0 and f"Port {other.server_port} is in use" in out


class TestNotebooks:
    @pytest.fixture(autouse=True)
    def one_lesson(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(cli, "ROOT", tmp_path)
        monkeypatch.setattr(notebooks, "find", lambda root, chosen=(): [root / "lessons" / "nl" / "a.ipynb"])

    def test_check_tells_what_is_stale(self, command: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(notebooks, "stale", lambda paths: [(paths[0], "a.ipynb in nl, cell 2: a new run gives other outputs")])
        code, out, err = command("notebooks", "--check")
        assert code == 1 and "cell 2" in out and "1 of 1 notebooks are stale" in err

    def test_check_is_content_when_nothing_is(self, command: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(notebooks, "stale", lambda paths: [])
        assert command("notebooks", "--check")[0] == 0

    def test_a_notebook_that_fails_is_told_as_text(
        self, command: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(paths: list[Path]) -> list[Path]:
            raise notebooks.NotebookError("a.ipynb in nl, cell 2: NameError: name 'x' is not defined")

        monkeypatch.setattr(notebooks, "write", fail)
        code, _, err = command("notebooks")
        assert code == 1 and err == "a.ipynb in nl, cell 2: NameError: name 'x' is not defined\n"


class TestData:
    @pytest.fixture(autouse=True)
    def two_datasets(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(cli, "ROOT", tmp_path)
        for name in ("beekwijk", "merelhof"):
            (tmp_path / "datasets" / name).mkdir(parents=True)
            (tmp_path / "datasets" / name / "cases.csv").write_text("case_id\n")

    def test_check_tells_the_faults_of_every_dataset(
        self, command: Callable[..., tuple[int, str, str]], stand_in: Callable[..., None]
    ) -> None:
        fault = "actors.csv, row 3, column group: 'G99' is no code"
        stand_in("case", check=lambda name: [fault] if name == "beekwijk" else [])
        code, out, _ = command("data", "check")
        assert code == 1
        assert out.splitlines() == [f"beekwijk: {fault}", "merelhof: all tables are in order."]

    def test_new_makes_a_case_that_is_in_order(self, command: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
        from course import case

        code, out, _ = command("data", "new", "--name", "Zuiderbrink", "--seed", "7", "--out", str(tmp_path / "zuiderbrink"))
        assert code == 0 and out.startswith("Zuiderbrink: ")
        assert case.check(tmp_path / "zuiderbrink") == []

    def test_new_tells_every_fault_of_the_parameters_and_writes_nothing(
        self, command: Callable[..., tuple[int, str, str]], tmp_path: Path
    ) -> None:
        (tmp_path / "p.toml").write_text("[case]\ndwelings = 10\nresidents = -4\n", "utf-8")
        code, _, err = command("data", "new", "--name", "Zuiderbrink", "--seed", "7", "--out", str(tmp_path / "z"), "--params", str(tmp_path / "p.toml"))
        assert code == 1 and "dwellings" in err and "residents" in err
        assert not (tmp_path / "z").exists()

    def test_many_writes_the_same_rows_whatever_the_number_of_files(
        self, command: Callable[..., tuple[int, str, str]], tmp_path: Path
    ) -> None:
        def rows(*words: str) -> list[bytes]:
            folder = tmp_path / str(len(list(tmp_path.iterdir())))
            assert command("data", "many", "--rows", "50", "--out", str(folder), *words)[0] == 0
            return [line for file in sorted(folder.iterdir()) for line in file.read_bytes().splitlines()[1:]]

        assert rows() == rows("--partitions", "3")
        assert len(rows()) == 50
        assert rows("--seed", "2") != rows()

    @pytest.mark.parametrize("words, told", [
        (("--partitions", "6"), "from 1 to 5"), (("--partitions", "0"), "partitions"), (("--partitions", "-1"), "partitions"),
        (("--format", "xlsx"), "csv or parquet"), (("--rows", "0"), "rows"),
    ], ids=["more parts than rows", "no parts", "fewer than none", "another form", "no rows"])  # fmt: skip
    def test_many_refuses_what_it_cannot_do_and_writes_nothing(
        self, command: Callable[..., tuple[int, str, str]], tmp_path: Path, words: tuple[str, ...], told: str
    ) -> None:
        code, out, err = command("data", "many", "--rows", "5", *words, "--out", str(tmp_path / "many"))
        assert code != 0 and told in out + err
        assert not (tmp_path / "many").exists()

    def test_many_leaves_a_folder_with_something_in_it_alone(self, command: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "mine.txt").write_text("mine", "utf-8")
        code, _, err = command("data", "many", "--rows", "5", "--out", str(tmp_path / "own"))
        assert code == 1 and "already" in err
        assert [path.name for path in (tmp_path / "own").iterdir()] == ["mine.txt"]

    def test_package_writes_the_one_that_is_named(
        self, command: Callable[..., tuple[int, str, str]], stand_in: Callable[..., None], tmp_path: Path
    ) -> None:
        written: list[Path] = []
        stand_in("datapackage", write=written.append)
        assert command("data", "package", "merelhof")[0] == 0
        assert written == [tmp_path / "datasets" / "merelhof"]

    def test_package_names_the_near_one(self, command: Callable[..., tuple[int, str, str]], stand_in: Callable[..., None]) -> None:
        stand_in("datapackage", write=lambda folder: pytest.fail("written"))
        code, _, err = command("data", "package", "merelhoff")
        assert code == 1 and "did you mean 'merelhof'?" in err


def test_lab_hands_over_what_follows_it(
    command: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.setattr(notebooks, "find", lambda root: [])
    monkeypatch.setattr(cli.subprocess, "run", lambda words, **_: started.append(words) or subprocess.CompletedProcess(words, 0))
    assert command("lab", "--no-browser")[0] == 0
    assert started[0][1:3] == ["-m", "jupyterlab"] and started[0][-1] == "--no-browser"
    assert f"--ServerApp.root_dir={tmp_path / 'lessons'}" in started[0]


class TestFaults:
    @pytest.mark.parametrize("error", [KeyError("'T21' is no code; nearest: T20, T12"), ValueError("two\nlines"), OSError("disk")])
    def test_of_what_was_given_are_told_as_they_are(
        self, command: Callable[..., tuple[int, str, str]], stand_in: Callable[..., None], error: Exception
    ) -> None:
        def fail() -> None:
            raise error

        stand_in("book.vendor", refresh=fail)
        code, _, err = command("vendor")
        assert code == 1 and err == f"{error.args[0]}\n"

    def test_of_the_course_itself_say_so(self, command: Callable[..., tuple[int, str, str]], stand_in: Callable[..., None]) -> None:
        def fail() -> None:
            raise AttributeError("no such thing")

        stand_in("book.vendor", refresh=fail)
        code, _, err = command("vendor")
        assert code == 1 and "AttributeError: no such thing" in err and "fault of the course itself" in err and "Traceback" not in err

    def test_come_with_a_traceback_on_asking(
        self, command: Callable[..., tuple[int, str, str]], stand_in: Callable[..., None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail() -> None:
            raise ValueError("told")

        monkeypatch.setenv(cli.TRACEBACK, "1")
        stand_in("book.vendor", refresh=fail)
        with pytest.raises(ValueError, match="told"):
            command("vendor")
