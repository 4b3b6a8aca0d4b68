"""Writes a lesson on another neighbourhood to a folder: the case, the page for students and the key for the lecturer."""

from __future__ import annotations

from pathlib import Path

from course import case as cases
from course.boards import PlacingBoard
from course.book.board_page import board_page
from course.classroom.key import answer_key
from course.classroom.key_page import key_page
from course.classroom.variants import Variant
from course.i18n import LANGUAGES, Language
from course.synth.write import fill, whole_folder

CASE, PAGE, KEY = "case", "lesson.html", "answer-key.html"

__all__ = ["CASE", "KEY", "PAGE", "write_variant"]


def write_variant(variant: Variant, folder: str | Path, lang: Language) -> Path:
    """Write a variant: all of it or nothing.

    Parameters
    ----------
    folder
        A folder that does not exist yet, or is empty.
    lang
        Of the key and of the messages; the page opens in it and has both.

    Raises
    ------
    WriteError
        If the folder is taken, the disk is full, or nothing may be written there.
    """
    folder = Path(folder).absolute()
    with whole_folder(folder, lang=lang) as place:
        (place / CASE).mkdir()
        fill(variant.made, place / CASE)
        case = cases.load(place / CASE, lang)
        boards = {each: PlacingBoard(case, variant.cards, lang=each, seed=variant.seed) for each in LANGUAGES}
        about = {"lesson": variant.lesson.number, "seed": variant.seed}
        (place / PAGE).write_bytes(board_page(boards, lang, **about).encode("utf-8"))
        key = answer_key(case, variant.cards, lang)
        (place / KEY).write_bytes(key_page(key, name=variant.name, lang=lang, **about).encode("utf-8"))
    return folder
