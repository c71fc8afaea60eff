"""The blocks of a text to the same with frames around blocks that have notes or asides beside them.

A block of HTML may only begin or end an element, around which there is no frame; its notes are at the foot of the page.
"""

from __future__ import annotations

from typing import Final

from markdown_it.token import Token

from site_builder.markdown.raw.html import is_balanced
from site_builder.model import Hole, NotePlace

OPENING: Final = '<div class="noted">\n'
CLOSING: Final = "</div>\n"


class Margin:
    """Follows the blocks of a text while their `pieces` are written, and inserts frames around blocks.

    The notes that are marked in a block have a place at the end of its frame.
    """

    def __init__(self, pieces: list[str | Hole]) -> None:
        self._pieces = pieces
        self._marked: list[int] = []
        self._start = 0
        self._depth = 0
        # How deep the text and each open div in it are whose blocks may have frames
        self._framing = [0]
        self._can_be_noted = False
        self._has_aside = False

    def mark(self, note: int) -> None:
        self._marked.append(note)

    def follow(self, token: Token, before: int) -> None:
        """Follow a token that has been written; `before` is the number of pieces before it."""
        self._depth -= token.nesting < 0
        depth = self._depth
        self._depth += token.nesting > 0
        if token.type == "div_open" and depth == self._framing[-1]:
            self._framing.append(self._depth)
            self._can_be_noted = self._has_aside = False
        elif token.type == "div_close" and depth + 1 == self._framing[-1]:
            self._framing.pop()
            self._can_be_noted = self._has_aside = False
        elif depth != self._framing[-1]:
            return
        elif token.type == "aside_open":
            self._begin_aside(before)
        elif token.type == "aside_close":
            self._end()
            self._has_aside = True
        elif token.type in ("html_block", "inline") and not is_balanced(token.content):
            self._marked.clear()
            self._can_be_noted = self._has_aside = False
        else:
            if token.nesting >= 0:
                self._start = before
                self._can_be_noted = token.type != "heading_open"
                self._has_aside = False
            if token.nesting <= 0 and self._marked:
                self._pieces.insert(self._start, OPENING)
                self._end()

    def _begin_aside(self, before: int) -> None:
        """Put an aside into a frame with the block before it, and with other asides there."""
        if self._has_aside:
            del self._pieces[before - 1]
            return
        if not self._can_be_noted:
            self._start = before
        self._pieces.insert(self._start, OPENING)
        self._can_be_noted = True

    def _end(self) -> None:
        notes = [NotePlace(tuple(self._marked))] if self._marked else []
        self._pieces += [*notes, CLOSING]
        self._marked.clear()
