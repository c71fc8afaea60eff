"""The tokens of a text within a formula to what is shown of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Sequence
from typing import Final

from site_builder.latex_letters import ACCENTS, LETTERS
from site_builder.mathematics.distances import without_gaps
from site_builder.mathematics.macros import argument_at

# Sizes and shapes within a text, which are dropped.
WITHIN_TEXTS: Final = frozenset(
    f"\\{name}"
    for name in (
        "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge bf em it rm sc sf tt bfseries"
        " itshape scshape normalfont emph mbox textbf textit textmd textnormal textrm textsc textsf textsl texttt"
        " textup underline"
    ).split()
)
# Commands for signs that mean something to TeX
ESCAPES: Final = frozenset(
    f"\\text{name}"
    for name in "asciicircum asciigrave asciitilde backslash braceleft braceright dollar underscore".split()
)
# TeX's spaces, and what only says where a line may end
SPACES: Final = {
    **dict.fromkeys(("~", "\\nobreakspace"), "\N{NO-BREAK SPACE}"),
    **dict.fromkeys(("\\ ", "\\space", "\\\n"), " "),
    **dict.fromkeys(("\\,", "\\thinspace"), "\N{THIN SPACE}"),
    "\\:": "\N{FOUR-PER-EM SPACE}",
    "\\;": "\N{THREE-PER-EM SPACE}",
    "\\enspace": "\N{EN SPACE}",
    **dict.fromkeys(("\\quad", "\\hfill"), "\N{EM SPACE}"),
    "\\qquad": "\N{EM SPACE}" * 2,
    **dict.fromkeys(("\\!", "\\-", "\\/", "\\@", "\\null"), ""),
}
SCRIPTS: Final = {"\\textsubscript": "_", "\\textsuperscript": "^"}
DOTTED: Final = {"ı": "i", "ȷ": "j"}
# The signs that TeX's fonts make of several characters in a text
LIGATURES: Final = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))


def text_and_formulas(tokens: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """The parts of a text, each with whether it is a formula within it."""
    for place, part in enumerate(_split_at(tokens, ("$",))):
        if place % 2:
            yield True, part
        else:
            for inner, each in enumerate(_split_at(part, ("\\(", "\\)"))):
                yield from ((True, each),) if inner % 2 else _with_scripts(each)


def _with_scripts(text: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """A text without formulas, in which subscripts and superscripts become such."""
    at = 0
    while (start := next((row for row in range(at, len(text)) if text[row] in SCRIPTS), -1)) >= 0:
        yield False, list(text[at:start])
        argument, at = argument_at(text, start + 1)
        yield True, [SCRIPTS[text[start]], "{", "\\text", "{", *argument, "}", "}"]
    yield False, list(text[at:])


def shown_text(tokens: Sequence[str]) -> str:
    """The text without what only sets it, with the signs that TeX's fonts make of several characters."""
    text = "".join(_shown([*without_gaps(tokens)]))
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
            shown = SPACES[token] if token in SPACES else token if token in ESCAPES else LETTERS.get(name, token)
            yield _accented(shown, accent) if accent and shown else shown
            accent = ""
        is_behind = token in WITHIN_TEXTS or name.isalpha()


def _accented(text: str, accent: str) -> str:
    letter = DOTTED.get(text[0], text[0])
    return unicodedata.normalize("NFC", letter + accent) + text[1:]
