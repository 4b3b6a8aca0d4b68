"""Parameters as a file: TOML with the meaning, unit, range and mark beside every value.

A file may hold only what differs from the defaults. Everything that is wrong in it is told at once.
"""

from __future__ import annotations

import dataclasses
import json
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

from course.case_faults import near
from course.i18n import Language, t
from course.synth import parameter_check
from course.synth.parameter import Meaning, meaning
from course.synth.parameter_faults import ParameterError, ParameterFault
from course.synth.parameter_values import section_from
from course.synth.parameters import CaseFacts, Parameters

FILE = "parameters.toml"

__all__ = ["FILE", "case_names", "case_parameters", "check", "from_tables", "from_toml", "read", "to_toml"]


def case_names() -> tuple[str, ...]:
    """The cases that come with parameters, by name.

    >>> "kievitsveen" in case_names()
    True
    """
    files = resources.files("course.synth").joinpath("cases").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def case_parameters(name: str) -> Parameters:
    """The parameters of a case that comes with the course."""
    names = case_names()
    if name not in names:
        fault = ParameterFault("", "no_such_case", name, ", ".join(names), near(name, names))
        raise ParameterError(name, [fault])
    text = resources.files("course.synth").joinpath("cases", f"{name}.toml").read_text("utf-8")
    return from_toml(text, f"{name}.toml")


def read(path: str | Path, lang: Language | None = None) -> Parameters:
    """Read a file of parameters.

    Raises
    ------
    ParameterError
        With everything that is wrong in it.
    """
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ParameterError(str(path), [ParameterFault("", "not_utf8")], lang) from None
    except OSError as problem:
        raise ParameterError(str(path), [ParameterFault("", "no_file", problem.strerror or "")], lang) from None
    return from_toml(text, str(path), lang)


def from_toml(text: str, source: str = FILE, lang: Language | None = None) -> Parameters:
    """Parameters from the text of a file; what it does not name keeps its default.

    Raises
    ------
    ParameterError
        With everything that is wrong in it.

    >>> from_toml("[case]\\ndwellings = 900").case.dwellings
    900
    >>> from_toml("[staff]\\nchangs = 4", lang="en")
    Traceback (most recent call last):
    course.synth.parameter_faults.ParameterError: parameters.toml has one fault:
    - staff.changs: there is no parameter with this name. Known are: posts, in_touch, takes_in, starts, changes, weights, spread, first_change, last_change, least_stay_days, vacancy_weeks, left_vacant, …. Did you mean: changes?
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as problem:
        raise ParameterError(source, [ParameterFault("", "not_toml", str(problem) or type(problem).__name__)], lang) from None
    return from_tables(raw, source, lang)


def from_tables(raw: dict[str, Any], source: str = FILE, lang: Language | None = None) -> Parameters:
    """Parameters from tables of plain values, as TOML gives them.

    Raises
    ------
    ParameterError
        With everything that is wrong in them.
    """
    found: list[ParameterFault] = []
    made = section_from(Parameters, raw, "", found.append)
    made = _in_time(made, raw)
    found += parameter_check.faults(made, {fault.place for fault in found})
    if found:
        raise ParameterError(source, found, lang)
    return made


def _in_time(parameters: Parameters, raw: dict[str, Any]) -> Parameters:
    """The default campaigns move along with another start of the works, in whole weeks so that an evening stays on its weekday."""
    standard = CaseFacts()
    later = timedelta(weeks=(parameters.case.date_m8 - standard.date_m8).days // 7)
    given = raw.get("case", {})
    if later and not (isinstance(given, dict) and "known_until" in given):
        parameters = dataclasses.replace(
            parameters, case=dataclasses.replace(parameters.case, known_until=standard.known_until + later))
    moved = {
        name: tuple(dataclasses.replace(plan, starts_on=plan.starts_on + later, ends_on=plan.ends_on + later)
                    for plan in getattr(parameters, name))
        for name in ("campaigns", "outside") if later and name not in raw
    }  # fmt: skip
    return dataclasses.replace(parameters, **moved)


def check(parameters: Parameters, source: str = FILE, lang: Language | None = None) -> None:
    """Check parameters that were made in Python by the same rules as a file.

    Raises
    ------
    ParameterError
        With everything that is wrong.
    """
    from_toml(to_toml(parameters), source, lang)


def to_toml(parameters: Parameters) -> str:
    """The text of a file with every parameter, and beside each its meaning in Dutch and English, unit, range and mark."""
    lines = [f"# {t('synth.file_heading', lang)}" for lang in ("nl", "en")]
    for group in dataclasses.fields(Parameters):
        known, value = meaning(group), getattr(parameters, group.name)
        lines += ["", f"# {known.nl} / {known.en}"]
        if isinstance(value, tuple):
            for number, plan in enumerate(value):
                lines += ["", f"[[{group.name}]]", *_plain(plan, commented=number == 0)]
            if not value:
                lines += [f"{group.name} = []"]
        else:
            lines += [f"[{group.name}]", *_plain(value), *_tables(value, group.name)]
    return "\n".join(_above_the_first_table(lines)) + "\n"


def _above_the_first_table(lines: list[str]) -> Iterator[str]:
    # A list without entries is a plain value, and TOML reads a plain value as part of the table above it.
    loose = [line for line in lines if line.endswith(" = []") and line.removesuffix(" = []") in ("campaigns", "outside")]
    yield from lines[:2]
    yield from loose
    yield from (line for line in lines[2:] if line not in loose)


def _plain(section: Any, commented: bool = True) -> Iterator[str]:
    for field in dataclasses.fields(section):
        value = getattr(section, field.name)
        if not isinstance(value, dict):
            yield from _comment(meaning(field)) if commented else ()
            yield f"{field.name} = {_written(value)}"


def _tables(section: Any, name: str) -> Iterator[str]:
    for field in dataclasses.fields(section):
        value = getattr(section, field.name)
        if isinstance(value, dict):
            yield ""
            yield from _comment(meaning(field))
            yield f"[{name}.{field.name}]"
            yield from (f"{key} = {_written(one)}" for key, one in value.items())


def _comment(known: Meaning) -> Iterator[str]:
    yield f"# {known.nl}"
    yield f"# {known.en}"
    units = " / ".join(dict.fromkeys(t(f"synth.unit.{known.unit}", lang) for lang in ("nl", "en")))
    limits = [] if known.low is None else [f"{known.low} – {known.high}"]
    codes = [", ".join(known.codes)] if 0 < len(known.codes) <= 12 else []
    yield f"# {'; '.join([units, *limits, *codes, known.mark])}"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_written(item) for item in value)}]"
    if isinstance(value, str):
        # JSON and TOML agree on texts, but for one character that TOML wants escaped.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return value.isoformat() if isinstance(value, date) else repr(value)
