"""The cells of any kind of table to tokens."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from site_builder.frozen import frozen
from site_builder.markdown.source_positions import reading_of, row_of
from site_builder.patterns import pattern

Origin = tuple[int, int]
"""The row and column of the source where a line of text begins."""

WIDE: Final = "WF"
# A noncharacter after each wide character of a drawn line, which takes up two columns.
FILLER: Final = "\ufdd2"
TAB: Final = 4
# How a caption begins, above or below a table: Pandoc asks for no space behind the colon, but for no punctuation. The
# name of an emoji, `:warning:`, begins none.
CAPTION: Final = pattern(r"[ \t]*(?::(?![^\w\s$`]|[a-z][a-z0-9_+-]{0,40}:)|[Tt]able:)[ \t]*")

SIDES: Final = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}
"""The alignment for colons at the two ends of a line of dashes."""


@frozen
class Line:
    """A line of the text around a block, with the row and column where it begins in the text that is parsed."""

    text: str
    row: int
    column: int

    def cut(self, start: int, end: int | None = None) -> Line:
        """The part between two columns, without the spaces around it."""
        part = self.text[start:end]
        inner = part.lstrip()
        return Line(inner.rstrip(), self.row, self.column + start + len(part) - len(inner))

    def drawn(self) -> Line:
        """The line as wide as it looks: with its tabs as spaces, and a filler after each wide character."""
        text = self.text
        if not text.isascii():
            text = "".join(
                character + FILLER * (unicodedata.east_asian_width(character) in WIDE)
                for character in unicodedata.normalize("NFC", text)
            )
        if "\t" in text:
            text = f"{' ' * self.column}{text}".expandtabs(TAB)[self.column :]
        return replace(self, text=text)

    def drawn_part(self, start: int, end: int | None) -> Line:
        """The part between two columns of a drawn line."""
        return Line(self.text[start:end], self.row, self.column + start - self.text.count(FILLER, 0, start))


@frozen
class Cell:
    """A cell of a table. Its lines are one text, or if it `holds_blocks`, blocks.

    `dropped` are the offsets in its text before which a backslash was left out.
    """

    lines: tuple[Line, ...]
    side: str = ""
    columns: int = 1
    rows: int = 1
    dropped: tuple[int, ...] = ()
    holds_blocks: bool = False


Rows = Sequence[Sequence[Cell]]


def line_at(state: StateBlock, number: int) -> Line:
    """A line of the block that is being parsed, with the indentation that it has within the block."""
    first = state.bMarks[number] + state.tShift[number]
    start = max(state.bMarks[number], first - max(0, state.sCount[number] - state.blkIndent))
    column = start - (state.src.rfind("\n", 0, start) + 1)
    return Line(state.src[start : state.eMarks[number]], number, column)


def push_table(state: StateBlock, start: int, end: int, head: Rows, body: Rows, foot: Rows = ()) -> None:
    """Push the table between two lines. An empty head is left out, as in Pandoc."""
    state.push("table_open", "table", 1).map = [start, end]
    if any(line.text for row in head for cell in row for line in cell.lines):
        _push_rows(state, "thead", "th", head)
    _push_rows(state, "tbody", "td", body)
    _push_rows(state, "tfoot", "td", foot)
    state.push("table_close", "table", -1)
    state.line = end


def _push_rows(state: StateBlock, part: str, tag: str, rows: Rows) -> None:
    if not rows:
        return
    state.push(f"{part}_open", part, 1)
    for row in rows:
        first = next((cell.lines[0].row for cell in row if cell.lines), state.line)
        state.push("tr_open", "tr", 1).map = [first, first + 1]
        for cell in row:
            opening = state.push(f"{tag}_open", tag, 1)
            spans = {"colspan": cell.columns, "rowspan": cell.rows}
            opening.attrs.update({name: str(count) for name, count in spans.items() if count > 1})
            if cell.side:
                opening.attrs["class"] = f"align-{cell.side}"
            if cell.holds_blocks:
                _push_blocks(state, cell)
            else:
                _push_text(state, cell, first)
            state.push(f"{tag}_close", tag, -1)
        state.push("tr_close", "tr", -1)
    state.push(f"{part}_close", part, -1)


def _push_text(state: StateBlock, cell: Cell, row: int) -> None:
    token = state.push("inline", "", 0)
    token.content, token.children = "\n".join(line.text for line in cell.lines), []
    token.map = [row, row + 1]
    token.meta["origins"] = tuple((line.row, line.column) for line in cell.lines)
    token.meta["dropped"] = cell.dropped


def _push_blocks(state: StateBlock, cell: Cell) -> None:
    """Push the content of a cell as blocks; a lone paragraph has no tags."""
    inner = StateBlock("\n".join(line.text for line in cell.lines), state.md, state.env, [])
    inner.level = state.level
    reading = reading_of(state)
    with reading.below(cell.lines[0].row if cell.lines else 0):
        state.md.block.tokenize(inner, 0, inner.lineMax)
    for token in inner.tokens:
        if token.type == "inline":
            token.meta["origins"] = _origins(token, cell)
        if token.map:
            token.map = [cell.lines[0].row + row for row in token.map]
    if [token.type for token in inner.tokens] == ["paragraph_open", "inline", "paragraph_close"]:
        inner.tokens[0].hidden = inner.tokens[2].hidden = True
    state.tokens += inner.tokens


def _origins(inline: Token, cell: Cell) -> tuple[Origin, ...]:
    known: Sequence[Origin] = inline.meta.get("origins", ())
    if not known:
        row = row_of(inline)
        parts = inline.content.split("\n")
        known = [
            (row + at, max(0, line.text.find(part)))
            for at, (part, line) in enumerate(zip(parts, cell.lines[row:], strict=False))
        ]
    return tuple((cell.lines[row].row, cell.lines[row].column + column) for row, column in known)


def dedented(lines: Sequence[Line], most: int | None = None) -> tuple[Line, ...]:
    """Lines without their common indentation, up to `most`, without fillers, and without empty lines around them."""
    said = [at for at, line in enumerate(lines) if line.text.strip()]
    if not said:
        return ()
    kept = lines[said[0] : said[-1] + 1]
    indent = min(len(line.text) - len(line.text.lstrip()) for line in kept if line.text.strip())
    indent = indent if most is None else min(indent, most)
    return tuple(
        Line(line.text[indent:].rstrip().replace(FILLER, ""), line.row, line.column + min(indent, len(line.text)))
        for line in kept
    )
