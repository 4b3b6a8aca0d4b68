"""Build one book with Jupyter Book, in a process of its own: ``python -m course.book.one_book …``.

Sphinx keeps its directives and roles in globals, so two books in one process would see each other's.
"""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run Sphinx as ``jupyter-book build`` does, with the source folder and the settings named apart."""
    words = argparse.ArgumentParser(description=main.__doc__)
    for name in ("source", "config", "toc", "out", "doctrees"):
        words.add_argument(name, type=Path)
    words.add_argument("--strict", action="store_true")
    asked = words.parse_args(arguments)

    # Trees of pages are many small objects that live until the end: looking for garbage among them costs a tenth of the time.
    gc.disable()
    # A grammar of addresses that jsonschema builds on import if it can; it takes a second and nothing here needs it.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from jupyter_book.sphinx import build_sphinx

    result = build_sphinx(
        str(asked.source), str(asked.out), confdir=str(asked.source), path_config=str(asked.config),
        doctreedir=str(asked.doctrees), noconfig=True, freshenv=True, quiet=True,
        confoverrides={"latex_individualpages": False, "external_toc_path": str(asked.toc), "nitpicky": asked.strict},
        warningiserror=asked.strict, keep_going=True,
    )
    if result == 0:
        from course.book.plan_pages import write

        write(asked.source, asked.out)
    return result if isinstance(result, int) else 2


if __name__ == "__main__":
    sys.exit(main())
