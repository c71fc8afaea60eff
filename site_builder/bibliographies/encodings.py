"""The bytes of a bibliography, a text or a table to its text, whatever its encoding."""

from __future__ import annotations

import codecs
import re
from typing import Final

from site_builder.bibliographies.encoding_detection import detect_encoding
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.patterns import pattern

# JabRef states the encoding in its first line, or in its second in older versions; BibDesk has a line of its own.
_STATED: Final = pattern(rb"\A(?:%[^\r\n]*\r?\n)?%\s*Encoding:\s*([\w.:-]{1,40})", re.IGNORECASE)
_OF_BIBDESK: Final = pattern(rb"^%% Saved with string encoding [^\r\n(]{0,40}\(([^)\r\n]{1,40})\)", re.MULTILINE)
_NAMES: Final = {
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp850": "DOS's code page 850",
    "cp932": "Shift JIS",
    "cp949": "EUC-KR",
    "euc_jp": "EUC-JP",
    "big5": "Big5",
    "gb18030": "GB 18030",
    "gbk": "GBK",
    "iso8859-2": "ISO 8859-2",
    "koi8-r": "KOI8-R",
    "mac-roman": "Mac OS Roman",
}
_MAC_NAMES: Final = {
    "Mac OS Roman": "mac-roman",
    "ISO Latin 1": "cp1252",
    "Windows Latin 1": "cp1252",
    "ISO Latin 2": "iso8859-2",
    "Windows Latin 2": "cp1250",
}
SHIFTED: Final = "iso2022_jp_2"
_BEGINNING: Final = 400
_BY_BYTES: Final = pattern(
    r"cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*|johab", re.IGNORECASE
)


def decode_any(data: bytes, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Decode a file. If it is neither UTF-8 nor UTF-16, its encoding is as it states or is guessed, and is reported.

    Lines of such a file that are UTF-8 are read as UTF-8, since it may have been put together from several files.
    """
    diagnostics: tuple[Diagnostic, ...] = ()
    if wide := _wide(data):
        text = data.decode(wide, "replace")
    else:
        try:
            text = data.decode(SHIFTED if is_shifted(data) else "utf-8-sig")
        except UnicodeDecodeError as error:
            column = error.start - data.rfind(b"\n", 0, error.start)
            place = Location(path, data.count(b"\n", 0, error.start) + 1, column)
            lines = [(line, _is_utf_8(line)) for line in data.splitlines(keepends=True)]
            encoding = _stated(data) or detect_encoding(b"".join(line for line, is_utf_8 in lines if not is_utf_8))
            name = _NAMES.get(encoding, encoding)
            message = f"This file is not UTF-8 (byte 0x{data[error.start]:02X}), so it was read as {name}."
            hint = "check accented letters; if they are wrong, save or export the file again as UTF-8."
            diagnostics = (Diagnostic(Rule.GUESSED_ENCODING, place, message, hint),)
            text = "".join(line.decode("utf-8-sig" if is_utf_8 else encoding, "replace") for line, is_utf_8 in lines)
    return text.replace("\r\n", "\n").replace("\r", "\n"), diagnostics


def is_shifted(data: bytes) -> bool:
    """Whether a text is in ISO-2022-JP, which shifts between ASCII and Japanese by signs that no other text has."""
    return b"\x1b$" in data and b"\x1b(" in data and data.isascii()


def _wide(data: bytes) -> str:
    """The kind of UTF-16, "" for none: by its mark, or by zeros in every second byte, as most text is ASCII."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    halves = {"utf-16-le": data[1:_BEGINNING:2], "utf-16-be": data[:_BEGINNING:2]}
    return next((name for name, half in halves.items() if 10 * half.count(0) > 9 * len(half)), "")


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _stated(data: bytes) -> str:
    stated = _STATED.match(data) or _OF_BIBDESK.search(data)
    written = stated[1].decode("ascii", "replace") if stated else ""
    try:
        name = codecs.lookup(_MAC_NAMES.get(written, written)).name
    except LookupError:
        name = ""
    return name if _BY_BYTES.fullmatch(name) else ""
