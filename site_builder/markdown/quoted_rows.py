"""The rows of tables to what the pages of works quote of them: each cell after the name of its column."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from site_builder.markdown.bodies import body_of, text_html
from site_builder.markdown.inline_html import simple_body
from site_builder.markdown.token_text import plain_text
from site_builder.model import Body, Citation


class QuotedRows:
    """The rows of one table. Columns have names if the head is one row, up to the first merged cell."""

    def __init__(self) -> None:
        self.is_open = False
        self.in_head = False
        self._cells: list[Body] = []
        self._names: list[str] | None = []
        self._name = ""
        self._place = 0

    def begin_row(self) -> None:
        self.is_open = True
        self._cells = []
        self._place = 0

    def begin_cell(self, cell: Token) -> None:
        """Begin a cell with the name of its column, which evidence tables state and other tables have in their head."""
        if cell.attrs.keys() & {"colspan", "rowspan"} or (self.in_head and self._place < len(self._names or ())):
            self._names = None
        if self.in_head and self._names is not None:
            self._names.append("")
        names = self._names if self._names and not self.in_head else []
        self._name = str(cell.meta.get("column", "".join(names[self._place : self._place + 1])))
        self._place += 1

    def add(self, text: Sequence[Token]) -> None:
        """Add a paragraph of a cell. What is cited needs no name, and a name need not be repeated."""
        if self.in_head and self._names:
            self._names[-1] = f"{self._names[-1]} {plain_text(text)}".strip()
        cites = any(isinstance(child.meta.get("hole"), Citation) for child in text)
        name = [text_html(f"{self._name}: ")] if self._name and not cites else []
        self._name = ""
        self._cells.append(body_of([*name, *simple_body(text)]))

    def end_row(self) -> list[Body]:
        """The cells of the row that ends."""
        self.is_open = False
        cells, self._cells = self._cells, []
        return cells
