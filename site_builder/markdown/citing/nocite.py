r"""LaTeX's `\nocite{a, b}` to works that are listed without a citation, and to no text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from site_builder.markdown.source_positions import reading_of
from site_builder.model import CitationItem
from site_builder.patterns import pattern

NOCITE: Final = pattern(r"\\nocite\{([^{}]{1,2000})\}")
KEY: Final = pattern(r"[^\s,]+")


def nocite_rule(state: StateInline, silent: bool) -> bool:
    found = NOCITE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        reading = reading_of(state)
        for key in KEY.finditer(found[1]):
            reading.uncited.append(CitationItem(key[0], location=reading.place(found.start(1) + key.start())))
    state.pos = found.end()
    # Only one of the spaces around it is kept.
    before = state.src[max(found.start() - 1, 0) : found.start()]
    if (not before or before.isspace()) and state.src.startswith(" ", state.pos):
        state.pos += 1
    return True


def nocite_alone_rule(state: StateCore) -> None:
    r"""Drop paragraphs of nothing but `\nocite`."""
    state.tokens = list(_without_empty(state.tokens))


def _without_empty(tokens: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        inline = tokens[at + 1] if tokens[at].type == "paragraph_open" else None
        if inline and inline.content.startswith("\\nocite{") and not any(map(_shows, inline.children or ())):
            at += 3
            continue
        yield tokens[at]
        at += 1


def _shows(token: Token) -> bool:
    return token.type != "softbreak" and (token.type != "text" or bool(token.content.strip()))
