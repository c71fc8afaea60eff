"""Blocks of HTML that are comments with a text behind them to these comments and the paragraph that it begins.

For CommonMark the whole line on which a comment ends is HTML: its citations would be lost without a word, and its
emphasis printed as it is written. For Pandoc a paragraph begins there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.markdown.places import reading_of
from site_builder.markdown.raw.text import says
from site_builder.patterns import pattern

# Nothing possessive: before Python 3.11.5, groups of alternatives that are find too little.
COMMENTS: Final = pattern(r"\s*(?:<!--.*?-->[ \t]*)+", re.DOTALL)


def comments_rule(state: StateCore) -> None:
    if any(token.type == "html_block" and _behind(token) for token in state.tokens):
        state.tokens = list(_parted(state.tokens, reading_of(state).dialect.is_foreign))


def _behind(token: Token) -> str:
    """What stands behind a token's comments."""
    comments = COMMENTS.match(token.content)
    return token.content[comments.end() :].strip() if comments else ""


def _parted(tokens: Sequence[Token], is_foreign: bool) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token, at = tokens[at], at + 1
        text = _behind(token) if token.type == "html_block" else ""
        if not text or not says(text, is_foreign):
            yield token
            continue
        first, last = token.map or (0, 0)
        start = first + token.content.rstrip("\n").count("\n") - text.count("\n")
        yield replace(token, content=token.content[: token.content.rindex(text)].rstrip() + "\n", map=[first, start])
        if text.startswith("<"):
            yield replace(token, content=f"{text}\n", map=[start, last])
            continue
        opening, inline, closing = _paragraph(text, [start, last], token.level)
        following = tokens[at : at + 3]
        if len(following) == 3 and following[0].type == "paragraph_open" and (following[0].map or [0])[0] == last:
            opening, further, closing = following
            inline.content += f"\n{further.content}"
            opening.map = inline.map = [start, (further.map or [last, last])[1]]
            at += 3
        yield from (opening, inline, closing)


def _paragraph(text: str, rows: list[int], level: int) -> tuple[Token, Token, Token]:
    return (
        Token("paragraph_open", "p", 1, map=rows, block=True, level=level),
        Token("inline", "", 0, content=text, map=rows, block=True, level=level + 1, children=[]),
        Token("paragraph_close", "p", -1, block=True, level=level),
    )
