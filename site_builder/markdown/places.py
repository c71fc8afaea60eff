"""Where in the file a parser stands: offsets in a block's text to lines and columns.

markdown-it parses a block's text without its list markers, quote signs and
indentation, and footnotes and image descriptions apart from the text around
them. A `Reading` follows it on that way and collects what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.markdown.locators import LABEL_OF, Labels
from site_builder.model import RawHtml


class Reading:
    """One run of the parser over one text; `first_line` is the line of the file that the text begins on."""

    def __init__(
        self,
        path: str,
        lines: list[str],
        first_line: int,
        raw_html: RawHtml = RawHtml.ALLOW,
        labels: Labels = LABEL_OF,
    ) -> None:
        self.path = path
        self.raw_html = raw_html
        self.labels = labels
        self.diagnostics: list[Diagnostic] = []
        self.in_cluster = False
        self.in_note = False
        self.in_alt = False
        self._lines = lines
        self._first_line = first_line
        self._content = ""
        self._row = 0
        self._column = 0
        self._is_cell = False
        self._base = 0
        self._cursor = (0, 0)

    def enter(self, content: str, row: int, is_cell: bool) -> None:
        """Turn to a block's text, which begins on the given row of the source."""
        self._content, self._row, self._is_cell, self._base = content, row, is_cell, 0
        first = content.partition("\n")[0]
        written = first.replace("|", "\\|") if is_cell else first
        start = self._cursor[1] if self._cursor[0] == row else 0
        found = self._line(row).find(written, start)
        self._column = max(found, 0)
        if found >= 0:
            self._cursor = (row, found + len(written))

    @property
    def takes_notes(self) -> bool:
        return not (self.in_note or self.in_cluster or self.in_alt)

    @contextmanager
    def nested(self, offset: int) -> Iterator[None]:
        """Parse a stretch of the present text, which begins at `offset`, as a text of its own."""
        self._base += offset
        try:
            yield
        finally:
            self._base -= offset

    def place(self, offset: int) -> Location:
        offset += self._base
        start = self._content.rfind("\n", 0, offset) + 1
        rows = self._content.count("\n", 0, start)
        column = offset - start
        if rows:
            end = self._content.find("\n", start)
            line = self._content[start : end if end >= 0 else None]
            column += max(self._line(self._row + rows).rfind(line), 0)
        else:
            column += self._column
            if self._is_cell:
                column += self._content.count("|", 0, offset)
        return Location(self.path, self._first_line + self._row + rows, column + 1)

    def place_of(self, row: int, text: str) -> Location:
        """Where a text stands on or soon after a row of the source."""
        for near in range(row, row + 10):
            if (found := self._line(near).find(text)) >= 0:
                return Location(self.path, self._first_line + near, found + 1)
        return Location(self.path, self._first_line + row)

    def report(self, rule: Rule, offset: int, message: str, hint: str) -> None:
        self.add(rule, self.place(offset), message, hint)

    def add(self, rule: Rule, place: Location, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic(rule, place, message, hint))

    def _line(self, row: int) -> str:
        return self._lines[row] if row < len(self._lines) else ""
