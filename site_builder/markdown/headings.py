"""Headings to the targets of `[A heading]` and `[text][A heading]`, as in Pandoc; near misses to text.

A paragraph that lacks only a space to begin with a heading, `##Methods`, is text, as in Pandoc and CommonMark, and is
reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.diagnostics import Rule
from site_builder.markdown.element_ids import all_tokens, identifier_of
from site_builder.markdown.source_positions import reading_of, row_of
from site_builder.markdown.structure import is_list_title
from site_builder.patterns import pattern

# The address of a heading until all headings have their ids. No link of an author's begins like this.
WAITING: Final = "#\ufdd3"
# A single sign before one word, or in a sentence or a text of several lines, is a hashtag.
HEADING: Final = pattern(
    r"(?P<signs>#{2,6}|#(?=[^\W\d_a-z]\S* \S.*(?<!\.)\Z|\xa0))(?P<title>(?:\xa0|[^#\s.!{])[^\n]{0,150})(?=\n|\Z)"
)
CITING: Final = ("@", "-@")
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
TOO_DEEP: Final = pattern(r"#{7,}[ \t]+\S")


def heading_links_rule(state: StateCore) -> None:
    """Make each heading a link definition, unless its name has one: the author's, or that of an earlier heading.

    A heading that is a citation makes none, as its name in brackets cites the work.
    """
    references = state.env.setdefault("references", {})
    for number, (token, text) in enumerate(pairwise(state.tokens)):
        is_citation = text.content.startswith(CITING)
        if token.type == "heading_open" and not is_citation and (name := normalizeReference(text.content)):
            token.meta["number"] = number
            # What the link leads to if the text shows no such heading.
            otherwise = "references" if is_list_title(text.content) else identifier_of(text.content)
            references.setdefault(name, {"title": "", "href": f"{WAITING}{number}-{otherwise}"})


def resolve_heading_links(tokens: Sequence[Token]) -> None:
    """Give links to headings the ids that these have by now. A title without an id is the top of the page.

    The list of references is the page's own. Any other heading that is not shown has an id that the page lacks.
    """
    ids = {
        str(token.meta["number"]): str(token.attrs.get("id", ""))
        for token in tokens
        if token.type == "heading_open" and "number" in token.meta
    }
    for token, _ in all_tokens(tokens):
        href = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
        if href.startswith(WAITING):
            number, _, otherwise = href.removeprefix(WAITING).partition("-")
            token.attrs["href"] = f"#{ids.get(number, otherwise)}"


def false_headings_rule(state: StateCore) -> None:
    reading = reading_of(state)
    for token in state.tokens:
        if token.type == "inline" and token.content.startswith("#") and (found := HEADING.match(token.content)):
            space = "only a space that does not break" if found["title"].startswith(NO_BREAK) else "no space"
            message = f"“{found['signs']}” has {space} after it, so this is not a heading, and is shown as text."
            hint = f"write “{found['signs']} {found['title'].strip()}” in a paragraph of its own."
            reading.add(Rule.MALFORMED_HEADING, reading.place_of(row_of(token), found["signs"]), message, hint)
        elif token.type == "inline" and TOO_DEEP.match(token.content):
            message = "A heading has at most six “#”, so this is shown as text."
            place = reading.place_of(row_of(token), "#######")
            reading.add(Rule.MALFORMED_HEADING, place, message, "remove some.")
