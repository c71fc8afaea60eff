"""Stars that CommonMark leaves as they are to emphasis, as Pandoc has it: in “**Note: **text”, a space is no hindrance.

It only applies to texts for other tools. What CommonMark reads as emphasis stays so, and so do stars for names of
files, “*.qmd and *.md”.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from site_builder.markdown.source_positions import reading_of

STAR: Final = ord("*")
MOST_STARS: Final = 3
NO_BEGINNING: Final = tuple(".,;:/-")


def loose_emphasis_rule(state: StateInline) -> None:
    if not reading_of(state).dialect.is_foreign:
        return
    _pair(state.delimiters, state.tokens)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _pair(meta["delimiters"], state.tokens)


def _pair(delimiters: Sequence[Delimiter], tokens: Sequence[Token]) -> None:
    """Pair each run of stars that is left with the last one before it of the same length, unless pairs would cross."""
    closing = {delimiter.end for delimiter in delimiters if delimiter.end >= 0}
    # The runs that may still begin emphasis, by their lengths, within each pair that is open
    begun: list[dict[int, int]] = [{}]
    at = 0
    while at < len(delimiters):
        if delimiters[at].end >= 0:
            begun.append({})
            at += 1
        elif at in closing:
            begun.pop()
            at += 1
        else:
            length = _length(delimiters, at, closing)
            if 0 < length <= MOST_STARS:
                _take(delimiters, at, length, begun[-1], tokens)
            at += max(length, 1)


def _length(delimiters: Sequence[Delimiter], at: int, closing: set[int]) -> int:
    """The number of stars in the run that begins at `at`; 0 if none begins there, or some of its stars are paired."""
    before, token = delimiters[at - 1] if at else None, delimiters[at].token - at
    if before and before.marker == STAR and before.token == delimiters[at].token - 1:
        return 0
    run = range(at, len(delimiters))
    stars = list(takewhile(lambda i: delimiters[i].marker == STAR and delimiters[i].token == token + i, run))
    return 0 if any(delimiters[i].end >= 0 or i in closing for i in stars) else len(stars)


def _take(
    delimiters: Sequence[Delimiter], at: int, length: int, begun: dict[int, int], tokens: Sequence[Token]
) -> None:
    start = begun.get(length)
    if start is None:
        after = tokens[delimiters[at].token + length : delimiters[at].token + length + 1]
        if delimiters[at].open and after and not after[0].content.startswith(NO_BEGINNING):
            begun[length] = at
        return
    for i in range(length):
        delimiters[start + i].end = at + length - 1 - i
    for other in [other for other, begins in begun.items() if begins >= start]:
        del begun[other]
