"""Headings in Quarto's layouts to cells: each holds what is below its heading, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from markdown_it.token import Token

from site_builder.markdown.attributes import attributes_of
from site_builder.markdown.divs.callouts import CALLOUTS
from site_builder.markdown.divs.layout_rows import KEYS

LAYOUTS: Final = (*KEYS, "layout-ncol")


def make_layout_cells(tokens: Sequence[Token]) -> list[Token]:
    made: list[Token] = []
    layouts: list[bool] = []
    opened: list[int] = []
    for token in tokens:
        begins = token.type == "heading_open" and layouts[-1:] == [True] and token.level == len(layouts)
        if opened and opened[-1] == len(layouts) and (begins or token.type == "div_close"):
            made.append(_div(-1, opened.pop()))
        if begins:
            opened.append(len(layouts))
            made.append(_div(1, len(layouts)))
        if token.type == "div_open":
            given = attributes_of(token)
            # The last paragraph of a div with a label is its caption, the first heading of a callout its title.
            is_plain = not given.id and {*given.classes}.isdisjoint(CALLOUTS)
            is_layout = any(given.get(key) for key in LAYOUTS)
            layouts.append(is_layout and is_plain)
        elif token.type == "div_close":
            layouts.pop()
        made.append(token)
    return made


def _div(nesting: Literal[1, -1], level: int) -> Token:
    return Token("div_open" if nesting > 0 else "div_close", "div", nesting, block=True, level=level)
