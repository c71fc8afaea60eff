"""The tokens of a text within a formula to what is shown of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Sequence
from typing import Final

from site_builder.latex_letters import ACCENTS, LETTERS

# Sizes and shapes within a text, which are dropped.
WITHIN_TEXTS: Final = frozenset(
    f"\\{name}"
    for name in (
        "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge bf em it rm sc sf tt bfseries"
        " itshape scshape normalfont emph mbox textbf textit textnormal textrm textsc textsf texttt textup"
    ).split()
)
# Commands for signs that mean something to TeX
ESCAPES: Final = frozenset(
    f"\\text{name}"
    for name in "asciicircum asciigrave asciitilde backslash braceleft braceright dollar underscore".split()
)
DOTTED: Final = {"ı": "i", "ȷ": "j"}
# The signs that TeX's fonts make of several characters in a text
LIGATURES: Final = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))


def text_and_formulas(tokens: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """The parts of a text, each with whether it is a formula within it."""
    for place, part in enumerate(_split_at(tokens, ("$",))):
        if place % 2:
            yield True, part
        else:
            yield from ((inner % 2 == 1, each) for inner, each in enumerate(_split_at(part, ("\\(", "\\)"))))


def shown_text(tokens: Sequence[str]) -> str:
    """The text without what only sets it, with the signs that TeX's fonts make of several characters."""
    text = "".join(_shown(tokens))
    for written, sign in LIGATURES:
        text = text.replace(written, sign)
    return text


def _split_at(tokens: Sequence[str], signs: Container[str]) -> list[list[str]]:
    """The tokens between the occurrences of any of the signs."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token in signs:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _shown(text: Sequence[str]) -> Iterator[str]:
    """A text without braces and without commands that only set it, each with the space after it."""
    is_behind, accent = False, ""
    for token in text:
        name = token[1:] if token[0] == "\\" else ""
        if name in ACCENTS:
            accent = ACCENTS[name][0]
        elif not (token in ("{", "}") or token in WITHIN_TEXTS or (is_behind and token == " ")):
            shown = LETTERS.get(name, token) if token not in ESCAPES else token
            yield _accented(shown, accent) if accent else shown
            accent = ""
        is_behind = token in WITHIN_TEXTS or name.isalpha()


def _accented(text: str, accent: str) -> str:
    letter = DOTTED.get(text[0], text[0])
    return unicodedata.normalize("NFC", letter + accent) + text[1:]
