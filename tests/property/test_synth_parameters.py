"""Files of parameters: whatever is right reads back the same; any one thing that is wrong is told and named."""

from __future__ import annotations

import copy
import dataclasses
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.synth.parameter_faults import ParameterError
from course.synth.parameter_file import case_names, case_parameters, from_tables, from_toml, to_toml
from course.synth.parameters import CampaignPlan, Parameters

DEFAULT = Parameters()
RAW: dict[str, Any] = tomllib.loads(to_toml(DEFAULT))
TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=30).filter(str.strip)
DAYS = st.dates(date(2025, 6, 1), date(2029, 6, 1))


def _leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        for number, value in enumerate(node):
            yield from _leaves(value, (*path, number))
    else:
        yield path


LEAVES = list(_leaves(RAW))


def _place(path: tuple[Any, ...]) -> str:
    place = ""
    for part in path:
        place += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if place else ''}{part}"
    return place


def _changed(path: tuple[Any, ...], value: Any, new_name: str | None = None) -> dict[str, Any]:
    raw = copy.deepcopy(RAW)
    node: Any = raw
    for part in path[:-1]:
        node = node[part]
    if new_name is None:
        node[path[-1]] = value
    else:
        node[new_name] = node.pop(path[-1])
    return raw


def _at(path: tuple[Any, ...]) -> Any:
    node: Any = RAW
    for part in path:
        node = node[part]
    return node


def _faults(raw: dict[str, Any]) -> list[str]:
    with pytest.raises(ParameterError) as caught:
        from_tables(raw, lang="en")
    return [fault.place for fault in caught.value.faults]


def test_the_file_holds_every_parameter() -> None:
    assert len(LEAVES) > 300 and from_tables(RAW) == DEFAULT


@given(st.sampled_from(LEAVES), st.sampled_from([{}, [[]], True, "§", 1e99, -(10**20), date(1801, 1, 1), float("nan")]))
def test_a_value_of_the_wrong_kind_or_size_is_told_where_it_stands(path: tuple[Any, ...], wrong: Any) -> None:
    if isinstance(_at(path), str) and wrong == "§" and _place(path).split(".")[0] in ("names", "case"):
        return  # any text may be a name
    assert _place(path) in _faults(_changed(path, wrong))


@given(st.sampled_from(LEAVES))
def test_a_misspelt_name_is_told_with_the_right_one(path: tuple[Any, ...]) -> None:
    name = str(path[-1])
    misspelt = name + "x"
    raw = _changed(path, None, misspelt)
    with pytest.raises(ParameterError) as caught:
        from_tables(raw, lang="en")
    told = {fault.place: fault for fault in caught.value.faults}
    fault = told[_place((*path[:-1], misspelt))]
    if len(name) > 2:
        assert name in fault.nearest


@given(st.sampled_from([p for p in LEAVES if isinstance(_at(p), float) and p[0] != "outcome"]), st.floats(0.01, 0.9))
def test_shares_that_do_not_add_up_are_told_and_others_stay_in_range(path: tuple[Any, ...], more: float) -> None:
    value = _at(path) + more
    raw = _changed(path, value)
    try:
        made = from_tables(raw, lang="en")
    except ParameterError as error:
        assert {fault.place for fault in error.faults} <= {_place(path), _place(path[:-1])}
    else:
        node: Any = made
        for part in path:
            node = node[part] if isinstance(part, int) or isinstance(node, dict) else getattr(node, part)
        assert node == value


@st.composite
def parameters(draw: st.DrawFn) -> Parameters:
    base = draw(st.sampled_from([DEFAULT, *(case_parameters(name) for name in case_names())]))
    case = dataclasses.replace(
        DEFAULT.case, name=draw(TEXTS), seed=draw(st.integers(0, 2**53)), dwellings=draw(st.integers(1, 100_000)),
        approach_route=draw(st.sampled_from("AB")))
    names = dataclasses.replace(base.names, municipality=draw(TEXTS), streets=tuple(draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))))
    first = draw(DAYS)
    plan = CampaignPlan(
        draw(st.sampled_from(["K01", "K09", "K18"])), 1, first, first + timedelta(days=draw(st.integers(0, 100))),
        draw(st.floats(0, 100_000)), draw(st.sampled_from(["none", "nl", "nl_plain", "multilingual"])), draw(st.integers(0, 200_000)))
    weights = dict.fromkeys(base.outcome.reasons, draw(st.floats(0.001, 100)))
    return dataclasses.replace(
        base, case=case, names=names, campaigns=(plan,), outside=(),
        outcome=dataclasses.replace(base.outcome, on_time=draw(st.floats(-10, 10)), reasons=weights),
        staff=dataclasses.replace(base.staff, changes=draw(st.integers(0, 5)), posts=()))


@settings(max_examples=60, deadline=None)
@given(parameters())
def test_parameters_survive_being_written_and_read(made: Parameters) -> None:
    text = to_toml(made)
    assert from_toml(text) == made
    assert to_toml(from_toml(text)) == text


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_message(text: str) -> None:
    try:
        from_toml(text, lang="nl")
    except ParameterError as error:
        assert error.faults and str(error).count("\n") >= 1
