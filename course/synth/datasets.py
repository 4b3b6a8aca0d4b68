"""The made cases that come with the course: making them anew, and proving that a new run gives the same bytes."""

from __future__ import annotations

import dataclasses
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from course.synth.generate import generate
from course.synth.parameter_file import case_names, case_parameters
from course.synth.parameters import Parameters
from course.synth.write import write

__all__ = ["build", "differing", "named"]


def named(parameters: Parameters, name: str, seed: int) -> Parameters:
    """The same parameters for a neighbourhood of another name, made by chance from `seed`.

    The short name and the start of the ids follow from the name.

    >>> case = named(Parameters(), "Zuiderbrink", 7).case
    >>> case.case_id, case.prefix, case.seed
    ('zuiderbrink', 'ZU', 7)
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    letters = re.sub(r"[^A-Za-z]", "", plain)
    if len(letters) < 2:
        raise ValueError(f"the name {name!r} has too few letters to make ids from; choose a name such as 'Zuiderbrink'")
    facts = dataclasses.replace(parameters.case, name=name, case_id="-".join(words).lower(), prefix=letters[:2].upper(), seed=seed)
    return dataclasses.replace(parameters, case=facts)


def build(datasets: Path, names: Sequence[str] = ()) -> Iterator[Path]:
    """Make the named cases (all of them if none is named) in the folder `datasets`, one folder each.

    Raises
    ------
    KeyError
        If a name is not one of :func:`course.synth.parameter_file.case_names`.
    WriteError
        If the folder cannot be written; what stood there before stays.
    """
    for name in names or case_names():
        yield write(generate(case_parameters(name)), datasets / name, replace=True)


def differing(datasets: Path, names: Sequence[str] = ()) -> Iterator[str]:
    """Every file under `datasets` that a new run would make otherwise, add or leave out, as ``case/file``."""
    with tempfile.TemporaryDirectory() as scratch:
        for made in build(Path(scratch), names):
            stored = datasets / made.name
            files = {path.relative_to(folder) for folder in (made, stored) for path in folder.rglob("*") if path.is_file()}
            for file in sorted(files):
                pair = [folder / file for folder in (made, stored)]
                if not all(path.is_file() for path in pair) or pair[0].read_bytes() != pair[1].read_bytes():
                    yield f"{made.name}/{file.as_posix()}"
