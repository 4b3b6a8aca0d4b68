"""Whatever the sheet and the answers: a code gives them back, and no slip of the pen goes unseen."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import pytest

from course.boards.answer_code import ALPHABET, ROLES, CodeFault, decode, encode
from course.boards.sheet import LARGEST_SEED, Sheet, sheet, sheet_of


@st.composite
def handed_in(draw: st.DrawFn) -> tuple[Sheet, dict[str, tuple[str, ...]], str]:
    """A sheet, answers to it, and their code."""
    most = draw(st.integers(1, 3))
    sizes = draw(st.lists(st.integers(1, 60), min_size=1, max_size=14))
    made = sheet_of(sheet("placing", draw(st.integers(0, 99)), [(f"c{n}", [f"o{k}" for k in range(size)]) for n, size in enumerate(sizes)],
                          most=most, seed=draw(st.just(0) | st.integers(0, LARGEST_SEED))))  # fmt: skip
    answers = {item: tuple(draw(st.lists(st.sampled_from(options), unique=True, max_size=most))) for item, options in zip(made.items, made.options, strict=True)}
    return made, {item: chosen for item, chosen in answers.items() if chosen}, encode(made, answers, role=draw(st.sampled_from(ROLES)), round=draw(st.sampled_from([1, 2])))


def opens(code: str, made: Sheet) -> bool:
    try:
        decode(code, lambda *_: made)
    except CodeFault:
        return False
    return True


@given(handed_in())
def test_a_code_gives_back_what_went_in(case) -> None:
    made, answers, code = case
    found = decode(code, lambda *_: made)
    assert dict(found.answers) == answers
    assert encode(made, found.answers, role=found.role, round=found.round) == code


@given(handed_in(), st.data())
def test_any_one_wrong_sign_is_seen(case, data) -> None:
    made, _, code = case
    plain = code.replace("-", "")
    place = data.draw(st.integers(0, len(plain) - 1))
    other = data.draw(st.sampled_from([sign for sign in ALPHABET if sign != plain[place]]))
    assert not opens(plain[:place] + other + plain[place + 1 :], made)


@settings(max_examples=200)
@given(handed_in())
def test_any_two_neighbours_that_changed_places_are_seen(case) -> None:
    made, _, code = case
    plain = code.replace("-", "")
    for place in range(len(plain) - 1):
        if plain[place] != plain[place + 1]:
            assert not opens(plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :], made)


@given(handed_in(), st.integers(0, 80))
def test_a_piece_that_is_missing_is_seen(case, keep: int) -> None:
    made, _, code = case
    plain = code.replace("-", "")
    if keep < len(plain):
        assert not opens(plain[:keep], made)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(CodeFault):
        decode(text, lambda *_: None)
