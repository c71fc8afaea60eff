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
        # How many elements are open in which no block has a frame. In divs, blocks have frames as outside of them.
        self._inside = 0
        # Where the last block begins that may have a frame, if there is one
        self._last: int | None = None
        self._has_aside = False

    def mark(self, note: int) -> None:
        self._marked.append(note)

    def follow(self, token: Token, before: int) -> None:
        """Follow a token that has been written; `before` is the number of pieces before it."""
        if not self._inside and (token.type == "div_open" or token.nesting < 0):
            self._begin_anew()
            return
        self._inside -= token.nesting < 0
        is_within = self._inside > 0
        self._inside += token.nesting > 0
        if is_within:
            return
        if token.type == "aside_open":
            self._begin_aside(before)
        elif token.type == "aside_close":
            self._end()
            self._has_aside = True
        elif token.type in ("html_block", "inline") and not is_balanced(token.content):
            self._marked.clear()
            self._begin_anew()
        else:
            if token.nesting >= 0:
                self._last, self._has_aside = before, False
            if token.nesting <= 0 and self._marked and self._last is not None:
                self._pieces.insert(self._last, OPENING)
                self._end()
            if token.type == "heading_close":
                self._last = None

    def _begin_anew(self) -> None:
        """Leave an aside that comes next in a frame of its own."""
        self._last, self._has_aside = None, False

    def _begin_aside(self, before: int) -> None:
        """Put an aside into a frame with the block before it, and with other asides there."""
        if self._has_aside:
            del self._pieces[before - 1]
        else:
            self._pieces.insert(before if self._last is None else self._last, OPENING)

    def _end(self) -> None:
        notes = [NotePlace(tuple(self._marked))] if self._marked else []
        self._pieces += [*notes, CLOSING]
        self._marked.clear()
