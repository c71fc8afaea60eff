"""`[A heading]` and `[text][A heading]` to links to the heading, as in Pandoc."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.markdown.names import all_tokens

# The address of a heading until all headings have their ids; no author's link has this scheme of no letters.
WAITING: Final = "#\ufdd3"


def heading_links_rule(state: StateCore) -> None:
    """Makes each heading a link's definition, unless the author has written one of that name; the first one counts."""
    references = state.env.setdefault("references", {})
    for number, (token, text) in enumerate(pairwise(state.tokens)):
        if token.type == "heading_open" and (name := normalizeReference(text.content)):
            token.meta["number"] = number
            references.setdefault(name, {"title": "", "href": f"{WAITING}{number}"})


def resolve_heading_links(tokens: Sequence[Token]) -> None:
    """Gives the links the ids that the headings have by now; a title that has none is the top of the page."""
    ids = {
        f"{WAITING}{token.meta['number']}": str(token.attrs.get("id", ""))
        for token in tokens
        if token.type == "heading_open" and "number" in token.meta
    }
    for token, _ in all_tokens(tokens):
        href = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
        if href.startswith(WAITING):
            token.attrs["href"] = f"#{ids.get(href, '')}"
