"""Lines of `| a | b |`, with `|---|:-:|` below the first, to tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from markdown_it.rules_block import StateBlock

from site_builder.diagnostics import Rule, Severity
from site_builder.markdown.blocks import begins_item
from site_builder.markdown.source_positions import reading_of
from site_builder.markdown.tables.cells import SIDES, Cell, Line, line_at, push_table
from site_builder.patterns import pattern

RULE: Final = pattern(r"[ \t]*(:?)-+(:?)[ \t]*")
PARTING: Final = pattern(r"[|+]")
SIGN: Final = pattern(r"\\[|`$]|(?P<code>`+)|(?P<display>\$\$)|(?P<formula>\$(?=[^\s$]))|(?P<pipe>\|)")
FORMULA_END: Final = pattern(r"(?<![\s\\$])\$(?![\d$])")
CODE: Final = pattern("`+")
# The number of empty cells that may be added: a long head above many short rows would make a page of gigabytes.
MOST_FILLED: Final = 50_000


def pipe_table_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 >= end or state.is_code_block(start):
        return False
    head, sides = line_at(state, start), _sides(state, start + 1)
    # An item of a list may begin with a table.
    is_item = state.sCount[start + 1] > state.sCount[start] and begins_item(head.text)
    if sides is None or "|" not in head.text or is_item:
        return False
    if silent:
        return True
    _report_extra_cells(state, head, start, sides)
    outer, state.parentType = state.parentType, "table"
    # For Pandoc, any line with a pipe is a row, even if it is indented or begins like an item of a list.
    enders = () if reading_of(state).dialect.is_foreign else state.md.block.ruler.getRules("blockquote")
    body: list[tuple[Cell, ...]] = []
    filled = 0
    row = start + 2
    while row < end and state.sCount[row] >= state.blkIndent and not state.isEmpty(row):
        if enders and (state.is_code_block(row) or any(ender(state, row, end, True) for ender in enders)):
            break
        line = line_at(state, row)
        if "|" not in line.text:
            # Text below the table, as for Pandoc
            break
        cells = _cells(line, sides)
        _report_extra_cells(state, line, row, sides)
        filled += sum(not cell.lines for cell in cells)
        if filled > MOST_FILLED:
            break
        body.append(cells)
        row += 1
    state.parentType = outer
    push_table(state, start, row, [_cells(head, sides)], body)
    return True


def _sides(state: StateBlock, number: int) -> list[str] | None:
    """The alignment of each column; None if the line is not the one below the head."""
    if state.sCount[number] < state.blkIndent or state.is_code_block(number):
        return None
    text = line_at(state, number).text.strip()
    if text[:1] not in ("|", "-", ":") or "|" not in text:
        return None
    columns = [RULE.fullmatch(part) for part in PARTING.split(text.removeprefix("|").removesuffix("|"))]
    return [SIDES[column[1], column[2]] for column in columns if column] if all(columns) else None


def _cells(line: Line, sides: list[str]) -> tuple[Cell, ...]:
    parts = _parts(line)[: len(sides)]
    given = [_cell(part, side) for part, side in zip(parts, sides, strict=False)]
    return (*given, *(Cell((), side) for side in sides[len(parts) :]))


def _report_extra_cells(state: StateBlock, line: Line, row: int, sides: list[str]) -> None:
    """Report cells for which there is no column. They are left out, as by all readers of such tables."""
    if line.text.count("|") < len(sides):
        return
    more = [text for part in _parts(line)[len(sides) :] if (text := part.text.strip())]
    if more:
        text = " ".join(more)
        reading = reading_of(state)
        message = f"This row has more cells than the table has columns, so “{text[:60]}” is left out."
        hint = "add a column to the line below the first row, or remove a “|”; inside a cell, write “\\|”."
        reading.add(Rule.BROKEN_TABLE, reading.place_of(row, more[0]), message, hint, Severity.WARNING)


def _cell(part: Line, side: str) -> Cell:
    """A cell, without the backslashes before pipes."""
    texts = part.text.split("\\|")
    dropped: list[int] = []
    for text in texts[:-1]:
        dropped.append(len(text) + (dropped[-1] + 1 if dropped else 0))
    return Cell((Line("|".join(texts), part.row, part.column),), side, dropped=tuple(dropped))


def _parts(line: Line) -> list[Line]:
    """The parts of a row between its pipes."""
    end = len(line.text.rstrip())
    start = len(line.text) - len(line.text.lstrip())
    cuts = [*_pipes(line.text[:end]), end]
    if cuts[0] == start and len(cuts) > 1:
        start = cuts.pop(0) + 1
    if len(cuts) > 1 and cuts[-2] == end - 1:
        cuts.pop()
    starts = [start, *(cut + 1 for cut in cuts[:-1])]
    return [line.cut(first, last) for first, last in zip(starts, cuts, strict=True)]


def _pipes(text: str) -> Iterator[int]:
    """The places of the pipes that separate cells: those without a backslash, outside of code and formulas."""
    runs: dict[int, list[int]] = {}
    for run in CODE.finditer(text):
        runs.setdefault(len(run[0]), []).append(run.start())
    ends = [end.start() for end in FORMULA_END.finditer(text)] if "$" in text else []
    at = 0
    while sign := SIGN.search(text, at):
        at = sign.end()
        if sign["pipe"]:
            yield sign.start()
        elif sign["display"]:
            end = text.find("$$", at)
            at = end + 2 if end >= 0 else at
        elif sign["formula"]:
            following = bisect_right(ends, sign.end())
            at = ends[following] + 1 if following < len(ends) else at
        elif sign["code"]:
            alike = runs.get(len(sign["code"]), [])
            following = bisect_right(alike, sign.start())
            at = alike[following] + len(sign["code"]) if following < len(alike) else at
