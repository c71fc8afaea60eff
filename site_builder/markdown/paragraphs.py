"""The content of a paragraph to its tokens, for paragraphs that are made and not parsed."""

from __future__ import annotations

from markdown_it.token import Token


def paragraph(content: Token, rows: list[int] | None = None, level: int = 0) -> list[Token]:
    """The content between the tags of a paragraph. `rows` are its first row and the one behind its last."""
    return [
        Token("paragraph_open", "p", 1, map=rows, block=True, level=level),
        content,
        Token("paragraph_close", "p", -1, block=True, level=level),
    ]
