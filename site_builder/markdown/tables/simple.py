"""Columns as wide as lines of dashes to tables: Pandoc's simple and multiline ones.

In a simple table each line is a row; in a multiline table empty lines separate the rows. The head may be left out if
lines of dashes enclose the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from markdown_it.rules_block import StateBlock

from site_builder.frozen import frozen
from site_builder.markdown.tables.cells import CAPTION, Cell, Line, dedented, line_at, push_table
from site_builder.patterns import pattern

DASHES: Final = pattern(r"--+")
RULED: Final = pattern(r"[ \t]*--+(?:[ \t]+--+)+[ \t]*")
CLOSED: Final = pattern(r"[ \t]*--+(?:[ \t]+--+)*[ \t]*")


@frozen
class _Columns:
    """The place of each column: from its beginning to that of the next, and the place of its dashes."""

    spans: tuple[tuple[int, int | None], ...]
    dashes: tuple[tuple[int, int], ...]


def simple_table_rule(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    if start + 2 >= end:
        return False
    first = line_at(state, start).text
    if CLOSED.fullmatch(first) and not state.is_code_block(start):
        is_ruled = bool(RULED.fullmatch(first))
        # The line above a head may have gaps, too.
        return _enclosed(state, start, end, is_ruled, True) or (is_ruled and _enclosed(state, start, end, True, False))
    return _with_head(state, start, end)


def _with_head(state: StateBlock, start: int, end: int) -> bool:
    """A simple table: a head of one line, dashes, and a row in each line up to the next empty one."""
    if not _is_within(state, start + 1) or not RULED.fullmatch(line_at(state, start + 1).text):
        return False
    if state.is_code_block(start + 1):
        return False
    if any(rule(state, start, end, True) for rule in state.md.block.ruler.getRules("paragraph")):
        # The line begins a heading, a list, a div or code.
        return False
    last = _empty_line(state, start + 2, end)
    if last == start + 2:
        return False
    columns = _columns(line_at(state, start + 1).drawn().text)
    head = line_at(state, start).drawn()
    sides = _sides(columns, [head])
    rows = [line_at(state, number).drawn() for number in range(start + 2, last)]
    if CLOSED.fullmatch(rows[-1].text):
        rows.pop()
    body = [_row([line], columns, sides) for line in rows]
    push_table(state, start, last, [_row([head], columns, sides)], body)
    return True


def _enclosed(state: StateBlock, start: int, end: int, is_ruled: bool, has_head: bool) -> bool:
    """A table between two lines of dashes, with a head of several lines or without one."""
    ruler = _next_dashes(state, start + 1, end) if has_head else start
    if ruler is None or not RULED.fullmatch(line_at(state, ruler).text):
        return False
    heads = [line_at(state, number).drawn() for number in range(start + 1, ruler)]
    stop = _next_dashes(state, ruler + 1, end)
    if (has_head and not heads) or not all(line.text.strip() for line in heads):
        return False
    if stop is None or state.skipEmptyLines(ruler + 1) == stop or (is_ruled and _ends_block(state, ruler)):
        return False
    columns = _columns(line_at(state, ruler).drawn().text)
    lines = [line_at(state, number).drawn() for number in range(ruler + 1, stop)]
    sides = _sides(columns, heads or [next(line for line in lines if line.text.strip())])
    head = [_row(heads, columns, sides)] if heads else []
    if heads or not all(line.text.strip() for line in lines):
        body = [_row(group, columns, sides) for group in _groups(lines)]
    else:
        body = [_row([line], columns, sides) for line in lines]
    push_table(state, start, stop + 1, head, body)
    return True


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between empty ones."""
    group: list[Line] = []
    for line in lines:
        if line.text.strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _columns(ruler: str) -> _Columns:
    dashes = tuple(run.span() for run in DASHES.finditer(ruler))
    # A column includes the space on its right, and the first one also the text before it.
    starts = [0, *(start for start, _ in dashes[1:])]
    return _Columns((*pairwise(starts), (starts[-1], None)), dashes)


def _sides(columns: _Columns, lines: Sequence[Line]) -> list[str]:
    """The alignment of each column, shown by the text above or below its dashes."""
    return [_side(run, span, lines) for run, span in zip(columns.dashes, columns.spans, strict=True)]


def _side(dashes: tuple[int, int], span: tuple[int, int | None], lines: Sequence[Line]) -> str:
    """The alignment that the shortest line of a head shows, as in Pandoc."""
    said = [text for line in lines if (text := line.text[slice(*span)].rstrip())]
    if not said:
        return ""
    shortest = min(said, key=len)
    begins_there = span[0] + len(shortest) - len(shortest.lstrip()) <= dashes[0]
    ends_there = span[0] + len(shortest) >= dashes[1]
    if begins_there:
        return "" if ends_there else "left"
    return "right" if ends_there else "center"


def _row(lines: Sequence[Line], columns: _Columns, sides: Sequence[str]) -> list[Cell]:
    """The cells of a row. They hold only text: indentation shows a cell's alignment, and “- 5” is a number."""
    return [
        Cell(tuple(part for line in lines for part in dedented([line.drawn_part(*span)])), side)
        for span, side in zip(columns.spans, sides, strict=True)
    ]


def _is_within(state: StateBlock, number: int) -> bool:
    return state.isEmpty(number) or state.sCount[number] >= state.blkIndent


def _next_dashes(state: StateBlock, number: int, end: int) -> int | None:
    """The next line of nothing but dashes; None if the block around the table ends before."""
    while number < end and _is_within(state, number):
        if CLOSED.fullmatch(line_at(state, number).text):
            return number
        number += 1
    return None


def _empty_line(state: StateBlock, number: int, end: int) -> int:
    while number < end and not state.isEmpty(number) and state.sCount[number] >= state.blkIndent:
        number += 1
    return number


def _ends_block(state: StateBlock, number: int) -> bool:
    return state.isEmpty(number + 1) or CAPTION.match(line_at(state, number + 1).text) is not None
