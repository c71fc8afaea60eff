"""Where in the file a parser stands: offsets in a block's text to lines and columns.

markdown-it parses a block's text without its list markers, quote signs and indentation, and footnotes and image
descriptions apart from the text around them. A `Reading` keeps track of that and collects what is wrong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from markdown_it.ruler import StateBase
from markdown_it.token import Token

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity
from site_builder.markdown.dialect import OUR_OWN, Dialect
from site_builder.markdown.source_columns import column_as_written
from site_builder.mathematics import Macros, with_macros
from site_builder.model import CitationItem
from site_builder.patterns import pattern

WORD: Final = pattern(r"[^\s\w]{0,4}[\w-]{1,60}")


class Reading:
    """One run of the parser over one text, which begins on the line `first_line` of the file.

    If `written` is not empty, it gives the file and the line in which the author wrote each line.
    """

    def __init__(
        self, path: str, lines: list[str], first_line: int, dialect: Dialect = OUR_OWN, written: Sequence[Location] = ()
    ) -> None:
        self.path = path
        self.dialect = dialect
        self.chunk_options: Sequence[tuple[str, str]] = ()
        self.diagnostics: list[Diagnostic] = []
        self.uncited: list[CitationItem] = []
        self.unmarked: list[CitationItem] = []
        self.in_cluster = False
        self.in_note = False
        self.in_title = False
        self.noted_in_text: frozenset[str] = frozenset()
        self.in_alt = False
        self.in_paragraph = False
        self.macros = dialect.macros
        self.definitions: list[tuple[int, Macros]] = []
        self.originals: Mapping[int, str] = {}
        self._lines = lines
        self._first_line = first_line
        self._written = written
        self._content = ""
        self._row = 0
        self._column = 0
        self._base = 0
        self._base_row = 0
        self._origins: Sequence[tuple[int, int]] = ()
        self._dropped: Sequence[int] = ()

    def enter(
        self, content: str, row: int, origins: Sequence[tuple[int, int]] = (), dropped: Sequence[int] = ()
    ) -> None:
        """Turn to a block's text, which begins on the given row of the source.

        `origins` are the rows and columns where its lines begin, if known; otherwise they are searched for. `dropped`
        are offsets in it before which the source has a backslash that is left out.
        """
        self._content, self._row, self._base = content, row, 0
        self._origins, self._dropped = origins, dropped
        self._column = self._line(row).find(content.partition("\n")[0])

    def define(self, macros: Macros, row: int | None = None) -> None:
        """Add an author's commands. Those of a block, on a `row`, are kept, to be added again above the text below it.

        All blocks are read before any text, which would have the last definition of each command instead.
        """
        if macros:
            self.macros = with_macros(self.macros, macros)
        if macros and row is not None:
            self.definitions.append((self._base_row + row, macros))

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

    @contextmanager
    def below(self, row: int) -> Iterator[None]:
        """Parse blocks that begin on a row of the present text as a text of their own."""
        self._base_row += row
        try:
            yield
        finally:
            self._base_row -= row

    def place(self, offset: int) -> Location:
        offset += self._base
        start = self._content.rfind("\n", 0, offset) + 1
        rows = self._content.count("\n", 0, start)
        column = offset - start + bisect_left(self._dropped, offset)
        if rows < len(self._origins):
            row, first = self._origins[rows]
            return self._at(row, first + column + 1)
        if rows:
            end = self._content.find("\n", start)
            line = self._content[start : end if end >= 0 else None]
            column += max(self._line(self._row + rows).rfind(line), 0)
        elif self._column < 0:
            # The text is an option above a chunk's code, or was put together from several lines, as LaTeX's captions
            # are.
            word = WORD.match(self._content, offset)
            line = self._line(self._row)
            margin = len(line) - len(line.lstrip())
            return (self._near(self._row, word[0]) if word else None) or self._at(self._row, margin + 1)
        else:
            column += self._column
        return self._at(self._row + rows, column + 1)

    def place_of(self, row: int, text: str) -> Location:
        """The location of a text on a row of the source or soon after it; without the text, that of the row."""
        row += self._base_row
        return self._near(row, text) or self._at(row)

    def _near(self, row: int, text: str) -> Location | None:
        for near in range(row, row + 10):
            if (found := self._line(near).find(text)) >= 0:
                return self._at(near, found + 1)
        return None

    def _at(self, row: int, column: int = 0) -> Location:
        if not self._written:
            return Location(self.path, self._first_line + row, column)
        written = self._written[min(row, len(self._written) - 1)]
        if column and row in self.originals:
            column = column_as_written(column, self._line(row), self.originals[row])
        return Location(written.path, written.line, column)

    def report(self, rule: Rule, offset: int, message: str, hint: str, weight: Severity | None = None) -> None:
        self.add(rule, self.place(offset), message, hint, weight)

    def add(self, rule: Rule, place: Location, message: str, hint: str, weight: Severity | None = None) -> None:
        self.diagnostics.append(Diagnostic(rule, place, message, hint, weight))

    def _line(self, row: int) -> str:
        return self._lines[row] if row < len(self._lines) else ""


def row_of(token: Token) -> int:
    """The row, from 0, in which a block begins; 0 if it is not known."""
    return token.map[0] if token.map else 0


def reading_of(state: StateBase) -> Reading:
    """The reading of the text on which one of markdown-it's rules works."""
    reading: Reading = state.env["reading"]
    return reading
