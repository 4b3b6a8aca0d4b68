"""A mistyped code is always told, with a real code beside it."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course import codebook

CODES = sorted({entry.code for name in codebook.families() for entry in codebook.family(name)})
SIGNS = st.sampled_from(string.ascii_letters + string.digits + "-_. ")


@st.composite
def mistyped(draw: st.DrawFn) -> str:
    """A code with one sign added, dropped, changed, or swapped with the next."""
    code = draw(st.sampled_from(CODES))
    at = draw(st.integers(0, len(code) - 1))
    sign = draw(SIGNS)
    return draw(st.sampled_from([
        code[:at] + sign + code[at:], code[:at] + code[at + 1:], code[:at] + sign + code[at + 1:],
        code[:at] + code[at + 1:at + 2] + code[at] + code[at + 2:], code.swapcase(),
    ]))


@given(mistyped())
def test_a_mistyped_code_names_a_near_one(wrong: str) -> None:
    assume(wrong not in CODES)
    with pytest.raises(KeyError) as told:
        codebook.entry(wrong)
    message = told.value.args[0]
    named = message.split("nearest: ")[1].split(", ")
    assert repr(wrong) in message
    assert named and set(named) <= set(CODES)
    assert named == list(codebook.near(wrong))


@given(st.text(max_size=12), st.sampled_from(codebook.families()))
def test_any_text_in_any_family_is_found_or_told(text: str, family: str) -> None:
    codes = {entry.code for entry in codebook.family(family)}
    if text in codes:
        assert codebook.entry(text, family).code == text
    else:
        with pytest.raises(KeyError) as told:
            codebook.entry(text, family)
        assert set(told.value.args[0].split("nearest: ")[1].split(", ")) <= codes


@given(st.sampled_from(codebook.families()), st.sampled_from(["nl", "en"]))
def test_every_code_can_be_looked_up_in_its_family(family: str, lang: str) -> None:
    for entry in codebook.family(family):
        assert codebook.entry(entry.code, family) is entry
        assert codebook.label(entry.code, lang, family) == entry.label(lang)
