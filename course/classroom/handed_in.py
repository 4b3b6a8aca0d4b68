"""Reads what a class handed in, from a file as programs write it: text, mail, a web page, a table, a spreadsheet."""

from __future__ import annotations

import email
import email.policy
import html
import mailbox
import re
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from course.i18n import Language, t

BINARY = b"\x00"
_NEW_LINE = re.compile(r"<(?:br|/p|/div|/tr|/li|/td|/h\d)\b[^>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"<[!/?a-zA-Z][^>]{0,2000}>")

__all__ = ["HandedInError", "read_text"]


class HandedInError(ValueError):
    """A file that holds nothing to read, in one sentence that says what to do."""


def read_text(source: str, lang: Language) -> str:
    """The text of a file; ``-`` is what comes in on standard input.

    Parameters
    ----------
    source
        A path. By its name, ``.eml`` and ``.mbox`` are mail, ``.html`` is a page, ``.xlsx`` is a spreadsheet (one line per
        row, cells behind each other); everything else is text, in UTF-8, UTF-16 or the usual one of Windows.

    Raises
    ------
    HandedInError
        If the file is not there, cannot be read, or is no text.
    """
    if source == "-":
        return _decoded(sys.stdin.buffer.read(), source, lang)
    path = Path(source)
    try:
        if path.suffix.lower() == ".xlsx":
            return _spreadsheet(path)
        if path.suffix.lower() == ".mbox":
            return "\n".join(_mail(message, lang) for message in mailbox.mbox(path, factory=_parsed, create=False))
        content = path.read_bytes()
    except (OSError, mailbox.Error) as fault:
        why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise HandedInError(t("classroom.tally.fault.unreadable", lang, file=source, why=why)) from fault
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise HandedInError(t("classroom.tally.fault.spreadsheet", lang, file=source)) from fault
    if path.suffix.lower() == ".eml":
        return _mail(email.message_from_bytes(content, policy=email.policy.default), lang)
    text = _decoded(content, source, lang)
    return without_tags(text) if path.suffix.lower() in (".html", ".htm") else text


def without_tags(page: str) -> str:
    """The words of a web page, a line for each paragraph.

    >>> without_tags("<p>Piet: VNB1-<b>06</b></p><p>a &amp; b")
    'Piet: VNB1-06\\na & b'
    """
    return html.unescape(_TAG.sub("", _NEW_LINE.sub("\n", page)))


def _decoded(content: bytes, source: str, lang: Language) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if BINARY in content[:4000]:
        raise HandedInError(t("classroom.tally.fault.no_text", lang, file=source))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _parsed(file: object) -> EmailMessage:
    return email.message_from_binary_file(file, policy=email.policy.default)  # type: ignore[arg-type]


def _mail(message: EmailMessage, lang: Language) -> str:
    """Who sent it, and its words; of a text and the same text as a page, the text."""
    body = message.get_body(preferencelist=("plain", "html"))
    words = ""
    if body is not None:
        words = body.get_content() if body.get_content_type() == "text/plain" else without_tags(body.get_content())
    return f"From: {message.get('From', '')}\n{words}\n"


def _spreadsheet(path: Path) -> str:
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        return "\n".join("\t".join("" if value is None else str(value) for value in row) for sheet in book for row in sheet.iter_rows(values_only=True))
    finally:
        book.close()
