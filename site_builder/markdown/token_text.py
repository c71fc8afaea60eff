"""Inline tokens to their text without markup, and to where their elements end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.common.html_blocks import block_names
from markdown_it.token import Token

from site_builder.patterns import pattern

# The length of a word, on average, of scripts without spaces between words
CHARACTERS_A_WORD: Final = 1.5
UNSPACED: Final = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Stands for a citation, a note's mark or a comment. No text has this character: CommonMark replaces it.
DROPPED: Final = "\0"
BEFORE_PUNCTUATION: Final = pattern(r"(?:\s?\0)+(?=[.,;:!?)](?!\w))")

TAG_NAME: Final = pattern(r"</?[A-Za-z][A-Za-z0-9]*")
# Between two cells, the beginning of the second is enough.
BREAKING: Final = frozenset({"br", *block_names, *(f"/{name}" for name in block_names)} - {"/td", "/th"})


def plain_text(tokens: Sequence[Token] | None, holes: bool = False) -> str:
    """The text that a reader sees, in one line; with `holes`, citations are in it as they are written."""
    return "".join(_pieces(tokens or (), None if holes else ""))


def count_words(text: str) -> int:
    """The number of words; in Chinese and Japanese, which have no spaces, one for three characters in two."""
    if text.isascii():
        return len(text.split())
    spaced, characters = UNSPACED.subn(" ", text)
    return len(spaced.split()) + round(characters / CHARACTERS_A_WORD)


def without_citations(tokens: Sequence[Token] | None) -> str:
    """The text of a heading or caption in one line, without its citations and spaces between these and punctuation."""
    text = "".join(_pieces(tokens or (), DROPPED))
    return " ".join(BEFORE_PUNCTUATION.sub("", text).replace(DROPPED, "").split())


def closing_of(tokens: Sequence[Token], opening: int) -> int:
    """The index of the token that closes the element opened at `opening`."""
    depth, at = 1, opening
    while depth:
        at += 1
        depth += tokens[at].nesting
    return at


def is_break(token: Token) -> bool:
    """Whether the words on both sides of the token are apart: it is a break, or the author's tag that makes one."""
    return token.type in ("softbreak", "hardbreak") or raw_tag(token) in BREAKING


def raw_tag(token: Token) -> str:
    """The name of the tag in the author's HTML, with a slash if it ends the element; "" if the token is none."""
    tag = TAG_NAME.match(token.content) if token.type == "html_inline" else None
    return tag[0][1:].lower() if tag else ""


def _pieces(tokens: Sequence[Token], hole: str | None) -> Iterator[str]:
    """The text of each token; that of a citation is `hole`, or as it is written."""
    for token in tokens:
        if is_break(token):
            yield " "
        elif token.type == "image":
            yield from _pieces(token.children or (), hole)
        elif token.type == "hole":
            yield token.content if hole is None else hole
        elif token.type == "footnote_ref" or (token.type == "html_inline" and token.content.startswith("<!--")):
            yield hole or ""
        elif token.type in ("text", "text_special", "code_inline", "formula"):
            yield token.content
