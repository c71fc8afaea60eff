"""Quarto's divs for the margin to asides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

from site_builder.markdown.attributes import Attributes, attributes_of

MARGINS: Final = frozenset({"aside", "column-margin"})


def is_marginal(attributes: Attributes) -> bool:
    return not MARGINS.isdisjoint(attributes.classes)


def make_asides(tokens: Sequence[Token]) -> list[Token]:
    made: list[Token] = []
    opened: list[bool] = []
    for token in tokens:
        if token.type == "div_open":
            opened.append(is_marginal(attributes_of(token)))
            made.append(_aside(token) if opened[-1] else token)
        elif token.type == "div_close" and opened.pop():
            made.append(token.copy(type="aside_close", tag="aside"))
        else:
            made.append(token)
    return made


def _aside(div: Token) -> Token:
    attributes = attributes_of(div)
    kept = Attributes(attributes.id, ("sidenote", *attributes.classes), attributes.pairs)
    return div.copy(type="aside_open", tag="aside", attrs={**kept.html_attributes("aside"), "role": "note"})
