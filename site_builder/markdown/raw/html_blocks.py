"""Lines to blocks of HTML, which for Pandoc end where Markdown begins.

For CommonMark, a block of HTML goes on to the next empty line: a list or heading directly below `<div>` is no Markdown.
Texts for another tool are mostly written for Pandoc, which reads whatever is between tags.
"""

from __future__ import annotations

from typing import Final

from markdown_it.rules_block import StateBlock, html_block

from site_builder.markdown.raw.html_text import VERBATIM
from site_builder.markdown.source_positions import reading_of
from site_builder.patterns import pattern

# A list, heading, fence, table or formula. (Below a quotation, lines belong to it until one is empty.)
BEGINS: Final = pattern(r"(?:[-*+]|#{1,6}|\d{1,9}[.)])[ \t]+\S|```|~~~|:::|\$\$|\|[^|]*+\|")
TAG_AT_END: Final = pattern(r"<[^<>]*+>[ \t]*+\Z")
INDENT: Final = 4


def html_block_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not silent and reading_of(state).dialect.is_foreign and state.src.startswith("<", _begin(state, start)):
        end = _end(state, start, end)
    return html_block(state, start, end, silent)


def _end(state: StateBlock, start: int, end: int) -> int:
    """Where a block of HTML has to end at the latest."""
    follows_tag = False
    for row in range(start, end):
        line = state.src[_begin(state, row) : state.eMarks[row]]
        is_shallow = state.sCount[row] - state.blkIndent < INDENT
        if follows_tag and is_shallow and BEGINS.match(line):
            return row
        if not line or "<!" in line or "<?" in line or VERBATIM.search(line):
            break
        follows_tag = is_shallow and TAG_AT_END.search(line) is not None
    return end


def _begin(state: StateBlock, row: int) -> int:
    return state.bMarks[row] + state.tShift[row]
