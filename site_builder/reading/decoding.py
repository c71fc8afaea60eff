"""The bytes of a project's files to their texts, and notebooks to Markdown and pictures."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import PurePosixPath
from typing import Final

from site_builder.bibliographies import decode_any, is_shifted
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import Files
from site_builder.projects import is_notebook, read_notebook

SETTINGS: Final = (".yaml", ".yml", ".toml")


def decode(path: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """A file's text. If it is not UTF-8, it is read in the encoding that it seems to have, with a diagnostic.

    In settings, which are too short to guess from, bytes that are neither UTF-8 nor marked as UTF-16 become replacement
    characters.
    """
    diagnostics: tuple[Diagnostic, ...] = ()
    if is_shifted(data):
        return decode_any(data, path)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if not path.endswith(SETTINGS) or data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return decode_any(data, path)
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode()) + 1
        location = Location(path, before.count(b"\n") + 1, column)
        message = f"This byte (0x{data[error.start]:02X}) is not UTF-8, so its letter is lost."
        diagnostics = (Diagnostic(Rule.NOT_UTF8, location, message, "save the file as UTF-8."),)
        text = data.decode(errors="replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), diagnostics


class Texts:
    """Gives the text of a file, however often it is asked for. Problems are added to `diagnostics`."""

    def __init__(self, files: Files, diagnostics: list[Diagnostic]) -> None:
        self.pictures: dict[str, bytes] = {}
        self._files = files
        self._diagnostics = diagnostics
        self._notebooks: dict[str, str] = {}

    def text(self, path: str) -> str:
        if path in self._notebooks:
            return self._notebooks[path]
        text, wrong = decode(path, self._files[PurePosixPath(path)])
        if is_notebook(path):
            notebook, unread = read_notebook(text, path)
            text = self._notebooks[path] = notebook.text
            self.pictures |= notebook.pictures
            wrong = (*wrong, *unread)
        self._diagnostics += wrong
        return text
