"""Stars around words to emphasis, where Pandoc has it beside punctuation as well.

CommonMark opens none ahead of a point that stands behind a letter, and closes none behind one ahead of a letter:
“design**:** and”, “**注意：**请”. Texts that were written for another tool were written for Pandoc.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.rules_inline.state_inline import Delimiter

from site_builder.markdown.citing.citations import reading_of


def emphasis_plugin(md: MarkdownIt) -> None:
    md.inline.ruler.at("emphasis", emphasis_rule)


def emphasis_rule(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "*" or not reading_of(state).is_foreign:
        return tokenize(state, silent)
    start = state.pos
    count = state.scanDelims(start, True).length
    end = start + count
    can_open = end < state.posMax and not isWhiteSpace(ord(state.src[end]))
    can_close = start > 0 and not isWhiteSpace(ord(state.src[start - 1]))
    for _ in range(count):
        token = state.push("text", "", 0)
        token.content = "*"
        delimiter = Delimiter(ord("*"), count, len(state.tokens) - 1, -1, can_open, can_close)
        state.delimiters.append(delimiter)
    state.pos = end
    return True
