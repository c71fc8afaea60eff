"""The tokens of a text within a formula to what is shown of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

# Sizes and shapes within a text, which are dropped.
WITHIN_TEXTS: Final = frozenset(
    f"\\{name}"
    for name in (
        "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge bf em it rm sc sf tt bfseries"
        " itshape scshape normalfont emph mbox textbf textit textnormal textrm textsc textsf texttt textup"
    ).split()
)
# The signs that TeX's fonts make of several characters in a text
LIGATURES: Final = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))


def shown_text(tokens: Sequence[str]) -> str:
    """The text without what only sets it, with the signs that TeX's fonts make of several characters."""
    text = "".join(_shown(tokens))
    for written, sign in LIGATURES:
        text = text.replace(written, sign)
    return text


def split_at(tokens: Sequence[str], sign: str) -> list[list[str]]:
    """The tokens between the occurrences of a sign."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token == sign:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _shown(text: Sequence[str]) -> Iterator[str]:
    """A text without braces and without commands that only set it, each with the space after it."""
    is_behind = False
    for token in text:
        if not (token in ("{", "}") or token in WITHIN_TEXTS or (is_behind and token == " ")):
            yield token
        is_behind = token in WITHIN_TEXTS
