"""Lines that begin with `|` to blocks that keep breaks and indentation, for verses and addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from markdown_it.rules_block import StateBlock

from site_builder.diagnostics import Rule, Severity
from site_builder.markdown.source_positions import reading_of
from site_builder.markdown.tables.cells import Line, line_at
from site_builder.patterns import pattern

BEGIN: Final = pattern(r"\|(?: |$)")
CELLS: Final = pattern(r"\|[^|\n]*\|.*\|")
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
HARD_BREAK: Final = "  "


def line_block_rule(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    if state.is_code_block(start) or not BEGIN.match(line_at(state, start).text.lstrip(" ")):
        return False
    lines: list[Line] = []
    row = start
    while row < end and not state.isEmpty(row) and state.sCount[row] >= state.blkIndent:
        line = line_at(state, row)
        if BEGIN.match(line.text.lstrip(" ")):
            if lines:
                lines[-1] = replace(lines[-1], text=lines[-1].text + HARD_BREAK)
            lines.append(_verse(line))
        elif line.text[:1] == " ":
            # An indented line continues the one before, which is too long for the page.
            lines.append(line.cut(0))
        else:
            break
        row += 1
    if len(lines) > 1 and all(CELLS.fullmatch(line_at(state, at).text.strip()) for at in range(start, row)):
        message = "These lines look like a table, but are shown as verse."
        hint = "for a table, write a line of hyphens below the first: |---|---|."
        reading = reading_of(state)
        reading.add(Rule.BROKEN_TABLE, reading.place_of(start, "|"), message, hint, Severity.WARNING)
    state.push("line_block_open", "div", 1).attrs["class"] = "line-block"
    token = state.push("inline", "", 0)
    token.content, token.children, token.map = "\n".join(line.text for line in lines), [], [start, row]
    token.meta["origins"] = tuple((line.row, line.column) for line in lines)
    state.push("line_block_close", "div", -1)
    state.line = row
    return True


def _verse(line: Line) -> Line:
    """The text after the bar, with the spaces at its beginning."""
    start = line.text.index("|") + 2
    text = line.text[start:].rstrip()
    said = text.lstrip(" ")
    return Line(NO_BREAK * (len(text) - len(said) or (not said)) + said, line.row, line.column + start)
