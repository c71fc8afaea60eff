"""A text file's bytes to its text."""

from __future__ import annotations

from typing import Final

from site_builder.bibliographies import decode_any
from site_builder.diagnostics import Diagnostic, Location, Rule

SETTINGS: Final = (".yaml", ".yml", ".toml")


def decode(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """A file's text. If it is not UTF-8, it is read in the encoding that it seems to have, with a diagnostic.

    In settings, which are too short to guess from, bytes that are not UTF-8 become replacement characters.
    """
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if not path.endswith(SETTINGS):
            return decode_any(data, path)
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode()) + 1
        location = Location(path, before.count(b"\n") + 1, column)
        message = f"This byte (0x{data[error.start]:02X}) is not UTF-8, so its letter is lost."
        diagnostics = (Diagnostic(Rule.NOT_UTF8, location, message, "save the file as UTF-8."),)
        text = data.decode(errors="replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), diagnostics
