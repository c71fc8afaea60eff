"""Stars around words to emphasis, where Pandoc has it beside punctuation as well.

CommonMark opens none ahead of a point that stands behind a letter, and closes none behind one ahead of a letter:
“design**:** and”, “**注意：**请”. Texts that were written for another tool were written for Pandoc.
"""

from __future__ import annotations

from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

from site_builder.markdown.places import reading_of


def emphasis_rule(state: StateInline, silent: bool) -> bool:
    start, before = state.pos, len(state.delimiters)
    is_read = tokenize(state, silent)
    if is_read and state.src[start] == "*" and reading_of(state).dialect.is_foreign:
        for delimiter in state.delimiters[before:]:
            delimiter.open = state.pos < state.posMax and not isWhiteSpace(ord(state.src[state.pos]))
            is_spaced = isWhiteSpace(ord(state.src[start - 1])) if start else True
            # A break is no space: Quarto's editor writes one that is emphasised so.
            delimiter.close = not is_spaced or state.src.endswith("\\\n", 0, start)
    return is_read
