"""Divs of the class “list-table” to tables: a row for each item of a list, and a cell for each item in it.

Quarto reads these, and Pandoc does with the filter “list-table”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.markdown.attributes import Attributes, attributes_at, attributes_of, split_attributes
from site_builder.markdown.tables.cells import CAPTION

LIST_TABLE: Final = "list-table"
OPTIONS: Final = ("header-rows", "header-cols", "aligns", "widths")
MOST_DIGITS: Final = 2
SIDES: Final = {"l": "left", "r": "right", "c": "center"}
# An empty span holds the attributes of a cell, or of a row.
SPAN: Final = "[]"
PARAGRAPH: Final = ["paragraph_open", "inline", "paragraph_close"]

Tokens = Sequence[Token]


def list_tables_rule(state: StateCore) -> None:
    made: list[Token] = []
    divs: list[int] = []
    for token in state.tokens:
        made.append(token)
        if token.type == "div_open":
            divs.append(len(made) - 1)
        elif token.type == "div_close" and divs and LIST_TABLE in attributes_of(made[at := divs.pop()]).classes:
            made[at:] = _table(made[at], made[at + 1 : -1]) or made[at:]
    state.tokens = made


def _table(div: Token, inside: Tokens) -> list[Token]:
    """The div as a table; [] if it holds anything but a list of lists, and a caption above or below it."""
    begins = 3 if _types(inside[:3]) == PARAGRAPH else 0
    ends = len(inside) - (0 if begins or _types(inside[-3:]) != PARAGRAPH else 3)
    rows = [(item, _cells(content)) for item, content in _items(inside[begins:ends])]
    if not rows or not all(cells for _, cells in rows):
        return []
    given = attributes_of(div)
    head = _count(given, "header-rows", 1)
    kept = tuple(pair for pair in given.pairs if pair[0] not in OPTIONS)
    classes = tuple(name for name in given.classes if name != LIST_TABLE)
    opening = _around("table", 1, div.level, div.map)
    caption, said = _caption([*inside[:begins], *inside[ends:]])
    opening.meta["attributes"] = Attributes(given.id or said.id, (*classes, *said.classes), (*kept, *said.pairs))
    parts = [*_part("thead", rows[:head], given, div.level), *_part("tbody", rows[head:], given, div.level)]
    return [opening, *caption, *parts, _around("table", -1, div.level)]


def _types(tokens: Tokens) -> list[str]:
    return [token.type for token in tokens]


def _count(given: Attributes, key: str, otherwise: int) -> int:
    written = given.get(key)
    return int(written) if written.isdecimal() and len(written) <= MOST_DIGITS else otherwise


def _caption(paragraph: Tokens) -> tuple[list[Token], Attributes]:
    """The caption in a paragraph, and the table's attributes at its end."""
    if not paragraph:
        return [], Attributes()
    inline = paragraph[1]
    begins = CAPTION.match(inline.content)
    inline.content, said = split_attributes(inline.content[begins.end() if begins else 0 :])
    caption = [_around("caption", 1, inline.level, inline.map), inline, _around("caption", -1, inline.level)]
    return caption if inline.content else [], said or Attributes()


def _items(tokens: Tokens) -> list[tuple[Token, list[Token]]]:
    """Each item of a list, with what is in it; [] if the tokens are not one list."""
    items: list[tuple[Token, list[Token]]] = []
    depth = 0
    for token in tokens:
        if not depth and (items or token.type != "bullet_list_open"):
            return []
        depth += min(token.nesting, 0)
        if depth > 1:
            items[-1][1].append(token)
        elif token.type == "list_item_open":
            items.append((token, []))
        depth += max(token.nesting, 0)
    return items


def _cells(row: Tokens) -> list[list[Token]]:
    """The cells of a row, whose attributes may stand in a paragraph ahead of them."""
    has_attributes = _types(row[:3]) == PARAGRAPH and row[1].content.startswith(SPAN)
    return [content for _, content in _items(row[3:] if has_attributes else row)]


def _part(name: str, rows: Sequence[tuple[Token, list[list[Token]]]], given: Attributes, level: int) -> Iterator[Token]:
    if not any(cell for _, cells in rows for cell in cells):
        return
    sides = [SIDES.get(side.strip(), "") for side in given.get("aligns").split(",")]
    heads = _count(given, "header-cols", 0)
    yield _around(name, 1, level + 1)
    for item, cells in rows:
        yield _around("tr", 1, level + 2, item.map)
        for column, cell in enumerate(cells):
            tag = "th" if name == "thead" or column < heads else "td"
            opening = _around(tag, 1, level + 3)
            attributes = _attributes(cell)
            side = SIDES.get(attributes.get("align"), sides[column] if column < len(sides) else "")
            if tag == "th" and name == "tbody":
                opening.attrs["scope"] = "row"
            for key in ("colspan", "rowspan"):
                if (count := _count(attributes, key, 1)) > 1:
                    opening.attrs[key] = str(count)
            if classes := (*attributes.classes, *([f"align-{side}"] if side else [])):
                opening.attrs["class"] = " ".join(classes)
            yield opening
            yield from cell
            yield _around(tag, -1, level + 3)
        yield _around("tr", -1, level + 2)
    yield _around(name, -1, level + 1)


def _attributes(cell: Tokens) -> Attributes:
    """The attributes at the beginning of a cell, which are taken out. A lone paragraph has no tags."""
    if _types(cell) == PARAGRAPH:
        cell[0].hidden = cell[2].hidden = True
    if len(cell) < len(PARAGRAPH) or not cell[1].content.startswith(SPAN):
        return Attributes()
    inline = cell[1]
    found = attributes_at(inline.content, len(SPAN))
    if found is None:
        return Attributes()
    inline.content = inline.content[found[1] :].lstrip()
    return replace(found[0], id="")


def _around(name: str, nesting: Literal[1, -1], level: int, rows: list[int] | None = None) -> Token:
    kind = "open" if nesting > 0 else "close"
    return Token(f"{name}_{kind}", name, nesting, block=True, level=level, map=rows)
