"""Items that begin with `[ ]` or `[x]` to items with a box that is ticked or not."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.patterns import pattern

BOX: Final = pattern(r"\[([ xX])\][ \t]+(?=\S)")


def task_lists_rule(state: StateCore) -> None:
    lists: list[tuple[Token, list[bool]]] = []
    for at, token in enumerate(state.tokens):
        if token.type.endswith("_list_open"):
            lists.append((token, []))
        elif token.type.endswith("_list_close"):
            opening, boxes = lists.pop()
            if all(boxes) and token.type == "bullet_list_close":
                opening.attrJoin("class", "task-list")
        elif token.type == "list_item_open":
            paragraph, text, *_ = state.tokens[at + 1 : at + 3] if at + 2 < len(state.tokens) else (token, token)
            box = BOX.match(text.content) if paragraph.type == "paragraph_open" else None
            lists[-1][1].append(box is not None)
            if box:
                text.content = text.content[box.end() :]
                text.meta["box"] = box[1] != " "
