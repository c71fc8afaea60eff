"""Texts that are shown with braces in them to what was meant: attributes that stand where none can, or are misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markdown_it.token import Token

from site_builder.diagnostics import Rule
from site_builder.markdown.places import Reading
from site_builder.patterns import pattern

# Behind colons they are a div's, which is told of as such.
STRAY: Final = pattern(
    r"(?<!::)(?<!:: )(?<!\{)\{(?:#[ ][\w-]+"
    r"|[ ]?#[A-Za-z][\w:-]*(?:[ ][^{}\n]{0,200})?|[ ]?\.[A-Za-z][\w-]+(?:[ ][^{}\n]{0,200})?"
    r"|(?:sec|fig|tbl|eq|lst)-[\w-]+|(?:width|height|alt|fig-alt|fig-cap)[ ]?=[^{}\n]{0,500})\}"
)
HINT: Final = (
    'write {#label .class key="value"} right behind an image or link, or at the end of a heading, with no spaces around'
    " “=” and straight quotation marks; a table's caption begins with “:”."
)


def tell_of_stray_attributes(tokens: Iterable[Token], reading: Reading) -> None:
    for token in tokens:
        for child in token.children or () if token.type == "inline" and "{" in token.content else ():
            for found in STRAY.finditer(child.content) if child.type == "text" else ():
                if f"\\{found[0]}" in token.content:
                    continue
                shown = found[0].partition("“")[0].partition("”")[0]
                message = f"“{found[0][:80]}” cannot be read as attributes here, so it is shown as text."
                place = reading.place_of((token.map or [0])[0], shown)
                reading.add(Rule.MALFORMED_ATTRIBUTES, place, message, HINT)
