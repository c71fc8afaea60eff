"""A Markdown file's text to its sentences as readers see them, with what each of them cites."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from markdown_it.token import Token

from site_builder.frozen import frozen
from site_builder.markdown.front_matter import split_front_matter
from site_builder.markdown.parser import parse_blocks
from site_builder.markdown.sentence_ends import sentence_starts, stand_in
from site_builder.markdown.source_positions import Reading
from site_builder.model import Citation


@frozen
class PlainSentence:
    """The text of a sentence, or of a table's row, without markup, code and citations.

    Its block is between two lines of the file. In the `block`, it begins at `start`, after the text `before`.
    """

    text: str
    keys: tuple[str, ...]
    first_line: int
    last_line: int
    block: str = ""
    start: int = 0

    @property
    def before(self) -> str:
        return self.block[: self.start]


def read_plain_sentences(text: str, path: str) -> tuple[PlainSentence, ...]:
    """The sentences of paragraphs, lists, quotations, tables, captions and footnotes, but not of headings."""
    parts = split_front_matter(text, path)
    lines = text.split("\n")[parts.first_line - 1 :]
    tokens = parse_blocks(parts.text, Reading(path, lines, parts.first_line))
    return tuple(_sentences(tokens, parts.first_line, len(lines)))


def _sentences(tokens: Sequence[Token], first_line: int, length: int) -> Iterator[PlainSentence]:
    row: list[Token] | None = None
    heading = False
    lines = (0, length)
    for token in tokens:
        if token.map:
            lines = (token.map[0], token.map[1])
        if token.type in ("heading_open", "heading_close"):
            heading = token.nesting > 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield from _of_block(row or [], first_line, lines, is_row=True)
            row = None
        elif token.type == "inline" and row is not None:
            row += [*(token.children or []), Token("softbreak", "br", 0)]
        elif token.type == "inline" and not heading:
            within = lines if token.map else (0, length)
            yield from _of_block(token.children or [], first_line, within)


def _of_block(
    tokens: Sequence[Token], first_line: int, lines: tuple[int, int], is_row: bool = False
) -> Iterator[PlainSentence]:
    pieces = [_piece(token) for token in tokens]
    text = "".join(pieces)
    starts = [0, *([] if is_row else sentence_starts(text)), len(text)]
    keys: list[list[str]] = [[] for _ in starts]
    for token, at in zip(tokens, accumulate(map(len, pieces), initial=0), strict=False):
        keys[bisect_right(starts, at) - 1] += _keys(token)
    first, last = first_line + lines[0], first_line + lines[1] - 1
    for own, (start, end) in zip(keys, pairwise(starts), strict=False):
        yield PlainSentence(text[start:end], tuple(own), first, last, text, start)


def _piece(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "hole":
        return stand_in(token.meta["hole"])
    return token.content if token.type in ("text", "text_special") else ""


def _keys(token: Token) -> Iterator[str]:
    hole = token.meta.get("hole")
    if isinstance(hole, Citation):
        yield from (item.key for item in hole.items)
