"""HTML in the tokens of a title to the tokens of Markdown's own emphasis and scripts.

Titles are copied to where there is no HTML of an author's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

from site_builder.patterns import pattern

ELEMENTS: Final = {"i": "em", "em": "em", "b": "strong", "strong": "strong", "sub": "sub", "sup": "sup"}
TAG: Final = pattern(rf"<(?P<end>/?)(?P<name>{'|'.join(ELEMENTS)})\s*>", re.IGNORECASE)


def without_html(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with elements that Markdown has, too, as its own, if they begin and end within the same ones."""
    made = list(tokens)
    opened: list[tuple[int, str]] = []
    for at, token in enumerate(tokens):
        tag = TAG.fullmatch(token.content) if token.type == "html_inline" else None
        name = ELEMENTS[tag["name"].lower()] if tag else ""
        if token.nesting > 0 or (tag and not tag["end"]):
            opened.append((at, name))
        elif token.nesting < 0:
            while opened and opened.pop()[1]:
                pass
        elif tag and opened and opened[-1][1] == name:
            begin, _ = opened.pop()
            made[begin], made[at] = Token(f"{name}_open", name, 1), Token(f"{name}_close", name, -1)
    return made
