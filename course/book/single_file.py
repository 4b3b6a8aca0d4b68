"""What a page needs that has no folder beside it: fonts inside it, and text that cannot end the element it stands in."""

from __future__ import annotations

import base64
import functools
import re
from pathlib import Path

WEB = Path(__file__).parent / "web"
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_FONT = re.compile(r"url\((vendor/[^)]+\.woff2)\)")

__all__ = ["fonts", "inside", "with_fonts"]


def with_fonts(style: str) -> str:
    """A style sheet with its fonts inside it."""
    def data(found: re.Match[str]) -> str:
        return f"url(data:font/woff2;base64,{base64.b64encode((WEB / found[1]).read_bytes()).decode('ascii')})"

    return _FONT.sub(data, style)


@functools.cache
def fonts() -> str:
    """The typeface of the site, upright, inside the style sheet that names it."""
    faces = _FACE.findall((WEB / "site.css").read_text("utf-8"))
    return with_fonts("\n".join(face for face in faces if "italic" not in face and "latin-ext" not in face))


def inside(text: str, tag: str) -> str:
    """Text that may stand inside this element.

    >>> inside("a > b", "style")
    'a > b'

    Raises
    ------
    ValueError
        If it would end the element.
    """
    if f"</{tag}" in text.casefold():
        raise ValueError(f"this text holds </{tag}, which would end the element it stands in; take it out of the source")
    return text
