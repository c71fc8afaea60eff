"""Lines drawn with `+`, `-`, `=` and `|` to tables whose cells hold blocks and may span rows and columns.

A table is cut along every column and row at which any of its lines is drawn. Pieces that no line separates are then one
cell. Each character is looked at only a few times, however the lines are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from markdown_it.rules_block import StateBlock

from site_builder.diagnostics import Rule
from site_builder.frozen import frozen
from site_builder.markdown.source_positions import reading_of
from site_builder.markdown.tables.cells import SIDES, Cell, Line, dedented, line_at, push_table
from site_builder.patterns import pattern

TOP: Final = pattern(r"\+(?::?-+:?\+)+")
DRAWN: Final = pattern(r"\+(?:[-=:+])+\+")
PIECE: Final = pattern(r"(:?)[-=+]+(:?)")
FEWEST: Final = 2


class _UnclosedGrid(Exception):
    """The lines of a table do not close; `row` is where that shows."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(message)
        self.row = row
        self.message = message


@frozen
class _Box:
    """A cell, by the numbers of the lines that enclose it."""

    top: int
    bottom: int
    left: int
    right: int


def grid_table_rule(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    if state.is_code_block(start) or state.src[state.bMarks[start] + state.tShift[start]] != "+":
        return False
    if not TOP.fullmatch(line_at(state, start).text.strip()):
        return False
    lines = list(_lines(state, start, end))
    if len(lines) < FEWEST:
        return False
    try:
        head, body, foot = _Grid(lines).parts()
    except _UnclosedGrid as fault:
        reading = reading_of(state)
        place = reading.place_of(fault.row, "")
        hint = "end each line with its border, one below the other, and give each corner a “+”."
        reading.add(Rule.BROKEN_TABLE, place, fault.message, hint)
        return False
    push_table(state, start, start + len(lines), head, body, foot)
    return True


def _lines(state: StateBlock, start: int, end: int) -> Iterator[Line]:
    """The lines that may be the table's, as wide as they look."""
    first = line_at(state, start).drawn().text
    indent = len(first) - len(first.lstrip())
    for number in range(start, end):
        line = line_at(state, number).drawn()
        text = line.text[indent:].rstrip()
        if state.sCount[number] < state.blkIndent or text[:1] not in ("+", "|") or line.text[:indent].strip():
            return
        yield Line(text, number, line.column + indent)


def _widened(line: Line, top: str, width: int) -> Line:
    """A line whose last border stands as far out as that of the longest line, as Pandoc takes it."""
    inner, border = line.text[:-1], line.text[-1]
    if not inner or border not in "+|":
        raise _UnclosedGrid(line.row, "This line of a grid table does not end with “|” or “+”.")
    if len(line.text) != len(top) and any(
        corner == "+" and sign not in "+|" for corner, sign in zip(top[:-1], inner, strict=False)
    ):
        raise _UnclosedGrid(line.row, "The borders in this line of a grid table are not below those in its first line.")
    fill = inner[-1] if border == "+" else " "
    return replace(line, text=inner + fill * (width - len(line.text)) + border)


class _Grid:
    def __init__(self, lines: Sequence[Line]) -> None:
        width = max(len(line.text) for line in lines)
        self.lines = [_widened(line, lines[0].text, width) for line in lines]
        if not DRAWN.fullmatch(lines[-1].text):
            raise _UnclosedGrid(lines[-1].row, "A grid table ends here without a closing line.")
        drawn = [line.text for line in self.lines if DRAWN.fullmatch(line.text)]
        self.columns = sorted({at for text in drawn for at, sign in enumerate(text) if sign == "+"})
        self.rows = [number for number, line in enumerate(self.lines) if self._parts_rows(line.text)]
        self.column_of = {column: number for number, column in enumerate(self.columns)}

    def _parts_rows(self, text: str) -> bool:
        """Whether a line of the text has a drawn line, at least from one column to the next."""
        return bool(DRAWN.fullmatch(text)) or any(
            text[left] in "+|" and text[right] in "+|" and self._is_drawn(text, left, right)
            for left, right in pairwise(self.columns)
            if text[left] == "+" or text[right] == "+"
        )

    @staticmethod
    def _is_drawn(text: str, left: int, right: int) -> bool:
        return right - left > 1 and not text[left + 1 : right].strip("-=:+")

    def parts(self) -> tuple[list[list[Cell]], list[list[Cell]], list[list[Cell]]]:
        """The rows of the head, the body and the foot, which lines of `=` separate."""
        double = [at for at, row in enumerate(self.rows) if "=" in self.lines[row].text and self._is_whole(row)]
        last = len(self.rows) - 1
        has_foot = len(double) > 1 and double[-1] == last
        head = double[0] if double and 0 < double[0] < last else 0
        foot = double[-2] if has_foot and double[-2] > head else last
        sides = self._sides(self.lines[self.rows[head]].text)
        rows: list[list[Cell]] = [[] for _ in range(last)]
        for box in self._boxes():
            if any(box.top < border < box.bottom for border in (head, foot)):
                raise _UnclosedGrid(
                    self.lines[self.rows[box.top]].row, "A cell of a grid table extends beyond its part."
                )
            rows[box.top].append(self._cell(box, sides))
        return rows[:head], rows[head:foot], rows[foot:]

    def _is_whole(self, row: int) -> bool:
        return bool(DRAWN.fullmatch(self.lines[row].text))

    def _sides(self, rule: str) -> list[str]:
        pieces = [PIECE.fullmatch(rule[left + 1 : right]) for left, right in pairwise(self.columns)]
        return [SIDES[piece[1], piece[2]] if piece else "" for piece in pieces]

    def _boxes(self) -> Iterator[_Box]:
        """The cells, from the top to the bottom and from left to right."""
        taken: set[tuple[int, int]] = set()
        for top in range(len(self.rows) - 1):
            for left in range(len(self.columns) - 1):
                if (top, left) not in taken:
                    box = self._box(top, left)
                    inside = {(row, column) for row in range(top, box.bottom) for column in range(left, box.right)}
                    if inside & taken:
                        raise _UnclosedGrid(
                            self.lines[self.rows[top]].row, "A cell of a grid table is not a rectangle."
                        )
                    taken |= inside
                    yield box

    def _box(self, top: int, left: int) -> _Box:
        right = left + 1
        while right < len(self.columns) - 1 and not self._has_bar(top, right):
            right += 1
        bottom = top + 1
        while bottom < len(self.rows) - 1 and not self._has_rule(bottom, left):
            bottom += 1
        for row in range(top, bottom):
            if not (self._has_bar(row, left) and self._has_bar(row, right)):
                raise _UnclosedGrid(self.lines[self.rows[row]].row, "A cell of a grid table is not closed at its side.")
        for column in range(left, right):
            if not (self._has_rule(top, column) and self._has_rule(bottom, column)):
                row = self.lines[self.rows[bottom]].row
                raise _UnclosedGrid(row, "A cell of a grid table is not closed above or below.")
        return _Box(top, bottom, left, right)

    def _has_bar(self, row: int, column: int) -> bool:
        """Whether an upright line is drawn at a column along the whole of a row."""
        at = self.columns[column]
        return all(self.lines[number].text[at] in "|+" for number in range(self.rows[row] + 1, self.rows[row + 1]))

    def _has_rule(self, row: int, column: int) -> bool:
        return self._is_drawn(self.lines[self.rows[row]].text, self.columns[column], self.columns[column + 1])

    def _cell(self, box: _Box, sides: Sequence[str]) -> Cell:
        start, end = self.columns[box.left] + 1, self.columns[box.right]
        lines = self.lines[self.rows[box.top] + 1 : self.rows[box.bottom]]
        # One space separates a text from its border. More than that is indentation, as of code.
        content = dedented([line.drawn_part(start, end) for line in lines], most=1)
        return Cell(content, sides[box.left], box.right - box.left, box.bottom - box.top, holds_blocks=True)
