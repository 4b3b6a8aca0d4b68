"""How every benchmark writes its results: ratios against the peer, medians, and with which versions."""

from __future__ import annotations

import json
import platform
from importlib import metadata
from pathlib import Path

__all__ = ["ROOT", "write"]

ROOT = Path(__file__).resolve().parents[1]


def write(name: str, ratios: dict[str, float], medians: dict[str, float], packages: tuple[str, ...],
          versions: dict[str, str] | None = None) -> Path:
    """Write ``_build/benchmarks/<name>.json``; a ratio above 1 means we do better than the peer."""
    path = ROOT / "_build" / "benchmarks" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    used = {"python": platform.python_version(), **{one: metadata.version(one) for one in packages}, **(versions or {})}
    content = {"ratios": ratios, "medians": medians, "versions": used}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return path
