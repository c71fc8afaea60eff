"""Inline tokens to the same with each short formula in one span with the signs and letters right beside it.

A browser may begin or end a line at a formula, as at a picture, and would part “(”, “CO” or “th,” from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_letters, digits, punctuation
from typing import Final, TypeAlias

from markdown_it.token import Token

from site_builder.characters import without_tags

# The signs of a kind, and how many of them are kept beside a formula
Kinds: TypeAlias = tuple[tuple[str, int], ...]

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
LETTERS: Final = f"{SIGNS}{ascii_letters}{digits}"
# What is kept together must not be wider than the screen of a phone: some signs, and a short word if the formula has
# few signs itself.
FEW: Final = 8
SOME: Final = ((SIGNS, 3),)
MORE: Final = ((LETTERS, 6), *SOME)


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
            kinds = MORE if _has_few_signs(token) else SOME
            text = _content(made[-1] if made else None)
            before = text[len(text) - _kept(text, str.rstrip, kinds) :]
            text = _content(following)
            behind = text[: _kept(text, str.lstrip, kinds)]
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


def _has_few_signs(formula: Token) -> bool:
    return len(without_tags(str(formula.meta["html"]).partition("<annotation")[0])) <= FEW


def _kept(text: str, strip: Callable[[str, str], str], kinds: Kinds) -> int:
    """How many of the characters that are stripped from an end of a text are kept beside a formula."""
    lengths = ((len(text) - len(strip(text, kind)), most) for kind, most in kinds)
    return next((length for length, most in lengths if length <= most), 0)


def _content(token: Token | None) -> str:
    return token.content if token is not None and token.type == "text" else ""


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
