"""The `course` command: build and show the pages, run the lessons, look after the data."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from course import i18n

# What a command needs is imported inside it, so that `course --help` and the start of the site stay quick.

__all__ = ["app", "main"]

ROOT = Path(__file__).resolve().parent.parent
TRACEBACK = "COURSE_TRACEBACK"


class _InOrder(TyperGroup):
    """Commands in the order a newcomer needs them; a group stands where its first command was written."""

    order = ("build", "open", "lab", "plan", "tally", "variant", "notebooks", "data", "vendor")

    def list_commands(self, ctx: typer.Context) -> list[str]:
        """The names, in that order."""
        return sorted(self.commands, key=lambda name: self.order.index(name) if name in self.order else len(self.order))


def _group(help: str, cls: type[TyperGroup] = TyperGroup) -> typer.Typer:
    return typer.Typer(
        help=help,
        cls=cls,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


app = _group("From input to decision: build and show the lessons, run them, and look after the data.", _InOrder)
data = _group("Look after the datasets.")
app.add_typer(data, name="data")


@app.command()
def build(
    out: Annotated[Path | None, typer.Option(help="Folder for the site; _build/site if you say nothing.")] = None,
) -> None:
    """Build the pages, in Dutch and in English."""
    _build(out)


@app.command("open")
def open_(
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the pages in the browser.")] = True,
    port: Annotated[int, typer.Option(help="Port to serve on; the next free one if it is taken.", min=1, max=65535)] = 8000,
) -> None:
    """Show the pages in the browser; builds what changed."""
    from course import serve

    site = _build(None)
    with serve.serve_on_a_free_port(site, port) as server:
        if server.server_port != port:
            _say(f"Port {port} is in use, so the pages are on port {server.server_port}.")
        _say(f"The pages are at  {server.url}")
        _say(f"  Nederlands      {server.url}nl/")
        _say(f"  English         {server.url}en/")
        _say("Stop with Ctrl-C · Stoppen met Ctrl-C")
        if browser:
            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            _say("")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(ctx: typer.Context) -> None:
    """Open JupyterLab on the lessons. What you add goes to JupyterLab."""
    from course import notebooks

    notebooks.trust(notebooks.find(ROOT))
    options = [
        f"--ServerApp.root_dir={ROOT / 'lessons'}",
        "--ServerApp.answer_yes=True",  # Ctrl-C stops at once, as it does everywhere else in the course
        "--log-level=WARN",  # what is left says where to go when no browser opens
        "--LabApp.news_url=None",  # JupyterLab asks nothing of other computers
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    _say("JupyterLab opens in the browser; stop it here with Ctrl-C · Stoppen met Ctrl-C")
    raise typer.Exit(subprocess.run([sys.executable, "-m", "jupyterlab", *options, *ctx.args], cwd=ROOT).returncode)


@app.command("notebooks")
def notebooks_(
    paths: Annotated[list[Path] | None, typer.Argument(help="Notebooks or folders; all lessons if you say nothing.", show_default=False)] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; tell which notebooks a new run would change.")] = False,
) -> None:
    """Run the notebooks of the lessons and store what they show."""
    from course import notebooks

    chosen = notebooks.find(ROOT, paths or ())
    started = time.monotonic()
    if check:
        stale = notebooks.stale(chosen)
        for _, why in stale:
            _say(why)
        if stale:
            _stop(f"{len(stale)} of {len(chosen)} notebooks are stale: run `course notebooks`, look at what changed, and commit it.")
        _say(f"All {len(chosen)} notebooks are as a new run gives them ({time.monotonic() - started:.0f} s).")
    else:
        changed = notebooks.write(chosen)
        for path in changed:
            _say(f"written: {_shown(path)}")
        _say(f"{len(chosen)} notebooks run, {len(changed)} changed ({time.monotonic() - started:.0f} s).")


@app.command()
def variant(
    lesson: Annotated[str, typer.Option(help="Number of a lesson with a placing board.")],
    seed: Annotated[str, typer.Option(help="Whole number; another number gives another neighbourhood.")],
    out: Annotated[Path, typer.Option(help="Folder for case, page and key; it must not exist yet, or be empty.")],
    lang: Annotated[str | None, typer.Option(help="nl or en; Dutch if nothing says otherwise.")] = None,
) -> None:
    """Make a lesson on another neighbourhood, with its answer key."""
    from course import i18n
    from course.book.variant import write_variant
    from course.classroom.lessons import lesson as lesson_with, seed_from
    from course.classroom.variants import variant as make

    spoken = _spoken(lang)
    made = make(lesson_with(lesson, spoken), seed_from(seed, spoken), spoken)
    folder = write_variant(made, out, spoken)
    _say(i18n.t("classroom.made", spoken, lesson=lesson, name=made.name, cards=len(made.cards), folder=_shown(folder)))
    _say("  " + i18n.t("classroom.files", spoken))


@app.command("plan")
def plan_(
    lesson: Annotated[list[int], typer.Option(help="Number of a lesson; more than one if there is time.")],
    minutes: Annotated[int, typer.Option(help="45, 60, 90 or 180.")] = 90,
    start: Annotated[str, typer.Option(help="When you begin.")] = "13:30",
    laptops: Annotated[bool, typer.Option("--laptops/--no-laptops", help="With laptops or phones, or with cards on paper.")] = True,
    online: Annotated[bool, typer.Option("--online/--in-the-room", help="Online, or in a room.")] = False,
    practitioners: Annotated[bool, typer.Option("--practitioners/--students", help="For people from the field, or for students.")] = False,
    link: Annotated[str, typer.Option(help="Where your students find the lesson.")] = "",
    out: Annotated[Path | None, typer.Option(help="Folder, or file ending on .zip, for plan, slides, answer key, cards and the lesson itself.")] = None,
    lang: Annotated[str | None, typer.Option(help="nl or en; Dutch if nothing says otherwise.")] = None,
) -> None:
    """Plan a meeting: agenda, slides, answer key and cards."""
    import datetime as dt

    from course import i18n
    from course.classroom.agenda import AgendaError, agenda
    from course.classroom.lesson_text import lesson_text, numbered

    spoken = _spoken(lang)
    known = numbered(ROOT / "lessons" / spoken)
    if strange := [number for number in lesson if number not in known]:
        raise AgendaError(i18n.t("planner.fault.lesson", spoken, given=strange[0], known=", ".join(map(str, known))))
    try:
        begins = dt.time.fromisoformat(start)
    except ValueError:
        raise AgendaError(i18n.t("planner.fault.start", spoken, given=start)) from None
    lessons = [lesson_text(known[number], spoken) for number in dict.fromkeys(lesson)]
    modes = [mode for mode, on in (("cards", not laptops), ("online", online), ("practice", practitioners)) if on]
    rows = agenda(lessons, minutes, modes=modes)
    for row in rows:
        _say("–".join(row.clock(begins)) + f"  {row.title}" + (f"\n              {row.you}" if row.you else "") + "".join(f"\n              {hint}" for hint in row.hints))
    if out is not None:
        from course.book.plan_folder import write

        written = write(lessons, rows, out, begins=begins, modes=modes, link=link, site=_build(None))
        _say(f"{_shown(written)}")


@app.command()
def tally(
    file: Annotated[str, typer.Argument(help="What the class handed in: chat, mail, csv or xlsx; - for what you pipe in.")],
    lang: Annotated[str | None, typer.Option(help="nl or en; Dutch if nothing says otherwise.")] = None,
    doubles: Annotated[str, typer.Option(help="Of which codes only the last counts: of the same name, of the same line, or all count.")] = "name",
    lesson: Annotated[int | None, typer.Option(help="Only the codes for this lesson.")] = None,
    reference: Annotated[bool, typer.Option("--reference", help="Tell the sample answers with their reasons as well.")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for tables and a report, without names.")] = None,
) -> None:
    """Show what a class chose, from the answer codes in a text."""
    from course import i18n
    from course.classroom import handed_in, report, sheets
    from course.classroom.exit_slips import find_slips, once
    from course.classroom.find_codes import find_codes
    from course.classroom.tally import DOUBLES, classes, gather

    spoken = _spoken(lang)
    if doubles not in DOUBLES:
        _stop(i18n.t("classroom.tally.fault.doubles", spoken, given=doubles))
    text = handed_in.read_text(file, spoken)
    handed, (slips, unread, same) = gather(find_codes(text, sheets.find), doubles), once(find_slips(text))
    for line in report.handed_in(handed, spoken) + report.slips_handed_in(slips, unread, same, spoken):
        _say(line)
    found = classes(handed)
    chosen = [one for one in found if lesson is None or sheets.exercise_with(one.sheet.number).lesson == lesson]
    if found and not chosen:
        _stop(i18n.t("classroom.tally.fault.exercise", spoken, given=lesson, known=", ".join(report.Words(one, spoken).title for one in found)))
    for one in chosen:
        _say("\n" + "\n".join(report.picture(one, spoken) + (["", *report.references(one, spoken)] if reference else [])))
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            files = report.write(one, out, spoken)
            _say("\n" + i18n.t("classroom.tally.written", spoken, folder=_shown(out.absolute()), files=", ".join(path.name for path in files)))
    told = [slip for slip in slips if lesson is None or slip.lesson == lesson]
    if told:
        _say("\n".join(report.slips(told, spoken)))
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            files = report.write_slips(told, out, spoken)
            _say("\n" + i18n.t("classroom.tally.written", spoken, folder=_shown(out.absolute()), files=", ".join(path.name for path in files)))


@data.command("check")
def data_check(
    name: Annotated[str | None, typer.Argument(help="A dataset; all of them if you say nothing.", show_default=False)] = None,
) -> None:
    """Tell every fault in a dataset: in its tables, and where its datapackage.json lags behind."""
    from course import case

    faults = 0
    for chosen in [name] if name else _datasets():
        found = case.check(chosen)
        faults += len(found)
        for line in found or ["all tables are in order."]:
            _say(f"{chosen}: {line}")
    if faults:
        raise typer.Exit(1)


@data.command("new")
def data_new(
    name: Annotated[str, typer.Option(help="Invented name of the neighbourhood.")],
    seed: Annotated[int, typer.Option(help="Number that chance starts from; another number gives another neighbourhood.", min=0)],
    out: Annotated[Path, typer.Option(help="Folder for the case; it must not exist yet, or be empty.")],
    params: Annotated[Path | None, typer.Option(help="Your own parameters (TOML); what it leaves out keeps its default.")] = None,
) -> None:
    """Make a synthetic case of your own."""
    from course.synth.datasets import named
    from course.synth.generate import generate
    from course.synth.parameter_file import check, read
    from course.synth.parameters import Parameters
    from course.synth.write import write

    parameters = named(read(params) if params else Parameters(), name, seed)
    check(parameters)
    made = generate(parameters)
    write(made, out)
    _say(f"{name}: {len(made.tables['contributions'])} contributions, in {_shown(out.absolute())}")


@data.command("many")
def data_many(
    rows: Annotated[int, typer.Option(help="How many contributions.", min=1)],
    out: Annotated[Path, typer.Option(help="Folder for the files; it must not exist yet, or be empty.")],
    seed: Annotated[int, typer.Option(help="Number that chance starts from.", min=0)] = 1,
    partitions: Annotated[int, typer.Option(help="In how many files; the rows are the same whatever the number.", min=1)] = 1,
    form: Annotated[str, typer.Option("--format", help="csv or parquet.")] = "csv",
    params: Annotated[Path | None, typer.Option(help="Your own parameters (TOML); what it leaves out keeps its default.")] = None,
) -> None:
    """Make millions of contributions, without a case around them."""
    from course.synth import many, many_files
    from course.synth.datasets import named
    from course.synth.parameter_file import check, read
    from course.synth.parameters import Parameters

    if form not in ("csv", "parquet"):
        _stop(f"--format is {form!r}; choose csv or parquet.")
    if partitions > rows:
        _stop(f"{rows} contributions cannot go into {partitions} files; choose a number of partitions from 1 to {rows}.")
    if out.is_dir() and any(out.iterdir()):
        _stop(f"There is something in {_shown(out.absolute())} already; choose a folder that does not exist yet, or an empty one.")
    parameters = read(params) if params else Parameters()
    parameters = named(parameters, parameters.case.name, seed)
    check(parameters)
    written = many_files.write_partitions(many.plan(parameters), rows, out, "parquet" if form == "parquet" else "csv", partitions)
    _say(f"{rows} contributions in {len(written)} {'file' if len(written) == 1 else 'files'}, in {_shown(out.absolute())}")


@data.command("build")
def data_build(
    names: Annotated[list[str] | None, typer.Argument(help="The made cases; all of them if you say nothing.", show_default=False)] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; tell which files a new run would make otherwise.")] = False,
) -> None:
    """Make the synthetic cases in datasets/ anew."""
    from course.synth import datasets

    if not check:
        for folder in datasets.build(ROOT / "datasets", names or ()):
            _say(f"written: {_shown(folder)}")
        return
    found = list(datasets.differing(ROOT / "datasets", names or ()))
    for line in found:
        _say(f"a new run makes it otherwise: {line}")
    if found:
        _stop("Run `course data build`, look at what changed, and commit it.")
    _say("All made cases are byte for byte as a new run makes them.")


@data.command("package")
def data_package(name: Annotated[str, typer.Argument(help="The dataset.")]) -> None:
    """Write datapackage.json anew from the tables of a dataset."""
    from course import datapackage

    datapackage.write(_folder_of(name))
    _say(f"written: {_shown(_folder_of(name) / 'datapackage.json')}")


@app.command()
def vendor() -> None:
    """Fetch the files in course/book/web anew."""
    from course.book import vendor as vendored

    vendored.refresh()


def main() -> None:
    """Run the command. What is wrong is told as text; the traceback comes with COURSE_TRACEBACK=1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="course")
    except KeyboardInterrupt as stopped:
        if stopped.args:
            print(stopped, file=sys.stderr)
        sys.exit(130)
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        hint = f"\n(This is a fault of the course itself: {TRACEBACK}=1 tells where.)" if _is_a_bug(error) else ""
        print(_text_of(error) + hint, file=sys.stderr)
        sys.exit(1)


def _spoken(lang: str | None) -> i18n.Language:
    """The language that was asked for, or that of the surroundings."""
    from course import i18n

    spoken = i18n.language()
    if lang is not None and lang not in i18n.LANGUAGES:
        _stop(i18n.t("classroom.fault.language", spoken, given=lang))
    return next((known for known in i18n.LANGUAGES if known == lang), spoken)


def _build(out: Path | None) -> Path:
    from course.book.build import build as build_what_changed

    started = time.monotonic()
    site = build_what_changed(ROOT, out=out)
    _say(f"The pages are up to date ({time.monotonic() - started:.0f} s): {_shown(site / 'index.html')}")
    return site


def _datasets() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "datasets").glob("*/cases.csv"))


def _folder_of(name: str) -> Path:
    folder = ROOT / "datasets" / name
    if not folder.is_dir():
        near = difflib.get_close_matches(name, _datasets(), n=1)
        _stop(f"There is no dataset {name!r}: {f'did you mean {near[0]!r}' if near else 'choose one of ' + ', '.join(_datasets())}?")
    return folder


def _is_a_bug(error: Exception) -> bool:
    """A mistake in the program, as against a file, a network or an argument that is not right."""
    return isinstance(error, (AssertionError, AttributeError, ImportError, NameError, NotImplementedError, TypeError)) or (
        type(error) in (KeyError, IndexError) and len(str(error).split()) < 3
    )


def _text_of(error: Exception) -> str:
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return f"{type(error).__name__}: {text}" if _is_a_bug(error) else text or type(error).__name__


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def _say(text: str) -> None:
    typer.echo(text)


def _stop(text: str) -> None:
    typer.echo(text, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    main()
