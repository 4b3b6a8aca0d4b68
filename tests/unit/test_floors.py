"""Imports only go down the floors of the house."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import course

HOME = Path(course.__file__).parent
# From the ground up; a module may import from its own floor and from those below it.
FLOORS = [
    {"i18n"}, {"codebook"}, {"windows", "agreement", "agreement_counts"},
    {"case", "case_check", "case_faults", "case_gather", "case_read", "case_records", "case_rules", "case_rules_links", "case_rules_time",
     "case_schema", "datapackage"},
    {"pairs", "chain", "reach"}, {"mapping"}, {"explain"}, {"synth"}, {"importers", "mixing"}, {"boards", "classroom"}, {"book", "notebooks", "notebooks_normal", "serve"}, {"cli", "__main__"},
]
LEVEL = {name: level for level, floor in enumerate(FLOORS) for name in floor}


def _top(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "course" and len(parts) > 1 else None


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {_top(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {_top(f"{node.module}.{alias.name}") for alias in node.names} if node.module == "course" else {_top(node.module)}
    return {name for name in found if name in LEVEL}


MODULES = sorted(path for path in HOME.rglob("*.py") if path != HOME / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_a_module_imports_only_from_its_own_floor_or_below(path: Path) -> None:
    own = path.relative_to(HOME).parts[0].removesuffix(".py")
    assert own in LEVEL, f"{own} has no floor yet; give it one in FLOORS"
    too_high = {name for name in _imported(path) if LEVEL[name] > LEVEL[own]}
    assert not too_high, f"{own} stands below {', '.join(sorted(too_high))}"
