"""The bytes of a bibliography to its text, in whatever encoding a program of its time wrote it."""

from __future__ import annotations

import codecs
import re
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.patterns import pattern

# JabRef's first line
_STATED: Final = pattern(rb"\A%\s*Encoding:\s*([\w.:-]{1,40})", re.IGNORECASE)
_OLD: Final = "cp1252"
_ONE_BYTE: Final = pattern(r"cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+", re.IGNORECASE)


def decode_bibliography(data: bytes, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text in UTF-8, in UTF-16 with its mark, or else in the encoding that it states, which is told.

    Without one, it is that of old programs on Windows.
    """
    diagnostics: tuple[Diagnostic, ...] = ()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            column = error.start - data.rfind(b"\n", 0, error.start)
            place = Location(path, data.count(b"\n", 0, error.start) + 1, column)
            encoding = _stated(data)
            name = "Windows-1252" if encoding == _OLD else encoding
            message = f"This file is not UTF-8 (byte 0x{data[error.start]:02X}): it was read as {name}."
            hint = "check names with accents; if they are wrong, export the file again, in UTF-8."
            diagnostics = (Diagnostic(Rule.GUESSED_ENCODING, place, message, hint),)
            text = data.decode(encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), diagnostics


def _stated(data: bytes) -> str:
    stated = _STATED.match(data)
    try:
        name = codecs.lookup(stated[1].decode("ascii", "replace")).name if stated else _OLD
    except LookupError:
        return _OLD
    return name if _ONE_BYTE.fullmatch(name) else _OLD
