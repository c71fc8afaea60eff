"""The text in blocks of HTML to Markdown where it cites, as for Pandoc all text between tags is.

CommonMark hands on `<td>[@key]</td>` as it stands, and the citation would be lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.markdown.raw_formats import CITED
from site_builder.markdown.raw_html import TAG

# Text in these is no Markdown for Pandoc either, or is none that a reader sees as text.
VERBATIM: Final = re.compile(r"<(pre|script|style|textarea|svg|math|template|iframe|object)\b", re.IGNORECASE)
NO_ELEMENT: Final = re.compile(r"\s*<[!?]")


def html_text_plugin(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "html_text", html_text_rule)


def html_text_rule(state: StateCore) -> None:
    if any(token.type == "html_block" and "@" in token.content for token in state.tokens):
        state.tokens = [part for token in state.tokens for part in _parts(token)]


def _parts(token: Token) -> Iterator[Token]:
    """The token; of a block of HTML, what cites as text of its own, and between its parts what is verbatim."""
    html = token.content
    if token.type != "html_block" or "@" not in html or NO_ELEMENT.match(html):
        yield token
        return
    at, end = 0, 0
    while (opening := VERBATIM.search(html, end)) and (
        closing := re.compile(rf"</{opening[1]}\s*>", re.IGNORECASE).search(html, opening.end())
    ):
        end = closing.end()
        yield from _text(token, at, opening.start())
        yield _part(token, opening.start(), end)
        at = end
    if opening:
        yield from _text(token, at, opening.start())
        yield _part(token, opening.start(), len(html))
    else:
        yield from _text(token, at, len(html))


def _text(token: Token, start: int, end: int) -> Iterator[Token]:
    part = _part(token, start, end)
    if "@" in part.content and CITED.search(TAG.sub(" ", part.content)):
        part.type, part.children = "inline", []
    if part.content:
        yield part


def _part(token: Token, start: int, end: int) -> Token:
    first, last = token.map or (0, 0)
    return replace(token, content=token.content[start:end], map=[first + token.content.count("\n", 0, start), last])
