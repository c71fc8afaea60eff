"""A project's files to their texts, and notebooks to Markdown and pictures."""

from __future__ import annotations

from pathlib import PurePosixPath

from site_builder.diagnostics import Diagnostic
from site_builder.model import Files
from site_builder.projects import is_notebook, read_notebook
from site_builder.reading.decoding import decode


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
