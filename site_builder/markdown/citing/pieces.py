"""Inline tokens of the text in a citation's brackets to keys, signs and atoms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, TypeAlias

from markdown_it.token import Token

from site_builder.markdown.citing.locators import Atom, atoms_of, is_mark
from site_builder.markdown.token_text import closing_of
from site_builder.patterns import pattern

KEY_TOKEN: Final = "cite_key"
CITED_FORMULA: Final = "cite_formula"

# CSL-JSON's rich text has these; of other markup, only the text is kept.
RICH_TAGS: Final = {"em": "i", "strong": "b", "i": "i", "b": "b", "sup": "sup", "sub": "sub"}
SIGN: Final = pattern(r"([\[\];])")
_KEY: Final = "\x00"
_NO_TEXT: Final = "\x01"
# Text with a citation is no quotation here: its semicolons separate items as elsewhere.
_QUOTATION: Final = pattern(r"“[^“”\x00]*+”|‘[^‘\x00]*?’(?![^\W_])")

Piece: TypeAlias = Token | str | list[Atom]
"""A key, a bracket, a semicolon or other text, or atoms."""


def pieces_of(tokens: Sequence[Token]) -> tuple[list[Piece], int]:
    """The tokens in pieces, and how many keys are in marked text, which then loses its marks."""
    pieces: list[Piece] = []
    marked = 0
    at = 0
    while at < len(tokens):
        token, end = tokens[at], at + 1
        if token.nesting == 1:
            end = closing_of(tokens, at) + 1
            stretch = tokens[at:end]
            if keys := sum(inner.type == KEY_TOKEN for inner in stretch):
                marked += keys
                pieces += ["[", *pieces_of([inner for inner in stretch if not inner.nesting])[0], "]"]
            else:
                pieces.append([_stretch(stretch)])
        elif token.type == KEY_TOKEN:
            pieces.append(token)
        elif token.type == "text":
            pieces += filter(None, SIGN.split(token.content))
        else:
            pieces.append(_atoms(token))
        at = end
    return pieces, marked


def citing_brackets(pieces: Sequence[Piece]) -> set[int]:
    """The brackets with a key in them."""
    found: set[int] = set()
    opened: list[int] = []
    for at, piece in enumerate(pieces):
        if piece == "[":
            opened.append(at)
        elif piece == "]" and opened:
            opened.pop()
        elif isinstance(piece, Token) and opened:
            found.add(opened[-1])
    return found


def quoted_semicolons(pieces: Sequence[Piece]) -> set[int]:
    """The semicolons in quotation marks, which separate nothing."""
    texts = [piece if isinstance(piece, str) else _KEY if isinstance(piece, Token) else _NO_TEXT for piece in pieces]
    starts = accumulate(map(len, texts), initial=0)
    semicolons = {start: at for at, (text, start) in enumerate(zip(texts, starts, strict=False)) if text == ";"}
    quotations = _QUOTATION.finditer("".join(texts)) if semicolons else ()
    return {semicolons[start] for found in quotations for start in range(*found.span()) if start in semicolons}


def _atoms(token: Token) -> list[Atom]:
    if token.type in ("softbreak", "hardbreak"):
        return [Atom(" ", " ")]
    if token.type == "html_inline":
        tag = token.content.strip("</>").lower()
        rich = RICH_TAGS.get(tag, "")
        slash = "/" if token.content.startswith("</") else ""
        return [Atom(f"<{slash}{rich}>", "")] if rich else []
    if token.type == "code_inline":
        return [Atom(token.content, token.content)]
    if token.type == CITED_FORMULA:
        return [_formula(token.content)]
    if token.type == "image":
        return [_stretch(token.children or [])]
    if token.type == "text_special" and len(token.content) == 1 and is_mark(token.content):
        return [Atom(token.content, token.content)]
    return atoms_of(token.content)


def _formula(tex: str) -> Atom:
    """A formula as text, since a citation holds no MathML; as TeX if part of it is unknown."""
    from site_builder.bibtex.latex import dropped_commands, plain_text, rich_text  # which few texts need

    latex = rf"\({tex.strip('$')}\)"
    return Atom(tex, tex, True) if dropped_commands(latex) else Atom(rich_text(latex), plain_text(latex), True)


def _stretch(tokens: Sequence[Token]) -> Atom:
    """Marked text as one atom, which a locator may use but not split."""
    rich, plain = "", ""
    for token in tokens:
        if token.nesting and token.tag in RICH_TAGS:
            rich += f"<{'/' if token.nesting < 0 else ''}{RICH_TAGS[token.tag]}>"
        elif not token.nesting:
            atoms = _atoms(token)
            rich += "".join(atom.rich for atom in atoms)
            plain += "".join(atom.plain for atom in atoms)
    return Atom(rich, plain)
