"""Inline tokens to the same with each short formula in one span with the signs right beside it.

A browser may begin or end a line at a formula, as at a picture, and would part “(” or “, where” from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import punctuation
from typing import Final

from markdown_it.token import Token

_RANGES: Final = (
    (0xA1, 0xC0),
    (0x2010, 0x2028),
    (0x2030, 0x205F),
    (0x3001, 0x3020),
    (0xFF01, 0xFF10),
    (0xFF1A, 0xFF21),
)
# Of Latin, Arabic, Indian and East Asian scripts
SIGNS: Final = f"{punctuation}،؛؟।{''.join(map(chr, (code for span in _RANGES for code in range(*span))))}"


def with_formulas_unbroken(tokens: Sequence[Token]) -> Sequence[Token]:
    if not any(map(_is_short, tokens)):
        return tokens
    made: list[Token] = []
    behind = ""
    for token, following in zip(tokens, (*tokens[1:], None), strict=True):
        if behind:
            token = _text(token.content.removeprefix(behind))
        before = behind = ""
        if _is_short(token):
            text = made[-1].content if made and made[-1].type == "text" else ""
            before = text[len(text.rstrip(SIGNS)) :]
            text = following.content if following and following.type == "text" else ""
            behind = text[: len(text) - len(text.lstrip(SIGNS))]
        if before:
            made[-1] = _text(made[-1].content.removesuffix(before))
        if before or behind:
            opening = Token("span_open", "span", 1, attrs={"class": "unbroken"})
            made += [opening, _text(before), token, _text(behind), Token("span_close", "span", -1)]
        else:
            made.append(token)
    return made


def _is_short(token: Token) -> bool:
    """Whether a token is a formula in a sentence, and none so long that it scrolls."""
    return token.type == "formula" and not token.meta["is_display"] and str(token.meta["html"]).startswith("<math")


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
