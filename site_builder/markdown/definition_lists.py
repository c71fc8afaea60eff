"""Terms with definitions below them, which begin with `:` or `~`, to definition lists.

As in Pandoc, a definition may be empty, or begin below its sign.
"""

from __future__ import annotations

from typing import Final

from markdown_it.rules_block import StateBlock

from site_builder.markdown.lists import tighten

SIGNS: Final = (":", "~")
LEAST_INDENT: Final = 2
TAB: Final = 4


def definition_list_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    if silent:
        # Within a definition, the sign of the next one ends a paragraph.
        return state.ddIndent >= 0 and _begins(state, start)
    term, line = start, _definition_below(state, start, end)
    if line is None:
        return False
    first = len(state.tokens)
    opening = state.push("dl_open", "dl", 1)
    is_tight = True
    while line is not None:
        _push_term(state, term)
        ends_empty = False
        while line < end and state.sCount[line] >= state.blkIndent and _begins(state, line):
            is_tight = _push_definition(state, line, end) and is_tight and not ends_empty
            ends_empty = state.line - line > 1 and state.isEmpty(state.line - 1)
            line = state.line
        term = line
        is_over = term >= end or state.isEmpty(term) or state.sCount[term] < state.blkIndent
        line = None if is_over else _definition_below(state, term, end)
    state.push("dl_close", "dl", -1)
    opening.map = [start, term]
    state.line = term
    if is_tight:
        tighten(state, first)
    return True


def _begins(state: StateBlock, line: int) -> bool:
    if state.is_code_block(line):
        return False
    sign = state.bMarks[line] + state.tShift[line]
    return state.src.startswith(SIGNS, sign) and (sign + 1 == state.eMarks[line] or state.src[sign + 1] in " \t")


def _definition_below(state: StateBlock, term: int, end: int) -> int | None:
    line = term + 1
    if line < end and state.isEmpty(line):
        line += 1
    return line if line < end and state.sCount[line] >= state.blkIndent and _begins(state, line) else None


def _push_term(state: StateBlock, line: int) -> None:
    state.push("dt_open", "dt", 1).map = [line, line]
    inline = state.push("inline", "", 0)
    inline.map = [line, line]
    inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    inline.children = []
    state.push("dt_close", "dt", -1)


def _indent_below(state: StateBlock, line: int, end: int) -> int:
    """How far the text below a definition's sign is indented: by four as in Pandoc, unless some of it is by less."""
    least = TAB
    for below in range(line + 1, end):
        if state.isEmpty(below):
            continue
        indent = state.sCount[below] - state.sCount[line]
        if indent >= LEAST_INDENT:
            least = min(least, indent)
        elif state.isEmpty(below - 1) or _begins(state, below):
            break
    return least


def _push_definition(state: StateBlock, line: int, end: int) -> bool:
    """The definition that begins in a line; whether no empty lines part what is in it."""
    opening = state.push("dd_open", "dd", 1)
    sign = state.bMarks[line] + state.tShift[line]
    text, column = sign + 1, state.sCount[line] + 1
    while text < state.eMarks[line] and state.src[text] in " \t":
        column += TAB - column % TAB if state.src[text] == "\t" else 1
        text += 1
    before = state.tight, state.ddIndent, state.blkIndent, state.tShift[line], state.sCount[line], state.parentType
    state.blkIndent = state.ddIndent = state.sCount[line] + _indent_below(state, line, end)
    state.tShift[line] = text - state.bMarks[line]
    state.sCount[line] = max(column, state.blkIndent)
    state.tight = True
    state.parentType = "deflist"
    state.md.block.tokenize(state, line, end)
    is_tight = state.tight
    state.tight, state.ddIndent, state.blkIndent, state.tShift[line], state.sCount[line], state.parentType = before
    state.push("dd_close", "dd", -1)
    opening.map = [line, state.line]
    return is_tight
