"""Paragraphs that begin with headings but for a space, `##Methods`: text, as in Pandoc and CommonMark, and told of."""

from __future__ import annotations

from typing import Final

from markdown_it.rules_core import StateCore

from site_builder.diagnostics import Rule
from site_builder.markdown.places import reading_of
from site_builder.patterns import pattern

# One sign and one word, or more text, is a hashtag.
HEADING: Final = pattern(r"(?P<signs>#{2,6}|#(?=[^\W\d_a-z]\S* \S.*\Z))(?P<title>[^#\s.!{][^\n]{0,150})(?=\n|\Z)")


def false_headings_rule(state: StateCore) -> None:
    reading = reading_of(state)
    for token in state.tokens:
        if token.type == "inline" and token.content.startswith("#") and (found := HEADING.match(token.content)):
            message = f"“{found['signs']}” has no space behind it, so this is no heading, and shown as text."
            hint = f"write “{found['signs']} {found['title'].strip()}” in a paragraph of its own."
            reading.add(Rule.MALFORMED_HEADING, reading.place_of((token.map or [0])[0], found["signs"]), message, hint)
