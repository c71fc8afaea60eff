"""A text to the same text between brackets, such as a caption: brackets in it that have no partner are escaped."""

from __future__ import annotations

from typing import Final

from site_builder.markdown.raw.braces import CODE, FORMULA
from site_builder.patterns import pattern

# In formulas and code, brackets are read as they are.
BRACKET: Final = pattern(rf"\\.|{CODE}|{FORMULA}|[\[\]]")


def with_lone_brackets_escaped(text: str) -> str:
    r"""“In [0, 1) of [x]” with the first bracket as `\[`, so that the text may stand in `![…](a.png)`."""
    opened: list[int] = []
    lone: set[int] = set()
    for found in BRACKET.finditer(text) if "[" in text or "]" in text else ():
        if found[0] == "[":
            opened.append(found.start())
        elif found[0] == "]":
            lone |= set() if opened else {found.start()}
            del opened[-1:]
    lone.update(opened)
    return "".join(f"\\{sign}" if at in lone else sign for at, sign in enumerate(text)) if lone else text
