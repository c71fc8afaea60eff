"""The bytes of a bibliography to its text, in whatever encoding a program of its time wrote it."""

from __future__ import annotations

import codecs
import re
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.patterns import pattern

# JabRef's first line, which was its second one in older versions
_STATED: Final = pattern(rb"\A(?:%[^\r\n]*\r?\n)?%\s*Encoding:\s*([\w.:-]{1,40})", re.IGNORECASE)
_OLD: Final = "cp1252"
_CYRILLIC: Final = "cp1251"
_NAMES: Final = {_OLD: "Windows-1252", _CYRILLIC: "Windows-1251", "koi8-r": "KOI8-R"}
# Letters side by side that in a Western text stand among those of ASCII, and what is a letter in few encodings
_LETTERS: Final = pattern(rb"[\xc0-\xff]{4,}")
_SMALL: Final = pattern(rb"[\xe0-\xff]")
_SIGNS: Final = pattern(rb"[\xa1-\xbf]")
_HIGH: Final = pattern(rb"[\x80-\xff]")
_BEGINNING: Final = 400
_ONE_BYTE: Final = pattern(r"cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+", re.IGNORECASE)


def decode_bibliography(data: bytes, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text in UTF-8, in UTF-16, or else in the encoding that it states, which is told.

    Without one, it is that of old programs on Windows, line by line: files that were put together are not of one.
    """
    diagnostics: tuple[Diagnostic, ...] = ()
    if wide := _wide(data):
        text = data.decode(wide, "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            column = error.start - data.rfind(b"\n", 0, error.start)
            place = Location(path, data.count(b"\n", 0, error.start) + 1, column)
            encoding = _stated(data)
            name = _NAMES.get(encoding, encoding)
            message = f"This file is not UTF-8 (byte 0x{data[error.start]:02X}): it was read as {name}."
            hint = "check names with accents; if they are wrong, export the file again, in UTF-8."
            diagnostics = (Diagnostic(Rule.GUESSED_ENCODING, place, message, hint),)
            text = "".join(_line(line, encoding) for line in data.splitlines(keepends=True))
    return text.replace("\r\n", "\n").replace("\r", "\n"), diagnostics


def _wide(data: bytes) -> str:
    """Which UTF-16 it is, by its mark or else by every second byte, which is none in what is mostly ASCII."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    halves = {"utf-16-le": data[1:_BEGINNING:2], "utf-16-be": data[:_BEGINNING:2]}
    return next((name for name, half in halves.items() if 10 * half.count(0) > 9 * len(half)), "")


def _line(line: bytes, encoding: str) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode(encoding, "replace")


def _stated(data: bytes) -> str:
    stated = _STATED.match(data)
    try:
        name = codecs.lookup(stated[1].decode("ascii", "replace")).name if stated else ""
    except LookupError:
        name = ""
    return name if _ONE_BYTE.fullmatch(name) else _guessed(data)


def _guessed(data: bytes) -> str:
    """An encoding of Russian where most of what is not ASCII stands in words of it; else that of the West."""
    letters = b"".join(_LETTERS.findall(data))
    high, signs = len(_HIGH.findall(data)), len(_SIGNS.findall(data))
    if 2 * len(letters) < high or 10 * signs > high:
        return _OLD
    # Small letters are the many: in one of the two encodings they stand where capitals do in the other.
    return _CYRILLIC if 2 * len(_SMALL.findall(letters)) > len(letters) else "koi8-r"
