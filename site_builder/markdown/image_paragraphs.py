"""Labelled images in lines of their own in a paragraph to paragraphs of their own, which become figures.

Without this, if an author forgets the empty line, references to the label lead to an image without a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from markdown_it.token import Token

from site_builder.markdown.citing.labels import kind_of_element
from site_builder.model import TargetKind


def split_image_paragraphs(tokens: Sequence[Token]) -> list[Token]:
    apart: list[Token] = []
    for at, token in enumerate(tokens):
        is_text = token.type == "inline" and 0 < at < len(tokens) - 1 and tokens[at - 1].type == "paragraph_open"
        if is_text and not tokens[at - 1].hidden and tokens[at + 1].type == "paragraph_close":
            for children in _stretches(token.children or []):
                if apart[-1] is not tokens[at - 1]:
                    apart += [tokens[at + 1].copy(), tokens[at - 1].copy()]
                apart.append(token.copy(children=children))
        else:
            apart.append(token)
    return apart


def _stretches(children: list[Token]) -> Iterator[list[Token]]:
    """The images and the text between them, each by itself, without the line breaks around images.

    An image within an element, such as emphasis, stays there.
    """
    start = 0
    depths = accumulate(child.nesting for child in children)
    for at, (child, depth) in enumerate(zip(children, depths, strict=True)):
        is_apart = _ends_line(children, at - 1) and _ends_line(children, at + 1) and len(children) > 1
        if not depth and is_apart and _is_figure(child):
            if start < at - 1:
                yield children[start : at - 1]
            yield [child]
            start = at + 2
    if start < len(children) or not children:
        yield children[start:]


def _is_figure(token: Token) -> bool:
    return token.type == "image" and kind_of_element(token) is TargetKind.FIGURE


def _ends_line(children: Sequence[Token], at: int) -> bool:
    return not 0 <= at < len(children) or children[at].type == "softbreak"
