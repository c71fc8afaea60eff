"""Inline text to its square brackets: where they close, and which hold a citation key of their own.

Each stretch is walked once and remembered, so that ten thousand brackets take
no longer to read than ten thousand other characters.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from markdown_it.rules_inline import StateInline, link

from site_builder.markdown.citing.keys import key_at
from site_builder.markdown.source_positions import reading_of

DEEPEST_CITATION: Final = 10


class Bracket(NamedTuple):
    """A bracket: the offset of its end, and whether it `holds_key`, a key in it that is in no inner bracket."""

    end: int
    holds_key: bool


def closing_bracket(state: StateInline, opening: int) -> int | None:
    """Where the bracket that opens here closes; None if it does not, before the present stretch ends."""
    found = _bracket(state, opening)
    return found.end if found and found.end < state.posMax else None


def holds_key(state: StateInline, opening: int) -> bool:
    found = _bracket(state, opening)
    return bool(found and found.holds_key)


def matches_link(state: StateInline, opening: int) -> bool:
    """Whether CommonMark takes the bracket for a link."""
    before = state.pos
    state.pos = opening
    is_link = link(state, True)
    state.pos = before
    return is_link


def _bracket(state: StateInline, opening: int) -> Bracket | None:
    known: dict[int, Bracket | None] = state.env.setdefault("brackets", {}).setdefault(state, {})
    if opening not in known:
        _walk(state, opening, known)
    return known[opening]


def _walk(state: StateInline, opening: int, known: dict[int, Bracket | None]) -> None:
    before = state.pos
    state.pos = opening + 1
    open_brackets = [(opening, False)]
    smart = reading_of(state).dialect.smart
    while open_brackets and state.pos < state.posMax:
        at = state.pos
        character = state.src[at]
        if character == "]":
            start, has_key = open_brackets.pop()
            known[start] = Bracket(at, has_key)
            state.pos += 1
        elif character in "@-" and (key := key_at(state.src, at, state.posMax, smart=smart)):
            start, has_key = open_brackets[-1]
            open_brackets[-1] = start, has_key or len(open_brackets) <= DEEPEST_CITATION
            state.pos = key.end
        else:
            state.md.inline.skipToken(state)
            if character == "[" and state.pos == at + 1:
                open_brackets.append((at, False))
    for start, _ in open_brackets:
        known[start] = None
    state.pos = before
