"""From what stands in a file to the value of a parameter, or to a fault that names it."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from course.case_faults import near
from course.synth.parameter import Meaning, meaning
from course.synth.parameter_faults import ParameterFault
from course.synth.parameters import CampaignPlan, OutsidePlan, Parameters

EXACT = 1e-6
"""How far from 1 shares that add up may be, for those who write 0.333333."""

FIRST_NAMES = 12
PATTERNS = {
    "case.case_id": (r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "kievitsveen"),
    "case.prefix": (r"[A-Z]{2,3}", "KV"),
    "case.building_period": (r"[0-9]{4}-[0-9]{4}", "1958-1966"),
}
NEEDED = {CampaignPlan: ("channel", "starts_on", "ends_on", "hours"), OutsidePlan: ("channel", "starts_on", "ends_on", "hours")}
NOT_EMPTY = frozenset({"decisions.codes", "names.streets", "campaigns"})

Tell = Callable[[ParameterFault], None]

__all__ = ["hints", "section_from"]


@cache
def hints(kind: type) -> dict[str, Any]:
    """The type of each field of a parameter class."""
    return get_type_hints(kind)


@cache
def _homes() -> dict[str, str]:
    """Under which group a parameter stands, to help who put it elsewhere."""
    return {field.name: group.name for group in dataclasses.fields(Parameters) for kind in [_class_of(hints(Parameters)[group.name])]
            for field in dataclasses.fields(kind)}  # fmt: skip


def _class_of(hint: Any) -> type:
    return get_args(hint)[0] if get_origin(hint) is tuple else hint


def section_from(kind: type, raw: Any, place: str, tell: Tell) -> Any:
    """An instance of a parameter class from a table; what is not given or wrong keeps its default."""
    if not isinstance(raw, dict):
        tell(_wrong_type(place, raw, "section"))
        return kind()
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for name in raw:
        if name not in fields:
            tell(_unknown(name, place, tuple(fields)))
    for name in NEEDED.get(kind, ()):
        if name not in raw:
            tell(ParameterFault(f"{place}.{name}", "missing"))
    given: dict[str, Any] = {}
    for name, field in fields.items():
        if name in raw:
            found: list[ParameterFault] = []
            value = _value(hints(kind)[name], raw[name], _under(place, name), meaning(field), _default(field), found.append)
            # A group keeps what is right in it, so that one fault does not call up others that depend on its neighbours.
            if not found or dataclasses.is_dataclass(value):
                given[name] = value
            for fault in found:
                tell(fault)
    return kind(**given)


def _under(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _default(field: dataclasses.Field[Any]) -> Any:
    made = field.default_factory
    return made() if made is not dataclasses.MISSING else field.default


def _unknown(name: str, place: str, known: tuple[str, ...]) -> ParameterFault:
    alike = near(name, known)
    home = _homes().get(name)
    if home and home != place:
        return ParameterFault(_under(place, name), "in_other_section", name, home)
    alike = alike or tuple(f"{home}.{other}" for other, home in _homes().items() if other in near(name, _homes()))[:3]
    expected = ", ".join(known[:FIRST_NAMES]) + (", …" if len(known) > FIRST_NAMES else "")
    return ParameterFault(_under(place, name), "unknown", name, expected, alike)


def _value(hint: Any, raw: Any, place: str, means: Meaning, default: Any, tell: Tell) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is dict:
        return _table(inside[1], raw, place, means, default, tell)
    if origin is tuple:
        if not isinstance(raw, list):
            return tell(_wrong_type(place, raw, "range" if inside[1] is int else "list"))
        if dataclasses.is_dataclass(inside[0]):
            _told(_emptiness(place, raw), tell)
            return tuple(section_from(inside[0], item, f"{place}[{number}]", tell) for number, item in enumerate(raw, 1))
        return _range(raw, place, means, tell) if inside[1] is int else _list(raw, place, means, tell)
    if dataclasses.is_dataclass(hint):
        return section_from(hint, raw, place, tell)
    return _one(hint, raw, place, means, tell)


def _one(kind: type, raw: Any, place: str, means: Meaning, tell: Tell) -> Any:
    fits = type(raw) in ((int, float) if kind is float else (kind,))
    if not fits:
        return tell(_wrong_type(place, raw, kind.__name__))
    if kind is str:
        _told(_text(raw, place, means), tell)
        return raw
    if not _within(raw, means):
        return tell(ParameterFault(place, "out_of_range", _written(raw), _limits(means)))
    return float(raw) if kind is float else raw


def _text(raw: str, place: str, means: Meaning) -> Iterator[ParameterFault]:
    if means.codes:
        if raw not in means.codes:
            yield _unknown_code(place, raw, means.codes)
    elif not raw.strip():
        yield ParameterFault(place, "empty")
    elif place in PATTERNS and not re.fullmatch(PATTERNS[place][0], raw):
        yield ParameterFault(place, "wrong_form", raw, PATTERNS[place][1])


def _range(raw: list[Any], place: str, means: Meaning, tell: Tell) -> Any:
    if len(raw) != 2 or any(type(item) is not int for item in raw):
        return tell(_wrong_type(place, raw, "range"))
    if not all(_within(item, means) for item in raw):
        return tell(ParameterFault(place, "out_of_range", _written(raw), _limits(means)))
    if raw[0] > raw[1]:
        return tell(ParameterFault(place, "turned_round", _written(raw), _written(raw[::-1])))
    return tuple(raw)


def _list(raw: list[Any], place: str, means: Meaning, tell: Tell) -> Any:
    _told(_emptiness(place, raw), tell)
    for number, item in enumerate(raw):
        if _one(str, item, place, means, tell) is not None and item in raw[:number]:
            tell(ParameterFault(place, "twice", item))
    return tuple(raw)


def _table(kind: type, raw: Any, place: str, means: Meaning, default: dict[str, Any], tell: Tell) -> Any:
    if not isinstance(raw, dict):
        return tell(_wrong_type(place, raw, "table"))
    found = [_unknown_code(_under(place, name), name, means.keys) for name in raw if means.keys and name not in means.keys]
    table = default | {
        name: _one(kind, value, _under(place, name), means, found.append) for name, value in raw.items()
    }
    for fault in found:
        tell(fault)
    if found:
        return None
    total = math.fsum(table.values()) if means.adds_up or means.unit == "weight" else 1.0
    if means.adds_up and abs(total - 1) > EXACT:
        parts = " + ".join(f"{name} {value:g}" for name, value in table.items() if value)
        tell(ParameterFault(place, "shares", f"{total:.6g}", parts))
    elif means.unit == "weight" and not total:
        tell(ParameterFault(place, "no_weight", "0"))
    return table


def _emptiness(place: str, raw: list[Any]) -> Iterator[ParameterFault]:
    if place in NOT_EMPTY and not raw:
        yield ParameterFault(place, "empty")


def _told(faults: Iterator[ParameterFault], tell: Tell) -> None:
    for fault in faults:
        tell(fault)


def _within(value: Any, means: Meaning) -> bool:
    # Written so that a number that is none (nan) is outside.
    return (means.low is None or value >= means.low) and (means.high is None or value <= means.high)


def _unknown_code(place: str, raw: str, codes: tuple[str, ...]) -> ParameterFault:
    expected = ", ".join(codes[:FIRST_NAMES]) + (", …" if len(codes) > FIRST_NAMES else "")
    return ParameterFault(place, "unknown_code", raw, expected, near(raw, codes))


def _wrong_type(place: str, raw: Any, wanted: str) -> ParameterFault:
    return ParameterFault(place, f"not_{wanted}", _written(raw))


def _limits(means: Meaning) -> str:
    return f"{_written(means.low)}–{_written(means.high)}"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_written(item) for item in value)}]"
    if isinstance(value, str):
        return f'"{value}"'
    return "{…}" if isinstance(value, dict) else str(value)
