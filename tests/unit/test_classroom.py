"""A lesson on another seed: another neighbourhood, the same mix of cards, a page that stands alone, and a key that fits it."""

from __future__ import annotations

import errno
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from course import case as cases
from course import cli, codebook, mapping
from course.boards.placing_table import placing_table
from course.book import variant as book_variant
from course.book.board_page import board_page
from course.book.variant import CASE, KEY, PAGE, write_variant
from course.case import Case
from course.classroom import choosing
from course.classroom.cards import alike, cards
from course.classroom.key import answer_key
from course.classroom.key_page import key_page
from course.classroom.lessons import LESSONS, VariantError, lesson, seed_from
from course.classroom.neighbourhoods import ENDINGS, THINGS, neighbourhood
from course.classroom.variants import Variant, variant
from course.i18n import LANGUAGES, Language
from course.pairs import IN_TIME
from course.synth import write as synth_write
from course.synth.generate import generate
from course.synth.parameter_file import case_names, case_parameters
from course.synth.write import WriteError, write

LESSON = LESSONS[4]
SEEDS = range(20)
# The board of every contribution of the small cases; of the large ones, to which nothing else applies, every so many.
EVERY = {name: 15 if name.startswith("atelier-") else 1 for name in case_names()}


@cache
def made(seed: int) -> Variant:
    return variant(LESSON, seed, "en")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Case]:
    folder = tmp_path_factory.mktemp("variants")

    @cache
    def load(seed: int) -> Case:
        return cases.load(write(made(seed).made, folder / str(seed)))

    return load


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    folder = tmp_path_factory.mktemp("cases")

    @cache
    def load(name: str) -> Case:
        return cases.load(write(generate(case_parameters(name)), folder / name))

    return load


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_variant(made(12), tmp_path_factory.mktemp("out") / "lesson", "en")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `course variant` with these words; hand back its exit code and what it wrote to both streams."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["course", "variant", *map(str, words)])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capsys.readouterr()

    return run


def best(case: Case, contribution_id: str) -> list[list[mapping.Pair]]:
    """Per part of a contribution the decisions that deal with it best."""
    pairs = mapping.pairs(case, contribution_id)
    parts = range(len(mapping.parts_of(case, contribution_id)))
    return [[p for p in pairs if p.fits[part] >= 2 and p.fits[part] == max(q.fits[part] for q in pairs)] for part in parts]


# ---------- the promised mix, judged by the rules of the board and not by those of the choice

@pytest.mark.parametrize("seed", SEEDS)
def test_every_variant_has_the_promised_mix(seed: int, loaded: Callable[[int], Case]) -> None:
    case, chosen = loaded(seed), made(seed).cards
    assert len(set(chosen)) == LESSON.cards == 12
    answers = {card: mapping.sample_answer(case, card) for card in chosen}
    assert all(mapping.judge(case, card, answer).grade in mapping.ACCOUNTED for card, answer in answers.items())
    decided = {card: [mapping.pair(case, card, code) for code in answer if not mapping.is_reason(code)] for card, answer in answers.items()}
    owners = {codebook.owner_group(codebook.decision(p.decision_code).decides) for pairs in decided.values() for p in pairs}
    assert len(owners) >= 3
    late = [card for card in chosen if decided[card] and any(part and all(p.timing == "late" for p in part) for part in best(case, card))]
    assert len(late) >= 2
    assert any(p.timing == "tight" for pairs in decided.values() for p in pairs)
    assert sum(len(mapping.parts_of(case, card)) == 2 for card in chosen) >= 2
    nowhere = [card for card in chosen if not any(p.fit >= 2 for p in mapping.pairs(case, card))]
    assert nowhere and all(mapping.is_reason(answers[card][0]) for card in nowhere)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_card_can_be_read_and_none_is_there_twice(seed: int, loaded: Callable[[int], Case]) -> None:
    case, chosen = loaded(seed), made(seed).cards
    rows = [case.contribution(card) for card in chosen]
    assert max(len(str(row[f"text_{lang}"]).split()) for row in rows for lang in LANGUAGES) < 60
    words = [set(re.findall(r"\w{4,}", str(row["text_en"]).casefold())) for row in rows]
    assert not [1 for place, one in enumerate(words) for other in words[:place] if len(one & other) > 0.6 * len(one | other)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_pair_of_themes_that_is_easily_confused_is_touched(seed: int, loaded: Callable[[int], Case]) -> None:
    rows = [loaded(seed).contribution(card) for card in made(seed).cards]
    themes = {row[name] for row in rows for name in ("theme_ref", "theme2_ref")}
    assert [pair for pair in codebook.theme_pairs() if not {pair.first, pair.second} & themes] == []


def test_another_seed_gives_another_neighbourhood_and_other_cards() -> None:
    variants = [made(seed) for seed in SEEDS]
    assert len({one.name for one in variants}) == len({one.cards for one in variants}) == len(SEEDS)


def test_names_differ_for_as_many_seeds_as_there_are_and_none_is_that_of_a_course_case() -> None:
    names = [neighbourhood(seed) for seed in range(len(THINGS) * len(ENDINGS))]
    assert Counter(names).most_common(1)[0][1] == 1
    assert not {name.casefold() for name in names} & {case_parameters(name).case.name.casefold() for name in case_names()}


def test_the_cards_are_chosen_again_the_same() -> None:
    assert variant(LESSON, 3, "nl").cards == made(3).cards


def test_a_neighbourhood_without_the_promised_cards_is_drawn_again_and_in_the_end_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def nothing(made: object, *rest: object) -> tuple[str, ...]:
        tried.append(made.parameters.case.seed)  # type: ignore[attr-defined]
        raise VariantError("no cards")

    monkeypatch.setattr("course.classroom.variants.choose", nothing)
    with pytest.raises(VariantError, match="no cards"):
        variant(LESSON, 7, "en")
    assert tried[0] == 7 and len(set(tried)) == len(tried) > 1


def test_too_few_cards_are_told_and_not_filled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    few = cards(made(1).made)[:8]
    monkeypatch.setattr(choosing, "cards", lambda made: few)
    with pytest.raises(VariantError, match="Seed 1 gives no neighbourhood.*such as 2"):
        choosing.choose(made(1).made, LESSON, "en")


def test_the_same_frame_or_the_same_words_make_two_cards_alike() -> None:
    by_frame: dict[str, list] = {}
    for card in cards(made(1).made):
        by_frame.setdefault(min(card.frames), []).append(card)
    twins = next(group for group in by_frame.values() if len(group) > 1)
    assert alike(twins[0], twins[1])
    chosen = [card for card in cards(made(1).made) if card.contribution_id in made(1).cards]
    assert not any(alike(one, other) for place, one in enumerate(chosen) for other in chosen[:place])


# ---------- the reference of every made case on the board

@pytest.mark.parametrize("name", case_names())
def test_the_board_takes_every_contribution_and_most_can_be_placed_well(name: str, shipped: Callable[[str], Case]) -> None:
    case = shipped(name)
    ids = list(case.contributions["contribution_id"])[:: EVERY[name]]
    grades = Counter(mapping.judge(case, one, mapping.sample_answer(case, one)).grade for one in ids)
    assert sum(grades[grade] for grade in mapping.ACCOUNTED) >= 0.8 * len(ids)
    assert grades["good"] >= 0.25 * len(ids)


@pytest.mark.parametrize("name", ["hazelterp", "kievitsveen", "molenbeemd"])
def test_the_table_of_the_board_can_be_made_for_every_contribution(name: str, shipped: Callable[[str], Case]) -> None:
    case = shipped(name)
    ids = list(case.contributions["contribution_id"])
    table = placing_table(case, ids, "nl")
    assert set(table["pairs"]) == set(table["reasonTable"]) == set(ids) and table["attainable"] >= 0.8 * len(ids)
    assert all(point[3] for by_code in table["pairs"].values() for pair in by_code.values() for point in pair["points"])


# ---------- the key

@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_key_says_of_every_card_what_the_board_would_say(lang: Language, loaded: Callable[[int], Case]) -> None:
    case, chosen = loaded(12), made(12).cards
    key = answer_key(case, chosen, lang)
    assert [card.contribution_id for card in key] == list(chosen)
    for card in key:
        answer = [choice.code for choice in card.sample]
        assert mapping.judge(case, card.contribution_id, answer).grade == card.grade in mapping.ACCOUNTED
        assert all(mapping.judge(case, card.contribution_id, [other.code]).grade in mapping.ACCOUNTED for other in card.others)
        assert not {other.code for other in card.others} & set(answer)
        assert mapping.judge(case, card.contribution_id, [card.wrong.code]).grade == "no"
        assert all(choice.why and all(choice.why) for choice in (*card.sample, *card.others, card.wrong))


@pytest.mark.parametrize("seed", range(6))
def test_a_card_that_came_too_late_shows_the_closed_decision_as_the_wrong_one(seed: int, loaded: Callable[[int], Case]) -> None:
    case = loaded(seed)
    closed = [(card, mapping.pair(case, card.contribution_id, card.wrong.code)) for card in answer_key(case, made(seed).cards, "en")
              if not mapping.is_reason(card.wrong.code)]
    assert any(pair.timing == "late" and pair.fit >= 2 for _, pair in closed)
    assert all(pair.timing not in IN_TIME or pair.fit <= 1 for _, pair in closed)


def test_the_page_of_the_key_shows_text_as_text(loaded: Callable[[int], Case]) -> None:
    case = loaded(12)
    case.contributions.loc[case.contributions["contribution_id"] == made(12).cards[0], "text_en"] = "<script>alert(1)</script> & more"
    page = key_page(answer_key(case, made(12).cards, "en"), name="<b>", lesson=4, seed=12, lang="en")
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page and "<b>" not in page


# ---------- the folder

def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_variant_is_a_sound_case_a_page_and_a_key(written: Path) -> None:
    assert {path.name for path in written.iterdir()} == {CASE, PAGE, KEY}
    assert cases.check(written / CASE) == []
    assert made(12).name in (written / PAGE).read_text("utf-8") and made(12).name in (written / KEY).read_text("utf-8")


def test_the_same_seed_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    again = write_variant(variant(LESSON, 12, "en"), tmp_path / "elsewhere", "en")
    assert files(again) == files(written)


def test_the_page_asks_nothing_of_the_network(written: Path) -> None:
    page = (written / PAGE).read_text("utf-8")
    outside = re.compile(r"""(?:src|href)=["'](?!\?lang=|#)|@import|url\((?!data:)|fetch\(|XMLHttpRequest|<link""")
    assert outside.findall(re.sub(r"<script type=.*?</script>", "", page, flags=re.DOTALL)) == []
    assert outside.findall((written / KEY).read_text("utf-8")) == []


def test_the_page_holds_the_board_in_both_languages(written: Path) -> None:
    page = (written / PAGE).read_text("utf-8")
    assert all(f'data-language="{lang}"' in page and f'data-board-model="board-{lang}"' in page for lang in LANGUAGES)
    assert page.count("self.courseBoards ||= {}") == 1  # both boards share one module


def test_the_page_opens_in_the_language_asked_for(loaded: Callable[[int], Case]) -> None:
    from course.boards import PlacingBoard

    boards = {lang: PlacingBoard(loaded(3), made(3).cards[:1], lang=lang) for lang in LANGUAGES}
    for lang in LANGUAGES:
        page = board_page(boards, lang, lesson=4, seed=3)
        assert f'<html lang="{lang}">' in page and page.index(f'data-language="{lang}"') == page.index("data-language=")


def broken(at: str, code: int) -> Callable[[Path, bytes], int]:
    whole = Path.write_bytes

    def write_bytes(path: Path, data: bytes) -> int:
        if path.name == at:
            raise OSError(code, "told by the system")
        return whole(path, data)

    return write_bytes


@pytest.mark.parametrize("at", ["contributions.csv", PAGE, KEY])
@pytest.mark.parametrize(("lang", "said"), [("nl", "de schijf is vol"), ("en", "the disk is full")])
def test_a_full_disk_leaves_nothing_half_written(at: str, lang: Language, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "write_bytes", broken(at, errno.ENOSPC))
    with pytest.raises(WriteError, match=said):
        write_variant(made(2), tmp_path / "deep" / "out", lang)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(WriteError, match="there is something in that folder already"):
        write_variant(made(2), tmp_path, "en")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


# ---------- the command

@pytest.mark.parametrize("given", ["-1", "1.5", "twaalf", "", "1e3", "²", "9" * 30])
@pytest.mark.parametrize(("lang", "said"), [("nl", "kan geen startgetal zijn"), ("en", "cannot be a seed")])
def test_a_seed_that_is_no_whole_number_is_refused_in_the_language_of_the_reader(given: str, lang: Language, said: str) -> None:
    with pytest.raises(VariantError, match=said):
        seed_from(given, lang)


@pytest.mark.parametrize("given", ["0", "12", " 7 ", "999999999"])
def test_a_whole_number_is_a_seed(given: str) -> None:
    assert seed_from(given, "nl") == int(given)


@pytest.mark.parametrize(("lang", "said"), [("nl", "Les “5” heeft geen andere wijken.*: 4"), ("en", "Lesson “5” has no other neighbourhoods.*: 4")])
def test_an_unknown_lesson_is_refused_with_those_there_are(lang: Language, said: str) -> None:
    with pytest.raises(VariantError, match=said):
        lesson("5", lang)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, str]]]:
    """The command without the work: notes for which seed and in which language it was called."""
    called: list[tuple[int, str]] = []

    def pretend(one: Variant, folder: Path, lang: Language) -> Path:
        called.append((one.seed, lang))
        return folder

    monkeypatch.setattr(book_variant, "write_variant", pretend)
    yield called


def test_the_command_says_what_it_made_and_for_whom(command: Callable[..., tuple[int, str, str]], quick: list[tuple[int, str]], tmp_path: Path) -> None:
    code, said, wrong = command("--lesson", 4, "--seed", 2, "--out", tmp_path / "out", "--lang", "nl")
    assert (code, wrong, quick) == (0, "", [(2, "nl")])
    assert made(2).name in said and "12 kaarten" in said and "answer-key.html" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--lesson", "9", "--seed", "1"], "Les “9”"), (["--lesson", "4", "--seed", "-3"], "“-3”"),
        (["--lesson", "4", "--seed", "1", "--lang", "fr"], "“fr”"),
    ],
)  # fmt: skip
def test_the_command_tells_what_is_wrong_and_makes_nothing(
    words: Sequence[str], said: str, command: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_LANG", "nl")
    code, _, wrong = command(*words, "--out", tmp_path / "out")
    assert code == 1 and said in wrong and "Traceback" not in wrong and "fault of the course" not in wrong
    assert not (tmp_path / "out").exists()


def test_what_is_written_together_is_moved_together(tmp_path: Path) -> None:
    with pytest.raises(WriteError), synth_write.whole_folder(tmp_path / "out", lang="en") as place:
        (place / "one.txt").write_text("one", "utf-8")
        raise OSError(errno.EACCES, "no")
    assert list(tmp_path.iterdir()) == []
