"""The README of a made case: what it is, that it is synthetic, and how to cite it, in English and in Dutch."""

from __future__ import annotations

from course import __version__, codebook, datapackage
from course.case_schema import TABLES
from course.i18n import Language, t
from course.synth import parameter_file
from course.synth.made import Made

TITLES: dict[Language, str] = {"en": "", "nl": " (Nederlands)"}

__all__ = ["readme"]


def readme(made: Made, has_dirty: bool = False) -> str:
    """The text of the file."""
    return "\n---\n\n".join(_in(lang, made, has_dirty) for lang in TITLES)


def _in(lang: Language, made: Made, has_dirty: bool) -> str:
    case = made.parameters.case

    def said(key: str, **values: object) -> str:
        return t(f"synth.readme.{key}", lang, **values)

    counts = {table: len(made.tables.get(table, ())) for table in ("contributions", "decisions", "actions")}
    codes = len({row["decision_code"] for row in made.tables.get("decisions", ())})
    parts = [
        f"# {case.name}{TITLES[lang]}",
        said("synthetic", name=case.name),
        f"## {said('what_heading')}",
        said("what", name=case.name, **(counts | {"decisions": codes})),
        "\n".join(_table(lang, made, has_dirty)),
        f"## {said('read_heading')}",
        said("read"),
        f"## {said('again_heading')}",
        said("again", version=__version__, seed=case.seed),
        f"## {said('licence_heading')}",
        said("licence"),
        f"> {said('citation', name=case.name, version=__version__, seed=case.seed)}",
    ]
    return "\n\n".join(parts) + "\n"


def _table(lang: Language, made: Made, has_dirty: bool) -> list[str]:
    heads = [t(f"synth.readme.{word}", lang) for word in ("file", "holds", "rows")]
    rows = [(f"{table}.csv", codebook.description(table, lang, "table"), str(len(made.tables[table])))
            for table in TABLES if made.tables.get(table)]  # fmt: skip
    others = [(datapackage.FILE, "package"), (parameter_file.FILE, "parameters")]
    others += [("truth/", "truth")] if made.truth or has_dirty else []
    others += [("dirty/", "dirty")] if has_dirty else []
    rows += [(name, t(f"synth.readme.{key}", lang), "") for name, key in others]
    return [f"| {' | '.join(heads)} |", "|---|---|--:|", *(f"| `{file}` | {holds} | {count} |" for file, holds, count in rows)]
