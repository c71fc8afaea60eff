"""A text file's bytes to its text."""

from __future__ import annotations

from site_builder.diagnostics import Diagnostic, Location, Rule


def decode(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """A text file's text. Bytes that are not UTF-8 become replacement characters, and the first of them is told of."""
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode()) + 1
        location = Location(path, before.count(b"\n") + 1, column)
        message = f"This byte (0x{data[error.start]:02X}) is not UTF-8, so its letter is lost."
        diagnostics = (Diagnostic(Rule.NOT_UTF8, location, message, "save the file with the encoding “UTF-8”."),)
        text = data.decode(errors="replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), diagnostics
