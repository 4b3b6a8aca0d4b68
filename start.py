"""Start the course. On a computer with Python 3.11 or newer nothing else is needed.

    python3 start.py                 set up what is missing, build the pages, show them in the browser
    python3 start.py --no-browser    the same without opening the browser
    python3 start.py test            run every test
    python3 start.py lab             open JupyterLab on the lessons
    python3 start.py WORD            any other word goes to the `course` command; `--help` after it tells more
"""
import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:  # before anything that an old Python does not know
    sys.exit(
        "This course needs Python 3.11 or newer and this is %d.%d: install a newer one from python.org and start with that.\n"
        "Deze cursus heeft Python 3.11 of nieuwer nodig en dit is %d.%d: zet een nieuwere van python.org neer en start daarmee."
        % (tuple(sys.version_info[:2]) * 2)
    )

import errno
import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "course-setup.txt"  # "half-way" while the set-up runs; what was set up once it is done
LOG = ROOT / "_build" / "log" / "setup.log"
HALFWAY = "half-way"
SHOW_SECONDS_AFTER = 1.0

NO_VENV = (
    "This Python cannot make an environment: install its venv module (on Debian and Ubuntu: sudo apt install python3-venv) and start again.",
    "Deze Python kan geen omgeving maken: installeer de venv-module (op Debian en Ubuntu: sudo apt install python3-venv) en start opnieuw.",
)
NO_SPACE = (
    "The disk is full: make about 1 GB of space and start again.",
    "De schijf is vol: maak ongeveer 1 GB vrij en start opnieuw.",
)
NO_NETWORK = (
    "The packages could not be fetched: check the internet connection (and the proxy, if your network has one) and start again.",
    "De pakketten konden niet worden opgehaald: controleer de internetverbinding (en de proxy, als je netwerk die heeft) en start opnieuw.",
)
NO_WRITING = (
    f"Nothing can be written in {ROOT}: move the course to a folder of your own, close programs that use it, and start again.",
    f"In {ROOT} kan niets worden geschreven: zet de cursus in een eigen map, sluit programma's die hem gebruiken en start opnieuw.",
)
NO_PACKAGE = (
    f"A package does not exist for Python {sys.version_info[0]}.{sys.version_info[1]} on this computer: start with Python 3.11, 3.12 or 3.13.",
    f"Een pakket bestaat niet voor Python {sys.version_info[0]}.{sys.version_info[1]} op deze computer: start met Python 3.11, 3.12 of 3.13.",
)
UNKNOWN = (
    f"The set-up stopped (last lines above, all of it in {LOG}): start again, and if it stops again send that file to the maintainer.",
    f"Het klaarzetten stopte (laatste regels hierboven, alles in {LOG}): start opnieuw, en stuur dat bestand naar de beheerder als het weer stopt.",
)
STOPPED = (
    "Stopped half-way: start again and the set-up is finished.",
    "Halverwege gestopt: start opnieuw en het klaarzetten wordt afgemaakt.",
)
CAUSES = (  # the first one whose trace stands in the log is told
    (NO_SPACE, r"No space left on device|Errno 28\b|not enough space on the disk|Disk quota exceeded"),
    (NO_VENV, r"ensurepip is not available|No module named '?(venv|ensurepip)"),
    (NO_NETWORK, r"NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|SSLError|"
                 r"Temporary failure in name resolution|getaddrinfo failed|Network is unreachable|Read timed out|Connection aborted"),
    (NO_WRITING, r"Permission denied|Read-only file system|WinError (5|32)\b"),
    (NO_PACKAGE, r"No matching distribution found|Failed (to build|building wheel)|metadata-generation-failed|subprocess-exited-with-error"),
)


class Trouble(Exception):
    """Why the set-up cannot go on: one sentence that says what to do, in English and in Dutch."""


def main(words: list[str]) -> int:
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    try:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended too
        set_up()
        if words[:1] == ["test"]:
            return run_all_tests(words[1:])
        return run("-m", "course.cli", *(words if words and not words[0].startswith("-") else ["open", *words]))
    except Trouble as trouble:
        return tell(trouble.args[0])
    except OSError as error:
        return tell(sentence_for(error))
    except KeyboardInterrupt:
        if not is_set_up():
            tell(STOPPED)
        return 130


def run_all_tests(options: list[str]) -> int:
    """One pytest run does the testing; before it the book, so that a book that does not build is a failure by itself."""
    built = run("-m", "course.cli", "build")
    if built:
        print("The book did not build (above); the tests run all the same.", flush=True)
    # Files side by side on two cores, each on one of them. In order: browser tests come last, or no kernel starts any more.
    tested = run("-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", *options)
    return built or tested


def set_up() -> None:
    """Make `.venv` with the pinned packages and the course in it, unless that was done before."""
    if is_set_up():
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Trouble(NO_VENV)
    print("Setting up once, about a minute · Eenmalig klaarzetten, ongeveer een minuut", flush=True)
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.write_bytes(b"")
    if not has_a_working_pip():
        # a virtual environment that runs this script cannot replace itself: ask the Python below it
        python = getattr(sys, "_base_executable", None) or sys.executable
        step("1/3 environment · omgeving", [python, "-m", "venv", "--clear", str(VENV)])
    STAMP.write_text(HALFWAY, "utf-8")
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--no-compile"]
    step("2/3 packages · pakketten", [*pip, "-r", "requirements.txt"])
    step("3/3 this course · deze cursus", [*pip, "--no-deps", "--no-build-isolation", "--editable", "."])
    STAMP.write_text(what_to_set_up(), "utf-8")


def is_set_up() -> bool:
    return VENV_PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == what_to_set_up()


def what_to_set_up() -> str:
    """The place, which a moved environment no longer has, and a digest of what is installed in it."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    return f"{the_place()}\n{digest}\n"


def the_place() -> str:
    return f"Python {sys.version_info[0]}.{sys.version_info[1]} of {sys.base_prefix} for {ROOT}"


def has_a_working_pip() -> bool:
    """Is there an environment that only has to be brought up to date, made here and not left half-way?"""
    made = STAMP.read_text("utf-8") if STAMP.exists() else the_place()
    if not VENV_PYTHON.exists() or made.splitlines()[:1] != [the_place()]:
        return False
    return subprocess.run([str(VENV_PYTHON), "-m", "pip", "--version"], capture_output=True, env=environment()).returncode == 0


def step(label: str, command: list[str]) -> None:
    """Run one command of the set-up with its output in the log, showing the seconds that go by."""
    live, started = sys.stdout.isatty(), time.monotonic()
    print(f"  {label} …", end="", flush=True)
    try:
        with LOG.open("ab") as log:
            process = subprocess.Popen(command, cwd=str(ROOT), env=environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            code = wait_for(process, lambda: live and print(f"\r  {label} … {time.monotonic() - started:.0f} s", end="", flush=True))
    finally:
        print(f"{chr(13) + '  ' + label + ' …' if live else ''} {time.monotonic() - started:.0f} s", flush=True)
    if code:
        log_text = LOG.read_text("utf-8", errors="replace")
        cause = next((sentence for sentence, trace in CAUSES if re.search(trace, log_text)), UNKNOWN)
        if cause is UNKNOWN:
            print("\n".join("    " + line for line in log_text.splitlines()[-12:]))
        raise Trouble(cause)


def run(*arguments: str) -> int:
    """Run the environment's Python here, in sight, and hand back how it ended."""
    return wait_for(subprocess.Popen([str(VENV_PYTHON), *arguments], cwd=str(ROOT), env=environment()))


def wait_for(process: subprocess.Popen, every_second: Callable[[], object] = lambda: None) -> int:
    """Wait to the end; on Ctrl-C, which the process gets as well, leave it a moment to stop by itself."""
    try:
        while True:
            try:
                return process.wait(SHOW_SECONDS_AFTER)
            except subprocess.TimeoutExpired:
                every_second()
    except BaseException as stop:
        try:
            process.wait(10 if isinstance(stop, KeyboardInterrupt) else 0)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            process.terminate()
            process.wait()
        raise


def environment() -> dict[str, str]:
    """UTF-8 on every platform, no other Python's packages, and compiled modules kept: without those every command takes seconds longer."""
    left_out = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PYTHONDONTWRITEBYTECODE")
    return {**{name: value for name, value in os.environ.items() if name not in left_out}, "PYTHONUTF8": "1"}


def sentence_for(error: OSError) -> tuple[str, str]:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return NO_SPACE
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NO_WRITING
    return (f"{error}: put that right and start again.", f"{error}: herstel dat en start opnieuw.")


def tell(sentence: tuple[str, str]) -> int:
    print("\n".join(sentence), file=sys.stderr)
    return 1


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # an old Windows console lacks some signs
    sys.exit(main(sys.argv[1:]))
